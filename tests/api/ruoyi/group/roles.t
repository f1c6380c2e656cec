# ruoyi 6.7 role, 27.b admin, transfer; 22.4 group role_changed; mapping 7.3 owner_transferred
use group of three, stranger
== the owner makes an administrator, and the members hear it
cat: WS /ws/im?token={cat.token}
cat < {"type":"connected", ...}
ann: PUT /api/im/group/{group.id}/members/{bob.id}/role
{"role":"ADMIN"}
200 {"code":200, "msg":"角色更新成功", "data":null}
cat < {"type":"group", "action":"role_changed", "payload":{"groupId":{group.id}, "userIds":[{bob.id}], "role":"ADMIN", "operatorId":{ann.id}, ...}, ...}
cat <! 200ms {"type":"new_message", ...}
bob: GET /api/im/group/{group.id}
200 {"data":{"myRole":"ADMIN", ...}, ...}
ann: PUT /api/im/group/{group.id}/members/{bob.id}/role?role=member
200 {"code":200, "msg":"角色更新成功", "data":null}
bob: GET /api/im/group/{group.id}
200 {"data":{"myRole":"MEMBER", ...}, ...}
== refused
bob: PUT /api/im/group/{group.id}/members/{cat.id}/role
{"role":"ADMIN"}
403 {"code":403, "msg":"只有群主可以设置管理员", "data":null}
ann: PUT /api/im/group/{group.id}/members/{sam.id}/role
{"role":"ADMIN"}
400 {"code":4014, "msg":"用户不在群组中", "data":null}
ann: PUT /api/im/group/{group.id}/members/{ann.id}/role
{"role":"MEMBER"}
400 {"code":400, "msg":"不能修改自己的角色", "data":null}
ann: PUT /api/im/group/{group.id}/members/{ann.id}/role
{"role":"OWNER"}
400 {"code":400, "msg":"不能修改自己的角色", "data":null}
ann: PUT /api/im/group/{group.id}/members/{bob.id}/role
{"role":"KING"}
400 {"code":400, "msg":"参数校验失败", "data":{"role":"角色不正确"}}
ann: PUT /api/im/group/{group.id}/members/{bob.id}/role
{}
400 {"code":400, "msg":"参数校验失败", "data":{"role":"角色不能为空"}}
sam: PUT /api/im/group/{group.id}/members/{bob.id}/role
{"role":"ADMIN"}
400 {"code":4006, "msg":"群组不存在", "data":null}
== OWNER hands the group over
cat: WS /ws/im?token={cat.token}
cat < {"type":"connected", ...}
ann: PUT /api/im/group/{group.id}/members/{bob.id}/role
{"role":"OWNER"}
200 {"code":200, "msg":"角色更新成功", "data":null}
cat < {"type":"new_message", "payload":{"messageType":"SYSTEM", "content":"'{ann.nick}'将群主转让给'{bob.nick}'", ...}, ...}
cat < {"type":"group", "action":"role_changed", "payload":{"userIds":[{bob.id}], "role":"OWNER", ...}, ...}
ann: GET /api/im/group/{group.id}
200 {"data":{"ownerId":{bob.id}, "ownerName":"{bob.nick}", "myRole":"ADMIN", ...}, ...}
ann: DELETE /api/im/group/{group.id}
403 {"code":403, "msg":"只有群主可以解散群组", "data":null}
== the paths of the published client
ann: PUT /api/im/group/{group.id}/admin/{bob.id}?isAdmin=true
200 {"code":200, "msg":"角色更新成功", "data":null}
bob: GET /api/im/group/{group.id}
200 {"data":{"myRole":"ADMIN", ...}, ...}
bob: PUT /api/im/group/{group.id}/admin/{cat.id}?isAdmin=true
403 {"code":403, "msg":"只有群主可以设置管理员", "data":null}
ann: PUT /api/im/group/{group.id}/admin/{bob.id}
400 {"code":400, "msg":"参数校验失败", "data":{"isAdmin":"isAdmin不能为空"}}
ann: PUT /api/im/group/{group.id}/admin/{bob.id}?isAdmin=false
200 {"code":200, ...}
bob: PUT /api/im/group/{group.id}/transfer/{cat.id}
403 {"code":403, "msg":"只有群主可以转让群组", "data":null}
ann: PUT /api/im/group/{group.id}/transfer/{sam.id}
400 {"code":4014, "msg":"用户不在群组中", "data":null}
ann: PUT /api/im/group/{group.id}/transfer/{cat.id}
200 {"code":200, "msg":"转让成功", "data":null}
cat: GET /api/im/group/{group.id}
200 {"data":{"myRole":"OWNER", ...}, ...}
ann: POST /api/im/group/{group.id}/quit
200 {"code":200, "msg":"退出成功", "data":null}
