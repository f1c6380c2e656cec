# ruoyi 1.3 refresh
use one user
== a refresh token gives a new pair
POST /api/im/auth/refresh
{"refreshToken":"{ann.refresh}"}
200 {"code":200, "msg":"操作成功", "data":{"token":{t:str}, "userId":{ann.id}, "userInfo":{"id":{ann.id}, "username":"{ann.name}", "nickname":"{ann.nick}", ...}, "refreshToken":{r:str}, "expiresIn":7200}, "token":{t}, "expiresIn":7200000}
GET /api/im/user/profile
header Authorization Bearer {t}
200 {"code":200, "data":{"id":{ann.id}, ...}, ...}
POST /api/im/auth/refresh
{"refreshToken":"{r}"}
200 {"code":200, ...}
== the refresh token may come in the query
POST /api/im/auth/refresh?refreshToken={ann.refresh}
200 {"code":200, "data":{"userId":{ann.id}, ...}, ...}
== the bearer alone does, as the published client sends it
ann: POST /api/im/auth/refresh
200 {"code":200, "data":{"token":{t:str}, "userId":{ann.id}, ...}, ...}
GET /api/im/user/profile
header Authorization Bearer {t}
200 {"code":200, ...}
== nonsense is refused
POST /api/im/auth/refresh
{"refreshToken":"nonsense"}
401 {"code":401, "msg":"刷新令牌无效或已过期", "data":null}
== nothing is refused
POST /api/im/auth/refresh
401 {"code":401, "msg":"刷新令牌无效或已过期", "data":null}
== a refresh token is no access token
GET /api/im/user/profile
header Authorization Bearer {ann.refresh}
401 {"code":401, "msg":"未授权，需要登录", "data":null}
== an access token that expired 29 minutes ago is taken
clock +149m
ann: GET /api/im/user/profile
401 {"code":401, "msg":"未授权，需要登录", "data":null}
ann: POST /api/im/auth/refresh
200 {"code":200, "data":{"token":{t:str}, ...}, ...}
GET /api/im/user/profile
header Authorization Bearer {t}
200 {"code":200, ...}
== an access token that expired 31 minutes ago is refused
clock +151m
ann: POST /api/im/auth/refresh
401 {"code":401, "msg":"刷新令牌无效或已过期", "data":null}
POST /api/im/auth/refresh
{"refreshToken":"{ann.refresh}"}
200 {"code":200, ...}
== a refresh token lasts 7 days
clock +167h
POST /api/im/auth/refresh
{"refreshToken":"{ann.refresh}"}
200 {"code":200, ...}
== a refresh token older than 7 days is refused
clock +169h
POST /api/im/auth/refresh
{"refreshToken":"{ann.refresh}"}
401 {"code":401, "msg":"刷新令牌无效或已过期", "data":null}
== it outlives a crash
restart kill -9
POST /api/im/auth/refresh
{"refreshToken":"{ann.refresh}"}
200 {"code":200, "data":{"userId":{ann.id}, ...}, ...}
== a token that was replaced a while ago ends all that came of it
POST /api/im/auth/refresh
{"refreshToken":"{ann.refresh}"}
200 {"code":200, "data":{"token":{t:str}, "refreshToken":{r:str}, ...}, ...}
header cache-control no-store
# At once it may be a second page of the same client.
POST /api/im/auth/refresh
{"refreshToken":"{ann.refresh}"}
401 {"code":401, "msg":"刷新令牌无效或已过期", "data":null}
POST /api/im/auth/refresh
{"refreshToken":"{r}"}
200 {"code":200, "data":{"token":{t2:str}, "refreshToken":{r2:str}, ...}, ...}
ann: WS /ws/im?token={t2}
ann < {"type":"connected", ...}
clock +61s
POST /api/im/auth/refresh
{"refreshToken":"{r}"}
401 {"code":401, "msg":"刷新令牌无效或已过期", "data":null}
ann < {"type":"disconnect", ...}
ann closed 1000
POST /api/im/auth/refresh
{"refreshToken":"{r2}"}
401 {"code":401, "msg":"刷新令牌无效或已过期", "data":null}
GET /api/im/user/profile
header Authorization Bearer {t2}
401 {"code":401, "msg":"未授权，需要登录", "data":null}
