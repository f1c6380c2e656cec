# im-chat 2.1.10, 3.3.5: money out
use one user, backstage
== the money goes at once, and comes back when it is refused
admin: POST /im/user/modifyAsset
{"userId":{ann.id},"amount":50,"transferFlag":1,"remark":"start"}
200 {"code":200, "message":"success", "data":{"userId":{ann.id}, "balance":50.00}}
ann: POST /user/withdraw
{"amount":5,"toAddress":"0x1","tradePassword":"246813"}
200 {"code":4002, "message":"未设置交易密码", "data":null}
ann: PUT /setTradePwd
{"tradePassword":"246813"}
200 {"code":200, ...}
ann: POST /user/withdraw
{"amount":500,"toAddress":"0x1","tradePassword":"wrong-1"}
200 {"code":4002, "message":"交易密码错误", "data":null}
ann: POST /user/withdraw
{"amount":500,"toAddress":"0x1","tradePassword":"246813"}
200 {"code":4001, "message":"余额不足", "data":null}
ann: POST /user/withdraw
{"amount":0.99,"toAddress":"0x1","tradePassword":"246813"}
200 {"code":400, "message":"提现金额低于最小提现金额", "data":null}
ann: POST /user/withdraw
{"amount":20,"toAddress":"0x1","tradePassword":"246813"}
200 {"code":200, "message":"success", "data":{"id":{_:int}, "orderSn":{a:str}, "userId":{ann.id}, "amount":20.00, "feeAmount":0.00, "actualAmount":20.00, "toAddress":"0x1", "status":1, "txHash":null, "remark":null, "createTime":{_:time}, "updateTime":{_:time}}}
ann: GET /user/self
200 {"code":200, "data":{"balance":30.00, ...}, ...}
admin: PUT /im/userWithdrawal/confirm
{"orderSn":"{a}","success":true}
200 {"code":400, "message":"该订单已处理", "data":null}
admin: PUT /im/userWithdrawal/audit
{"orderSn":"{a}","pass":false,"remark":"no"}
200 {"code":200, "data":{"status":5, "remark":"no", ...}, ...}
admin: PUT /im/userWithdrawal/audit
{"orderSn":"{a}","pass":false}
200 {"code":400, ...}
ann: GET /user/queryUserFundDetail?type=7
200 {"code":200, "data":{"total":1, "records":[{"type":7, "transferFlag":1, "amount":20.00, "balance":50.00, "remark":"提现退回", "orderNo":"{a}", ...}], ...}, ...}
ann: GET /user/queryUserFundDetail?transferFlag=-1
200 {"code":200, "data":{"total":1, "records":[{"type":2, "transferFlag":-1, "amount":20.00, "balance":30.00, "remark":"提现", ...}], ...}, ...}
== approved, and arrived or not
admin: POST /im/user/modifyAsset
{"userId":{ann.id},"amount":50,"transferFlag":1}
200 {"code":200, ...}
ann: PUT /setTradePwd
{"tradePassword":"246813"}
200 {"code":200, ...}
ann: POST /user/withdraw
{"amount":20,"toAddress":"0x1","tradePassword":"246813"}
200 {"code":200, "data":{"orderSn":{a:str}, ...}, ...}
ann: POST /user/withdraw
{"amount":20,"toAddress":"0x2","tradePassword":"246813"}
200 {"code":200, "data":{"orderSn":{b:str}, ...}, ...}
admin: PUT /im/userWithdrawal/audit
{"orderSn":"{a}","pass":true}
200 {"code":200, "data":{"status":2, ...}, ...}
admin: PUT /im/userWithdrawal/audit
{"orderSn":"{b}","pass":true}
200 {"code":200, "data":{"status":2, ...}, ...}
admin: PUT /im/userWithdrawal/confirm
{"orderSn":"{a}","success":true,"txHash":"0xw{uniq}"}
200 {"code":200, "data":{"status":3, "txHash":"0xw{uniq}", ...}, ...}
admin: PUT /im/userWithdrawal/confirm
{"orderSn":"{b}","success":false}
200 {"code":200, "data":{"status":4, ...}, ...}
ann: GET /user/self
200 {"code":200, "data":{"balance":30.00, ...}, ...}
ann: GET /user/queryUserWithdrawPageList
200 {"code":200, "data":{"total":2, "records":[{"orderSn":"{b}", ...}, {"orderSn":"{a}", ...}], ...}, ...}
admin: GET /im/userWithdrawal/list?userId={ann.id}&status=3
200 {"code":200, "data":{"total":1, "records":[{"orderSn":"{a}", ...}], ...}, ...}
== what is missing, and who may not
ann: POST /user/withdraw
{"amount":5,"tradePassword":"246813"}
200 {"code":400, "message":"toAddress不能为空", "data":null}
ann: POST /user/withdraw
{"amount":100000,"toAddress":"0x1","tradePassword":"246813"}
200 {"code":400, ...}
admin: PUT /im/userWithdrawal/audit
{"orderSn":"TX1","pass":true}
200 {"code":404, ...}
ann: PUT /im/userWithdrawal/confirm
{"orderSn":"TX1","success":true}
200 {"code":403, ...}
== the shape, then the password, then the balance, then the least sum
ann: POST /user/withdraw
{"amount":0.5,"toAddress":"0x1","tradePassword":"wrong-1"}
200 {"code":4002, "message":"未设置交易密码", "data":null}
ann: PUT /setTradePwd
{"tradePassword":"246813"}
200 {"code":200, ...}
ann: POST /user/withdraw
{"amount":0.5,"toAddress":"","tradePassword":"wrong-1"}
200 {"code":400, "message":"toAddress不能为空", "data":null}
ann: POST /user/withdraw
{"amount":0.5,"toAddress":"0x1","tradePassword":"wrong-1"}
200 {"code":4002, "message":"交易密码错误", "data":null}
ann: POST /user/withdraw
{"amount":0.5,"toAddress":"0x1","tradePassword":"246813"}
200 {"code":4001, "message":"余额不足", "data":null}
do enrich ann 2
ann: POST /user/withdraw
{"amount":0.01,"toAddress":"0x1","tradePassword":"246813"}
200 {"code":400, "message":"提现金额低于最小提现金额", "data":null}
ann: POST /user/withdraw
{"amount":"1.00","toAddress":"{t*255}","tradePassword":"246813"}
200 {"code":200, "data":{"amount":1.00, "toAddress":"{t*255}", ...}, ...}
ann: POST /user/withdraw?amount=1&toAddress=0x2&tradePassword=246813
200 {"code":200, "data":{"amount":1.00, ...}, ...}
ann: GET /user/self
200 {"code":200, "data":{"balance":0.00, ...}, ...}
== the greatest sum, the longest address
do enrich ann 99999
ann: POST /user/withdraw
{"amount":99999.01,"toAddress":"0x1","tradePassword":"wrong-1"}
200 {"code":400, ...}
ann: POST /user/withdraw
{"amount":0,"toAddress":"0x1","tradePassword":"wrong-1"}
200 {"code":400, ...}
ann: POST /user/withdraw
{"amount":1.001,"toAddress":"0x1","tradePassword":"wrong-1"}
200 {"code":400, ...}
ann: POST /user/withdraw
{"amount":1,"toAddress":"{t*256}","tradePassword":"wrong-1"}
200 {"code":400, ...}
ann: POST /user/withdraw
{"toAddress":"0x1","tradePassword":"wrong-1"}
200 {"code":400, "message":"amount不能为空", "data":null}
ann: POST /user/withdraw
{"amount":1,"toAddress":"0x1"}
200 {"code":400, "message":"交易密码不能为空", "data":null}
ann: POST /user/withdraw
{"amount":99999,"toAddress":"0x1","tradePassword":"246813"}
200 {"code":200, "data":{"amount":99999.00, "feeAmount":0.00, "actualAmount":99999.00, ...}, ...}
