# im-chat 3.3.4, 3.3.5, 3.3.6: orders of money in the back office
use one user, backstage
== money in: the shape, what is there, the state, the hash
ann: POST /user/recharge
{"amount":10,"payType":"bank"}
200 {"code":200, "data":{"id":{a:int}, "orderSn":{an:str}, ...}, ...}
ann: POST /user/recharge
{"amount":20,"payType":"bank"}
200 {"code":200, "data":{"id":{b:int}, "orderSn":{bn:str}, ...}, ...}
admin: PUT /im/userRecharge/audit
{"orderSn":"CZ1"}
200 {"code":400, "message":"pass不能为空", "data":null}
admin: PUT /im/userRecharge/audit
{"pass":true}
200 {"code":400, "message":"orderSn不能为空", "data":null}
admin: PUT /im/userRecharge/audit
{"orderSn":"CZ1","pass":"maybe"}
200 {"code":400, "message":"pass类型不正确", "data":null}
admin: PUT /im/userRecharge/audit
{"orderSn":"CZ1","pass":true,"amount":0}
200 {"code":400, "message":"amount超出范围", "data":null}
admin: PUT /im/userRecharge/audit
{"orderSn":"CZ1","pass":true,"amount":1.001}
200 {"code":400, ...}
admin: PUT /im/userRecharge/audit
{"id":999999999,"pass":true}
200 {"code":404, "message":"订单不存在", "data":null}
do connect ann
admin: PUT /im/userRecharge/audit
{"id":{a},"pass":1,"txHash":"0x{uniq}"}
200 {"code":200, "message":"success", "data":{"id":{a}, "orderSn":"{an}", "userId":{ann.id}, "amount":10.00, "payType":"bank", "chainType":null, "fromAddress":null, "toAddress":null, "status":2, "txHash":"0x{uniq}", "remark":null, "createTime":{_:time}, "updateTime":{_:time}}}
ann < {"type":"SYSTEM_MESSAGE", "data":{"event":"RECHARGE_RESULT", "content":"充值10.00元已到账", "orderSn":"{an}", "redPacketId":null, "status":2, "amount":10.00, "remark":null, "time":{_:time}}}
# It is decided: that comes before the hash that is used.
admin: PUT /im/userRecharge/audit
{"id":{a},"pass":true,"txHash":"0x{uniq}"}
200 {"code":400, "message":"该订单已处理", "data":null}
admin: PUT /im/userRecharge/audit
{"id":{b},"pass":true,"txHash":"0x{uniq}"}
200 {"code":400, "message":"该交易哈希已使用", "data":null}
admin: PUT /im/userRecharge/audit
{"id":{b},"pass":false,"amount":99,"remark":"not seen"}
200 {"code":200, "data":{"amount":20.00, "status":3, "remark":"not seen", ...}, ...}
ann < {"type":"SYSTEM_MESSAGE", "data":{"event":"RECHARGE_RESULT", "content":"充值20.00元未通过审核，备注:not seen", "orderSn":"{bn}", "status":3, "amount":20.00, "remark":"not seen", ...}}
admin: PUT /im/userRecharge/audit
{"id":{b},"pass":true}
200 {"code":400, "message":"该订单已处理", "data":null}
ann: GET /user/self
200 {"code":200, "data":{"balance":10.00, ...}, ...}
admin: GET /im/userRecharge/list?userId={ann.id}
200 {"code":200, "data":{"total":2, "records":[{"id":{b}, ...}, {"id":{a}, ...}], "page":1, "size":20}, ...}
admin: GET /im/userFundDetail/list?userId={ann.id}
200 {"code":200, "message":"success", "data":{"total":1, "records":[{"id":{_:int}, "userId":{ann.id}, "type":1, "transferFlag":1, "amount":10.00, "balance":10.00, "remark":"充值", "orderNo":"{an}", "createTime":{_:time}}], "page":1, "size":20}}
== money out: each state, what comes back, who is told
do enrich ann 100
ann: POST /user/withdraw
{"amount":10,"toAddress":"0x1","tradePassword":"246813"}
200 {"code":200, "data":{"id":{a:int}, "orderSn":{an:str}, ...}, ...}
ann: POST /user/withdraw
{"amount":20,"toAddress":"0x2","tradePassword":"246813"}
200 {"code":200, "data":{"id":{b:int}, "orderSn":{bn:str}, ...}, ...}
ann: POST /user/withdraw
{"amount":30,"toAddress":"0x3","tradePassword":"246813"}
200 {"code":200, "data":{"id":{c:int}, "orderSn":{cn:str}, ...}, ...}
do connect ann
admin: PUT /im/userWithdrawal/audit
{"id":{a}}
200 {"code":400, "message":"pass不能为空", "data":null}
admin: PUT /im/userWithdrawal/audit
{"pass":true}
200 {"code":400, "message":"orderSn不能为空", "data":null}
admin: PUT /im/userWithdrawal/confirm
{"id":{a}}
200 {"code":400, "message":"success不能为空", "data":null}
admin: PUT /im/userWithdrawal/confirm
{"success":true}
200 {"code":400, "message":"orderSn不能为空", "data":null}
admin: PUT /im/userWithdrawal/confirm
{"id":999999999,"success":true}
200 {"code":404, "message":"订单不存在", "data":null}
admin: PUT /im/userWithdrawal/audit
{"id":{a},"pass":false,"remark":"no"}
200 {"code":200, "message":"success", "data":{"id":{a}, "orderSn":"{an}", "userId":{ann.id}, "amount":10.00, "feeAmount":0.00, "actualAmount":10.00, "toAddress":"0x1", "status":5, "txHash":null, "remark":"no", "createTime":{_:time}, "updateTime":{_:time}}}
ann < {"type":"SYSTEM_MESSAGE", "data":{"event":"WITHDRAW_RESULT", "content":"提现10.00元未通过审核，金额已退回，备注:no", "orderSn":"{an}", "redPacketId":null, "status":5, "amount":10.00, "remark":"no", "time":{_:time}}}
admin: PUT /im/userWithdrawal/confirm
{"id":{a},"success":true}
200 {"code":400, "message":"该订单已处理", "data":null}
admin: PUT /im/userWithdrawal/confirm
{"id":{b},"success":true}
200 {"code":400, ...}
admin: PUT /im/userWithdrawal/audit
{"orderSn":"{bn}","pass":true}
200 {"code":200, "data":{"status":2, ...}, ...}
ann < {"type":"SYSTEM_MESSAGE", "data":{"event":"WITHDRAW_RESULT", "orderSn":"{bn}", "status":2, ...}}
admin: PUT /im/userWithdrawal/audit
{"orderSn":"{bn}","pass":false}
200 {"code":400, "message":"该订单已处理", "data":null}
admin: PUT /im/userWithdrawal/confirm
{"orderSn":"{bn}","success":false,"remark":"lost"}
200 {"code":200, "data":{"status":4, "remark":"lost", ...}, ...}
ann < {"type":"SYSTEM_MESSAGE", "data":{"event":"WITHDRAW_RESULT", "content":"提现20.00元未到账，金额已退回，备注:lost", "orderSn":"{bn}", "status":4, "amount":20.00, ...}}
admin: PUT /im/userWithdrawal/audit
{"id":{c},"pass":true}
200 {"code":200, ...}
ann < {"type":"SYSTEM_MESSAGE", "data":{"event":"WITHDRAW_RESULT", "orderSn":"{cn}", "status":2, ...}}
admin: PUT /im/userWithdrawal/confirm
{"id":{c},"success":true,"txHash":"0x{uniq}"}
200 {"code":200, "data":{"status":3, "txHash":"0x{uniq}", ...}, ...}
ann < {"type":"SYSTEM_MESSAGE", "data":{"event":"WITHDRAW_RESULT", "content":{w:str}, "orderSn":"{cn}", "status":3, ...}}
admin: PUT /im/userWithdrawal/confirm
{"id":{c},"success":false}
200 {"code":400, ...}
# 100 - 30: the other two came back, each once.
ann: GET /user/self
200 {"code":200, "data":{"balance":70.00, ...}, ...}
admin: GET /im/userFundDetail/list?userId={ann.id}&type=7
200 {"code":200, "data":{"total":2, "records":[{"amount":20.00, "balance":70.00, "orderNo":"{bn}", ...}, {"amount":10.00, "balance":50.00, "orderNo":"{an}", ...}], ...}, ...}
admin: GET /im/userWithdrawal/{c}
200 {"code":200, "data":{"id":{c}, "status":3, ...}, ...}
== an order of one kind is none of the other; what is not there
ann: POST /user/recharge
{"amount":10,"payType":"bank"}
200 {"code":200, "data":{"id":{_:int}, "orderSn":{sn:str}, ...}, ...}
admin: PUT /im/userWithdrawal/audit
{"orderSn":"{sn}","pass":true}
200 {"code":404, "message":"订单不存在", "data":null}
admin: GET /im/userRecharge/999999999
200 {"code":404, "message":"订单不存在", "data":null}
admin: GET /im/userWithdrawal/999999999
200 {"code":404, "message":"订单不存在", "data":null}
admin: GET /im/userRecharge/x
200 {"code":400, ...}
admin: GET /im/redRecord/none
200 {"code":404, "message":"红包不存在", "data":null}
admin: GET /im/userFundDetail/list?type=9
200 {"code":400, "message":"type超出范围", "data":null}
== an account: amounts and directions
admin: POST /im/user/modifyAsset
{"userId":999999999,"amount":1,"transferFlag":2}
200 {"code":400, "message":"transferFlag超出范围", "data":null}
admin: POST /im/user/modifyAsset
{"userId":{ann.id},"amount":0,"transferFlag":1}
200 {"code":400, "message":"amount超出范围", "data":null}
admin: POST /im/user/modifyAsset
{"userId":{ann.id},"amount":0.001,"transferFlag":1}
200 {"code":400, ...}
admin: POST /im/user/modifyAsset
{"amount":1,"transferFlag":1}
200 {"code":400, "message":"userId不能为空", "data":null}
admin: POST /im/user/modifyAsset
{"userId":{ann.id},"amount":0.01,"transferFlag":1}
200 {"code":200, "data":{"userId":{ann.id}, "balance":0.01}, ...}
admin: POST /im/user/modifyAsset
{"userId":{ann.id},"amount":0.02,"transferFlag":-1}
200 {"code":4001, "message":"余额不足", "data":null}
admin: POST /im/user/modifyAsset
{"userId":{ann.id},"amount":0.01,"transferFlag":-1}
200 {"code":200, "data":{"userId":{ann.id}, "balance":0.00}, ...}
== a hash is used once an order arrived with it, not by one that was refused
use one user, backstage
ann: POST /user/recharge
{"amount":10,"payType":"bank"}
200 {"code":200, "data":{"orderSn":{an:str}, ...}, ...}
ann: POST /user/recharge
{"amount":20,"payType":"bank"}
200 {"code":200, "data":{"orderSn":{bn:str}, ...}, ...}
ann: POST /user/recharge
{"amount":30,"payType":"bank"}
200 {"code":200, "data":{"orderSn":{cn:str}, ...}, ...}
admin: PUT /im/userRecharge/audit
{"orderSn":"{an}","pass":false,"txHash":"0x{uniq}"}
200 {"code":200, "data":{"status":3, "txHash":"0x{uniq}", ...}, ...}
admin: PUT /im/userRecharge/audit
{"orderSn":"{bn}","pass":true,"txHash":"0x{uniq}"}
200 {"code":200, "data":{"status":2, "txHash":"0x{uniq}", ...}, ...}
admin: PUT /im/userRecharge/audit
{"orderSn":"{cn}","pass":true,"txHash":"0x{uniq}"}
200 {"code":400, "message":"该交易哈希已使用", "data":null}
admin: PUT /im/userRecharge/audit
{"orderSn":"{cn}","pass":false,"txHash":"0x{uniq}"}
200 {"code":200, "data":{"status":3, "txHash":"0x{uniq}", ...}, ...}
