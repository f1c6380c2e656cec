# ruoyi 4.1 list; N3.2 detail
use direct chat
== a row has every documented key
ann: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "hello"}
200 {"data": {m:int}, ...}
bob: GET /api/im/conversation/list
200 {"code":200, "msg":"操作成功", "data":[{"id":{dm}, "type":"PRIVATE", "name":"{ann.nick}", "avatar":"/avatar/default.png", "unreadCount":1, "lastMessage":{"id":{m}, "content":"hello", "senderId":{ann.id}, "senderName":"{ann.nick}", "messageType":"TEXT", "createTime":{_:time}, ...}, "pinned":false, "muted":false, "isPinned":false, "isMuted":false, "createTime":{_:time}, "updateTime":{_:time}, "targetId":{ann.id}, "peerUserId":{ann.id}, "peerName":"{ann.nick}", "peerAvatar":"/avatar/default.png", "peerOnline":false, "lastMessageId":{m}, "lastMessageTime":{_:time}, "lastMessageType":"TEXT", "lastReadMessageId":{_:int?}, "memberCount":null, "hasMention":false, "draft":{_:str?}, "remark":{_:str?}, ...}]}
== a conversation without messages has no last message
ann: GET /api/im/conversation/list
200 {"data":[{"id":{dm}, "lastMessage":null, "lastMessageId":null, "lastMessageTime":null, "unreadCount":0, ...}], ...}
== nobody has none
use stranger
sam: GET /api/im/conversation/list
200 {"code":200, "msg":"操作成功", "data":[]}
== the newest message comes first
use group of three
ann: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "1"}
200 {"code":200, ...}
bob: GET /api/im/conversation/list
200 {"data":[{"id":{dm}, ...}, {"id":{group.id}, ...}], ...}
ann: POST /api/im/message/send
{"conversationId": {group.id}, "type": "TEXT", "content": "2"}
200 {"code":200, ...}
bob: GET /api/im/conversation/list?filter=all
200 {"data":[{"id":{group.id}, "type":"GROUP", "name":"{group.name}", "avatar":"/avatar/group_default.png", "memberCount":3, "targetId":{group.id}, ...}, {"id":{dm}, ...}], ...}
bob: GET /api/im/conversation/list?filter=PRIVATE
200 {"data":[{"id":{dm}, ...}], ...}
bob: GET /api/im/conversation/list?filter=GROUP
200 {"data":[{"id":{group.id}, ...}], ...}
bob: PUT /api/im/conversation/{dm}/markAsRead
200 {"code":200, ...}
bob: GET /api/im/conversation/list?filter=unread
200 {"data":[{"id":{group.id}, "unreadCount":1, ...}], ...}
== a page has rows and total
use group of three
ann: GET /api/im/conversation/list?pageNum=1&pageSize=1
200 {"code":200, "data":[{"id":{a:int}, ...}], "rows":[{"id":{a}, ...}], "total":2, ...}
ann: GET /api/im/conversation/list?pageNum=2&pageSize=1
200 {"code":200, "data":[{...}], "total":2, ...}
ann: GET /api/im/conversation/list?pageNum=3&pageSize=1
200 {"code":200, "data":[], "rows":[], "total":2, ...}
== the other side sees it with the first message
bob: GET /api/im/conversation/list
200 {"data":[], ...}
ann: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "1"}
200 {"code":200, ...}
bob: GET /api/im/conversation/list
200 {"data":[{"id":{dm}, "unreadCount":1, ...}], ...}
== the peer's presence is shown
bob: WS /ws/im?token={bob.token}
bob < {"type":"connected", ...}
ann: GET /api/im/conversation/list
200 {"data":[{"id":{dm}, "peerOnline":true, ...}], ...}
== the name of the peer follows the peer's profile
bob: PUT /api/im/user/profile
{"nickname":"Renamed {uniq}"}
200 {"code":200, ...}
ann: GET /api/im/conversation/list
200 {"data":[{"id":{dm}, "name":"Renamed {uniq}", "peerName":"Renamed {uniq}", ...}], ...}
== the detail adds the members
ann: GET /api/im/conversation/{dm}
200 {"code":200, "msg":"操作成功", "data":{"id":{dm}, "type":"PRIVATE", "name":"{bob.nick}", "peerUserId":{bob.id}, "members":[..., {"userId":{bob.id}, "nickname":"{bob.nick}", "avatar":"/avatar/default.png", "role":{_:str}, "online":false}, ...], ...}}
== the detail of an unknown conversation
ann: GET /api/im/conversation/999999999
400 {"code":10001, "msg":"会话不存在", "data":null}
== the detail of somebody else's conversation
use stranger
sam: GET /api/im/conversation/{dm}
400 {"code":10001, "msg":"会话不存在", "data":null}
== without a token
GET /api/im/conversation/list
401 {"code":401, "msg":"未授权，需要登录", "data":null}
GET /api/im/conversation/{dm}
401 {"code":401, "msg":"未授权，需要登录", "data":null}
