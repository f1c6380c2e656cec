# app-im 2.8: chat rooms
use room
== a room begins with nobody, and a client in it is counted while it is there
app: GET /im/conversations?where=[["conv_id","=","{room}"]]
200 {"code":0, "data":{"data":[{"conv_id":"{room}", "conv_type":4, "client_num":0, "app_id":"open", "conv_extend":null, "conv_creater_id":"{ann.id}", "ctime":{_:time}, "mtime":null}], "total":1, ...}, ...}
app: GET /im/conversations/{room}/members
200 {"code":0, "message":"ok", "data":[], "request-id":null}
do enter ann
do enter bob
app: GET /im/conversations/{room}/members
200 {"code":0, "data":["{ann.id}", "{bob.id}"], ...}
app: GET /im/conversations/{room}/members/online-count
200 {"code":0, "message":"ok", "data":{"count":2}, "request-id":null}
app: GET /im/conversations?where=[["user_id","=","{bob.id}"],["client_num","=",2]]
200 {"code":0, "data":{"data":[{"conv_id":"{room}", "client_num":2, ...}], "total":1, ...}, ...}
bob > {"type":"conv.leave", "data":{"conv_id":"{room}"}}
bob < {"type":"conv.leave.ack", "data":{"conv_id":"{room}"}}
app: GET /im/conversations/{room}/members/online-count
200 {"code":0, "data":{"count":1}, ...}
ann close
app: GET /im/conversations/{room}/members
200 {"code":0, "data":[], ...}

== who is there hears what is said, who is not reads it later
do login cat
do enter ann
do enter bob
ann > {"type":"msg.send", "data":{"conv_id":"{room}", "cid":"r1", "type":-1, "text":"hello"}}
ann < {"type":"msg.send.ack", "data":{"cid":"r1", "msg_id":{id:str}, "time":{_:ms}}}
bob < {"type":"msg.new", "data":{"from_client":"{ann.id}", "conv_id":"{room}", "msg_id":"{id}", "text":"hello", "transient":"0", ...}}
ann > {"type":"msg.send", "data":{"conv_id":"{room}", "cid":"r1", "type":-1, "text":"hello"}}
ann < {"type":"msg.send.ack", "data":{"cid":"r1", "msg_id":"{id}", "time":{_:ms}}}
cat <! 200ms {"type":"msg.new", ...}
bob <! 50ms {"type":"msg.new", ...}
bob <! 50ms {"type":"conv.members.joined", ...}
app: GET /im/conversations/{room}/message
200 {"code":0, "data":{"data":[{"msg_id":"{id}", "conv_id":"{room}", "text":"hello", "client_id":"{ann.id}", ...}], "total":1, ...}, ...}
app: GET /im/clients/{cat.id}/unread-count?conv_id={room}
200 {"code":0, "data":{"count":0}, ...}
app: GET /im/clients/{cat.id}/unread-count
200 {"code":0, "data":{"count":0}, ...}
bob > {"type":"msg.pull", "data":{"conv_id":"{room}", "since":0}}
bob < {"type":"msg.list", "data":{"conv_id":"{room}", "data":[{"msg_id":"{id}", ...}], "more":false, "cursor":{_:str}}}
app: PUT /im/conversations/{room}/message/{id}/recall
{"from_client": "{bob.id}"}
200 {"code":1, "message":"not the sender", "data":null, "request-id":null}
app: PUT /im/conversations/{room}/message/{id}/recall
{"from_client": "{ann.id}"}
200 {"code":0, "data":true, ...}
bob < {"type":"msg.recall", "data":{"conv_id":"{room}", "msg_id":"{id}", ...}}

== a socket is in a room, not a client; the sender's other sockets hear nothing
do enter ann
do device phone ann 2 open
app: POST /im/conversations/{room}/message
{"from_client": "{ann.id}", "type": -1, "text": "mine", "no_sync": 1}
200 {"code":0, ...}
phone <! 200ms {"type":"msg.new", ...}
ann <! 50ms {"type":"msg.new", ...}
do enter bob
phone > {"type":"conv.join", "data":{"conv_id":"{room}"}}
phone < {"type":"conv.join.ack", "data":{"conv_id":"{room}"}}
ann close
app: GET /im/conversations/{room}/members/online-count
200 {"code":0, "data":{"count":2}, ...}
app: POST /im/conversations/{room}/message
{"from_client": "{bob.id}", "type": -1, "text": "to the phone"}
200 {"code":0, ...}
phone < {"type":"msg.new", "data":{"text":"to the phone", ...}}

== transient messages are heard and not kept
do enter ann
do enter bob
ann > {"type":"msg.send", "data":{"conv_id":"{room}", "cid":"t", "type":-1, "text":"now", "transient":1}}
ann < {"type":"msg.send.ack", "data":{"cid":"t", "msg_id":{id:str}, "time":{_:ms}}}
bob < {"type":"msg.new", "data":{"msg_id":"{id}", "text":"now", "transient":"1", ...}}
app: GET /im/conversations/{room}/message
200 {"code":0, "data":{"total":0, ...}, ...}

== only who is there writes, but for the master key
app: POST /im/conversations/{room}/message
{"from_client": "{ann.id}", "type": -1, "text": "from outside"}
200 {"code":1, "message":"not a member", "data":null, "request-id":null}
master: POST /im/conversations/{room}/message
{"from_client": "{ann.id}", "type": -1, "text": "from outside"}
200 {"code":0, ...}
do login ann
ann > {"type":"msg.send", "data":{"conv_id":"{room}", "cid":"o", "type":-1, "text":"a"}}
ann < {"type":"msg.send.ack", "code":1, "msg":"not a member", "data":{"cid":"o"}, "request-id":{_:str}}
ann > {"type":"msg.pull", "data":{"conv_id":"{room}"}}
ann < {"type":"error", "code":1, "msg":"not a member", "data":[], "request-id":{_:str}}

== the server brings in those who are online, and takes them out
do login ann
app: POST /im/conversations/{room}/members
{"client_ids": ["{ann.id}", "{bob.id}"]}
200 {"code":0, "message":"ok", "data":true, "request-id":null}
ann < {"type":"conv.new", "data":{"conv_id":"{room}", "conv_type":4, "by":"{ann.id}", ...}}
app: GET /im/conversations/{room}/members
200 {"code":0, "data":["{ann.id}"], ...}
app: DELETE /im/conversations/{room}/members
{"client_ids": ["{ann.id}", "{bob.id}"]}
200 {"code":0, "data":true, ...}
ann < {"type":"conv.kicked", "data":{"conv_id":"{room}", "by":"{ann.id}", "time":{_:ms}}}
app: GET /im/conversations/{room}/members/online-count
200 {"code":0, "data":{"count":0}, ...}

== a room with people at once
do login bob
app: POST /im/conversations
{"client_id": "{ann.id}", "to_client_ids": ["{bob.id}", "{cat.id}"], "conv_type": 4, "conv_extend": {"name": "live"}}
200 {"code":0, "data":{"conv_extend":{"name":"live"}, "conv_id":{id:str}}, ...}
bob < {"type":"conv.new", "data":{"conv_id":"{id}", "conv_extend":{"name":"live"}, ...}}
app: GET /im/conversations/{id}/members
200 {"code":0, "data":["{bob.id}"], ...}

== a room changes and ends for those who are there
do enter bob
app: PUT /im/conversations
{"where": [["conv_id", "=", "{room}"]], "update": {"conv_extend": {"topic": "x"}}}
200 {"code":0, "data":true, ...}
bob < {"type":"conv.updated", "data":{"conv_id":"{room}", "conv_extend":{"topic":"x"}, "time":{_:ms}}}
app: DELETE /im/conversations/{room}
200 {"code":0, "data":true, ...}
bob < {"type":"conv.deleted", "data":{"conv_id":"{room}", "time":{_:ms}}}
app: GET /im/conversations/{room}/members
200 {"code":4011, ...}
bob > {"type":"conv.join", "data":{"conv_id":"{room}"}}
bob < {"type":"conv.join.ack", "code":4011, "msg":"未知会话", "data":{"conv_id":"{room}"}, "request-id":{_:str}}

== refusals
use group of three
app: POST /im/conversations
{"client_id": "{ann.id}", "conv_type": 4}
200 {"code":4001, "message":"参数缺失", "data":null, "request-id":null}
app: POST /im/conversations
{"client_id": "{ann.id}", "to_client_ids": ["ghost"], "conv_type": 4}
200 {"code":211, "message":"未知用户 ghost", "data":null, "request-id":null}
app: GET /im/conversations/{conv}/members/online-count
200 {"code":4405, "message":"错误的会话类型", "data":null, "request-id":null}
app: GET /im/conversations/unknown/members/online-count
200 {"code":4011, "message":"未知会话", "data":null, "request-id":null}
app: POST /im/conversations/{room}/read
{"client_id": "{ann.id}", "time": 5}
200 {"code":4405, "message":"错误的会话类型", "data":null, "request-id":null}
do login ann
ann > {"type":"conv.join", "data":{"conv_id":"{conv}"}}
ann < {"type":"conv.join.ack", "code":4405, "msg":"错误的会话类型", "data":{"conv_id":"{conv}"}, "request-id":{_:str}}
ann > {"type":"conv.join", "data":{"conv_id":""}}
ann < {"type":"conv.join.ack", "code":4001, "msg":"参数缺失", "data":{"conv_id":""}, "request-id":{_:str}}
ann > {"type":"conv.leave", "data":{"conv_id":"unknown"}}
ann < {"type":"conv.leave.ack", "code":4011, "msg":"未知会话", "data":{"conv_id":"unknown"}, "request-id":{_:str}}
ann > {"type":"msg.read", "data":{"conv_id":"{room}", "msg_id":"x"}}
ann < {"type":"error", "code":4405, "msg":"错误的会话类型", "data":[], "request-id":{_:str}}

== another application knows nothing of it
do device tann ann 1 twin
tann > {"type":"conv.join", "data":{"conv_id":"{room}"}}
tann < {"type":"conv.join.ack", "code":4011, "msg":"未知会话", "data":{"conv_id":"{room}"}, "request-id":{_:str}}
twin: GET /im/conversations/{room}/members/online-count
200 {"code":4011, ...}
