# ruoyi 4.3 update; 27.b draft; mapping 9.2 conversation updated
use direct chat
== everything at once, told to the own other sessions
ann: WS /ws/im?token={ann.token}
ann < {"type":"connected", ...}
ann: PUT /api/im/conversation/{dm}
{"remark":"Bobby", "pinned":true, "muted":true}
200 {"code":200, "msg":"更新成功", "data":null}
ann < {"type":"conversation", "action":"updated", "payload":{"id":{dm}, "pinned":true, "muted":true, "remark":"Bobby", "draft":"", ...}, ...}
ann: GET /api/im/conversation/{dm}
200 {"data":{"name":"Bobby", "remark":"Bobby", "peerName":"{bob.nick}", "pinned":true, "muted":true, ...}, ...}
bob: GET /api/im/conversation/{dm}
200 {"data":{"name":"{ann.nick}", "remark":null, "pinned":false, "muted":false, ...}, ...}
== the names that R gives to the flags
ann: PUT /api/im/conversation/{dm}
{"isPinned":1, "isMuted":true}
200 {"code":200, "msg":"更新成功", "data":null}
ann: GET /api/im/conversation/{dm}
200 {"data":{"pinned":true, "isPinned":true, "muted":true, "isMuted":true, ...}, ...}
== the name of a private chat is what the caller calls it; an empty one is none
ann: PUT /api/im/conversation/{dm}
{"name":"Bob from work"}
200 {"code":200, "msg":"更新成功", "data":null}
ann: GET /api/im/conversation/{dm}
200 {"data":{"name":"Bob from work", "remark":"Bob from work", ...}, ...}
ann: PUT /api/im/session/{dm}
{"remark":""}
200 {"code":200, "msg":"更新成功", "data":null}
ann: GET /api/im/conversation/{dm}
200 {"data":{"name":"{bob.nick}", "remark":null, ...}, ...}
== the remark goes before that of the contact
use two friends
ann: PUT /api/im/contact/{bob.id}/remark?remark=Contact
200 {"code":200, ...}
ann: GET /api/im/conversation/{dm}
200 {"data":{"name":"Contact", "peerName":"Contact", ...}, ...}
ann: PUT /api/im/conversationMember/{dm}?remark=Chat
200 {"code":200, "msg":"更新成功", "data":null}
ann: GET /api/im/conversation/{dm}
200 {"data":{"name":"Chat", "peerName":"Contact", ...}, ...}
== the name of a group is everybody's
use group of three
bob: WS /ws/im?token={bob.token}
bob < {"type":"connected", ...}
ann: PUT /api/im/conversation/{group.id}
{"name":"New name {uniq}", "pinned":true}
200 {"code":200, "msg":"更新成功", "data":null}
bob < {"type":"new_message", "payload":{"messageType":"SYSTEM", "content":"'{ann.nick}'将群名修改为'New name {uniq}'", ...}, ...}
bob < {"type":"group", "action":"updated", "payload":{"groupId":{group.id}, "name":"New name {uniq}", ...}, ...}
bob: GET /api/im/conversation/{group.id}
200 {"data":{"name":"New name {uniq}", "pinned":false, ...}, ...}
ann: GET /api/im/group/{group.id}
200 {"data":{"name":"New name {uniq}", ...}, ...}
== an ordinary member may not rename it, and nothing else of that call happens
use group of three
bob: PUT /api/im/conversation/{group.id}
{"name":"Mine", "pinned":true}
403 {"code":403, "msg":"无权限修改群组信息", "data":null}
bob: GET /api/im/conversation/{group.id}
200 {"data":{"name":"{group.name}", "pinned":false, ...}, ...}
== a group needs a name
use group of three
ann: PUT /api/im/conversation/{group.id}
{"groupName":" "}
400 {"code":400, "msg":"参数校验失败", "data":{"name":"群组名称不能为空"}}
== the remark of a group is the caller's own and no name
use group of three
bob: PUT /api/im/conversation/{group.id}
{"remark":"Family"}
200 {"code":200, "msg":"更新成功", "data":null}
bob: GET /api/im/conversation/{group.id}
200 {"data":{"name":"{group.name}", "remark":"Family", ...}, ...}
ann: GET /api/im/conversation/{group.id}
200 {"data":{"remark":null, ...}, ...}
== nothing to change
ann: PUT /api/im/conversation/{dm}
200 {"code":200, "msg":"更新成功", "data":null}
== a remark of 50 characters passes, one of 51 does not
ann: PUT /api/im/conversation/{dm}
{"remark":"{字*50}"}
200 {"code":200, ...}
ann: PUT /api/im/conversation/{dm}
{"remark":"{字*51}"}
400 {"code":400, "msg":"参数校验失败", "data":{"remark":"备注长度不能超过50个字符"}}
ann: PUT /api/im/conversation/{dm}
{"name":"{字*51}"}
400 {"code":400, "msg":"参数校验失败", "data":{"name":"群组名称长度不能超过50个字符"}}
== the draft is kept, told to the own other sessions, and goes again
ann: WS /ws/im?token={ann.token}
ann < {"type":"connected", ...}
ann: PUT /api/im/conversation/{dm}/draft
{"draft":"see you at"}
200 {"code":200, "msg":"草稿保存成功", "data":null}
ann < {"type":"conversation", "action":"updated", "payload":{"id":{dm}, "draft":"see you at", ...}, ...}
ann: GET /api/im/conversation/list
200 {"data":[{"id":{dm}, "draft":"see you at", ...}], ...}
bob: GET /api/im/conversation/{dm}
200 {"data":{"draft":null, ...}, ...}
ann: PUT /api/im/conversation/{dm}/draft
{"draft":""}
200 {"code":200, "msg":"草稿保存成功", "data":null}
ann < {"type":"conversation", "action":"updated", "payload":{"draft":"", ...}, ...}
ann: GET /api/im/conversation/{dm}
200 {"data":{"draft":null, ...}, ...}
== a draft of 5000 characters passes, one of 5001 does not
ann: PUT /api/im/conversation/{dm}/draft
{"draft":"{字*5000}"}
200 {"code":200, ...}
ann: PUT /api/im/conversation/{dm}/draft
{"draft":"{字*5001}"}
400 {"code":400, "msg":"参数校验失败", "data":{"draft":"草稿长度不能超过5000个字符"}}
== an unknown conversation
ann: PUT /api/im/conversation/999999999
{"remark":"x"}
400 {"code":10001, "msg":"会话不存在", "data":null}
ann: PUT /api/im/conversation/999999999/draft
{"draft":"x"}
400 {"code":10001, "msg":"会话不存在", "data":null}
== somebody else's conversation
use stranger
sam: PUT /api/im/conversation/{dm}
{"remark":"x"}
400 {"code":10001, "msg":"会话不存在", "data":null}
sam: PUT /api/im/conversation/{dm}/draft
{"draft":"x"}
400 {"code":10001, "msg":"会话不存在", "data":null}
== a group that one has left
use group of three
bob: POST /api/im/group/{group.id}/quit
200 {"code":200, ...}
bob: PUT /api/im/conversation/{group.id}
{"remark":"x"}
400 {"code":10002, "msg":"用户不在会话中", "data":null}
