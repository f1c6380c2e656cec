# ruoyi 3.5 forward; 27 Message batch-forward
use three people, direct chat
== a text says that it was forwarded
ann: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "news"}
200 {"data": {a:int}, ...}
ann: POST /api/im/conversation/create
{"type":"PRIVATE", "peerUserId":{cat.id}}
200 {"data":{to:int}, ...}
cat: WS /ws/im?token={cat.token}
cat < {"type":"connected", ...}
ann: POST /api/im/message/forward
{"messageId": {a}, "toConversationId": {to}}
200 {"code":200, "msg":"转发成功", "data":{f:int}}
cat < {"type":"new_message", "payload":{"id":{f}, "content":"[转发消息]\nnews", "messageType":"TEXT", "forwardFromMessageId":{a}, ...}, ...}
ann: POST /api/im/message/forward
{"messageId": {a}, "targetConversationId": {to}, "content": "look"}
200 {"code":200, "msg":"转发成功", "data":{g:int}}
cat: GET /api/im/message/list/{to}
200 {"data":[{"id":{f}, ...}, {"id":{g}, "content":"look\n\n[转发消息]news", "forwardFromMessageId":{a}, ...}], ...}
== the same clientMsgId again forwards nothing again, also to a user
ann: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "news"}
200 {"data": {a:int}, ...}
ann: POST /api/im/message/forward
{"messageId": {a}, "toUserId": {cat.id}, "clientMsgId": "f1"}
200 {"data":{f:int}, ...}
ann: POST /api/im/message/forward
{"messageId": {a}, "toUserId": {cat.id}, "clientMsgId": "f1"}
200 {"code":200, "msg":"转发成功", "data":{f}}
ann: POST /api/im/message/forward
{"messageId": {a}, "toUserId": {cat.id}, "clientMsgId": "f2"}
200 {"data":{g:int}, ...}
ann: POST /api/im/conversation/create
{"type":"PRIVATE", "peerUserId":{cat.id}}
200 {"data":{to:int}, ...}
cat: GET /api/im/message/list/{to}
200 {"data":[{"id":{f}, "clientMsgId":"f1", ...}, {"id":{g}, ...}], ...}
== to a user, with whom there was no conversation
ann: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "news"}
200 {"data": {a:int}, ...}
ann: POST /api/im/message/forward
{"messageId": {a}, "toUserId": {cat.id}}
200 {"code":200, "msg":"转发成功", "data":{f:int}}
cat: GET /api/im/conversation/list
200 {"data":[{"peerUserId":{ann.id}, "lastMessageId":{f}, ...}], ...}
== other content keeps its type; the note comes before it
ann: POST /api/im/message/send
{"conversationId": {dm}, "type": "FILE", "content": "{\"fileUrl\":\"/uploads/x.pdf\",\"fileName\":\"x.pdf\"}"}
200 {"data": {a:int}, ...}
ann: POST /api/im/conversation/create
{"type":"PRIVATE", "peerUserId":{cat.id}}
200 {"data":{to:int}, ...}
ann: POST /api/im/message/forward
{"messageId": {a}, "toConversationId": {to}, "content": "the paper"}
200 {"data":{f:int}, ...}
cat: GET /api/im/message/list/{to}
200 {"data":[{"messageType":"TEXT", "content":"the paper", "forwardFromMessageId":null, ...}, {"id":{f}, "messageType":"FILE", "content":"{\"fileUrl\":\"/uploads/x.pdf\",\"fileName\":\"x.pdf\"}", "forwardFromMessageId":{a}, ...}], ...}
== 10009 no target
ann: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "news"}
200 {"data": {a:int}, ...}
ann: POST /api/im/message/forward
{"messageId": {a}}
400 {"code":10009, "msg":"会话ID和接收者ID不能同时为空", "data":null}
== 400 no message named
ann: POST /api/im/message/forward
{"toConversationId": {dm}}
400 {"code":400, "msg":"参数校验失败", "data":{"messageId":"消息ID不能为空"}}
== 10003 a message that one may not read
use stranger
sam: POST /api/im/message/send
{"receiverId": {cat.id}, "type": "TEXT", "content": "private"}
200 {"data": {s:int}, ...}
ann: POST /api/im/message/forward
{"messageId": {s}, "toConversationId": {dm}}
400 {"code":10003, "msg":"消息不存在", "data":null}
ann: POST /api/im/message/forward
{"messageId": 999999999, "toConversationId": {dm}}
400 {"code":10003, "msg":"消息不存在", "data":null}
== 10001 and 10008 targets that are not there
ann: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "news"}
200 {"data": {a:int}, ...}
ann: POST /api/im/message/forward
{"messageId": {a}, "toConversationId": 999999999}
400 {"code":10001, "msg":"会话不存在", "data":null}
ann: POST /api/im/message/forward
{"messageId": {a}, "toUserId": 999999999}
400 {"code":10008, "msg":"接收者不存在", "data":null}
== 400 a recalled message
ann: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "gone"}
200 {"data": {a:int}, ...}
ann: DELETE /api/im/message/{a}/recall
200 {"code":200, ...}
bob: POST /api/im/message/forward
{"messageId": {a}, "toUserId": {cat.id}}
400 {"code":400, "msg":"消息已撤回", "data":null}
== 400 a line of the system
use group of three
ann: GET /api/im/message/list/{group.id}
200 {"data":[{"id":{s:int}, "messageType":"SYSTEM", ...}], ...}
ann: POST /api/im/message/forward
{"messageId": {s}, "toConversationId": {dm}}
400 {"code":400, "msg":"不支持的消息类型", "data":null}
== a note may have 5000 characters
ann: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "news"}
200 {"data": {a:int}, ...}
ann: POST /api/im/message/forward
{"messageId": {a}, "toConversationId": {dm}, "content": "{字*5000}"}
200 {"code":200, ...}
ann: POST /api/im/message/forward
{"messageId": {a}, "toConversationId": {dm}, "content": "{字*5001}"}
400 {"code":400, "msg":"参数校验失败", "data":{"content":"消息内容过长，最大支持5000个字符"}}
== several to several, all or none
use group of three
ann: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "one"}
200 {"data": {a:int}, ...}
ann: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "two"}
200 {"data": {b:int}, ...}
ann: POST /api/im/message/batch-forward
{"messageIds": [{a}, {b}], "toConversationIds": [{group.id}], "toUserIds": [{cat.id}], "content": "both"}
200 {"code":200, "msg":"转发成功", "data":[{c:int}, {d:int}, {e:int}, {f:int}]}
cat: GET /api/im/message/list/{group.id}?limit=2
200 {"data":[{"id":{c}, "content":"both\n\n[转发消息]one", "forwardFromMessageId":{a}, ...}, {"id":{d}, "content":"[转发消息]\ntwo", ...}], ...}
ann: POST /api/im/message/batch-forward
{"messageIds": [{a}, 999999999], "toConversationId": {group.id}}
400 {"code":10003, "msg":"消息不存在", "data":null}
cat: GET /api/im/message/list/{group.id}?limit=1
200 {"data":[{"id":{d}, ...}], ...}
ann: POST /api/im/message/batch-forward
{"messageIds": [{a}]}
400 {"code":10009, ...}
ann: POST /api/im/message/batch-forward
{"messageIds": [], "toConversationId": {group.id}}
400 {"code":400, "msg":"参数校验失败", "data":{"messageIds":"消息ID不能为空"}}
== a muted or foreign place takes nothing
use stranger
sam: POST /api/im/message/send
{"receiverId": {cat.id}, "type": "TEXT", "content": "x"}
200 {"code":200, ...}
sam: GET /api/im/conversation/list
200 {"data":[{"id":{theirs:int}, ...}], ...}
ann: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "news"}
200 {"data": {a:int}, ...}
ann: POST /api/im/message/forward
{"messageId": {a}, "toConversationId": {theirs}}
400 {"code":10001, "msg":"会话不存在", "data":null}
== 10002 a group that one has left
use group of three
bob: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "news"}
200 {"data": {a:int}, ...}
bob: POST /api/im/group/{group.id}/quit
200 {"code":200, ...}
bob: POST /api/im/message/forward
{"messageId": {a}, "toConversationId": {group.id}}
400 {"code":10002, "msg":"用户不在会话中", "data":null}
ann: GET /api/im/message/list/{group.id}
200 {"data":[..., {"messageType":"SYSTEM", "content":"'{bob.nick}'退出了群聊", ...}], ...}
