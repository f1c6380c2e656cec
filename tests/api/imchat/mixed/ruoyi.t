# mapping 4.3, 7, 8, 9: the same people and messages through RuoYi-IM
use one user, ruoyi user
== a stranger on RuoYi-IM writes, and may be answered
ann: WS /ws?accessToken={ann.token}
ann < {"type":"SYSTEM_MESSAGE", "data":{"event":"CONNECTED", ...}, ...}
ann: POST /message/private/send
{"receiverId":{rae.id},"content":"first","messageType":1}
200 {"code":2001, ...}
rae: POST /api/im/message/send
{"receiverId":{ann.id},"type":"TEXT","content":"hello"}
200 {"code":200, "data":{m:int}, ...}
ann < {"type":"PRIVATE_MESSAGE", "data":{"id":{m}, "senderId":{rae.id}, "receiverId":{ann.id}, "content":"hello", "messageType":1, "clientMsgId":null, ...}}
rae: WS /ws/im?token={rae.token}
rae < {"type":"connected", ...}
ann: POST /message/private/send
{"receiverId":{rae.id},"content":"hello back","messageType":1}
200 {"code":200, "data":{"id":{n:int}, ...}, ...}
rae < {"type":"new_message", "payload":{"id":{n}, "content":"hello back", "messageType":"TEXT", ...}, ...}
ann: PUT /message/private/readed
{"friendId":{rae.id},"maxMessageId":{m}}
200 {"code":200, ...}
rae < {"type":"read_receipt", "payload":{"lastReadMessageId":{m}, ...}, ...}
rae: DELETE /api/im/message/{m}/recall
200 {"code":200, ...}
ann < {"type":"PRIVATE_MESSAGE", "data":{"messageType":10, "content":"{m}", ...}}
rae < {"type":"message_recalled", "payload":{"messageId":{m}, ...}, ...}
ann: DELETE /message/private/recall/{n}
200 {"code":200, ...}
rae < {"type":"message_recalled", "payload":{"messageId":{n}, ...}, ...}
== friends, and a group with a picture
rae: POST /api/im/contact/request/send
{"targetUserId":{ann.id}}
200 {"code":200, "data":{r:int}, ...}
ann: POST /friend/request/approve
{"requestId":{r}}
200 {"code":200, ...}
ann: POST /group/create
{"groupName":"mixed","memberIds":[{rae.id}]}
200 {"code":200, "data":{"id":{g:int}, ...}, ...}
ann: WS /ws?accessToken={ann.token}
ann < {"type":"SYSTEM_MESSAGE", "data":{"event":"CONNECTED", ...}, ...}
rae: POST /api/im/message/send
{"conversationId":{g},"type":"IMAGE","content":"http://files/a.png"}
200 {"code":200, "data":{m:int}, ...}
ann < {"type":"GROUP_MESSAGE", "data":{"id":{m}, "groupId":{g}, "senderId":{rae.id}, "senderNickName":"{rae.nick}", "messageType":2, "content":{picture:str}, ...}}
ann: PUT /message/group/readed
{"groupId":{g}}
200 {"code":200, ...}
== of a group that is hidden from strangers, nobody learns by a complaint that it is there
rae: POST /api/im/group/create
{"name":"quiet","memberIds":[{rae.id}],"type":"PRIVATE"}
200 {"code":200, "data":{q:int}, ...}
ann: POST /complaint/submit
{"targetType":2,"targetId":{q},"reason":"spam"}
200 {"code":3001, "message":"群组不存在", "data":null}
rae: PUT /api/im/group/{q}
{"type":"PUBLIC"}
200 {"code":200, ...}
ann: POST /complaint/submit
{"targetType":2,"targetId":{q},"reason":"spam"}
200 {"code":200, ...}
