# mapping 15.4: clients are told whether people make accounts for themselves
use one user, administrator
== they do
GET /api/im/auth/registration
200 {"code":200, "msg":"操作成功", "data":{"open":true, "invitation":false}}
== administrators make invitations, where none is needed too
admin: POST /api/admin/invitations
200 {"code":200, "msg":"操作成功", "data":{"code":{c:str}, "path":"/#/sign-in?invitation={c}", "expireTime":{_:time}}}
ann: POST /api/admin/invitations
403 {"code":403, "msg":"无权限操作", "data":null}
POST /api/admin/invitations
401 {"code":401, "msg":"未授权，需要登录", "data":null}
