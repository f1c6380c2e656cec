# im-chat 3: who works in the back office: auditor (lists, complaints), finance (orders of money)
use group of three, backstage
== an auditor sees everything, and changes nothing but complaints
do enrich ann 100
do say ann bob hi m
do write ann hi g
ann: POST /complaint/submit
{"targetType":1,"targetId":{bob.id},"reason":"spam {uniq}"}
200 {"code":200, "data":{"id":{c:int}}, ...}
ann: POST /redPackage/send
{"receiverType":1,"receiverId":{group.id},"totalAmount":1,"totalCount":1,"redPacketType":1,"tradePassword":"246813"}
200 {"code":200, "data":{"redPacketId":{p:str}, ...}, ...}
ann: POST /user/recharge
{"amount":10,"payType":"bank"}
200 {"code":200, "data":{"id":{o:int}, "orderSn":{on:str}, ...}, ...}
ann: POST /user/withdraw
{"amount":5,"toAddress":"0x1","tradePassword":"246813"}
200 {"code":200, "data":{"id":{w:int}, "orderSn":{wn:str}, ...}, ...}
bob: POST /auth/login
{"username":"{bob.name}","password":"{bob.password}"}
200 {"code":403, ...}
do hire bob auditor t
GET /auth/info
header Authorization Bearer {t}
200 {"code":200, "data":{"userId":{bob.id}, "roles":["auditor"], ...}, ...}
GET /im/user/list
header Authorization Bearer {t}
200 {"code":200, ...}
GET /im/user/findByName
header Authorization Bearer {t}
200 {"code":200, ...}
GET /im/user/findByIds?ids={ann.id}
header Authorization Bearer {t}
200 {"code":200, ...}
GET /im/user/{ann.id}
header Authorization Bearer {t}
200 {"code":200, ...}
GET /im/group/list
header Authorization Bearer {t}
200 {"code":200, ...}
GET /im/group/findByName
header Authorization Bearer {t}
200 {"code":200, ...}
GET /im/group/{group.id}
header Authorization Bearer {t}
200 {"code":200, ...}
GET /im/group/member/list?groupId={group.id}
header Authorization Bearer {t}
200 {"code":200, ...}
GET /im/sensitiveWord/list
header Authorization Bearer {t}
200 {"code":200, ...}
GET /im/privateMessage/list
header Authorization Bearer {t}
200 {"code":200, ...}
GET /im/privateMessage/{m}
header Authorization Bearer {t}
200 {"code":200, ...}
GET /im/groupMessage/list
header Authorization Bearer {t}
200 {"code":200, ...}
GET /im/groupMessage/{g}
header Authorization Bearer {t}
200 {"code":200, ...}
GET /im/complaint/list
header Authorization Bearer {t}
200 {"code":200, ...}
GET /im/complaint/{c}
header Authorization Bearer {t}
200 {"code":200, ...}
GET /im/redRecord/list
header Authorization Bearer {t}
200 {"code":200, ...}
GET /im/redRecord/{p}
header Authorization Bearer {t}
200 {"code":200, ...}
GET /im/userRecharge/list
header Authorization Bearer {t}
200 {"code":200, ...}
GET /im/userRecharge/{o}
header Authorization Bearer {t}
200 {"code":200, ...}
GET /im/userWithdrawal/list
header Authorization Bearer {t}
200 {"code":200, ...}
GET /im/userWithdrawal/{w}
header Authorization Bearer {t}
200 {"code":200, ...}
GET /im/userFundDetail/list
header Authorization Bearer {t}
200 {"code":200, ...}
POST /im/user/findByIds
header Authorization Bearer {t}
{"userIds":[{ann.id}]}
200 {"code":200, ...}
PUT /im/user/ban
header Authorization Bearer {t}
{"userId":{ann.id}}
200 {"code":403, ...}
PUT /im/user/unban
header Authorization Bearer {t}
{"userId":{ann.id}}
200 {"code":403, ...}
PUT /im/user/role
header Authorization Bearer {t}
{"userId":{ann.id},"role":"admin"}
200 {"code":403, ...}
POST /im/user/modifyAsset
header Authorization Bearer {t}
{"userId":{ann.id},"amount":1,"transferFlag":1}
200 {"code":403, ...}
PUT /im/group/ban
header Authorization Bearer {t}
{"groupId":{group.id}}
200 {"code":403, ...}
PUT /im/group/unban
header Authorization Bearer {t}
{"groupId":{group.id}}
200 {"code":403, ...}
POST /im/sensitiveWord
header Authorization Bearer {t}
{"content":"w{uniq}"}
200 {"code":403, ...}
PUT /im/sensitiveWord
header Authorization Bearer {t}
{"id":1,"content":"w{uniq}"}
200 {"code":403, ...}
PUT /im/sensitiveWord/enable
header Authorization Bearer {t}
{"id":1,"enabled":true}
200 {"code":403, ...}
DELETE /im/sensitiveWord/1
header Authorization Bearer {t}
200 {"code":403, ...}
PUT /im/privateMessage/recall
header Authorization Bearer {t}
{"id":{m}}
200 {"code":403, ...}
PUT /im/groupMessage/recall
header Authorization Bearer {t}
{"id":{g}}
200 {"code":403, ...}
PUT /im/userRecharge/audit
header Authorization Bearer {t}
{"orderSn":"CZ1","pass":true}
200 {"code":403, ...}
PUT /im/userWithdrawal/audit
header Authorization Bearer {t}
{"orderSn":"TX1","pass":true}
200 {"code":403, ...}
PUT /im/userWithdrawal/confirm
header Authorization Bearer {t}
{"orderSn":"TX1","success":true}
200 {"code":403, ...}
POST /red/packet/hand/out
header Authorization Bearer {t}
{"userId":77,"total":1,"count":1}
200 {"code":403, ...}
POST /im/complaint/resolve
header Authorization Bearer {t}
{"id":{c},"resolvedType":1}
200 {"code":200, ...}
bob: GET /im/user/list
200 {"code":403, "message":"无权限访问", "data":null}
# Who works there no more sees nothing, with the token that they have.
admin: PUT /im/user/role
{"userId":{bob.id},"role":"user"}
200 {"code":200, ...}
GET /im/user/list
header Authorization Bearer {t}
200 {"code":403, ...}
== finance decides on orders, and on nothing else
do enrich ann 100
do say ann bob hi m
do write ann hi g
ann: POST /complaint/submit
{"targetType":1,"targetId":{bob.id},"reason":"spam {uniq}"}
200 {"code":200, "data":{"id":{c:int}}, ...}
ann: POST /redPackage/send
{"receiverType":1,"receiverId":{group.id},"totalAmount":1,"totalCount":1,"redPacketType":1,"tradePassword":"246813"}
200 {"code":200, "data":{"redPacketId":{p:str}, ...}, ...}
ann: POST /user/recharge
{"amount":10,"payType":"bank"}
200 {"code":200, "data":{"id":{o:int}, "orderSn":{on:str}, ...}, ...}
ann: POST /user/withdraw
{"amount":5,"toAddress":"0x1","tradePassword":"246813"}
200 {"code":200, "data":{"id":{w:int}, "orderSn":{wn:str}, ...}, ...}
do hire cat finance t
GET /im/userRecharge/list
header Authorization Bearer {t}
200 {"code":200, ...}
GET /im/userRecharge/{o}
header Authorization Bearer {t}
200 {"code":200, ...}
GET /im/userWithdrawal/list
header Authorization Bearer {t}
200 {"code":200, ...}
GET /im/userWithdrawal/{w}
header Authorization Bearer {t}
200 {"code":200, ...}
GET /im/userFundDetail/list
header Authorization Bearer {t}
200 {"code":200, ...}
GET /im/user/list
header Authorization Bearer {t}
200 {"code":403, ...}
GET /im/user/findByName
header Authorization Bearer {t}
200 {"code":403, ...}
GET /im/user/findByIds?ids={ann.id}
header Authorization Bearer {t}
200 {"code":403, ...}
GET /im/user/{ann.id}
header Authorization Bearer {t}
200 {"code":403, ...}
GET /im/group/list
header Authorization Bearer {t}
200 {"code":403, ...}
GET /im/group/findByName
header Authorization Bearer {t}
200 {"code":403, ...}
GET /im/group/{group.id}
header Authorization Bearer {t}
200 {"code":403, ...}
GET /im/group/member/list?groupId={group.id}
header Authorization Bearer {t}
200 {"code":403, ...}
GET /im/sensitiveWord/list
header Authorization Bearer {t}
200 {"code":403, ...}
GET /im/privateMessage/list
header Authorization Bearer {t}
200 {"code":403, ...}
GET /im/privateMessage/{m}
header Authorization Bearer {t}
200 {"code":403, ...}
GET /im/groupMessage/list
header Authorization Bearer {t}
200 {"code":403, ...}
GET /im/groupMessage/{g}
header Authorization Bearer {t}
200 {"code":403, ...}
GET /im/complaint/list
header Authorization Bearer {t}
200 {"code":403, ...}
GET /im/complaint/{c}
header Authorization Bearer {t}
200 {"code":403, ...}
GET /im/redRecord/list
header Authorization Bearer {t}
200 {"code":403, ...}
GET /im/redRecord/{p}
header Authorization Bearer {t}
200 {"code":403, ...}
POST /im/user/findByIds
header Authorization Bearer {t}
{"userIds":[{ann.id}]}
200 {"code":403, ...}
PUT /im/user/ban
header Authorization Bearer {t}
{"userId":{ann.id}}
200 {"code":403, ...}
PUT /im/user/unban
header Authorization Bearer {t}
{"userId":{ann.id}}
200 {"code":403, ...}
PUT /im/user/role
header Authorization Bearer {t}
{"userId":{ann.id},"role":"admin"}
200 {"code":403, ...}
POST /im/user/modifyAsset
header Authorization Bearer {t}
{"userId":{ann.id},"amount":1,"transferFlag":1}
200 {"code":403, ...}
PUT /im/group/ban
header Authorization Bearer {t}
{"groupId":{group.id}}
200 {"code":403, ...}
PUT /im/group/unban
header Authorization Bearer {t}
{"groupId":{group.id}}
200 {"code":403, ...}
POST /im/sensitiveWord
header Authorization Bearer {t}
{"content":"w{uniq}"}
200 {"code":403, ...}
PUT /im/sensitiveWord
header Authorization Bearer {t}
{"id":1,"content":"w{uniq}"}
200 {"code":403, ...}
PUT /im/sensitiveWord/enable
header Authorization Bearer {t}
{"id":1,"enabled":true}
200 {"code":403, ...}
DELETE /im/sensitiveWord/1
header Authorization Bearer {t}
200 {"code":403, ...}
PUT /im/privateMessage/recall
header Authorization Bearer {t}
{"id":{m}}
200 {"code":403, ...}
PUT /im/groupMessage/recall
header Authorization Bearer {t}
{"id":{g}}
200 {"code":403, ...}
POST /im/complaint/resolve
header Authorization Bearer {t}
{"id":{c},"resolvedType":1}
200 {"code":403, ...}
POST /red/packet/hand/out
header Authorization Bearer {t}
{"userId":77,"total":1,"count":1}
200 {"code":403, ...}
PUT /im/userRecharge/audit
header Authorization Bearer {t}
{"orderSn":"{on}","pass":true}
200 {"code":200, "data":{"status":2, ...}, ...}
PUT /im/userWithdrawal/audit
header Authorization Bearer {t}
{"orderSn":"{wn}","pass":true}
200 {"code":200, "data":{"status":2, ...}, ...}
PUT /im/userWithdrawal/confirm
header Authorization Bearer {t}
{"orderSn":"{wn}","success":true}
200 {"code":200, "data":{"status":3, ...}, ...}
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
== a token, the shape, who may, what is there: in this order
PUT /im/user/ban
{}
200 {"code":401, ...}
ann: PUT /im/user/ban
{}
200 {"code":400, "message":"userId不能为空", "data":null}
ann: PUT /im/user/ban
{"userId":999999999}
200 {"code":403, ...}
ann: GET /im/complaint/999999999
200 {"code":403, ...}
admin: PUT /im/user/ban
{"userId":{bob.id}}
200 {"code":200, ...}
bob: GET /im/user/list
200 {"code":1003, ...}
