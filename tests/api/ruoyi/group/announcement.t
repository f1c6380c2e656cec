# ruoyi 6.8 announcement, 6.9 publish, 27 GroupAnnouncement; 22.4 group announcement
use group of three, stranger
== published, it is told and is the notice
bob: WS /ws/im?token={bob.token}
bob < {"type":"connected", ...}
ann: PUT /api/im/group/{group.id}/announcement
{"content":"Lunch at one", "attachmentUrl":"/uploads/menu.pdf"}
200 {"code":200, "msg":"更新成功", "data":{a:int}}
bob < {"type":"new_message", "payload":{"messageType":"SYSTEM", "senderId":{ann.id}, "content":"'{ann.nick}'发布了群公告：Lunch at one", ...}, ...}
bob < {"type":"group", "action":"announcement", "payload":{"groupId":{group.id}, "announcement":"Lunch at one", "operatorId":{ann.id}, ...}, ...}
bob: GET /api/im/group/{group.id}/announcement
200 {"code":200, "msg":"操作成功", "data":{"id":{a}, "groupId":{group.id}, "senderId":{ann.id}, "senderName":"{ann.nick}", "senderAvatar":"/avatar/default.png", "content":"Lunch at one", "type":1, "attachmentUrl":"/uploads/menu.pdf", "isPinned":0, "status":1, "createTime":{_:time}, "updateTime":{_:time}, "expireTime":null}}
bob: GET /api/im/group/{group.id}
200 {"data":{"notice":"Lunch at one", "announcement":"Lunch at one", ...}, ...}
bob: GET /api/im/message/unread/count
200 {"data":0, ...}
== none yet
bob: GET /api/im/group/{group.id}/announcement
200 {"code":200, "msg":"操作成功", "data":null}
bob: GET /api/im/group/announcement/list/{group.id}
200 {"code":200, "msg":"操作成功", "data":[]}
== pinned ones first, then the newest; older ones are history
ann: POST /api/im/group/announcement
{"groupId":{group.id}, "content":"one", "type":1, "isPinned":1, "expireMinutes":0}
200 {"code":200, "msg":"发布成功", "data":{a:int}}
ann: PUT /api/im/group/{group.id}/announcement
{"notice":"two"}
200 {"data":{b:int}, ...}
bob: GET /api/im/group/announcement/latest/{group.id}
200 {"data":{"id":{a}, "content":"one", "isPinned":1, ...}, ...}
bob: GET /api/im/group/announcement/list/{group.id}
200 {"data":[{"id":{a}, ...}, {"id":{b}, ...}], ...}
bob: GET /api/im/group/announcement/list/{group.id}?pageNum=2&pageSize=1
200 {"data":[{"id":{b}, ...}], "rows":[{"id":{b}, ...}], "total":2, ...}
bob: GET /api/im/group/announcement/pinned/{group.id}
200 {"data":[{"id":{a}, ...}], ...}
ann: PUT /api/im/group/announcement/pin/{a}?isPinned=false
200 {"code":200, "msg":"设置成功", "data":null}
bob: GET /api/im/group/announcement/pinned/{group.id}
200 {"data":[], ...}
bob: GET /api/im/group/announcement/latest/{group.id}
200 {"data":{"id":{b}, ...}, ...}
ann: PUT /api/im/group/announcement/pin/{a}
400 {"code":400, "msg":"参数校验失败", "data":{"isPinned":"isPinned不能为空"}}
== taken back, changed, deleted
ann: PUT /api/im/group/{group.id}/announcement
{"content":"one"}
200 {"data":{a:int}, ...}
wait 5ms
ann: PUT /api/im/group/{group.id}/announcement
{"content":"two"}
200 {"data":{b:int}, ...}
bob: WS /ws/im?token={bob.token}
bob < {"type":"connected", ...}
ann: PUT /api/im/group/announcement/{a}
{"content":"ONE"}
200 {"code":200, "msg":"更新成功", "data":null}
ann: PUT /api/im/group/announcement/recall/{b}
200 {"code":200, "msg":"撤回成功", "data":null}
bob < {"type":"group", "action":"announcement", "payload":{"announcement":"two", ...}, ...}
bob < {"type":"group", "action":"announcement", "payload":{"announcement":"ONE", ...}, ...}
bob: GET /api/im/group/announcement/valid/{group.id}
200 {"data":[{"id":{a}, "content":"ONE", "status":1, ...}], ...}
bob: GET /api/im/group/announcement/list/{group.id}
200 {"data":[{"id":{b}, "status":0, ...}, {"id":{a}, ...}], ...}
ann: PUT /api/im/group/announcement/{b}
{"content":"again"}
400 {"code":400, "msg":"公告已撤回", "data":null}
ann: DELETE /api/im/group/announcement/{a}
200 {"code":200, "msg":"删除成功", "data":null}
bob: GET /api/im/group/{group.id}
200 {"data":{"notice":null, ...}, ...}
ann: DELETE /api/im/group/announcement/{a}
404 {"code":404, "msg":"公告不存在", "data":null}
== it ends after its minutes
ann: PUT /api/im/group/{group.id}/announcement
{"content":"for ever"}
200 {"data":{a:int}, ...}
ann: PUT /api/im/group/{group.id}/announcement
{"content":"for a while", "expireMinutes":5}
200 {"data":{b:int}, ...}
bob: GET /api/im/group/{group.id}/announcement
200 {"data":{"id":{b}, "expireTime":{_:time}, ...}, ...}
clock +5m
bob: GET /api/im/group/{group.id}/announcement
200 {"data":{"id":{a}, ...}, ...}
within 5s
bob: GET /api/im/group/{group.id}
200 {"data":{"notice":"for ever", ...}, ...}
== managers only
bob: PUT /api/im/group/{group.id}/announcement
{"content":"x"}
403 {"code":403, "msg":"只有群主和管理员可以发布公告", "data":null}
bob: POST /api/im/group/announcement
{"groupId":{group.id}, "content":"x"}
403 {"code":403, "msg":"只有群主和管理员可以发布公告", "data":null}
ann: PUT /api/im/group/{group.id}/announcement
{"content":"x"}
200 {"data":{a:int}, ...}
bob: PUT /api/im/group/announcement/{a}
{"content":"y"}
403 {"code":403, "msg":"只有群主和管理员可以发布公告", "data":null}
bob: PUT /api/im/group/announcement/pin/{a}?isPinned=1
403 {"code":403, "msg":"只有群主和管理员可以发布公告", "data":null}
bob: PUT /api/im/group/announcement/recall/{a}
403 {"code":403, "msg":"只有群主和管理员可以发布公告", "data":null}
bob: DELETE /api/im/group/announcement/{a}
403 {"code":403, "msg":"只有群主和管理员可以发布公告", "data":null}
sam: DELETE /api/im/group/announcement/{a}
404 {"code":404, "msg":"公告不存在", "data":null}
ann: PUT /api/im/group/{group.id}/members/{bob.id}/role
{"role":"ADMIN"}
200 {"code":200, ...}
bob: PUT /api/im/group/{group.id}/announcement
{"content":"y"}
200 {"code":200, "msg":"更新成功", "data":{_:int}}
== members only
sam: GET /api/im/group/{group.id}/announcement
400 {"code":4006, "msg":"群组不存在", "data":null}
ann: DELETE /api/im/group/{group.id}/members?userIds={cat.id}
200 {"code":200, ...}
cat: GET /api/im/group/{group.id}/announcement
403 {"code":403, "msg":"您不是该群组成员", "data":null}
cat: GET /api/im/group/announcement/latest/{group.id}
403 {"code":403, "msg":"您不是该群组成员", "data":null}
cat: GET /api/im/group/announcement/list/{group.id}
403 {"code":403, "msg":"您不是该群组成员", "data":null}
== without content, or with too much
ann: PUT /api/im/group/{group.id}/announcement
{"content":"  "}
400 {"code":400, "msg":"参数校验失败", "data":{"content":"公告内容不能为空"}}
ann: PUT /api/im/group/{group.id}/announcement
{}
400 {"code":400, "msg":"参数校验失败", "data":{"content":"公告内容不能为空"}}
ann: PUT /api/im/group/{group.id}/announcement
{"content":"{字*2000}"}
200 {"code":200, ...}
ann: PUT /api/im/group/{group.id}/announcement
{"content":"{字*2001}"}
400 {"code":400, "msg":"参数校验失败", "data":{"content":"公告内容不能超过2000个字符"}}
ann: POST /api/im/group/announcement
{"content":"x"}
400 {"code":400, "msg":"参数校验失败", "data":{"groupId":"群组ID不能为空"}}
== administrators of the server sweep expired ones
use administrator
bob: POST /api/im/group/announcement/cleanup
403 {"code":403, "msg":"无权限操作", "data":null}
admin: POST /api/im/group/announcement/cleanup
200 {"code":200, "msg":"清理成功", "data":{_:int}}
