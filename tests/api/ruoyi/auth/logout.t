# ruoyi 1.2 logout
use one user
== the token is dead afterwards, and so is its refresh token
ann: POST /api/im/auth/logout
200 {"code":200, "msg":"退出成功", "data":null}
ann: GET /api/im/user/profile
401 {"code":401, "msg":"未授权，需要登录", "data":null}
POST /api/im/auth/refresh
{"refreshToken":"{ann.refresh}"}
401 {"code":401, "msg":"刷新令牌无效或已过期", "data":null}
ann: POST /api/im/auth/refresh
401 {"code":401, "msg":"刷新令牌无效或已过期", "data":null}
POST /api/im/auth/validateToken
{"token":"{ann.token}"}
200 {"code":200, "msg":"操作成功", "data":false}
== other sign-ins of the same user live on
POST /api/im/auth/login
{"username":"{ann.name}", "password":"{ann.password}"}
200 {"data":{"token":{other:str}, ...}, ...}
ann: POST /api/im/auth/logout
200 {"code":200, ...}
GET /api/im/user/profile
header Authorization Bearer {other}
200 {"code":200, ...}
== sockets of the token are closed, those of another sign-in stay
POST /api/im/auth/login
{"username":"{ann.name}", "password":"{ann.password}"}
200 {"data":{"token":{other:str}, ...}, ...}
ann: WS /ws/im?token={ann.token}
ann < {"type":"connected", ...}
ann/phone: WS /ws/im?token={other}
ann/phone < {"type":"connected", ...}
ann: POST /api/im/auth/logout
200 {"code":200, ...}
ann < {"type":"disconnect", "message":{_:str}, ...}
ann closed 1000
ann/phone > {"type":"ping"}
ann/phone < {"type":"pong", "timestamp":{_:ms}}
== the sign-out outlives a crash
ann: POST /api/im/auth/logout
200 {"code":200, ...}
restart kill -9
ann: GET /api/im/user/profile
401 {"code":401, "msg":"未授权，需要登录", "data":null}
== the old base serves the same
ann: POST /api/auth/logout
200 {"code":200, "msg":"退出成功", "data":null}
ann: GET /api/im/user/profile
401 {"code":401, ...}
== without a token
POST /api/im/auth/logout
401 {"code":401, "msg":"未授权，需要登录", "data":null}
