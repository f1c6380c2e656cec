# im-chat 3: who works in the back office: auditor (lists, complaints), finance (orders of money)
use three people, backstage
== an auditor sees, and changes nothing
bob: POST /auth/login
{"username":"{bob.name}","password":"{bob.password}"}
200 {"code":403, ...}
admin: PUT /im/user/role
{"userId":{bob.id},"role":"auditor"}
200 {"code":200, "message":"success", "data":null}
POST /auth/login
{"username":"{bob.name}","password":"{bob.password}"}
200 {"code":200, "data":{"accessToken":{t:str}, "userId":{bob.id}, "username":"{bob.name}", "roles":["auditor"]}, ...}
GET /auth/info
header Authorization Bearer {t}
200 {"code":200, "data":{"userId":{bob.id}, "roles":["auditor"], ...}, ...}
GET /im/user/list
header Authorization Bearer {t}
200 {"code":200, ...}
GET /im/sensitiveWord/list
header Authorization Bearer {t}
200 {"code":200, ...}
GET /im/userRecharge/list
header Authorization Bearer {t}
200 {"code":200, ...}
GET /im/userFundDetail/list
header Authorization Bearer {t}
200 {"code":200, ...}
GET /im/redRecord/list
header Authorization Bearer {t}
200 {"code":200, ...}
GET /im/group/list
header Authorization Bearer {t}
200 {"code":200, ...}
GET /im/privateMessage/list
header Authorization Bearer {t}
200 {"code":200, ...}
ann: POST /complaint/submit
{"targetType":1,"targetId":{cat.id},"reason":"spam {uniq}"}
200 {"code":200, "data":{"id":{c:int}}, ...}
POST /im/complaint/resolve
header Authorization Bearer {t}
{"id":{c},"resolvedType":1}
200 {"code":200, ...}
PUT /im/privateMessage/recall
header Authorization Bearer {t}
{"id":1}
200 {"code":403, ...}
PUT /im/user/ban
header Authorization Bearer {t}
{"userId":{cat.id}}
200 {"code":403, "message":"无权限访问", "data":null}
POST /im/sensitiveWord
header Authorization Bearer {t}
{"content":"w{uniq}"}
200 {"code":403, ...}
PUT /im/userRecharge/audit
header Authorization Bearer {t}
{"orderSn":"CZ1","pass":true}
200 {"code":403, ...}
POST /im/user/modifyAsset
header Authorization Bearer {t}
{"userId":{bob.id},"amount":1,"transferFlag":1}
200 {"code":403, ...}
PUT /im/user/role
header Authorization Bearer {t}
{"userId":{cat.id},"role":"admin"}
200 {"code":403, ...}
POST /red/packet/hand/out
header Authorization Bearer {t}
{"userId":77,"total":1,"count":1}
200 {"code":403, ...}
bob: GET /im/user/list
200 {"code":403, ...}
admin: PUT /im/user/role
{"userId":{bob.id},"role":"user"}
200 {"code":200, ...}
GET /im/user/list
header Authorization Bearer {t}
200 {"code":403, ...}
== finance decides on orders, and on nothing else
admin: PUT /im/user/role
{"userId":{cat.id},"role":"finance"}
200 {"code":200, ...}
POST /auth/login
{"username":"{cat.name}","password":"{cat.password}"}
200 {"code":200, "data":{"accessToken":{t:str}, "roles":["finance"], ...}, ...}
ann: POST /user/recharge
{"amount":10,"payType":"bank"}
200 {"code":200, "data":{"id":{o:int}, "orderSn":{sn:str}, ...}, ...}
GET /im/userRecharge/{o}
header Authorization Bearer {t}
200 {"code":200, ...}
PUT /im/userRecharge/audit
header Authorization Bearer {t}
{"orderSn":"{sn}","pass":true}
200 {"code":200, "data":{"status":2, ...}, ...}
ann: PUT /setTradePwd
{"tradePassword":"246813"}
200 {"code":200, ...}
ann: POST /user/withdraw
{"amount":5,"toAddress":"0x1","tradePassword":"246813"}
200 {"code":200, "data":{"orderSn":{w:str}, ...}, ...}
PUT /im/userWithdrawal/audit
header Authorization Bearer {t}
{"orderSn":"{w}","pass":true}
200 {"code":200, "data":{"status":2, ...}, ...}
PUT /im/userWithdrawal/confirm
header Authorization Bearer {t}
{"orderSn":"{w}","success":true}
200 {"code":200, "data":{"status":3, ...}, ...}
GET /im/userFundDetail/list?userId={ann.id}
header Authorization Bearer {t}
200 {"code":200, ...}
GET /im/user/list
header Authorization Bearer {t}
200 {"code":403, ...}
GET /im/redRecord/list
header Authorization Bearer {t}
200 {"code":403, ...}
POST /im/user/modifyAsset
header Authorization Bearer {t}
{"userId":{cat.id},"amount":1,"transferFlag":1}
200 {"code":403, ...}
PUT /im/user/ban
header Authorization Bearer {t}
{"userId":{ann.id}}
200 {"code":403, ...}
== limits, and who may not
admin: PUT /im/user/role
{"userId":{bob.id},"role":"king"}
200 {"code":400, ...}
admin: PUT /im/user/role
{"userId":{bob.id}}
200 {"code":400, ...}
admin: PUT /im/user/role
{"userId":{admin.id},"role":"user"}
200 {"code":400, ...}
admin: PUT /im/user/role
{"userId":999999999,"role":"auditor"}
200 {"code":1001, ...}
ann: PUT /im/user/role
{"userId":{ann.id},"role":"admin"}
200 {"code":403, ...}
PUT /im/user/role
{"userId":{ann.id},"role":"admin"}
200 {"code":401, ...}
