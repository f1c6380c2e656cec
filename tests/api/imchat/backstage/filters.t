# im-chat 3.2: what the lists of the back office are asked for, and that each total counts just that
use backstage
== users by name, ban and the time when they came
use two people
admin: GET /im/user/list?name={uniq}
200 {"code":200, "data":{"total":2, "records":[{"id":{ann.id}, ...}, {"id":{bob.id}, ...}], ...}, ...}
admin: PUT /im/user/ban
{"userId":{bob.id},"reason":"spam","duration":1}
200 {"code":200, ...}
admin: GET /im/user/list?name={uniq}&isBanned=true
200 {"code":200, "message":"success", "data":{"total":1, "records":[{"id":{bob.id}, "isBanned":true, "banReason":"spam", ...}], "page":1, "size":20}}
admin: GET /im/user/list?name={uniq}&isBanned=0
200 {"code":200, "data":{"total":1, "records":[{"id":{ann.id}, "isBanned":false, ...}], ...}, ...}
admin: GET /im/user/{ann.id}
200 {"code":200, "data":{"createTime":{made:time}, ...}, ...}
admin: GET /im/user/{bob.id}
200 {"code":200, "data":{"createTime":{last:time}, ...}, ...}
admin: GET /im/user/list?name={uniq}&beginTime={made}
200 {"code":200, "data":{"total":2, ...}, ...}
admin: GET /im/user/list?name={uniq}&beginTime=2099-01-01%2000:00:00
200 {"code":200, "data":{"total":0, "records":[], "page":1, "size":20}, ...}
admin: GET /im/user/list?name={uniq}&endTime=2001-01-01
200 {"code":200, "data":{"total":0, "records":[], ...}, ...}
admin: GET /im/user/list?name={uniq}&beginTime=2001-01-01&endTime=2099-01-01%2000:00:00&isBanned=1&page=1&size=1
200 {"code":200, "data":{"total":1, "records":[{"id":{bob.id}, ...}], "page":1, "size":1}, ...}
admin: GET /im/user/list?name={uniq}&endTime=2099-01-01&page=2&size=1
200 {"code":200, "data":{"total":2, "records":[{"id":{bob.id}, ...}], "page":2, "size":1}, ...}
== a ban that has ended is none
use one user
admin: PUT /im/user/ban
{"userId":{ann.id},"duration":1}
200 {"code":200, ...}
admin: GET /im/user/list?name={uniq}&isBanned=true
200 {"code":200, "data":{"total":1, ...}, ...}
clock +25h
POST /auth/login
{"username":"admin","password":"test-admin-1"}
200 {"code":200, "data":{"accessToken":{t:str}, ...}, ...}
GET /im/user/list?name={uniq}&isBanned=true
header Authorization Bearer {t}
200 {"code":200, "data":{"total":0, "records":[], ...}, ...}
GET /im/user/list?name={uniq}&isBanned=false
header Authorization Bearer {t}
200 {"code":200, "data":{"total":1, "records":[{"id":{ann.id}, "isBanned":false, ...}], ...}, ...}
== groups by name, ban and the time when they were made
use group of three
admin: GET /im/group/list?name={group.name}&isBanned=false
200 {"code":200, "data":{"total":1, "records":[{"id":{group.id}, "isBanned":false, ...}], ...}, ...}
admin: GET /im/group/list?name={group.name}&isBanned=true
200 {"code":200, "data":{"total":0, "records":[], "page":1, "size":20}, ...}
ann: POST /group/create
{"groupName":"b{uniq}"}
200 {"code":200, "data":{"id":{g:int}, ...}, ...}
admin: PUT /im/group/ban
{"groupId":{g},"reason":"spam"}
200 {"code":200, ...}
admin: GET /im/group/list?name={uniq}
200 {"code":200, "data":{"total":2, "records":[{"id":{g}, ...}, {"id":{group.id}, ...}], ...}, ...}
admin: GET /im/group/list?name={uniq}&isBanned=1
200 {"code":200, "message":"success", "data":{"total":1, "records":[{"id":{g}, "isBanned":true, "createTime":{made:time}, ...}], ...}}
admin: GET /im/group/list?name={uniq}&beginTime={made}&isBanned=true
200 {"code":200, "data":{"total":1, "records":[{"id":{g}, ...}], ...}, ...}
admin: GET /im/group/list?name={uniq}&beginTime=2099-01-01%2000:00:00
200 {"code":200, "data":{"total":0, "records":[], ...}, ...}
admin: GET /im/group/list?name={uniq}&endTime=2001-01-01
200 {"code":200, "data":{"total":0, "records":[], ...}, ...}
admin: GET /im/group/list?name={uniq}&beginTime=2001-01-01&endTime=2099-01-01&page=2&size=1
200 {"code":200, "data":{"total":2, "records":[{"id":{group.id}, ...}], "page":2, "size":1}, ...}
== members by role, and who is muted
use group of three
ann: POST /group/manager/add
{"groupId":{group.id},"userId":{bob.id}}
200 {"code":200, ...}
ann: PUT /group/members/muted
{"groupId":{group.id},"userId":{cat.id},"isMuted":true,"duration":600}
200 {"code":200, ...}
admin: GET /im/group/member/list?groupId={group.id}
200 {"code":200, "data":{"total":3, "records":[{"userId":{ann.id}, ...}, {"userId":{bob.id}, ...}, {"userId":{cat.id}, ...}], ...}, ...}
admin: GET /im/group/member/list?groupId={group.id}&role=OWNER
200 {"code":200, "data":{"total":1, "records":[{"userId":{ann.id}, "role":"OWNER", ...}], ...}, ...}
admin: GET /im/group/member/list?groupId={group.id}&role=MANAGER
200 {"code":200, "data":{"total":1, "records":[{"userId":{bob.id}, "role":"MANAGER", ...}], ...}, ...}
admin: GET /im/group/member/list?groupId={group.id}&role=MEMBER&isMuted=false
200 {"code":200, "data":{"total":0, "records":[], "page":1, "size":20}, ...}
admin: GET /im/group/member/list?groupId={group.id}&isMuted=true
200 {"code":200, "message":"success", "data":{"total":1, "records":[{"userId":{cat.id}, "role":"MEMBER", "isMuted":true, ...}], "page":1, "size":20}}
admin: GET /im/group/member/list?groupId={group.id}&isMuted=0&size=1&page=2
200 {"code":200, "data":{"total":2, "records":[{"userId":{bob.id}, "isMuted":false, ...}], "page":2, "size":1}, ...}
== a mute that has ended is none
use group of three
ann: PUT /group/members/muted
{"groupId":{group.id},"userId":{cat.id},"isMuted":true,"duration":60}
200 {"code":200, ...}
clock +2m
admin: GET /im/group/member/list?groupId={group.id}&isMuted=true
200 {"code":200, "data":{"total":0, "records":[], ...}, ...}
admin: GET /im/group/member/list?groupId={group.id}&isMuted=false
200 {"code":200, "data":{"total":3, ...}, ...}
== what a filter does not understand is named
use group of three
admin: GET /im/user/list?isBanned=perhaps
200 {"code":400, "message":"isBanned类型不正确", "data":null}
admin: GET /im/user/list?beginTime=yesterday
200 {"code":400, "message":"beginTime类型不正确", "data":null}
admin: GET /im/user/list?endTime=2026-13-01
200 {"code":400, "message":"endTime类型不正确", "data":null}
admin: GET /im/group/list?isBanned=2
200 {"code":400, "message":"isBanned类型不正确", "data":null}
admin: GET /im/group/list?beginTime=x
200 {"code":400, "message":"beginTime类型不正确", "data":null}
admin: GET /im/group/list?endTime=x
200 {"code":400, "message":"endTime类型不正确", "data":null}
admin: GET /im/group/member/list?groupId={group.id}&role=KING
200 {"code":400, "message":"role格式不正确", "data":null}
admin: GET /im/group/member/list?groupId={group.id}&isMuted=x
200 {"code":400, "message":"isMuted类型不正确", "data":null}
admin: GET /im/user/list?size=x
200 {"code":400, "message":"size类型不正确", "data":null}
