# im-chat 2.3, 3.2: what a banned group refuses, and what it still allows
use group of three, backstage
== refused, with the reason
admin: PUT /im/group/ban
{"groupId":{group.id},"reason":"spam"}
200 {"code":200, ...}
ann: POST /message/group/send
{"groupId":{group.id},"content":"hi","messageType":1}
200 {"code":403, "message":"该群聊已被封禁，原因:spam", "data":null}
ann: POST /group/invite
{"groupId":{group.id},"memberIds":[{bob.id}]}
200 {"code":403, "message":"该群聊已被封禁，原因:spam", "data":null}
ann: PUT /group/modify
{"groupId":{group.id},"groupName":"x"}
200 {"code":403, "message":"该群聊已被封禁，原因:spam", "data":null}
ann: PUT /group/muted
{"groupId":{group.id},"isMuted":true}
200 {"code":403, "message":"该群聊已被封禁，原因:spam", "data":null}
ann: PUT /group/members/muted
{"groupId":{group.id},"userId":{bob.id},"isMuted":true}
200 {"code":403, "message":"该群聊已被封禁，原因:spam", "data":null}
ann: POST /group/setTopMessage/{group.id}
{"content":"x"}
200 {"code":403, "message":"该群聊已被封禁，原因:spam", "data":null}
ann: DELETE /group/removeTopMessage/{group.id}
200 {"code":403, "message":"该群聊已被封禁，原因:spam", "data":null}
ann: POST /group/manager/add
{"groupId":{group.id},"userId":{bob.id}}
200 {"code":403, "message":"该群聊已被封禁，原因:spam", "data":null}
ann: DELETE /group/manager/remove
{"groupId":{group.id},"userId":{bob.id}}
200 {"code":403, "message":"该群聊已被封禁，原因:spam", "data":null}
ann: GET /group/members/{group.id}
200 {"code":403, "message":"该群聊已被封禁，原因:spam", "data":null}
ann: DELETE /group/members/remove
{"groupId":{group.id},"memberIds":[{bob.id}]}
200 {"code":403, "message":"该群聊已被封禁，原因:spam", "data":null}
ann: POST /webrtc/group/setup
{"groupId":{group.id},"mode":1}
200 {"code":403, "message":"该群聊已被封禁，原因:spam", "data":null}
== what is wrong besides comes first
use stranger
admin: PUT /im/group/ban
{"groupId":{group.id},"reason":"spam"}
200 {"code":200, ...}
sam: GET /group/members/{group.id}
200 {"code":3002, "message":"不是群成员", "data":null}
sam: PUT /group/modify
{"groupId":{group.id},"groupName":"x"}
200 {"code":3002, "message":"不是群成员", "data":null}
ann: PUT /group/modify
{"groupId":{group.id},"groupName":"{字*21}"}
200 {"code":400, "message":"群名称不能超过20个字符", "data":null}
ann: POST /group/invite
{"groupId":{group.id},"memberIds":[999999999]}
200 {"code":1001, "message":"用户不存在", "data":null}
ann: PUT /group/members/muted
{"groupId":{group.id},"userId":{sam.id},"isMuted":true}
200 {"code":3002, "message":"不是群成员", "data":null}
ann: POST /group/manager/add
{"groupId":{group.id},"userId":{sam.id}}
200 {"code":3002, "message":"不是群成员", "data":null}
ann: POST /group/manager/add
{"groupId":{group.id},"userId":{ann.id}}
200 {"code":403, "message":"该群聊已被封禁，原因:spam", "data":null}
# Why is told to its members alone.
sam: POST /group/join/{group.id}
200 {"code":403, "message":"该群聊已被封禁", "data":null}
== allowed: to see it, to read, to leave, to end it
ann: POST /message/group/send
{"groupId":{group.id},"content":"before","messageType":1}
200 {"code":200, "data":{"id":{m:int}, ...}, ...}
do connect cat
admin: PUT /im/group/ban
{"groupId":{group.id},"reason":"spam"}
200 {"code":200, "message":"success", "data":null}
cat < {"type":"GROUP_MESSAGE", "data":{"id":{tip:int}, "groupId":{group.id}, "senderId":0, "senderNickName":"系统管理员", "messageType":21, "content":"该群聊已被封禁，原因:spam", "recvIds":[], ...}}
bob: GET /group/find/{group.id}
200 {"code":200, "data":{"id":{group.id}, "isBanned":true, "banReason":"spam", "isJoined":true, ...}, ...}
bob: GET /group/list
200 {"code":200, "data":[{"id":{group.id}, "isBanned":true, ...}], ...}
bob: GET /message/group/history?groupId={group.id}
200 {"code":200, "data":{"records":[{"id":{tip}, "senderId":0, ...}, {"id":{m}, ...}, {"messageType":21, ...}], ...}, ...}
bob: GET /message/group/pullOfflineMessage?minId={m}
200 {"code":200, "data":[{"id":{tip}, "senderId":0, "senderNickName":"系统管理员", "messageType":21, ...}], ...}
bob: PUT /message/group/readed
{"groupId":{group.id}}
200 {"code":200, "message":"success", "data":null}
bob: PUT /group/dnd
{"groupId":{group.id},"isDnd":true}
200 {"code":200, "message":"success", "data":null}
bob: DELETE /group/quit/{group.id}
200 {"code":200, "message":"success", "data":null}
ann: DELETE /group/delete/{group.id}
200 {"code":200, "message":"success", "data":null}
== the end of the ban is told, and all goes on
do connect cat
admin: PUT /im/group/ban
{"groupId":{group.id},"reason":"spam"}
200 {"code":200, ...}
admin: PUT /im/group/unban
{"groupId":{group.id}}
200 {"code":200, "message":"success", "data":null}
cat < {"type":"GROUP_MESSAGE", "data":{"messageType":21, "content":"该群聊已被封禁，原因:spam", ...}}
cat < {"type":"GROUP_MESSAGE", "data":{"messageType":21, "senderId":0, "senderNickName":"系统管理员", "content":"该群聊已解除封禁", ...}}
admin: PUT /im/group/unban
{"groupId":{group.id}}
200 {"code":200, "message":"success", "data":null}
cat <! 300ms {"type":"GROUP_MESSAGE", "data":{"messageType":21, ...}}
ann: POST /message/group/send
{"groupId":{group.id},"content":"hi","messageType":1}
200 {"code":200, ...}
== without a reason
admin: PUT /im/group/ban
{"groupId":{group.id}}
200 {"code":200, ...}
ann: GET /group/members/{group.id}
200 {"code":403, "message":"该群聊已被封禁", "data":null}
