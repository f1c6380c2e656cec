# im-chat 3: everything that changes something is in the log of operations
use group of three, backstage
== people and groups
do books t
admin: PUT /im/user/ban
{"userId":{bob.id}}
200 {"code":200, ...}
do logged t user.ban user {bob.id}
admin: PUT /im/user/unban
{"userId":{bob.id}}
200 {"code":200, ...}
do logged t user.unban user {bob.id}
admin: PUT /im/group/ban
{"groupId":{group.id}}
200 {"code":200, ...}
do logged t group.ban group {group.id}
admin: PUT /im/group/unban
{"groupId":{group.id}}
200 {"code":200, ...}
do logged t group.unban group {group.id}
admin: PUT /im/user/role
{"userId":{cat.id},"role":"auditor"}
200 {"code":200, ...}
GET /api/admin/audit/list?operationType=user.role&pageSize=100
header Authorization Bearer {t}
200 {"data":{"records":[..., {"userId":{admin.id}, "operationType":"user.role", "targetType":"user", "targetId":"{cat.id}", "operationResult":"SUCCESS", "detail":"auditor", "ipAddress":"127.0.0.1", ...}, ...], ...}, ...}
== a ban with its end and its reason, words as many
do books t
admin: PUT /im/user/ban
{"userId":{bob.id},"reason":"spam\n{uniq}","duration":7}
200 {"code":200, ...}
GET /api/admin/audit/list?operationType=user.ban&pageSize=100
header Authorization Bearer {t}
200 {"data":{"records":[..., {"targetType":"user", "targetId":"{bob.id}", "detail":{e:str}, ...}, ...], ...}, ...}
admin: PUT /im/group/ban
{"groupId":{group.id},"reason":"noise"}
200 {"code":200, ...}
GET /api/admin/audit/list?operationType=group.ban&pageSize=100
header Authorization Bearer {t}
200 {"data":{"records":[..., {"targetType":"group", "targetId":"{group.id}", "detail":"noise", ...}, ...], ...}, ...}
admin: POST /im/sensitiveWord
{"contents":["a{uniq}","b{uniq}","c{uniq}"],"enabled":false}
200 {"code":200, "data":{"ids":[{w:int},{x:int},{y:int}], ...}, ...}
GET /api/admin/audit/list?operationType=word.add&pageSize=100
header Authorization Bearer {t}
200 {"data":{"records":[..., {"targetType":"words", "targetId":"{w} to {y}, 3 of them", ...}, ...], ...}, ...}
== words
do books t
admin: POST /im/sensitiveWord
{"content":"w{uniq}","enabled":false}
200 {"code":200, "data":{"id":{w:int}, ...}, ...}
do logged t word.add word {w}
admin: PUT /im/sensitiveWord
{"id":{w},"content":"v{uniq}"}
200 {"code":200, ...}
do logged t word.change word {w}
admin: PUT /im/sensitiveWord/enable
{"id":{w},"enabled":false}
200 {"code":200, ...}
do logged t word.enable word {w}
admin: DELETE /im/sensitiveWord/{w}
200 {"code":200, ...}
do logged t word.remove words {w}
== messages and complaints
do books t
do say ann bob hi m
admin: PUT /im/privateMessage/recall
{"id":{m}}
200 {"code":200, ...}
do logged t message.recall message {m}
do write bob hi g
admin: PUT /im/groupMessage/recall
{"id":{g}}
200 {"code":200, ...}
do logged t message.recall message {g}
ann: POST /complaint/submit
{"targetType":1,"targetId":{bob.id},"reason":"spam {uniq}"}
200 {"code":200, "data":{"id":{c:int}}, ...}
admin: POST /im/complaint/resolve
{"id":{c},"resolvedType":1}
200 {"code":200, ...}
do logged t complaint.resolve complaint {c}
