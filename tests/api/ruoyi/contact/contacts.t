# ruoyi 5.1, 5.3, 5.4, 5.5 contacts
use two friends
== a row has every documented key
ann: GET /api/im/contact/list
200 {"code":200, "msg":"操作成功", "data":[{"id":{_:int}, "friendId":{bob.id}, "friendName":"{bob.nick}", "friendAvatar":"/avatar/default.png", "remark":{_:str?}, "groupName":"默认分组", "status":{_:any}, "online":false, "createTime":{_:time}, "username":"{bob.name}", "email":{_:str?}, "phone":{_:str?}, "signature":{_:str?}, "department":{_:str?}, "position":{_:str?}, "userId":{bob.id}, "nickname":"{bob.nick}", "avatar":"/avatar/default.png", ...}]}
== presence is shown
bob: WS /ws/im?token={bob.token}
bob < {"type":"connected", ...}
ann: GET /api/im/contact/list
200 {"data":[{"friendId":{bob.id}, "online":true, ...}], ...}
== by group and keyword
ann: GET /api/im/contact/list?groupName=默认分组
200 {"data":[{"friendId":{bob.id}, ...}], ...}
ann: GET /api/im/contact/list?groupName=nobody
200 {"data":[], ...}
ann: GET /api/im/contact/list?keyword=BOB
200 {"data":[{"friendId":{bob.id}, ...}], ...}
ann: GET /api/im/contact/list?keyword=zzzz
200 {"data":[], ...}
== a remark is the owner's own
ann: PUT /api/im/contact/{bob.id}/remark
{"remark":"老王", "groupName":"同事"}
200 {"code":200, "msg":"更新成功", "data":null}
ann: GET /api/im/contact/list
200 {"data":[{"friendId":{bob.id}, "remark":"老王", "groupName":"同事", ...}], ...}
bob: GET /api/im/contact/list
200 {"data":[{"friendId":{ann.id}, "groupName":"默认分组", ...}], ...}
ann: GET /api/im/conversation/{dm}
200 {"data":{"name":"老王", ...}, ...}
== a remark of 50 characters passes, one of 51 does not
ann: PUT /api/im/contact/{bob.id}/remark
{"remark":"{字*50}"}
200 {"code":200, ...}
ann: PUT /api/im/contact/{bob.id}/remark
{"remark":"{字*51}"}
400 {"code":400, "msg":"参数校验失败", "data":{"remark":"备注长度不能超过50个字符"}}
== the remark of a stranger
use stranger
ann: PUT /api/im/contact/{sam.id}/remark
{"remark":"x"}
400 {"code":4007, "msg":"好友关系不存在", "data":null}
== deleting ends it on both sides and leaves the conversation
bob: WS /ws/im?token={bob.token}
bob < {"type":"connected", ...}
ann: DELETE /api/im/contact/{bob.id}
200 {"code":200, "msg":"删除成功", "data":null}
bob < {"type":"contact", "action":"deleted", ...}
ann: GET /api/im/contact/list
200 {"data":[], ...}
bob: GET /api/im/contact/list
200 {"data":[], ...}
ann: GET /api/im/conversation/{dm}
200 {"code":200, ...}
ann: DELETE /api/im/contact/{bob.id}
400 {"code":4007, "msg":"好友关系不存在", "data":null}
ann: POST /api/im/contact/request/send
{"targetUserId":{bob.id}}
200 {"code":200, ...}
== the relation id does as well
ann: GET /api/im/contact/list
200 {"data":[{"id":{r:int}, ...}], ...}
ann: PUT /api/im/contact/{r}/remark
{"remark":"by relation"}
200 {"code":200, ...}
ann: GET /api/im/contact/list
200 {"data":[{"friendId":{bob.id}, "remark":"by relation", ...}], ...}
== search finds everybody but oneself and says who is a friend
use stranger
ann: GET /api/im/contact/search?keyword={uniq}
200 {"code":200, "msg":"操作成功", "data":[..., {"id":{bob.id}, "isFriend":true, ...}, ...]}
ann: GET /api/im/contact/search?keyword=sam_{uniq}
200 {"data":[{"id":{sam.id}, "username":"{sam.name}", "nickname":"{sam.nick}", "isFriend":false, ...}], ...}
ann: GET /api/im/contact/search?keyword=ann_{uniq}
200 {"data":[], ...}
== without a token
GET /api/im/contact/list
401 {"code":401, "msg":"未授权，需要登录", "data":null}
DELETE /api/im/contact/{bob.id}
401 {"code":401, "msg":"未授权，需要登录", "data":null}
PUT /api/im/contact/{bob.id}/remark
401 {"code":401, "msg":"未授权，需要登录", "data":null}
GET /api/im/contact/search?keyword=a
401 {"code":401, "msg":"未授权，需要登录", "data":null}
