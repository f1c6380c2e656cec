# ruoyi 3.8, N4.7, N4.10 read and unread; 22.3 read_receipt; mapping 6 and 8
use direct chat
== reading one message reads what lies before it
ann: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "1"}
200 {"data": {a:int}, ...}
ann: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "2"}
200 {"data": {b:int}, ...}
ann: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "3"}
200 {"data": {c:int}, ...}
bob: GET /api/im/message/unread/count
200 {"code":200, "msg":"操作成功", "data":3}
ann: WS /ws/im?token={ann.token}
ann < {"type":"connected", ...}
bob/phone: WS /ws/im?token={bob.token}
bob/phone < {"type":"connected", ...}
bob: POST /api/im/message/read/{b}
200 {"code":200, "msg":"已标记为已读", "data":null}
ann < {"type":"read_receipt", "payload":{"conversationId":{dm}, "userId":{bob.id}, "messageIds":{_:arr}, "lastReadMessageId":{b}}, "timestamp":{_:ms}, ...}
bob/phone < {"type":"read_receipt", "payload":{"conversationId":{dm}, "userId":{bob.id}, "lastReadMessageId":{b}, ...}, ...}
bob: GET /api/im/message/unread/count
200 {"data":1, ...}
bob: GET /api/im/conversation/{dm}
200 {"data":{"unreadCount":1, "lastReadMessageId":{b}, ...}, ...}
ann: GET /api/im/message/list/{dm}
200 {"data":[{"id":{a}, "readStatus":{"readCount":1, "totalCount":1, "unreadCount":0, "readPercent":100, "allRead":true}, ...}, {"id":{b}, "readStatus":{"readCount":1, ...}, ...}, {"id":{c}, "readStatus":{"readCount":0, "unreadCount":1, ...}, ...}], ...}
== it is idempotent and never goes back
ann: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "1"}
200 {"data": {a:int}, ...}
ann: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "2"}
200 {"data": {b:int}, ...}
bob: POST /api/im/message/read/{b}
200 {"code":200, ...}
ann: WS /ws/im?token={ann.token}
ann < {"type":"connected", ...}
bob: POST /api/im/message/read/{b}
200 {"code":200, "msg":"已标记为已读", "data":null}
bob: POST /api/im/message/read/{a}
200 {"code":200, "msg":"已标记为已读", "data":null}
ann <! 300ms {"type":"read_receipt", ...}
bob: GET /api/im/message/unread/count
200 {"data":0, ...}
== PUT read with ids raises the cursor to the greatest
ann: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "1"}
200 {"data": {a:int}, ...}
ann: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "2"}
200 {"data": {b:int}, ...}
ann: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "3"}
200 {"data": {c:int}, ...}
bob: PUT /api/im/message/read
{"conversationId":{dm}, "messageIds":[{b}, {a}]}
200 {"code":200, "msg":"已标记为已读", "data":null}
bob: GET /api/im/message/unread/count
200 {"data":1, ...}
bob: PUT /api/im/message/read?conversationId={dm}&messageIds={a},{c}
200 {"code":200, "msg":"已标记为已读", "data":null}
bob: GET /api/im/message/unread/count
200 {"data":0, ...}
== PUT read up to an id, as the published client sends it
ann: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "1"}
200 {"data": {a:int}, ...}
ann: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "2"}
200 {"data": {b:int}, ...}
bob: PUT /api/im/message/mark-read?conversationId={dm}&lastReadMessageId={a}
200 {"code":200, "msg":"已标记为已读", "data":null}
bob: GET /api/im/message/unread/count
200 {"data":1, ...}
== PUT read with neither reads the whole conversation
ann: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "1"}
200 {"code":200, ...}
bob: PUT /api/im/message/read
{"conversationId":{dm}}
200 {"code":200, "msg":"已标记为已读", "data":null}
bob: GET /api/im/message/unread/count
200 {"data":0, ...}
== own messages are not unread, and sending reads nothing
ann: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "1"}
200 {"code":200, ...}
bob: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "2"}
200 {"code":200, ...}
ann: GET /api/im/message/unread/count
200 {"data":1, ...}
bob: GET /api/im/message/unread/count
200 {"data":1, ...}
== reading one's own message changes nothing for the other side
ann: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "1"}
200 {"data": {a:int}, ...}
ann: POST /api/im/message/read/{a}
200 {"code":200, "msg":"已标记为已读", "data":null}
bob: GET /api/im/message/unread/count
200 {"data":1, ...}
== an unknown message
ann: POST /api/im/message/read/999999999
400 {"code":10003, "msg":"消息不存在", "data":null}
== a message of somebody else's conversation
use stranger
ann: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "1"}
200 {"data": {a:int}, ...}
sam: POST /api/im/message/read/{a}
400 {"code":10003, "msg":"消息不存在", "data":null}
sam: PUT /api/im/message/read
{"conversationId":{dm}}
400 {"code":10001, "msg":"会话不存在", "data":null}
== a group that one has left
use group of three
bob: POST /api/im/group/{group.id}/quit
200 {"code":200, ...}
bob: PUT /api/im/message/read
{"conversationId":{group.id}}
400 {"code":10002, "msg":"用户不在会话中", "data":null}
== an unknown conversation
ann: PUT /api/im/message/read
{"conversationId":999999999}
400 {"code":10001, "msg":"会话不存在", "data":null}
== without a conversation
ann: PUT /api/im/message/read
{}
400 {"code":400, "msg":"参数校验失败", "data":{"conversationId":{_:str}}}
== the cursor outlives a crash
ann: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "1"}
200 {"data": {a:int}, ...}
ann: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "2"}
200 {"code":200, ...}
bob: POST /api/im/message/read/{a}
200 {"code":200, ...}
restart kill -9
bob: GET /api/im/message/unread/count
200 {"data":1, ...}
== in a group each member has a cursor
use group of three
ann: POST /api/im/message/send
{"conversationId": {group.id}, "type": "TEXT", "content": "1"}
200 {"data": {a:int}, ...}
bob: POST /api/im/message/read/{a}
200 {"code":200, ...}
bob: GET /api/im/message/unread/count
200 {"data":0, ...}
cat: GET /api/im/message/unread/count
200 {"data":1, ...}
ann: GET /api/im/message/list/{group.id}?limit=1
200 {"data":[{"id":{a}, "readStatus":{"readCount":1, "totalCount":2, "unreadCount":1, "readPercent":50, "allRead":false}, ...}], ...}
== without a token
POST /api/im/message/read/1
401 {"code":401, "msg":"未授权，需要登录", "data":null}
PUT /api/im/message/read
401 {"code":401, "msg":"未授权，需要登录", "data":null}
GET /api/im/message/unread/count
401 {"code":401, "msg":"未授权，需要登录", "data":null}
