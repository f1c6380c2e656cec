# ruoyi 6.3 change a group; 22.4 group updated; mapping 7.3 renamed
use group of three, stranger
== the owner changes everything, and the members hear it
bob: WS /ws/im?token={bob.token}
bob < {"type":"connected", ...}
ann: PUT /api/im/group/{group.id}
{"name":"Dinner {uniq}", "avatar":"/avatar/x.png", "description":"at eight", "memberLimit":10, "type":"PUBLIC"}
200 {"code":200, "msg":"更新成功", "data":null}
bob < {"type":"new_message", "payload":{"messageType":"SYSTEM", "senderId":{ann.id}, "content":"'{ann.nick}'将群名修改为'Dinner {uniq}'", ...}, ...}
bob < {"type":"group", "action":"updated", "payload":{"groupId":{group.id}, "name":"Dinner {uniq}", "operatorId":{ann.id}, "operatorName":"{ann.nick}", ...}, ...}
bob: GET /api/im/group/{group.id}
200 {"data":{"name":"Dinner {uniq}", "avatar":"/avatar/x.png", "description":"at eight", "memberLimit":10, "maxMembers":10, "type":"PUBLIC", ...}, ...}
== what is absent stays, and the same name is no news
bob: WS /ws/im?token={bob.token}
bob < {"type":"connected", ...}
ann: PUT /api/im/group/{group.id}
{"name":"{group.name}", "description":"x"}
200 {"code":200, "msg":"更新成功", "data":null}
bob < {"type":"group", "action":"updated", ...}
bob <! 200ms {"type":"new_message", ...}
bob: GET /api/im/group/{group.id}
200 {"data":{"name":"{group.name}", "description":"x", "memberLimit":500, "type":"PRIVATE", ...}, ...}
== an administrator may, a member may not
bob: PUT /api/im/group/{group.id}
{"name":"Mine"}
403 {"code":403, "msg":"无权限修改群组信息", "data":null}
ann: PUT /api/im/group/{group.id}/members/{bob.id}/role
{"role":"ADMIN"}
200 {"code":200, ...}
bob: PUT /api/im/group/{group.id}
{"name":"Mine {uniq}"}
200 {"code":200, "msg":"更新成功", "data":null}
== a limit below the members
ann: PUT /api/im/group/{group.id}
{"memberLimit":2}
400 {"code":400, "msg":"群组人数上限不能小于当前成员数", "data":null}
ann: PUT /api/im/group/{group.id}
{"memberLimit":3}
200 {"code":200, ...}
ann: POST /api/im/group/{group.id}/members
[{sam.id}]
400 {"code":400, "msg":"群组成员数量已达上限", "data":null}
== limits at and beyond their bounds
ann: PUT /api/im/group/{group.id}
{"memberLimit":2000}
200 {"code":200, ...}
ann: PUT /api/im/group/{group.id}
{"memberLimit":2001}
400 {"code":400, "msg":"参数校验失败", "data":{"memberLimit":"群组人数上限不能超过2000"}}
ann: PUT /api/im/group/{group.id}
{"memberLimit":1}
400 {"code":400, "msg":"参数校验失败", "data":{"memberLimit":{_:str}}}
ann: PUT /api/im/group/{group.id}
{"name":"{字*50}"}
200 {"code":200, ...}
ann: PUT /api/im/group/{group.id}
{"name":"{字*51}"}
400 {"code":400, "msg":"参数校验失败", "data":{"name":"群组名称长度不能超过50个字符"}}
ann: PUT /api/im/group/{group.id}
{"name":" "}
400 {"code":400, "msg":"参数校验失败", "data":{"name":"群组名称不能为空"}}
ann: PUT /api/im/group/{group.id}
{"type":"SECRET"}
400 {"code":400, "msg":"参数校验失败", "data":{"type":"群组类型不正确"}}
ann: PUT /api/im/group/{group.id}
{"description":"{字*501}"}
400 {"code":400, "msg":"参数校验失败", "data":{"description":{_:str}}}
== the notice is published, and taken away
ann: PUT /api/im/group/{group.id}
{"notice":"bring forks"}
200 {"code":200, "msg":"更新成功", "data":null}
bob: GET /api/im/group/{group.id}
200 {"data":{"notice":"bring forks", "announcement":"bring forks", ...}, ...}
bob: GET /api/im/group/{group.id}/announcement
200 {"data":{"content":"bring forks", ...}, ...}
ann: PUT /api/im/group/{group.id}
{"notice":""}
200 {"code":200, ...}
bob: GET /api/im/group/{group.id}
200 {"data":{"notice":null, "announcement":null, ...}, ...}
bob: GET /api/im/group/{group.id}/announcement
200 {"code":200, "msg":"操作成功", "data":null}
== a stranger and an unknown group
sam: PUT /api/im/group/{group.id}
{"name":"x"}
400 {"code":4006, "msg":"群组不存在", "data":null}
ann: PUT /api/im/group/999999999
{"name":"x"}
400 {"code":4006, "msg":"群组不存在", "data":null}
== nobody makes a group of an unknown type
ann: POST /api/im/group/create
{"name":"x", "type":"SECRET"}
400 {"code":400, "msg":"参数校验失败", "data":{"type":"群组类型不正确"}}
