# im-chat 3.3.2: what was written, and taking it back
use group of three, backstage
== private messages are found by what they are
ann: POST /message/private/send
{"receiverId":{bob.id},"content":"Buy {uniq} now","messageType":1}
200 {"code":200, "data":{"id":{m:int}, ...}, ...}
bob: POST /message/private/send
{"receiverId":{ann.id},"content":"buy {uniq}? no","messageType":1}
200 {"code":200, "data":{"id":{n:int}, ...}, ...}
ann: POST /message/group/send
{"groupId":{group.id},"content":"{uniq} to all","messageType":1}
200 {"code":200, ...}
admin: GET /im/privateMessage/list?content={uniq}
200 {"code":200, "message":"success", "data":{"total":2, "records":[{"id":{n}, ...}, {"id":{m}, "senderId":{ann.id}, "senderNickName":"{ann.nick}", "receiverId":{bob.id}, "groupId":null, "groupName":null, "content":"Buy {uniq} now", "messageType":1, "sendTime":{_:time}, "isRecalled":false, "recallTime":null}], "page":1, "size":20}}
admin: GET /im/privateMessage/list?senderId={ann.id}&receiverId={bob.id}&messageType=1
200 {"code":200, "data":{"total":1, "records":[{"id":{m}, ...}], ...}, ...}
admin: GET /im/privateMessage/list?senderId={ann.id}&messageType=2
200 {"code":200, "data":{"total":0, "records":[], ...}, ...}
admin: GET /im/privateMessage/list?senderId={ann.id}&beginTime=2099-01-01%2000:00:00
200 {"code":200, "data":{"total":0, ...}, ...}
admin: GET /im/privateMessage/list?senderId={ann.id}&messageType=1&endTime=2099-01-01%2000:00:00
200 {"code":200, "data":{"total":1, ...}, ...}
admin: GET /im/privateMessage/list?content={uniq}&size=1&page=2
200 {"code":200, "data":{"total":2, "records":[{"id":{m}, ...}], "page":2, "size":1}, ...}
admin: GET /im/privateMessage/{m}
200 {"code":200, "message":"success", "data":{"id":{m}, "content":"Buy {uniq} now", ...}}
== those of groups likewise
bob: POST /message/group/send
{"groupId":{group.id},"content":"hello {uniq}","messageType":1}
200 {"code":200, "data":{"id":{m:int}, ...}, ...}
admin: GET /im/groupMessage/list?groupId={group.id}&content=HELLO
200 {"code":200, "data":{"total":1, "records":[{"id":{m}, "senderId":{bob.id}, "senderNickName":"{bob.nick}", "receiverId":null, "groupId":{group.id}, "groupName":"{group.name}", "content":"hello {uniq}", "messageType":1, "sendTime":{_:time}, "isRecalled":false, "recallTime":null}], "page":1, "size":20}, ...}
admin: GET /im/groupMessage/list?groupId={group.id}&senderId={ann.id}&messageType=1
200 {"code":200, "data":{"total":0, ...}, ...}
admin: GET /im/groupMessage/{m}
200 {"code":200, "data":{"id":{m}, "groupId":{group.id}, ...}, ...}
admin: GET /im/privateMessage/{m}
200 {"code":404, "message":"消息不存在", "data":null}
== a private one is taken back at any time, by nobody they know, and stays readable here
ann: POST /message/private/send
{"receiverId":{bob.id},"content":"secret {uniq}","messageType":1}
200 {"code":200, "data":{"id":{m:int}, ...}, ...}
do connect ann
do connect bob
clock +10m
admin: PUT /im/privateMessage/recall
{"id":{m}}
200 {"code":200, "message":"success", "data":null}
ann < {"type":"PRIVATE_MESSAGE", "data":{"id":{k:int}, "senderId":0, "receiverId":{bob.id}, "messageType":10, "content":"{m}", ...}}
bob < {"type":"PRIVATE_MESSAGE", "data":{"id":{k}, "senderId":0, "receiverId":{bob.id}, "messageType":10, "content":"{m}", ...}}
bob: GET /message/private/pullOfflineMessage?minId=0
200 {"code":200, "data":[..., {"id":{m}, "content":"", "isRecalled":true, ...}, {"id":{k}, "senderId":0, "receiverId":{bob.id}, "messageType":10, "content":"{m}", ...}], ...}
admin: GET /im/privateMessage/{m}
200 {"code":200, "data":{"content":"secret {uniq}", "isRecalled":true, "recallTime":{_:time}, ...}, ...}
admin: PUT /im/privateMessage/recall
{"id":{m}}
200 {"code":200, "message":"success", "data":null}
== so is one of a group
bob: POST /message/group/send
{"groupId":{group.id},"content":"secret {uniq}","messageType":1}
200 {"code":200, "data":{"id":{m:int}, ...}, ...}
do connect cat
admin: PUT /im/groupMessage/recall
{"id":{m}}
200 {"code":200, "message":"success", "data":null}
cat < {"type":"GROUP_MESSAGE", "data":{"id":{k:int}, "groupId":{group.id}, "senderId":0, "senderNickName":"系统管理员", "messageType":10, "content":"{m}", ...}}
cat: GET /message/group/pullOfflineMessage?minId=0
200 {"code":200, "data":[..., {"id":{m}, "content":"", "isRecalled":true, ...}, {"id":{k}, "senderId":0, "senderNickName":"系统管理员", "messageType":10, ...}], ...}
admin: GET /im/groupMessage/{m}
200 {"code":200, "data":{"content":"secret {uniq}", "isRecalled":true, ...}, ...}
== who may, what is missing, what is not there
ann: GET /im/privateMessage/list
200 {"code":403, ...}
ann: PUT /im/groupMessage/recall
{"id":1}
200 {"code":403, ...}
PUT /im/privateMessage/recall
{"id":1}
200 {"code":401, ...}
admin: PUT /im/privateMessage/recall
{}
200 {"code":400, "message":"id不能为空", "data":null}
admin: PUT /im/groupMessage/recall
{}
200 {"code":400, "message":"id不能为空", "data":null}
admin: PUT /im/privateMessage/recall
{"id":999999999}
200 {"code":404, "message":"消息不存在", "data":null}
admin: PUT /im/groupMessage/recall
{"id":999999999}
200 {"code":404, "message":"消息不存在", "data":null}
admin: GET /im/groupMessage/999999999
200 {"code":404, "message":"消息不存在", "data":null}
admin: GET /im/privateMessage/999999999
200 {"code":404, "message":"消息不存在", "data":null}
== the words are looked for in what is shown, of every type
ann: POST /message/private/send
{"receiverId":{bob.id},"content":"{\"url\":\"http://x/{uniq}.png\",\"name\":\"n\"}","messageType":2}
200 {"code":200, "data":{"id":{m:int}, ...}, ...}
ann: POST /message/private/send
{"receiverId":{bob.id},"content":"no link {uniq}","messageType":3}
200 {"code":200, "data":{"id":{n:int}, ...}, ...}
bob: POST /message/private/send
{"receiverId":{ann.id},"content":"text {uniq}","messageType":1}
200 {"code":200, "data":{"id":{k:int}, ...}, ...}
admin: GET /im/privateMessage/list?content={uniq}
200 {"code":200, "data":{"total":3, "records":[{"id":{k}, ...}, {"id":{n}, "messageType":3, ...}, {"id":{m}, "messageType":2, ...}], ...}, ...}
admin: GET /im/privateMessage/list?receiverId={bob.id}&messageType=3
200 {"code":200, "data":{"total":1, "records":[{"id":{n}, ...}], ...}, ...}
admin: GET /im/privateMessage/list?receiverId={bob.id}&messageType=2
200 {"code":200, "data":{"total":1, "records":[{"id":{m}, ...}], ...}, ...}
admin: GET /im/privateMessage/list?receiverId={bob.id}&messageType=1
200 {"code":200, "data":{"total":0, ...}, ...}
admin: GET /im/privateMessage/list?receiverId={ann.id}&senderId={bob.id}&messageType=1
200 {"code":200, "data":{"total":1, "records":[{"id":{k}, ...}], ...}, ...}
admin: GET /im/privateMessage/list?receiverId={ann.id}&senderId={cat.id}&messageType=1
200 {"code":200, "data":{"total":0, ...}, ...}
admin: GET /im/privateMessage/list?senderId={ann.id}&content={uniq}&size=1
200 {"code":200, "data":{"total":2, "records":[{"id":{n}, ...}], ...}, ...}
admin: GET /im/groupMessage/list?groupId={group.id}&messageType=2
200 {"code":200, "data":{"total":0, ...}, ...}
