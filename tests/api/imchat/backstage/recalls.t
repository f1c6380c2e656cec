# im-chat 3.3.2: what the back office takes back: at any time, types 1 to 6 alone
use group of three, backstage
== no lines, no records, no red packets; a group's is none between two
do call ann bob c
do verb ann private/cancel c
ann: GET /message/private/history?friendId={bob.id}
200 {"code":200, "data":{"records":[{"id":{record:int}, "messageType":41, ...}, {"id":{line:int}, "messageType":21, ...}], ...}, ...}
admin: PUT /im/privateMessage/recall
{"id":{record}}
200 {"code":400, "message":"该消息不可撤回", "data":null}
admin: PUT /im/privateMessage/recall
{"id":{line}}
200 {"code":400, ...}
do write bob hi g
admin: PUT /im/privateMessage/recall
{"id":{g}}
200 {"code":404, "message":"消息不存在", "data":null}
admin: GET /im/privateMessage/{g}
200 {"code":404, ...}
do say ann bob hi m
admin: PUT /im/groupMessage/recall
{"id":{m}}
200 {"code":404, ...}
admin: GET /im/groupMessage/{m}
200 {"code":404, ...}
do enrich bob 10
bob: POST /redPackage/send
{"receiverType":1,"receiverId":{group.id},"totalAmount":1,"totalCount":1,"redPacketType":2,"tradePassword":"246813"}
200 {"code":200, "data":{"messageId":{p:int}, ...}, ...}
admin: PUT /im/groupMessage/recall
{"id":{p}}
200 {"code":400, "message":"红包消息不可撤回", "data":null}
== the shape first
admin: PUT /im/privateMessage/recall
{"id":"x"}
200 {"code":400, "message":"id类型不正确", "data":null}
admin: GET /im/privateMessage/x
200 {"code":400, "message":"id类型不正确", "data":null}
admin: GET /im/groupMessage/x
200 {"code":400, "message":"id类型不正确", "data":null}
admin: GET /im/groupMessage/list?senderId=x
200 {"code":400, "message":"senderId类型不正确", "data":null}
ann: PUT /im/privateMessage/recall
{"id":999999999}
200 {"code":403, ...}
== a message that its sender recalled is seen here, and they cannot recall it again as another's
do write bob secret g
bob: DELETE /message/group/recall/{g}
200 {"code":200, "data":{"id":{k:int}, ...}, ...}
do connect cat
admin: PUT /im/groupMessage/recall
{"id":{g}}
200 {"code":200, "message":"success", "data":null}
cat <! 300ms {"type":"GROUP_MESSAGE", "data":{"messageType":10, ...}}
admin: GET /im/groupMessage/{g}
200 {"code":200, "data":{"id":{g}, "content":"secret", "isRecalled":true, "recallTime":{_:time}, ...}, ...}
do write ann secret h
admin: PUT /im/groupMessage/recall
{"id":{h}}
200 {"code":200, ...}
ann: DELETE /message/group/recall/{h}
200 {"code":200, "data":{"senderId":0, "senderNickName":"系统管理员", "content":"{h}", "messageType":10, ...}, ...}
