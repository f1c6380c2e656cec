# im-chat 2.5.1, 1.4: what a group message may be, and what is refused first
use group of three
== types, lengths, the client's id
ann: POST /message/group/send
{"groupId":{group.id},"content":"{字*1024}","messageType":1,"clientMsgId":"{c*64}"}
200 {"code":200, "data":{"clientMsgId":"{c*64}", ...}, ...}
ann: POST /message/group/send
{"groupId":{group.id},"content":"{字*1025}","messageType":1}
200 {"code":400, "message":"消息内容不能超过1024个字符", "data":null}
ann: POST /message/group/send
{"groupId":{group.id},"content":"hi","messageType":1,"clientMsgId":"{c*65}"}
200 {"code":400, "message":"clientMsgId长度超出限制", "data":null}
ann: POST /message/group/send
{"groupId":{group.id},"content":"{a*4096}","messageType":6}
200 {"code":200, "data":{"messageType":6, "content":"{a*4096}", ...}, ...}
ann: POST /message/group/send
{"groupId":{group.id},"content":"{a*4097}","messageType":6}
200 {"code":400, "message":"消息内容过长", "data":null}
ann: POST /message/group/send
{"groupId":{group.id},"content":"hi","messageType":0}
200 {"code":400, "message":"messageType超出范围", "data":null}
ann: POST /message/group/send
{"groupId":{group.id},"content":"hi"}
200 {"code":400, "message":"messageType不能为空", "data":null}
ann: POST /message/group/send
{"groupId":{group.id},"content":"hi","messageType":300}
200 {"code":400, ...}
== whom it names: twenty at most, members alone, all only by who manages it
ann: POST /message/group/send
{"groupId":{group.id},"content":"hi","messageType":1,"atUserIds":[{bob.id},{cat.id},{ann.id},4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20]}
200 {"code":200, "data":{"id":{m:int}, "atUserIds":[{bob.id},{cat.id}], ...}, ...}
cat: GET /message/group/history?groupId={group.id}&size=1
200 {"code":200, "data":{"records":[{"id":{m}, "atUserIds":[{bob.id},{cat.id}], ...}], ...}, ...}
ann: POST /message/group/send
{"groupId":999999999,"content":"hi","messageType":1,"atUserIds":[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21]}
200 {"code":400, "message":"atUserIds长度超出限制", "data":null}
ann: POST /message/group/send
{"groupId":{group.id},"content":"hi","messageType":1,"atUserIds":"all"}
200 {"code":400, "message":"atUserIds类型不正确", "data":null}
ann: POST /group/manager/add
{"groupId":{group.id},"userId":{bob.id}}
200 {"code":200, ...}
bob: POST /message/group/send
{"groupId":{group.id},"content":"hi","messageType":1,"atUserIds":[-1,{cat.id}]}
200 {"code":200, "data":{"atUserIds":[-1], ...}, ...}
cat: POST /message/group/send
{"groupId":{group.id},"content":"hi","messageType":1,"atUserIds":[-1]}
200 {"code":3003, "message":"权限不足", "data":null}
== a token, the shape, what is there, who is in it, who may
use stranger, backstage
POST /message/group/send
{}
200 {"code":401, ...}
sam: POST /message/group/send
{"groupId":999999999,"content":"{字*1025}","messageType":1}
200 {"code":400, "message":"消息内容不能超过1024个字符", "data":null}
sam: POST /message/group/send
{"groupId":{group.id},"content":"hi","messageType":1,"quoteMessageId":999999999}
200 {"code":404, "message":"消息不存在", "data":null}
ann: PUT /group/muted
{"groupId":{group.id},"isMuted":true}
200 {"code":200, ...}
sam: POST /message/group/send
{"groupId":{group.id},"content":"hi","messageType":1}
200 {"code":3002, "message":"不是群成员", "data":null}
bob: POST /message/group/send
{"groupId":{group.id},"content":"hi","messageType":1,"quoteMessageId":999999999}
200 {"code":404, ...}
bob: POST /message/group/send
{"groupId":{group.id},"content":"hi","messageType":1}
200 {"code":403, "message":"全员禁言中", "data":null}
ann: POST /message/group/send
{"groupId":{group.id},"content":"hi","messageType":1}
200 {"code":200, ...}
ann: PUT /group/muted
{"groupId":{group.id},"isMuted":false}
200 {"code":200, ...}
do write bob hi m
ann: PUT /group/members/muted
{"groupId":{group.id},"userId":{bob.id},"isMuted":true}
200 {"code":200, ...}
bob: POST /message/group/send
{"groupId":{group.id},"content":"hi","messageType":1}
200 {"code":403, "message":"您已被禁言", "data":null}
do write cat hi n
admin: PUT /im/group/ban
{"groupId":{group.id}}
200 {"code":200, ...}
sam: POST /message/group/send
{"groupId":{group.id},"content":"hi","messageType":1}
200 {"code":3002, ...}
ann: POST /message/group/send
{"groupId":{group.id},"content":"hi","messageType":1}
200 {"code":403, ...}
ann: DELETE /group/delete/{group.id}
200 {"code":200, ...}
ann: POST /message/group/send
{"groupId":{group.id},"content":"hi","messageType":1}
200 {"code":3001, "message":"群组不存在", "data":null}
admin: PUT /im/user/ban
{"userId":{bob.id}}
200 {"code":200, ...}
bob: POST /message/group/send
{}
200 {"code":1003, ...}
== a mute ends by itself
ann: PUT /group/members/muted
{"groupId":{group.id},"userId":{bob.id},"isMuted":true,"duration":60}
200 {"code":200, ...}
bob: POST /message/group/send
{"groupId":{group.id},"content":"hi","messageType":1}
200 {"code":403, ...}
clock +61s
do write bob hi m
== what was sent is confirmed again, also to who may not write any more
bob: POST /message/group/send
{"groupId":{group.id},"content":"hi","messageType":1,"clientMsgId":"k"}
200 {"code":200, "data":{"id":{m:int}, ...}, ...}
ann: PUT /group/muted
{"groupId":{group.id},"isMuted":true}
200 {"code":200, ...}
bob: POST /message/group/send
{"groupId":{group.id},"content":"hi","messageType":1,"clientMsgId":"k"}
200 {"code":200, "data":{"id":{m}, ...}, ...}
bob: POST /message/group/send
{"groupId":{group.id},"content":"ho","messageType":1,"clientMsgId":"k"}
200 {"code":403, ...}
ann: PUT /group/muted
{"groupId":{group.id},"isMuted":false}
200 {"code":200, ...}
bob: POST /message/group/send
{"groupId":{group.id},"content":"ho","messageType":1,"clientMsgId":"k"}
200 {"code":400, "message":"客户端消息ID重复", "data":null}
== to all others and the own other devices
use ann on three devices
do connect ann
do connect_as ann/phone phone1
do connect bob
ann > {"type":"GROUP_MESSAGE","data":{"groupId":{group.id},"content":"hi","messageType":1,"atUserIds":[{bob.id}]}}
ann < {"type":"GROUP_MESSAGE", "code":200, "data":{"id":{m:int}, "messageType":1, ...}, ...}
bob < {"type":"GROUP_MESSAGE", "data":{"id":{m}, "groupId":{group.id}, "senderId":{ann.id}, "senderNickName":"{ann.nick}", "content":"hi", "messageType":1, "atUserIds":[{bob.id}], "sendTime":{_:time}, "status":2, "readCount":0, "receipt":false, "receiptOk":false, "clientMsgId":null, "isRecalled":false, "recvIds":[], "quoteMessageId":null}}
ann/phone < {"type":"GROUP_MESSAGE", "data":{"id":{m}, "status":1, "messageType":1, ...}}
ann <! 300ms {"type":"GROUP_MESSAGE", "data":{"id":{m}, ...}}
# Over HTTP its own device knows it from the answer.
ann: POST /message/group/send
{"groupId":{group.id},"content":"more","messageType":1}
200 {"code":200, "data":{"id":{h:int}, ...}, ...}
ann/phone < {"type":"GROUP_MESSAGE", "data":{"id":{h}, ...}}
bob < {"type":"GROUP_MESSAGE", "data":{"id":{h}, ...}}
ann <! 300ms {"type":"GROUP_MESSAGE", "data":{"id":{h}, ...}}
