# ruoyi 27 GroupAdmin
use group of three, stranger, administrator
== any group is found by name and number
admin: GET /api/admin/groups?keyword={group.name}
200 {"code":200, "msg":"操作成功", "data":{"records":[{"id":{group.id}, "name":"{group.name}", "ownerId":{ann.id}, "ownerName":"{ann.nick}", "memberCount":3, "status":"NORMAL", "myRole":null, ...}], "list":{_:arr}, "rows":[{"id":{group.id}, ...}], "total":1, "size":20, "current":1, "pages":1}, "rows":[{"id":{group.id}, ...}], "total":1}
admin: GET /api/admin/groups?keyword={group.id}&pageNum=1&pageSize=5
200 {"data":{"records":[..., {"id":{group.id}, ...}, ...], "size":5, "current":1, ...}, ...}
admin: GET /api/admin/groups?keyword=nothing-is-called-so
200 {"data":{"records":[], "rows":[], "total":0, "pages":0, ...}, ...}
admin: GET /api/admin/groups?pageNum=1&pageSize=1
200 {"data":{"records":[{"id":{_:int}, ...}], "size":1, ...}, ...}
admin: GET /api/admin/groups/stats
200 {"code":200, "msg":"操作成功", "data":{"totalCount":{_:int}, "normalCount":{_:int}, "dissolvedCount":{_:int}, "publicCount":{_:int}, "allMutedCount":{_:int}, "memberCount":{_:int}, "todayCount":{_:int}}}
admin: GET /api/admin/groups/{group.id}
200 {"code":200, "msg":"操作成功", "data":{"id":{group.id}, "ownerName":"{ann.nick}", "members":null, ...}}
admin: GET /api/admin/groups/{group.id}/members
200 {"data":[{"userId":{ann.id}, "role":"OWNER", ...}, ...], ...}
admin: GET /api/admin/groups/999999999
400 {"code":4006, "msg":"群组不存在", "data":null}
admin: GET /api/admin/groups/999999999/members
400 {"code":4006, "msg":"群组不存在", "data":null}
== changed from outside, the members hear it
bob: WS /ws/im?token={bob.token}
bob < {"type":"connected", ...}
admin: PUT /api/admin/groups/{group.id}
{"name":"Renamed {uniq}", "memberLimit":5000}
200 {"code":200, "msg":"更新成功", "data":null}
bob < {"type":"new_message", "payload":{"messageType":"SYSTEM", "content":{_:str}, ...}, ...}
bob < {"type":"group", "action":"updated", "payload":{"name":"Renamed {uniq}", ...}, ...}
bob: GET /api/im/group/{group.id}
200 {"data":{"name":"Renamed {uniq}", "memberLimit":5000, ...}, ...}
admin: PUT /api/admin/groups/{group.id}
{"memberLimit":100001}
400 {"code":400, "msg":"参数校验失败", "data":{"memberLimit":"群组人数上限不能超过100000"}}
admin: PUT /api/admin/groups/{group.id}
{"memberLimit":2}
400 {"code":400, "msg":"群组人数上限不能小于当前成员数", "data":null}
== a member is removed
cat: WS /ws/im?token={cat.token}
cat < {"type":"connected", ...}
admin: DELETE /api/admin/groups/{group.id}/members/{cat.id}
200 {"code":200, "msg":"移除成功", "data":null}
cat < {"type":"conversation", "action":"deleted", "payload":{"id":{group.id}, ...}, ...}
admin: DELETE /api/admin/groups/{group.id}/members/{cat.id}
400 {"code":4014, "msg":"用户不在群组中", "data":null}
admin: DELETE /api/admin/groups/{group.id}/members/{ann.id}
400 {"code":4016, "msg":"不能移除群主", "data":null}
== ended
bob: WS /ws/im?token={bob.token}
bob < {"type":"connected", ...}
admin: DELETE /api/admin/groups/{group.id}
200 {"code":200, "msg":"解散成功", "data":null}
bob < {"type":"group", "action":"dismissed", "payload":{"groupId":{group.id}, ...}, ...}
bob < {"type":"conversation", "action":"deleted", "payload":{"id":{group.id}, ...}, ...}
admin: GET /api/admin/groups/{group.id}
200 {"data":{"id":{group.id}, "status":"DISSOLVED", "memberCount":0, ...}, ...}
admin: DELETE /api/admin/groups/{group.id}
400 {"code":4006, "msg":"群组不存在", "data":null}
admin: DELETE /api/admin/groups/batch
[{group.id}, 999999999]
200 {"code":200, "msg":"解散成功", "data":0}
== several ended at once
ann: POST /api/im/group/create
{"name":"Second {uniq}"}
200 {"data":{g:int}, ...}
admin: DELETE /api/admin/groups/batch
[{g}, {group.id}, 999999999]
200 {"code":200, "msg":"解散成功", "data":2}
ann: GET /api/im/group/list
200 {"data":[], ...}
admin: DELETE /api/admin/groups/batch
[]
400 {"code":400, "msg":"参数校验失败", "data":{"ids":{_:str}}}
== nobody else may
ann: GET /api/admin/groups
403 {"code":403, "msg":"无权限操作", "data":null}
ann: GET /api/admin/groups/{group.id}
403 {"code":403, "msg":"无权限操作", "data":null}
ann: PUT /api/admin/groups/{group.id}
{"name":"x"}
403 {"code":403, "msg":"无权限操作", "data":null}
ann: DELETE /api/admin/groups/{group.id}
403 {"code":403, "msg":"无权限操作", "data":null}
ann: DELETE /api/admin/groups/{group.id}/members/{bob.id}
403 {"code":403, "msg":"无权限操作", "data":null}
GET /api/admin/groups
401 {"code":401, "msg":"未授权，需要登录", "data":null}
