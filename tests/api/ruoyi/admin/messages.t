# ruoyi 27 MessageAdmin; 22.4 message_deleted
use direct chat, administrator
== found with all filters, also when it was recalled
ann: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "Needle {uniq}"}
200 {"data": {a:int}, ...}
bob: POST /api/im/message/send
{"conversationId": {dm}, "type": "IMAGE", "content": "/uploads/x.png"}
200 {"data": {b:int}, ...}
ann: DELETE /api/im/message/{a}/recall
200 {"code":200, ...}
admin: GET /api/admin/messages?keyword=needle%20{uniq}
200 {"code":200, "msg":"操作成功", "data":{"records":[{"id":{a}, "messageId":{a}, "conversationId":{dm}, "conversationType":"PRIVATE", "conversationName":null, "senderId":{ann.id}, "senderName":"{ann.nick}", "senderAvatar":"/avatar/default.png", "messageType":"TEXT", "type":"TEXT", "content":"Needle {uniq}", "isRevoked":true, "isEdited":false, "isDeleted":false, "createTime":{_:time}, "sendTime":{_:time}, "editTime":null, "revokedTime":{_:time}, "deletedTime":null, "fileName":null}], "rows":{_:arr}, "list":{_:arr}, "total":1, "size":20, "current":1, "pages":1}, "rows":{_:arr}, "total":1}
admin: GET /api/admin/messages?conversationId={dm}&messageType=image
200 {"data":{"records":[{"id":{b}, ...}], "total":1, ...}, ...}
admin: GET /api/admin/messages?conversationId={dm}&senderId={ann.id}
200 {"data":{"records":[{"id":{a}, ...}], "total":1, ...}, ...}
admin: GET /api/admin/messages?conversationId={dm}&pageNum=2&pageSize=1
200 {"data":{"records":[{"id":{a}, ...}], "total":2, "size":1, "current":2, "pages":2, ...}, ...}
admin: GET /api/admin/messages?conversationId={dm}&endTime=2020-01-01
200 {"data":{"records":[], "total":0, ...}, ...}
admin: GET /api/admin/messages?messageType=POEM
400 {"code":400, "msg":"不支持的消息类型", "data":null}
admin: GET /api/admin/messages/{a}
200 {"code":200, "data":{"id":{a}, "content":"Needle {uniq}", "isRevoked":true, ...}, ...}
admin: GET /api/admin/messages/stats
200 {"code":200, "data":{"total":{_:int}, "recalledCount":{_:int}, "editedCount":{_:int}, "deletedCount":{_:int}, "typeCounts":{"TEXT":{_:int}, ...}, "totalMessages":{_:int}, "textMessages":{_:int}, "imageMessages":{_:int}, "fileMessages":{_:int}}, ...}
== deleted for everybody, and erased
ann: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "first"}
200 {"data": {a:int}, ...}
ann: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "bad"}
200 {"data": {b:int}, ...}
bob: WS /ws/im?token={bob.token}
bob < {"type":"connected", ...}
ann: WS /ws/im?token={ann.token}
ann < {"type":"connected", ...}
admin: DELETE /api/admin/messages/{b}
200 {"code":200, "msg":"删除成功", "data":null}
bob < {"type":"message_deleted", "payload":{"messageId":{b}, "conversationId":{dm}}, "timestamp":{_:ms}}
ann < {"type":"message_deleted", "payload":{"messageId":{b}, "conversationId":{dm}}, ...}
bob: GET /api/im/message/list/{dm}
200 {"data":[{"id":{a}, ...}], ...}
bob: GET /api/im/conversation/{dm}
200 {"data":{"lastMessage":{"id":{a}, "content":"first", ...}, "unreadCount":1, ...}, ...}
ann: DELETE /api/im/message/{b}/recall
400 {"code":10003, "msg":"消息不存在", "data":null}
admin: GET /api/admin/messages/{b}
200 {"data":{"id":{b}, "content":"", "isDeleted":true, "deletedTime":{_:time}, ...}, ...}
admin: DELETE /api/admin/messages/{b}
400 {"code":10003, "msg":"消息不存在", "data":null}
== several at once
ann: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "1"}
200 {"data": {a:int}, ...}
bob: POST /api/im/message/reply
{"messageId": {a}, "content": "2"}
200 {"data": {b:int}, ...}
ann: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "3"}
200 {"data": {c:int}, ...}
admin: DELETE /api/admin/messages/batch
[{a}, {c}, 999999999]
200 {"code":200, "msg":"删除成功", "data":2}
bob: GET /api/im/message/list/{dm}
200 {"data":[{"id":{b}, "quotedMessage":{"id":{a}, "content":"[消息已撤回]", ...}, ...}], ...}
admin: DELETE /api/admin/messages/batch
[999999999]
400 {"code":10003, "msg":"消息不存在", "data":null}
admin: DELETE /api/admin/messages/batch
[]
400 {"code":400, "msg":"参数校验失败", "data":{"ids":"消息ID不能为空"}}
== 403 for everybody else
ann: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "x"}
200 {"data": {a:int}, ...}
ann: GET /api/admin/messages
403 {"code":403, "msg":"无权限操作", "data":null}
ann: DELETE /api/admin/messages/{a}
403 {"code":403, "msg":"无权限操作", "data":null}
ann: GET /api/admin/messages/stats
403 {"code":403, ...}
== 10003 no such message
admin: GET /api/admin/messages/999999999
400 {"code":10003, "msg":"消息不存在", "data":null}
