# ruoyi 6.5 add, 6.6 remove, 27 Groups, 27.b quit
use group of three, stranger
== only managers bring people in
bob: POST /api/im/group/{group.id}/members
[{sam.id}]
403 {"code":403, "msg":"无权限添加成员", "data":null}
ann: PUT /api/im/group/{group.id}/members/{bob.id}/role
{"role":"ADMIN"}
200 {"code":200, ...}
bob: POST /api/im/group/{group.id}/members
{"memberIds":[{sam.id}, {cat.id}, 999999999]}
200 {"code":200, "msg":"添加成功", "data":null}
sam: GET /api/im/group/{group.id}
200 {"data":{"memberCount":4, "myRole":"MEMBER", ...}, ...}
== only managers remove, and not one another
ann: PUT /api/im/group/{group.id}/members/{bob.id}/role
{"role":"ADMIN"}
200 {"code":200, ...}
cat: DELETE /api/im/group/{group.id}/members?userIds={bob.id}
403 {"code":403, "msg":"无权限移除成员", "data":null}
bob: DELETE /api/im/group/{group.id}/members?userIds={ann.id}
400 {"code":4016, "msg":"不能移除群主", "data":null}
ann: PUT /api/im/group/{group.id}/members/{cat.id}/role
{"role":"ADMIN"}
200 {"code":200, ...}
bob: DELETE /api/im/group/{group.id}/members?userIds={cat.id}
403 {"code":403, "msg":"管理员不能移除其他管理员", "data":null}
ann: DELETE /api/im/group/{group.id}/members
[{cat.id}, {sam.id}]
200 {"code":200, "msg":"移除成功", "data":null}
ann: GET /api/im/group/{group.id}
200 {"data":{"memberCount":2, ...}, ...}
== one named in the path
cat: DELETE /api/im/group/{group.id}/members/{bob.id}
403 {"code":403, "msg":"无权限移除成员", "data":null}
ann: DELETE /api/im/group/{group.id}/members/{bob.id}
200 {"code":200, "msg":"移除成功", "data":null}
ann: DELETE /api/im/group/{group.id}/members/{bob.id}
400 {"code":4014, "msg":"用户不在群组中", "data":null}
ann: DELETE /api/im/groups/{group.id}/members/{cat.id}
200 {"code":200, "msg":"移除成功", "data":null}
ann: DELETE /api/im/groups/{group.id}/members/{ann.id}
400 {"code":4016, "msg":"不能移除群主", "data":null}
== whoever was removed is told so, and may come back as a plain member
ann: PUT /api/im/group/{group.id}/members/{bob.id}/role
{"role":"ADMIN"}
200 {"code":200, ...}
bob: PUT /api/im/group/{group.id}/nickname
{"nickname":"Cook"}
200 {"code":200, "msg":"更新成功", "data":null}
ann: DELETE /api/im/group/{group.id}/members?userIds={bob.id}
200 {"code":200, ...}
bob: GET /api/im/group/{group.id}
400 {"code":4009, "msg":"不在群组中", "data":null}
bob: GET /api/im/message/list/{group.id}
400 {"code":10002, "msg":"用户不在会话中", "data":null}
ann: POST /api/im/message/send
{"conversationId": {group.id}, "type": "TEXT", "content": "while away"}
200 {"data":{m:int}, ...}
ann: POST /api/im/group/{group.id}/members
[{bob.id}]
200 {"code":200, ...}
bob: GET /api/im/group/{group.id}/members
200 {"data":[..., {"userId":{bob.id}, "role":"MEMBER", "groupNickname":null, "isMuted":false, ...}, ...], ...}
bob: GET /api/im/message/list/{group.id}
200 {"data":[..., {"id":{m}, ...}, ...], ...}
bob: GET /api/im/message/unread/count
200 {"data":0, ...}
== nobody named
ann: POST /api/im/group/{group.id}/members
[]
400 {"code":400, "msg":"参数校验失败", "data":{"userIds":{_:str}}}
ann: DELETE /api/im/group/{group.id}/members
400 {"code":400, "msg":"参数校验失败", "data":{"userIds":{_:str}}}
== the other spelling
bob: GET /api/im/groups/list
200 {"code":200, "msg":"操作成功", "data":[{"id":{group.id}, ...}]}
bob: GET /api/im/groups/{group.id}
200 {"data":{"id":{group.id}, "ownerName":"{ann.nick}", ...}, ...}
bob: GET /api/im/groups/{group.id}/members
200 {"data":[{"userId":{ann.id}, "role":"OWNER", ...}, ...], ...}
ann: POST /api/im/groups/{group.id}/members
[{sam.id}]
200 {"code":200, "msg":"添加成功", "data":null}
ann: PUT /api/im/groups/{group.id}/members/{sam.id}/role
{"role":"ADMIN"}
200 {"code":200, "msg":"角色更新成功", "data":null}
== a nickname of 50 characters passes, one of 51 does not, and none is the own name
bob: PUT /api/im/group/{group.id}/nickname
{"nickname":"{字*51}"}
400 {"code":400, "msg":"参数校验失败", "data":{"nickname":"群昵称长度不能超过50个字符"}}
cat: WS /ws/im?token={cat.token}
cat < {"type":"connected", ...}
bob: PUT /api/im/group/{group.id}/nickname
{"nickname":"{字*50}"}
200 {"code":200, "msg":"更新成功", "data":null}
cat < {"type":"group", "action":"updated", "payload":{"userIds":[{bob.id}], "nickname":"{字*50}", ...}, ...}
bob: PUT /api/im/group/{group.id}/nickname
{"nickname":""}
200 {"code":200, ...}
cat: GET /api/im/group/{group.id}/members
200 {"data":[..., {"userId":{bob.id}, "nickname":"{bob.nick}", "groupNickname":null, ...}, ...], ...}
== the owner cannot leave
ann: POST /api/im/group/{group.id}/quit
400 {"code":4308, "msg":"群主不能退出群组，请先转让群主或解散群组", "data":null}
bob: POST /api/im/group/{group.id}/quit
200 {"code":200, "msg":"退出成功", "data":null}
bob: POST /api/im/group/{group.id}/quit
400 {"code":4009, "msg":"不在群组中", "data":null}
