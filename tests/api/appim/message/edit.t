# app-im 2.7: a message says something else from now on
use group of three, a message
== the others hear it, and lists show it
do login bob
app: PUT /im/conversations/{conv}/message/{msg}
{"from_client": "{ann.id}", "text": "other", "attr": {"a": 1}}
200 {"code":0, "message":"ok", "data":true, "request-id":null}
bob < {"type":"msg.update", "data":{"conv_id":"{conv}", "msg_id":"{msg}", "from_client":"{ann.id}", "time":{at:ms}, "text":"other", "attr":"{\"a\":1}", "url":"null"}}
app: GET /im/conversations/{conv}/message
200 {"code":0, "data":{"data":[{"msg_id":"{msg}", "text":"other", "attr":{"a":1}, "msg_status":1, "mtime":{at}, ...}], ...}, ...}
app: PUT /im/conversations/{conv}/message/{msg}
{"from_client": "{ann.id}", "url": "http://x/1.png"}
200 {"code":0, "data":true, ...}
bob < {"type":"msg.update", "data":{"text":"other", "attr":"{\"a\":1}", "url":"\"http://x/1.png\"", ...}}

== nobody else does, but the master key
app: PUT /im/conversations/{conv}/message/{msg}
{"from_client": "{bob.id}", "text": "his"}
200 {"code":1, "message":"not the sender", "data":null, "request-id":null}
master: PUT /im/conversations/{conv}/message/{msg}
{"text": "by the master key"}
200 {"code":0, "data":true, ...}

== refusals, in their order
app: PUT /im/conversations/{conv}/message/{msg}
{"text": "x"}
200 {"code":4001, "message":"参数缺失", "data":null, "request-id":null}
app: PUT /im/conversations/{conv}/message/{msg}
{"from_client": "{ann.id}"}
200 {"code":4001, ...}
app: PUT /im/conversations/unknown/message/{msg}
{"from_client": "{ann.id}", "text": "x"}
200 {"code":4011, "message":"未知会话", "data":null, "request-id":null}
app: PUT /im/conversations/{conv}/message/{msg}
{"from_client": "ghost", "text": "x"}
200 {"code":211, "message":"未知用户 ghost", "data":null, "request-id":null}
app: PUT /im/conversations/{conv}/message/unknown
{"from_client": "{ann.id}", "text": "x"}
200 {"code":1, "message":"unknown message", "data":null, "request-id":null}
app: PUT /im/conversations/{conv}/message/{msg}
{"from_client": "{ann.id}", "text": "{x*5121}"}
200 {"code":4406, "message":"错误的参数格式", "data":null, "request-id":null}
app: PUT /im/conversations/{conv}/message/{msg}/recall
{"from_client": "{ann.id}"}
200 {"code":0, ...}
app: PUT /im/conversations/{conv}/message/{msg}
{"from_client": "{ann.id}", "text": "x"}
200 {"code":1, "message":"message was recalled", "data":null, "request-id":null}
