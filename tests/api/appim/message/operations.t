# app-im 2.7, further operations
use group of three, a message
== its sender takes a message back, once or twice
do login bob
app: PUT /im/conversations/{conv}/message/{msg}/recall
{"from_client": "{ann.id}"}
200 {"code":0, "message":"ok", "data":true, "request-id":null}
bob < {"type":"msg.recall", "data":{"conv_id":"{conv}", "msg_id":"{msg}", "from_client":"{ann.id}", "time":{_:ms}}}
app: PUT /im/conversations/{conv}/message/{msg}/recall
{"from_client": "{ann.id}"}
200 {"code":0, "data":true, ...}
app: GET /im/conversations/{conv}/message
200 {"code":0, "data":{"data":[{"msg_id":"{msg}", "conv_id":"{conv}", "type":-1, "text":null, "attr":null, "url":null, "ctime":{_:ms}, "msg_status":3, "no_sync":0, "mention_all":0, "mention_client_ids":"null", "transient":0, "mtime":{_:ms}, "client_id":"{ann.id}"}], ...}, ...}

== nobody else does, but the master key
app: PUT /im/conversations/{conv}/message/{msg}/recall
{"from_client": "{bob.id}"}
200 {"code":1, "message":"not the sender", "data":null, "request-id":null}
app: PUT /im/conversations/{conv}/message/{msg}/recall
{}
200 {"code":4001, "message":"参数缺失", "data":null, "request-id":null}
app: PUT /im/conversations/{conv}/message/unknown/recall
{"from_client": "{ann.id}"}
200 {"code":1, "message":"unknown message", "data":null, "request-id":null}
app: PUT /im/conversations/unknown/message/{msg}/recall
{"from_client": "{ann.id}"}
200 {"code":4011, ...}
app: PUT /im/conversations/{conv}/message/{msg}/recall
{"from_client": "ghost"}
200 {"code":211, ...}
master: PUT /im/conversations/{conv}/message/{msg}/recall
{}
200 {"code":0, "data":true, ...}

== a deleted message is gone
app: DELETE /im/conversations/{conv}/message/{msg}
{"from_client": "{bob.id}"}
200 {"code":1, "message":"not the sender", "data":null, "request-id":null}
app: DELETE /im/conversations/{conv}/message/{msg}
200 {"code":4001, ...}
app: DELETE /im/conversations/{conv}/message/{msg}
{"from_client": "{ann.id}"}
200 {"code":0, "message":"ok", "data":true, "request-id":null}
app: GET /im/conversations/{conv}/message
200 {"code":0, "data":{"total":0, ...}, ...}
master: DELETE /im/conversations/{conv}/message/{msg}
200 {"code":1, "message":"unknown message", "data":null, "request-id":null}
master: DELETE /im/conversations/unknown/message/{msg}
200 {"code":4011, ...}

== unread messages, and reading them
app: GET /im/clients/{bob.id}/unread-count?conv_id={conv}
200 {"code":0, "message":"ok", "data":{"count":1}, "request-id":null}
app: GET /im/clients/{bob.id}/unread-count
200 {"code":0, "data":{"count":1}, ...}
app: GET /im/clients/{ann.id}/unread-count?conv_id={conv}
200 {"code":0, "data":{"count":0}, ...}
do login ann
app: POST /im/conversations/{conv}/read
{"client_id": "{bob.id}", "msg_id": "{msg}"}
200 {"code":0, "message":"ok", "data":true, "request-id":null}
ann < {"type":"msg.read", "data":{"conv_id":"{conv}", "client_id":"{bob.id}", "msg_id":"{msg}", "time":{_:ms}}}
app: GET /im/clients/{bob.id}/unread-count?conv_id={conv}
200 {"code":0, "data":{"count":0}, ...}
app: POST /im/conversations/{conv}/read
{"client_id": "{cat.id}", "time": 4102444800000}
200 {"code":0, "data":true, ...}
app: GET /im/clients/{cat.id}/unread-count
200 {"code":0, "data":{"count":0}, ...}

== refusals of reading and counting
app: POST /im/conversations/{conv}/read
{"client_id": "{bob.id}"}
200 {"code":4001, ...}
app: POST /im/conversations/{conv}/read
{"msg_id": "{msg}"}
200 {"code":4001, ...}
app: POST /im/conversations/{conv}/read
{"client_id": "ghost", "msg_id": "{msg}"}
200 {"code":211, ...}
app: POST /im/conversations/{conv}/read
{"client_id": "{bob.id}", "msg_id": "unknown"}
200 {"code":1, "message":"unknown message", ...}
app: POST /im/conversations/unknown/read
{"client_id": "{bob.id}", "msg_id": "{msg}"}
200 {"code":4011, ...}
app: GET /im/clients/ghost/unread-count
200 {"code":211, ...}
app: GET /im/clients/{bob.id}/unread-count?conv_id=unknown
200 {"code":4011, ...}
