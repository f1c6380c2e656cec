# im-chat 2.3.6 … 2.3.10, 2.3.15, 2.3.16: who comes, goes and manages, and what is answered first
use group of three
== invite: the shape, the group, who is there, the member, the friend
use stranger
ann: POST /group/invite
{"groupId":999999999}
200 {"code":400, "message":"memberIds不能为空", "data":null}
ann: POST /group/invite
{"groupId":999999999,"memberIds":[]}
200 {"code":400, ...}
ann: POST /group/invite
{"groupId":999999999,"memberIds":["x"]}
200 {"code":400, ...}
ann: POST /group/invite
{"groupId":999999999,"memberIds":[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30,31,32,33,34,35,36,37,38,39,40,41,42,43,44,45,46,47,48,49,50,51]}
200 {"code":400, ...}
ann: POST /group/invite
{"groupId":999999999,"memberIds":[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30,31,32,33,34,35,36,37,38,39,40,41,42,43,44,45,46,47,48,49,50]}
200 {"code":3001, "message":"群组不存在", "data":null}
sam: POST /group/invite
{"groupId":{group.id},"memberIds":[{bob.id}]}
200 {"code":3002, "message":"不是群成员", "data":null}
ann: POST /group/invite
{"groupId":{group.id},"memberIds":[{sam.id},999999999]}
200 {"code":1001, "message":"用户不存在", "data":null}
ann: POST /group/invite
{"groupId":{group.id},"memberIds":[{sam.id},{bob.id}]}
200 {"code":2001, "message":"好友关系不存在", "data":null}
bob: POST /group/invite
{"groupId":{group.id},"memberIds":[{ann.id},{bob.id}]}
200 {"code":200, "message":"success", "data":null}
ann: GET /group/find/{group.id}
200 {"code":200, "data":{"memberCount":3, ...}, ...}
== join, quit: the shape, the group, the member, the owner
use stranger
sam: POST /group/join/x
200 {"code":400, "message":"groupId类型不正确", "data":null}
sam: DELETE /group/quit/x
200 {"code":400, "message":"groupId类型不正确", "data":null}
sam: DELETE /group/quit/999999999
200 {"code":3001, "message":"群组不存在", "data":null}
sam: DELETE /group/quit/{group.id}
200 {"code":3002, "message":"不是群成员", "data":null}
ann: DELETE /group/quit/{group.id}
200 {"code":3003, "message":"您是群主，不可退出群聊", "data":null}
== members: the shape, the group, the member; owner, managers, then as they came
use stranger
sam: GET /group/members/x
200 {"code":400, "message":"groupId类型不正确", "data":null}
sam: GET /group/members/{group.id}
200 {"code":3002, "message":"不是群成员", "data":null}
sam: POST /group/join/{group.id}
200 {"code":200, ...}
ann: POST /group/manager/add
{"groupId":{group.id},"userId":{sam.id}}
200 {"code":200, ...}
do connect cat
ann: GET /group/members/{group.id}
200 {"code":200, "message":"success", "data":[{"userId":{ann.id}, "nickName":"{ann.nick}", "headImage":null, "role":"OWNER", "joinTime":{_:time}, "isMuted":false, "isOnline":false, "remark":null}, {"userId":{sam.id}, "role":"MANAGER", ...}, {"userId":{bob.id}, "role":"MEMBER", "isOnline":false, ...}, {"userId":{cat.id}, "role":"MEMBER", "isOnline":true, ...}]}
== removing: the shape, the group, the member, the role, whom
use stranger
sam: DELETE /group/members/remove
{"groupId":999999999,"memberIds":[]}
200 {"code":400, ...}
sam: DELETE /group/members/remove
{"memberIds":[{cat.id}]}
200 {"code":400, "message":"groupId不能为空", "data":null}
sam: DELETE /group/members/remove
{"groupId":999999999,"memberIds":[{cat.id}]}
200 {"code":3001, "message":"群组不存在", "data":null}
sam: DELETE /group/members/remove
{"groupId":{group.id},"memberIds":[{ann.id}]}
200 {"code":3002, "message":"不是群成员", "data":null}
bob: DELETE /group/members/remove
{"groupId":{group.id},"memberIds":[{ann.id}]}
200 {"code":3003, "message":"权限不足", "data":null}
bob: DELETE /group/members/remove
{"groupId":{group.id},"memberIds":[{bob.id}]}
200 {"code":3003, "message":"权限不足", "data":null}
ann: POST /group/manager/add
{"groupId":{group.id},"userId":{bob.id}}
200 {"code":200, ...}
ann: POST /group/manager/add
{"groupId":{group.id},"userId":{cat.id}}
200 {"code":200, ...}
bob: DELETE /group/members/remove
{"groupId":{group.id},"memberIds":[{cat.id}]}
200 {"code":3003, "message":"权限不足", "data":null}
bob: DELETE /group/members/remove
{"groupId":{group.id},"memberIds":[{bob.id},{cat.id}]}
200 {"code":3003, "message":"权限不足", "data":null}
bob: DELETE /group/members/remove
{"groupId":{group.id},"memberIds":[{ann.id},{cat.id}]}
200 {"code":3003, "message":"权限不足", "data":null}
bob: DELETE /group/members/remove
{"groupId":{group.id},"memberIds":[{ann.id}]}
200 {"code":400, "message":"不能操作群主", "data":null}
bob: DELETE /group/members/remove
{"groupId":{group.id},"memberIds":[{bob.id}]}
200 {"code":400, "message":"不能对自己进行该操作", "data":null}
ann: DELETE /group/members/remove
{"groupId":{group.id},"memberIds":[999999999,{sam.id}]}
200 {"code":200, "message":"success", "data":null}
ann: DELETE /group/members/remove
{"groupId":{group.id},"memberIds":[{cat.id}]}
200 {"code":200, "message":"success", "data":null}
ann: GET /group/find/{group.id}
200 {"code":200, "data":{"memberCount":2, ...}, ...}
== managers: the shape, the group, the member, the role, who is named
use stranger
sam: POST /group/manager/add
{"groupId":999999999}
200 {"code":400, "message":"userId不能为空", "data":null}
sam: POST /group/manager/add
{"groupId":999999999,"userId":{bob.id}}
200 {"code":3001, "message":"群组不存在", "data":null}
sam: POST /group/manager/add
{"groupId":{group.id},"userId":{bob.id}}
200 {"code":3002, "message":"不是群成员", "data":null}
ann: POST /group/manager/add
{"groupId":{group.id},"userId":{bob.id}}
200 {"code":200, "message":"success", "data":null}
bob: POST /group/manager/add
{"groupId":{group.id},"userId":{cat.id}}
200 {"code":3003, "message":"权限不足", "data":null}
ann: POST /group/manager/add
{"groupId":{group.id},"userId":{sam.id}}
200 {"code":3002, "message":"不是群成员", "data":null}
ann: POST /group/manager/add
{"groupId":{group.id},"userId":{ann.id}}
200 {"code":400, "message":"不能操作群主", "data":null}
sam: DELETE /group/manager/remove
{"userId":{bob.id}}
200 {"code":400, "message":"groupId不能为空", "data":null}
sam: DELETE /group/manager/remove
{"groupId":999999999,"userId":{bob.id}}
200 {"code":3001, ...}
sam: DELETE /group/manager/remove
{"groupId":{group.id},"userId":{bob.id}}
200 {"code":3002, ...}
bob: DELETE /group/manager/remove
{"groupId":{group.id},"userId":{bob.id}}
200 {"code":3003, "message":"权限不足", "data":null}
ann: DELETE /group/manager/remove
{"groupId":{group.id},"userId":{sam.id}}
200 {"code":3002, ...}
ann: DELETE /group/manager/remove
{"groupId":{group.id},"userId":{ann.id}}
200 {"code":400, "message":"不能操作群主", "data":null}
ann: DELETE /group/manager/remove
{"groupId":{group.id},"userId":{cat.id}}
200 {"code":200, "message":"success", "data":null}
== only the member concerned reads that they are a manager, and that they no longer are
do connect bob
do connect cat
ann: POST /group/manager/add
{"groupId":{group.id},"userId":{bob.id}}
200 {"code":200, ...}
bob < {"type":"GROUP_MESSAGE", "data":{"id":{up:int}, "groupId":{group.id}, "senderId":{ann.id}, "senderNickName":"{ann.nick}", "content":"您已成为管理员", "messageType":21, "recvIds":[{bob.id}], ...}}
ann: DELETE /group/manager/remove
{"groupId":{group.id},"userId":{bob.id}}
200 {"code":200, ...}
bob < {"type":"GROUP_MESSAGE", "data":{"id":{down:int}, "content":"您已不再是管理员", "messageType":21, "recvIds":[{bob.id}], ...}}
ann: DELETE /group/manager/remove
{"groupId":{group.id},"userId":{bob.id}}
200 {"code":200, ...}
cat <! 300ms {"type":"GROUP_MESSAGE", "data":{"recvIds":[{bob.id}], ...}}
bob: GET /message/group/pullOfflineMessage?minId=0
200 {"code":200, "data":[{"messageType":21, "content":"'{ann.nick}'创建了群聊", ...}, {"id":{up}, "content":"您已成为管理员", "messageType":21, "senderId":{ann.id}, "recvIds":[{bob.id}], ...}, {"id":{down}, "content":"您已不再是管理员", "recvIds":[{bob.id}], ...}], ...}
bob: GET /message/group/pullOfflineMessage?minId={up}
200 {"code":200, "data":[{"id":{down}, ...}], ...}
cat: GET /message/group/pullOfflineMessage?minId=0
200 {"code":200, "data":[{"messageType":21, "content":"'{ann.nick}'创建了群聊", ...}], ...}
ann: GET /message/group/pullOfflineMessage?minId=0
200 {"code":200, "data":[{"messageType":21, "content":"'{ann.nick}'创建了群聊", ...}], ...}
cat: GET /message/group/history?groupId={group.id}
200 {"code":200, "data":{"total":1, ...}, ...}
bob: GET /message/group/history?groupId={group.id}
200 {"code":200, "data":{"total":3, "records":[{"id":{down}, "messageType":21, "content":"您已不再是管理员", "recvIds":[{bob.id}], ...}, {"id":{up}, ...}, {"content":"'{ann.nick}'创建了群聊", ...}], ...}, ...}
bob: GET /message/group/history?groupId={group.id}&page=2&size=2
200 {"code":200, "data":{"total":3, "records":[{"content":"'{ann.nick}'创建了群聊", ...}], ...}, ...}
== who comes back begins anew
ann: POST /group/manager/add
{"groupId":{group.id},"userId":{bob.id}}
200 {"code":200, ...}
bob: PUT /group/dnd
{"groupId":{group.id},"isDnd":true}
200 {"code":200, ...}
ann: PUT /group/members/muted
{"groupId":{group.id},"userId":{bob.id},"isMuted":true}
200 {"code":200, ...}
ann: POST /message/group/send
{"groupId":{group.id},"content":"before","messageType":1}
200 {"code":200, ...}
bob: DELETE /group/quit/{group.id}
200 {"code":200, "message":"success", "data":null}
ann: POST /message/group/send
{"groupId":{group.id},"content":"between","messageType":1}
200 {"code":200, ...}
bob: POST /group/join/{group.id}
200 {"code":200, "data":{"role":"MEMBER", "isDnd":false, "isJoined":true, "unreadCount":0, ...}, ...}
bob: POST /message/group/send
{"groupId":{group.id},"content":"after","messageType":1}
200 {"code":200, ...}
ann: GET /group/members/{group.id}
200 {"code":200, "data":[..., {"userId":{bob.id}, "role":"MEMBER", "isMuted":false, ...}], ...}
bob: GET /message/group/history?groupId={group.id}
200 {"code":200, "data":{"records":[{"content":"after", ...}, {"content":"'{bob.nick}'加入了群聊", ...}], "total":2, ...}, ...}
