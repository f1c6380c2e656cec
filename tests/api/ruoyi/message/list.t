# ruoyi 3.2 list
use direct chat
== an empty conversation
ann: GET /api/im/message/list/{dm}
200 {"code":200, "msg":"操作成功", "data":[]}
== pages go back from the newest, each ascending
ann: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "1"}
200 {"data": {a:int}, ...}
ann: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "2"}
200 {"data": {b:int}, ...}
bob: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "3"}
200 {"data": {c:int}, ...}
ann: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "4"}
200 {"data": {d:int}, ...}
ann: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "5"}
200 {"data": {e:int}, ...}
bob: GET /api/im/message/list/{dm}?limit=2
200 {"data":[{"id":{d}, "content":"4", ...}, {"id":{e}, "content":"5", ...}], ...}
bob: GET /api/im/message/list/{dm}?limit=2&lastId={d}
200 {"data":[{"id":{b}, ...}, {"id":{c}, ...}], ...}
bob: GET /api/im/message/list/{dm}?pageSize=2&lastMessageId={d}
200 {"data":[{"id":{b}, ...}, {"id":{c}, ...}], ...}
bob: GET /api/im/message/list/{dm}?limit=2&lastId={b}
200 {"data":[{"id":{a}, ...}], ...}
bob: GET /api/im/message/list/{dm}?lastId={a}
200 {"data":[], ...}
bob: GET /api/im/message/list/{dm}?afterId={b}&limit=2
200 {"data":[{"id":{c}, ...}, {"id":{d}, ...}], ...}
bob: GET /api/im/message/list/{dm}?afterId={e}
200 {"data":[], ...}
bob: GET /api/im/message/list/{dm}?afterId=0&limit=2
200 {"data":[{"id":{a}, ...}, {"id":{b}, ...}], ...}
bob: GET /api/im/message/list/{dm}?aroundId={c}&limit=3
200 {"data":[{"id":{b}, ...}, {"id":{c}, ...}, {"id":{d}, ...}], ...}
bob: GET /api/im/message/list/{dm}?aroundId={a}&limit=4
200 {"data":[{"id":{a}, ...}, {"id":{b}, ...}, ...], ...}
== an id that is not in this conversation still cuts
ann: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "1"}
200 {"data": {a:int}, ...}
ann: GET /api/im/message/list/{dm}?lastId=9007199254740991
200 {"data":[{"id":{a}, ...}], ...}
ann: GET /api/im/message/list/{dm}?lastId=1
200 {"data":[], ...}
== limits
ann: GET /api/im/message/list/{dm}?limit=100
200 {"code":200, ...}
ann: GET /api/im/message/list/{dm}?limit=0
400 {"code":400, "msg":"参数校验失败", "data":{"limit":{_:str}}}
ann: GET /api/im/message/list/{dm}?limit=x
400 {"code":400, "msg":"参数校验失败", "data":{"limit":{_:str}}}
ann: GET /api/im/message/list/{dm}?lastId=x
400 {"code":400, "msg":"参数校验失败", "data":{"lastId":{_:str}}}
== an unknown conversation
ann: GET /api/im/message/list/999999999
400 {"code":10001, "msg":"会话不存在", "data":null}
== an id that is no number
ann: GET /api/im/message/list/abc
404 {"code":404, "msg":"资源不存在", "data":null}
ann: GET /api/im/message/list/12x
400 {"code":400, "msg":"参数校验失败", "data":{"conversationId":{_:str}}}
== somebody else's conversation
use stranger
sam: GET /api/im/message/list/{dm}
400 {"code":10001, "msg":"会话不存在", "data":null}
== a page outlives a crash
ann: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "kept"}
200 {"data": {a:int}, ...}
restart kill -9
bob: GET /api/im/message/list/{dm}
200 {"data":[{"id":{a}, "content":"kept", ...}], ...}
== without a token
GET /api/im/message/list/{dm}
401 {"code":401, "msg":"未授权，需要登录", "data":null}
