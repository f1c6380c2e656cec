# ruoyi N4.9 delete; 22.4 message_deleted; 27 Message batch
use direct chat
== for the caller alone, and their other devices hear of it
ann: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "one"}
200 {"data": {a:int}, ...}
ann: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "two"}
200 {"data": {b:int}, ...}
bob/phone: WS /ws/im?token={bob.token}
bob/phone < {"type":"connected", ...}
ann: WS /ws/im?token={ann.token}
ann < {"type":"connected", ...}
bob: DELETE /api/im/message/{b}
200 {"code":200, "msg":"删除成功", "data":null}
bob/phone < {"type":"message_deleted", "payload":{"messageId":{b}, "conversationId":{dm}}, "timestamp":{_:ms}}
ann <! 200ms {"type":"message_deleted", ...}
bob: GET /api/im/message/list/{dm}
200 {"data":[{"id":{a}, ...}], ...}
bob: GET /api/im/conversation/{dm}
200 {"data":{"lastMessage":{"id":{a}, "content":"one", ...}, "unreadCount":1, ...}, ...}
bob: GET /api/im/message/unread/count
200 {"data":1, ...}
ann: GET /api/im/message/list/{dm}
200 {"data":[{"id":{a}, ...}, {"id":{b}, "content":"two", ...}], ...}
== the own one stays with the other, and is not recalled
ann: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "one"}
200 {"data": {a:int}, ...}
ann: DELETE /api/im/message/{a}
200 {"code":200, ...}
ann: GET /api/im/message/list/{dm}
200 {"data":[], ...}
ann: GET /api/im/conversation/{dm}
200 {"data":{"lastMessage":null, ...}, ...}
bob: GET /api/im/message/list/{dm}
200 {"data":[{"id":{a}, "content":"one", "isRevoked":false, ...}], ...}
== it is not delivered later
ann: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "one"}
200 {"data": {a:int}, ...}
bob: DELETE /api/im/message/{a}
200 {"code":200, ...}
bob: WS /ws/im?token={bob.token}
bob < {"type":"connected", ...}
bob <! 300ms {"type":"offline_message", ...}
== 10003 what is deleted is not there any more
ann: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "one"}
200 {"data": {a:int}, ...}
ann: DELETE /api/im/message/{a}
200 {"code":200, ...}
ann: DELETE /api/im/message/{a}
400 {"code":10003, "msg":"消息不存在", "data":null}
ann: POST /api/im/message/{a}/reaction
{"emoji": "👍"}
400 {"code":10003, ...}
ann: DELETE /api/im/message/{a}/recall
400 {"code":10003, ...}
== 10003 nobody else's message
use stranger
ann: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "one"}
200 {"data": {a:int}, ...}
sam: DELETE /api/im/message/{a}
400 {"code":10003, "msg":"消息不存在", "data":null}
sam: DELETE /api/im/message/batch
[{a}]
400 {"code":10003, "msg":"消息不存在", "data":null}
ann: GET /api/im/message/list/{dm}
200 {"data":[{"id":{a}, ...}], ...}
== many at once; those that the caller may not read are passed over
use stranger
ann: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "1"}
200 {"data": {a:int}, ...}
ann: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "2"}
200 {"data": {b:int}, ...}
ann: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "3"}
200 {"data": {c:int}, ...}
bob/phone: WS /ws/im?token={bob.token}
bob/phone < {"type":"connected", ...}
bob: DELETE /api/im/message/batch
[{a}, {c}, 999999999]
200 {"code":200, "msg":"删除成功", "data":null}
bob/phone < {"type":"message_deleted", "payload":{"messageId":{a}, "conversationId":{dm}}, ...}
bob/phone < {"type":"message_deleted", "payload":{"messageId":{c}, "conversationId":{dm}}, ...}
bob: GET /api/im/message/list/{dm}
200 {"data":[{"id":{b}, ...}], ...}
bob: DELETE /api/im/message/batch?ids={b}
200 {"code":200, ...}
bob: GET /api/im/message/list/{dm}
200 {"data":[], ...}
== 400 without ids
ann: DELETE /api/im/message/batch
[]
400 {"code":400, "msg":"参数校验失败", "data":{"messageIds":"消息ID不能为空"}}
== 400 a hundred and one
ann: DELETE /api/im/message/batch?ids=1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30,31,32,33,34,35,36,37,38,39,40,41,42,43,44,45,46,47,48,49,50,51,52,53,54,55,56,57,58,59,60,61,62,63,64,65,66,67,68,69,70,71,72,73,74,75,76,77,78,79,80,81,82,83,84,85,86,87,88,89,90,91,92,93,94,95,96,97,98,99,100
400 {"code":10003, ...}
ann: DELETE /api/im/message/batch?ids=1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30,31,32,33,34,35,36,37,38,39,40,41,42,43,44,45,46,47,48,49,50,51,52,53,54,55,56,57,58,59,60,61,62,63,64,65,66,67,68,69,70,71,72,73,74,75,76,77,78,79,80,81,82,83,84,85,86,87,88,89,90,91,92,93,94,95,96,97,98,99,100,101
400 {"code":400, "msg":"单次最多删除100条消息", "data":null}
