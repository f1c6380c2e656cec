# ruoyi 27 Contact: groups of contacts; 24 4020, 4302
use two friends
== the usual group is there and holds new contacts
ann: GET /api/im/contact/group/list
200 {"code":200, "msg":"操作成功", "data":["默认分组"]}
ann: GET /api/im/contact/grouped
200 {"code":200, "msg":"操作成功", "data":[{"groupName":"默认分组", "name":"默认分组", "count":1, "friends":[{"friendId":{bob.id}, ...}]}]}
== a contact moves, its group is renamed and deleted
ann: WS /ws/im?token={ann.token}
ann < {"type":"connected", ...}
ann: PUT /api/im/contact/group/move
{"friendIds":[{bob.id}], "groupName":"work"}
200 {"code":200, "msg":"移动成功", "data":null}
ann < {"type":"contact", "action":"updated", ...}
ann: GET /api/im/contact/group/list
200 {"data":["默认分组", "work"], ...}
ann: GET /api/im/contact/list?groupName=work
200 {"data":[{"friendId":{bob.id}, "groupName":"work", ...}], ...}
ann: PUT /api/im/contact/group/work
{"newName":"staff"}
200 {"code":200, "msg":"更新成功", "data":null}
ann: GET /api/im/contact/grouped
200 {"data":[{"groupName":"默认分组", "count":0, "friends":[], ...}, {"groupName":"staff", "count":1, ...}], ...}
ann: DELETE /api/im/contact/group/staff
200 {"code":200, "msg":"删除成功", "data":null}
ann: GET /api/im/contact/{bob.id}
200 {"data":{"groupName":"默认分组", ...}, ...}
bob: GET /api/im/contact/{ann.id}
200 {"data":{"groupName":"默认分组", ...}, ...}
== a group that nobody is in
ann: PUT /api/im/contact/group/none
{"newName":"staff"}
400 {"code":4020, "msg":"好友分组不存在", "data":null}
ann: DELETE /api/im/contact/group/none
400 {"code":4020, "msg":"好友分组不存在", "data":null}
== the name of another group
use three people
ann: POST /api/im/contact/request/send
{"targetUserId":{cat.id}, "groupName":"family"}
200 {"data":{r:int}, ...}
cat: POST /api/im/contact/request/{r}/handle
{"approved":true}
200 {"code":200, ...}
ann: PUT /api/im/contact/group/family
{"newName":"默认分组"}
400 {"code":4302, "msg":"名称已存在", "data":null}
ann: PUT /api/im/contact/group/move
{"friendIds":[{bob.id}], "groupName":"work"}
200 {"code":200, ...}
ann: PUT /api/im/contact/group/family
{"newName":"work"}
400 {"code":4302, "msg":"名称已存在", "data":null}
ann: GET /api/im/contact/group/list
200 {"data":["默认分组", "work", "family"], ...}
== the usual group stays
ann: PUT /api/im/contact/group/默认分组
{"newName":"x"}
400 {"code":4308, "msg":"默认分组不允许此操作", "data":null}
ann: DELETE /api/im/contact/group/默认分组
400 {"code":4308, "msg":"默认分组不允许此操作", "data":null}
== names and people that cannot be
use stranger
ann: PUT /api/im/contact/group/move
{"friendIds":[{sam.id}], "groupName":"work"}
400 {"code":4007, "msg":"好友关系不存在", "data":null}
ann: PUT /api/im/contact/group/move
{"friendIds":[], "groupName":"work"}
400 {"code":400, "msg":"参数校验失败", "data":{"friendIds":{_:str}}}
ann: PUT /api/im/contact/group/move
{"friendIds":[{bob.id}], "groupName":" "}
400 {"code":400, "msg":"参数校验失败", "data":{"groupName":"分组名称不能为空"}}
ann: PUT /api/im/contact/group/move
{"friendIds":[{bob.id}], "groupName":"{字*21}"}
400 {"code":400, "msg":"参数校验失败", "data":{"groupName":"分组名称长度不能超过20个字符"}}
ann: PUT /api/im/contact/group/move
{"friendIds":[{bob.id}], "groupName":"{字*20}"}
200 {"code":200, ...}
ann: PUT /api/im/contact/group/x
{}
400 {"code":400, "msg":"参数校验失败", "data":{"newName":"分组名称不能为空"}}
== without a token
GET /api/im/contact/group/list
401 {"code":401, "msg":"未授权，需要登录", "data":null}
GET /api/im/contact/grouped
401 {"code":401, ...}
PUT /api/im/contact/group/move
{}
401 {"code":401, ...}
