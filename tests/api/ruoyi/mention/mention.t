# ruoyi 20.1 users; 20.2 can-mention-all; 20.3 unread; 20.4 unread/count; 20.5 read; 20.6 read/batch
use group of three
== whom one may mention
ann: GET /api/im/mention/users/{group.id}
200 {"code":200, "msg":"操作成功", "data":[{"userId":{bob.id}, "userName":"{bob.name}", "nickname":"{bob.nick}", "avatar":"/avatar/default.png", "displayName":"{bob.nick}"}, {"userId":{cat.id}, ...}]}
bob: GET /api/im/mention/users/{group.id}?keyword=ANN
200 {"data":[{"userId":{ann.id}, ...}], ...}
bob: GET /api/im/mention/users/{group.id}?keyword=nobody
200 {"data":[], ...}
use direct chat
ann: GET /api/im/mention/users/{dm}
200 {"data":[{"userId":{bob.id}, ...}], ...}
== whom one may mention where one is not
use stranger
sam: GET /api/im/mention/users/{group.id}
400 {"code":10001, "msg":"会话不存在", "data":null}
ann: GET /api/im/mention/users/999999999
400 {"code":10001, "msg":"会话不存在", "data":null}
bob: POST /api/im/group/{group.id}/quit
200 {"code":200, ...}
bob: GET /api/im/mention/users/{group.id}
400 {"code":10002, "msg":"用户不在会话中", "data":null}
bob: GET /api/im/mention/can-mention-all/{group.id}
400 {"code":10002, "msg":"用户不在会话中", "data":null}
== a keyword of 51 characters
ann: GET /api/im/mention/users/{group.id}?keyword={a*51}
400 {"code":400, "msg":"参数校验失败", "data":{"keyword":{_:str}}}
== who may mention all
use direct chat, stranger
ann: GET /api/im/mention/can-mention-all/{group.id}
200 {"code":200, "msg":"操作成功", "data":true}
bob: GET /api/im/mention/can-mention-all/{group.id}
200 {"code":200, "data":false, ...}
ann: GET /api/im/mention/can-mention-all/{dm}
200 {"code":200, "data":false, ...}
sam: GET /api/im/mention/can-mention-all/{group.id}
400 {"code":10001, "msg":"会话不存在", "data":null}
== by name and of all, the newest first
ann: POST /api/im/message/send
{"conversationId": {group.id}, "type": "TEXT", "content": "@Bob look", "mentionInfo":{"userIds":[{bob.id}], "mentionAll":false}}
200 {"data":{a:int}, ...}
ann: POST /api/im/message/send
{"conversationId": {group.id}, "type": "TEXT", "content": "@所有人 {字*60}"}
200 {"data":{b:int}, ...}
bob: GET /api/im/mention/unread
200 {"code":200, "msg":"操作成功", "data":[{"id":{b}, "messageId":{b}, "conversationId":{group.id}, "mentionedUserId":{bob.id}, "mentionedBy":{ann.id}, "senderId":{ann.id}, "senderName":"{ann.nick}", "senderAvatar":"/avatar/default.png", "mentionType":"ALL", "isRead":0, "messagePreview":"@所有人 {字*45}", "createTime":{_:time}}, {"id":{a}, "mentionType":"USER", "messagePreview":"@Bob look", ...}]}
bob: GET /api/im/message/mention/unread
200 {"data":[{"id":{b}, ...}, {"id":{a}, ...}], ...}
bob: GET /api/im/mention/unread?pageNum=2&pageSize=1
200 {"data":[{"id":{a}, ...}], "rows":[{"id":{a}, ...}], "total":2, ...}
bob: GET /api/im/mention/unread/count
200 {"code":200, "msg":"操作成功", "data":2}
bob: GET /api/im/message/mention/unread/count
200 {"code":200, "data":2, ...}
cat: GET /api/im/mention/unread
200 {"data":[{"id":{b}, "mentionType":"ALL", ...}], ...}
ann: GET /api/im/mention/unread
200 {"data":[], ...}
== reading the conversation reads its mentions
ann: POST /api/im/message/send
{"conversationId": {group.id}, "type": "TEXT", "content": "@all", "mentionInfo":{"userIds":[], "mentionAll":true}}
200 {"code":200, ...}
bob: GET /api/im/mention/unread/count
200 {"data":1, ...}
bob: PUT /api/im/conversation/{group.id}/markAsRead
200 {"code":200, ...}
bob: GET /api/im/mention/unread/count
200 {"data":0, ...}
cat: GET /api/im/mention/unread/count
200 {"data":1, ...}
== one is seen without reading the conversation, as often as one likes
ann: POST /api/im/message/send
{"conversationId": {group.id}, "type": "TEXT", "content": "x", "mentionInfo":{"userIds":[{bob.id}]}}
200 {"data":{a:int}, ...}
bob: PUT /api/im/mention/{a}/read
200 {"code":200, "msg":"已标记为已读", "data":null}
bob: PUT /api/im/message/{a}/mention/read
200 {"code":200, "msg":"已标记为已读", "data":null}
bob: GET /api/im/mention/unread/count
200 {"data":0, ...}
bob: GET /api/im/conversation/list
200 {"data":[{"id":{group.id}, "unreadCount":1, "hasMention":false, ...}], ...}
== a message that does not mention one changes nothing
ann: POST /api/im/message/send
{"conversationId": {group.id}, "type": "TEXT", "content": "x", "mentionInfo":{"userIds":[{bob.id}]}}
200 {"data":{a:int}, ...}
cat: PUT /api/im/mention/{a}/read
200 {"code":200, "msg":"已标记为已读", "data":null}
bob: GET /api/im/mention/unread/count
200 {"data":1, ...}
== messages that one may not read
use stranger
ann: POST /api/im/message/send
{"conversationId": {group.id}, "type": "TEXT", "content": "x"}
200 {"data":{a:int}, ...}
sam: PUT /api/im/mention/{a}/read
400 {"code":10003, "msg":"消息不存在", "data":null}
ann: PUT /api/im/mention/999999999/read
400 {"code":10003, "msg":"消息不存在", "data":null}
== many at once, by any name, only one's own
ann: POST /api/im/message/send
{"conversationId": {group.id}, "type": "TEXT", "content": "@all 1"}
200 {"data":{a:int}, ...}
ann: POST /api/im/message/send
{"conversationId": {group.id}, "type": "TEXT", "content": "@all 2"}
200 {"data":{b:int}, ...}
ann: POST /api/im/message/send
{"conversationId": {group.id}, "type": "TEXT", "content": "@all 3"}
200 {"data":{c:int}, ...}
bob: PUT /api/im/mention/read/batch
[{a}, 999999999]
200 {"code":200, "msg":"已批量标记为已读", "data":null}
bob: GET /api/im/mention/unread/count
200 {"data":2, ...}
bob: PUT /api/im/mention/read/batch
{"mentionIds":[{b}]}
200 {"code":200, "msg":"已批量标记为已读", "data":null}
bob: PUT /api/im/message/mention/read/batch
{"messageIds":[{c}, {a}]}
200 {"code":200, "msg":"已批量标记为已读", "data":null}
bob: GET /api/im/mention/unread/count
200 {"data":0, ...}
cat: GET /api/im/mention/unread/count
200 {"data":3, ...}
== a batch needs its list
ann: PUT /api/im/mention/read/batch
400 {"code":400, "msg":"参数校验失败", "data":{"mentionIds":"提及ID列表不能为空"}}
ann: PUT /api/im/mention/read/batch
{"mentionIds":"x"}
400 {"code":400, "msg":"参数校验失败", "data":{"mentionIds":{_:str}}}
== without a token
GET /api/im/mention/unread
401 {"code":401, "msg":"未授权，需要登录", "data":null}
