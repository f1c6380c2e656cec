# ruoyi 5.2, 5.6, 5.7 contact requests; 22.4 contact; mapping 4.2
use two people
== a request is sent, heard, listed and accepted
bob: WS /ws/im?token={bob.token}
bob < {"type":"connected", ...}
ann: WS /ws/im?token={ann.token}
ann < {"type":"connected", ...}
ann: POST /api/im/contact/request/send
{"targetUserId":{bob.id}, "message":"hi, I am ann"}
200 {"code":200, "msg":"发送成功", "data":{r:int}}
bob < {"type":"contact", "action":"request", "payload":{"requestId":{r}, "fromUserId":{ann.id}, "toUserId":{bob.id}, "message":"hi, I am ann", ...}, ...}
bob: GET /api/im/contact/request/received
200 {"code":200, "msg":"操作成功", "data":[{"id":{r}, "fromUserId":{ann.id}, "toUserId":{bob.id}, "message":"hi, I am ann", "status":"PENDING", "createTime":{_:time}, "handledTime":null, "fromUserName":"{ann.nick}", "fromUserAvatar":"/avatar/default.png", "username":"{ann.name}", "nickname":"{ann.nick}", "avatar":"/avatar/default.png", ...}]}
bob: POST /api/im/contact/request/{r}/handle
{"approved":true}
200 {"code":200, "msg":"操作成功", "data":null}
ann < {"type":"contact", "action":"accepted", "payload":{"requestId":{r}, "fromUserId":{ann.id}, "toUserId":{bob.id}, ...}, ...}
ann < {"type":"conversation", "action":"created", "payload":{"id":{c:int}, "type":"PRIVATE", ...}, ...}
ann < {"type":"new_message", "payload":{"conversationId":{c}, "messageType":"SYSTEM", "content":"你们已成为好友，现在可以开始聊天了", ...}, ...}
bob: GET /api/im/contact/request/received
200 {"data":[], ...}
bob: GET /api/im/contact/request/received?status=ALL
200 {"data":[{"id":{r}, "status":"APPROVED", "handledTime":{_:time}, ...}], ...}
ann: GET /api/im/contact/list
200 {"data":[{"friendId":{bob.id}, "groupName":"默认分组", ...}], ...}
bob: GET /api/im/contact/list
200 {"data":[{"friendId":{ann.id}, "groupName":"默认分组", ...}], ...}
ann: GET /api/im/conversation/list
200 {"data":[{"id":{c}, "type":"PRIVATE", "peerUserId":{bob.id}, "unreadCount":0, ...}], ...}
== the aliases of the target
ann: POST /api/im/contact/request/send
{"userId":{bob.id}}
200 {"code":200, "msg":"发送成功", "data":{_:int}}
== a request is refused, and may come again
ann: WS /ws/im?token={ann.token}
ann < {"type":"connected", ...}
ann: POST /api/im/contact/request/send
{"friendId":{bob.id}}
200 {"data":{r:int}, ...}
bob: POST /api/im/contact/request/{r}/handle
{"action":"REJECT"}
200 {"code":200, "msg":"操作成功", "data":null}
ann < {"type":"contact", "action":"rejected", ...}
ann: GET /api/im/contact/list
200 {"data":[], ...}
ann: POST /api/im/contact/request/send
{"targetUserId":{bob.id}}
200 {"code":200, "data":{_:int}, ...}
== ACCEPT does as well, with a remark of one's own
ann: POST /api/im/contact/request/send
{"targetUserId":{bob.id}}
200 {"data":{r:int}, ...}
bob: POST /api/im/contact/request/{r}/handle
{"action":"ACCEPT", "remark":"my ann"}
200 {"code":200, ...}
bob: GET /api/im/contact/list
200 {"data":[{"friendId":{ann.id}, "remark":"my ann", ...}], ...}
== only the receiver may answer, and a third person does not learn of it
use stranger
ann: POST /api/im/contact/request/send
{"targetUserId":{bob.id}}
200 {"data":{r:int}, ...}
ann: POST /api/im/contact/request/{r}/handle
{"approved":true}
403 {"code":403, "msg":"无权限操作该申请", "data":null}
sam: POST /api/im/contact/request/{r}/handle
{"approved":true}
400 {"code":4019, "msg":"好友申请不存在", "data":null}
== a request is answered once
ann: POST /api/im/contact/request/send
{"targetUserId":{bob.id}}
200 {"data":{r:int}, ...}
bob: POST /api/im/contact/request/{r}/handle
{"approved":false}
200 {"code":200, ...}
bob: POST /api/im/contact/request/{r}/handle
{"approved":true}
400 {"code":400, "msg":"该申请已处理", "data":null}
== an unknown request
bob: POST /api/im/contact/request/999999999/handle
{"approved":true}
400 {"code":4019, "msg":"好友申请不存在", "data":null}
== an answer that says nothing
ann: POST /api/im/contact/request/send
{"targetUserId":{bob.id}}
200 {"data":{r:int}, ...}
bob: POST /api/im/contact/request/{r}/handle
{}
400 {"code":400, "msg":"参数校验失败", ...}
== to oneself
ann: POST /api/im/contact/request/send
{"targetUserId":{ann.id}}
400 {"code":4017, "msg":"不能添加自己为好友", "data":null}
== to nobody
ann: POST /api/im/contact/request/send
{"targetUserId":999999999}
404 {"code":404, "msg":"目标用户不存在", "data":null}
== twice
ann: POST /api/im/contact/request/send
{"targetUserId":{bob.id}}
200 {"code":200, ...}
ann: POST /api/im/contact/request/send
{"targetUserId":{bob.id}}
400 {"code":4008, "msg":"好友申请已存在", "data":null}
== to a friend
use two friends
ann: POST /api/im/contact/request/send
{"targetUserId":{bob.id}}
400 {"code":4018, "msg":"已经是好友关系", "data":null}
== two requests that cross make friends
ann: POST /api/im/contact/request/send
{"targetUserId":{bob.id}}
200 {"code":200, ...}
bob: POST /api/im/contact/request/send
{"targetUserId":{ann.id}}
200 {"code":200, ...}
ann: GET /api/im/contact/list
200 {"data":[{"friendId":{bob.id}, ...}], ...}
bob: GET /api/im/contact/list
200 {"data":[{"friendId":{ann.id}, ...}], ...}
== a message of 200 characters passes, one of 201 does not
ann: POST /api/im/contact/request/send
{"targetUserId":{bob.id}, "message":"{字*201}"}
400 {"code":400, "msg":"参数校验失败", "data":{"message":"申请消息长度不能超过200个字符"}}
ann: POST /api/im/contact/request/send
{"targetUserId":{bob.id}, "message":"{字*200}"}
200 {"code":200, ...}
== without a target
ann: POST /api/im/contact/request/send
{"message":"hello"}
400 {"code":400, "msg":"参数校验失败", "data":{"targetUserId":{_:str}}}
== after 30 days a request is over
ann: POST /api/im/contact/request/send
{"targetUserId":{bob.id}}
200 {"data":{r:int}, ...}
clock +31d
POST /api/im/auth/login
{"username":"{bob.name}", "password":"{bob.password}"}
200 {"data":{"token":{t:str}, ...}, ...}
GET /api/im/contact/request/received?status=ALL
header Authorization Bearer {t}
200 {"data":[{"id":{r}, "status":"REJECTED", ...}], ...}
POST /api/im/contact/request/{r}/handle
header Authorization Bearer {t}
{"approved":true}
400 {"code":400, "msg":"该申请已处理", "data":null}
== it outlives a crash
ann: POST /api/im/contact/request/send
{"targetUserId":{bob.id}}
200 {"data":{r:int}, ...}
restart kill -9
bob: POST /api/im/contact/request/{r}/handle
{"approved":true}
200 {"code":200, ...}
restart kill -9
ann: GET /api/im/contact/list
200 {"data":[{"friendId":{bob.id}, ...}], ...}
== without a token
POST /api/im/contact/request/send
{"targetUserId":{bob.id}}
401 {"code":401, "msg":"未授权，需要登录", "data":null}
GET /api/im/contact/request/received
401 {"code":401, "msg":"未授权，需要登录", "data":null}
POST /api/im/contact/request/1/handle
401 {"code":401, "msg":"未授权，需要登录", "data":null}
