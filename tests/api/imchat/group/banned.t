# im-chat 2.3, 3.2: what a banned group refuses, and what it still allows
use group of three, backstage
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
