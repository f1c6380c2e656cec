# ruoyi 0.3 authentication: every way in which a token can be wrong
use one user, forged tokens
== no token, empty tokens, another scheme
GET /api/im/user/profile
401 {"code":401, "msg":"未授权，需要登录", "data":null}
GET /api/im/user/profile
header Authorization Bearer
401 {"code":401, "msg":"未授权，需要登录", "data":null}
GET /api/im/user/profile
header Authorization Basic {ann.token}
401 {"code":401, "msg":"未授权，需要登录", "data":null}
GET /api/im/user/profile
header Authorization {ann.token}
401 {"code":401, "msg":"未授权，需要登录", "data":null}
== algorithm none
GET /api/im/user/profile
header Authorization Bearer {forged.none}
401 {"code":401, "msg":"未授权，需要登录", "data":null}
== algorithm none with a signature
GET /api/im/user/profile
header Authorization Bearer {forged.noneSigned}
401 {"code":401, "msg":"未授权，需要登录", "data":null}
== signed with another key
GET /api/im/user/profile
header Authorization Bearer {forged.key}
401 {"code":401, "msg":"未授权，需要登录", "data":null}
== other claims under a good signature
GET /api/im/user/profile
header Authorization Bearer {forged.payload}
401 {"code":401, "msg":"未授权，需要登录", "data":null}
== the signature cut off
GET /api/im/user/profile
header Authorization Bearer {forged.cut}
401 {"code":401, "msg":"未授权，需要登录", "data":null}
== one bit of the signature
GET /api/im/user/profile
header Authorization Bearer {forged.bit}
401 {"code":401, "msg":"未授权，需要登录", "data":null}
== nonsense
GET /api/im/user/profile
header Authorization Bearer ..
401 {"code":401, "msg":"未授权，需要登录", "data":null}
GET /api/im/user/profile
header Authorization Bearer a.b.c
401 {"code":401, "msg":"未授权，需要登录", "data":null}
GET /api/im/user/profile
header Authorization Bearer {x*6000}
401 {"code":401, "msg":"未授权，需要登录", "data":null}
== the userId header means nothing
GET /api/im/user/profile
header userId {ann.id}
401 {"code":401, "msg":"未授权，需要登录", "data":null}
== the userId header does not override the token
use stranger
ann: GET /api/im/user/profile
header userId {sam.id}
200 {"data":{"id":{ann.id}, ...}, ...}
== a token in the query is none
GET /api/im/user/profile?token={ann.token}
401 {"code":401, "msg":"未授权，需要登录", "data":null}
== an expired token
clock +119m
ann: GET /api/im/user/profile
200 {"code":200, ...}
clock +2m
ann: GET /api/im/user/profile
401 {"code":401, "msg":"未授权，需要登录", "data":null}
