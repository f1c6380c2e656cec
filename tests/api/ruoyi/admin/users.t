# ruoyi 27 UserAdmin
use two people, administrator
== the list in pages, by name, role and state
admin: GET /api/admin/users?keyword={uniq}
200 {"code":200, "msg":"操作成功", "data":{"records":[{"id":{ann.id}, ...}, {"id":{bob.id}, ...}], "list":{_:arr}, "rows":[{"id":{ann.id}, ...}, {"id":{bob.id}, ...}], "total":2, "size":20, "current":1, "pages":1}, "rows":[{"id":{ann.id}, ...}, {"id":{bob.id}, ...}], "total":2}
admin: GET /api/admin/users?keyword={uniq}&pageNum=2&pageSize=1&role=user&status=1
200 {"data":{"records":[{"id":{bob.id}, "username":"{bob.name}", "status":1, "role":"USER", "createTime":{_:time}, ...}], "total":2, "size":1, "current":2, "pages":2, ...}, ...}
admin: GET /api/admin/users?keyword={uniq}&role=ADMIN
200 {"data":{"records":[], "total":0, "pages":0, ...}, ...}
admin: GET /api/admin/users?keyword={uniq}&status=0
200 {"data":{"records":[], ...}, ...}
admin: GET /api/admin/users?role=KING&status=9
400 {"code":400, "msg":"参数校验失败", "data":{"role":{_:str}, "status":{_:str}}}
admin: GET /api/admin/users/{ann.id}
200 {"code":200, "msg":"操作成功", "data":{"id":{ann.id}, "nickname":"{ann.nick}", "createTime":{_:time}, ...}}
admin: GET /api/admin/users/999999999
400 {"code":4001, "msg":"用户不存在", "data":null}
== figures
admin: GET /api/admin/users/stats
200 {"code":200, "msg":"操作成功", "data":{"totalUsers":{_:int}, "activeUsers":{_:int}, "disabledUsers":{_:int}, "adminUsers":{_:int}, "onlineUsers":{_:int}, "newUsersToday":{_:int}, "activeToday":{_:int}, "total":{_:int}, "superAdminCount":{_:int}, "adminCount":{_:int}, "userCount":{_:int}}}
== a role is given by the highest administrator, and holds at once
ann: GET /api/admin/users/{bob.id}
403 {"code":403, "msg":"无权限操作", "data":null}
admin: PUT /api/admin/users/{ann.id}/role?role=ADMIN
200 {"code":200, "msg":"更新成功", "data":null}
ann: GET /api/admin/users/{bob.id}
200 {"code":200, ...}
ann: PUT /api/admin/users/{bob.id}/role?role=ADMIN
403 {"code":403, "msg":"无权限操作", "data":null}
ann: PUT /api/admin/users/{ann.id}/role?role=SUPER_ADMIN
403 {"code":403, ...}
admin: PUT /api/admin/users/{ann.id}/role?role=USER
200 {"code":200, ...}
ann: GET /api/admin/users/{bob.id}
403 {"code":403, ...}
admin: PUT /api/admin/users/{ann.id}/role?role=KING
400 {"code":400, "msg":"参数校验失败", "data":{"role":"角色值不正确"}}
admin: PUT /api/admin/users/{ann.id}/role
{}
400 {"code":400, "msg":"参数校验失败", "data":{"role":"角色不能为空"}}
admin: PUT /api/admin/users/999999999/role?role=USER
400 {"code":4001, "msg":"用户不存在", "data":null}
admin: GET /api/im/user/info
200 {"data":{"id":{root:int}, ...}, ...}
admin: PUT /api/admin/users/{root}/role?role=USER
400 {"code":400, "msg":"不能修改自己的角色", "data":null}
== off and on, in either spelling
admin: PUT /api/im/user/changeStatus
{"userId":{ann.id}, "status":"DISABLED"}
200 {"code":200, "msg":"更新成功", "data":null}
ann: GET /api/im/user/info
403 {"code":403, "msg":"账号已停用", "data":null}
admin: GET /api/admin/users?keyword={uniq}&status=DISABLED
200 {"data":{"records":[{"id":{ann.id}, "status":0, ...}], ...}, ...}
admin: PUT /api/im/user/changeStatus
{"userId":{ann.id}, "status":1}
200 {"code":200, ...}
admin: PUT /api/im/user/changeStatus
{"status":1}
400 {"code":400, "msg":"参数校验失败", "data":{"id":"用户ID不能为空"}}
admin: PUT /api/admin/users/{ann.id}/status
{}
400 {"code":400, "msg":"参数校验失败", "data":{"status":"状态不能为空"}}
bob: PUT /api/im/user/changeStatus
{"userId":{ann.id}, "status":0}
403 {"code":403, "msg":"无权限操作", "data":null}
== deletion of one and of several; never of the highest administrator
admin: GET /api/im/user/info
200 {"data":{"id":{root:int}, ...}, ...}
admin: DELETE /api/admin/users/{root}
403 {"code":403, "msg":"禁止删除超级管理员账户", "data":null}
admin: DELETE /api/admin/users/batch
[{ann.id}, {root}]
403 {"code":403, "msg":"禁止删除超级管理员账户", "data":null}
admin: GET /api/admin/users/{ann.id}
200 {"data":{"username":"{ann.name}", ...}, ...}
admin: DELETE /api/admin/users/batch
[{ann.id}, 999999999]
200 {"code":200, "msg":"删除成功", "data":1}
admin: DELETE /api/admin/users/{bob.id}
200 {"code":200, "msg":"删除成功", "data":null}
admin: DELETE /api/admin/users/{bob.id}
400 {"code":4001, "msg":"用户不存在", "data":null}
admin: GET /api/admin/users?keyword={uniq}
200 {"data":{"records":[], "total":0, ...}, ...}
admin: DELETE /api/admin/users/batch
[]
400 {"code":400, "msg":"参数校验失败", "data":{"ids":{_:str}}}
== an account is made for somebody, and several at once
admin: POST /api/im/user
{"username":"new_{uniq}", "password":"secret-9", "nickname":"Newcomer"}
200 {"code":200, "msg":"操作成功", "data":{n:int}}
POST /api/im/auth/login
{"username":"new_{uniq}", "password":"secret-9"}
200 {"data":{"userId":{n}, ...}, ...}
admin: POST /api/im/user
{"username":"new_{uniq}", "password":"secret-9"}
400 {"code":4002, "msg":"用户已存在", "data":null}
ann: POST /api/im/user
{"username":"newer_{uniq}", "password":"secret-9"}
403 {"code":403, "msg":"无权限操作", "data":null}
admin: POST /api/admin/users/import
{"users":[{"username":"im1_{uniq}", "password":"secret-9"}, {"username":"{ann.name}", "password":"secret-9"}]}
200 {"code":200, "msg":"操作成功", "data":{"successCount":1, "failCount":1, "userIds":[{_:int}], "failures":[{"username":"{ann.name}", "reason":"用户已存在"}], "totalCount":2, "failedItems":[{"id":"{ann.name}", "reason":"用户已存在"}]}}
POST /api/im/auth/login
{"username":"im1_{uniq}", "password":"secret-9"}
200 {"code":200, ...}
admin: POST /api/admin/users/import
{"users":[{"username":"im2_{uniq}", "password":"secret-9"}, {"username":"x", "password":"secret-9"}]}
400 {"code":400, "msg":"参数校验失败", "data":{"users[1].username":"用户名长度必须在3-20之间"}}
admin: POST /api/admin/users/import
{"users":[{"username":"im4_{uniq}", "password":"secret-9"}, {"username":"im5_{uniq}", "password":"password"}]}
200 {"data":{"successCount":1, "failCount":1, "failures":[{"username":"im5_{uniq}", "reason":"密码过于常见，请换一个"}], ...}, ...}
admin: POST /api/im/user
{"username":"im5_{uniq}", "password":"password"}
400 {"code":400, "msg":"密码过于常见，请换一个", "data":null}
admin: PUT /api/im/user/{bob.id}/password
{"newPassword":"dragon12"}
400 {"code":400, "msg":"密码过于常见，请换一个", "data":null}
admin: POST /api/admin/users/import
{"users":[]}
400 {"code":400, "msg":"参数校验失败", "data":{"users":{_:str}}}
== for administrators only
ann: GET /api/admin/users
403 {"code":403, "msg":"无权限操作", "data":null}
ann: GET /api/admin/users/stats
403 {"code":403, ...}
ann: DELETE /api/admin/users/{bob.id}
403 {"code":403, ...}
ann: DELETE /api/admin/users/batch
[{bob.id}]
403 {"code":403, ...}
ann: POST /api/admin/users/import
{"users":[{"username":"im3_{uniq}", "password":"secret-9"}]}
403 {"code":403, ...}
GET /api/admin/users
401 {"code":401, "msg":"未授权，需要登录", "data":null}
== administrators turn off those below them, not each other, nor themselves
admin: PUT /api/admin/users/{ann.id}/role?role=ADMIN
200 any
admin: PUT /api/admin/users/{bob.id}/role?role=ADMIN
200 any
ann: PUT /api/admin/users/{bob.id}/status
{"status":0}
403 {"code":403, "msg":"无权限操作", "data":null}
ann: PUT /api/im/user/changeStatus
{"userId":{bob.id}, "status":0}
403 {"code":403, ...}
ann: PUT /api/admin/users/{ann.id}/status
{"status":0}
403 {"code":403, ...}
ann: PUT /api/im/user/{bob.id}
{"nickname":"Bobby"}
403 {"code":403, ...}
bob: GET /api/im/user/profile
200 {"code":200, ...}
admin: GET /api/im/user/info
200 {"data":{"id":{root:int}, ...}, ...}
admin: PUT /api/admin/users/{root}/status
{"status":0}
403 {"code":403, ...}
admin: PUT /api/admin/users/{bob.id}/status
{"status":0}
200 {"code":200, ...}
