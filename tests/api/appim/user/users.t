# app-im 1.9, 3
use two clients
== a client is made once, and given another extension
app: POST /im/users
{"client_id": "x{uniq}", "extend": {"nickname": "Xi"}}
200 {"code":0, "message":"ok", "data":{"client_id":"x{uniq}", "extend":{"nickname":"Xi"}, "status":0, "ctime":{made:time}}, "request-id":null}
app: POST /im/users
{"unique_id": "x{uniq}", "ext": {"nickname": "Xia"}}
200 {"code":0, "message":"ok", "data":{"client_id":"x{uniq}", "extend":{"nickname":"Xia"}, "status":0, "ctime":"{made}"}, "request-id":null}
app: POST /im/users
{"client_id": "x{uniq}"}
200 {"code":0, "data":{"extend":{"nickname":"Xia"}, ...}, ...}
app: GET /im/users/x{uniq}
200 {"code":0, "message":"ok", "data":{"client_id":"x{uniq}", "extend":{"nickname":"Xia"}, "status":0, "ctime":"{made}"}, "request-id":null}

== an id is letters and digits, at most 16
app: POST /im/users
{"client_id": "a b"}
200 {"code":212, "message":"unique_id 不符合要求", "data":null, "request-id":null}
app: POST /im/users
{"client_id": "aaaaaaaaaaaaaaaaa"}
200 {"code":212, "message":"unique_id 不符合要求", "data":null, "request-id":null}
app: POST /im/users
{"client_id": "李"}
200 {"code":212, "message":"unique_id 不符合要求", "data":null, "request-id":null}
app: POST /im/users
{}
200 {"code":4001, "message":"参数缺失", "data":null, "request-id":null}
app: POST /im/users
{"client_id": "x{uniq}", "extend": "text"}
200 {"code":4406, "message":"错误的参数格式", "data":null, "request-id":null}

== the extension is replaced
app: PUT /im/users/{ann.id}
{"extend": {"a": [1, 2]}}
200 {"code":0, "data":{"extend":{"a":[1, 2]}, ...}, ...}
app: PUT /im/users/nobody
{"extend": {"a": 1}}
200 {"code":211, "message":"未知用户 nobody", "data":null, "request-id":null}
app: PUT /im/users/{ann.id}
{}
200 {"code":4001, "message":"参数缺失", "data":null, "request-id":null}
app: PUT /im/users/{ann.id}
{"extend": 7}
200 {"code":4406, "message":"错误的参数格式", "data":null, "request-id":null}

== a banned client does nothing, until it is let in again
master: PUT /im/users/{ann.id}/ban
{"reason": "rude"}
200 {"code":0, "message":"ok", "data":true, "request-id":null}
app: GET /im/users/{ann.id}
200 {"code":0, "data":{"status":1, ...}, ...}
app: POST /im/conversations
{"client_id": "{ann.id}", "to_client_ids": ["{bob.id}"], "conv_type": 1}
200 {"code":213, "message":"账号封禁", "data":null, "request-id":null}
ann: WS /im/socket
ann > {"type":"login", "data":{"device_id":"1", "app_id":"open", "client_id":"{ann.id}"}}
ann < {"type":"login.error", "code":213, "msg":"账号封禁", "data":null, "request-id":{_:str}}
ann closed 1000
master: PUT /im/users/{ann.id}/unban
200 {"code":0, "message":"ok", "data":true, "request-id":null}
app: POST /im/conversations
{"client_id": "{ann.id}", "to_client_ids": ["{bob.id}"], "conv_type": 1}
200 {"code":0, ...}

== a ban ends sockets
do login ann
master: PUT /im/users/{ann.id}/ban
200 {"code":0, ...}
ann < {"type":"logout.kick", "msg":"error", "data":{"time":{_:ms}, "reason":"banned"}}
ann closed 1000

== only the master key bans and kicks
app: PUT /im/users/{ann.id}/ban
200 {"code":1, "message":"forbidden", "data":null, "request-id":null}
app: PUT /im/users/{ann.id}/unban
200 {"code":1, "message":"forbidden", "data":null, "request-id":null}
app: POST /im/clients/{ann.id}/kick
200 {"code":1, "message":"forbidden", "data":null, "request-id":null}
master: PUT /im/users/nobody/ban
200 {"code":211, "message":"未知用户 nobody", "data":null, "request-id":null}
master: PUT /im/users/nobody/unban
200 {"code":211, "message":"未知用户 nobody", "data":null, "request-id":null}
master: POST /im/clients/nobody/kick
200 {"code":211, "message":"未知用户 nobody", "data":null, "request-id":null}

== who is online, and kicked
do login ann
app: POST /im/clients/check-online
{"client_ids": ["{bob.id}", "{ann.id}", "nobody"]}
200 {"code":0, "message":"ok", "data":["{ann.id}"], "request-id":null}
app: POST /im/clients/check-online
{"client_ids": []}
200 {"code":4001, ...}
app: POST /im/clients/check-online
{"client_ids": "{ann.id}"}
200 {"code":4406, ...}
master: POST /im/clients/{ann.id}/kick
{"reason": "a reason that is far too long"}
200 {"code":4406, ...}
master: POST /im/clients/{ann.id}/kick
200 {"code":0, "message":"ok", "data":true, "request-id":null}
ann < {"type":"logout.kick", "msg":"error", "data":{"time":{_:ms}, "reason":"kicked"}}
ann closed 1000
do login bob
master: POST /im/clients/{bob.id}/kick
{"reason": "replaced"}
200 {"code":0, ...}
bob < {"type":"logout.kick", "msg":"error", "data":{"time":{_:ms}, "reason":"replaced"}}
bob closed 1000

== a number is as good as its digits
app: POST /im/users
{"client_id": 77}
200 {"code":0, "data":{"client_id":"77", ...}, ...}
