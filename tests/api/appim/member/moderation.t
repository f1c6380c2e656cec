# app-im 2.7: temporary silences and blacklists
use group of three
== a silenced client writes nothing until it is over
app: POST /im/conversations/{conv}/temporary-silenceds
{"client_id": "{bob.id}", "ttl": 60}
200 {"code":0, "message":"ok", "data":true, "request-id":null}
app: POST /im/conversations/{conv}/message
{"from_client": "{bob.id}", "type": -1, "text": "a"}
200 {"code":1, "message":"client is silenced", "data":null, "request-id":null}
master: POST /im/conversations/{conv}/message
{"from_client": "{bob.id}", "type": -1, "text": "by the master key"}
200 {"code":0, ...}
app: DELETE /im/conversations/{conv}/temporary-silenceds
{"client_id": "{bob.id}"}
200 {"code":0, "message":"ok", "data":true, "request-id":null}
app: POST /im/conversations/{conv}/message
{"from_client": "{bob.id}", "type": -1, "text": "again"}
200 {"code":0, ...}

== it ends by itself
app: POST /im/conversations/{conv}/temporary-silenceds
{"client_id": "{bob.id}", "ttl": 60}
200 {"code":0, ...}
clock +61s
app: POST /im/conversations/{conv}/message
{"from_client": "{bob.id}", "type": -1, "text": "again"}
200 {"code":0, ...}

== in a room too
use room
do enter bob
app: POST /im/conversations/{room}/temporary-silenceds
{"client_id": "{bob.id}", "ttl": 86400}
200 {"code":0, "data":true, ...}
bob > {"type":"msg.send", "data":{"conv_id":"{room}", "cid":"s", "type":-1, "text":"a"}}
bob < {"type":"msg.send.ack", "code":1, "msg":"client is silenced", "data":{"cid":"s"}, "request-id":{_:str}}
app: DELETE /im/conversations/{room}/temporary-silenceds
{"client_id": "{bob.id}"}
200 {"code":0, "data":true, ...}
bob > {"type":"msg.send", "data":{"conv_id":"{room}", "cid":"s", "type":-1, "text":"a"}}
bob < {"type":"msg.send.ack", "data":{"cid":"s", ...}}

== what a silence needs
use stranger, pair
app: POST /im/conversations/{conv}/temporary-silenceds
{"ttl": 60}
200 {"code":4001, "message":"参数缺失", "data":null, "request-id":null}
app: POST /im/conversations/{conv}/temporary-silenceds
{"client_id": "{bob.id}"}
200 {"code":4001, ...}
app: POST /im/conversations/{conv}/temporary-silenceds
{"client_id": "{bob.id}", "ttl": 86401}
200 {"code":4406, "message":"错误的参数格式", "data":null, "request-id":null}
app: POST /im/conversations/{conv}/temporary-silenceds
{"client_id": "{bob.id}", "ttl": 0}
200 {"code":4406, ...}
app: POST /im/conversations/{pair}/temporary-silenceds
{"client_id": "{bob.id}", "ttl": 60}
200 {"code":4405, "message":"错误的会话类型", "data":null, "request-id":null}
app: POST /im/conversations/unknown/temporary-silenceds
{"client_id": "{bob.id}", "ttl": 60}
200 {"code":4011, "message":"未知会话", "data":null, "request-id":null}
app: POST /im/conversations/{conv}/temporary-silenceds
{"client_id": "ghost", "ttl": 60}
200 {"code":211, "message":"未知用户 ghost", "data":null, "request-id":null}
app: POST /im/conversations/{conv}/temporary-silenceds
{"client_id": "{dan.id}", "ttl": 60}
200 {"code":1, "message":"not a member", "data":null, "request-id":null}
app: DELETE /im/conversations/{conv}/temporary-silenceds
{}
200 {"code":4001, ...}
app: DELETE /im/conversations/unknown/temporary-silenceds
{"client_id": "{bob.id}"}
200 {"code":4011, ...}

== who is on the blacklist goes, and does not come back
do login bob
app: POST /im/conversations/{conv}/blacklists
{"client_ids": ["{bob.id}"]}
200 {"code":0, "message":"ok", "data":true, "request-id":null}
bob < {"type":"conv.kicked", "data":{"conv_id":"{conv}", ...}}
app: GET /im/conversations/{conv}/blacklists
200 {"code":0, "message":"ok", "data":["{bob.id}"], "request-id":null}
app: GET /im/conversations/{conv}/members
200 {"code":0, "data":["{ann.id}", "{cat.id}"], ...}
app: POST /im/conversations/{conv}/members
{"client_ids": ["{bob.id}"]}
200 {"code":1, "message":"blocked", "data":null, "request-id":null}
app: DELETE /im/conversations/{conv}/blacklists
{"client_ids": ["{bob.id}"]}
200 {"code":0, "message":"ok", "data":true, "request-id":null}
app: GET /im/conversations/{conv}/blacklists
200 {"code":0, "data":[], ...}
app: POST /im/conversations/{conv}/members
{"client_ids": ["{bob.id}"]}
200 {"code":0, "data":true, ...}

== nor into a room
use room
do enter bob
app: POST /im/conversations/{room}/blacklists
{"client_ids": ["{bob.id}", "{cat.id}"]}
200 {"code":0, "data":true, ...}
bob < {"type":"conv.kicked", "data":{"conv_id":"{room}", ...}}
app: GET /im/conversations/{room}/members/online-count
200 {"code":0, "data":{"count":0}, ...}
bob > {"type":"conv.join", "data":{"conv_id":"{room}"}}
bob < {"type":"conv.join.ack", "code":1, "msg":"blocked", "data":{"conv_id":"{room}"}, "request-id":{_:str}}
app: POST /im/conversations/{room}/members
{"client_ids": ["{cat.id}"]}
200 {"code":1, "message":"blocked", "data":null, "request-id":null}

== what a blacklist needs
use pair
app: POST /im/conversations/{conv}/blacklists
{}
200 {"code":4001, "message":"参数缺失", "data":null, "request-id":null}
app: POST /im/conversations/{conv}/blacklists
{"client_ids": "{bob.id}"}
200 {"code":4406, "message":"错误的参数格式", "data":null, "request-id":null}
app: POST /im/conversations/{pair}/blacklists
{"client_ids": ["{bob.id}"]}
200 {"code":4405, "message":"错误的会话类型", "data":null, "request-id":null}
app: GET /im/conversations/{pair}/blacklists
200 {"code":4405, ...}
app: POST /im/conversations/unknown/blacklists
{"client_ids": ["{bob.id}"]}
200 {"code":4011, "message":"未知会话", "data":null, "request-id":null}
app: GET /im/conversations/unknown/blacklists
200 {"code":4011, ...}
app: POST /im/conversations/{conv}/blacklists
{"client_ids": ["{bob.id}", "ghost"]}
200 {"code":211, "message":"未知用户 ghost", "data":null, "request-id":null}
app: DELETE /im/conversations/{conv}/blacklists
{"client_ids": []}
200 {"code":4001, ...}
app: DELETE /im/conversations/unknown/blacklists
{"client_ids": ["{bob.id}"]}
200 {"code":4011, ...}
