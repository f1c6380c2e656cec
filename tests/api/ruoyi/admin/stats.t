# ruoyi 27 Stats
use group of three, administrator
== an overview, and the groups in which most is written
ann: POST /api/im/message/send
{"conversationId": {group.id}, "type": "TEXT", "content": "one"}
200 {"data": {a:int}, ...}
ann: POST /api/im/message/send
{"conversationId": {group.id}, "type": "TEXT", "content": "two"}
200 {"data": {b:int}, ...}
admin: GET /api/admin/stats/overview
200 {"code":200, "msg":"操作成功", "data":{"totalUsers":{_:int}, "activeUsers":{_:int}, "disabledUsers":{_:int}, "onlineUsers":{_:int}, "newUsersToday":{_:int}, "activeUsersToday":{_:int}, "totalGroups":{_:int}, "newGroupsToday":{_:int}, "totalMessages":{_:int}, "todayMessages":{_:int}}}
admin: GET /api/admin/stats/groups/active
200 {"code":200, "data":{_:arr}, ...}
admin: GET /api/admin/stats/groups/active?days=0
400 {"code":400, "data":{"days":{_:str}}, ...}
admin: GET /api/admin/stats/groups/active?days=366
400 {"code":400, "data":{"days":{_:str}}, ...}
== 403 for everybody else
ann: GET /api/admin/stats/overview
403 {"code":403, "msg":"无权限操作", "data":null}
ann: GET /api/admin/stats/groups/active
403 {"code":403, "msg":"无权限操作", "data":null}
