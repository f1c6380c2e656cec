# app-im 2.7, I6
use group of three, a message
== the newest first; parameters in the body of a GET too, the address wins
app: POST /im/conversations/{conv}/message
{"from_client": "{bob.id}", "type": -1, "text": "two"}
200 {"code":0, "data":{"msg_id":{two:str}, ...}, ...}
app: GET /im/conversations/{conv}/message
200 {"code":0, "data":{"current_page":1, "data":[{"text":"two", ...}, {"text":"one", ...}], "last_page":1, "per_page":10, "total":2}, ...}
app: GET /im/conversations/{conv}/message
{"page": 2, "size": 1}
200 {"code":0, "data":{"current_page":2, "data":[{"text":"one", ...}], "last_page":2, "per_page":1, "total":2}, ...}
app: GET /im/conversations/{conv}/message?page=1
{"page": 2, "size": 1}
200 {"code":0, "data":{"current_page":1, "data":[{"text":"two", ...}], "last_page":2, "per_page":1, "total":2}, ...}

== filters
app: GET /im/conversations/{conv}/message?from_client={bob.id}
200 {"code":0, "data":{"total":0, ...}, ...}
app: GET /im/conversations/{conv}/message?from_client={ann.id}&reversed=1&since=1
200 {"code":0, "data":{"total":1, "data":[{"text":"one", "ctime":{at:ms}, ...}], ...}, ...}
app: GET /im/conversations/{conv}/message?until={at}
200 {"code":0, "data":{"total":1, ...}, ...}
app: GET /im/conversations/{conv}/message?until=5
200 {"code":0, "data":{"total":0, ...}, ...}
app: GET /im/conversations/{conv}/message?from_client=ghost
200 {"code":211, "message":"未知用户 ghost", "data":null, "request-id":null}

== refusals
app: GET /im/conversations/unknown/message
200 {"code":4011, "message":"未知会话", "data":null, "request-id":null}
app: GET /im/conversations/{conv}/message?page=x
200 {"code":4406, "message":"错误的参数格式", "data":null, "request-id":null}
app: GET /im/conversations/{conv}/message?page=99999999
200 {"code":4406, ...}
