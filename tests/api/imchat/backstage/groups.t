# im-chat 3.2: which groups there are
use group of three, backstage
== by name, by number, page by page
admin: GET /im/group/list?name={group.name}
200 {"code":200, "message":"success", "data":{"total":1, "records":[{"id":{group.id}, "groupName":"{group.name}", "groupAvatar":null, "groupNotice":null, "ownerId":{ann.id}, "memberCount":3, "isMuted":false, "isBanned":false, "isDissolved":false, "banReason":null, "createTime":{_:time}}], "page":1, "size":20}}
admin: GET /im/group/findByName?name={group.name}
200 {"code":200, "message":"success", "data":[{"id":{group.id}, ...}]}
admin: GET /im/group/list?name=nothing%20{uniq}
200 {"code":200, "data":{"total":0, "records":[], "page":1, "size":20}, ...}
admin: GET /im/group/{group.id}
200 {"code":200, "message":"success", "data":{"id":{group.id}, "isBanned":false, "banReason":null, ...}}
== why it is banned, and that it is dissolved
admin: PUT /im/group/ban
{"groupId":{group.id},"reason":"spam"}
200 {"code":200, ...}
admin: GET /im/group/{group.id}
200 {"code":200, "data":{"isBanned":true, "banReason":"spam", ...}, ...}
ann: DELETE /group/delete/{group.id}
200 {"code":200, ...}
admin: GET /im/group/{group.id}
200 {"code":200, "data":{"isDissolved":true, ...}, ...}
== who may, what is not there
ann: GET /im/group/list
200 {"code":403, ...}
ann: GET /im/group/findByName
200 {"code":403, ...}
GET /im/group/list
200 {"code":401, ...}
admin: GET /im/group/999999999
200 {"code":3001, "message":"群组不存在", "data":null}
admin: GET /im/group/x
200 {"code":400, ...}
