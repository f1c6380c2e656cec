# mapping 7, 8, 9: every act on a message by ann (IM Chat) as rae (RuoYi-IM) hears it, and back
use one user, ruoyi user
== between two: said, read and taken back, both ways
rae: POST /api/im/message/send
{"receiverId":{ann.id},"type":"TEXT","content":"hello"}
200 {"code":200, "data":{m:int}, ...}
ann: WS /ws?accessToken={ann.token}
ann < {"type":"SYSTEM_MESSAGE", "data":{"event":"CONNECTED", ...}, ...}
rae: WS /ws/im?token={rae.token}
rae < {"type":"connected", ...}
ann: POST /message/private/send
{"receiverId":{rae.id},"content":"hello back","messageType":1}
200 {"code":200, "data":{"id":{n:int}, "status":1, ...}, ...}
rae < {"type":"new_message", "payload":{"id":{n}, "content":"hello back", "messageType":"TEXT", ...}, ...}
rae: POST /api/im/message/read/{n}
200 {"code":200, ...}
ann < {"type":"PRIVATE_MESSAGE", "data":{"id":null, "messageType":12, "senderId":{rae.id}, "receiverId":{ann.id}, "groupId":null, "maxMessageId":{n}}}
ann: GET /message/private/history?friendId={rae.id}
200 {"code":200, "data":{"total":2, "records":[{"id":{n}, "status":3, ...}, {"id":{m}, "status":2, ...}], ...}, ...}
ann: GET /message/private/maxReadedId?friendId={rae.id}
200 {"code":200, "message":"success", "data":{n}}
ann: PUT /message/private/readed
{"friendId":{rae.id}}
200 {"code":200, ...}
rae < {"type":"read_receipt", "payload":{"userId":{rae.id}, "lastReadMessageId":{n}, ...}, ...}
rae < {"type":"read_receipt", "payload":{"userId":{ann.id}, "lastReadMessageId":{n}, ...}, ...}
ann: GET /message/private/pullOfflineMessage
200 {"code":200, "message":"success", "data":[]}
ann: DELETE /message/private/recall/{n}
200 {"code":200, ...}
rae < {"type":"message_recalled", "payload":{"messageId":{n}, ...}, ...}
rae: DELETE /api/im/message/{m}/recall
200 {"code":200, ...}
ann < {"type":"PRIVATE_MESSAGE", "data":{"messageType":10, "senderId":{rae.id}, "content":"{m}", ...}}
ann: GET /message/private/history?friendId={rae.id}
200 {"code":200, "data":{"total":0, "records":[], ...}, ...}
ann: GET /message/private/pullOfflineMessage?minId=0
200 {"code":200, "data":[{"id":{m}, "isRecalled":true, "content":"", ...}, {"id":{n}, "isRecalled":true, "content":"", ...}, {"messageType":10, "content":"{n}", ...}, {"messageType":10, "content":"{m}", ...}], ...}
== in a group: said, read with a receipt, and taken back, both ways
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
rae: WS /ws/im?token={rae.token}
rae < {"type":"connected", ...}
ann: POST /message/group/send
{"groupId":{g},"content":"from ann","messageType":1,"receipt":true}
200 {"code":200, "data":{"id":{m:int}, ...}, ...}
rae < {"type":"new_message", "payload":{"id":{m}, "conversationId":{g}, "content":"from ann", "messageType":"TEXT", "senderId":{ann.id}, ...}, ...}
rae: POST /api/im/message/send
{"conversationId":{g},"type":"TEXT","content":"from rae"}
200 {"code":200, "data":{n:int}, ...}
ann < {"type":"GROUP_MESSAGE", "data":{"id":{n}, "groupId":{g}, "senderId":{rae.id}, "senderNickName":"{rae.nick}", "messageType":1, "content":"from rae", "receipt":false, ...}}
rae: POST /api/im/message/read/{m}
200 {"code":200, ...}
ann < {"type":"GROUP_MESSAGE", "data":{"id":{m}, "messageType":12, "groupId":{g}, "readCount":1, "receiptOk":true}}
ann: GET /message/group/findReadedUsers?messageId={m}
200 {"code":200, "message":"success", "data":[{"userId":{rae.id}, "nickName":"{rae.nick}", "headImage":null, "readTime":{_:time}}]}
ann: PUT /message/group/readed
{"groupId":{g}}
200 {"code":200, ...}
rae < {"type":"read_receipt", "payload":{"conversationId":{g}, "userId":{rae.id}, "lastReadMessageId":{m}, ...}, ...}
rae < {"type":"read_receipt", "payload":{"conversationId":{g}, "userId":{ann.id}, "lastReadMessageId":{n}, ...}, ...}
rae: GET /api/im/message/list/{g}
200 {"data":[..., {"id":{n}, "readStatus":{"readCount":1, "totalCount":1, "allRead":true, ...}, ...}], ...}
rae: DELETE /api/im/message/{n}/recall
200 {"code":200, ...}
ann < {"type":"GROUP_MESSAGE", "data":{"groupId":{g}, "senderId":{rae.id}, "messageType":10, "content":"{n}", ...}}
ann: DELETE /message/group/recall/{m}
200 {"code":200, ...}
rae < {"type":"message_recalled", "payload":{"messageId":{n}, ...}, ...}
rae < {"type":"message_recalled", "payload":{"messageId":{m}, ...}, ...}
ann: GET /message/group/pullOfflineMessage?minId=0
200 {"code":200, "data":[..., {"id":{m}, "isRecalled":true, ...}, {"id":{n}, "isRecalled":true, ...}, {"messageType":10, "content":"{n}", ...}, {"messageType":10, "content":"{m}", ...}], ...}
== reading in all ways of RuoYi-IM gives the receipt
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
rae: WS /ws/im?token={rae.token}
rae < {"type":"connected", ...}
ann: POST /message/group/send
{"groupId":{g},"content":"one","messageType":1,"receipt":true}
200 {"code":200, "data":{"id":{a:int}, ...}, ...}
rae > {"type":"read", "payload":{"conversationId":{g}, "lastReadMessageId":{a}}}
ann < {"type":"GROUP_MESSAGE", "data":{"id":{a}, "messageType":12, "groupId":{g}, "readCount":1, "receiptOk":true}}
ann: POST /message/group/send
{"groupId":{g},"content":"two","messageType":1,"receipt":true}
200 {"code":200, "data":{"id":{b:int}, ...}, ...}
rae: PUT /api/im/message/read
{"conversationId":{g}, "messageIds":[{b}]}
200 {"code":200, ...}
ann < {"type":"GROUP_MESSAGE", "data":{"id":{b}, "messageType":12, "groupId":{g}, "readCount":1, "receiptOk":true}}
ann: POST /message/group/send
{"groupId":{g},"content":"three","messageType":1,"receipt":true}
200 {"code":200, "data":{"id":{c:int}, ...}, ...}
rae: PUT /api/im/conversation/{g}/markAsRead
200 {"code":200, ...}
ann < {"type":"GROUP_MESSAGE", "data":{"id":{c}, "messageType":12, "groupId":{g}, "readCount":1, "receiptOk":true}}
== a red packet between two is a line to read
use backstage
rae: POST /api/im/contact/request/send
{"targetUserId":{ann.id}}
200 {"code":200, "data":{r:int}, ...}
ann: POST /friend/request/approve
{"requestId":{r}}
200 {"code":200, ...}
admin: POST /im/user/modifyAsset
{"userId":{ann.id},"amount":5,"transferFlag":1}
200 {"code":200, ...}
ann: PUT /setTradePwd
{"tradePassword":"246813"}
200 {"code":200, ...}
rae: WS /ws/im?token={rae.token}
rae < {"type":"connected", ...}
ann: POST /redPackage/send
{"receiverType":2,"receiverId":{rae.id},"totalAmount":5,"totalCount":1,"redPacketType":1,"remark":"for you","tradePassword":"246813"}
200 {"code":200, "data":{"messageId":{m:int}, ...}, ...}
rae < {"type":"new_message", "payload":{"id":{m}, "messageType":"TEXT", "content":"[红包] for you", "isPacket":true, ...}, ...}
== a user of both APIs has read a message when they read it in either
rae: POST /api/im/message/send
{"receiverId":{ann.id},"type":"TEXT","content":"one"}
200 {"code":200, "data":{m:int}, ...}
POST /api/auth/login
{"username":"{ann.name}","password":"{ann.password}"}
200 {"code":200, "data":{"token":{t:str}, ...}, ...}
ann: WS /ws?accessToken={ann.token}
ann < {"type":"SYSTEM_MESSAGE", "data":{"event":"CONNECTED", ...}, ...}
ann/ruoyi: WS /ws/im?token={t}
ann/ruoyi < {"type":"connected", ...}
GET /api/im/message/unread/count
header Authorization Bearer {t}
200 {"data":1, ...}
ann: PUT /message/private/readed
{"friendId":{rae.id}}
200 {"code":200, ...}
ann/ruoyi < {"type":"read_receipt", "payload":{"userId":{ann.id}, "lastReadMessageId":{m}, ...}, ...}
GET /api/im/message/unread/count
header Authorization Bearer {t}
200 {"data":0, ...}
rae: POST /api/im/message/send
{"receiverId":{ann.id},"type":"TEXT","content":"two"}
200 {"code":200, "data":{n:int}, ...}
ann: GET /message/private/pullOfflineMessage
200 {"code":200, "data":[{"id":{n}, "status":2, ...}], ...}
POST /api/im/message/read/{n}
header Authorization Bearer {t}
200 {"code":200, ...}
ann < {"type":"PRIVATE_MESSAGE", "data":{"id":null, "messageType":11, "senderId":{ann.id}, "receiverId":{rae.id}, "maxMessageId":{m}, ...}}
ann < {"type":"PRIVATE_MESSAGE", "data":{"id":null, "messageType":11, "senderId":{ann.id}, "receiverId":{rae.id}, "maxMessageId":{n}, ...}}
ann: GET /message/private/pullOfflineMessage
200 {"code":200, "message":"success", "data":[]}
