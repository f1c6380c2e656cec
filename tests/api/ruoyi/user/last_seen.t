# ruoyi 26 PRIVACY showLastSeen; 2.1, 2.4, 2.5, 27 User: lastOnlineTime
use two friends
== nobody sees it but oneself, unless one shows it
bob: GET /api/im/user/profile
200 {"data":{"lastOnlineTime":{_:time}, ...}, ...}
bob: GET /api/im/user/online/status
200 {"data":{"lastOnlineTime":{_:time}, ...}, ...}
ann: GET /api/im/user/{bob.id}
200 {"data":{"lastOnlineTime":null, ...}, ...}
ann: GET /api/im/user/batch?ids={bob.id},{ann.id}
200 {"data":[{"id":{bob.id}, "lastOnlineTime":null, ...}, {"id":{ann.id}, "lastOnlineTime":{_:time}, ...}], ...}
ann: GET /api/im/user/search?keyword={bob.name}
200 {"data":[{"id":{bob.id}, "lastOnlineTime":null, ...}], ...}
ann: GET /api/im/user/list?keyword={bob.name}
200 {"data":[{"id":{bob.id}, "lastOnlineTime":null, ...}], ...}
ann: GET /api/im/user/friends/{ann.id}
200 {"data":[{"id":{bob.id}, "lastOnlineTime":null, ...}], ...}
ann: GET /api/im/user/online/status?userId={bob.id}
200 {"data":{"userId":{bob.id}, "lastOnlineTime":null, ...}, ...}
ann: GET /api/im/user/online/status?userIds={bob.id},{ann.id}
200 {"data":[..., {"userId":{bob.id}, "lastOnlineTime":null, ...}, ...], ...}
bob: PUT /api/im/config/privacy
{"showLastSeen":true}
200 {"data":{"showLastSeen":true, ...}, ...}
ann: GET /api/im/user/{bob.id}
200 {"data":{"lastOnlineTime":{_:time}, ...}, ...}
ann: GET /api/im/user/search?keyword={bob.name}
200 {"data":[{"id":{bob.id}, "lastOnlineTime":{_:time}, ...}], ...}
ann: GET /api/im/user/online/status?userIds={bob.id}
200 {"data":[{"userId":{bob.id}, "lastOnlineTime":{_:time}, ...}], ...}
bob: PUT /api/im/config/privacy
{"showLastSeen":false}
200 {"code":200, ...}
ann: GET /api/im/user/online/status?userId={bob.id}
200 {"data":{"lastOnlineTime":null, ...}, ...}
== administrators see it
use administrator
admin: GET /api/im/user/{bob.id}
200 {"data":{"lastOnlineTime":{_:time}, ...}, ...}
admin: GET /api/admin/users/{bob.id}
200 {"data":{"lastOnlineTime":{_:time}, ...}, ...}
