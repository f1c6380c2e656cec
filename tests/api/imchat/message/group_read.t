# im-chat 2.5.4, 2.5.5: reading in a group
use group of three
== the cursor goes forward alone, and is told to the own other devices
use ann on three devices
do write bob one a
do write bob two b
do connect_as ann/phone phone1
ann: PUT /message/group/readed
{"groupId":{group.id},"maxMessageId":{b}}
200 {"code":200, "message":"success", "data":null}
ann/phone < {"type":"GROUP_MESSAGE", "data":{"id":null, "messageType":11, "senderId":{ann.id}, "receiverId":null, "groupId":{group.id}, "maxMessageId":{b}}}
ann: PUT /message/group/readed
{"groupId":{group.id},"maxMessageId":{a}}
200 {"code":200, "message":"success", "data":null}
ann/phone <! 300ms {"type":"GROUP_MESSAGE", "data":{"messageType":11, ...}}
ann: GET /message/group/pullOfflineMessage
200 {"code":200, "message":"success", "data":[]}
== beyond the last is to the last
do write bob one a
ann: PUT /message/group/readed
{"groupId":{group.id},"maxMessageId":9000000000000000000}
200 {"code":200, ...}
do write bob two b
ann: GET /message/group/pullOfflineMessage
200 {"code":200, "message":"success", "data":[{"id":{b}, ...}]}
ann: GET /group/list
200 {"code":200, "data":[{"unreadCount":1, ...}], ...}
== who writes has not read
do write bob one a
do write ann own b
bob: GET /message/group/findReadedUsers?messageId={a}
200 {"code":200, "message":"success", "data":[]}
ann: GET /group/list
200 {"code":200, "data":[{"unreadCount":1, ...}], ...}
== who has read a message, without its sender, the first first
do write ann one m
cat: PUT /message/group/readed
{"groupId":{group.id},"maxMessageId":{m}}
200 {"code":200, ...}
clock +10s
do write ann two n
bob: PUT /message/group/readed
{"groupId":{group.id}}
200 {"code":200, ...}
clock +10s
cat: PUT /message/group/readed
{"groupId":{group.id}}
200 {"code":200, ...}
ann: PUT /message/group/readed
{"groupId":{group.id}}
200 {"code":200, ...}
# When each came so far first, not when they read last.
ann: GET /message/group/findReadedUsers?messageId={m}
200 {"code":200, "message":"success", "data":[{"userId":{cat.id}, "nickName":"{cat.nick}", "headImage":null, "readTime":{first:time}}, {"userId":{bob.id}, "nickName":"{bob.nick}", "headImage":null, "readTime":{_:time}}]}
cat: GET /message/group/findReadedUsers?messageId={n}&groupId={group.id}
200 {"code":200, "message":"success", "data":[{"userId":{bob.id}, ...}, {"userId":{cat.id}, ...}]}
ann: GET /message/group/findReadedUsers?messageId={m}
200 {"code":200, "data":[{"userId":{cat.id}, "readTime":"{first}", ...}, {"userId":{bob.id}, ...}], ...}
== refusals, in the order of checks
use stranger
do write ann hi m
do say ann bob hi p
PUT /message/group/readed
{}
200 {"code":401, ...}
sam: PUT /message/group/readed
{"groupId":{group.id},"maxMessageId":"x"}
200 {"code":400, "message":"maxMessageId类型不正确", "data":null}
sam: PUT /message/group/readed
{"groupId":999999999}
200 {"code":3001, "message":"群组不存在", "data":null}
sam: PUT /message/group/readed
{"groupId":{group.id}}
200 {"code":3002, "message":"不是群成员", "data":null}
GET /message/group/findReadedUsers
200 {"code":401, ...}
sam: GET /message/group/findReadedUsers?messageId=x
200 {"code":400, "message":"messageId类型不正确", "data":null}
sam: GET /message/group/findReadedUsers?messageId=999999999
200 {"code":404, ...}
sam: GET /message/group/findReadedUsers?messageId={m}
200 {"code":3002, ...}
ann: GET /message/group/findReadedUsers?messageId={p}
200 {"code":404, ...}
ann: GET /message/group/findReadedUsers?messageId={m}&groupId=999999999
200 {"code":404, ...}
