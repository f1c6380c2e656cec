# ruoyi 6.1 create, 6.2 read, group/list, members; 22.4 group, conversation
use three people
== creating tells the members
bob: WS /ws/im?token={bob.token}
bob < {"type":"connected", ...}
ann: POST /api/im/group/create
{"name":"Team {uniq}", "description":"about us", "memberIds":[{bob.id}, {cat.id}]}
200 {"code":200, "msg":"创建成功", "data":{g:int}, ...}
bob < {"type":"conversation", "action":"created", "payload":{"id":{g}, "type":"GROUP", "name":"Team {uniq}", ...}, ...}
bob < {"type":"group", "action":"created", "payload":{"groupId":{g}, "conversationId":{g}, "operatorId":{ann.id}, ...}, ...}
bob < {"type":"new_message", "payload":{"conversationId":{g}, "messageType":"SYSTEM", "content":"'{ann.nick}'创建了群聊", ...}, ...}
ann: GET /api/im/group/{g}
200 {"code":200, "msg":"操作成功", "data":{"id":{g}, "groupId":{g}, "name":"Team {uniq}", "avatar":"/avatar/group_default.png", "ownerId":{ann.id}, "ownerName":"{ann.nick}", "notice":{_:str?}, "announcement":{_:str?}, "description":"about us", "type":"PRIVATE", "status":"NORMAL", "memberCount":3, "memberLimit":500, "allMuted":false, "createTime":{_:time}, "myRole":"OWNER", "isMuted":false, "conversationId":{g}, ...}}
bob: GET /api/im/group/{g}
200 {"data":{"myRole":"MEMBER", ...}, ...}
bob: GET /api/im/message/unread/count
200 {"data":0, ...}
== the group list is one's own groups
ann: POST /api/im/group/create
{"name":"Team {uniq}", "memberIds":[{bob.id}]}
200 {"data":{g:int}, ...}
bob: GET /api/im/group/list
200 {"code":200, "msg":"操作成功", "data":[{"id":{g}, "name":"Team {uniq}", "memberCount":2, "myRole":"MEMBER", ...}]}
cat: GET /api/im/group/list
200 {"code":200, "msg":"操作成功", "data":[]}
== members with their roles, the owner first
ann: POST /api/im/group/create
{"name":"Team {uniq}", "memberIds":[{bob.id}, {cat.id}]}
200 {"data":{g:int}, ...}
cat: GET /api/im/group/{g}/members
200 {"code":200, "msg":"操作成功", "data":[{"id":{_:int}, "groupId":{g}, "userId":{ann.id}, "userName":{_:str}, "userAvatar":"/avatar/default.png", "role":"OWNER", "groupNickname":{_:str?}, "isMuted":false, "muteEndTime":null, "joinedTime":{_:time}, "nickname":"{ann.nick}", "avatar":"/avatar/default.png", "memberId":{ann.id}, ...}, ...]}
cat: GET /api/im/group/{g}/members
200 {"data":[..., {"userId":{bob.id}, "role":"MEMBER", ...}, ...], ...}
== unknown ids, the caller and doubles are skipped
ann: POST /api/im/group/create
{"name":"Team {uniq}", "memberIds":[{bob.id}, {bob.id}, {ann.id}, 999999999]}
200 {"data":{g:int}, ...}
ann: GET /api/im/group/{g}
200 {"data":{"memberCount":2, ...}, ...}
== a group of one
ann: POST /api/im/group/create
{"name":"Alone"}
200 {"data":{g:int}, ...}
ann: GET /api/im/group/{g}
200 {"data":{"memberCount":1, "name":"Alone", ...}, ...}
== no name
ann: POST /api/im/group/create
{"memberIds":[{bob.id}]}
400 {"code":400, "msg":"参数校验失败", "data":{"name":"群组名称不能为空"}}
ann: POST /api/im/group/create
{"name":"  "}
400 {"code":400, "msg":"参数校验失败", "data":{"name":"群组名称不能为空"}}
== a name of 50 characters passes, one of 51 does not
ann: POST /api/im/group/create
{"name":"{字*50}"}
200 {"code":200, ...}
ann: POST /api/im/group/create
{"name":"{字*51}"}
400 {"code":400, "msg":"参数校验失败", "data":{"name":"群组名称长度不能超过50个字符"}}
== a limit below the members
ann: POST /api/im/group/create
{"name":"Small", "memberLimit":2, "memberIds":[{bob.id}, {cat.id}]}
400 {"code":400, "msg":"群组成员数量已达上限", "data":null}
== limits beyond 2 and 2000
ann: POST /api/im/group/create
{"name":"Tiny", "memberLimit":1}
400 {"code":400, "msg":"参数校验失败", "data":{"memberLimit":{_:str}}}
ann: POST /api/im/group/create
{"name":"Huge", "memberLimit":2001}
400 {"code":400, "msg":"参数校验失败", "data":{"memberLimit":{_:str}}}
== an unknown group
ann: GET /api/im/group/999999999
400 {"code":4006, "msg":"群组不存在", "data":null}
== somebody else's group
ann: POST /api/im/group/create
{"name":"Team {uniq}", "memberIds":[{bob.id}]}
200 {"data":{g:int}, ...}
cat: GET /api/im/group/{g}
400 {"code":4006, "msg":"群组不存在", "data":null}
cat: GET /api/im/group/{g}/members
400 {"code":4006, "msg":"群组不存在", "data":null}
cat: GET /api/im/message/list/{g}
400 {"code":10001, "msg":"会话不存在", "data":null}
cat: POST /api/im/message/send
{"conversationId": {g}, "type": "TEXT", "content": "x"}
400 {"code":10001, "msg":"会话不存在", "data":null}
== all members hear a message, each in their variant
ann: POST /api/im/group/create
{"name":"Team {uniq}", "memberIds":[{bob.id}, {cat.id}]}
200 {"data":{g:int}, ...}
ann: WS /ws/im?token={ann.token}
ann < {"type":"connected", ...}
bob: WS /ws/im?token={bob.token}
bob < {"type":"connected", ...}
cat: WS /ws/im?token={cat.token}
cat < {"type":"connected", ...}
bob: POST /api/im/message/send
{"conversationId": {g}, "type": "TEXT", "content": "all of you"}
200 {"data":{m:int}, ...}
ann < {"type":"new_message", "payload":{"messageType":"TEXT", "id":{m}, "conversationId":{g}, "senderId":{bob.id}, "isSelf":false, ...}, ...}
cat < {"type":"new_message", "payload":{"messageType":"TEXT", "id":{m}, "isSelf":false, ...}, ...}
bob < {"type":"new_message", "payload":{"messageType":"TEXT", "id":{m}, "isSelf":true, ...}, ...}
== without a token
POST /api/im/group/create
{"name":"x"}
401 {"code":401, "msg":"未授权，需要登录", "data":null}
GET /api/im/group/list
401 {"code":401, "msg":"未授权，需要登录", "data":null}
== a removed member is told that they are out
cat: WS /ws/im?token={cat.token}
cat < {"type":"connected", ...}
bob: WS /ws/im?token={bob.token}
bob < {"type":"connected", ...}
ann: POST /api/im/group/create
{"name":"Team {uniq}", "memberIds":[{bob.id}, {cat.id}]}
200 {"data":{g:int}, ...}
ann: POST /api/im/message/send
{"conversationId": {g}, "type": "TEXT", "content": "before"}
200 {"data":{m:int}, ...}
bob < {"type":"new_message", "payload":{"messageType":"SYSTEM", "content":"'{ann.nick}'创建了群聊", ...}, ...}
bob < {"type":"new_message", "payload":{"messageType":"TEXT", "id":{m}, "content":"before", ...}, ...}
ann: DELETE /api/im/group/{g}/members?userIds={cat.id}
200 {"code":200, "msg":"移除成功", "data":null}
cat < {"type":"conversation", "action":"deleted", "payload":{"id":{g}, ...}, ...}
bob < {"type":"group", "action":"member_removed", "payload":{"groupId":{g}, "userIds":[{cat.id}], "operatorId":{ann.id}, ...}, ...}
cat: POST /api/im/message/send
{"conversationId": {g}, "type": "TEXT", "content": "x"}
400 {"code":10002, "msg":"用户不在会话中", "data":null}
cat: GET /api/im/message/list/{g}
400 {"code":10002, "msg":"用户不在会话中", "data":null}
cat: GET /api/im/conversation/list
200 {"data":[], ...}
cat: GET /api/im/group/list
200 {"data":[], ...}
ann: POST /api/im/message/send
{"conversationId": {g}, "type": "TEXT", "content": "after"}
200 {"code":200, ...}
bob < {"type":"new_message", "payload":{"messageType":"SYSTEM", "content":"'{cat.nick}'被'{ann.nick}'移出群聊", ...}, ...}
bob < {"type":"new_message", "payload":{"messageType":"TEXT", "content":"after", ...}, ...}
cat <! 200ms {"type":"new_message", "payload":{"content":"after", ...}, ...}
bob: GET /api/im/group/{g}
200 {"data":{"memberCount":2, ...}, ...}
== members who are added hear it and read the history
ann: POST /api/im/group/create
{"name":"Team {uniq}", "memberIds":[{bob.id}]}
200 {"data":{g:int}, ...}
ann: POST /api/im/message/send
{"conversationId": {g}, "type": "TEXT", "content": "before"}
200 {"data":{m:int}, ...}
cat: WS /ws/im?token={cat.token}
cat < {"type":"connected", ...}
bob: POST /api/im/group/{g}/members
{"userIds":[{cat.id}]}
403 {"code":403, "msg":{_:str}, "data":null}
ann: POST /api/im/group/{g}/members
[{cat.id}]
200 {"code":200, "msg":"添加成功", "data":null}
cat < {"type":"conversation", "action":"created", "payload":{"id":{g}, "type":"GROUP", ...}, ...}
cat: GET /api/im/message/list/{g}
200 {"data":[..., {"id":{m}, "content":"before", ...}, ...], ...}
ann: POST /api/im/message/send
{"conversationId": {g}, "type": "TEXT", "content": "welcome"}
200 {"code":200, ...}
cat < {"type":"new_message", "payload":{"messageType":"SYSTEM", "content":"'{ann.nick}'邀请'{cat.nick}'加入了群聊", ...}, ...}
cat < {"type":"new_message", "payload":{"messageType":"TEXT", "content":"welcome", ...}, ...}
== leaving
ann: POST /api/im/group/create
{"name":"Team {uniq}", "memberIds":[{bob.id}]}
200 {"data":{g:int}, ...}
ann: POST /api/im/group/{g}/quit
400 {"code":4308, "msg":"群主不能退出群组，请先转让群主或解散群组", "data":null}
bob: POST /api/im/group/{g}/quit
200 {"code":200, "data":null, ...}
bob: POST /api/im/message/send
{"conversationId": {g}, "type": "TEXT", "content": "x"}
400 {"code":10002, "msg":"用户不在会话中", "data":null}
