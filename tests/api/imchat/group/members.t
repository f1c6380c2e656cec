# im-chat 2.3.9 … 2.3.17: members, mutes, managers, what is on top
use group of three
== removing: owner and managers, never the owner or oneself
use stranger
bob: DELETE /group/members/remove
{"groupId":{group.id},"memberIds":[{cat.id}]}
200 {"code":3003, "message":"权限不足", "data":null}
sam: DELETE /group/members/remove
{"groupId":{group.id},"memberIds":[{cat.id}]}
200 {"code":3002, "message":"不是群成员", "data":null}
ann: DELETE /group/members/remove
{"groupId":{group.id},"memberIds":[{ann.id}]}
200 {"code":400, "message":"不能对自己进行该操作", "data":null}
ann: DELETE /group/members/remove
{"groupId":{group.id}}
200 {"code":400, "message":"memberIds不能为空", "data":null}
cat: WS /ws?accessToken={cat.token}
cat < {"type":"SYSTEM_MESSAGE", "data":{"event":"CONNECTED", ...}, ...}
bob: WS /ws?accessToken={bob.token}
bob < {"type":"SYSTEM_MESSAGE", "data":{"event":"CONNECTED", ...}, ...}
ann: DELETE /group/members/remove
{"groupId":{group.id},"memberIds":[{cat.id},{sam.id}]}
200 {"code":200, "message":"success", "data":null}
cat < {"type":"GROUP_MESSAGE", "data":{"groupId":{group.id}, "messageType":91, ...}}
cat: GET /message/group/pullOfflineMessage?minId=0
200 {"code":200, "data":[..., {"messageType":21, "content":"您已被移出群聊", "recvIds":[{cat.id}], ...}], ...}
bob <! 300ms {"type":"GROUP_MESSAGE", "data":{"messageType":21, ...}}
cat: GET /group/members/{group.id}
200 {"code":3002, "message":"不是群成员", "data":null}
== managers
ann: POST /group/manager/add
{"groupId":{group.id},"userId":{bob.id}}
200 {"code":200, "message":"success", "data":null}
ann: POST /group/manager/add
{"groupId":{group.id},"userId":{bob.id}}
200 {"code":200, "message":"success", "data":null}
ann: POST /group/manager/add
{"groupId":{group.id},"userId":{ann.id}}
200 {"code":400, "message":"不能操作群主", "data":null}
ann: POST /group/manager/add
{"groupId":{group.id},"userId":999999999}
200 {"code":3002, "message":"不是群成员", "data":null}
bob: POST /group/manager/add
{"groupId":{group.id},"userId":{cat.id}}
200 {"code":3003, "message":"权限不足", "data":null}
bob: DELETE /group/members/remove
{"groupId":{group.id},"memberIds":[{ann.id}]}
200 {"code":400, "message":"不能操作群主", "data":null}
bob: PUT /group/muted
{"groupId":{group.id},"isMuted":true}
200 {"code":200, ...}
cat: DELETE /group/manager/remove
{"groupId":{group.id},"userId":{bob.id}}
200 {"code":3003, "message":"权限不足", "data":null}
ann: DELETE /group/manager/remove
{"groupId":{group.id},"userId":{bob.id}}
200 {"code":200, "message":"success", "data":null}
bob: PUT /group/muted
{"groupId":{group.id},"isMuted":false}
200 {"code":3003, "message":"权限不足", "data":null}
ann: DELETE /group/manager/remove
{"groupId":{group.id}}
200 {"code":400, "message":"userId不能为空", "data":null}
== muting one
ann: PUT /group/members/muted
{"groupId":{group.id},"userId":{bob.id},"isMuted":true,"duration":3600}
200 {"code":200, "message":"success", "data":null}
bob: POST /message/group/send
{"groupId":{group.id},"content":"hi","messageType":1}
200 {"code":403, "message":"您已被禁言", "data":null}
ann: GET /group/members/{group.id}
200 {"code":200, "data":[..., {"userId":{bob.id}, "isMuted":true, ...}, ...], ...}
bob: PUT /group/members/muted
{"groupId":{group.id},"userId":{cat.id},"isMuted":true}
200 {"code":3003, "message":"权限不足", "data":null}
ann: PUT /group/members/muted
{"groupId":{group.id},"userId":{ann.id},"isMuted":true}
200 {"code":3003, "message":"权限不足", "data":null}
ann: PUT /group/members/muted
{"groupId":{group.id},"userId":999999999,"isMuted":true}
200 {"code":3002, "message":"不是群成员", "data":null}
ann: PUT /group/members/muted
{"groupId":{group.id},"userId":{bob.id},"isMuted":true,"duration":31536001}
200 {"code":400, "message":"duration超出范围", "data":null}
ann: PUT /group/members/muted
{"groupId":{group.id},"isMuted":true}
200 {"code":400, "message":"userId不能为空", "data":null}
ann: PUT /group/members/muted
{"groupId":{group.id},"userIds":[{bob.id},{cat.id}],"isMuted":false}
200 {"code":200, ...}
bob: POST /message/group/send
{"groupId":{group.id},"content":"hi","messageType":1}
200 {"code":200, ...}
== muting all but those who manage
ann: PUT /group/muted
{"groupId":{group.id},"isMuted":true}
200 {"code":200, "message":"success", "data":null}
bob: POST /message/group/send
{"groupId":{group.id},"content":"hi","messageType":1}
200 {"code":403, "message":"全员禁言中", "data":null}
ann: POST /message/group/send
{"groupId":{group.id},"content":"hi","messageType":1}
200 {"code":200, ...}
ann: GET /group/find/{group.id}
200 {"code":200, "data":{"isMuted":true, ...}, ...}
ann: PUT /group/muted
{"groupId":{group.id}}
200 {"code":400, "message":"isMuted不能为空", "data":null}
== what is on top
bob: WS /ws?accessToken={bob.token}
bob < {"type":"SYSTEM_MESSAGE", "data":{"event":"CONNECTED", ...}, ...}
ann: POST /group/setTopMessage/{group.id}
{"content":"read this"}
200 {"code":200, "message":"success", "data":{"content":"read this", "messageId":null, "userId":{ann.id}, "time":{_:time}}}
bob < {"type":"GROUP_MESSAGE", "data":{"messageType":21, "content":"'{ann.nick}'置顶了一条消息", ...}}
bob < {"type":"GROUP_MESSAGE", "data":{"messageType":92, "content":{top:str}, ...}}
bob: GET /group/find/{group.id}
200 {"code":200, "data":{"topMessage":{"content":"read this", "messageId":null, "userId":{ann.id}, "time":{_:time}}, ...}, ...}
bob: GET /group/list
200 {"code":200, "data":[{"id":{group.id}, "topMessage":{"content":"read this", "messageId":null, "userId":{ann.id}, "time":{_:time}}, ...}], ...}
bob: POST /group/setTopMessage/{group.id}
{"content":"no, this"}
200 {"code":3003, "message":"权限不足", "data":null}
ann: POST /group/setTopMessage/{group.id}
{}
200 {"code":400, "message":"content不能为空", "data":null}
ann: POST /group/setTopMessage/{group.id}
{"content":"{字*1025}"}
200 {"code":400, "message":"置顶内容不能超过1024个字符", "data":null}
bob: DELETE /group/removeTopMessage/{group.id}
200 {"code":3003, "message":"权限不足", "data":null}
ann: DELETE /group/removeTopMessage/{group.id}
200 {"code":200, "message":"success", "data":null}
bob < {"type":"GROUP_MESSAGE", "data":{"messageType":92, "content":null, ...}}
ann: DELETE /group/removeTopMessage/{group.id}
200 {"code":200, "message":"success", "data":null}
ann: GET /group/find/{group.id}
200 {"code":200, "data":{"topMessage":null, ...}, ...}
== whether it notifies is one's own
bob: PUT /group/dnd
{"groupId":{group.id},"isDnd":true}
200 {"code":200, "message":"success", "data":null}
bob: GET /group/find/{group.id}
200 {"code":200, "data":{"isDnd":true, ...}, ...}
ann: GET /group/find/{group.id}
200 {"code":200, "data":{"isDnd":false, ...}, ...}
bob: PUT /group/dnd
{"groupId":999999999,"isDnd":true}
200 {"code":3001, "message":"群组不存在", "data":null}
bob: PUT /group/dnd
{"groupId":{group.id}}
200 {"code":400, "message":"isDnd不能为空", "data":null}
