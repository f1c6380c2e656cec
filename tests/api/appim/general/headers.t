# app-im 1.2, 1.3, 1.5
use two clients
== without the id of an application nothing is served
GET /im/users/{ann.id}
200 {"code":4002, "message":"头信息缺失", "data":null, "request-id":null}
POST /im/conversations
{"client_id": "{ann.id}"}
200 {"code":4002, "message":"头信息缺失", "data":null, "request-id":null}

== an unknown application is none
GET /im/users/{ann.id}
header app-id nobody
200 {"code":4002, "message":"头信息缺失", "data":null, "request-id":null}

== the text of the document names the header otherwise
GET /im/users/{ann.id}
header IM-APP-ID {app.id}
200 {"code":0, "message":"ok", "data":{"client_id":"{ann.id}", ...}, "request-id":null}

== the key of another application is wrong
wrong: GET /im/users/{ann.id}
200 {"code":4002, "message":"头信息缺失", "data":null, "request-id":null}

== a key is not needed unless the application demands one
anyone: GET /im/users/{ann.id}
200 {"code":0, "message":"ok", "data":{"client_id":"{ann.id}", ...}, "request-id":null}
locked: GET /im/users/{ann.id}
200 {"code":4002, "message":"头信息缺失", "data":null, "request-id":null}
lockedapp: GET /im/users/{ann.id}
200 {"code":211, "message":"未知用户 {ann.id}", "data":null, "request-id":null}

== what the caller calls the request comes back, with refusals too
app: GET /im/users/{ann.id}
header Request-Id call-7
200 {"code":0, "message":"ok", "data":{...}, "request-id":"call-7"}
app: GET /im/users/nobody
header X-Request-Id call-8
200 {"code":211, "message":"未知用户 nobody", "data":null, "request-id":"call-8"}
GET /im/users/nobody
header request_id call-9
200 {"code":4002, "message":"头信息缺失", "data":null, "request-id":"call-9"}

== a body that is no JSON, or not said to be
app: POST /im/users
raw "{"
200 {"code":4406, "message":"错误的参数格式", "data":null, "request-id":null}
app: POST /im/users
form client_id=abc
200 {"code":4406, "message":"错误的参数格式", "data":null, "request-id":null}

== unknown paths and methods have the envelope
app: GET /im/conversations/1/2/3/4/5
404 {"code":1, "message":"not found", "data":null, "request-id":null}
app: PATCH /im/conversations
405 {"code":1, "message":"method not allowed", "data":null, "request-id":null}

== what is missing comes before what has the wrong form
app: POST /im/conversations/x/message
{"from_client": "{ann.id}", "mention_all": "perhaps"}
200 {"code":4001, "message":"参数缺失", "data":null, "request-id":null}
app: POST /im/conversations/x/message
{"from_client": "{ann.id}", "type": -1, "text": "a", "mention_all": "perhaps"}
200 {"code":4406, "message":"错误的参数格式", "data":null, "request-id":null}
app: POST /im/conversations/x/message
{"from_client": "nobody", "type": -1, "text": "a"}
200 {"code":4011, "message":"未知会话", "data":null, "request-id":null}
