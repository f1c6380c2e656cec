# ruoyi-client 1.5, 2.14, 5: small answers
use two people, administrator
== the server's own account is listed and found nowhere
admin: GET /api/admin/users?keyword=imadmin
200 {"data":{"list":[], "total":0, ...}, ...}
ann: GET /api/im/user/list?keyword=imadmin
200 {"data":[], ...}
ann: GET /api/im/user/search?keyword=imadmin
200 {"data":[], ...}
== a private chat has no number of members
use direct chat
ann: GET /api/im/conversation/{dm}
200 {"data":{"type":"PRIVATE", "memberCount":null, ...}, ...}
== a word is no conversation
ann: GET /api/im/conversation/groups
404 {"code":404, "msg":"资源不存在", "data":null}
ann: GET /api/im/user/nobody
404 {"code":404, ...}
