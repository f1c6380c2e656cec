# app-im 2.4, 2.5
use group of three
== the extension is replaced, and the members hear it
do login bob
master: PUT /im/conversations
{"where": [["conv_id", "=", "{conv}"]], "update": {"conv_extend": {"conv_name": "test2"}}}
200 {"code":0, "message":"ok", "data":true, "request-id":null}
bob < {"type":"conv.updated", "data":{"conv_id":"{conv}", "conv_extend":{"conv_name":"test2"}, "time":{_:ms}}}
app: GET /im/conversations?where=[["conv_id","=","{conv}"]]
200 {"code":0, "data":{"data":[{"conv_extend":{"conv_name":"test2"}, "mtime":{_:time}, ...}], ...}, ...}
app: PUT /im/conversations
{"where": [["conv_id", "=", "{conv}"]], "update": {"conv_extend": null}}
200 {"code":0, "data":true, ...}
app: GET /im/conversations?where=[["conv_id","=","{conv}"]]
200 {"code":0, "data":{"data":[{"conv_extend":null, ...}], ...}, ...}

== nothing fits
app: PUT /im/conversations
{"where": [["conv_id", "=", "0"]], "update": {"conv_extend": {}}}
200 {"code":0, "message":"ok", "data":false, "request-id":null}

== nothing but the extension, and never everything
app: PUT /im/conversations
{"where": [["conv_id", "=", "{conv}"]], "update": {"conv_type": 1}}
200 {"code":4406, "message":"错误的参数格式", "data":null, "request-id":null}
app: PUT /im/conversations
{"where": [], "update": {"conv_extend": {}}}
200 {"code":4406, ...}
app: PUT /im/conversations
{"where": [["conv_id", "=", "{conv}"]], "update": {"conv_extend": 7}}
200 {"code":4406, ...}
app: PUT /im/conversations
{"update": {"conv_extend": {}}}
200 {"code":4001, "message":"参数缺失", "data":null, "request-id":null}
app: PUT /im/conversations
{"where": [["conv_id", "=", "{conv}"]]}
200 {"code":4001, ...}

== deleting ends it for everybody
do login bob
master: DELETE /im/conversations/{conv}
200 {"code":0, "message":"ok", "data":true, "request-id":null}
bob < {"type":"conv.deleted", "data":{"conv_id":"{conv}", "time":{_:ms}}}
bob <! 300ms {"type":"conv.kicked", ...}
master: DELETE /im/conversations/{conv}
200 {"code":4011, "message":"未知会话", "data":null, "request-id":null}
master: DELETE /im/conversations/nonsense
200 {"code":4011, ...}
master: POST /im/conversations/{conv}/message
{"from_client": "{ann.id}", "type": -1, "text": "a"}
200 {"code":4011, ...}

== a pair ends for both, whether something was said or not
do login ann
do login bob
app: POST /im/conversations
{"client_id": "{ann.id}", "to_client_ids": ["{bob.id}"], "conv_type": 1}
200 {"code":0, "data":{"conv_id":{id:str}, ...}, ...}
app: DELETE /im/conversations/{id}
200 {"code":0, "data":true, ...}
ann < {"type":"conv.deleted", "data":{"conv_id":"{id}", "time":{_:ms}}}
bob < {"type":"conv.deleted", "data":{"conv_id":"{id}", "time":{_:ms}}}
app: POST /im/conversations
{"client_id": "{ann.id}", "to_client_ids": ["{bob.id}"], "conv_type": 1}
200 {"code":0, "data":{"conv_id":"{id}", ...}, ...}
app: POST /im/conversations/{id}/message
{"from_client": "{ann.id}", "type": -1, "text": "a"}
200 {"code":0, ...}
app: DELETE /im/conversations/{id}
200 {"code":0, "data":true, ...}
ann < {"type":"conv.deleted", "data":{"conv_id":"{id}", "time":{_:ms}}}
bob < {"type":"conv.deleted", "data":{"conv_id":"{id}", "time":{_:ms}}}
ann <! 200ms {"type":"conv.deleted", ...}
