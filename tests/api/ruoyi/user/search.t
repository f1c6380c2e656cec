# ruoyi 2.5 search
use two people
== by a part of the username, in any case
ann: GET /api/im/user/search?keyword=bob_{uniq}
200 {"code":200, "msg":"操作成功", "data":[{"id":{bob.id}, "userId":{bob.id}, "username":"{bob.name}", "nickname":"{bob.nick}", "avatar":"/avatar/default.png", ...}]}
ann: GET /api/im/user/search?keyword=BOB_{uniq}
200 {"data":[{"id":{bob.id}, ...}], ...}
== by a part of the nickname
ann: GET /api/im/user/search?keyword=bob%20{uniq}
200 {"data":[{"id":{bob.id}, ...}], ...}
== by two Chinese characters
bob: PUT /api/im/user/profile
{"nickname":"欧阳{uniq}"}
200 {"code":200, ...}
ann: GET /api/im/user/search?keyword=阳{uniq}
200 {"data":[{"id":{bob.id}, "nickname":"欧阳{uniq}", ...}], ...}
== by the whole mobile number, not by a part of it
bob: PUT /api/im/user/profile
{"mobile":"{phone}"}
200 {"code":200, ...}
ann: GET /api/im/user/search?keyword={phone}
200 {"data":[{"id":{bob.id}, ...}], ...}
== never a password
ann: GET /api/im/user/search?keyword={bob.name}
200 {"data":[{"id":{bob.id}, "userId":{_:int}, "username":{_:str}, "nickname":{_:str}, "avatar":{_:str}, "email":{_:any}, "mobile":{_:any}, "gender":0, "status":1, "role":"USER", "signature":{_:any}, "department":{_:any}, "position":{_:any}, "online":false, "lastOnlineTime":{_:any}}], ...}
== signs of a pattern are ordinary characters
ann: GET /api/im/user/search?keyword=bob%25{uniq}
200 {"data":[], ...}
ann: GET /api/im/user/search?keyword=bo*{uniq}
200 {"data":[], ...}
ann: GET /api/im/user/search?keyword=%27%22%5C
200 {"data":[], ...}
== a blank keyword finds nobody
ann: GET /api/im/user/search?keyword=%20
200 {"code":200, "msg":"操作成功", "data":[]}
ann: GET /api/im/user/search
200 {"code":200, "msg":"操作成功", "data":[]}
== without a token
GET /api/im/user/search?keyword=a
401 {"code":401, "msg":"未授权，需要登录", "data":null}
