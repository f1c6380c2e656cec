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
