# ruoyi 17 organization
use three people, administrator
== a department, its tree and its members
admin: POST /api/im/organization/department
{"name":"Sales {uniq}", "parentId":0, "orderNum":3, "leaderId":{ann.id}, "phone":"010-62345678", "email":"sales@example.com", "remark":"east"}
200 {"code":200, "msg":"操作成功", "data":{d:int}}
admin: POST /api/im/organization/department
{"name":"Export", "parentId":{d}, "orderNum":2}
200 {"data":{e:int}, ...}
admin: POST /api/im/organization/department
{"name":"Retail", "parentId":{d}, "orderNum":1, "phone":"13800000000"}
200 {"data":{r:int}, ...}
admin: POST /api/im/organization/department/member
{"departmentId":{e}, "userId":{bob.id}, "position":"clerk"}
200 {"code":200, "msg":"操作成功", "data":null}
bob: GET /api/im/organization/department/tree
200 {"code":200, "msg":"操作成功", "data":[..., {"id":{d}, "name":"Sales {uniq}", "parentId":0, "ancestors":"0", "orderNum":3, "leaderId":{ann.id}, "leaderName":"{ann.nick}", "phone":"010-62345678", "email":"sales@example.com", "status":0, "remark":"east", "memberCount":0, "createTime":{_:time}, "updateTime":{_:time}, "children":[{"id":{r}, "name":"Retail", "parentId":{d}, "ancestors":"0,{d}", "orderNum":1, "leaderId":null, "leaderName":null, "phone":"13800000000", "email":null, "status":0, "remark":null, "memberCount":0, "createTime":{_:time}, "updateTime":{_:time}, "children":[]}, {"id":{e}, "name":"Export", "memberCount":1, "ancestors":"0,{d}", "children":[], ...}]}, ...]}
bob: GET /api/im/organization/department/{d}
200 {"code":200, "msg":"操作成功", "data":{"id":{d}, "ancestors":"0", "memberCount":0, "children":[{"id":{r}, ...}, {"id":{e}, "name":"Export", "memberCount":1, "ancestors":"0,{d}", ...}], ...}}
bob: GET /api/im/organization/department/{e}
200 {"data":{"id":{e}, "parentId":{d}, "ancestors":"0,{d}", "children":[], ...}, ...}
cat: GET /api/im/organization/department/{e}/members
200 {"code":200, "msg":"操作成功", "data":[{"id":{_:int}, "departmentId":{e}, "departmentName":"Export", "userId":{bob.id}, "username":"{bob.name}", "nickname":"{bob.nick}", "userName":"{bob.nick}", "avatar":"/avatar/default.png", "email":null, "mobile":null, "isPrimary":1, "position":"clerk", "joinTime":{_:time}, "status":1, "online":false}]}
cat: GET /api/im/organization/department/{d}/members
200 {"data":[], ...}
cat: GET /api/im/organization/department/{d}/members?includeChildren=true&keyword={bob.name}
200 {"data":[{"userId":{bob.id}, ...}], ...}
cat: GET /api/im/organization/department/{d}/members?includeChildren=true&keyword=nobodyatall
200 {"data":[], ...}
cat: GET /api/im/organization/department/{d}/members?includeChildren=true&pageNum=1&pageSize=10
200 {"data":[{"userId":{bob.id}, ...}], "rows":[{"userId":{bob.id}, ...}], "total":1, ...}
cat: GET /api/im/organization/department/999999999
400 {"code":4501, "msg":"部门不存在", "data":null}
cat: GET /api/im/organization/department/999999999/members
400 {"code":4501, "msg":"部门不存在", "data":null}
cat: GET /api/im/organization/department/abc
400 {"code":400, "msg":"参数校验失败", "data":{"departmentId":"部门ID不正确"}}
== deputies stand in for the leader
admin: POST /api/im/organization/department
{"name":"Led {uniq}", "leaderId":{ann.id}, "deputyIds":[{cat.id}, {ann.id}]}
200 {"data":{d:int}, ...}
bob: GET /api/im/organization/department/{d}
200 {"data":{"leaderId":{ann.id}, "leaderName":"{ann.nick}", "deputies":[{"userId":{cat.id}, "name":"{cat.nick}"}], ...}, ...}
admin: PUT /api/im/organization/department
{"id":{d}, "deputyIds":[{bob.id}, {cat.id}]}
200 any
admin: PUT /api/im/organization/department
{"id":{d}, "orderNum":7}
200 any
bob: GET /api/im/organization/department/{d}
200 {"data":{"deputies":[{"userId":{bob.id}, ...}, {"userId":{cat.id}, ...}], ...}, ...}
admin: PUT /api/im/organization/department
{"id":{d}, "deputyIds":[]}
200 any
bob: GET /api/im/organization/department/{d}
200 {"data":{"deputies":[], ...}, ...}
admin: PUT /api/im/organization/department
{"id":{d}, "deputyIds":[999999999]}
400 {"code":4001, "msg":"用户不存在", "data":null}
admin: PUT /api/im/organization/department
{"id":{d}, "deputyIds":[1,2,3,4,5,6,7,8,9,10,11]}
400 {"code":400, "data":{"deputyIds":"副负责人不能超过10人"}, ...}
bob: PUT /api/im/organization/department
{"id":{d}, "deputyIds":[{bob.id}]}
403 {"code":403, "msg":"无权限操作", "data":null}
== a new server has one department, which its administrator leads
ann: GET /api/im/organization/department/1
200 {"data":{"id":1, "name":"公司", "parentId":0, "ancestors":"0", "leaderId":{_:int}, "leaderName":"admin", ...}, ...}
== root is what stands above, as published clients ask for it
admin: POST /api/im/organization/department
{"name":"Top {uniq}", "parentId":0}
200 {"data":{d:int}, ...}
admin: POST /api/im/organization/department/member
{"departmentId":{d}, "userIds":[{ann.id}, {bob.id}]}
200 any
ann: GET /api/im/organization/department/root
200 {"code":200, "msg":"操作成功", "data":{"id":0, "name":"组织架构", "children":[..., {"id":{d}, "memberCount":2, "parentId":0, "ancestors":"0", ...}, ...], ...}}
ann: GET /api/im/organization/department/root/members
200 {"code":200, "msg":"操作成功", "data":[]}
ann: GET /api/im/organization/department/root/members?includeChildren=true&keyword={bob.name}
200 {"data":[{"userId":{bob.id}, "departmentId":{d}, "userName":"{bob.nick}", ...}], ...}
== published clients are told why, and get the bare number
admin: POST /api/im/organization/department
header X-CSRF-Token x
{"name":"W {uniq}", "parentId":0}
200 {"code":200, "msg":"操作成功", "data":{d:int}}
ann: POST /api/im/organization/department
header X-CSRF-Token x
{"name":"Mine", "parentId":0}
400 {"code":403, "msg":"无权限操作", "data":null}
admin: DELETE /api/im/organization/department/{d}/member/{ann.id}
header X-CSRF-Token x
400 {"code":404, "msg":"部门成员不存在", "data":null}
== what a new one is refused for
ann: POST /api/im/organization/department
{"name":"Mine", "parentId":0}
403 {"code":403, "msg":"无权限操作", "data":null}
admin: POST /api/im/organization/department
{"parentId":0}
400 {"code":400, "msg":"参数校验失败", "data":{"name":"部门名称不能为空"}}
admin: POST /api/im/organization/department
{"name":"{c*51}", "parentId":0}
400 {"data":{"name":"部门名称长度不能超过50个字符"}, ...}
admin: POST /api/im/organization/department
{"name":"D {uniq}", "phone":"12", "email":"nowhere", "remark":"{c*501}"}
400 {"data":{"phone":"联系电话格式不正确", "email":"邮箱格式不正确", "remark":"备注长度不能超过500个字符"}, ...}
admin: POST /api/im/organization/department
{"name":"D {uniq}", "parentId":999999999}
400 {"code":4501, "msg":"父部门不存在", "data":null}
admin: POST /api/im/organization/department
{"name":"D {uniq}", "leaderId":999999999}
400 {"code":4001, "msg":"用户不存在", "data":null}
admin: POST /api/im/organization/department
{"name":"D {uniq}"}
200 {"data":{d:int}, ...}
admin: POST /api/im/organization/department
{"name":" D {uniq} ", "parentId":0}
400 {"code":4502, "msg":"部门名称已存在", "data":null}
admin: PUT /api/im/organization/department
{"id":{d}, "status":2}
400 {"data":{"status":"状态值不正确"}, ...}
admin: PUT /api/im/organization/department
{"id":{d}, "status":1}
200 any
admin: POST /api/im/organization/department
{"name":"under", "parentId":{d}}
400 {"code":400, "msg":"上级部门已停用", "data":null}
== a change keeps what it does not name; a move takes along what lies under it
admin: POST /api/im/organization/department
{"name":"A {uniq}", "remark":"r", "leaderId":{ann.id}}
200 {"data":{a:int}, ...}
admin: POST /api/im/organization/department
{"name":"B {uniq}"}
200 {"data":{b:int}, ...}
admin: POST /api/im/organization/department
{"name":"C", "parentId":{a}}
200 {"data":{c:int}, ...}
admin: POST /api/im/organization/department
{"name":"D", "parentId":{c}}
200 {"data":{d:int}, ...}
admin: PUT /api/im/organization/department
{"id":{a}, "parentId":{a}}
400 {"code":400, "msg":"不能将自己设为上级部门", "data":null}
admin: PUT /api/im/organization/department
{"id":{a}, "parentId":{d}}
400 {"code":400, "msg":"不能移动到子部门下", "data":null}
admin: PUT /api/im/organization/department
{"id":{a}, "parentId":999999999}
400 {"code":4501, "msg":"父部门不存在", "data":null}
admin: PUT /api/im/organization/department
{"id":{a}, "name":"B {uniq}"}
400 {"code":4502, "msg":"部门名称已存在", "data":null}
admin: PUT /api/im/organization/department
{"id":{a}, "name":"  "}
400 {"data":{"name":"部门名称不能为空"}, ...}
admin: PUT /api/im/organization/department
{"id":999999999, "name":"X"}
400 {"code":4501, "msg":"部门不存在", "data":null}
ann: PUT /api/im/organization/department
{"id":{a}, "name":"X"}
403 {"code":403, "msg":"无权限操作", "data":null}
admin: PUT /api/im/organization/department
{"id":{c}, "parentId":{b}}
200 {"code":200, "msg":"操作成功", "data":null}
bob: GET /api/im/organization/department/{d}
200 {"data":{"ancestors":"0,{b},{c}", "parentId":{c}, ...}, ...}
admin: PUT /api/im/organization/department
{"id":{a}, "leaderId":0}
200 any
bob: GET /api/im/organization/department/{a}
200 {"data":{"name":"A {uniq}", "remark":"r", "leaderId":null, "leaderName":null, "children":[], ...}, ...}
== one with departments or members is not deleted
admin: POST /api/im/organization/department
{"name":"A {uniq}"}
200 {"data":{a:int}, ...}
admin: POST /api/im/organization/department
{"name":"B", "parentId":{a}}
200 {"data":{b:int}, ...}
admin: POST /api/im/organization/department/member
{"departmentId":{b}, "userId":{bob.id}, "isPrimary":1}
200 any
ann: DELETE /api/im/organization/department/{b}
403 {"code":403, "msg":"无权限操作", "data":null}
admin: DELETE /api/im/organization/department/{a}
400 {"code":4503, "msg":"部门存在子部门，无法删除", "data":null}
admin: DELETE /api/im/organization/department/{b}
400 {"code":4504, "msg":"部门存在成员，无法删除", "data":null}
admin: DELETE /api/im/organization/department/{b}/member/{bob.id}
200 {"code":200, "msg":"操作成功", "data":null}
admin: DELETE /api/im/organization/department/{b}/member/{bob.id}
404 {"code":404, "msg":"部门成员不存在", "data":null}
admin: DELETE /api/im/organization/department/{b}
200 {"code":200, "msg":"操作成功", "data":null}
admin: DELETE /api/im/organization/department/{b}
400 {"code":4501, "msg":"部门不存在", "data":null}
admin: GET /api/admin/audit/list?operationType=department.delete&pageSize=100
200 {"data":{"records":[..., {"operationType":"department.delete", "targetId":"{b}", ...}, ...], ...}, ...}
== members, and which department is somebody's primary one
admin: POST /api/im/organization/department
{"name":"A {uniq}"}
200 {"data":{a:int}, ...}
admin: POST /api/im/organization/department
{"name":"B {uniq}"}
200 {"data":{b:int}, ...}
admin: POST /api/im/organization/department/member
{"departmentId":{a}, "userId":{bob.id}, "isPrimary":0}
200 any
admin: POST /api/im/organization/department/member
{"departmentId":{a}, "userIds":[{ann.id}, {bob.id}]}
400 {"code":4307, "msg":"该用户已在部门中", "data":null}
bob: GET /api/im/organization/department/{a}/members
200 {"data":[{"userId":{bob.id}, "isPrimary":1, ...}], ...}
admin: POST /api/im/organization/department/member
{"departmentId":{b}, "userId":{bob.id}, "isPrimary":1}
200 any
bob: GET /api/im/organization/user/{bob.id}/departments
200 {"code":200, "msg":"操作成功", "data":[{"departmentId":{b}, "departmentName":"B {uniq}", "isPrimary":1, ...}, {"departmentId":{a}, "isPrimary":0, ...}]}
admin: PUT /api/im/organization/user/{bob.id}/primary-department/{a}
200 {"code":200, "msg":"操作成功", "data":null}
admin: PUT /api/im/organization/user/{ann.id}/primary-department/{a}
404 {"code":404, "msg":"部门成员不存在", "data":null}
ann: GET /api/im/organization/user/{bob.id}/primary-department
200 {"code":200, "msg":"操作成功", "data":{"departmentId":{a}, "userId":{bob.id}, "isPrimary":1, ...}}
ann: GET /api/im/organization/user/{cat.id}/primary-department
200 {"code":200, "msg":"操作成功", "data":null}
ann: GET /api/im/organization/user/999999999/departments
400 {"code":4001, "msg":"用户不存在", "data":null}
admin: POST /api/im/organization/department/member
{"departmentId":{a}, "userId":999999999}
400 {"code":4001, "msg":"用户不存在", "data":null}
admin: POST /api/im/organization/department/member
{"departmentId":{a}}
400 {"code":400, "msg":"参数校验失败", "data":{"userId":"用户ID不能为空"}}
admin: POST /api/im/organization/department/member
{"userId":{cat.id}, "position":"{c*51}"}
400 {"data":{"departmentId":"部门ID不能为空", "position":"职位长度不能超过50个字符"}, ...}
ann: POST /api/im/organization/department/member
{"departmentId":{a}, "userId":{cat.id}}
403 {"code":403, "msg":"无权限操作", "data":null}
admin: PUT /api/im/organization/department
{"id":{a}, "status":1}
200 any
admin: POST /api/im/organization/department/member
{"departmentId":{a}, "userId":{cat.id}}
400 {"code":400, "msg":"部门已停用", "data":null}
== an address is for who may see it
use two friends
admin: POST /api/im/organization/department
{"name":"A {uniq}"}
200 {"data":{a:int}, ...}
admin: POST /api/im/organization/department/member
{"departmentId":{a}, "userId":{bob.id}}
200 any
bob: PUT /api/im/user/profile
{"email":"bob{uniq}@example.com"}
200 any
ann: GET /api/im/organization/department/{a}/members
200 {"data":[{"email":"bob{uniq}@example.com", ...}], ...}
cat: GET /api/im/organization/department/{a}/members
200 {"data":[{"email":null, ...}], ...}
