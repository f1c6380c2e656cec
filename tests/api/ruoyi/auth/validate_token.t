# ruoyi 1.4 validateToken: always code 200
use one user
== a good token in the body, the query, a form, the header
POST /api/im/auth/validateToken
{"token":"{ann.token}"}
200 {"code":200, "msg":"操作成功", "data":true}
POST /api/im/auth/validateToken?token={ann.token}
200 {"code":200, "msg":"操作成功", "data":true}
POST /api/im/auth/validateToken
form token={ann.token}
200 {"code":200, "msg":"操作成功", "data":true}
ann: POST /api/im/auth/validateToken
200 {"code":200, "msg":"操作成功", "data":true}
== no token
POST /api/im/auth/validateToken
200 {"code":200, "msg":"操作成功", "data":false}
== nonsense
POST /api/im/auth/validateToken
{"token":"x.y.z"}
200 {"code":200, "msg":"操作成功", "data":false}
== an expired one
clock +121m
POST /api/im/auth/validateToken
{"token":"{ann.token}"}
200 {"code":200, "msg":"操作成功", "data":false}
