# im-chat 2.1.12 VIP, 3.1 modifyAsset, 3.3.6 funds
use two people, backstage
== days are bought, and begin where the others end
admin: POST /im/user/modifyAsset
{"userId":{ann.id},"amount":150,"transferFlag":1}
200 {"code":200, ...}
ann: PUT /setTradePwd
{"tradePassword":"246813"}
200 {"code":200, ...}
ann: POST /user/buyVip
{"duration":30,"tradePassword":"wrong-1"}
200 {"code":4002, ...}
ann: POST /user/buyVip
{"duration":30,"tradePassword":"246813"}
200 {"code":200, "message":"success", "data":{"isVip":true, "vipExpireTime":{_:time}, "price":100.00, "balance":50.00}}
ann: POST /user/purchaseVip
{"duration":1,"tradePassword":"246813"}
200 {"code":200, "data":{"price":3.33, "balance":46.67, ...}, ...}
ann: POST /user/buyVip
{"duration":30,"tradePassword":"246813"}
200 {"code":4001, "message":"余额不足", "data":null}
ann: GET /user/self
200 {"code":200, "data":{"balance":46.67, "isVip":true, "vipExpireTime":{_:time}, ...}, ...}
ann: POST /user/buyVip
{"duration":0,"tradePassword":"246813"}
200 {"code":400, ...}
ann: POST /user/buyVip
{"duration":3651,"tradePassword":"246813"}
200 {"code":400, ...}
== an administrator gives and takes, never more than there is
admin: POST /im/user/modifyAsset
{"userId":{bob.id},"amount":2.5,"transferFlag":1,"remark":"gift"}
200 {"code":200, "data":{"balance":2.50, ...}, ...}
admin: POST /im/user/modifyAsset
{"userId":{bob.id},"amount":2.51,"transferFlag":-1}
200 {"code":4001, "message":"余额不足", "data":null}
admin: POST /im/user/modifyAsset
{"userId":{bob.id},"amount":2.5,"transferFlag":-1}
200 {"code":200, "data":{"balance":0.00, ...}, ...}
admin: GET /im/userFundDetail/list?userId={bob.id}&type=8
200 {"code":200, "data":{"total":2, "records":[{"transferFlag":-1, "amount":2.50, "balance":0.00, "remark":"后台调整", "orderNo":null, ...}, {"transferFlag":1, "remark":"gift", ...}], ...}, ...}
admin: POST /im/user/modifyAsset
{"userId":{bob.id},"amount":1,"transferFlag":0}
200 {"code":400, ...}
admin: POST /im/user/modifyAsset
{"userId":{bob.id},"amount":-1,"transferFlag":1}
200 {"code":400, ...}
admin: POST /im/user/modifyAsset
{"userId":999999999,"amount":1,"transferFlag":1}
200 {"code":1001, ...}
bob: POST /im/user/modifyAsset
{"userId":{bob.id},"amount":1,"transferFlag":1}
200 {"code":403, ...}
bob: GET /im/userFundDetail/list
200 {"code":403, ...}
== the shape, then the password, then the balance
bob: POST /user/buyVip
{"duration":0,"tradePassword":"wrong-1"}
200 {"code":400, "message":"duration超出范围", "data":null}
bob: POST /user/buyVip
{"duration":1}
200 {"code":400, "message":"交易密码不能为空", "data":null}
bob: POST /user/buyVip
{"tradePassword":"246813"}
200 {"code":400, "message":"duration不能为空", "data":null}
bob: POST /user/buyVip
{"duration":1,"tradePassword":"246813"}
200 {"code":4002, "message":"未设置交易密码", "data":null}
bob: PUT /setTradePwd
{"tradePassword":"246813"}
200 {"code":200, ...}
bob: POST /user/buyVip
{"duration":1,"tradePassword":"wrong-1"}
200 {"code":4002, "message":"交易密码错误", "data":null}
bob: POST /user/buyVip
{"duration":1,"tradePassword":"246813"}
200 {"code":4001, "message":"余额不足", "data":null}
== one day, and ten years
do enrich ann 12170
ann: POST /user/buyVip?duration=1&tradePassword=246813
200 {"code":200, "data":{"isVip":true, "vipExpireTime":{_:time}, "price":3.33, "balance":12166.67}, ...}
ann: POST /user/buyVip
{"duration":"3650","tradePassword":"246813"}
200 {"code":200, "data":{"price":12166.67, "balance":0.00, ...}, ...}
ann: GET /user/queryUserFundDetail?type=3
200 {"code":200, "data":{"total":2, "records":[{"id":{_:int}, "userId":{ann.id}, "type":3, "transferFlag":-1, "amount":12166.67, "balance":0.00, "remark":"购买VIP", "orderNo":{_:str?}, "createTime":{_:time}}, {"amount":3.33, "balance":12166.67, ...}], ...}, ...}
== it ends
do enrich ann 10
ann: POST /user/buyVip
{"duration":1,"tradePassword":"246813"}
200 {"code":200, ...}
clock +25h
POST /login
{"username":"{ann.name}","password":"{ann.password}"}
200 {"code":200, "data":{"accessToken":{t:str}, ...}, ...}
GET /user/self
header Authorization Bearer {t}
200 {"code":200, "data":{"isVip":false, "vipExpireTime":{_:time}, ...}, ...}
