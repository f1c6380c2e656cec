# im-chat 3.1, 3.2: users and groups in the back office
use two people, backstage
== a ban ends everything at once, and says why
bob: WS /ws?accessToken={bob.token}
bob < {"type":"SYSTEM_MESSAGE", "data":{"event":"CONNECTED", ...}, ...}
admin: PUT /im/user/ban
{"userId":{bob.id},"reason":"spam","duration":7}
200 {"code":200, "message":"success", "data":null}
bob < {"type":"SYSTEM_MESSAGE", "data":{"event":"USER_BANNED", "content":"您的账号已被封禁，原因:spam", "reason":"spam", "expireTime":{_:time}, "complaintId":null, "time":{_:time}}}
bob closed 4003
bob: GET /user/self
200 {"code":1003, "message":"用户已被封禁", "data":null}
POST /login
{"username":"{bob.name}","password":"wrong"}
200 {"code":1003, "message":"spam", "data":null}
PUT /refreshToken
{"refreshToken":"{bob.refresh}"}
200 {"code":1003, "message":"spam", "data":null}
bob/two: WS /ws?accessToken={bob.token}
403 any
admin: PUT /im/user/unban
{"userId":{bob.id}}
200 {"code":200, "message":"success", "data":null}
bob: GET /user/self
200 {"code":200, ...}
admin: PUT /im/user/unban
{"userId":{bob.id}}
200 {"code":200, "message":"success", "data":null}
== it ends by itself
admin: PUT /im/user/ban
{"userId":{bob.id},"duration":1}
200 {"code":200, ...}
POST /login
{"username":"{bob.name}","password":"{bob.password}"}
200 {"code":1003, ...}
clock +25h
POST /login
{"username":"{bob.name}","password":"{bob.password}"}
200 {"code":200, ...}
== who is not there, what is missing, who may not
admin: PUT /im/user/ban
{"userId":999999999}
200 {"code":1001, "message":"用户不存在", "data":null}
admin: PUT /im/user/unban
{"userId":999999999}
200 {"code":1001, "message":"用户不存在", "data":null}
admin: PUT /im/user/ban
{}
200 {"code":400, "message":"userId不能为空", "data":null}
admin: PUT /im/user/ban
{"userId":{bob.id},"duration":-1}
200 {"code":400, "message":"duration超出范围", "data":null}
admin: PUT /im/user/ban
{"userId":{admin.id}}
200 {"code":3003, ...}
ann: PUT /im/user/ban
{"userId":{bob.id}}
200 {"code":403, "message":"无权限访问", "data":null}
PUT /im/user/ban
{"userId":{bob.id}}
200 {"code":401, ...}
== finding users
admin: GET /im/user/findByName?name={bob.name}
200 {"code":200, "message":"success", "data":[{"id":{bob.id}, "username":"{bob.name}", "nickName":"{bob.nick}", "headImage":null, "phone":null, "email":null, "isBanned":false, "banReason":null, "banExpireTime":null, "isVip":false, "balance":0.00, "isOnline":false, "createTime":{_:time}, "lastLoginTime":{_:time}}]}
admin: POST /im/user/findByIds
{"userIds":[{bob.id},999999999,{ann.id}]}
200 {"code":200, "data":[{"id":{bob.id}, ...}, {"id":{ann.id}, ...}], ...}
admin: GET /im/user/findByIds?ids={bob.id},{ann.id}
200 {"code":200, "data":[{"id":{bob.id}, ...}, {"id":{ann.id}, ...}], ...}
admin: GET /im/user/findByIds?ids=x
200 {"code":400, ...}
admin: GET /im/user/list?name={uniq}&size=1
200 {"code":200, "data":{"total":2, "records":[{"id":{ann.id}, ...}], "page":1, "size":1}, ...}
admin: GET /im/user/{bob.id}
200 {"code":200, "data":{"id":{bob.id}, ...}, ...}
admin: GET /im/user/999999999
200 {"code":1001, "message":"用户不存在", "data":null}
ann: GET /im/user/findByName
200 {"code":403, ...}
ann: GET /im/user/list
200 {"code":403, ...}
== a group that is banned is closed to everybody
use group of three, stranger
admin: PUT /im/group/ban
{"groupId":{group.id},"reason":"spam"}
200 {"code":200, "message":"success", "data":null}
ann: GET /group/find/{group.id}
200 {"code":200, "data":{"isBanned":true, "banReason":"spam", ...}, ...}
ann: POST /message/group/send
{"groupId":{group.id},"content":"hi","messageType":1}
200 {"code":403, "message":"该群聊已被封禁，原因:spam", "data":null}
ann: POST /group/invite
{"groupId":{group.id},"memberIds":[{bob.id}]}
200 {"code":403, ...}
sam: POST /group/join/{group.id}
200 {"code":403, ...}
ann: PUT /group/modify
{"groupId":{group.id},"groupName":"x"}
200 {"code":403, ...}
ann: PUT /group/muted
{"groupId":{group.id},"isMuted":true}
200 {"code":403, ...}
ann: PUT /group/members/muted
{"groupId":{group.id},"userId":{bob.id},"isMuted":true}
200 {"code":403, ...}
ann: POST /group/setTopMessage/{group.id}
{"content":"x"}
200 {"code":403, ...}
ann: POST /group/manager/add
{"groupId":{group.id},"userId":{bob.id}}
200 {"code":403, ...}
ann: GET /group/members/{group.id}
200 {"code":403, ...}
ann: DELETE /group/members/remove
{"groupId":{group.id},"memberIds":[{bob.id}]}
200 {"code":403, ...}
bob: GET /message/group/history?groupId={group.id}
200 {"code":200, "data":{"records":[{"senderId":0, "senderNickName":"系统管理员", "messageType":21, "content":"该群聊已被封禁，原因:spam", ...}, {"messageType":21, ...}], "total":2, ...}, ...}
bob: DELETE /group/quit/{group.id}
200 {"code":200, ...}
admin: PUT /im/group/unban
{"groupId":{group.id}}
200 {"code":200, "message":"success", "data":null}
ann: POST /message/group/send
{"groupId":{group.id},"content":"hi","messageType":1}
200 {"code":200, ...}
admin: PUT /im/group/unban
{"groupId":{group.id}}
200 {"code":200, "message":"success", "data":null}
admin: GET /im/group/member/list?groupId={group.id}&size=1
200 {"code":200, "data":{"total":2, "records":[{"userId":{ann.id}, "username":"{ann.name}", "nickName":"{ann.nick}", "headImage":null, "role":"OWNER", "joinTime":{_:time}, "isMuted":false}], "page":1, "size":1}, ...}
admin: PUT /im/group/ban
{"groupId":999999999}
200 {"code":3001, "message":"群组不存在", "data":null}
admin: PUT /im/group/unban
{"groupId":999999999}
200 {"code":3001, "message":"群组不存在", "data":null}
admin: GET /im/group/member/list?groupId=999999999
200 {"code":3001, "message":"群组不存在", "data":null}
admin: PUT /im/group/ban
{}
200 {"code":400, "message":"groupId不能为空", "data":null}
ann: PUT /im/group/ban
{"groupId":{group.id}}
200 {"code":403, ...}
ann: PUT /im/group/unban
{"groupId":{group.id}}
200 {"code":403, ...}
ann: GET /im/group/member/list?groupId={group.id}
200 {"code":403, ...}
== found by the login name, with the newest login
use two people, backstage
ann: PUT /user/update
{"nickName":"N{uniq}"}
200 {"code":200, ...}
admin: GET /im/user/findByName?name=N{uniq}
200 {"code":200, "data":[], ...}
admin: GET /im/user/findByName?name={ann.name}
200 {"code":200, "data":[{"id":{ann.id}, "nickName":"N{uniq}", "lastLoginTime":{t:time}, ...}], ...}
clock +10m
do connect ann
ann close
within 5s
admin: GET /im/user/{ann.id}
200 {"code":200, "data":{"isOnline":false, ...}, ...}
wait 300ms
admin: GET /im/user/{ann.id}
200 {"code":200, "data":{"lastLoginTime":"{t}", ...}, ...}
== a user who closed their account is no longer there
use two people, backstage
bob: DELETE /unregister
200 {"code":200, ...}
admin: GET /im/user/{bob.id}
200 {"code":1001, "message":"用户不存在", "data":null}
admin: POST /im/user/findByIds
{"userIds":[{bob.id},{ann.id}]}
200 {"code":200, "data":[{"id":{ann.id}, "lastLoginTime":{_:time}, ...}], ...}
