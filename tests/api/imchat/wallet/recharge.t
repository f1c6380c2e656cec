# im-chat 2.1.9, 3.3.4: money in
use two people, backstage
== an order is credited when the back office confirms it, once
ann: WS /ws?accessToken={ann.token}
ann: POST /user/recharge
{"amount":100.5,"payType":"alipay","chainType":"bsc","fromAddress":"0xa"}
200 {"code":200, "message":"success", "data":{"id":{o:int}, "orderSn":{sn:str}, "userId":{ann.id}, "amount":100.50, "payType":"alipay", "chainType":"bsc", "fromAddress":"0xa", "toAddress":null, "status":1, "txHash":null, "remark":null, "createTime":{_:time}, "updateTime":{_:time}}}
ann: GET /user/self
200 {"code":200, "data":{"balance":0.00, ...}, ...}
admin: GET /im/userRecharge/{o}
200 {"code":200, "data":{"orderSn":"{sn}", "status":1, ...}, ...}
admin: GET /im/userRecharge/list?orderSn={sn}
200 {"code":200, "message":"success", "data":{"total":1, "records":[{"orderSn":"{sn}", ...}], "page":1, "size":20}}
admin: PUT /im/userRecharge/audit
{"orderSn":"{sn}","pass":true,"txHash":"0x{uniq}","remark":"seen"}
200 {"code":200, "data":{"orderSn":"{sn}", "status":2, "txHash":"0x{uniq}", "remark":"seen", ...}, ...}
ann < {"type":"SYSTEM_MESSAGE", "data":{"event":"CONNECTED", ...}, ...}
ann < {"type":"SYSTEM_MESSAGE", "data":{"event":"RECHARGE_RESULT", "content":"充值100.50元已到账，备注:seen", "orderSn":"{sn}", "redPacketId":null, "status":2, "amount":100.50, "remark":"seen", "time":{_:time}}}
admin: PUT /im/userRecharge/audit
{"id":{o},"pass":true}
200 {"code":400, "message":"该订单已处理", "data":null}
ann: GET /user/queryUserFundDetail
200 {"code":200, "message":"success", "data":{"total":1, "records":[{"id":{_:int}, "userId":{ann.id}, "type":1, "transferFlag":1, "amount":100.50, "balance":100.50, "remark":"充值", "orderNo":"{sn}", "createTime":{_:time}}], "page":1, "size":20}}
ann: GET /user/queryUserRechargePageList?status=2
200 {"code":200, "data":{"total":1, "records":[{"orderSn":"{sn}", ...}], ...}, ...}
bob: GET /user/queryUserRechargePageList
200 {"code":200, "data":{"total":0, "records":[], ...}, ...}
== a hash counts once, and what came may be another sum
ann: POST /user/recharge
{"amount":"10.00","payType":"usdt"}
200 {"code":200, "data":{"orderSn":{one:str}, ...}, ...}
ann: POST /user/recharge
{"amount":20,"payType":"chain"}
200 {"code":200, "data":{"orderSn":{two:str}, ...}, ...}
admin: PUT /im/userRecharge/audit
{"orderSn":"{one}","pass":true,"txHash":"0xh{uniq}","amount":9.99}
200 {"code":200, "data":{"amount":9.99, "status":2, ...}, ...}
admin: PUT /im/userRecharge/audit
{"orderSn":"{two}","pass":true,"txHash":"0xh{uniq}"}
200 {"code":400, "message":"该交易哈希已使用", "data":null}
admin: PUT /im/userRecharge/audit
{"orderSn":"{two}","pass":false}
200 {"code":200, "data":{"status":3, ...}, ...}
ann: GET /user/self
200 {"code":200, "data":{"balance":9.99, ...}, ...}
== limits, and who may not
ann: POST /user/recharge
{"amount":0,"payType":"bank"}
200 {"code":400, ...}
ann: POST /user/recharge
{"amount":1000000.01,"payType":"bank"}
200 {"code":400, ...}
ann: POST /user/recharge
{"amount":1.001,"payType":"bank"}
200 {"code":400, ...}
ann: POST /user/recharge
{"amount":1,"payType":"cash"}
200 {"code":400, ...}
ann: POST /user/recharge
{"payType":"bank"}
200 {"code":400, "message":"amount不能为空", "data":null}
POST /user/recharge
{"amount":1,"payType":"bank"}
200 {"code":401, ...}
admin: PUT /im/userRecharge/audit
{"pass":true}
200 {"code":400, ...}
admin: PUT /im/userRecharge/audit
{"orderSn":"CZ1","pass":true}
200 {"code":404, "message":"订单不存在", "data":null}
admin: GET /im/userRecharge/999999999
200 {"code":404, ...}
ann: PUT /im/userRecharge/audit
{"orderSn":"CZ1","pass":true}
200 {"code":403, ...}
ann: GET /im/userRecharge/list
200 {"code":403, ...}
GET /im/userRecharge/list
200 {"code":401, ...}
== the smallest and the greatest sum
ann: POST /user/recharge
{"amount":0.01,"payType":"alipay","chainType":"{c*16}","fromAddress":"{f*255}"}
200 {"code":200, "data":{"amount":0.01, "payType":"alipay", "chainType":"{c*16}", "fromAddress":"{f*255}", "status":1, ...}, ...}
ann: POST /user/recharge
{"amount":"1000000.00","payType":"wechat"}
200 {"code":200, "data":{"amount":1000000.00, "payType":"wechat", "chainType":null, "fromAddress":null, ...}, ...}
ann: POST /user/recharge?amount=1.5&payType=bank
200 {"code":200, "data":{"amount":1.50, ...}, ...}
ann: POST /user/recharge
{"amount":"1.10","payType":"usdt"}
200 {"code":200, ...}
ann: POST /user/recharge
{"amount":1.500,"payType":"chain"}
200 {"code":200, "data":{"amount":1.50, ...}, ...}
ann: GET /user/self
200 {"code":200, "data":{"balance":0.00, ...}, ...}
ann: GET /user/queryUserFundDetail
200 {"code":200, "data":{"total":0, "records":[], "page":1, "size":20}, ...}
== beyond them, and what is no sum
ann: POST /user/recharge
{"amount":-1,"payType":"bank"}
200 {"code":400, ...}
ann: POST /user/recharge
{"amount":"","payType":"bank"}
200 {"code":400, "message":"amount不能为空", "data":null}
ann: POST /user/recharge
{"amount":"ten","payType":"bank"}
200 {"code":400, ...}
ann: POST /user/recharge
{"amount":"1.001","payType":"bank"}
200 {"code":400, ...}
ann: POST /user/recharge
{"amount":true,"payType":"bank"}
200 {"code":400, ...}
ann: POST /user/recharge
{"amount":1}
200 {"code":400, "message":"payType不能为空", "data":null}
ann: POST /user/recharge
{"amount":1,"payType":""}
200 {"code":400, "message":"payType不能为空", "data":null}
ann: POST /user/recharge
{"amount":1,"payType":"bank","chainType":"{c*17}"}
200 {"code":400, ...}
ann: POST /user/recharge
{"amount":1,"payType":"bank","fromAddress":"{f*256}"}
200 {"code":400, ...}
ann: GET /user/queryUserRechargePageList
200 {"code":200, "data":{"total":0, "records":[], "page":1, "size":20}, ...}
