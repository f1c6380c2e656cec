# ruoyi 1 (related beyond S): POST /auth/register
use nobody
== a new user has the documented defaults
POST /api/im/auth/register
{"username":"r_{uniq}", "password":"secret-7", "nickname":"Rae {uniq}", "email":"{uniq}@example.com", "mobile":"{phone}"}
200 {"code":200, "msg":"注册成功", "data":{id:int}}
POST /api/im/auth/login
{"username":"r_{uniq}", "password":"secret-7"}
200 {"code":200, "data":{"userId":{id}, "userInfo":{"id":{id}, "username":"r_{uniq}", "nickname":"Rae {uniq}", "avatar":"/avatar/default.png", "gender":0, "status":1, "role":"USER", "email":"{uniq}@example.com", "mobile":"{phone}", ...}, ...}, ...}
== without a nickname the username is shown
POST /api/im/auth/register
{"username":"r_{uniq}", "password":"secret-7"}
200 {"code":200, "msg":"注册成功", "data":{id:int}}
POST /api/im/auth/login
{"username":"r_{uniq}", "password":"secret-7"}
200 {"code":200, "data":{"userInfo":{"nickname":"r_{uniq}", ...}, ...}, ...}
== a form does as well as JSON
POST /api/im/auth/register
form username=r_{uniq}&password=secret-7&nickname=%E5%BC%A0%E4%B8%89
200 {"code":200, "msg":"注册成功", "data":{id:int}}
POST /api/im/auth/login
{"username":"r_{uniq}", "password":"secret-7"}
200 {"code":200, "data":{"userInfo":{"nickname":"张三", ...}, ...}, ...}
== the old base serves the same
POST /api/auth/register
{"username":"r_{uniq}", "password":"secret-7"}
200 {"code":200, "msg":"注册成功", "data":{_:int}}
== a name is given once
POST /api/im/auth/register
{"username":"r_{uniq}", "password":"secret-7"}
200 {"code":200, ...}
POST /api/im/auth/register
{"username":"r_{uniq}", "password":"other-1"}
400 {"code":4002, "msg":"用户已存在", "data":null}
== a username of 3 and of 20 characters is taken
POST /api/im/auth/register
{"username":"{uniq}{a*11}", "password":"secret-7"}
200 {"code":200, ...}
== a username of 2 characters is refused
POST /api/im/auth/register
{"username":"ab", "password":"secret-7"}
400 {"code":400, "msg":"参数校验失败", "data":{"username":"用户名长度必须在3-20之间"}}
== a username of 21 characters is refused
POST /api/im/auth/register
{"username":"{uniq}{a*12}", "password":"secret-7"}
400 {"code":400, "msg":"参数校验失败", "data":{"username":"用户名长度必须在3-20之间"}}
== a username with other characters is refused
POST /api/im/auth/register
{"username":"r-{uniq}", "password":"secret-7"}
400 {"code":400, "msg":"参数校验失败", "data":{"username":"用户名只能包含字母、数字和下划线"}}
== a Chinese username is refused
POST /api/im/auth/register
{"username":"张三李四", "password":"secret-7"}
400 {"code":400, "msg":"参数校验失败", "data":{"username":"用户名只能包含字母、数字和下划线"}}
== a missing username is named
POST /api/im/auth/register
{"password":"secret-7"}
400 {"code":400, "msg":"参数校验失败", "data":{"username":"用户名不能为空"}}
== a missing password is named
POST /api/im/auth/register
{"username":"r_{uniq}"}
400 {"code":400, "msg":"参数校验失败", "data":{"password":"密码不能为空"}}
== a password of 5 characters is refused
POST /api/im/auth/register
{"username":"r_{uniq}", "password":"12345"}
400 {"code":400, "msg":"参数校验失败", "data":{"password":{_:str}}}
== a password of 33 characters is refused
POST /api/im/auth/register
{"username":"r_{uniq}", "password":"{x*33}"}
400 {"code":400, "msg":"参数校验失败", "data":{"password":{_:str}}}
== a password of 32 characters is taken
POST /api/im/auth/register
{"username":"r_{uniq}", "password":"aB3-xK9{x*25}"}
200 {"code":200, ...}
POST /api/im/auth/login
{"username":"r_{uniq}", "password":"aB3-xK9{x*25}"}
200 {"code":200, ...}
== a nickname of 51 characters is refused
POST /api/im/auth/register
{"username":"r_{uniq}", "password":"secret-7", "nickname":"{字*51}"}
400 {"code":400, "msg":"参数校验失败", "data":{"nickname":{_:str}}}
== a nickname of 50 characters is taken
POST /api/im/auth/register
{"username":"r_{uniq}", "password":"secret-7", "nickname":"{字*50}"}
200 {"code":200, ...}
== a mobile number of another form is refused
POST /api/im/auth/register
{"username":"r_{uniq}", "password":"secret-7", "mobile":"12345678901"}
400 {"code":400, "msg":"参数校验失败", "data":{"mobile":"手机号格式不正确"}}
== an e-mail address of another form is refused
POST /api/im/auth/register
{"username":"r_{uniq}", "password":"secret-7", "email":"nobody"}
400 {"code":400, "msg":"参数校验失败", "data":{"email":"邮箱格式不正确"}}
== a refused registration makes nobody
POST /api/im/auth/register
{"username":"r_{uniq}", "password":"12345"}
400 {"code":400, ...}
POST /api/im/auth/register
{"username":"r_{uniq}", "password":"9-zkq7"}
200 {"code":200, ...}
== a mobile number belongs to one user
POST /api/im/auth/register
{"username":"r_{uniq}", "password":"secret-7", "mobile":"{phone}"}
200 {"code":200, ...}
POST /api/im/auth/register
{"username":"s_{uniq}", "password":"secret-7", "mobile":"{phone}"}
400 {"code":4002, "msg":{_:str}, "data":null}
== passwords that everybody tries first are refused
POST /api/im/auth/register
{"username":"weak_{uniq}", "password":"123456"}
400 {"code":400, "msg":"密码过于常见，请换一个", "data":null}
POST /api/im/auth/register
{"username":"weak_{uniq}", "password":"P@ssw0rd1"}
400 {"code":400, "msg":"密码过于常见，请换一个", "data":null}
POST /api/im/auth/register
{"username":"weak_{uniq}", "password":"WEAK_{uniq}"}
400 {"code":400, "msg":"密码过于常见，请换一个", "data":null}
POST /api/im/auth/register
{"username":"weak_{uniq}", "password":"zebra-{uniq}", "nickname":"Zebra-{uniq}"}
400 {"code":400, "msg":"密码过于常见，请换一个", "data":null}
POST /api/im/auth/register
{"username":"weak_{uniq}", "password":"{phone}", "mobile":"{phone}"}
400 {"code":400, "msg":"密码过于常见，请换一个", "data":null}
== names of administrators are nobody else's
POST /api/im/auth/register
{"username":"Administrator", "password":"secret-7"}
400 {"code":4002, "msg":"用户已存在", "data":null}
POST /api/im/auth/register
{"username":"r00t", "password":"secret-7"}
400 {"code":4002, "msg":"用户已存在", "data":null}
POST /api/im/auth/register
{"username":"4dm1n_", "password":"secret-7"}
400 {"code":4002, "msg":"用户已存在", "data":null}
