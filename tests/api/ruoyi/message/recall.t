# ruoyi 3.3 recall; 22.3 message_recalled; 3.d previews
use direct chat
== nobody reads it any more, and everybody hears of it
ann: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "secret words"}
200 {"data": {a:int}, ...}
bob: POST /api/im/message/reply
{"messageId": {a}, "content": "why"}
200 {"code":200, "msg":"回复成功", "data": {r:int}}
bob: WS /ws/im?token={bob.token}
bob < {"type":"connected", ...}
ann/phone: WS /ws/im?token={ann.token}
ann/phone < {"type":"connected", ...}
ann: DELETE /api/im/message/{a}/recall
200 {"code":200, "msg":"消息已撤回", "data":null}
bob < {"type":"message_recalled", "payload":{"messageId":{a}, "conversationId":{dm}, "userId":{ann.id}, "userName":"{ann.nick}", "timestamp":{_:ms}}}
ann/phone < {"type":"message_recalled", "payload":{"messageId":{a}, "conversationId":{dm}, ...}}
bob: GET /api/im/message/list/{dm}
200 {"data":[{"id":{a}, "content":"[消息已撤回]", "is_revoked":1, "revokedTime":{_:time}, ...}, {"id":{r}, "quotedMessage":{"id":{a}, "type":"TEXT", "content":"[消息已撤回]", "senderName":"{ann.nick}", "sendTime":{_:time}, "isFile":false, "isRevoked":true, "isPacket":null}, ...}], ...}
== the lists of conversations say who took it back
ann: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "oops"}
200 {"data": {a:int}, ...}
ann: DELETE /api/im/message/{a}/recall
200 {"code":200, ...}
ann: GET /api/im/conversation/{dm}
200 {"data":{"lastMessage":{"id":{a}, "content":"你撤回了一条消息", "isRevoked":true, "isSelf":true, ...}, ...}, ...}
bob: GET /api/im/conversation/{dm}
200 {"data":{"lastMessage":{"id":{a}, "content":"{ann.nick}撤回了一条消息", "isRevoked":true, "isSelf":false, ...}, ...}, ...}
== it does not count as unread, and is not delivered later
ann: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "one"}
200 {"data": {a:int}, ...}
ann: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "two"}
200 {"data": {b:int}, ...}
bob: GET /api/im/message/unread/count
200 {"data":2, ...}
ann: DELETE /api/im/message/{b}/recall
200 {"code":200, ...}
bob: GET /api/im/message/unread/count
200 {"data":1, ...}
bob: GET /api/im/conversation/list
200 {"data":[{"id":{dm}, "unreadCount":1, ...}], ...}
bob: WS /ws/im?token={bob.token}
bob < {"type":"connected", ...}
bob < {"type":"offline_message", "messageId":{a}, "content":"one", ...}
bob <! 300ms {"type":"offline_message", ...}
== 10004 not the sender
ann: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "mine"}
200 {"data": {a:int}, ...}
bob: DELETE /api/im/message/{a}/recall
400 {"code":10004, "msg":"无权操作该消息", "data":null}
bob: GET /api/im/message/list/{dm}
200 {"data":[{"id":{a}, "content":"mine", "isRevoked":false, ...}], ...}
== 10003 no such message
ann: DELETE /api/im/message/999999999/recall
400 {"code":10003, "msg":"消息不存在", "data":null}
== 10003 a stranger's message
use stranger
ann: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "mine"}
200 {"data": {a:int}, ...}
sam: DELETE /api/im/message/{a}/recall
400 {"code":10003, "msg":"消息不存在", "data":null}
== 400 recalled before
ann: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "mine"}
200 {"data": {a:int}, ...}
ann: DELETE /api/im/message/{a}/recall
200 {"code":200, ...}
ann: DELETE /api/im/message/{a}/recall
400 {"code":400, "msg":"消息已撤回", "data":null}
== 10005 after two minutes
ann: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "old"}
200 {"data": {a:int}, ...}
ann: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "older"}
200 {"data": {b:int}, ...}
clock +110s
ann: DELETE /api/im/message/{a}/recall
200 {"code":200, ...}
clock +11s
ann: DELETE /api/im/message/{b}/recall
400 {"code":10005, "msg":"消息发送超过2分钟，无法撤回", "data":null}
bob: GET /api/im/message/list/{dm}
200 {"data":[{"id":{a}, "isRevoked":true, ...}, {"id":{b}, "content":"older", "isRevoked":false, ...}], ...}
== a line of the system stays
use group of three
ann: GET /api/im/message/list/{group.id}
200 {"data":[{"id":{s:int}, "messageType":"SYSTEM", ...}], ...}
ann: DELETE /api/im/message/{s}/recall
400 {"code":10004, "msg":"无权操作该消息", "data":null}
== managers of a group recall for others only where the administrator allows it
use group of three, administrator
bob: POST /api/im/message/send
{"conversationId": {group.id}, "type": "TEXT", "content": "spam"}
200 {"data": {m:int}, ...}
cat: DELETE /api/im/message/{m}/recall
400 {"code":10004, ...}
ann: DELETE /api/im/message/{m}/recall
400 {"code":10004, "msg":"无权操作该消息", "data":null}
== a picture and its address are gone too
ann: POST /api/im/message/send
{"conversationId": {dm}, "type": "IMAGE", "content": "{\"fileUrl\":\"/uploads/x.png\"}"}
200 {"data": {a:int}, ...}
ann: DELETE /api/im/message/{a}/recall
200 {"code":200, ...}
bob: GET /api/im/message/list/{dm}
200 {"data":[{"id":{a}, "messageType":"IMAGE", "content":"[消息已撤回]", ...}], ...}
== an id that is no number
ann: DELETE /api/im/message/abc/recall
404 {"code":404, "msg":"资源不存在", "data":null}
== without a token
DELETE /api/im/message/1/recall
401 {"code":401, "msg":"未授权，需要登录", "data":null}
