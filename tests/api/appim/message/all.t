# app-im 2.7, 3.7: lists of the application and of a client; numbers
use group of three, a message, pair
== what a client said, wherever
app: POST /im/conversations/{pair}/message
{"from_client": "{ann.id}", "type": -1, "text": "to bob"}
200 {"code":0, ...}
app: POST /im/conversations/{conv}/message
{"from_client": "{bob.id}", "type": -1, "text": "his"}
200 {"code":0, ...}
master: GET /im/clients/{ann.id}/messages
200 {"code":0, "message":"ok", "data":{"current_page":1, "data":[{"conv_id":"{pair}", "text":"to bob", "client_id":"{ann.id}", ...}, {"conv_id":"{conv}", "text":"one", ...}], "last_page":1, "per_page":10, "total":2}, "request-id":null}
master: GET /im/clients/{ann.id}/messages?page=2&size=1
200 {"code":0, "data":{"data":[{"text":"one", ...}], "total":2, "last_page":2, ...}, ...}
master: GET /im/clients/{cat.id}/messages
200 {"code":0, "data":{"data":[], "total":0, ...}, ...}
master: GET /im/messages?size=100
200 {"code":0, "data":{"current_page":1, "data":[..., {"conv_id":"{conv}", "text":"his", "client_id":"{bob.id}", ...}, ...], "per_page":100, ...}, ...}

== refusals
app: GET /im/messages
200 {"code":1, "message":"forbidden", "data":null, "request-id":null}
app: GET /im/clients/{ann.id}/messages
200 {"code":1, "message":"forbidden", "data":null, "request-id":null}
master: GET /im/clients/ghost/messages
200 {"code":211, "message":"未知用户 ghost", "data":null, "request-id":null}
master: GET /im/messages?page=x
200 {"code":4406, "message":"错误的参数格式", "data":null, "request-id":null}
app: GET /im/stats
200 {"code":1, "message":"forbidden", "data":null, "request-id":null}

== who is there is counted
do login ann
master: GET /im/stats
200 {"code":0, "message":"ok", "data":{"online_user_count":{_:int}, "user_count_today":{_:int}}, "request-id":null}
