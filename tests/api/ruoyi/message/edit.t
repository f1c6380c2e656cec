# ruoyi 3.4 edit; 22.4 message_edited; 27 MessageEditHistory
use direct chat
== the text changes for everybody, and the old one is kept
ann: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "helo"}
200 {"data": {a:int}, ...}
bob: WS /ws/im?token={bob.token}
bob < {"type":"connected", ...}
ann: PUT /api/im/message/{a}/edit
{"newContent": "hello"}
200 {"code":200, "msg":"消息已编辑", "data":null}
bob < {"type":"message_edited", "payload":{"messageId":{a}, "conversationId":{dm}, "content":"hello", "isEdited":true, "editTime":{_:time}}, "timestamp":{_:ms}}
bob: GET /api/im/message/list/{dm}
200 {"data":[{"id":{a}, "content":"hello", "isEdited":true, "editTime":{_:time}, ...}], ...}
bob: GET /api/im/conversation/{dm}
200 {"data":{"lastMessage":{"id":{a}, "content":"hello", ...}, ...}, ...}
ann: PUT /api/im/message/{a}/edit
{"content": "hello!"}
200 {"code":200, ...}
bob: GET /api/im/message/edit-history/{a}
200 {"code":200, "msg":"操作成功", "data":[{"id":1, "messageId":{a}, "oldContent":"helo", "newContent":"hello", "editorId":{ann.id}, "editorName":"{ann.nick}", "editorAvatar":"/avatar/default.png", "editTime":{_:time}}, {"id":2, "oldContent":"hello", "newContent":"hello!", ...}]}
bob: GET /api/im/message/edit-history/stats/{a}
200 {"code":200, "data":{"messageId":{a}, "editCount":2, "firstEditTime":{_:time}, "lastEditTime":{_:time}}, ...}
== the same text again is no edit
ann: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "same"}
200 {"data": {a:int}, ...}
ann: PUT /api/im/message/{a}/edit
{"newContent": "same"}
200 {"code":200, ...}
ann: GET /api/im/message/edit-history/stats/{a}
200 {"data":{"messageId":{a}, "editCount":0, "firstEditTime":null, "lastEditTime":null}, ...}
== 10004 not the sender
ann: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "mine"}
200 {"data": {a:int}, ...}
bob: PUT /api/im/message/{a}/edit
{"newContent": "yours"}
400 {"code":10004, "msg":"无权操作该消息", "data":null}
== 10003 no such message
ann: PUT /api/im/message/999999999/edit
{"newContent": "x"}
400 {"code":10003, "msg":"消息不存在", "data":null}
== 400 only text
ann: POST /api/im/message/send
{"conversationId": {dm}, "type": "IMAGE", "content": "/uploads/x.png"}
200 {"data": {a:int}, ...}
ann: PUT /api/im/message/{a}/edit
{"newContent": "x"}
400 {"code":400, "msg":"只能编辑文本消息", "data":null}
== 400 recalled
ann: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "gone"}
200 {"data": {a:int}, ...}
ann: PUT /api/im/message/{a}/edit
{"newContent": "going"}
200 {"code":200, ...}
ann: DELETE /api/im/message/{a}/recall
200 {"code":200, ...}
ann: PUT /api/im/message/{a}/edit
{"newContent": "back"}
400 {"code":400, "msg":"已撤回的消息不能编辑", "data":null}
bob: GET /api/im/message/edit-history/{a}
400 {"code":400, "msg":"消息已撤回", "data":null}
bob: GET /api/im/message/edit-history/stats/{a}
400 {"code":400, "msg":"消息已撤回", "data":null}
== 10006 after a quarter of an hour
ann: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "old"}
200 {"data": {a:int}, ...}
clock +890s
ann: PUT /api/im/message/{a}/edit
{"newContent": "in time"}
200 {"code":200, ...}
clock +11s
ann: PUT /api/im/message/{a}/edit
{"newContent": "too late"}
400 {"code":10006, "msg":"消息发送超过15分钟，无法编辑", "data":null}
bob: GET /api/im/message/list/{dm}
200 {"data":[{"id":{a}, "content":"in time", ...}], ...}
== 10010 blank
ann: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "text"}
200 {"data": {a:int}, ...}
ann: PUT /api/im/message/{a}/edit
{"newContent": "  "}
400 {"code":10010, "msg":"消息内容不能为空", "data":null}
ann: PUT /api/im/message/{a}/edit
400 {"code":10010, "msg":"消息内容不能为空", "data":null}
== 5000 characters and one more
ann: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "text"}
200 {"data": {a:int}, ...}
ann: PUT /api/im/message/{a}/edit
{"newContent": "{字*5000}"}
200 {"code":200, ...}
ann: PUT /api/im/message/{a}/edit
{"newContent": "{字*5001}"}
400 {"code":400, "msg":"参数校验失败", "data":{"content":"消息内容过长，最大支持5000个字符"}}
== the history of a stranger's message
use stranger
ann: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "text"}
200 {"data": {a:int}, ...}
sam: GET /api/im/message/edit-history/{a}
400 {"code":10003, "msg":"消息不存在", "data":null}
sam: GET /api/im/message/edit-history/stats/{a}
400 {"code":10003, "msg":"消息不存在", "data":null}
== a retry of what was edited is still the first message
ann: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "first", "clientMsgId": "c1"}
200 {"data": {a:int}, ...}
ann: PUT /api/im/message/{a}/edit
{"newContent": "second"}
200 {"code":200, ...}
ann: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "first", "clientMsgId": "c1"}
200 {"data": {a}, ...}
== who is muted says nothing new
use group of three
bob: POST /api/im/message/send
{"conversationId": {group.id}, "type": "TEXT", "content": "text"}
200 {"data": {a:int}, ...}
ann: PUT /api/im/group/{group.id}/mute/{bob.id}?duration=10
200 {"code":200, ...}
bob: PUT /api/im/message/{a}/edit
{"newContent": "more"}
403 {"code":403, "msg":"您已被禁言", "data":null}
