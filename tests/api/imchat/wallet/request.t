# requestId: who heard no answer repeats the call, and the money moves once
use group of three, backstage
== each call that moves money, twice
admin: POST /im/user/modifyAsset
{"userId":{ann.id},"amount":500,"transferFlag":1}
200 {"code":200, ...}
ann: PUT /setTradePwd
{"tradePassword":"246813"}
200 {"code":200, ...}
ann: POST /user/recharge
{"amount":5,"payType":"bank","requestId":"in-1"}
200 {"code":200, "data":{"orderSn":{a:str}, ...}, ...}
ann: POST /user/recharge
{"amount":5,"payType":"bank","requestId":"in-1"}
200 {"code":200, "data":{"orderSn":"{a}", ...}, ...}
ann: POST /user/recharge
{"amount":6,"payType":"bank","requestId":"in-1"}
200 {"code":400, "message":"requestId已用于其他请求", "data":null}
ann: POST /user/withdraw
{"amount":20,"toAddress":"0x1","tradePassword":"246813","requestId":"out-1"}
200 {"code":200, "data":{"orderSn":{b:str}, "status":1, ...}, ...}
ann: POST /user/withdraw
{"amount":20,"toAddress":"0x1","tradePassword":"246813","requestId":"out-1"}
200 {"code":200, "data":{"orderSn":"{b}", ...}, ...}
ann: POST /user/withdraw
{"amount":20,"toAddress":"0x1","tradePassword":"246813","requestId":"in-1"}
200 {"code":400, "message":"requestId已用于其他请求", "data":null}
ann: POST /user/withdraw
{"amount":20,"toAddress":"0x1","tradePassword":"wrong-1","requestId":"out-1"}
200 {"code":4002, ...}
ann: POST /user/buyVip
{"duration":30,"tradePassword":"246813","requestId":"vip-1"}
200 {"code":200, "data":{"isVip":true, "vipExpireTime":{v:time}, "price":100.00, "balance":380.00}, ...}
ann: POST /user/buyVip
{"duration":30,"tradePassword":"246813","requestId":"vip-1"}
200 {"code":200, "data":{"isVip":true, "vipExpireTime":"{v}", "price":100.00, "balance":380.00}, ...}
ann: POST /redPackage/send
{"receiverType":1,"receiverId":{group.id},"totalAmount":10,"totalCount":2,"redPacketType":2,"tradePassword":"246813","requestId":"red-1"}
200 {"code":200, "data":{"redPacketId":{p:str}, "messageId":{m:int}, "balance":370.00, ...}, ...}
ann: POST /redPackage/send
{"receiverType":1,"receiverId":{group.id},"totalAmount":10,"totalCount":2,"redPacketType":2,"tradePassword":"246813","clientMsgId":"red-1"}
200 {"code":200, "data":{"redPacketId":"{p}", "messageId":{m}, "balance":370.00, ...}, ...}
ann: POST /redPackage/send
{"receiverType":2,"receiverId":{bob.id},"totalAmount":10,"totalCount":1,"redPacketType":2,"tradePassword":"246813","requestId":"red-1"}
200 {"code":400, "message":"requestId已用于其他请求", "data":null}
ann: GET /user/self
200 {"code":200, "data":{"balance":370.00, ...}, ...}
ann: GET /user/queryUserFundDetail?transferFlag=-1
200 {"code":200, "data":{"total":3, ...}, ...}
== names are everybody's own, and short
use stranger
sam: POST /user/recharge
{"amount":5,"payType":"bank","requestId":"in-1"}
200 {"code":200, ...}
sam: POST /user/recharge
{"amount":5,"payType":"bank","requestId":"0123456789012345678901234567890123456789012345678901234567890123X"}
200 {"code":400, "message":{_:str}, "data":null}
sam: POST /user/recharge
{"amount":5,"payType":"bank","requestId":"0123456789012345678901234567890123456789012345678901234567890123"}
200 {"code":200, ...}
sam: POST /user/recharge
{"amount":5,"payType":"bank","requestId":""}
200 {"code":200, "data":{"orderSn":{a:str}, ...}, ...}
sam: GET /user/queryUserRechargePageList
200 {"code":200, "data":{"total":3, ...}, ...}
