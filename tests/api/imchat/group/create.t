# im-chat 2.3.1 create, 2.3.2 modify, 2.3.3 delete: limits, and what is answered first
use group of three
== all that may be given, to its limit
ann: POST /group/create
{"groupName":"{字*20}","groupAvatar":"{a*255}","groupNotice":"{字*1024}","memberIds":[]}
200 {"code":200, "message":"success", "data":{"id":{_:int}, "groupName":"{字*20}", "groupAvatar":"{a*255}", "groupNotice":"{字*1024}", "ownerId":{ann.id}, "memberCount":1, "createTime":{_:time}, "isMuted":false, "isJoined":true, "isBanned":false, "banReason":null, "isDnd":false, "role":"OWNER", "topMessage":null, "unreadCount":0}}
== a name alone, empty texts, members as texts, and more than once
ann: POST /group/create
{"groupName":"字","groupAvatar":"","groupNotice":"","memberIds":["{bob.id}",{bob.id},{cat.id},{ann.id}]}
200 {"code":200, "data":{"groupName":"字", "groupAvatar":null, "groupNotice":null, "memberCount":3, ...}, ...}
== the shape before who is there, and that before who is a friend
use stranger
ann: POST /group/create
{"groupName":"","memberIds":[999999999]}
200 {"code":400, "message":"群名称不能为空", "data":null}
ann: POST /group/create
{"groupName":"x","groupAvatar":"{a*256}","memberIds":[999999999]}
200 {"code":400, ...}
ann: POST /group/create
{"groupName":"x","memberIds":{bob.id}}
200 {"code":400, "message":"memberIds类型不正确", "data":null}
ann: POST /group/create
{"groupName":"x","memberIds":[{sam.id},999999999]}
200 {"code":1001, "message":"用户不存在", "data":null}
ann: POST /group/create
{"groupName":"x","memberIds":[{bob.id},{sam.id}]}
200 {"code":2001, "message":"好友关系不存在", "data":null}
sam: GET /group/list
200 {"code":200, "message":"success", "data":[]}
== modify: to the limit, one field alone
ann: PUT /group/modify
{"groupId":{group.id},"groupName":"{字*20}","groupAvatar":"{a*255}","groupNotice":"{字*1024}"}
200 {"code":200, "message":"success", "data":{"id":{group.id}, "groupName":"{字*20}", "groupAvatar":"{a*255}", "groupNotice":"{字*1024}", "ownerId":{ann.id}, "memberCount":3, "role":"OWNER", ...}}
ann: PUT /group/modify
{"groupId":{group.id},"groupNotice":""}
200 {"code":200, "data":{"groupName":"{字*20}", "groupAvatar":"{a*255}", "groupNotice":null, ...}, ...}
ann: PUT /group/modify
{"groupId":{group.id}}
200 {"code":200, "data":{"groupName":"{字*20}", ...}, ...}
== delete: the shape, the group, the member, the role
use stranger
ann: DELETE /group/delete/x
200 {"code":400, "message":"groupId类型不正确", "data":null}
sam: DELETE /group/delete/999999999
200 {"code":3001, "message":"群组不存在", "data":null}
sam: DELETE /group/delete/{group.id}
200 {"code":3002, "message":"不是群成员", "data":null}
ann: POST /group/manager/add
{"groupId":{group.id},"userId":{bob.id}}
200 {"code":200, ...}
bob: DELETE /group/delete/{group.id}
200 {"code":3003, "message":"权限不足", "data":null}
== of a group that is dissolved there is only what was written
ann: DELETE /group/delete/{group.id}
200 {"code":200, "message":"success", "data":null}
ann: PUT /group/modify
{"groupId":{group.id},"groupName":"x"}
200 {"code":3001, ...}
bob: GET /group/members/{group.id}
200 {"code":3001, ...}
bob: POST /group/join/{group.id}
200 {"code":3001, ...}
ann: POST /group/invite
{"groupId":{group.id},"memberIds":[{bob.id}]}
200 {"code":3001, ...}
bob: DELETE /group/quit/{group.id}
200 {"code":3001, ...}
ann: PUT /group/muted
{"groupId":{group.id},"isMuted":true}
200 {"code":3001, ...}
ann: PUT /group/members/muted
{"groupId":{group.id},"userId":{bob.id},"isMuted":true}
200 {"code":3001, ...}
ann: DELETE /group/members/remove
{"groupId":{group.id},"memberIds":[{bob.id}]}
200 {"code":3001, ...}
ann: POST /group/manager/add
{"groupId":{group.id},"userId":{bob.id}}
200 {"code":3001, ...}
ann: DELETE /group/manager/remove
{"groupId":{group.id},"userId":{bob.id}}
200 {"code":3001, ...}
ann: POST /group/setTopMessage/{group.id}
{"content":"x"}
200 {"code":3001, ...}
ann: DELETE /group/removeTopMessage/{group.id}
200 {"code":3001, ...}
bob: PUT /group/dnd
{"groupId":{group.id},"isDnd":true}
200 {"code":3001, ...}
bob: GET /group/list
200 {"code":200, "message":"success", "data":[]}
bob: GET /message/group/pullOfflineMessage?minId=0
200 {"code":200, "data":[..., {"groupId":{group.id}, "messageType":21, "content":"'{ann.nick}'解散了群聊", "recvIds":[], ...}], ...}
