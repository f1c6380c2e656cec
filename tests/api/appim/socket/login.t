# app-im 5.1 to 5.4
use two clients
== the login of the document makes the client
new: WS /im/socket
new > {"type":"login", "data":{"device_id":"1111", "app_id":"open", "client_id":"n{uniq}", "ext":{"nickname":"liliSara"}}}
new < {"type":"login.success", "msg":"success", "data":{"time":{_:ms}}}
app: GET /im/users/n{uniq}
200 {"code":0, "data":{"client_id":"n{uniq}", "extend":{"nickname":"liliSara"}, ...}, ...}
new > {"type":"login", "data":{"device_id":"1111", "app_id":"open", "client_id":"n{uniq}"}}
new < {"type":"login.success", ...}
new > {"type":"login", "data":{"device_id":"1111", "app_id":"open", "client_id":"{ann.id}"}}
new < {"type":"error", "msg":"错误的消息格式", "data":[]}

== another extension replaces the old one
ann: WS /im/socket
ann > {"type":"login", "data":{"device_id":"1", "app_id":"open", "client_id":"{ann.id}", "ext":{"nickname":"Anna"}}}
ann < {"type":"login.success", ...}
app: GET /im/users/{ann.id}
200 {"code":0, "data":{"extend":{"nickname":"Anna"}, ...}, ...}

== refusals, in their order
use tokens
shutmaster: PUT /im/users/{bob.id}/ban
{}
200 {"code":0, ...}
ann: WS /im/socket
ann > {"type":"login", "data":{"app_id":"nobody"}}
ann < {"type":"login.error", "code":4002, "msg":"头信息缺失", "data":null, "request-id":{_:str}}
ann > {"type":"login", "data":{"app_id":"shut", "client_id":"a b", "token":"x"}}
ann < {"type":"login.error", "code":4001, "msg":"参数缺失", "data":null, "request-id":{_:str}}
ann > {"type":"login", "data":{"app_id":"shut", "client_id":"a b", "device_id":"1", "token":"x"}}
ann < {"type":"login.error", "code":212, "msg":"unique_id 不符合要求", "data":null, "request-id":{_:str}}
ann > {"type":"login", "data":{"app_id":"shut", "client_id":"{bob.id}", "device_id":"1", "token":"x"}}
ann < {"type":"login.error", "code":1, "msg":"token invalid", "data":null, "request-id":{_:str}}
ann closed 1000
bob: WS /im/socket
bob > {"type":"login", "data":{"app_id":"shut", "client_id":"{bob.id}", "device_id":"1", "token":"{t.bob}"}}
bob < {"type":"login.error", "code":213, "msg":"账号封禁", "data":null, "request-id":{_:str}}
bob closed 1000

== what is missing or has the wrong form
ann: WS /im/socket
ann > {"type":"login", "data":{"app_id":"open", "client_id":"{ann.id}"}}
ann < {"type":"login.error", "code":4001, "msg":"参数缺失", "data":null, "request-id":{_:str}}
ann > {"type":"login", "data":{"device_id":"1", "app_id":"open"}}
ann < {"type":"login.error", "code":4001, ...}
ann > {"type":"login", "data":{"device_id":"1", "app_id":"open", "client_id":"a b"}}
ann < {"type":"login.error", "code":212, "msg":"unique_id 不符合要求", "data":null, "request-id":{_:str}}
ann > {"type":"login", "data":{"device_id":"{1*65}", "app_id":"open", "client_id":"{ann.id}"}}
ann < {"type":"login.error", "code":4406, ...}
ann > {"type":"login", "data":{"device_id":"1", "app_id":"open", "client_id":"{ann.id}", "ext":[1]}}
ann < {"type":"login.error", "code":4406, ...}
ann > {"type":"login", "data":{"device_id":"1", "app_id":"open", "client_id":"{ann.id}"}}
ann < {"type":"login.success", ...}

== an application that makes nobody
ann: WS /im/socket
ann > {"type":"login", "data":{"device_id":"1", "app_id":"single", "client_id":"n{uniq}"}}
ann < {"type":"login.error", "code":211, "msg":"未知用户 n{uniq}", "data":null, "request-id":{_:str}}

== tokens, where they are verified
use tokens
ann: WS /im/socket
ann > {"type":"login", "data":{"device_id":"1", "app_id":"shut", "client_id":"{ann.id}"}}
ann < {"type":"login.error", "code":4001, ...}
ann > {"type":"login", "data":{"device_id":"1", "app_id":"shut", "client_id":"{ann.id}", "token":"{t.ann}"}}
ann < {"type":"login.success", ...}
bob: WS /im/socket
bob > {"type":"login", "data":{"device_id":"1", "app_id":"shut", "client_id":"{bob.id}", "token":"{t.ann}"}}
bob < {"type":"login.error", "code":1, "msg":"token invalid", "data":null, "request-id":{_:str}}
bob closed 1000
cat: WS /im/socket
cat > {"type":"login", "data":{"device_id":"1", "app_id":"shut", "client_id":"{ann.id}", "token":"{t.old}"}}
cat < {"type":"login.error", "code":1, "msg":"token invalid", "data":null, "request-id":{_:str}}
cat closed 1000

== the same device once, others beside it
do device one ann 1 open
do device two ann 2 open
do device again ann 1 open
one < {"type":"logout.kick", "msg":"error", "data":{"time":{_:ms}}}
one closed 1000
two <! 200ms {"type":"logout.kick", ...}

== one device at all, and messages only
single: POST /im/users
{"client_id": "{ann.id}"}
200 {"code":0, ...}
single: POST /im/users
{"client_id": "{bob.id}"}
200 {"code":0, ...}
do device one ann 1 single
do device two ann 2 single
one < {"type":"logout.kick", "msg":"error", "data":{"time":{_:ms}}}
one closed 1000
single: POST /im/conversations
{"client_id": "{bob.id}", "to_client_ids": ["{ann.id}"], "conv_type": 1}
200 {"code":0, "data":{"conv_id":{id:str}, ...}, ...}
single: POST /im/conversations/{id}/message
{"from_client": "{bob.id}", "type": -1, "text": "hi"}
200 {"code":0, ...}
two < {"type":"msg.new", "data":{"text":"hi", ...}}
two <! 200ms {"type":"conv.new", ...}

== before the login only pings are answered
ann: WS /im/socket
ann > {"type":"ping"}
ann < {"type":"pong", "data":{"time":{_:ms}}}
ann > {"type":"msg.pull", "data":{"conv_id":"1"}}
ann < {"type":"error", "msg":"请先登录", "data":[]}

== who does not log in in time is sent away, and who is there is pinged
ann: WS /im/socket
do login bob
wait 10200ms
ann closed 1008 login timeout
bob < {"type":"ping"}
bob > {"type":"pong"}

== what is no frame is said to be none, and the socket stays
ann: WS /im/socket
ann > raw "{"
ann < {"type":"error", "msg":"错误的消息格式", "data":[]}
ann > {"type":"login"}
ann < {"type":"error", "msg":"缺失参数", "data":[]}
ann > {"data":{}}
ann < {"type":"error", "msg":"缺失参数", "data":[]}
ann > raw "[]"
ann < {"type":"error", "msg":"错误的消息格式", "data":[]}
ann > binary "{\"type\":\"ping\"}"
ann < {"type":"error", "msg":"错误的消息格式", "data":[]}
ann > {"type":"ping"}
ann < {"type":"pong", ...}
ann > ping
ann < pong

== a frame has at most 64 KiB
ann: WS /im/socket
ann > raw "{x*65536}"
ann < {"type":"error", "msg":"错误的消息格式", "data":[]}
ann > raw "{x*65537}"
ann closed 1009

== logging out closes, of whom it is alone
do login ann
ann > {"type":"logout", "data":{"client_id":"{bob.id}"}}
ann < {"type":"error", "code":4406, "msg":"错误的参数格式", "data":[], "request-id":{_:str}}
ann > {"type":"logout"}
ann closed 1000
do login bob
bob > {"type":"logout", "data":{"client_id":"{bob.id}"}}
bob closed 1000
