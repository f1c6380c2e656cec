# im-chat 2.3: who hears of what, as a line and as a control frame
use group of three
== made: a line for all, the group for all of the start and the own other devices
use ann on three devices, stranger
do connect bob
do connect sam
do connect_as ann/pc pc
ann: POST /group/create
{"groupName":"team","groupNotice":"be kind","groupAvatar":"http://faces/g","memberIds":[{bob.id}]}
200 {"code":200, "data":{"id":{g:int}, "createTime":{t:time}, ...}, ...}
bob < {"type":"GROUP_MESSAGE", "data":{"id":null, "groupId":{g}, "messageType":90, "content":{_:str}, ...}}
ann/pc < {"type":"GROUP_MESSAGE", "data":{"id":null, "groupId":{g}, "messageType":90, "content":{_:str}, ...}}
bob < {"type":"GROUP_MESSAGE", "data":{"id":{line:int}, "groupId":{g}, "messageType":21, "content":"'{ann.nick}'创建了群聊", "recvIds":[], ...}}
ann/pc < {"type":"GROUP_MESSAGE", "data":{"id":{line}, "messageType":21, ...}}
sam <! 300ms {"type":"GROUP_MESSAGE", ...}
== changed: the group for all members, as it is now
do connect bob
do connect cat
ann: PUT /group/modify
{"groupId":{group.id},"groupName":"crew","groupNotice":"be kind","groupAvatar":"http://faces/g"}
200 {"code":200, "data":{"createTime":{t:time}, ...}, ...}
bob < {"type":"GROUP_MESSAGE", "data":{"id":null, "groupId":{group.id}, "messageType":94, "content":"{\"id\":{group.id},\"groupName\":\"crew\",\"groupAvatar\":\"http://faces/g\",\"groupNotice\":\"be kind\",\"ownerId\":{ann.id},\"memberCount\":3,\"createTime\":\"{t}\",\"isMuted\":false,\"isJoined\":true,\"isBanned\":false,\"banReason\":null}", ...}}
cat < {"type":"GROUP_MESSAGE", "data":{"messageType":94, ...}}
bob: GET /message/group/history?groupId={group.id}
200 {"code":200, "data":{"records":[{"content":"'{ann.nick}'创建了群聊", ...}], "total":1, ...}, ...}
== brought in: a line for all, the group for who is new
use stranger
do befriend ann sam
do connect sam
do connect bob
ann: POST /group/invite
{"groupId":{group.id},"memberIds":[{sam.id}]}
200 {"code":200, ...}
ann: GET /group/find/{group.id}
200 {"code":200, "data":{"createTime":{t:time}, "memberCount":4, ...}, ...}
sam < {"type":"GROUP_MESSAGE", "data":{"id":null, "groupId":{group.id}, "senderId":{ann.id}, "messageType":90, "content":"{\"id\":{group.id},\"groupName\":\"{group.name}\",\"groupAvatar\":null,\"groupNotice\":null,\"ownerId\":{ann.id},\"memberCount\":4,\"createTime\":\"{t}\",\"isMuted\":false,\"isJoined\":true,\"isBanned\":false,\"banReason\":null}", ...}}
sam < {"type":"GROUP_MESSAGE", "data":{"messageType":21, "content":"'{ann.nick}'邀请'{sam.nick}'加入了群聊", ...}}
bob < {"type":"GROUP_MESSAGE", "data":{"messageType":21, "content":"'{ann.nick}'邀请'{sam.nick}'加入了群聊", ...}}
bob <! 300ms {"type":"GROUP_MESSAGE", "data":{"messageType":90, ...}}
== come in: a line for all, the group for oneself
use stranger
do connect sam
do connect bob
sam: POST /group/join/{group.id}
200 {"code":200, ...}
sam < {"type":"GROUP_MESSAGE", "data":{"id":null, "groupId":{group.id}, "messageType":90, ...}}
sam < {"type":"GROUP_MESSAGE", "data":{"messageType":21, "content":"'{sam.nick}'加入了群聊", ...}}
bob < {"type":"GROUP_MESSAGE", "data":{"messageType":21, "content":"'{sam.nick}'加入了群聊", ...}}
bob <! 300ms {"type":"GROUP_MESSAGE", "data":{"messageType":90, ...}}
== removed: told to who is removed, and to nobody else
do connect bob
do connect cat
ann: DELETE /group/members/remove
{"groupId":{group.id},"memberIds":[{cat.id}]}
200 {"code":200, ...}
cat < {"type":"GROUP_MESSAGE", "data":{"messageType":21, "content":"您已被移出群聊", "recvIds":[{cat.id}], ...}}
cat < {"type":"GROUP_MESSAGE", "data":{"id":null, "groupId":{group.id}, "messageType":91, "content":"{group.id}", ...}}
bob <! 300ms {"type":"GROUP_MESSAGE", "data":{"recvIds":[{cat.id}], ...}}
bob <! 100ms {"type":"GROUP_MESSAGE", "data":{"messageType":91, ...}}
bob: GET /message/group/pullOfflineMessage?minId=0
200 {"code":200, "data":[{"content":"'{ann.nick}'创建了群聊", ...}], ...}
cat: GET /message/group/pullOfflineMessage?minId=0
200 {"code":200, "data":[{"content":"'{ann.nick}'创建了群聊", ...}, {"content":"您已被移出群聊", ...}], ...}
== gone: told to the own devices, and to nobody else
do connect bob
do connect cat
cat: DELETE /group/quit/{group.id}
200 {"code":200, ...}
cat < {"type":"GROUP_MESSAGE", "data":{"messageType":21, "content":"您已退出群聊", "recvIds":[{cat.id}], ...}}
cat < {"type":"GROUP_MESSAGE", "data":{"id":null, "groupId":{group.id}, "messageType":91, ...}}
bob <! 300ms {"type":"GROUP_MESSAGE", "data":{"recvIds":[{cat.id}], ...}}
bob <! 100ms {"type":"GROUP_MESSAGE", "data":{"messageType":91, ...}}
ann: GET /message/group/history?groupId={group.id}
200 {"code":200, "data":{"total":1, ...}, ...}
== dissolved: a line for all, and the end for all
use ann on three devices
do connect bob
do connect cat
do connect_as ann/pc pc
ann: DELETE /group/delete/{group.id}
200 {"code":200, ...}
bob < {"type":"GROUP_MESSAGE", "data":{"messageType":21, "content":"'{ann.nick}'解散了群聊", "recvIds":[], ...}}
bob < {"type":"GROUP_MESSAGE", "data":{"id":null, "groupId":{group.id}, "messageType":91, ...}}
cat < {"type":"GROUP_MESSAGE", "data":{"messageType":91, ...}}
ann/pc < {"type":"GROUP_MESSAGE", "data":{"messageType":91, ...}}
== muted: a line for all, both times, and none when nothing changes
do connect bob
ann: PUT /group/muted
{"groupId":{group.id},"isMuted":true}
200 {"code":200, ...}
bob < {"type":"GROUP_MESSAGE", "data":{"id":{_:int}, "messageType":21, "content":"'{ann.nick}'开启了全员禁言", "recvIds":[], ...}}
bob < {"type":"GROUP_MESSAGE", "data":{"messageType":94, ...}}
ann: PUT /group/muted
{"groupId":{group.id},"isMuted":true}
200 {"code":200, ...}
bob <! 300ms {"type":"GROUP_MESSAGE", "data":{"content":"'{ann.nick}'开启了全员禁言", ...}}
bob <! 100ms {"type":"GROUP_MESSAGE", "data":{"messageType":94, ...}}
ann: PUT /group/muted
{"groupId":{group.id},"isMuted":false}
200 {"code":200, ...}
bob < {"type":"GROUP_MESSAGE", "data":{"messageType":21, "content":"'{ann.nick}'关闭了全员禁言", ...}}
== unread: of others, that stand, of the ordinary kinds
ann: POST /message/group/send
{"groupId":{group.id},"content":"one","messageType":1}
200 {"code":200, "data":{"id":{m:int}, ...}, ...}
ann: POST /message/group/send
{"groupId":{group.id},"content":"two","messageType":1}
200 {"code":200, ...}
bob: POST /message/group/send
{"groupId":{group.id},"content":"own","messageType":1}
200 {"code":200, ...}
bob: GET /group/list
200 {"code":200, "data":[{"unreadCount":2, ...}], ...}
ann: DELETE /message/group/recall/{m}
200 {"code":200, ...}
bob: GET /group/find/{group.id}
200 {"code":200, "data":{"unreadCount":1, ...}, ...}
ann: GET /group/find/{group.id}
200 {"code":200, "data":{"unreadCount":1, ...}, ...}
bob: PUT /message/group/readed
{"groupId":{group.id}}
200 {"code":200, ...}
bob: GET /group/find/{group.id}
200 {"code":200, "data":{"unreadCount":0, ...}, ...}
