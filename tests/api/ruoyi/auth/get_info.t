# ruoyi 1 (related beyond S): GET /auth/getInfo
use one user
== the caller's own data
ann: GET /api/im/auth/getInfo
200 {"code":200, "msg":"操作成功", "data":{"userId":{ann.id}, "userInfo":{"id":{ann.id}, "userId":{ann.id}, "username":"{ann.name}", "nickname":"{ann.nick}", "role":"USER", "status":1, ...}, ...}}
== the old base serves the same
ann: GET /api/auth/getInfo
200 {"code":200, "data":{"userId":{ann.id}, ...}, ...}
== without a token
GET /api/im/auth/getInfo
401 {"code":401, "msg":"未授权，需要登录", "data":null}
