# ruoyi 2.1, 2.2 own profile
use one user
== the caller's user object has every documented key
ann: GET /api/im/user/profile
200 {"code":200, "msg":"操作成功", "data":{"id":{ann.id}, "userId":{ann.id}, "username":"{ann.name}", "nickname":"{ann.nick}", "avatar":"/avatar/default.png", "email":{_:str?}, "mobile":{_:str?}, "gender":0, "status":1, "role":"USER", "signature":{_:str?}, "department":{_:str?}, "position":{_:str?}, "online":{_:bool}, "lastOnlineTime":{_:time?}}}
== the R path answers the same
ann: GET /api/im/user/info
200 {"code":200, "data":{"id":{ann.id}, "username":"{ann.name}", ...}, ...}
== what is given is changed, what is absent stays
ann: PUT /api/im/user/profile
{"nickname":"安 {uniq}", "gender":2, "signature":"hello", "email":"{uniq}@example.com", "mobile":"{phone}"}
200 {"code":200, "msg":"更新成功", "data":{_:any}}
ann: PUT /api/im/user/profile
{"signature":"second"}
200 {"code":200, "msg":"更新成功", "data":{_:any}}
ann: GET /api/im/user/profile
200 {"data":{"nickname":"安 {uniq}", "gender":2, "signature":"second", "email":"{uniq}@example.com", "mobile":"{phone}", ...}, ...}
== username, role and status are not editable
ann: PUT /api/im/user/profile
{"username":"x_{uniq}", "role":"ADMIN", "status":0, "nickname":"Other"}
200 {"code":200, ...}
ann: GET /api/im/user/profile
200 {"data":{"username":"{ann.name}", "role":"USER", "status":1, "nickname":"Other", ...}, ...}
== a nickname of 1 character
ann: PUT /api/im/user/profile
{"nickname":"a"}
400 {"code":400, "msg":"参数校验失败", "data":{"nickname":"昵称长度必须在2-50个字符之间"}}
== a nickname of 51 characters, though 50 are taken
ann: PUT /api/im/user/profile
{"nickname":"{字*50}"}
200 {"code":200, ...}
ann: PUT /api/im/user/profile
{"nickname":"{字*51}"}
400 {"code":400, "msg":"参数校验失败", "data":{"nickname":"昵称长度必须在2-50个字符之间"}}
== an e-mail address of another form
ann: PUT /api/im/user/profile
{"email":"x"}
400 {"code":400, "msg":"参数校验失败", "data":{"email":"邮箱格式不正确"}}
== a mobile number of another form
ann: PUT /api/im/user/profile
{"mobile":"123"}
400 {"code":400, "msg":"参数校验失败", "data":{"mobile":"手机号格式不正确"}}
== gender is 0, 1 or 2
ann: PUT /api/im/user/profile
{"gender":3}
400 {"code":400, "msg":"参数校验失败", "data":{"gender":"性别值不正确"}}
ann: PUT /api/im/user/profile
{"gender":-1}
400 {"code":400, "msg":"参数校验失败", "data":{"gender":"性别值不正确"}}
== a signature of 201 characters, though 200 are taken
ann: PUT /api/im/user/profile
{"signature":"{字*200}"}
200 {"code":200, ...}
ann: PUT /api/im/user/profile
{"signature":"{字*201}"}
400 {"code":400, "msg":"参数校验失败", "data":{"signature":"签名长度不能超过200个字符"}}
== one bad field changes nothing
ann: PUT /api/im/user/profile
{"nickname":"Changed", "gender":9}
400 {"code":400, ...}
ann: GET /api/im/user/profile
200 {"data":{"nickname":"{ann.nick}", ...}, ...}
== an empty body changes nothing
ann: PUT /api/im/user/profile
200 {"code":200, "msg":"更新成功", ...}
== numbers as strings and query parameters are taken
ann: PUT /api/im/user/profile?gender=1&signature=from%20query
200 {"code":200, ...}
ann: GET /api/im/user/profile
200 {"data":{"gender":1, "signature":"from query", ...}, ...}
== a change outlives a crash
ann: PUT /api/im/user/profile
{"nickname":"Kept {uniq}"}
200 {"code":200, ...}
restart kill -9
ann: GET /api/im/user/profile
200 {"data":{"nickname":"Kept {uniq}", ...}, ...}
== without a token
PUT /api/im/user/profile
{"nickname":"x"}
401 {"code":401, "msg":"未授权，需要登录", "data":null}
== what one does is kept, and shown to others
use two people
ann: PUT /api/im/user/{ann.id}
{"position":"Cook", "department":"Kitchen", "phone":"{phone}"}
200 {"code":200, "msg":"更新成功", "data":{"position":"Cook", "department":"Kitchen", "mobile":"{phone}", ...}}
ann: GET /api/im/user/profile
200 {"data":{"position":"Cook", "department":"Kitchen", ...}, ...}
bob: GET /api/im/user/{ann.id}
200 {"data":{"position":"Cook", "department":"Kitchen", ...}, ...}
ann: PUT /api/im/user/profile
{"position":""}
200 {"data":{"position":null, "department":"Kitchen", ...}, ...}
ann: PUT /api/im/user/profile
{"position":"{字*51}", "department":"{字*51}"}
400 {"code":400, "msg":"参数校验失败", "data":{"position":"职位长度不能超过50个字符", "department":"部门长度不能超过50个字符"}}
== what one calls a friend, put into that friend's profile
use two friends
ann: PUT /api/im/user/{bob.id}
{"remarkName":"Bobby"}
200 {"code":200, ...}
ann: GET /api/im/contact/{bob.id}
200 {"data":{"remark":"Bobby", ...}, ...}
use stranger
ann: PUT /api/im/user/{sam.id}
{"remarkName":"Sammy"}
400 {"code":4007, "msg":"好友关系不存在", "data":null}
