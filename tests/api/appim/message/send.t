# app-im 2.7, I5
use group of three
== as in the document: the sender is a number, and comes back as one
master: POST /im/users
{"client_id": 2}
200 {"code":0, ...}
master: POST /im/conversations/{conv}/members
{"client_ids": [2]}
200 {"code":0, ...}
do login bob
master: POST /im/conversations/{conv}/message
{"from_client": 2, "type": -1, "text": "HELLO !"}
200 {"code":0, "message":"ok", "data":{"msg_id":{id:str}, "time":{_:ms}}, "request-id":null}
bob < {"type":"msg.new", "data":{"from_client":2, "conv_id":"{conv}", "msg_id":"{id}", "ctime":{_:ms}, "type":-1, "text":"HELLO !", "attr":"null", "url":"null", "transient":"0", "mention_all":0, "mention_client_ids":"null"}}

== everything a message has
do login bob
master: POST /im/conversations/{conv}/message
{"from_client": "{ann.id}", "type": -2, "attr": {"a": 1}, "url": ["http://x/1.png", "http://x/2.png"], "mention_all": 1, "mention_client_ids": ["Tom"]}
200 {"code":0, "data":{"msg_id":{id:str}, ...}, ...}
bob < {"type":"msg.new", "data":{"from_client":"{ann.id}", "conv_id":"{conv}", "msg_id":"{id}", "ctime":{at:ms}, "type":-2, "text":null, "attr":"{\"a\":1}", "url":"[\"http://x/1.png\",\"http://x/2.png\"]", "transient":"0", "mention_all":1, "mention_client_ids":"[\"Tom\"]"}}
app: GET /im/conversations/{conv}/message
200 {"code":0, "message":"ok", "data":{"current_page":1, "data":[{"msg_id":"{id}", "conv_id":"{conv}", "type":-2, "text":null, "attr":{"a":1}, "url":"[\"http://x/1.png\",\"http://x/2.png\"]", "ctime":{at}, "msg_status":1, "no_sync":0, "mention_all":1, "mention_client_ids":"[\"Tom\"]", "transient":0, "mtime":null, "client_id":"{ann.id}"}], "last_page":1, "per_page":10, "total":1}, "request-id":null}

== the sender's own sockets hear it if they shall
do login ann
master: POST /im/conversations/{conv}/message
{"from_client": "{ann.id}", "type": -1, "text": "silent"}
200 {"code":0, ...}
ann <! 200ms {"type":"msg.new", ...}
master: POST /im/conversations/{conv}/message
{"from_client": "{ann.id}", "type": -1, "text": "synchronised", "no_sync": 1}
200 {"code":0, ...}
ann < {"type":"msg.new", "data":{"text":"synchronised", ...}}
app: GET /im/conversations/{conv}/message?size=1
200 {"code":0, "data":{"data":[{"text":"synchronised", "no_sync":1, ...}], ...}, ...}

== a transient one is heard and not kept
do login bob
master: POST /im/conversations/{conv}/message
{"from_client": "{ann.id}", "type": -1, "text": "now", "transient": 1}
200 {"code":0, "data":{"msg_id":{id:str}, "time":{_:ms}}, ...}
bob < {"type":"msg.new", "data":{"msg_id":"{id}", "text":"now", "transient":"1", "ctime":{_:ms}, ...}}
app: GET /im/conversations/{conv}/message
200 {"code":0, "data":{"total":0, ...}, ...}
app: GET /im/clients/{bob.id}/unread-count
200 {"code":0, "data":{"count":0}, ...}

== without the master key only members write
use stranger
app: POST /im/conversations/{conv}/message
{"from_client": "{dan.id}", "type": -1, "text": "a"}
200 {"code":1, "message":"not a member", "data":null, "request-id":null}
master: POST /im/conversations/{conv}/message
{"from_client": "{dan.id}", "type": -1, "text": "by the master key"}
200 {"code":0, ...}
do login bob
app: POST /im/conversations/{conv}/message
{"from_client": "{dan.id}", "type": -1, "text": "a", "transient": 1}
200 {"code":1, "message":"not a member", "data":null, "request-id":null}
master: POST /im/conversations/{conv}/message
{"from_client": "{dan.id}", "type": -1, "text": "not kept", "transient": 1}
200 {"code":0, ...}
bob < {"type":"msg.new", "data":{"from_client":"{dan.id}", "text":"not kept", "transient":"1", ...}}

== who is unknown or banned does not write
app: POST /im/conversations/{conv}/message
{"from_client": "ghost", "type": -1, "text": "a"}
200 {"code":211, "message":"未知用户 ghost", "data":null, "request-id":null}
master: PUT /im/users/{ann.id}/ban
200 {"code":0, ...}
master: POST /im/conversations/{conv}/message
{"from_client": "{ann.id}", "type": -1, "text": "a"}
200 {"code":213, "message":"账号封禁", "data":null, "request-id":null}

== what is missing
app: POST /im/conversations/{conv}/message
{"type": -1, "text": "a"}
200 {"code":4001, "message":"参数缺失", "data":null, "request-id":null}
app: POST /im/conversations/{conv}/message
{"from_client": "{ann.id}", "text": "a"}
200 {"code":4001, ...}
app: POST /im/conversations/{conv}/message
{"from_client": "{ann.id}", "type": -1}
200 {"code":4001, ...}
app: POST /im/conversations/{conv}/message
{"from_client": "{ann.id}", "type": -1, "text": ""}
200 {"code":4001, ...}

== what has the wrong form
app: POST /im/conversations/{conv}/message
{"from_client": "{ann.id}", "type": 1, "text": "a"}
200 {"code":4406, "message":"错误的参数格式", "data":null, "request-id":null}
app: POST /im/conversations/{conv}/message
{"from_client": "{ann.id}", "type": -7, "text": "a"}
200 {"code":4406, ...}
app: POST /im/conversations/{conv}/message
{"from_client": ["{ann.id}"], "type": -1, "text": "a"}
200 {"code":4406, ...}
app: POST /im/conversations/{conv}/message
{"from_client": "{ann.id}", "type": -1, "text": "{x*5121}"}
200 {"code":4406, ...}
app: POST /im/conversations/{conv}/message
{"from_client": "{ann.id}", "type": -1, "text": "{x*5120}"}
200 {"code":0, ...}
app: POST /im/conversations/{conv}/message
{"from_client": "{ann.id}", "type": -2, "url": 5}
200 {"code":4406, ...}
app: POST /im/conversations/{conv}/message
{"from_client": "{ann.id}", "type": -1, "text": "a", "attr": "{x*5121}"}
200 {"code":4406, ...}
app: POST /im/conversations/{conv}/message
{"from_client": "{ann.id}", "type": -1, "text": "a", "mention_client_ids": ["1","2","3","4","5","6","7","8","9","10","11","12","13","14","15","16","17","18","19","20","21"]}
200 {"code":4406, ...}
app: POST /im/conversations/{conv}/message
{"from_client": "{ann.id}", "type": -1, "text": "a", "transient": "2"}
200 {"code":4406, ...}
app: POST /im/conversations/unknown/message
{"from_client": "{ann.id}", "type": -1, "text": "a"}
200 {"code":4011, "message":"未知会话", "data":null, "request-id":null}
