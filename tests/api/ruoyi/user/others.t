# ruoyi 27 User: by id, several, list, friends; 2.1 info
use two friends, stranger
== one user: how to reach them is for friends
bob: PUT /api/im/user/profile
{"email":"bob_{uniq}@example.com"}
200 {"code":200, ...}
ann: GET /api/im/user/{bob.id}
200 {"code":200, "msg":"操作成功", "data":{"id":{bob.id}, "userId":{bob.id}, "username":"{bob.name}", "nickname":"{bob.nick}", "avatar":"/avatar/default.png", "email":"bob_{uniq}@example.com", "mobile":null, "gender":0, "status":1, "role":"USER", "signature":"", "department":null, "position":null, "online":false, "lastOnlineTime":null}}
sam: GET /api/im/user/{bob.id}
200 {"data":{"id":{bob.id}, "email":null, ...}, ...}
ann: GET /api/im/user/999999999
400 {"code":4001, "msg":"用户不存在", "data":null}
ann: GET /api/im/user/info
200 {"data":{"id":{ann.id}, ...}, ...}
== several, in the order asked, without those who are not there
ann: GET /api/im/user/batch?ids={bob.id},999999999,{ann.id}
200 {"code":200, "msg":"操作成功", "data":[{"id":{bob.id}, ...}, {"id":{ann.id}, ...}]}
ann: GET /api/im/user/batch
400 {"code":400, "msg":"参数校验失败", "data":{"ids":{_:str}}}
== a list by part of the name, in pages
ann: GET /api/im/user/list?keyword={uniq}
200 {"code":200, "data":[..., {"id":{sam.id}, ...}, ...], ...}
ann: GET /api/im/user/list?keyword={uniq}&pageNum=1&pageSize=1
200 {"data":[{...}], "rows":[{...}], "total":3, ...}
ann: GET /api/im/user/list?keyword=nobody_is_called_so
200 {"data":[], ...}
== friends are for oneself and administrators
use administrator
ann: GET /api/im/user/friends/{ann.id}
200 {"code":200, "msg":"操作成功", "data":[{"id":{bob.id}, ...}]}
admin: GET /api/im/user/friends/{bob.id}
200 {"data":[{"id":{ann.id}, ...}], ...}
sam: GET /api/im/user/friends/{ann.id}
403 {"code":403, "msg":"无权限操作", "data":null}
admin: GET /api/im/user/friends/999999999
400 {"code":4001, "msg":"用户不存在", "data":null}
== a change of the profile is heard by contacts and those one talks with
use three people
cat: POST /api/im/conversation/create
{"type":"PRIVATE", "peerUserId":{ann.id}}
200 {"code":200, ...}
bob: WS /ws/im?token={bob.token}
bob < {"type":"connected", ...}
cat: WS /ws/im?token={cat.token}
cat < {"type":"connected", ...}
sam: WS /ws/im?token={sam.token}
sam < {"type":"connected", ...}
ann: PUT /api/im/user/profile
{"nickname":"Ann Lee"}
200 {"code":200, "msg":"更新成功", ...}
bob < {"type":"contact", "action":"updated", "payload":{"userId":{ann.id}, "nickname":"Ann Lee", "avatar":"/avatar/default.png"}, ...}
cat < {"type":"contact", "action":"updated", "payload":{"userId":{ann.id}, "nickname":"Ann Lee", ...}, ...}
sam <! 300ms {"type":"contact", ...}
== an administrator changes anybody's profile, others only their own
use administrator
ann: PUT /api/im/user/{bob.id}
{"nickname":"Nobody"}
403 {"code":403, "msg":"只能修改自己的信息", "data":null}
admin: PUT /api/im/user/{bob.id}
{"nickname":"Robert"}
200 {"code":200, "msg":"更新成功", ...}
ann: GET /api/im/user/{bob.id}
200 {"data":{"nickname":"Robert", ...}, ...}
admin: PUT /api/im/user/999999999
{"nickname":"Nobody"}
400 {"code":4001, "msg":"用户不存在", "data":null}
== without a token
GET /api/im/user/1
401 {"code":401, "msg":"未授权，需要登录", "data":null}
GET /api/im/user/batch?ids=1
401 {"code":401, ...}
GET /api/im/user/list
401 {"code":401, ...}
GET /api/im/user/friends/1
401 {"code":401, ...}
