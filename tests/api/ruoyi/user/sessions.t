# beyond ruoyi 1: where one is signed in, and signing out there
use two people
== one of the list is signed out, and its connection ends; the one that asks stays
POST /api/im/auth/login
{"username":"{ann.name}", "password":"{ann.password}", "clientType":"PC"}
200 {"data":{"token":{t:str}, ...}, ...}
ann: GET /api/im/user/sessions
200 {"code":200, "data":[{"id":{pc:int}, "dialect":"ruoyi", "clientType":"PC", "address":"127.0.0.1", "loginTime":{_:time}, "lastSeenTime":{_:time}, "current":false}, {"id":{here:int}, "current":true, ...}], ...}
ann/pc: WS /ws/im?token={t}
ann/pc < {"type":"connected", ...}
ann: DELETE /api/im/user/sessions/{pc}
200 {"code":200, "msg":"已退出登录", "data":null}
ann/pc < {"type":"disconnect", ...}
ann/pc closed 1000
GET /api/im/user/profile
header Authorization Bearer {t}
401 {"code":401, ...}
ann: GET /api/im/user/sessions
200 {"data":[{"id":{here}, "current":true, ...}], ...}
ann: DELETE /api/im/user/sessions/{pc}
404 {"code":404, "msg":"资源不存在", "data":null}
== another person's is not there
ann: GET /api/im/user/sessions
200 {"data":[{"id":{here:int}, "current":true, ...}], ...}
bob: DELETE /api/im/user/sessions/{here}
404 {"code":404, "msg":"资源不存在", "data":null}
ann: GET /api/im/user/profile
200 {"code":200, ...}
== all others
POST /api/im/auth/login
{"username":"{ann.name}", "password":"{ann.password}"}
200 {"data":{"token":{t:str}, ...}, ...}
ann: DELETE /api/im/user/sessions
200 {"code":200, "msg":"已退出其他登录", "data":null}
GET /api/im/user/profile
header Authorization Bearer {t}
401 {"code":401, ...}
ann: GET /api/im/user/sessions
200 {"data":[{"current":true, ...}], ...}
bob: GET /api/im/user/profile
200 {"code":200, ...}
