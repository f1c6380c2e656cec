# im-chat 3: what the back office does with money is in the operation log
use one user, backstage
== who decided what
POST /api/im/auth/login
{"username":"admin","password":"test-admin-1"}
200 {"data":{"token":{t:str}, ...}, ...}
ann: POST /user/recharge
{"amount":10,"payType":"bank"}
200 {"code":200, "data":{"orderSn":{sn:str}, ...}, ...}
admin: PUT /im/userRecharge/audit
{"orderSn":"{sn}","pass":true}
200 {"code":200, ...}
GET /api/admin/audit/list?operationType=recharge.audit&pageSize=100
header Authorization Bearer {t}
200 {"data":{"records":[..., {"userId":{admin.id}, "operationType":"recharge.audit", "targetType":"order", "targetId":"{sn} to 2", "operationResult":"SUCCESS", ...}, ...], ...}, ...}
ann: PUT /setTradePwd
{"tradePassword":"246813"}
200 {"code":200, ...}
ann: POST /user/withdraw
{"amount":5,"toAddress":"0x1","tradePassword":"246813"}
200 {"code":200, "data":{"orderSn":{w:str}, ...}, ...}
admin: PUT /im/userWithdrawal/audit
{"orderSn":"{w}","pass":true}
200 {"code":200, ...}
GET /api/admin/audit/list?operationType=withdrawal.audit&pageSize=100
header Authorization Bearer {t}
200 {"data":{"records":[..., {"targetId":"{w} to 2", ...}, ...], ...}, ...}
admin: PUT /im/userWithdrawal/confirm
{"orderSn":"{w}","success":false}
200 {"code":200, ...}
GET /api/admin/audit/list?operationType=withdrawal.confirm&pageSize=100
header Authorization Bearer {t}
200 {"data":{"records":[..., {"targetId":"{w} to 4", ...}, ...], ...}, ...}
admin: POST /im/user/modifyAsset
{"userId":{ann.id},"amount":1,"transferFlag":-1}
200 {"code":200, "data":{"balance":9.00, ...}, ...}
GET /api/admin/audit/list?operationType=wallet.adjust&pageSize=100
header Authorization Bearer {t}
200 {"data":{"records":[..., {"targetType":"user", "targetId":"{ann.id} by -100", ...}, ...], ...}, ...}
