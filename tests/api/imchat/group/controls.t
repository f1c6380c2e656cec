# im-chat 2.3: what control frames of groups say, and how often
use group of three
== who makes a group hears of it as it is, with its notice, once
do connect ann
do connect bob
ann: POST /group/create
{"groupName":"new","groupNotice":"read me","memberIds":[{bob.id},{cat.id}]}
200 {"code":200, "data":{"id":{g:int}, "memberCount":3, "groupNotice":"read me", ...}, ...}
ann < {"type":"GROUP_MESSAGE", "data":{"messageType":90, "groupId":{g}, "content":{mine:str}, ...}}
bob < {"type":"GROUP_MESSAGE", "data":{"messageType":90, "groupId":{g}, "content":{mine}, ...}}
ann <! 300ms {"type":"GROUP_MESSAGE", "data":{"messageType":94, "groupId":{g}, ...}}
bob <! 100ms {"type":"GROUP_MESSAGE", "data":{"messageType":94, "groupId":{g}, ...}}
cat: GET /group/find/{g}
200 {"code":200, "data":{"memberCount":3, "groupNotice":"read me", ...}, ...}

== one change, one frame; who did it is named
do connect bob
ann: PUT /group/modify
{"groupId":{group.id},"groupNotice":"N2"}
200 {"code":200, ...}
bob < {"type":"GROUP_MESSAGE", "data":{"messageType":94, "senderId":{ann.id}, "senderNickName":"{ann.nick}", "content":{_:str}, ...}}
bob <! 300ms {"type":"GROUP_MESSAGE", "data":{"messageType":94, ...}}
ann: PUT /group/modify
{"groupId":{group.id},"groupName":"two","groupNotice":"N3"}
200 {"code":200, ...}
bob < {"type":"GROUP_MESSAGE", "data":{"messageType":94, "content":{_:str}, ...}}
bob <! 300ms {"type":"GROUP_MESSAGE", "data":{"messageType":94, ...}}
ann: PUT /group/modify
{"groupId":{group.id},"groupName":"three","groupNotice":"N3"}
200 {"code":200, ...}
bob < {"type":"GROUP_MESSAGE", "data":{"messageType":94, "content":{_:str}, ...}}
bob <! 300ms {"type":"GROUP_MESSAGE", "data":{"messageType":94, ...}}

== what is on top is told as it is shown; what is taken back is not on top
use backstage
admin: POST /im/sensitiveWord
{"content":"top{uniq}"}
200 {"code":200, ...}
do write ann look m
do connect cat
ann: POST /group/setTopMessage/{group.id}
{"messageId":{m}}
200 {"code":200, "data":{"content":"look", "messageId":{m}, ...}, ...}
cat < {"type":"GROUP_MESSAGE", "data":{"messageType":92, "senderNickName":"{ann.nick}", "content":{top:str}, ...}}
ann: DELETE /message/group/recall/{m}
200 {"code":200, ...}
cat < {"type":"GROUP_MESSAGE", "data":{"messageType":92, "content":null, ...}}
ann: POST /group/setTopMessage/{group.id}
{"content":"see top{uniq}!"}
200 {"code":200, "data":{"content":"see ***!", "messageId":null, ...}, ...}
cat: GET /group/find/{group.id}
200 {"code":200, "data":{"topMessage":{"content":"see ***!", ...}, ...}, ...}

== a mute that is made longer has no second line
do connect bob
ann: PUT /group/members/muted
{"groupId":{group.id},"userId":{bob.id},"isMuted":true,"duration":60}
200 {"code":200, ...}
bob < {"type":"GROUP_MESSAGE", "data":{"content":"您已被禁言", "messageType":21, ...}}
ann: PUT /group/members/muted
{"groupId":{group.id},"userId":{bob.id},"isMuted":true,"duration":600}
200 {"code":200, ...}
bob <! 300ms {"type":"GROUP_MESSAGE", "data":{"messageType":21, ...}}
ann: PUT /group/members/muted
{"groupId":{group.id},"userId":{bob.id},"isMuted":false}
200 {"code":200, ...}
bob < {"type":"GROUP_MESSAGE", "data":{"content":"您的禁言已解除", "messageType":21, ...}}

== a ban has its line and no frame besides
use backstage
do connect bob
admin: PUT /im/group/ban
{"groupId":{group.id},"reason":"spam"}
200 {"code":200, ...}
bob < {"type":"GROUP_MESSAGE", "data":{"messageType":21, "senderId":0, "senderNickName":"系统管理员", ...}}
bob <! 300ms {"type":"GROUP_MESSAGE", "data":{"messageType":94, ...}}

== a member may be named by a member who is no friend of theirs
use stranger
do befriend bob sam
bob: POST /group/invite
{"groupId":{group.id},"memberIds":[{cat.id},{sam.id}]}
200 {"code":200, ...}
cat: GET /group/find/{group.id}
200 {"code":200, "data":{"memberCount":4, ...}, ...}
