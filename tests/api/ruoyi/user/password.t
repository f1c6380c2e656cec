# ruoyi 27 User: a new password; 1.1 throttle
use one user
== a new password, the old one ends with all other logins
POST /api/im/auth/login
{"username":"{ann.name}", "password":"{ann.password}"}
200 {"data":{"token":{t:str}, ...}, ...}
ann/old: WS /ws/im?token={t}
ann/old < {"type":"connected", ...}
ann: WS /ws/im?token={ann.token}
ann < {"type":"connected", ...}
ann: PUT /api/im/user/{ann.id}/password
{"oldPassword":"{ann.password}", "newPassword":"another-1"}
200 {"code":200, "msg":"密码修改成功", "data":null}
ann/old < {"type":"disconnect", ...}
ann/old closed 1000
GET /api/im/user/profile
header Authorization Bearer {t}
401 {"code":401, "msg":"未授权，需要登录", "data":null}
ann: GET /api/im/user/profile
200 {"code":200, ...}
ann > {"type":"ping"}
ann < {"type":"pong", ...}
POST /api/im/auth/login
{"username":"{ann.name}", "password":"{ann.password}"}
400 {"code":4003, "msg":"用户名或密码错误", "data":null}
POST /api/im/auth/login
{"username":"{ann.name}", "password":"another-1"}
200 {"code":200, ...}
== the old one must be right, and is not guessed for long
ann: PUT /api/im/user/{ann.id}/password
{"oldPassword":"wrong-1", "newPassword":"another-1"}
400 {"code":4003, "msg":"原密码错误", "data":null}
ann: PUT /api/im/user/{ann.id}/password
{"oldPassword":"wrong-2", "newPassword":"another-1"}
400 {"code":4003, ...}
ann: PUT /api/im/user/{ann.id}/password
{"oldPassword":"wrong-3", "newPassword":"another-1"}
400 {"code":4003, ...}
ann: PUT /api/im/user/{ann.id}/password
{"oldPassword":"wrong-4", "newPassword":"another-1"}
400 {"code":4003, ...}
ann: PUT /api/im/user/{ann.id}/password
{"oldPassword":"wrong-5", "newPassword":"another-1"}
400 {"code":4003, ...}
ann: PUT /api/im/user/{ann.id}/password
{"oldPassword":"{ann.password}", "newPassword":"another-1"}
400 {"code":400, "msg":"登录失败次数过多，请稍后再试", "data":null}
== lengths, and what is missing
ann: PUT /api/im/user/{ann.id}/password
{"oldPassword":"{ann.password}", "newPassword":"12345"}
400 {"code":400, "msg":"参数校验失败", "data":{"newPassword":"密码长度必须在6-32之间"}}
ann: PUT /api/im/user/{ann.id}/password
{"oldPassword":"{ann.password}", "newPassword":"{x*33}"}
400 {"code":400, "msg":"参数校验失败", "data":{"newPassword":"密码长度必须在6-32之间"}}
ann: PUT /api/im/user/{ann.id}/password
{"newPassword":"another-1"}
400 {"code":400, "msg":"参数校验失败", "data":{"oldPassword":"原密码不能为空"}}
ann: PUT /api/im/user/{ann.id}/password
{"oldPassword":"{ann.password}"}
400 {"code":400, "msg":"参数校验失败", "data":{"newPassword":"新密码不能为空"}}
ann: PUT /api/im/user/{ann.id}/password
{"oldPassword":"{ann.password}", "newPassword":"Q7-z{x*28}"}
200 {"code":200, ...}
== somebody else's is for administrators
use two people, administrator
ann: PUT /api/im/user/{bob.id}/password
{"oldPassword":"x", "newPassword":"another-1"}
403 {"code":403, "msg":"只能修改自己的信息", "data":null}
admin: PUT /api/im/user/{bob.id}/password
{"newPassword":"another-1"}
200 {"code":200, ...}
bob: GET /api/im/user/profile
401 {"code":401, ...}
POST /api/im/auth/login
{"username":"{bob.name}", "password":"another-1"}
200 {"code":200, ...}
admin: PUT /api/im/user/999999999/password
{"newPassword":"another-1"}
400 {"code":4001, "msg":"用户不存在", "data":null}
== without a token
PUT /api/im/user/1/password
{}
401 {"code":401, "msg":"未授权，需要登录", "data":null}
== nor one that everybody tries first, for oneself or another
ann: PUT /api/im/user/{ann.id}/password
{"oldPassword":"{ann.password}", "newPassword":"iloveyou1"}
400 {"code":400, "msg":"密码过于常见，请换一个", "data":null}
