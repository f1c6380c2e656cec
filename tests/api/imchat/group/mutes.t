# im-chat 2.3.11 … 2.3.14, 2.3.17: mutes, what is on top, notifying; what is answered first
use group of three
== muting all: the shape, the group, the member, the role
use stranger
sam: PUT /group/muted
{"groupId":999999999}
200 {"code":400, "message":"isMuted不能为空", "data":null}
sam: PUT /group/muted
{"isMuted":true}
200 {"code":400, "message":"groupId不能为空", "data":null}
sam: PUT /group/muted
{"groupId":999999999,"isMuted":true}
200 {"code":3001, "message":"群组不存在", "data":null}
sam: PUT /group/muted
{"groupId":{group.id},"isMuted":true}
200 {"code":3002, "message":"不是群成员", "data":null}
bob: PUT /group/muted
{"groupId":{group.id},"isMuted":true}
200 {"code":3003, "message":"权限不足", "data":null}
ann: POST /group/manager/add
{"groupId":{group.id},"userId":{bob.id}}
200 {"code":200, ...}
bob: PUT /group/muted
{"groupId":{group.id},"isMuted":true}
200 {"code":200, "message":"success", "data":null}
bob: POST /message/group/send
{"groupId":{group.id},"content":"by a manager","messageType":1}
200 {"code":200, ...}
cat: POST /message/group/send
{"groupId":{group.id},"content":"hi","messageType":1}
200 {"code":403, "message":"全员禁言中", "data":null}
bob: PUT /group/muted
{"groupId":{group.id},"isMuted":false}
200 {"code":200, "message":"success", "data":null}
cat: POST /message/group/send
{"groupId":{group.id},"content":"hi","messageType":1}
200 {"code":200, ...}
== muting one: the shape, the group, the member, the target, the role
use stranger
sam: PUT /group/members/muted
{"groupId":999999999,"isMuted":true}
200 {"code":400, "message":"userId不能为空", "data":null}
sam: PUT /group/members/muted
{"groupId":999999999,"userId":{bob.id}}
200 {"code":400, "message":"isMuted不能为空", "data":null}
sam: PUT /group/members/muted
{"groupId":999999999,"userId":{bob.id},"isMuted":true,"duration":-1}
200 {"code":400, "message":"duration超出范围", "data":null}
sam: PUT /group/members/muted
{"groupId":999999999,"userIds":[],"isMuted":true}
200 {"code":400, ...}
sam: PUT /group/members/muted
{"groupId":999999999,"userId":{bob.id},"isMuted":true}
200 {"code":3001, "message":"群组不存在", "data":null}
sam: PUT /group/members/muted
{"groupId":{group.id},"userId":{bob.id},"isMuted":true}
200 {"code":3002, "message":"不是群成员", "data":null}
bob: PUT /group/members/muted
{"groupId":{group.id},"userId":{cat.id},"isMuted":true}
200 {"code":3003, "message":"权限不足", "data":null}
ann: POST /group/manager/add
{"groupId":{group.id},"userId":{bob.id}}
200 {"code":200, ...}
ann: POST /group/manager/add
{"groupId":{group.id},"userId":{cat.id}}
200 {"code":200, ...}
bob: PUT /group/members/muted
{"groupId":{group.id},"userId":{sam.id},"isMuted":true}
200 {"code":3002, "message":"不是群成员", "data":null}
bob: PUT /group/members/muted
{"groupId":{group.id},"userIds":[{ann.id},{sam.id}],"isMuted":true}
200 {"code":3002, "message":"不是群成员", "data":null}
bob: PUT /group/members/muted
{"groupId":{group.id},"userId":{cat.id},"isMuted":true}
200 {"code":3003, "message":"权限不足", "data":null}
bob: PUT /group/members/muted
{"groupId":{group.id},"userId":{ann.id},"isMuted":true}
200 {"code":3003, "message":"权限不足", "data":null}
ann: PUT /group/members/muted
{"groupId":{group.id},"userId":{cat.id},"isMuted":true,"duration":31536000}
200 {"code":200, "message":"success", "data":null}
cat: POST /message/group/send
{"groupId":{group.id},"content":"hi","messageType":1}
200 {"code":403, "message":"您已被禁言", "data":null}
ann: PUT /group/members/muted
{"groupId":{group.id},"userId":{cat.id},"isMuted":false}
200 {"code":200, "message":"success", "data":null}
cat: POST /message/group/send
{"groupId":{group.id},"content":"hi","messageType":1}
200 {"code":200, ...}
== only who is muted reads of it, and only when something changed
do connect bob
do connect cat
ann: PUT /group/members/muted
{"groupId":{group.id},"userId":{bob.id},"isMuted":true}
200 {"code":200, ...}
bob < {"type":"GROUP_MESSAGE", "data":{"groupId":{group.id}, "content":"您已被禁言", "messageType":21, "recvIds":[{bob.id}], ...}}
ann: PUT /group/members/muted
{"groupId":{group.id},"userId":{bob.id},"isMuted":false}
200 {"code":200, ...}
bob < {"type":"GROUP_MESSAGE", "data":{"content":"您的禁言已解除", "messageType":21, "recvIds":[{bob.id}], ...}}
ann: PUT /group/members/muted
{"groupId":{group.id},"userId":{bob.id},"isMuted":false}
200 {"code":200, ...}
bob <! 300ms {"type":"GROUP_MESSAGE", "data":{"recvIds":[{bob.id}], ...}}
cat <! 100ms {"type":"GROUP_MESSAGE", "data":{"recvIds":[{bob.id}], ...}}
bob: GET /message/group/history?groupId={group.id}
200 {"code":200, "data":{"records":[{"content":"您的禁言已解除", ...}, {"content":"您已被禁言", ...}, {"content":"'{ann.nick}'创建了群聊", ...}], "total":3, ...}, ...}
cat: GET /message/group/history?groupId={group.id}
200 {"code":200, "data":{"records":[{"content":"'{ann.nick}'创建了群聊", ...}], "total":1, ...}, ...}
cat: GET /message/group/pullOfflineMessage?minId=0
200 {"code":200, "data":[{"content":"'{ann.nick}'创建了群聊", ...}], ...}
== a mute for a time ends by itself
ann: PUT /group/members/muted
{"groupId":{group.id},"userId":{bob.id},"isMuted":true,"duration":60}
200 {"code":200, ...}
ann: GET /group/members/{group.id}
200 {"code":200, "data":[..., {"userId":{bob.id}, "isMuted":true, ...}, ...], ...}
bob: POST /message/group/send
{"groupId":{group.id},"content":"hi","messageType":1}
200 {"code":403, "message":"您已被禁言", "data":null}
clock +61s
ann: GET /group/members/{group.id}
200 {"code":200, "data":[..., {"userId":{bob.id}, "isMuted":false, ...}, ...], ...}
bob: POST /message/group/send
{"groupId":{group.id},"content":"hi","messageType":1}
200 {"code":200, ...}
== without a time it lasts
ann: PUT /group/members/muted
{"groupId":{group.id},"userId":{bob.id},"isMuted":true,"duration":0}
200 {"code":200, ...}
clock +20m
ann: GET /group/members/{group.id}
200 {"code":200, "data":[..., {"userId":{bob.id}, "isMuted":true, ...}, ...], ...}
== what is on top: the shape, the group, the member, the role
use stranger
sam: POST /group/setTopMessage/999999999
{"content":""}
200 {"code":400, "message":"content不能为空", "data":null}
sam: POST /group/setTopMessage/{group.id}
{"content":"{字*1025}"}
200 {"code":400, "message":"置顶内容不能超过1024个字符", "data":null}
sam: POST /group/setTopMessage/{group.id}
{}
200 {"code":400, "message":"content不能为空", "data":null}
sam: POST /group/setTopMessage/x
{"content":"x"}
200 {"code":400, "message":"groupId类型不正确", "data":null}
sam: POST /group/setTopMessage/999999999
{"content":"x"}
200 {"code":3001, "message":"群组不存在", "data":null}
sam: POST /group/setTopMessage/{group.id}
{"content":"x"}
200 {"code":3002, "message":"不是群成员", "data":null}
bob: POST /group/setTopMessage/{group.id}
{"content":"x"}
200 {"code":3003, "message":"权限不足", "data":null}
ann: POST /group/setTopMessage/{group.id}
{"messageId":999999999}
200 {"code":404, "message":"消息不存在", "data":null}
sam: DELETE /group/removeTopMessage/999999999
200 {"code":3001, "message":"群组不存在", "data":null}
sam: DELETE /group/removeTopMessage/{group.id}
200 {"code":3002, "message":"不是群成员", "data":null}
ann: POST /group/manager/add
{"groupId":{group.id},"userId":{bob.id}}
200 {"code":200, ...}
bob: POST /group/setTopMessage/{group.id}
{"content":"{字*1024}"}
200 {"code":200, "data":{"content":"{字*1024}", "messageId":null, "userId":{bob.id}, ...}, ...}
bob: DELETE /group/removeTopMessage/{group.id}
200 {"code":200, "message":"success", "data":null}
== a message on top; the next takes its place
bob: POST /message/group/send
{"groupId":{group.id},"content":"look","messageType":1}
200 {"code":200, "data":{"id":{m:int}, ...}, ...}
do connect cat
ann: POST /group/setTopMessage/{group.id}
{"messageId":{m}}
200 {"code":200, "message":"success", "data":{"content":"look", "messageId":{m}, "userId":{ann.id}, "time":{_:time}}}
cat < {"type":"GROUP_MESSAGE", "data":{"messageType":21, "content":"'{ann.nick}'置顶了一条消息", "recvIds":[], ...}}
cat < {"type":"GROUP_MESSAGE", "data":{"id":null, "messageType":92, "content":{_:str}, ...}}
cat: GET /group/find/{group.id}
200 {"code":200, "data":{"topMessage":{"content":"look", "messageId":{m}, ...}, ...}, ...}
cat: GET /group/list
200 {"code":200, "data":[{"id":{group.id}, "topMessage":{"content":"look", "messageId":{m}, "userId":{ann.id}, "time":{_:time}}, ...}], ...}
ann: POST /group/setTopMessage/{group.id}
{"content":"read"}
200 {"code":200, ...}
cat: GET /group/find/{group.id}
200 {"code":200, "data":{"topMessage":{"content":"read", "messageId":null, "userId":{ann.id}, "time":{_:time}}, ...}, ...}
== whether it notifies: the shape, the group, the member; told to the own other devices
use stranger, ann on three devices
sam: PUT /group/dnd
{"groupId":999999999}
200 {"code":400, "message":"isDnd不能为空", "data":null}
sam: PUT /group/dnd
{"groupId":999999999,"isDnd":true}
200 {"code":3001, "message":"群组不存在", "data":null}
sam: PUT /group/dnd
{"groupId":{group.id},"isDnd":true}
200 {"code":3002, "message":"不是群成员", "data":null}
do connect bob
do connect_as ann/pc pc
ann: PUT /group/dnd
{"groupId":{group.id},"isDnd":true}
200 {"code":200, "message":"success", "data":null}
ann/pc < {"type":"GROUP_MESSAGE", "data":{"id":null, "groupId":{group.id}, "messageType":93, "content":"true", ...}}
ann: PUT /group/dnd
{"groupId":{group.id},"isDnd":false}
200 {"code":200, "message":"success", "data":null}
ann/pc < {"type":"GROUP_MESSAGE", "data":{"messageType":93, "content":"false", ...}}
bob <! 300ms {"type":"GROUP_MESSAGE", "data":{"messageType":93, ...}}
ann: GET /group/list
200 {"code":200, "data":[{"id":{group.id}, "isDnd":false, ...}], ...}
