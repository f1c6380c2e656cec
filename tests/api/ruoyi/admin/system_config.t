# ruoyi 27 SystemConfigAdmin; 3.3 recall
use administrator
== limits of the time to recall
admin: PUT /api/admin/system-config/recall-time-limit?minutes=0
400 {"code":400, "msg":"参数校验失败", "data":{"minutes":"撤回时限必须在1-10080分钟之间"}}
admin: PUT /api/admin/system-config/recall-time-limit?minutes=10081
400 {"code":400, "msg":"参数校验失败", "data":{"minutes":"撤回时限必须在1-10080分钟之间"}}
admin: PUT /api/admin/system-config/recall-time-limit
400 {"code":400, "msg":"参数校验失败", "data":{"minutes":"撤回时限不能为空"}}
== unknown names and values
admin: PUT /api/admin/system-config/no.such.thing
{"configValue": "1"}
404 {"code":404, "msg":"配置项不存在", "data":null}
admin: PUT /api/admin/system-config/message.recall.timeLimit
{"configValue": "x"}
400 {"code":400, "msg":"参数校验失败", "data":{"configValue":"撤回时限必须在1-10080分钟之间"}}
admin: PUT /api/admin/system-config/message.recall.byManagers
{"value": "perhaps"}
400 {"code":400, "msg":"参数校验失败", "data":{"configValue":"配置值必须是true或false"}}
admin: PUT /api/admin/system-config/message.recall.byManagers
400 {"code":400, "msg":"参数校验失败", "data":{"configValue":"配置值不能为空"}}
== what is set holds at once, and after a restart
use direct chat, group of three
clock +1s
admin: GET /api/admin/system-config
200 {"code":200, "msg":"操作成功", "data":[{"configKey":"message.recall.timeLimit", "configValue":"2", "description":"消息撤回时限（分钟）"}, {"configKey":"message.recall.byManagers", "configValue":"false", "description":"群主和管理员可以撤回成员的消息"}]}
admin: GET /api/admin/system-config/recall-time-limit
200 {"code":200, "data":2, ...}
admin: PUT /api/admin/system-config/recall-time-limit?minutes=5
200 {"code":200, "msg":"更新成功", "data":null}
restart
admin: GET /api/admin/system-config/recall-time-limit
200 {"data":5, ...}
ann: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "a"}
200 {"data": {a:int}, ...}
ann: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "b"}
200 {"data": {b:int}, ...}
clock +280s
ann: DELETE /api/im/message/{a}/recall
200 {"code":200, "msg":"消息已撤回", "data":null}
clock +21s
ann: DELETE /api/im/message/{b}/recall
400 {"code":10005, "msg":"消息撤回超时", "data":null}
bob: POST /api/im/message/send
{"conversationId": {group.id}, "type": "TEXT", "content": "spam"}
200 {"data": {s:int}, ...}
admin: PUT /api/admin/system-config/message.recall.byManagers
{"configValue": "true"}
200 {"code":200, "msg":"更新成功", "data":null}
cat: DELETE /api/im/message/{s}/recall
400 {"code":10004, "msg":"无权操作该消息", "data":null}
clock +1h
cat: WS /ws/im?token={cat.token}
cat < {"type":"connected", ...}
ann: DELETE /api/im/message/{s}/recall
200 {"code":200, "msg":"消息已撤回", "data":null}
cat < {"type":"message_recalled", "payload":{"messageId":{s}, "conversationId":{group.id}, "userId":{ann.id}, "userName":"{ann.nick}", "timestamp":{_:ms}}}
ann: GET /api/im/conversation/{group.id}
200 {"data":{"lastMessage":{"id":{s}, "content":"你撤回了一条消息", ...}, ...}, ...}
cat: GET /api/im/conversation/{group.id}
200 {"data":{"lastMessage":{"id":{s}, "content":"管理员撤回了一条消息", ...}, ...}, ...}
admin: PUT /api/admin/system-config/recall-time-limit?minutes=2
200 {"code":200, "msg":"更新成功", "data":null}
admin: PUT /api/admin/system-config/message.recall.byManagers
{"configValue": "false"}
200 {"code":200, "msg":"更新成功", "data":null}
== 403 for everybody else
use one user
ann: GET /api/admin/system-config
403 {"code":403, "msg":"无权限操作", "data":null}
ann: PUT /api/admin/system-config/recall-time-limit?minutes=5
403 {"code":403, "msg":"无权限操作", "data":null}
