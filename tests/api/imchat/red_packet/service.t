# im-chat 4: the service that divides packets; no money moves
use two people, backstage
== with the token of whom it is about
ann: POST /red/packet/hand/out
{"userId":{ann.id},"total":0.03,"count":3,"type":2}
200 {"code":200, "message":"success", "data":{p:str}}
bob: POST /red/packet/isRob
{"userId":{bob.id},"redId":"{p}"}
200 {"code":200, "message":"success", "data":false}
bob: POST /red/packet/rob
{"userId":{bob.id},"redId":"{p}"}
200 {"code":200, "message":"success", "data":0.01}
bob: POST /red/packet/isRob
{"userId":{bob.id},"redId":"{p}"}
200 {"code":200, "message":"success", "data":true}
bob: POST /red/packet/rob
{"userId":{bob.id},"redId":"{p}"}
200 {"code":5002, ...}
bob: POST /red/packet/rob
{"userId":{ann.id},"redId":"{p}"}
200 {"code":403, ...}
POST /red/packet/rob
{"userId":{ann.id},"redId":"{p}"}
200 {"code":401, ...}
POST /red/packet/hand/out
{}
200 {"code":401, ...}
ann: GET /user/self
200 {"code":200, "data":{"balance":0.00, ...}, ...}
bob: POST /redPackage/rob
{"redPacketId":"{p}"}
200 {"code":404, ...}
== the back office may for anybody
admin: POST /red/packet/hand/out
{"userId":77,"total":100.00,"count":1}
200 {"code":200, "data":{p:str}, ...}
admin: POST /red/packet/rob
{"userId":78,"redId":"{p}"}
200 {"code":200, "data":100.00, ...}
admin: POST /red/packet/rob
{"userId":79,"redId":"{p}"}
200 {"code":5001, ...}
admin: POST /red/packet/rob
{"userId":79,"redId":"none"}
200 {"code":404, ...}
admin: POST /red/packet/isRob
{"userId":79,"redId":"none"}
200 {"code":200, "data":false, ...}
== limits
admin: POST /red/packet/hand/out
{"userId":77,"total":0.01,"count":2}
200 {"code":400, ...}
admin: POST /red/packet/hand/out
{"userId":77,"total":1,"count":101}
200 {"code":400, ...}
admin: POST /red/packet/hand/out
{"userId":0,"total":1,"count":1}
200 {"code":400, ...}
admin: POST /red/packet/hand/out
{"userId":77,"total":1,"count":1,"type":3}
200 {"code":400, ...}
admin: POST /red/packet/hand/out
{"userId":77,"count":1}
200 {"code":400, "message":"total不能为空", "data":null}
== the shape comes before for whom one asks, a token before both
POST /red/packet/hand/out
{"userId":{ann.id},"total":0,"count":1}
200 {"code":401, ...}
bob: POST /red/packet/hand/out
{}
200 {"code":400, "message":"userId不能为空", "data":null}
bob: POST /red/packet/hand/out
{"userId":{ann.id},"total":0.01,"count":2}
200 {"code":400, "message":"total格式不正确", "data":null}
bob: POST /red/packet/hand/out
{"userId":{ann.id},"total":1,"count":101}
200 {"code":400, "message":"count格式不正确", "data":null}
bob: POST /red/packet/hand/out
{"userId":{ann.id},"total":1,"count":1,"type":0}
200 {"code":400, "message":"type格式不正确", "data":null}
bob: POST /red/packet/hand/out
{"userId":{ann.id},"total":1,"count":1}
200 {"code":403, "message":"无权限访问", "data":null}
bob: POST /red/packet/rob
{"userId":{ann.id}}
200 {"code":400, "message":"redId不能为空", "data":null}
bob: POST /red/packet/rob
{"redId":"none"}
200 {"code":400, "message":"userId不能为空", "data":null}
bob: POST /red/packet/rob
{"userId":0,"redId":"none"}
200 {"code":400, "message":"userId格式不正确", "data":null}
bob: POST /red/packet/isRob
{"userId":{ann.id},"redId":""}
200 {"code":400, "message":"redId不能为空", "data":null}
bob: POST /red/packet/isRob
{"userId":{ann.id},"redId":"none"}
200 {"code":403, ...}
bob: POST /red/packet/rob
{"userId":{bob.id},"redId":"none"}
200 {"code":404, "message":"红包不存在", "data":null}
admin: PUT /im/user/ban
{"userId":{bob.id}}
200 {"code":200, ...}
bob: POST /red/packet/hand/out
{}
200 {"code":1003, ...}
bob: POST /red/packet/rob
{}
200 {"code":1003, ...}
bob: POST /red/packet/isRob
{}
200 {"code":1003, ...}
== limits at both edges
admin: POST /red/packet/hand/out
{"userId":77,"total":0.01,"count":1}
200 {"code":200, "data":{_:str}, ...}
admin: POST /red/packet/hand/out
{"userId":77,"total":20000,"count":100,"type":2}
200 {"code":200, ...}
admin: POST /red/packet/hand/out
{"userId":77,"total":20000.01,"count":100}
200 {"code":400, ...}
admin: POST /red/packet/hand/out
{"userId":77,"total":1,"count":0}
200 {"code":400, ...}
admin: POST /red/packet/hand/out
{"userId":77,"total":1.001,"count":1}
200 {"code":400, ...}
admin: POST /red/packet/hand/out
{"userId":"1","total":"1.00","count":"1"}
200 {"code":200, ...}
== it runs out after a day, and is taken once by each
admin: POST /red/packet/hand/out
{"userId":77,"total":2,"count":2,"type":2}
200 {"code":200, "data":{p:str}, ...}
admin: POST /red/packet/rob
{"userId":78,"redId":"{p}"}
200 {"code":200, "data":1.00, ...}
clock +25h
POST /auth/login
{"username":"admin","password":"test-admin-1"}
200 {"code":200, "data":{"accessToken":{t:str}, ...}, ...}
POST /red/packet/rob
header Authorization Bearer {t}
{"userId":78,"redId":"{p}"}
200 {"code":5002, "message":"已抢过该红包", "data":null}
POST /red/packet/rob
header Authorization Bearer {t}
{"userId":79,"redId":"{p}"}
200 {"code":400, "message":"红包已过期", "data":null}
POST /red/packet/isRob
header Authorization Bearer {t}
{"userId":78,"redId":"{p}"}
200 {"code":200, "message":"success", "data":true}
== neither kind is found as the other
do enrich ann 10
do befriend ann bob
ann: POST /redPackage/send
{"receiverType":2,"receiverId":{bob.id},"totalAmount":1,"totalCount":1,"redPacketType":2,"tradePassword":"246813"}
200 {"code":200, "data":{"redPacketId":{p:str}, ...}, ...}
bob: POST /red/packet/rob
{"userId":{bob.id},"redId":"{p}"}
200 {"code":404, ...}
bob: POST /red/packet/isRob
{"userId":{bob.id},"redId":"{p}"}
200 {"code":200, "data":false, ...}
