# im-chat 2.1 [X] unregister
use two friends
== names are free, friends hear of it, and the user is gone
POST /register
{"username":"gone_{uniq}","password":"secret-1","phone":"{phone}","email":"gone{uniq}@example.com"}
200 {"code":200, "data":{"userId":{id:int}, ...}, ...}
POST /login
{"username":"gone_{uniq}","password":"secret-1"}
200 {"code":200, "data":{"accessToken":{t:str}, ...}, ...}
ann: PUT /user/manualApprove
{"enabled":false}
200 {"code":200, ...}
POST /friend/request/apply
header Authorization Bearer {t}
{"friendId":{ann.id}}
200 {"code":200, "data":{"status":2, ...}, ...}
do connect ann
DELETE /unregister
header Authorization Bearer {t}
200 {"code":200, "message":"success", "data":null}
ann < {"type":"PRIVATE_MESSAGE", "data":{"id":null, "messageType":81, "senderId":{id}, ...}}
ann: GET /friend/list
200 {"code":200, "data":[{"id":{bob.id}, ...}], ...}
ann: POST /friend/request/apply
{"friendId":{id}}
200 {"code":1001, "message":"用户不存在", "data":null}
ann: POST /blacklist/add
{"targetId":{id}}
200 {"code":1001, "message":"用户不存在", "data":null}
ann: PUT /friend/remark
{"friendId":{id},"remark":"x"}
200 {"code":1001, "message":"用户不存在", "data":null}
POST /login
{"username":"{phone}","password":"secret-1"}
200 {"code":1001, ...}
POST /register
{"username":"gone_{uniq}","password":"secret-1","phone":"{phone}","email":"gone{uniq}@example.com"}
200 {"code":200, ...}
== the user's sockets are told and closed
do connect bob
bob: DELETE /unregister
200 {"code":200, ...}
bob < {"type":"SYSTEM_MESSAGE", "code":200, "message":"success", "data":{"event":"USER_UNREG", "content":{_:str?}, "time":{_:time}}}
bob closed 4003
