# ruoyi 2.4 online status
use two people
== a user without a socket is offline
ann: GET /api/im/user/online/status
200 {"code":200, "msg":"操作成功", "data":{"userId":{ann.id}, "online":false, "status":"offline", "lastOnlineTime":{_:time?}}}
== a user with a socket is online, and offline after it
ann: WS /ws/im?token={ann.token}
ann < {"type":"connected", ...}
ann: GET /api/im/user/online/status
200 {"data":{"userId":{ann.id}, "online":true, "status":"online", "lastOnlineTime":{_:time?}}, ...}
bob: GET /api/im/user/online/status?userIds={ann.id},{bob.id}
200 {"data":[{"userId":{ann.id}, "online":true, "status":"online", ...}, {"userId":{bob.id}, "online":false, "status":"offline", ...}], ...}
ann close
within 5s
bob: GET /api/im/user/online/status?ids={ann.id}
200 {"data":[{"userId":{ann.id}, "online":false, "status":"offline", ...}], ...}
== a socket that did not sign in yet does not count
anon: WS /ws/im
anon < {"type":"auth_required", ...}
ann: GET /api/im/user/online/status
200 {"data":{"online":false, ...}, ...}
== ids that are no numbers
ann: GET /api/im/user/online/status?userIds=1,x
400 {"code":400, "msg":"参数校验失败", "data":{"userIds[1]":{_:str}}}
== without a token
GET /api/im/user/online/status
401 {"code":401, "msg":"未授权，需要登录", "data":null}
