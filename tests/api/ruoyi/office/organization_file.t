# ruoyi 17.9 the organization from and to a table
use three people, administrator
== a table is tried first, then taken over, and again changes nothing
admin: POST /api/im/organization/import
{"dryRun":true, "content":"部门,用户名,职位,显示顺序,负责人\r\nT {uniq},,,3,{ann.name}\r\nT {uniq}/Sales,{bob.name},clerk,,\r\n,{bob.name},,,\r\nT {uniq},nobody {uniq},,,\r\n"}
200 {"code":200, "msg":"导入成功", "data":{"dryRun":true, "departmentsCreated":2, "departmentsUpdated":0, "membersAdded":1, "membersUpdated":0, "unchanged":0, "departments":[{"line":2, "department":"T {uniq}", "action":"CREATED"}, {"line":3, "department":"T {uniq}/Sales", "action":"CREATED"}], "refused":[{"line":4, "department":"", "username":"{bob.name}", "reason":"department"}, {"line":5, "department":"T {uniq}", "username":"nobody {uniq}", "reason":"user"}]}}
ann: GET /api/im/organization/user/{bob.id}/departments
200 {"data":[], ...}
admin: POST /api/im/organization/import
{"content":"部门,用户名,职位,显示顺序,负责人\r\nT {uniq},,,3,{ann.name}\r\nT {uniq}/Sales,{bob.name},clerk,,\r\n"}
200 {"data":{"dryRun":false, "departmentsCreated":2, "membersAdded":1, "refused":[], ...}, ...}
ann: GET /api/im/organization/user/{bob.id}/departments
200 {"data":[{"departmentId":{s:int}, "departmentName":"Sales", "position":"clerk", "isPrimary":1, ...}], ...}
ann: GET /api/im/organization/department/{s}
200 {"data":{"name":"Sales", "parentId":{t:int}, "ancestors":"0,{t}", "memberCount":1, ...}, ...}
ann: GET /api/im/organization/department/{t}
200 {"data":{"name":"T {uniq}", "orderNum":3, "leaderId":{ann.id}, "memberCount":0, ...}, ...}
admin: POST /api/im/organization/import
{"content":"部门,用户名,职位\nT {uniq},,\nT {uniq}/Sales,{bob.name},clerk\n"}
200 {"data":{"departmentsCreated":0, "departmentsUpdated":0, "membersAdded":0, "membersUpdated":0, "unchanged":2, "departments":[], ...}, ...}
admin: POST /api/im/organization/import
{"content":"department,username,position,remark\nT {uniq},,,second floor\nT {uniq}/Sales,{bob.name},head,\n"}
200 {"data":{"departmentsUpdated":1, "membersUpdated":1, "unchanged":0, "departments":[{"line":2, "department":"T {uniq}", "action":"UPDATED"}], ...}, ...}
admin: GET /api/admin/audit/list?operationType=department.import&pageSize=10
200 {"data":{"records":[{"operationType":"department.import", ...}, ...], ...}, ...}
== each line that is refused is told with its column
admin: POST /api/im/organization/department
{"name":"Off {uniq}"}
200 {"data":{d:int}, ...}
admin: PUT /api/im/organization/department
{"id":{d}, "status":1}
200 any
admin: POST /api/im/organization/import
{"dryRun":true, "content":"department,username,order,leader,phone,email,remark,position\nA,,x,,,,,\nA,,,nobody {uniq},,,,\nA,,,,12,,,\nA,,,,,nowhere,,\nA,,,,,,{r*501},\nA,{ann.name},,,,,,{p*51}\n{c*51},,,,,,,\nA,,,,,,,,more\n1/2/3/4/5/6/7/8/9/10/11/12/13/14/15/16/17/18/19/20/21,,,,,,,\nOff {uniq},{ann.name},,,,,,\nOff {uniq}/New,,,,,,,\n\"A,,,,,,,"}
200 {"data":{"departmentsCreated":0, "refused":[{"line":2, "department":"A", "username":null, "reason":"sort"}, {"line":3, "reason":"leader", ...}, {"line":4, "reason":"phone", ...}, {"line":5, "reason":"email", ...}, {"line":6, "reason":"remark", ...}, {"line":7, "reason":"position", ...}, {"line":8, "reason":"department", ...}, {"line":9, "reason":"columns", ...}, {"line":10, "reason":"levels", ...}, {"line":11, "reason":"disabled", ...}, {"line":12, "reason":"disabled", ...}, {"line":13, "reason":"end", ...}], ...}, ...}
== the table that is written is read as the same
admin: POST /api/im/organization/import
{"content":"部门,用户名,职位,显示顺序\nE {uniq}\\/x,{ann.name},=1+1,7\n"}
200 any
admin: GET /api/im/organization/export
200 any
header Content-Type text/csv; charset=utf-8
header Content-Disposition attachment; filename="organization.csv"
== what is no such table, and who may not
admin: POST /api/im/organization/import
{}
400 {"code":400, "msg":"参数校验失败", "data":{"content":"文件内容不能为空"}}
admin: POST /api/im/organization/import
{"content":"{x*524289}"}
400 {"code":400, "msg":"参数校验失败", "data":{"content":"文件内容不能超过512KB"}}
admin: POST /api/im/organization/import
{"content":"name,username\na,b\n"}
400 {"code":400, "msg":"组织架构文件格式不正确", "data":null}
ann: POST /api/im/organization/import
{"content":"department\nA\n", "dryRun":true}
403 {"code":403, "msg":"无权限操作", "data":null}
ann: GET /api/im/organization/export
403 {"code":403, "msg":"无权限操作", "data":null}
GET /api/im/organization/export
401 {"code":401, ...}
