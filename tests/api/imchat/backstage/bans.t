# im-chat 3.1, 3.2: bans: limits, repetition, what ends with them
use two friends, backstage
== limits of the reason and the time
admin: PUT /im/user/ban
{"userId":{bob.id},"reason":"{字*128}","duration":0}
200 {"code":200, "message":"success", "data":null}
admin: GET /im/user/{bob.id}
200 {"code":200, "data":{"isBanned":true, "banReason":"{字*128}", "banExpireTime":null, ...}, ...}
admin: PUT /im/user/ban
{"userId":{bob.id},"reason":"{字*129}"}
200 {"code":400, "message":"封禁原因不能超过128个字符", "data":null}
admin: PUT /im/user/ban
{"userId":999999999,"reason":"{字*129}"}
200 {"code":400, ...}
admin: PUT /im/user/ban
{"userId":{bob.id},"duration":"x"}
200 {"code":400, "message":"duration类型不正确", "data":null}
admin: PUT /im/user/unban
{}
200 {"code":400, "message":"userId不能为空", "data":null}
# Longer than any life is for good.
admin: PUT /im/user/ban
{"userId":{bob.id},"duration":1000000}
200 {"code":200, ...}
admin: GET /im/user/{bob.id}
200 {"code":200, "data":{"isBanned":true, "banExpireTime":null, ...}, ...}
== another one replaces reason and end
admin: PUT /im/user/ban
{"userId":{bob.id},"reason":"first"}
200 {"code":200, ...}
admin: PUT /im/user/ban
{"userId":{bob.id},"reason":"second","duration":1}
200 {"code":200, ...}
admin: GET /im/user/findByName?name={bob.name}
200 {"code":200, "data":[{"id":{bob.id}, "isBanned":true, "banReason":"second", "banExpireTime":{_:time}, ...}], ...}
POST /login
{"username":"{bob.name}","password":"{bob.password}"}
200 {"code":1003, "message":"second", "data":null}
clock +25h
POST /login
{"username":"{bob.name}","password":"{bob.password}"}
200 {"code":200, ...}
== all sockets of the banned user end; their friends see them go
use ann on three devices
do connect_as ann/phone phone1
do connect ann
do connect bob
bob: GET /friend/list
200 {"code":200, "data":[{"id":{ann.id}, "isOnline":true, ...}], ...}
admin: PUT /im/user/ban
{"userId":{ann.id},"reason":"spam"}
200 {"code":200, ...}
ann < {"type":"SYSTEM_MESSAGE", "data":{"event":"USER_BANNED", "reason":"spam", "expireTime":null, ...}}
ann closed 4003
ann/phone < {"type":"SYSTEM_MESSAGE", "data":{"event":"USER_BANNED", "reason":"spam", ...}}
ann/phone closed 4003
within 10s
bob: GET /friend/list
200 {"code":200, "data":[{"id":{ann.id}, "isOnline":false, "onlineStatus":"OFFLINE", ...}], ...}
== a group: limits, and one that is not there comes after them
ann: POST /group/create
{"groupName":"team","memberIds":[{bob.id}]}
200 {"code":200, "data":{"id":{g:int}, ...}, ...}
admin: PUT /im/group/ban
{"groupId":999999999,"reason":"{字*129}"}
200 {"code":400, "message":"封禁原因不能超过128个字符", "data":null}
admin: PUT /im/group/unban
{}
200 {"code":400, "message":"groupId不能为空", "data":null}
admin: GET /im/group/member/list
200 {"code":400, "message":"groupId不能为空", "data":null}
do connect bob
admin: PUT /im/group/ban
{"groupId":{g},"reason":"{字*128}"}
200 {"code":200, "message":"success", "data":null}
bob < {"type":"GROUP_MESSAGE", "data":{"groupId":{g}, "senderId":0, "senderNickName":"系统管理员", "messageType":21, "content":"该群聊已被封禁，原因:{字*128}", ...}}
admin: PUT /im/group/ban
{"groupId":{g},"reason":"other"}
200 {"code":200, ...}
admin: GET /im/group/{g}
200 {"code":200, "data":{"isBanned":true, "banReason":"other", ...}, ...}
admin: PUT /im/group/unban
{"groupId":{g}}
200 {"code":200, ...}
bob < {"type":"GROUP_MESSAGE", "data":{"groupId":{g}, "senderId":0, "messageType":21, ...}}
admin: GET /im/group/{g}
200 {"code":200, "data":{"isBanned":false, "banReason":null, ...}, ...}
ann: DELETE /group/delete/{g}
200 {"code":200, ...}
admin: PUT /im/group/ban
{"groupId":{g}}
200 {"code":3001, "message":"群组不存在", "data":null}
admin: GET /im/group/member/list?groupId={g}
200 {"code":3001, ...}
== who is in a group: roles and mutes, page by page
use stranger
ann: POST /group/create
{"groupName":"team","memberIds":[{bob.id}]}
200 {"code":200, "data":{"id":{g:int}, ...}, ...}
sam: POST /group/join/{g}
200 {"code":200, ...}
ann: POST /group/manager/add
{"groupId":{g},"userId":{bob.id}}
200 {"code":200, ...}
ann: PUT /group/members/muted
{"groupId":{g},"userId":{sam.id},"isMuted":true}
200 {"code":200, ...}
admin: GET /im/group/member/list?groupId={g}
200 {"code":200, "message":"success", "data":{"total":3, "records":[{"userId":{ann.id}, "role":"OWNER", "isMuted":false, ...}, {"userId":{bob.id}, "role":"MANAGER", ...}, {"userId":{sam.id}, "username":"{sam.name}", "nickName":"{sam.nick}", "headImage":null, "role":"MEMBER", "joinTime":{_:time}, "isMuted":true}], "page":1, "size":20}}
admin: GET /im/group/member/list?groupId={g}&page=2&size=2
200 {"code":200, "data":{"total":3, "records":[{"userId":{sam.id}, ...}], "page":2, "size":2}, ...}
== finding users: what is no list, none at all, unknown ones
admin: POST /im/user/findByIds
{"userIds":[]}
200 {"code":200, "message":"success", "data":[]}
admin: POST /im/user/findByIds
{"userIds":[999999999]}
200 {"code":200, "message":"success", "data":[]}
admin: POST /im/user/findByIds
{"userIds":"x"}
200 {"code":400, "message":"userIds类型不正确", "data":null}
admin: GET /im/user/findByIds
200 {"code":400, "message":"ids不能为空", "data":null}
admin: GET /im/user/findByName?name={x*65}
200 {"code":400, ...}
admin: GET /im/user/x
200 {"code":400, ...}
admin: GET /im/user/findByName?name=nobody%20{uniq}
200 {"code":200, "message":"success", "data":[]}
