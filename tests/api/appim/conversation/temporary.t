# app-im 2.1: a temporary conversation ends by itself
use three clients
== after its time it is unknown and not listed, and what was said is erased
app: POST /im/conversations
{"client_id": "{ann.id}", "to_client_ids": ["{bob.id}"], "conv_type": 2, "ttl": 30, "conv_extend": {"conv_name": "just test"}}
200 {"code":0, "data":{"conv_extend":{"conv_name":"just test"}, "conv_id":{id:str}}, ...}
app: GET /im/conversations?where=[["user_id","=","{ann.id}"],["conv_type","=",2]]
200 {"code":0, "data":{"total":1, "data":[{"conv_id":"{id}", "conv_type":2, ...}], ...}, ...}
app: POST /im/conversations/{id}/message
{"from_client": "{ann.id}", "type": -1, "text": "in time"}
200 {"code":0, ...}
do login bob
clock +31s
app: GET /im/conversations/{id}/message
200 {"code":4011, "message":"未知会话", "data":null, "request-id":null}
app: POST /im/conversations/{id}/message
{"from_client": "{ann.id}", "type": -1, "text": "too late"}
200 {"code":4011, "message":"未知会话", "data":null, "request-id":null}
app: GET /im/conversations?where=[["user_id","=","{ann.id}"]]
200 {"code":0, "data":{"total":0, ...}, ...}
bob < {"type":"conv.deleted", "data":{"conv_id":"{id}", "time":{_:ms}}}
app: GET /im/clients/{bob.id}/unread-count
200 {"code":0, "data":{"count":0}, ...}

== it has at most ten members
app: POST /im/conversations
{"client_id": "{ann.id}", "to_client_ids": ["{bob.id}"], "conv_type": 2}
200 {"code":0, "data":{"conv_id":{id:str}, ...}, ...}
app: POST /im/conversations/{id}/members
{"client_ids": ["{cat.id}"]}
200 {"code":0, "data":true, ...}
