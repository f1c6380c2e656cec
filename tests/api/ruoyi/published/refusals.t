# ruoyi-client 1.1, mapping 15.16: a refusal by a rule is HTTP 400 with the code in the body
use group of three
== who is muted is told so
ann: PUT /api/im/group/{group.id}/mute/{bob.id}?duration=60
200 {"code":200, ...}
bob: POST /api/im/message/send
header X-CSRF-Token x
{"conversationId": {group.id}, "type": "TEXT", "content": "x"}
400 {"code":403, "msg":"您已被禁言", "data":null}
bob: POST /api/im/message/send
{"conversationId": {group.id}, "type": "TEXT", "content": "x"}
403 {"code":403, "msg":"您已被禁言", "data":null}
== what is not there is told, an unknown path and a missing login stay what they are
use administrator
admin: GET /api/admin/audit/999999999
400 {"code":4301, "msg":"资源不存在", "data":null}
bob: DELETE /api/im/message/favorite/999999999
header X-CSRF-Token x
400 {"code":404, "msg":"收藏记录不存在", "data":null}
bob: DELETE /api/im/message/favorite/999999999
404 {"code":404, "msg":"收藏记录不存在", "data":null}
bob: POST /api/im/nowhere
header X-CSRF-Token x
{}
404 {"code":404, ...}
POST /api/im/message/send
header X-CSRF-Token x
{"conversationId": 1, "content": "x"}
401 {"code":401, "msg":"未授权，需要登录", "data":null}
== reads of such a login as well
POST /api/im/auth/login
header X-CSRF-Token x
{"username":"{bob.name}", "password":"{bob.password}"}
200 {"data":{"token":{t:str}, ...}, ...}
GET /api/admin/users
header Authorization Bearer {t}
400 {"code":403, "msg":"无权限操作", "data":null}
bob: GET /api/admin/users
403 {"code":403, "msg":"无权限操作", "data":null}
