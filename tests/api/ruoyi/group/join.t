# ruoyi 27 qrcode; our own rows join, join-requests, handle; 18 notification GROUP
use group of three, stranger
== the code leads to a request, and a manager lets the applicant in
ann: WS /ws/im?token={ann.token}
ann < {"type":"connected", ...}
sam: WS /ws/im?token={sam.token}
sam < {"type":"connected", ...}
bob: GET /api/im/group/{group.id}/qrcode
200 {"code":200, "msg":"操作成功", "data":{path:str}}
sam: POST {path}
{"message":"I cook"}
200 {"code":200, "msg":"申请已提交", "data":{"groupId":{group.id}, "joined":false, "requestId":{r:int}}}
ann < {"type":"notification", "notificationType":"GROUP", "title":"入群申请", "content":"{sam.nick}申请加入群聊'{group.name}'：I cook", "payload":{"type":"GROUP", "relatedType":"JOIN_REQUEST", "relatedId":{r}, ...}, ...}
ann: GET /api/im/group/{group.id}/join-requests
200 {"code":200, "msg":"操作成功", "data":[{"id":{r}, "requestId":{r}, "groupId":{group.id}, "userId":{sam.id}, "userName":"{sam.nick}", "userAvatar":"/avatar/default.png", "nickname":"{sam.nick}", "avatar":"/avatar/default.png", "message":"I cook", "status":"PENDING", "handlerId":null, "remark":null, "createTime":{_:time}, "handledTime":null}]}
ann: POST /api/im/group/join-request/{r}/handle
{"approved":true, "remark":"welcome"}
200 {"code":200, "msg":"操作成功", "data":null}
sam < {"type":"notification", "notificationType":"GROUP", "title":"入群申请已通过", ...}
sam < {"type":"conversation", "action":"created", "payload":{"id":{group.id}, ...}, ...}
ann < {"type":"group", "action":"member_added", "payload":{"userIds":[{sam.id}], ...}, ...}
ann < {"type":"new_message", "payload":{"messageType":"SYSTEM", "senderId":{sam.id}, "content":"'{sam.nick}'加入了群聊", ...}, ...}
sam: POST /api/im/message/send
{"conversationId": {group.id}, "type": "TEXT", "content": "hello"}
200 {"code":200, ...}
ann: GET /api/im/group/{group.id}/join-requests
200 {"data":[], ...}
ann: GET /api/im/group/{group.id}/join-requests?status=all
200 {"data":[{"id":{r}, "status":"APPROVED", "handlerId":{ann.id}, "remark":"welcome", "handledTime":{_:time}, ...}], ...}
== refused, and asked again
bob: GET /api/im/group/{group.id}/qrcode
200 {"data":{path:str}, ...}
sam: POST {path}
200 {"data":{"requestId":{r:int}, ...}, ...}
ann: POST /api/im/group/join-request/{r}/handle
{"approved":false, "remark":"no room"}
200 {"code":200, "msg":"操作成功", "data":null}
sam: GET /api/im/notification/list?type=GROUP
200 {"data":[{"title":"入群申请未通过", "content":"您加入群聊'{group.name}'的申请未通过：no room", ...}], ...}
ann: POST /api/im/group/join-request/{r}/handle
{"approved":true}
400 {"code":400, "msg":"该申请已处理", "data":null}
sam: GET /api/im/group/{group.id}
400 {"code":4006, "msg":"群组不存在", "data":null}
sam: POST {path}
200 {"data":{"requestId":{s:int}, ...}, ...}
ann: GET /api/im/group/{group.id}/join-requests?status=REJECTED
200 {"data":[], ...}
== an open group takes everybody at once
ann: PUT /api/im/group/{group.id}
{"type":"PUBLIC"}
200 {"code":200, ...}
sam: POST /api/im/group/{group.id}/join
200 {"code":200, "msg":"加入成功", "data":{"groupId":{group.id}, "joined":true, "requestId":null}}
sam: GET /api/im/group/{group.id}
200 {"data":{"memberCount":4, "myRole":"MEMBER", ...}, ...}
== errors of the applicant
bob: GET /api/im/group/{group.id}/qrcode
200 {"data":{path:str}, ...}
bob: POST /api/im/group/{group.id}/join
400 {"code":4307, "msg":"您已是群组成员", "data":null}
sam: POST {path}
200 {"code":200, ...}
sam: POST {path}
400 {"code":4307, "msg":"入群申请已存在，请等待处理", "data":null}
sam: POST /api/im/group/999999999/join
400 {"code":4006, "msg":"群组不存在", "data":null}
sam: POST {path}
{"message":"{字*201}"}
400 {"code":400, "msg":"参数校验失败", "data":{"message":"申请消息长度不能超过200个字符"}}
== a full group
bob: GET /api/im/group/{group.id}/qrcode
200 {"data":{path:str}, ...}
ann: PUT /api/im/group/{group.id}
{"memberLimit":4}
200 {"code":200, ...}
sam: POST {path}
200 {"data":{"requestId":{r:int}, ...}, ...}
ann: PUT /api/im/group/{group.id}
{"memberLimit":3}
200 {"code":200, ...}
ann: POST /api/im/group/join-request/{r}/handle
{"approved":true}
400 {"code":400, "msg":"群组成员数量已达上限", "data":null}
ann: GET /api/im/group/{group.id}/join-requests
200 {"data":[{"id":{r}, "status":"PENDING", ...}], ...}
== who may answer
bob: GET /api/im/group/{group.id}/qrcode
200 {"data":{path:str}, ...}
sam: POST {path}
200 {"data":{"requestId":{r:int}, ...}, ...}
bob: GET /api/im/group/{group.id}/join-requests
403 {"code":403, "msg":"无权限查看入群申请", "data":null}
bob: POST /api/im/group/join-request/{r}/handle
{"approved":true}
403 {"code":403, "msg":"无权限操作该申请", "data":null}
sam: POST /api/im/group/join-request/{r}/handle
{"approved":true}
403 {"code":403, "msg":"无权限操作该申请", "data":null}
ann: POST /api/im/group/join-request/999999999/handle
{"approved":true}
404 {"code":404, "msg":"入群申请不存在", "data":null}
ann: POST /api/im/group/join-request/{r}/handle
{}
400 {"code":400, "msg":"参数校验失败", "data":{"approved":"approved不能为空"}}
ann: POST /api/im/group/join-request/{r}/handle
{"approved":true, "remark":"{字*201}"}
400 {"code":400, "msg":"参数校验失败", "data":{"remark":"备注长度不能超过200个字符"}}
ann: GET /api/im/group/{group.id}/join-requests?status=SOON
400 {"code":400, "msg":"参数校验失败", "data":{"status":"状态不正确"}}
sam: GET /api/im/group/{group.id}/qrcode
400 {"code":4006, "msg":"群组不存在", "data":null}
== a group that is not open is nobody's for who knows its number alone
sam: POST /api/im/group/{group.id}/join
400 {"code":4006, "msg":"群组不存在", "data":null}
sam: POST /api/im/group/{group.id}/join?code=00000000000000000000000000000000
400 {"code":4006, "msg":"群组不存在", "data":null}
sam: GET /api/im/group/{group.id}/qrcode
400 {"code":4006, "msg":"群组不存在", "data":null}
ann: GET /api/im/group/{group.id}/qrcode
200 {"data":{path:str}, ...}
bob: GET /api/im/group/{group.id}/qrcode
200 {"data":"{path}", ...}
== who holds an invitation sees which group it is for, until it is ended
use group of three, stranger
sam: GET /api/im/group/{group.id}/invitation
400 {"code":4006, "msg":"群组不存在", "data":null}
sam: GET /api/im/group/{group.id}/invitation?code=00000000000000000000000000000000
400 {"code":4006, "msg":"群组不存在", "data":null}
bob: GET /api/im/group/{group.id}/qrcode
200 {"data":{path:str}, ...}
sam: POST {path}
{"message":"1"}
200 {"data":{"joined":false, "requestId":{r:int}, ...}, ...}
ann: GET /api/im/group/{group.id}/invitation
200 {"code":200, "msg":"操作成功", "data":{"groupId":{group.id}, "name":"{group.name}", "avatar":"/avatar/group_default.png", "type":"PRIVATE", "memberCount":3, "isMember":true}}
bob: DELETE /api/im/group/{group.id}/invitation
403 {"code":403, "msg":"无权限修改群组信息", "data":null}
sam: DELETE /api/im/group/{group.id}/invitation
400 {"code":4006, "msg":"群组不存在", "data":null}
ann: DELETE /api/im/group/{group.id}/invitation
200 {"code":200, "msg":"邀请已失效", "data":null}
ann: POST /api/im/group/join-request/{r}/handle
{"approved":false}
200 {"code":200, ...}
sam: POST {path}
{"message":"2"}
400 {"code":4006, "msg":"群组不存在", "data":null}
bob: GET /api/im/group/{group.id}/qrcode
200 {"data":{again:str}, ...}
sam: POST {again}
{"message":"3"}
200 {"data":{"joined":false, ...}, ...}
ann: PUT /api/im/group/{group.id}
{"type":"PUBLIC"}
200 {"code":200, ...}
sam: GET /api/im/group/{group.id}/invitation
200 {"data":{"name":"{group.name}", "type":"PUBLIC", "memberCount":3, "isMember":false, ...}, ...}
== an invitation without a token
use group of three
GET /api/im/group/{group.id}/invitation
401 {"code":401, "msg":"未授权，需要登录", "data":null}
DELETE /api/im/group/{group.id}/invitation
401 {"code":401, "msg":"未授权，需要登录", "data":null}
