# ruoyi 27 conversation pin/{messageId}, unpin; mapping 7.3 top_set, 9.2 top_changed
use group of three
== everybody sees it, hears it and reads the line
ann: POST /api/im/message/send
{"conversationId": {group.id}, "type": "TEXT", "content": "rules"}
200 {"data":{m:int}, ...}
cat: WS /ws/im?token={cat.token}
cat < {"type":"connected", ...}
bob: POST /api/im/conversation/{group.id}/pin/{m}
200 {"code":200, "msg":"操作成功", "data":null}
cat < {"type":"new_message", "payload":{"messageType":"SYSTEM", "content":"'{bob.nick}'置顶了一条消息", "senderId":{bob.id}, ...}, ...}
cat < {"type":"conversation", "action":"updated", "payload":{"id":{group.id}, "conversationId":{group.id}, "pinnedMessageId":{m}, "operatorId":{bob.id}, "operatorName":"{bob.nick}"}, "timestamp":{_:ms}}
cat: GET /api/im/conversation/{group.id}
200 {"data":{"pinnedMessageId":{m}, "pinnedMessage":{"id":{m}, "content":"rules", "senderId":{ann.id}, "senderName":"{ann.nick}", "isSelf":false, ...}, ...}, ...}
cat: GET /api/im/message/unread/count
200 {"data":1, ...}
== the same again is told to nobody, another replaces it
ann: POST /api/im/message/send
{"conversationId": {group.id}, "type": "TEXT", "content": "a"}
200 {"data":{a:int}, ...}
ann: POST /api/im/message/send
{"conversationId": {group.id}, "type": "TEXT", "content": "b"}
200 {"data":{b:int}, ...}
ann: POST /api/im/conversation/{group.id}/pin/{a}
200 {"code":200, ...}
cat: WS /ws/im?token={cat.token}
cat < {"type":"connected", ...}
bob: POST /api/im/conversation/{group.id}/pin/{a}
200 {"code":200, ...}
cat <! 200ms {"type":"conversation", ...}
bob: POST /api/im/conversation/{group.id}/pin/{b}
200 {"code":200, ...}
cat < {"type":"conversation", "action":"updated", "payload":{"pinnedMessageId":{b}, ...}, ...}
ann: GET /api/im/conversation/{group.id}
200 {"data":{"pinnedMessageId":{b}, ...}, ...}
== it is taken away
ann: POST /api/im/message/send
{"conversationId": {group.id}, "type": "TEXT", "content": "a"}
200 {"data":{a:int}, ...}
ann: POST /api/im/conversation/{group.id}/pin/{a}
200 {"code":200, ...}
cat: WS /ws/im?token={cat.token}
cat < {"type":"connected", ...}
bob: DELETE /api/im/conversation/{group.id}/unpin
200 {"code":200, "msg":"操作成功", "data":null}
cat < {"type":"conversation", "action":"updated", "payload":{"id":{group.id}, "pinnedMessageId":null, ...}, ...}
ann: GET /api/im/conversation/{group.id}
200 {"data":{"pinnedMessageId":null, "pinnedMessage":null, ...}, ...}
bob: DELETE /api/im/conversation/{group.id}/unpin
200 {"code":200, ...}
cat <! 200ms {"type":"conversation", ...}
== in a private chat too
use direct chat
ann: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "x"}
200 {"data":{m:int}, ...}
bob: WS /ws/im?token={bob.token}
bob < {"type":"connected", ...}
ann: POST /api/im/conversation/{dm}/pin/{m}
200 {"code":200, ...}
bob < {"type":"conversation", "action":"updated", "payload":{"id":{dm}, "pinnedMessageId":{m}, ...}, ...}
== a message that is none of this conversation
use direct chat
ann: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "x"}
200 {"data":{m:int}, ...}
ann: POST /api/im/conversation/{group.id}/pin/{m}
400 {"code":10003, "msg":"消息不存在", "data":null}
ann: POST /api/im/conversation/{group.id}/pin/999999999
400 {"code":10003, "msg":"消息不存在", "data":null}
== an unknown conversation
ann: POST /api/im/conversation/999999999/pin/1
400 {"code":10001, "msg":"会话不存在", "data":null}
ann: DELETE /api/im/conversation/999999999/unpin
400 {"code":10001, "msg":"会话不存在", "data":null}
== somebody else's conversation
use stranger
ann: POST /api/im/message/send
{"conversationId": {group.id}, "type": "TEXT", "content": "x"}
200 {"data":{m:int}, ...}
sam: POST /api/im/conversation/{group.id}/pin/{m}
400 {"code":10001, "msg":"会话不存在", "data":null}
sam: DELETE /api/im/conversation/{group.id}/unpin
400 {"code":10001, "msg":"会话不存在", "data":null}
== a group that one has left
bob: POST /api/im/group/{group.id}/quit
200 {"code":200, ...}
bob: DELETE /api/im/conversation/{group.id}/unpin
400 {"code":10002, "msg":"用户不在会话中", "data":null}
