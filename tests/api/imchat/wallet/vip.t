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
