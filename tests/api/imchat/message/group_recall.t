# im-chat 2.5.2: taking a group message back
use group of three
== members recall their own within two minutes, managers any at any time
do write bob one a
do write ann two b
do write bob three c
ann: POST /group/manager/add
{"groupId":{group.id},"userId":{cat.id}}
200 {"code":200, ...}
do write cat four d
clock +121s
bob: DELETE /message/group/recall/{a}
200 {"code":400, "message":"消息发送超过2分钟，无法撤回", "data":null}
cat: DELETE /message/group/recall/{a}
200 {"code":200, "data":{"senderId":{cat.id}, "content":"{a}", "messageType":10, ...}, ...}
bob: DELETE /message/group/recall/{a}
200 {"code":200, "data":{"content":"{a}", "messageType":10, ...}, ...}
ann: DELETE /message/group/recall/{b}
200 {"code":200, ...}
cat: DELETE /message/group/recall/{d}
200 {"code":200, ...}
ann: DELETE /message/group/recall/{c}
200 {"code":200, ...}
== nobody recalls what a manager above or beside them wrote
ann: POST /group/manager/add
{"groupId":{group.id},"userId":{bob.id}}
200 {"code":200, ...}
ann: POST /group/manager/add
{"groupId":{group.id},"userId":{cat.id}}
200 {"code":200, ...}
do write ann one a
do write bob two b
cat: DELETE /message/group/recall/{a}
200 {"code":3003, "message":"权限不足", "data":null}
cat: DELETE /message/group/recall/{b}
200 {"code":3003, ...}
ann: DELETE /message/group/recall/{b}
200 {"code":200, ...}
# Of who is a member no more, managers do.
do write bob three c
ann: DELETE /group/members/remove
{"groupId":{group.id},"memberIds":[{bob.id}]}
200 {"code":200, ...}
bob: DELETE /message/group/recall/{c}
200 {"code":3002, ...}
cat: DELETE /message/group/recall/{c}
200 {"code":200, ...}
== all are told, once
do connect bob
do connect cat
do write ann oops m
bob < {"type":"GROUP_MESSAGE", "data":{"id":{m}, "messageType":1, ...}}
ann: DELETE /message/group/recall/{m}
200 {"code":200, "message":"success", "data":{"id":{k:int}, "groupId":{group.id}, "senderId":{ann.id}, "senderNickName":"{ann.nick}", "content":"{m}", "messageType":10, "atUserIds":[], "sendTime":{_:time}, "status":{_:int}, "readCount":0, "receipt":false, "receiptOk":false, "clientMsgId":null, "isRecalled":false, "recvIds":[], "quoteMessageId":null}}
bob < {"type":"GROUP_MESSAGE", "data":{"id":{k}, "groupId":{group.id}, "senderId":{ann.id}, "senderNickName":"{ann.nick}", "content":"{m}", "messageType":10, "atUserIds":[], "sendTime":{_:time}, "status":{_:int}, "readCount":0, "receipt":false, "receiptOk":false, "clientMsgId":null, "isRecalled":false, "recvIds":[], "quoteMessageId":null}}
cat < {"type":"GROUP_MESSAGE", "data":{"id":{k}, "messageType":10, ...}}
ann: DELETE /message/group/recall/{m}
200 {"code":200, "data":{"id":{k}, ...}, ...}
bob <! 300ms {"type":"GROUP_MESSAGE", "data":{"messageType":10, ...}}
bob: GET /message/group/pullOfflineMessage
200 {"code":200, "data":[{"messageType":21, ...}], ...}
bob: GET /group/list
200 {"code":200, "data":[{"unreadCount":0, ...}], ...}
== no lines and no red packets
use backstage
ann: GET /message/group/history?groupId={group.id}
200 {"code":200, "data":{"records":[{"id":{line:int}, "messageType":21, ...}], ...}, ...}
ann: DELETE /message/group/recall/{line}
200 {"code":400, "message":"该消息不可撤回", "data":null}
bob: DELETE /message/group/recall/{line}
200 {"code":3003, ...}
do enrich bob 10
bob: POST /redPackage/send
{"receiverType":1,"receiverId":{group.id},"totalAmount":1,"totalCount":1,"redPacketType":2,"tradePassword":"246813"}
200 {"code":200, "data":{"messageId":{p:int}, ...}, ...}
bob: DELETE /message/group/recall/{p}
200 {"code":400, "message":"红包消息不可撤回", "data":null}
cat: DELETE /message/group/recall/{p}
200 {"code":3003, ...}
== who asks, and for what
use stranger, backstage
do write bob hi m
do say ann bob hi p
DELETE /message/group/recall/x
200 {"code":401, ...}
ann: DELETE /message/group/recall/x
200 {"code":400, "message":"id类型不正确", "data":null}
ann: DELETE /message/group/recall/{p}
200 {"code":404, "message":"消息不存在", "data":null}
sam: DELETE /message/group/recall/{m}
200 {"code":3002, ...}
ann: DELETE /group/delete/{group.id}
200 {"code":200, ...}
bob: DELETE /message/group/recall/{m}
200 {"code":3001, "message":"群组不存在", "data":null}
admin: PUT /im/user/ban
{"userId":{bob.id}}
200 {"code":200, ...}
bob: DELETE /message/group/recall/x
200 {"code":1003, ...}
bob: PUT /message/group/readed
{}
200 {"code":1003, ...}
bob: GET /message/group/findReadedUsers
200 {"code":1003, ...}
bob: GET /message/group/history
200 {"code":1003, ...}
bob: GET /message/group/pullOfflineMessage?minId=x
200 {"code":1003, ...}
