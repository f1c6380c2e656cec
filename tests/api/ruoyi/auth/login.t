# ruoyi 1.1 login
use one user
== the answer has every documented key
POST /api/im/auth/login
{"username":"{ann.name}", "password":"{ann.password}", "clientType":"WEB", "rememberMe":true}
200 {"code":200, "msg":"操作成功", "data":{"token":{t:str}, "userId":{ann.id}, "userInfo":{"id":{ann.id}, "userId":{ann.id}, "username":"{ann.name}", "nickname":"{ann.nick}", "avatar":"/avatar/default.png", "email":{_:str?}, "mobile":{_:str?}, "gender":0, "signature":{_:str?}, "role":"USER", "status":1, "department":{_:str?}, "position":{_:str?}, ...}, "refreshToken":{r:str}, "expiresIn":7200}}
GET /api/im/user/profile
header Authorization Bearer {t}
200 {"code":200, "data":{"id":{ann.id}, ...}, ...}
== form fields and query parameters do as well
POST /api/im/auth/login
form username={ann.name}&password={ann.password}
200 {"code":200, "data":{"userId":{ann.id}, ...}, ...}
POST /api/im/auth/login?username={ann.name}&password={ann.password}
200 {"code":200, "data":{"userId":{ann.id}, ...}, ...}
== query goes before form and body
POST /api/im/auth/login?username={ann.name}
{"username":"nobody", "password":"{ann.password}"}
200 {"code":200, "data":{"userId":{ann.id}, ...}, ...}
== the old base serves the same
POST /api/auth/login
{"username":"{ann.name}", "password":"{ann.password}"}
200 {"code":200, "data":{"userId":{ann.id}, ...}, ...}
== the mobile number signs in too
POST /api/im/auth/register
{"username":"m_{uniq}", "password":"secret-7", "mobile":"{phone}"}
200 {"code":200, "data":{id:int}, ...}
POST /api/im/auth/login
{"username":"{phone}", "password":"secret-7"}
200 {"code":200, "data":{"userId":{id}, ...}, ...}
== a wrong password
POST /api/im/auth/login
{"username":"{ann.name}", "password":"wrong-1"}
400 {"code":4003, "msg":"用户名或密码错误", "data":null}
== an unknown name answers the same
POST /api/im/auth/login
{"username":"no_{uniq}", "password":"wrong-1"}
400 {"code":4003, "msg":"用户名或密码错误", "data":null}
== the password has its case
POST /api/im/auth/login
{"username":"{ann.name}", "password":"SECRET-1"}
400 {"code":4003, "msg":"用户名或密码错误", "data":null}
== without a username
POST /api/im/auth/login
{"password":"secret-7"}
400 {"code":400, "msg":"参数校验失败", "data":{"username":"用户名不能为空"}}
== a blank username
POST /api/im/auth/login
{"username":"  ", "password":"secret-7"}
400 {"code":400, "msg":"参数校验失败", "data":{"username":"用户名不能为空"}}
== without a password
POST /api/im/auth/login
{"username":"{ann.name}"}
400 {"code":400, "msg":"参数校验失败", "data":{"password":"密码不能为空"}}
== an empty body
POST /api/im/auth/login
400 {"code":400, "msg":"参数校验失败", ...}
== a name of another type is named
POST /api/im/auth/login
{"username":["{ann.name}"], "password":"{ann.password}"}
400 {"code":400, "msg":"参数校验失败", "data":{"username":{_:str}}}
== two sign-ins give two tokens that live side by side
POST /api/im/auth/login
{"username":"{ann.name}", "password":"{ann.password}"}
200 {"data":{"token":{a:str}, ...}, ...}
POST /api/im/auth/login
{"username":"{ann.name}", "password":"{ann.password}"}
200 {"data":{"token":{b:str}, ...}, ...}
GET /api/im/user/profile
header Authorization Bearer {a}
200 {"code":200, ...}
GET /api/im/user/profile
header Authorization Bearer {b}
200 {"code":200, ...}
== five failures close the door for 15 minutes
POST /api/im/auth/login
{"username":"{ann.name}", "password":"wrong-1"}
400 {"code":4003, ...}
POST /api/im/auth/login
{"username":"{ann.name}", "password":"wrong-2"}
400 {"code":4003, ...}
POST /api/im/auth/login
{"username":"{ann.name}", "password":"wrong-3"}
400 {"code":4003, ...}
POST /api/im/auth/login
{"username":"{ann.name}", "password":"wrong-4"}
400 {"code":4003, ...}
POST /api/im/auth/login
{"username":"{ann.name}", "password":"wrong-5"}
400 {"code":4003, ...}
POST /api/im/auth/login
{"username":"{ann.name}", "password":"{ann.password}"}
400 {"code":400, "msg":"登录失败次数过多，请稍后再试", "data":null}
clock +16m
POST /api/im/auth/login
{"username":"{ann.name}", "password":"{ann.password}"}
200 {"code":200, ...}
