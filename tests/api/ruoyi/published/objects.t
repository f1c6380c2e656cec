# ruoyi-client 1.4: what writes answer
use direct chat
== a client id that is sent again gets the first message
ann: POST /api/im/message/send
header X-CSRF-Token x
{"conversationId": {dm}, "type": "TEXT", "content": "once", "clientMsgId":"k-{uniq}"}
200 {"data":{"id":{m:int}, "clientMsgId":"k-{uniq}", ...}, ...}
ann: POST /api/im/message/send
header X-CSRF-Token x
{"conversationId": {dm}, "type": "TEXT", "content": "once", "clientMsgId":"k-{uniq}"}
200 {"data":{"id":{m}, "content":"once", ...}, ...}
== a message that is sent on is the one in the other conversation
use three people
ann: POST /api/im/message/send
{"receiverId": {bob.id}, "type": "TEXT", "content": "news"}
200 {"data":{m:int}, ...}
ann: POST /api/im/conversation/create
header X-CSRF-Token x
{"type":"PRIVATE", "peerUserId":{cat.id}}
200 {"data":{"id":{c:int}, "type":"PRIVATE", "name":"{cat.nick}", "avatar":"/avatar/default.png", "targetId":{cat.id}, "peerUserId":{cat.id}, ...}, ...}
ann: POST /api/im/message/forward
header X-CSRF-Token x
{"messageId":{m}, "toConversationId":{c}}
200 {"code":200, "msg":"转发成功", "data":{"id":{f:int}, "conversationId":{c}, "type":"TEXT", "content":"[转发消息]\nnews", "timestamp":{_:ms}, ...}}
ann: POST /api/im/message/forward
{"messageId":{m}, "toConversationId":{c}}
200 {"code":200, "msg":"转发成功", "data":{_:int}}
ann: POST /api/im/message/batch-forward
header X-CSRF-Token x
{"messageIds":[{m}], "toConversationIds":[{c}]}
200 {"code":200, "data":[{_:int}], ...}
ann: POST /api/im/message/reply
header X-CSRF-Token x
{"messageId":{m}, "content":"yes"}
200 {"code":200, "msg":"回复成功", "data":{_:int}}
== a group that is made as a conversation
ann: POST /api/im/conversation/create
header X-CSRF-Token x
{"type":"GROUP", "name":"Cooks", "memberIds":[{bob.id}]}
200 {"data":{"id":{g:int}, "type":"GROUP", "name":"Cooks", "targetId":{g}, "memberCount":2, ...}, ...}
== a call that can be ended
bob: WS /ws/im?token={bob.token}
bob < {"type":"connected", ...}
ann: POST /api/im/video-call/initiate?calleeId={bob.id}&callType=VOICE
header X-CSRF-Token x
200 {"data":{"callId":{c:int}, "id":{c}, "callType":"VOICE", "calleeId":{bob.id}, "status":"CALLING", ...}, ...}
ann: POST /api/im/video-call/{c}/end
header X-CSRF-Token x
200 {"code":200, ...}
== a call in a group
use group of three
ann: POST /api/im/video-call/group/initiate?conversationId={group.id}&callType=VIDEO
header X-CSRF-Token x
[{bob.id}]
200 {"data":{"callId":{c:int}, "roomId":{_:str}, "maxParticipants":{_:int}, "callType":"VIDEO"}, ...}
ann: POST /api/im/video-call/group/{c}/leave
header X-CSRF-Token x
200 {"code":200, ...}
== files of a group in pages
use group of three
ann: POST /api/im/group/file/list
header X-CSRF-Token x
{"groupId":{group.id}, "pageNum":1, "pageSize":10}
200 {"data":{"records":[], "rows":[], "list":[], "total":0, "size":10, "current":1, "pages":0}, ...}
ann: POST /api/im/group/file/list
{"groupId":{group.id}}
200 {"data":[], ...}
== several deleted at once
use administrator, two people
ann: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "gone"}
200 {"data":{m:int}, ...}
admin: DELETE /api/admin/messages/batch
header X-CSRF-Token x
[{m}, 999999999]
200 {"data":{"successCount":1, "failCount":1, "failedCount":1, "failedItems":[{"id":999999999, "reason":"消息不存在"}], ...}, ...}
admin: DELETE /api/admin/groups/batch
header X-CSRF-Token x
[999999999]
200 {"data":{"successCount":0, "failCount":1, "failedItems":[{"id":999999999, "reason":"群组不存在"}], ...}, ...}
admin: POST /api/admin/users/import
header X-CSRF-Token x
{"users":[{"username":"{ann.name}", "password":"secret-1"}]}
200 {"data":{"successCount":0, "failCount":1, "totalCount":1, "failedItems":[{"id":"{ann.name}", "reason":"用户已存在"}], ...}, ...}
admin: DELETE /api/admin/users/batch
header X-CSRF-Token x
[{bob.id}, 999999999]
200 {"data":{"successCount":1, "failCount":1, "failedCount":1, "totalCount":2, "failedItems":[{"id":999999999, "reason":"用户不存在"}]}, ...}
