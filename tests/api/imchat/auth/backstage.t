# im-chat 3: the back office
use one user, backstage
== an administrator signs in, and out
POST /auth/login
{"username":"admin","password":"test-admin-1"}
200 {"code":200, "message":"success", "data":{"accessToken":{t:str}, "userId":{_:int}, "username":"admin", "roles":["admin"]}}
GET /auth/info
header Authorization Bearer {t}
200 {"code":200, "message":"success", "data":{"userId":{_:int}, "username":"admin", "nickName":{_:str}, "roles":["admin"]}}
POST /auth/logout
header Authorization Bearer {t}
200 {"code":200, "message":"success", "data":null}
GET /auth/info
header Authorization Bearer {t}
200 {"code":401, ...}
== others do not
POST /auth/login
{"username":"{ann.name}","password":"{ann.password}"}
200 {"code":403, "message":"无权限访问", "data":null}
POST /auth/login
{"username":"nobody_{uniq}","password":"x"}
200 {"code":1002, "message":"密码错误", "data":null}
POST /auth/login
{"username":"{ann.name}","password":"wrong"}
200 {"code":1002, "message":"密码错误", "data":null}
POST /auth/login
{"username":"admin"}
200 {"code":400, "message":"密码不能为空", "data":null}
== a user's token opens nothing there, not even that of an administrator
ann: GET /auth/info
200 {"code":403, "message":"无权限访问", "data":null}
GET /auth/info
200 {"code":401, ...}
POST /login
{"username":"admin","password":"test-admin-1"}
200 {"code":200, "data":{"accessToken":{user:str}, ...}, ...}
GET /auth/info
header Authorization Bearer {user}
200 {"code":403, ...}
POST /auth/logout
header Authorization Bearer {user}
200 {"code":403, ...}
