# ruoyi-client 2.15: the administrator's console
use group of three, administrator
== lists have their rows under the name that it reads
admin: POST /api/im/auth/refresh
header X-CSRF-Token x
200 {"data":{"token":{t:str}, ...}, ...}
admin: GET /api/admin/users?keyword={ann.name}&pageNum=1&pageSize=10
200 {"data":{"list":[{"id":{ann.id}, ...}], "records":[{"id":{ann.id}, ...}], "total":1, ...}, "rows":{_:arr}, "total":1, ...}
ann: POST /api/im/message/send
{"conversationId": {group.id}, "type": "FILE", "content": "{\"fileUrl\":\"/f/1\",\"fileName\":\"{uniq}.pdf\"}"}
200 {"data":{m:int}, ...}
ann: DELETE /api/im/message/{m}/recall
200 {"code":200, ...}
GET /api/admin/messages?conversationId={group.id}&messageType=FILE&keyword=
header Authorization Bearer {t}
200 {"data":{"list":[{"id":{m}, "messageType":"FILE", "fileName":"{uniq}.pdf", "isRevoked":1, "isDeleted":0, ...}], "total":1, ...}, ...}
admin: GET /api/admin/messages?conversationId={group.id}&messageType=FILE
200 {"data":{"list":[{"id":{m}, "isRevoked":true, "isDeleted":false, ...}], ...}, ...}
GET /api/admin/groups?keyword={group.name}
header Authorization Bearer {t}
200 {"data":{"list":[{"id":{group.id}, "allMuted":0, ...}], ...}, ...}
admin: GET /api/admin/audit/list?operationResult=FAILED
200 {"data":{"list":{_:arr}, "total":{_:int}, ...}, ...}
admin: GET /api/admin/audit/list?operationResult=FAIL
200 {"data":{"list":{_:arr}, ...}, ...}
== figures under the names that it reads
admin: POST /api/im/auth/refresh
header X-CSRF-Token x
200 {"data":{"token":{t:str}, ...}, ...}
admin: GET /api/admin/messages/stats
200 {"data":{"totalMessages":{_:int}, "textMessages":{_:int}, "imageMessages":{_:int}, "fileMessages":{_:int}, "total":{_:int}, ...}, ...}
admin: GET /api/admin/users/stats
200 {"data":{"total":{n:int}, "superAdminCount":1, "adminCount":{_:int}, "userCount":{_:int}, "totalUsers":{n2:int}, ...}, ...}
admin: GET /api/admin/audit/statistics
200 {"data":{"totalOperations":{_:int}, "successOperations":{_:int}, "failedOperations":{_:int}, "successCount":{_:int}, "failCount":{_:int}, ...}, ...}
ann: POST /api/im/message/send
{"conversationId": {group.id}, "type": "TEXT", "content": "x"}
200 {"code":200, ...}
GET /api/admin/stats/groups/active?days=7
header Authorization Bearer {t}
200 {"data":{"activeGroups":{_:int}, "newGroups":{_:int}, "list":{_:arr}}, ...}
admin: GET /api/admin/stats/groups/active?days=7
200 {"data":{_:arr}, ...}
== settings are a map, and a bare value is taken
clock +1s
admin: POST /api/im/auth/refresh
header X-CSRF-Token x
200 {"data":{"token":{t:str}, ...}, ...}
GET /api/admin/system-config
header Authorization Bearer {t}
200 {"data":{"message.recall.time.limit":2, "message.recall.byManagers":false, "message.max.length":5000, "upload.maxFileMb":{_:int}, "security.session.expireMinutes":{_:int}, "security.login.failureThreshold":5, "security.password.complexityLevel":{_:int}}, ...}
PUT /api/admin/system-config/message.recall.time.limit
header Authorization Bearer {t}
header Content-Type application/x-www-form-urlencoded
raw "7"
200 {"code":200, "msg":"更新成功", "data":null}
admin: GET /api/admin/system-config/recall-time-limit
200 {"data":7, ...}
PUT /api/admin/system-config/message.recall.time.limit
header Authorization Bearer {t}
raw "\"8\""
200 {"code":200, ...}
admin: GET /api/admin/system-config/recall-time-limit
200 {"data":8, ...}
PUT /api/admin/system-config/message.max.length
header Authorization Bearer {t}
header X-CSRF-Token x
raw "5000"
200 {"code":200, ...}
PUT /api/admin/system-config/message.max.length
header Authorization Bearer {t}
header X-CSRF-Token x
raw "6000"
400 {"code":400, "msg":"该配置只能在服务器的配置文件中修改", "data":{"configValue":"该配置只能在服务器的配置文件中修改"}}
admin: PUT /api/admin/system-config/recall-time-limit?minutes=2
200 {"code":200, ...}
== what it says of a group is obeyed
admin: PUT /api/admin/groups/{group.id}
header X-CSRF-Token x
{"name":"Quiet {uniq}", "description":"d", "maxMembers":300, "allMuted":1}
200 {"code":200, "msg":"更新成功", "data":null}
bob: POST /api/im/message/send
{"conversationId": {group.id}, "type": "TEXT", "content": "x"}
403 {"code":403, "msg":"全员禁言中", "data":null}
admin: GET /api/admin/groups/{group.id}
200 {"data":{"name":"Quiet {uniq}", "description":"d", "maxMembers":300, "allMuted":true, ...}, ...}
ann: PUT /api/im/group/{group.id}
{"allMuted":false}
200 {"code":200, ...}
bob: POST /api/im/message/send
{"conversationId": {group.id}, "type": "TEXT", "content": "x"}
200 {"code":200, ...}
== people are imported with their roles
admin: POST /api/admin/users/import
header X-CSRF-Token x
{"users":[{"username":"boss_{uniq}", "nickname":"Boss", "mobile":"", "password":"secret-9", "role":"ADMIN"}, {"username":"folk_{uniq}", "password":"secret-9", "role":"USER"}]}
200 {"data":{"successCount":2, "failCount":0, "userIds":[{b:int}, {f:int}], "failedItems":[], ...}, ...}
admin: GET /api/admin/users/{b}
200 {"data":{"role":"ADMIN", "nickname":"Boss", ...}, ...}
admin: GET /api/admin/users/{f}
200 {"data":{"role":"USER", ...}, ...}
POST /api/im/auth/login
{"username":"boss_{uniq}", "password":"secret-9"}
200 {"data":{"token":{t:str}, ...}, ...}
POST /api/admin/users/import
header Authorization Bearer {t}
{"users":[{"username":"more_{uniq}", "password":"secret-9", "role":"ADMIN"}, {"username":"less_{uniq}", "password":"secret-9"}]}
200 {"data":{"successCount":1, "failCount":1, "failedItems":[{"id":"more_{uniq}", "reason":"无权限操作"}], ...}, ...}
admin: POST /api/admin/users/import
{"users":[{"username":"king_{uniq}", "password":"secret-9", "role":"KING"}]}
400 {"code":400, "msg":"参数校验失败", "data":{"role":"角色值不正确"}}
