# ruoyi 27 AuditAdmin
use two people, administrator
== an act is noted and found again
admin: PUT /api/admin/users/{ann.id}/status
{"status":0}
200 {"code":200, ...}
admin: PUT /api/admin/users/{ann.id}/status
{"status":1}
200 {"code":200, ...}
admin: GET /api/admin/audit/list?operationType=user.disable&pageSize=100
200 {"code":200, "msg":"操作成功", "data":{"records":[..., {"id":{a:int}, "userId":{_:int}, "userName":{_:str}, "operationType":"user.disable", "targetType":"user", "targetId":"{ann.id}", "operationResult":"SUCCESS", "errorMessage":null, "detail":null, "ipAddress":"127.0.0.1", "userAgent":null, "createTime":{_:time}}, ...], "total":{_:int}, ...}, "rows":{_:arr}, "total":{_:int}}
admin: GET /api/admin/audit/{a}
200 {"code":200, "msg":"操作成功", "data":{"id":{a}, "operationType":"user.disable", ...}}
admin: GET /api/admin/audit/operation-types
200 {"data":[..., "user.disable", ...], ...}
admin: GET /api/admin/audit/statistics
200 {"code":200, "msg":"操作成功", "data":{"totalCount":{_:int}, "successCount":{_:int}, "failCount":{_:int}, "operationTypes":[..., {"operationType":"user.disable", "count":{_:int}}, ...], "totalOperations":{_:int}, "successOperations":{_:int}, "failedOperations":{_:int}}}
admin: GET /api/admin/audit/list?endTime=2001-01-01
200 {"data":{"records":[], "total":0, ...}, ...}
admin: GET /api/admin/audit/list?userId={bob.id}
200 {"data":{"records":[], ...}, ...}
admin: GET /api/admin/audit/list?operationResult=MAYBE
400 {"code":400, "msg":"参数校验失败", "data":{"operationResult":{_:str}}}
admin: GET /api/admin/audit/999999999999
400 {"code":4301, "msg":"资源不存在", "data":null}
== for administrators only
ann: GET /api/admin/audit/list
403 {"code":403, "msg":"无权限操作", "data":null}
ann: GET /api/admin/audit/statistics
403 {"code":403, ...}
ann: GET /api/admin/audit/operation-types
403 {"code":403, ...}
ann: GET /api/admin/audit/1
403 {"code":403, ...}
GET /api/admin/audit/list
401 {"code":401, "msg":"未授权，需要登录", "data":null}
