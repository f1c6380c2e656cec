# app-im 5.6
use group of three
== a message by frame is acknowledged, and heard by the others
do login ann
do login bob
ann > {"type":"msg.send", "data":{"conv_id":"{conv}", "cid":"c1", "type":-1, "text":"hello"}}
ann < {"type":"msg.send.ack", "data":{"cid":"c1", "msg_id":{id:str}, "time":{_:ms}}}
bob < {"type":"msg.new", "data":{"from_client":"{ann.id}", "msg_id":"{id}", "text":"hello", ...}}
ann > {"type":"msg.send", "data":{"conv_id":"{conv}", "cid":"c1", "type":-1, "text":"hello"}}
ann < {"type":"msg.send.ack", "data":{"cid":"c1", "msg_id":"{id}", "time":{_:ms}}}
bob <! 200ms {"type":"msg.new", ...}
ann > {"type":"msg.send", "data":{"conv_id":"{conv}", "cid":"c1", "type":-1, "text":"other"}}
ann < {"type":"msg.send.ack", "code":4406, "msg":"错误的参数格式", "data":{"cid":"c1"}, "request-id":{_:str}}
bob > {"type":"msg.pull", "data":{"conv_id":"{conv}", "since":0, "limit":1}}
bob < {"type":"msg.list", "data":{"conv_id":"{conv}", "data":[{"msg_id":"{id}", "text":"hello", ...}], "more":false, "cursor":{_:str}}}
bob > {"type":"msg.ack", "data":{"conv_id":"{conv}", "msg_id":"{id}"}}
bob <! 100ms {"type":"error", ...}
bob > {"type":"msg.ack", "data":{"conv_id":"{conv}"}}
bob < {"type":"error", "code":4001, "msg":"参数缺失", "data":[], "request-id":{_:str}}
bob > {"type":"msg.read", "data":{"conv_id":"{conv}", "msg_id":"{id}"}}
ann < {"type":"msg.read", "data":{"conv_id":"{conv}", "client_id":"{bob.id}", "msg_id":"{id}", "time":{_:ms}}}

== refusals
do login ann
ann > {"type":"msg.send", "data":{"conv_id":"unknown", "cid":"c1", "type":-1, "text":"a"}}
ann < {"type":"msg.send.ack", "code":4011, "msg":"未知会话", "data":{"cid":"c1"}, "request-id":{_:str}}
ann > {"type":"msg.send", "data":{"conv_id":"{conv}", "cid":"c2", "type":-1}}
ann < {"type":"msg.send.ack", "code":4001, ...}
ann > {"type":"msg.send", "data":{"conv_id":"{conv}", "cid":"c3", "type":-1, "text":"a", "client_id":"{bob.id}"}}
ann < {"type":"msg.send.ack", "code":4406, ...}
ann > {"type":"msg.send", "data":{"conv_id":"{conv}", "cid":"c4", "type":-1, "text":"a", "from_client":"{bob.id}"}}
ann < {"type":"msg.send.ack", "code":4406, "msg":"错误的参数格式", "data":{"cid":"c4"}, "request-id":{_:str}}
ann > {"type":"msg.send", "data":{"conv_id":"{conv}", "cid":"c5", "type":-1, "text":"a", "from_client":"{ann.id}"}}
ann < {"type":"msg.send.ack", "data":{"cid":"c5", "msg_id":{_:str}, "time":{_:ms}}}
ann > {"type":"msg.pull", "data":{"conv_id":"{conv}", "client_id":"{bob.id}"}}
ann < {"type":"error", "code":4406, "msg":"错误的参数格式", "data":[], "request-id":{_:str}}
ann > {"type":"msg.read", "data":{"conv_id":"{conv}"}}
ann < {"type":"error", "code":4001, "msg":"参数缺失", "data":[], "request-id":{_:str}}
ann > {"type":"nonsense", "data":{}}
ann < {"type":"error", "msg":"错误的消息格式", "data":[]}
ann > {"type":"msg.pull", "data":{"conv_id":"unknown"}}
ann < {"type":"error", "code":4011, "msg":"未知会话", "data":[], "request-id":{_:str}}

== a stranger neither writes nor reads
use stranger
do login dan
dan > {"type":"msg.send", "data":{"conv_id":"{conv}", "cid":"c1", "type":-1, "text":"a"}}
dan < {"type":"msg.send.ack", "code":1, "msg":"not a member", "data":{"cid":"c1"}, "request-id":{_:str}}
dan > {"type":"msg.pull", "data":{"conv_id":"{conv}"}}
dan < {"type":"error", "code":1, "msg":"not a member", "data":[], "request-id":{_:str}}
dan > {"type":"msg.read", "data":{"conv_id":"{conv}", "msg_id":"x"}}
dan < {"type":"error", "code":1, "msg":"not a member", "data":[], "request-id":{_:str}}

== all conversations at once, as far as the client may read them, the oldest first
do login bob
app: POST /im/conversations
{"client_id": "{ann.id}", "to_client_ids": ["{bob.id}"], "conv_type": 1}
200 {"code":0, "data":{"conv_id":{pair:str}, ...}, ...}
app: POST /im/conversations
{"client_id": "{ann.id}", "to_client_ids": ["{cat.id}"], "conv_type": 1}
200 {"code":0, "data":{"conv_id":{theirs:str}, ...}, ...}
app: POST /im/conversations/{conv}/message
{"from_client": "{ann.id}", "type": -1, "text": "one"}
200 {"code":0, "data":{"msg_id":{one:str}, "time":{_:ms}}, ...}
app: POST /im/conversations/{theirs}/message
{"from_client": "{ann.id}", "type": -1, "text": "not for bob"}
200 {"code":0, ...}
app: POST /im/conversations/{pair}/message
{"from_client": "{ann.id}", "type": -1, "text": "two"}
200 {"code":0, "data":{"msg_id":{two:str}, "time":{_:ms}}, ...}
bob > {"type":"msg.pull", "data":{"since":0, "limit":1}}
bob < {"type":"msg.list", "data":{"conv_id":null, "data":[{"msg_id":"{one}", "conv_id":"{conv}", "text":"one", "client_id":"{ann.id}", "ctime":{first:ms}, ...}], "more":true, "cursor":{page:str}}}
bob > {"type":"msg.pull", "data":{"cursor":"{page}"}}
bob < {"type":"msg.list", "data":{"conv_id":null, "data":[{"msg_id":"{two}", ...}], "more":false, "cursor":{_:str}}}
bob > {"type":"msg.pull", "data":{"since":{first}, "limit":2}}
bob < {"type":"msg.list", "data":{"conv_id":null, "data":[{"msg_id":"{one}", ...}, {"msg_id":"{two}", "conv_id":"{pair}", "text":"two", ...}], "more":false, ...}}
app: DELETE /im/conversations/{conv}/members
{"client_ids": ["{bob.id}"]}
200 {"code":0, ...}
bob > {"type":"msg.pull", "data":{}}
bob < {"type":"msg.list", "data":{"conv_id":null, "data":[{"msg_id":"{two}", ...}], "more":false, ...}}
bob > {"type":"msg.pull", "data":{"limit":0}}
bob < {"type":"error", "code":4406, "msg":"错误的参数格式", "data":[], "request-id":{_:str}}
bob > {"type":"msg.pull", "data":{"limit":101}}
bob < {"type":"error", "code":4406, ...}
