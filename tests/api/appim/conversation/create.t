# app-im 2.2
use three clients
== a group, as in the document
master: POST /im/conversations
{"client_id": "{ann.id}", "to_client_ids": ["{bob.id}", "{bob.id}", "{ann.id}"], "conv_type": 3, "conv_extend": {"conv_name": "just test"}}
200 {"code":0, "message":"ok", "data":{"conv_extend":{"conv_name":"just test"}, "conv_id":{id:str}}, "request-id":null}
app: GET /im/conversations?where=[["conv_id","=","{id}"]]
200 {"code":0, "message":"ok", "data":{"current_page":1, "data":[{"conv_id":"{id}", "conv_type":3, "client_num":2, "app_id":"open", "conv_extend":{"conv_name":"just test"}, "conv_creater_id":"{ann.id}", "ctime":{_:time}, "mtime":null}], "last_page":1, "per_page":20, "total":1}, "request-id":null}
app: GET /im/conversations/{id}/members
200 {"code":0, "data":["{ann.id}", "{bob.id}"], ...}

== a pair has one conversation, whoever asks, and keeps its extension
app: POST /im/conversations
{"client_id": "{ann.id}", "to_client_ids": ["{bob.id}"], "conv_type": 1, "conv_extend": {"a": 1}}
200 {"code":0, "data":{"conv_extend":{"a":1}, "conv_id":{id:str}}, ...}
app: POST /im/conversations
{"client_id": "{bob.id}", "to_client_ids": ["{ann.id}"], "conv_type": 1, "conv_extend": {"a": 2}}
200 {"code":0, "data":{"conv_extend":{"a":1}, "conv_id":"{id}"}, ...}

== a deleted pair begins again under the same id, empty
app: POST /im/conversations
{"client_id": "{ann.id}", "to_client_ids": ["{bob.id}"], "conv_type": 1}
200 {"code":0, "data":{"conv_id":{id:str}, "conv_extend":null}, ...}
app: POST /im/conversations/{id}/message
{"from_client": "{ann.id}", "type": -1, "text": "before"}
200 {"code":0, ...}
app: DELETE /im/conversations/{id}
200 {"code":0, "message":"ok", "data":true, "request-id":null}
app: GET /im/conversations/{id}/message
200 {"code":4011, ...}
app: GET /im/conversations?where=[["user_id","=","{ann.id}"]]
200 {"code":0, "data":{"total":0, ...}, ...}
app: POST /im/conversations
{"client_id": "{ann.id}", "to_client_ids": ["{bob.id}"], "conv_type": 1, "conv_extend": {"b": 1}}
200 {"code":0, "data":{"conv_id":"{id}", "conv_extend":{"b":1}}, ...}
app: GET /im/conversations/{id}/message
200 {"code":0, "data":{"total":0, "data":[], ...}, ...}

== what is missing
app: POST /im/conversations
{"to_client_ids": ["{bob.id}"], "conv_type": 3}
200 {"code":4001, "message":"参数缺失", "data":null, "request-id":null}
app: POST /im/conversations
{"client_id": "{ann.id}", "conv_type": 3}
200 {"code":4001, ...}
app: POST /im/conversations
{"client_id": "{ann.id}", "to_client_ids": [], "conv_type": 3}
200 {"code":4001, ...}
app: POST /im/conversations
{"client_id": "{ann.id}", "to_client_ids": ["{bob.id}"]}
200 {"code":4001, ...}

== what has the wrong form
app: POST /im/conversations
{"client_id": "{ann.id}", "to_client_ids": "{bob.id}", "conv_type": 3}
200 {"code":4406, "message":"错误的参数格式", "data":null, "request-id":null}
app: POST /im/conversations
{"client_id": "{ann.id}", "to_client_ids": ["{bob.id}"], "conv_type": "x"}
200 {"code":4406, ...}
app: POST /im/conversations
{"client_id": "{ann.id}", "to_client_ids": ["{bob.id}"], "conv_type": 3, "conv_extend": "text"}
200 {"code":4406, ...}
app: POST /im/conversations
{"client_id": "{ann.id}", "to_client_ids": ["{bob.id}"], "conv_type": 3, "conv_extend": {"a": "{x*8200}"}}
200 {"code":4406, ...}
app: POST /im/conversations
{"client_id": "{ann.id}", "to_client_ids": ["{bob.id}"], "conv_type": 2, "ttl": 86401}
200 {"code":4406, ...}
app: POST /im/conversations
{"client_id": "{ann.id}", "to_client_ids": ["{bob.id}"], "conv_type": 2, "ttl": 0}
200 {"code":4406, ...}

== kinds and numbers that do not fit
app: POST /im/conversations
{"client_id": "{ann.id}", "to_client_ids": ["{bob.id}"], "conv_type": 5}
200 {"code":4405, "message":"错误的会话类型", "data":null, "request-id":null}
app: POST /im/conversations
{"client_id": "{ann.id}", "to_client_ids": ["{bob.id}", "{cat.id}"], "conv_type": 1}
200 {"code":4405, ...}
app: POST /im/conversations
{"client_id": "{ann.id}", "to_client_ids": ["{ann.id}"], "conv_type": 1}
200 {"code":4405, ...}

== more than there may be are too many, whoever they are
app: POST /im/conversations
{"client_id": "ghost", "to_client_ids": ["g1", "g2", "g3", "g4", "g5", "g6", "g7", "g8", "g9", "g10"], "conv_type": 2}
200 {"code":4405, "message":"错误的会话类型", "data":null, "request-id":null}
app: POST /im/conversations
{"client_id": "ghost", "to_client_ids": ["g1", "g2"], "conv_type": 1}
200 {"code":4405, ...}

== who is unknown is named
app: POST /im/conversations
{"client_id": "ghost{uniq}", "to_client_ids": ["{bob.id}"], "conv_type": 3}
200 {"code":211, "message":"未知用户 ghost{uniq}", "data":null, "request-id":null}
app: POST /im/conversations
{"client_id": "{ann.id}", "to_client_ids": ["{bob.id}", "ghost{uniq}"], "conv_type": 3}
200 {"code":211, "message":"未知用户 ghost{uniq}", "data":null, "request-id":null}

== numbers are ids too
app: POST /im/users
{"client_id": 5}
200 {"code":0, ...}
app: POST /im/conversations
{"client_id": 5, "to_client_ids": ["{bob.id}"], "conv_type": "3"}
200 {"code":0, "data":{"conv_id":{id:str}, ...}, ...}
app: GET /im/conversations/{id}/members
200 {"code":0, "data":["5", "{bob.id}"], ...}

== the others hear of it
do login bob
do login ann
app: POST /im/conversations
{"client_id": "{ann.id}", "to_client_ids": ["{bob.id}"], "conv_type": 3, "conv_extend": {"a": 1}}
200 {"code":0, "data":{"conv_id":{id:str}, ...}, ...}
bob < {"type":"conv.new", "data":{"conv_id":"{id}", "conv_type":3, "client_num":2, "app_id":"open", "conv_extend":{"a":1}, "conv_creater_id":"{ann.id}", "ctime":{_:time}, "mtime":null, "by":"{ann.id}"}}
ann <! 200ms {"type":"conv.new", ...}

== of two as well
do login bob
app: POST /im/conversations
{"client_id": "{ann.id}", "to_client_ids": ["{bob.id}"], "conv_type": 1, "conv_extend": {"a": 1}}
200 {"code":0, "data":{"conv_id":{id:str}, ...}, ...}
bob < {"type":"conv.new", "data":{"conv_id":"{id}", "conv_type":1, "client_num":2, "conv_extend":{"a":1}, "conv_creater_id":"{ann.id}", "by":"{ann.id}", ...}}
do login ann
app: PUT /im/conversations
{"where": [["conv_id", "=", "{id}"]], "update": {"conv_extend": {"a": 2}}}
200 {"code":0, "data":true, ...}
ann < {"type":"conv.updated", "data":{"conv_id":"{id}", "conv_extend":{"a":2}, "time":{_:ms}}}
bob < {"type":"conv.updated", "data":{"conv_id":"{id}", "conv_extend":{"a":2}, "time":{_:ms}}}
