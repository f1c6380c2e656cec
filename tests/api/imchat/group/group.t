# im-chat 2.3: groups
use group of three
== made with friends, seen by all
ann: GET /group/find/{group.id}
200 {"code":200, "message":"success", "data":{"id":{group.id}, "groupName":"{group.name}", "groupAvatar":null, "groupNotice":null, "ownerId":{ann.id}, "memberCount":3, "createTime":{_:time}, "isMuted":false, "isJoined":true, "isBanned":false, "banReason":null, "isDnd":false, "role":"OWNER", "topMessage":null, "unreadCount":0}}
bob: GET /group/list
200 {"code":200, "data":[{"id":{group.id}, "groupName":"{group.name}", "memberCount":3, "unreadCount":0, "role":"MEMBER", ...}], ...}
bob: GET /group/members/{group.id}
200 {"code":200, "data":[{"userId":{ann.id}, "nickName":"{ann.nick}", "headImage":null, "role":"OWNER", "joinTime":{_:time}, "isMuted":false, "isOnline":false, "remark":null}, {"userId":{bob.id}, "role":"MEMBER", ...}, {"userId":{cat.id}, ...}], ...}
== a stranger sees it from outside
use stranger
sam: GET /group/find/{group.id}
200 {"code":200, "data":{"isJoined":false, "role":null, ...}, ...}
sam: GET /group/members/{group.id}
200 {"code":3002, "message":"不是群成员", "data":null}
sam: GET /group/list
200 {"code":200, "message":"success", "data":[]}
ann: GET /group/find/999999999
200 {"code":3001, "message":"群组不存在", "data":null}
ann: GET /group/members/999999999
200 {"code":3001, "message":"群组不存在", "data":null}
== making one: shape, who is not there, who is no friend
use stranger
ann: POST /group/create
{"groupName":"{字*20}","groupNotice":"read","memberIds":[{bob.id},{bob.id},{ann.id}]}
200 {"code":200, "data":{"groupName":"{字*20}", "groupNotice":"read", "memberCount":2, "ownerId":{ann.id}, ...}, ...}
ann: POST /group/create
{"groupName":"{字*21}"}
200 {"code":400, "message":"群名称不能超过20个字符", "data":null}
ann: POST /group/create
{}
200 {"code":400, "message":"群名称不能为空", "data":null}
ann: POST /group/create
{"groupName":"x","groupNotice":"{字*1025}"}
200 {"code":400, "message":"群公告不能超过1024个字符", "data":null}
ann: POST /group/create
{"groupName":"x","memberIds":[999999999]}
200 {"code":1001, "message":"用户不存在", "data":null}
ann: POST /group/create
{"groupName":"x","memberIds":[{sam.id}]}
200 {"code":2001, "message":"好友关系不存在", "data":null}
== members hear of it, and of what it is called
bob: WS /ws?accessToken={bob.token}
bob < {"type":"SYSTEM_MESSAGE", "data":{"event":"CONNECTED", ...}, ...}
ann: POST /group/create
{"groupName":"team","memberIds":[{bob.id}]}
200 {"code":200, "data":{"id":{g:int}, ...}, ...}
bob < {"type":"GROUP_MESSAGE", "data":{"id":null, "groupId":{g}, "messageType":90, ...}}
bob < {"type":"GROUP_MESSAGE", "data":{"groupId":{g}, "messageType":21, "content":"'{ann.nick}'创建了群聊", ...}}
ann: PUT /group/modify
{"groupId":{g},"groupName":"crew","groupNotice":"be kind"}
200 {"code":200, "data":{"groupName":"crew", "groupNotice":"be kind", ...}, ...}
bob < {"type":"GROUP_MESSAGE", "data":{"groupId":{g}, "messageType":94, ...}}
== only owner and managers change it
use stranger
bob: PUT /group/modify
{"groupId":{group.id},"groupName":"x"}
200 {"code":3003, "message":"权限不足", "data":null}
sam: PUT /group/modify
{"groupId":{group.id},"groupName":"x"}
200 {"code":3002, "message":"不是群成员", "data":null}
ann: PUT /group/modify
{"groupId":999999999,"groupName":"x"}
200 {"code":3001, "message":"群组不存在", "data":null}
ann: PUT /group/modify
{"groupName":"x"}
200 {"code":400, "message":"groupId不能为空", "data":null}
== bringing friends in
use stranger
ann: POST /group/invite
{"groupId":{group.id},"memberIds":[{sam.id}]}
200 {"code":2001, "message":"好友关系不存在", "data":null}
ann: POST /group/invite
{"groupId":{group.id},"memberIds":[999999999]}
200 {"code":1001, "message":"用户不存在", "data":null}
ann: POST /group/invite
{"groupId":{group.id},"memberIds":[]}
200 {"code":400, ...}
sam: POST /group/invite
{"groupId":{group.id},"memberIds":[{bob.id}]}
200 {"code":3002, "message":"不是群成员", "data":null}
sam: PUT /user/manualApprove
{"enabled":false}
200 {"code":200, ...}
bob: POST /friend/request/apply
{"friendId":{sam.id}}
200 {"code":200, "data":{"status":2, ...}, ...}
sam: WS /ws?accessToken={sam.token}
sam < {"type":"SYSTEM_MESSAGE", "data":{"event":"CONNECTED", ...}, ...}
bob: POST /group/invite
{"groupId":{group.id},"memberIds":[{sam.id},{bob.id}]}
200 {"code":200, "message":"success", "data":null}
sam < {"type":"GROUP_MESSAGE", "data":{"groupId":{group.id}, "messageType":90, ...}}
sam < {"type":"GROUP_MESSAGE", "data":{"messageType":21, "content":"'{bob.nick}'邀请'{sam.nick}'加入了群聊", ...}}
== coming in by oneself, and leaving
use stranger
sam: POST /group/join/{group.id}
200 {"code":200, "data":{"id":{group.id}, "memberCount":4, "isJoined":true, ...}, ...}
sam: POST /group/join/{group.id}
200 {"code":200, "data":{"memberCount":4, ...}, ...}
sam: POST /group/join/999999999
200 {"code":3001, "message":"群组不存在", "data":null}
sam: DELETE /group/quit/{group.id}
200 {"code":200, "message":"success", "data":null}
sam: DELETE /group/quit/{group.id}
200 {"code":3002, "message":"不是群成员", "data":null}
ann: DELETE /group/quit/{group.id}
200 {"code":3003, "message":"您是群主，不可退出群聊", "data":null}
sam: GET /message/group/pullOfflineMessage?minId=0
200 {"code":200, "data":[..., {"messageType":21, "content":"您已退出群聊", "recvIds":[{sam.id}], ...}], ...}
ann: GET /message/group/history?groupId={group.id}
200 {"code":200, "data":{"records":[{"content":"'{sam.nick}'加入了群聊", ...}, {"content":"'{ann.nick}'创建了群聊", ...}], "total":2, ...}, ...}
== its end
bob: DELETE /group/delete/{group.id}
200 {"code":3003, "message":"权限不足", "data":null}
cat: WS /ws?accessToken={cat.token}
cat < {"type":"SYSTEM_MESSAGE", "data":{"event":"CONNECTED", ...}, ...}
ann: DELETE /group/delete/{group.id}
200 {"code":200, "message":"success", "data":null}
cat < {"type":"GROUP_MESSAGE", "data":{"groupId":{group.id}, "messageType":91, ...}}
bob: GET /group/find/{group.id}
200 {"code":3001, "message":"群组不存在", "data":null}
ann: DELETE /group/delete/{group.id}
200 {"code":3001, "message":"群组不存在", "data":null}
