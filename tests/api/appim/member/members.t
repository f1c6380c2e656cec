# app-im 2.6
use group of three
== who is brought in hears of it, reads everything, and messages come at once
use stranger
do login dan
do login bob
master: POST /im/conversations/{conv}/members
{"client_ids": ["{dan.id}", "{bob.id}"]}
200 {"code":0, "message":"ok", "data":true, "request-id":null}
dan < {"type":"conv.new", "data":{"conv_id":"{conv}", "client_num":4, ...}}
bob < {"type":"conv.members.joined", "data":{"conv_id":"{conv}", "client_ids":["{dan.id}"], "by":"{ann.id}", "time":{_:ms}}}
app: POST /im/conversations/{conv}/message
{"from_client": "{ann.id}", "type": -1, "text": "welcome"}
200 {"code":0, ...}
dan < {"type":"msg.new", "data":{"text":"welcome", ...}}
master: GET /im/conversations/{conv}/members
200 {"code":0, "data":["{ann.id}", "{bob.id}", "{cat.id}", "{dan.id}"], ...}
master: GET /im/conversations/{conv}/members?page=2&size=3
200 {"code":0, "data":["{dan.id}"], ...}

== the last member stays: nobody would be left
master: DELETE /im/conversations/{conv}/members
{"client_ids": ["{ann.id}", "{bob.id}", "{cat.id}"]}
200 {"code":4405, "message":"错误的会话类型", "data":null, "request-id":null}
master: GET /im/conversations/{conv}/members
200 {"code":0, "data":["{ann.id}", "{bob.id}", "{cat.id}"], ...}

== who is taken out hears that, and nothing more
do login bob
do login cat
master: DELETE /im/conversations/{conv}/members
{"client_ids": ["{bob.id}"]}
200 {"code":0, "message":"ok", "data":true, "request-id":null}
bob < {"type":"conv.kicked", "data":{"conv_id":"{conv}", "by":"{ann.id}", "time":{_:ms}}}
cat < {"type":"conv.members.left", "data":{"conv_id":"{conv}", "client_ids":["{bob.id}"], "by":"{ann.id}", "time":{_:ms}}}
app: POST /im/conversations/{conv}/message
{"from_client": "{ann.id}", "type": -1, "text": "without bob"}
200 {"code":0, ...}
cat < {"type":"msg.new", "data":{"text":"without bob", ...}}
bob <! 200ms {"type":"msg.new", ...}
app: POST /im/conversations/{conv}/message
{"from_client": "{bob.id}", "type": -1, "text": "still here?"}
200 {"code":1, "message":"not a member", "data":null, "request-id":null}
master: POST /im/conversations/{conv}/members
{"client_ids": ["{bob.id}"]}
200 {"code":0, "data":true, ...}
app: POST /im/conversations/{conv}/message
{"from_client": "{bob.id}", "type": -1, "text": "back"}
200 {"code":0, ...}

== who made it may be taken out like anybody
master: DELETE /im/conversations/{conv}/members
{"client_ids": ["{ann.id}"]}
200 {"code":0, "data":true, ...}
master: GET /im/conversations/{conv}/members
200 {"code":0, "data":["{bob.id}", "{cat.id}"], ...}
master: GET /im/conversations?where=[["conv_id","=","{conv}"]]
200 {"code":0, "data":{"data":[{"conv_creater_id":"{ann.id}", "client_num":2, ...}], ...}, ...}

== nobody is added when one is unknown
master: POST /im/conversations/{conv}/members
{"client_ids": ["{ann.id}", "ghost"]}
200 {"code":211, "message":"未知用户 ghost", "data":null, "request-id":null}
master: DELETE /im/conversations/{conv}/members
{"client_ids": ["ghost"]}
200 {"code":211, ...}

== what is missing or has the wrong form
master: POST /im/conversations/{conv}/members
{}
200 {"code":4001, "message":"参数缺失", "data":null, "request-id":null}
master: POST /im/conversations/{conv}/members
{"client_ids": []}
200 {"code":4001, ...}
master: POST /im/conversations/{conv}/members
{"client_ids": "{ann.id}"}
200 {"code":4406, "message":"错误的参数格式", "data":null, "request-id":null}
master: DELETE /im/conversations/{conv}/members
{}
200 {"code":4001, ...}
master: DELETE /im/conversations/{conv}/members
{"client_ids": 1}
200 {"code":4406, ...}
master: POST /im/conversations/nothing/members
{"client_ids": ["{ann.id}"]}
200 {"code":4011, "message":"未知会话", "data":null, "request-id":null}
master: GET /im/conversations/nothing/members
200 {"code":4011, ...}
master: DELETE /im/conversations/nothing/members
{"client_ids": ["{ann.id}"]}
200 {"code":4011, ...}

== a pair stays a pair
use pair, three clients
master: POST /im/conversations/{pair}/members
{"client_ids": ["{cat.id}"]}
200 {"code":4405, "message":"错误的会话类型", "data":null, "request-id":null}
master: DELETE /im/conversations/{pair}/members
{"client_ids": ["{bob.id}"]}
200 {"code":4405, ...}
