# mapping 3.3: an account that is switched off
use administrator
== requests, sign-in, refresh and sockets end; switched on again, a new sign-in works
use one user
ann: WS /ws/im?token={ann.token}
ann < {"type":"connected", ...}
admin: PUT /api/admin/users/{ann.id}/status
{"status":0}
200 {"code":200, "msg":"更新成功", "data":null}
ann < {"type":"disconnect", "message":"账号已停用", ...}
ann closed 1000
wait 1s
ann: GET /api/im/user/profile
403 {"code":403, "msg":"账号已停用", "data":null}
POST /api/im/auth/login
{"username":"{ann.name}", "password":"{ann.password}"}
403 {"code":403, "msg":"账号已停用", "data":null}
POST /api/im/auth/validateToken
{"token":"{ann.token}"}
200 {"data":false, ...}
admin: PUT /api/admin/users/{ann.id}/status
{"status":1}
200 {"code":200, ...}
POST /api/im/auth/login
{"username":"{ann.name}", "password":"{ann.password}"}
200 {"data":{"token":{t:str}, ...}, ...}
GET /api/im/user/profile
header Authorization Bearer {t}
200 {"data":{"id":{ann.id}, ...}, ...}
== a disabled user is not found, but may be written to
use one user, disabled user
ann: GET /api/im/user/search?keyword={dan.name}
200 {"data":[], ...}
ann: POST /api/im/message/send
{"receiverId": {dan.id}, "type": "TEXT", "content": "for later"}
200 {"code":200, ...}
== it is for administrators
use two people
ann: PUT /api/admin/users/{bob.id}/status
{"status":0}
403 {"code":403, "msg":"无权限操作", "data":null}
PUT /api/admin/users/{bob.id}/status
{"status":0}
401 {"code":401, ...}
bob: GET /api/im/user/profile
200 {"code":200, ...}
== an unknown user, an unknown state
admin: PUT /api/admin/users/999999999/status
{"status":0}
400 {"code":4001, "msg":"用户不存在", "data":null}
use one user
admin: PUT /api/admin/users/{ann.id}/status
{"status":7}
400 {"code":400, "msg":"参数校验失败", "data":{"status":{_:str}}}
