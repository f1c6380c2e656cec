# app-im 1.8: what one application holds does not exist for another, equal ids or not
use group of three, the same in the twin
== a conversation of the other is unknown, by every operation
master: GET /im/conversations/{twinconv}/members
200 {"code":4011, "message":"未知会话", "data":null, "request-id":null}
master: POST /im/conversations/{twinconv}/members
{"client_ids": ["{ann.id}"]}
200 {"code":4011, "message":"未知会话", "data":null, "request-id":null}
master: DELETE /im/conversations/{twinconv}/members
{"client_ids": ["{ann.id}"]}
200 {"code":4011, "message":"未知会话", "data":null, "request-id":null}
master: GET /im/conversations/{twinconv}/message
200 {"code":4011, "message":"未知会话", "data":null, "request-id":null}
master: POST /im/conversations/{twinconv}/message
{"from_client": "{ann.id}", "type": -1, "text": "marker"}
200 {"code":4011, "message":"未知会话", "data":null, "request-id":null}
master: PUT /im/conversations/{twinconv}/message/{twinmsg}/recall
{}
200 {"code":4011, "message":"未知会话", "data":null, "request-id":null}
master: DELETE /im/conversations/{twinconv}/message/{twinmsg}
200 {"code":4011, "message":"未知会话", "data":null, "request-id":null}
master: POST /im/conversations/{twinconv}/read
{"client_id": "{ann.id}", "msg_id": "{twinmsg}"}
200 {"code":4011, "message":"未知会话", "data":null, "request-id":null}
master: DELETE /im/conversations/{twinconv}
200 {"code":4011, "message":"未知会话", "data":null, "request-id":null}

== nor does its message exist in a conversation of one's own
master: PUT /im/conversations/{conv}/message/{twinmsg}/recall
{}
200 {"code":1, "message":"unknown message", "data":null, "request-id":null}
master: POST /im/conversations/{conv}/read
{"client_id": "{ann.id}", "msg_id": "{twinmsg}"}
200 {"code":1, "message":"unknown message", "data":null, "request-id":null}

== queries find one's own
master: GET /im/conversations?where=[["conv_id","=","{twinconv}"]]
200 {"code":0, "data":{"total":0, "data":[], ...}, ...}
master: GET /im/conversations?where=[["user_id","=","{ann.id}"]]
200 {"code":0, "data":{"total":1, "data":[{"conv_id":"{conv}", "app_id":"open", ...}], ...}, ...}
twin: GET /im/conversations?where=[["user_id","=","{ann.id}"]]
200 {"code":0, "data":{"total":1, "data":[{"conv_id":"{twinconv}", "app_id":"twin", ...}], ...}, ...}
master: PUT /im/conversations
{"where": [["conv_id", "=", "{twinconv}"]], "update": {"conv_extend": {"a": 1}}}
200 {"code":0, "message":"ok", "data":false, "request-id":null}

== sockets hear their own application
do login ann
twin: POST /im/conversations/{twinconv}/message
{"from_client": "{bob.id}", "type": -1, "text": "for the twin"}
200 {"code":0, ...}
ann <! 300ms {"type":"msg.new", ...}
master: POST /im/conversations/{conv}/message
{"from_client": "{bob.id}", "type": -1, "text": "for ann"}
200 {"code":0, ...}
ann < {"type":"msg.new", "data":{"conv_id":"{conv}", "text":"for ann", ...}}

== a ban is of one application
twin: PUT /im/users/{bob.id}/ban
200 {"code":0, "data":true, ...}
master: GET /im/users/{bob.id}
200 {"code":0, "data":{"status":0, ...}, ...}
