# ruoyi 4.7 markAsRead; 4.8 unreadCount
use direct chat
== everything is read, and the other side hears it
ann: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "1"}
200 {"code":200, ...}
ann: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "2"}
200 {"data":{b:int}, ...}
bob: GET /api/im/conversation/unreadCount
200 {"code":200, "msg":"操作成功", "data":2}
ann: WS /ws/im?token={ann.token}
ann < {"type":"connected", ...}
bob: PUT /api/im/conversation/{dm}/markAsRead
200 {"code":200, "msg":"标记成功", "data":null}
ann < {"type":"read_receipt", "payload":{"conversationId":{dm}, "userId":{bob.id}, "messageIds":{_:arr}, "lastReadMessageId":{b}}, ...}
bob: GET /api/im/conversation/unreadCount
200 {"data":0, ...}
bob: GET /api/im/conversation/{dm}
200 {"data":{"unreadCount":0, "lastReadMessageId":{b}, ...}, ...}
bob: PUT /api/im/conversation/{dm}/markAsRead
200 {"code":200, "msg":"标记成功", "data":null}
ann <! 300ms {"type":"read_receipt", ...}
== an empty conversation can be read
bob: PUT /api/im/conversation/{dm}/markAsRead
200 {"code":200, "msg":"标记成功", "data":null}
== the count is over all conversations
use group of three
ann: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "1"}
200 {"code":200, ...}
ann: POST /api/im/message/send
{"conversationId": {group.id}, "type": "TEXT", "content": "2"}
200 {"code":200, ...}
bob: GET /api/im/conversation/unreadCount
200 {"data":2, ...}
bob: GET /api/im/message/unread/count
200 {"data":2, ...}
== an unknown conversation
bob: PUT /api/im/conversation/999999999/markAsRead
400 {"code":10001, "msg":"会话不存在", "data":null}
== somebody else's conversation
use stranger
sam: PUT /api/im/conversation/{dm}/markAsRead
400 {"code":10001, "msg":"会话不存在", "data":null}
== without a token
PUT /api/im/conversation/{dm}/markAsRead
401 {"code":401, "msg":"未授权，需要登录", "data":null}
GET /api/im/conversation/unreadCount
401 {"code":401, "msg":"未授权，需要登录", "data":null}
== the older names
use group of three
ann: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "1"}
200 {"code":200, ...}
ann: POST /api/im/message/send
{"conversationId": {group.id}, "type": "TEXT", "content": "2"}
200 {"code":200, ...}
bob: GET /api/im/conversation/unreadCount
200 {"data":2, ...}
bob: PUT /api/im/session/{dm}/read
200 {"code":200, "msg":"标记成功", "data":null}
bob: PUT /api/im/conversationMember/{group.id}/clearUnread
200 {"code":200, "msg":"标记成功", "data":null}
bob: GET /api/im/conversation/unreadCount
200 {"data":0, ...}
