# ruoyi 3.c steps 7 and 9; 22.4 mention
use group of three
== the mentioned hear of it, others do not
bob: WS /ws/im?token={bob.token}
bob < {"type":"connected", ...}
cat: WS /ws/im?token={cat.token}
cat < {"type":"connected", ...}
ann: POST /api/im/message/send
{"conversationId": {group.id}, "type": "TEXT", "content": "@Bob look", "mentionInfo":{"userIds":[{bob.id}], "mentionAll":false}}
200 {"data":{m:int}, ...}
bob < {"type":"mention", "messageId":{m}, "conversationId":{group.id}, "senderId":{ann.id}, "senderName":"{ann.nick}", "messageType":"TEXT", "messagePreview":"@Bob look", "timestamp":{_:ms}}
bob < {"type":"new_message", "payload":{"messageType":"TEXT", "id":{m}, "mentionInfo":{"userIds":[{bob.id}], "mentionAll":false}, "atUserIds":[{bob.id}], ...}, ...}
cat < {"type":"new_message", "payload":{"messageType":"TEXT", "id":{m}, ...}, ...}
cat <! 200ms {"type":"mention", ...}
bob: GET /api/im/conversation/list
200 {"data":[{"id":{group.id}, "hasMention":true, "unreadCount":1, ...}], ...}
cat: GET /api/im/conversation/list
200 {"data":[{"id":{group.id}, "hasMention":false, ...}], ...}
bob: PUT /api/im/conversation/{group.id}/markAsRead
200 {"code":200, ...}
bob: GET /api/im/conversation/list
200 {"data":[{"id":{group.id}, "hasMention":false, ...}], ...}
bob: GET /api/im/message/list/{group.id}?limit=1
200 {"data":[{"id":{m}, "mentionInfo":{"userIds":[{bob.id}], "mentionAll":false}, ...}], ...}
== a name in the text mentions too
bob: WS /ws/im?token={bob.token}
bob < {"type":"connected", ...}
ann: POST /api/im/message/send
{"conversationId": {group.id}, "type": "TEXT", "content": "hello @{bob.id} there"}
200 {"data":{m:int}, ...}
bob < {"type":"mention", "messageId":{m}, ...}
== the owner may mention all
bob: WS /ws/im?token={bob.token}
bob < {"type":"connected", ...}
cat: WS /ws/im?token={cat.token}
cat < {"type":"connected", ...}
ann: POST /api/im/message/send
{"conversationId": {group.id}, "type": "TEXT", "content": "@所有人 lunch"}
200 {"data":{m:int}, ...}
bob < {"type":"mention", "messageId":{m}, ...}
cat < {"type":"mention", "messageId":{m}, ...}
== a member may not
bob: POST /api/im/message/send
{"conversationId": {group.id}, "type": "TEXT", "content": "@所有人 lunch"}
403 {"code":403, "msg":"只有群主和管理员可以使用@所有人", "data":null}
bob: POST /api/im/message/send
{"conversationId": {group.id}, "type": "TEXT", "content": "x", "mentionInfo":{"userIds":[], "mentionAll":true}}
403 {"code":403, "msg":"只有群主和管理员可以使用@所有人", "data":null}
== who is not in the group is not mentioned
use stranger
sam: WS /ws/im?token={sam.token}
sam < {"type":"connected", ...}
ann: POST /api/im/message/send
{"conversationId": {group.id}, "type": "TEXT", "content": "x", "mentionInfo":{"userIds":[{sam.id}, 999999999], "mentionAll":false}}
200 {"data":{m:int}, ...}
sam <! 300ms {"type":"mention", ...}
== a mention list that is no list
ann: POST /api/im/message/send
{"conversationId": {group.id}, "type": "TEXT", "content": "x", "mentionInfo":{"userIds":"all"}}
400 {"code":400, "msg":"参数校验失败", ...}
