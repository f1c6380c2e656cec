# im-chat 2.1.6 search, and one user
use two people
== part of a name or nickname, telephone, address; oneself too
ann: GET /user/search?name={uniq}
200 {"code":200, "message":"success", "data":[{"id":{ann.id}, "username":"{ann.name}", "nickName":"{ann.nick}", "headImage":null, "sex":0, "signature":"", "isOnline":false}, {"id":{bob.id}, ...}]}
POST /register
{"username":"tel_{uniq}","password":"secret-1","phone":"{phone}","email":"tel{uniq}@example.com"}
200 {"code":200, "data":{"userId":{tel:int}, ...}, ...}
ann: GET /user/search?name={phone}
200 {"code":200, "data":[{"id":{tel}, ...}], ...}
ann: GET /user/search?name=tel{uniq}@example.com
200 {"code":200, "data":[{"id":{tel}, ...}], ...}
== nobody has that name
ann: GET /user/search?name=nobody_at_all_{uniq}
200 {"code":200, "message":"success", "data":[]}
== a name is needed
ann: GET /user/search
200 {"code":400, "message":"name不能为空", "data":null}
ann: GET /user/search?name=
200 {"code":400, "message":"name不能为空", "data":null}
GET /user/search?name=x
200 {"code":401, ...}
== somebody who is not there
ann: GET /user/find/999999999999
200 {"code":1001, "message":"用户不存在", "data":null}
ann: GET /user/find/rubbish
200 {"code":400, ...}
== an account that is closed is found no more, and its name is free
bob: DELETE /unregister
200 {"code":200, "message":"success", "data":null}
ann: GET /user/find/{bob.id}
200 {"code":1001, ...}
bob: GET /user/self
200 {"code":401, ...}
POST /register
{"username":"{bob.name}","password":"secret-1"}
200 {"code":200, ...}
== a name of 64 characters, and of more
ann: GET /user/search?name={a*64}
200 {"code":200, "message":"success", "data":[]}
ann: GET /user/search?name={a*65}
200 {"code":400, "message":"name长度超出限制", "data":null}
ann: GET /user/search?name=%20
200 {"code":400, "message":"name不能为空", "data":null}
== part of a nickname; who is banned is listed, who is gone is not
use three people, backstage
cat: PUT /user/update
{"nickName":"Nick {uniq} cat"}
200 {"code":200, ...}
bob: PUT /user/update
{"nickName":"Nick {uniq} bob"}
200 {"code":200, ...}
admin: PUT /im/user/ban
{"userId":{bob.id}}
200 {"code":200, ...}
ann: GET /user/search?name=ck%20{uniq}%20
200 {"code":200, "data":[{"id":{bob.id}, ...}, {"id":{cat.id}, ...}], ...}
cat: DELETE /unregister
200 {"code":200, ...}
ann: GET /user/search?name=ck%20{uniq}%20
200 {"code":200, "data":[{"id":{bob.id}, ...}], ...}
== what one user is to the caller
use two friends, stranger
ann: POST /blacklist/add
{"targetId":{sam.id}}
200 {"code":200, ...}
ann: GET /user/find/{bob.id}
200 {"code":200, "message":"success", "data":{"id":{bob.id}, "username":"{bob.name}", "nickName":"{bob.nick}", "headImage":null, "sex":0, "signature":"", "isOnline":false, "isFriend":true, "isInBlacklist":false}}
ann: GET /user/find/{sam.id}
200 {"code":200, "data":{"isFriend":false, "isInBlacklist":true, ...}, ...}
do connect sam
ann: GET /user/find/{sam.id}
200 {"code":200, "data":{"isOnline":true, ...}, ...}
