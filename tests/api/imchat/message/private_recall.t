# im-chat 2.4.2: taking a private message back
use two friends
== both sides are told on all devices, once
use ann on three devices
do connect ann
do connect_as ann/phone phone1
do connect bob
do say ann bob oops m
bob < {"type":"PRIVATE_MESSAGE", "data":{"id":{m}, "messageType":1, ...}}
ann/phone < {"type":"PRIVATE_MESSAGE", "data":{"id":{m}, "messageType":1, ...}}
ann: DELETE /message/private/recall/{m}
200 {"code":200, "message":"success", "data":{"id":{k:int}, "senderId":{ann.id}, "receiverId":{bob.id}, "content":"{m}", "messageType":10, "sendTime":{_:time}, "status":{_:int}, "clientMsgId":null, "atUserIds":[], "isRecalled":false, "quoteMessageId":null}}
bob < {"type":"PRIVATE_MESSAGE", "data":{"id":{k}, "senderId":{ann.id}, "receiverId":{bob.id}, "content":"{m}", "messageType":10, "sendTime":{_:time}, "status":{_:int}, "clientMsgId":null, "atUserIds":[], "isRecalled":false, "quoteMessageId":null}}
ann/phone < {"type":"PRIVATE_MESSAGE", "data":{"id":{k}, "messageType":10, ...}}
ann: DELETE /message/private/recall/{m}
200 {"code":200, "data":{"id":{k}, ...}, ...}
bob <! 300ms {"type":"PRIVATE_MESSAGE", "data":{"messageType":10, ...}}
ann/phone <! 100ms {"type":"PRIVATE_MESSAGE", "data":{"messageType":10, ...}}
bob: GET /message/private/pullOfflineMessage
200 {"code":200, "message":"success", "data":[]}
== what was taken back stays so after two minutes, and whose it is comes before how old it is
do say ann bob oops m
do say ann bob keep n
ann: DELETE /message/private/recall/{m}
200 {"code":200, "data":{"id":{k:int}, ...}, ...}
clock +121s
ann: DELETE /message/private/recall/{m}
200 {"code":200, "data":{"id":{k}, "content":"{m}", "messageType":10, ...}, ...}
ann: DELETE /message/private/recall/{n}
200 {"code":400, "message":"消息发送超过2分钟，无法撤回", "data":null}
bob: DELETE /message/private/recall/{n}
200 {"code":403, "message":"无权操作该消息", "data":null}
ann: GET /message/private/history?friendId={bob.id}
200 {"code":200, "data":{"total":2, "records":[{"id":{n}, "content":"keep", "isRecalled":false, ...}, {"messageType":21, ...}], ...}, ...}
== types 1 to 6 alone: no line, no record of a call, no red packet
use backstage
ann: POST /message/private/send
{"receiverId":{bob.id},"content":"http://files/a.png","messageType":2}
200 {"code":200, "data":{"id":{m:int}, ...}, ...}
ann: DELETE /message/private/recall/{m}
200 {"code":200, "data":{"messageType":10, ...}, ...}
do call ann bob c
do verb ann private/cancel c
ann: GET /message/private/history?friendId={bob.id}
200 {"code":200, "data":{"records":[{"id":{record:int}, "messageType":41, "senderId":{ann.id}, ...}, {"id":{line:int}, "messageType":21, ...}], ...}, ...}
ann: DELETE /message/private/recall/{record}
200 {"code":400, "message":"该消息不可撤回", "data":null}
bob: DELETE /message/private/recall/{record}
200 {"code":403, ...}
bob: DELETE /message/private/recall/{line}
200 {"code":400, "message":"该消息不可撤回", "data":null}
do enrich ann 10
ann: POST /redPackage/send
{"receiverType":2,"receiverId":{bob.id},"totalAmount":1,"totalCount":1,"redPacketType":2,"tradePassword":"246813"}
200 {"code":200, "data":{"messageId":{p:int}, ...}, ...}
ann: DELETE /message/private/recall/{p}
200 {"code":400, "message":"红包消息不可撤回", "data":null}
bob: DELETE /message/private/recall/{p}
200 {"code":403, ...}
== who asks, and for what
use stranger
ann: POST /group/create
{"groupName":"team","memberIds":[{bob.id}]}
200 {"code":200, "data":{"id":{t:int}, ...}, ...}
ann: POST /message/group/send
{"groupId":{t},"content":"hi","messageType":1}
200 {"code":200, "data":{"id":{g:int}, ...}, ...}
do say ann bob hi m
DELETE /message/private/recall/x
200 {"code":401, ...}
ann: DELETE /message/private/recall/x
200 {"code":400, "message":"id类型不正确", "data":null}
ann: DELETE /message/private/recall/999999999
200 {"code":404, "message":"消息不存在", "data":null}
ann: DELETE /message/private/recall/{g}
200 {"code":404, "message":"消息不存在", "data":null}
# Whoever is not in the chat learns nothing of its messages.
sam: DELETE /message/private/recall/{m}
200 {"code":404, "message":"消息不存在", "data":null}
