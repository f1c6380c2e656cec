# ruoyi 27 User: the end of an account; mapping P10, 9.1 user.removed
use two friends
== sessions end, friends hear it, the name is free, what was said stays
ann: POST /api/im/message/send
{"conversationId":{dm}, "type":"TEXT", "content":"farewell"}
200 {"code":200, ...}
ann: WS /ws/im?token={ann.token}
ann < {"type":"connected", ...}
bob: WS /ws/im?token={bob.token}
bob < {"type":"connected", ...}
ann: DELETE /api/im/user/{ann.id}
200 {"code":200, "msg":"删除成功", "data":null}
ann < {"type":"disconnect", ...}
ann closed 1000
bob < {"type":"contact", "action":"updated", "payload":{"userId":{ann.id}, "nickname":"已注销用户", ...}, ...}
bob < {"type":"contact", "action":"deleted", "payload":{"fromUserId":{ann.id}, ...}, ...}
bob: GET /api/im/contact/list
200 {"data":[], ...}
bob: GET /api/im/user/{ann.id}
200 {"data":{"id":{ann.id}, "username":{_:str?}, "nickname":"已注销用户", "status":0, ...}, ...}
bob: GET /api/im/message/list/{dm}
200 {"data":[..., {"senderId":{ann.id}, "senderName":"已注销用户", "content":"farewell", ...}, ...], ...}
bob: POST /api/im/message/send
{"conversationId":{dm}, "type":"TEXT", "content":"hello?"}
400 {"code":10008, "msg":"接收者不存在", "data":null}
bob: POST /api/im/contact/request/send
{"targetUserId":{ann.id}}
404 {"code":404, "msg":"目标用户不存在", "data":null}
bob: GET /api/im/user/search?keyword={ann.name}
200 {"data":[], ...}
POST /api/im/auth/login
{"username":"{ann.name}", "password":"{ann.password}"}
400 {"code":4003, "msg":"用户名或密码错误", "data":null}
POST /api/im/auth/register
{"username":"{ann.name}", "password":"{ann.password}"}
200 {"code":200, "msg":"注册成功", "data":{_:int}}
== somebody else's is for administrators
use stranger, administrator
sam: DELETE /api/im/user/{ann.id}
403 {"code":403, "msg":"无权限操作", "data":null}
sam: DELETE /api/im/user/999999999
403 {"code":403, ...}
admin: DELETE /api/im/user/999999999
400 {"code":4001, "msg":"用户不存在", "data":null}
admin: DELETE /api/im/user/{sam.id}
200 {"code":200, ...}
admin: DELETE /api/im/user/{sam.id}
400 {"code":4001, "msg":"用户不存在", "data":null}
== it stays so after a crash
ann: DELETE /api/im/user/{ann.id}
200 {"code":200, ...}
restart kill -9
bob: GET /api/im/user/{ann.id}
200 {"data":{"nickname":"已注销用户", ...}, ...}
POST /api/im/auth/login
{"username":"{ann.name}", "password":"{ann.password}"}
400 {"code":4003, ...}
== without a token
DELETE /api/im/user/1
401 {"code":401, "msg":"未授权，需要登录", "data":null}
