# im-chat 1.2, 1.5: where tokens stand, and which are none
use one user
== a header of its own is as good; Authorization wins
GET /user/self
header accessToken {ann.token}
200 {"code":200, ...}
GET /user/self
header accessToken {ann.token}
header Authorization Bearer rubbish
200 {"code":401, ...}
== no token, another scheme, a cut one
GET /user/self
200 {"code":401, "message":"未授权，Token无效或过期", "data":null}
GET /user/self
header Authorization Basic {ann.token}
200 {"code":401, ...}
GET /user/self
header Authorization Bearer {ann.token}x
200 {"code":401, ...}
== 401 comes before the shape of a request
POST /friend/request/apply
{"friendId":"rubbish"}
200 {"code":401, ...}
== a token of RuoYi-IM does for requests, and for nothing else
use ruoyi user, administrator
GET /user/self
header Authorization Bearer {rae.token}
200 {"code":200, "data":{"id":{rae.id}, ...}, ...}
rae: WS /ws?accessToken={rae.token}
401 any
GET /im/user/list
header Authorization Bearer {rae.token}
200 {"code":403, ...}
GET /im/user/list
header Authorization Bearer {admin.token}
200 {"code":403, ...}
GET /user/self
header Authorization Bearer {rae.token}x
200 {"code":401, ...}
== a token from here is none at RuoYi-IM
GET /api/im/auth/getInfo
header Authorization Bearer {ann.token}
401 {"code":401, ...}
== after the logout there its token is none here either
use ruoyi user
rae: POST /api/im/auth/logout
200 {"code":200, ...}
GET /user/self
header Authorization Bearer {rae.token}
200 {"code":401, ...}
