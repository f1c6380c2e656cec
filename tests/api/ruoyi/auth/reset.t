# A link to a new password, made by an administrator (beyond ruoyi 27)
use two people, administrator
== it works once, and ends everything that was signed in
admin: POST /api/admin/users/{ann.id}/reset-link
{}
200 {"code":200, "msg":"操作成功", "data":{"code":{c:str}, "path":"/#/reset/{c}", "expireTime":{_:time}}}
ann: WS /ws/im?token={ann.token}
ann < {"type":"connected", ...}
POST /api/im/auth/reset
{"code":"{c}", "newPassword":"12345"}
400 {"code":400, "msg":"参数校验失败", "data":{"newPassword":{_:str}}}
POST /api/im/auth/reset
{"code":"{c}", "newPassword":"{ann.name}"}
400 {"code":400, "msg":"密码过于常见，请换一个", "data":null}
POST /api/im/auth/reset
{"code":"{c}", "newPassword":"another-1"}
200 {"code":200, "msg":"密码修改成功", "data":null}
ann < {"type":"disconnect", ...}
ann closed 1000
ann: GET /api/im/user/profile
401 {"code":401, "msg":"未授权，需要登录", "data":null}
POST /api/im/auth/login
{"username":"{ann.name}", "password":"another-1"}
200 {"code":200, ...}
POST /api/im/auth/reset
{"code":"{c}", "newPassword":"another-2"}
404 {"code":404, "msg":"链接无效或已过期", "data":null}
== not after another change of the password
admin: POST /api/admin/users/{ann.id}/reset-link
200 {"data":{"code":{c:str}, ...}, ...}
ann: PUT /api/im/user/{ann.id}/password
{"oldPassword":"{ann.password}", "newPassword":"another-1"}
200 {"code":200, ...}
POST /api/im/auth/reset
{"code":"{c}", "newPassword":"another-2"}
404 {"code":404, "msg":"链接无效或已过期", "data":null}
== nor after an hour
admin: POST /api/admin/users/{ann.id}/reset-link
200 {"data":{"code":{c:str}, ...}, ...}
clock +61m
POST /api/im/auth/reset
{"code":"{c}", "newPassword":"another-1"}
404 {"code":404, "msg":"链接无效或已过期", "data":null}
== other texts are no links, and links no tokens
POST /api/im/auth/reset
{"code":"nonsense", "newPassword":"another-1"}
404 {"code":404, "msg":"链接无效或已过期", "data":null}
POST /api/im/auth/reset
{"code":"{ann.token}", "newPassword":"another-1"}
404 {"code":404, ...}
admin: POST /api/admin/users/{ann.id}/reset-link
200 {"data":{"code":{c:str}, ...}, ...}
GET /api/im/user/profile
header Authorization Bearer {c}
401 {"code":401, ...}
POST /api/im/auth/refresh
{"refreshToken":"{c}"}
401 {"code":401, ...}
== administrators make them for those below them
ann: POST /api/admin/users/{bob.id}/reset-link
403 {"code":403, "msg":"无权限操作", "data":null}
admin: GET /api/im/user/info
200 {"data":{"id":{root:int}, ...}, ...}
admin: POST /api/admin/users/{root}/reset-link
403 {"code":403, "msg":"无权限操作", "data":null}
admin: POST /api/admin/users/999999999/reset-link
400 {"code":4001, "msg":"用户不存在", "data":null}
POST /api/admin/users/{ann.id}/reset-link
401 {"code":401, "msg":"未授权，需要登录", "data":null}
