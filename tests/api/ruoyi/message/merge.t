# ruoyi 3.5, mapping 7.1 Merged: messages sent on as one, and what is in it
use three people, direct chat
== several as one, once for each clientMsgId; its messages are read one by one
ann: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "one\ntwo"}
200 {"data": {a:int}, ...}
bob: POST /api/im/message/send
{"conversationId": {dm}, "type": "FILE", "content": "{\"fileUrl\":\"/uploads/x.pdf\",\"fileName\":\"x.pdf\"}"}
200 {"data": {b:int}, ...}
cat: WS /ws/im?token={cat.token}
cat < {"type":"connected", ...}
ann: POST /api/im/message/merge-forward
{"messageIds": [{b}, {a}, {b}], "toUserId": {cat.id}, "title": "Ann and Bob", "clientMsgId": "m1"}
200 {"code":200, "msg":"转发成功", "data":{f:int}}
cat < {"type":"new_message", "payload":{"id":{f}, "messageType":"TEXT", "content":"[聊天记录] Ann and Bob\n{ann.nick}: one two\n{bob.nick}: [文件] x.pdf", "isMerged":true, "forwardFromMessageId":null, ...}, ...}
ann: POST /api/im/message/merge-forward
{"messageIds": [{a}, {b}], "toUserId": {cat.id}, "title": "Ann and Bob", "clientMsgId": "m1"}
200 {"code":200, "msg":"转发成功", "data":{f}}
ann: POST /api/im/message/merge-forward
{"messageIds": [{a}], "toUserId": {cat.id}, "clientMsgId": "m1"}
400 {"code":400, "msg":"客户端消息ID重复", "data":null}
cat <! 300ms {"type":"new_message", ...}
cat: GET /api/im/message/merged/{f}
200 {"code":200, "msg":"操作成功", "data":{"messageId":{f}, "title":"Ann and Bob", "items":[{"senderId":{ann.id}, "senderName":"{ann.nick}", "senderAvatar":{_:str}, "messageType":"TEXT", "content":"one\ntwo", "sendTime":{_:time}, "isMerged":false}, {"senderId":{bob.id}, "senderName":"{bob.nick}", "messageType":"FILE", "content":{_:str}, "isMerged":false, ...}]}}
cat: GET /api/im/conversation/list
200 {"data":[{"lastMessage":{"content":"[聊天记录] Ann and Bob", "messageType":"TEXT", ...}, ...}], ...}
within 10s
cat: GET /api/im/message/search?keyword=two
200 {"data":{"total":1, "items":[{"id":{f}, ...}], ...}, ...}
== what becomes of the originals changes nothing; what becomes of the message does
ann: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "news"}
200 {"data": {a:int}, ...}
ann: POST /api/im/message/merge-forward
{"messageIds": [{a}], "toUserId": {cat.id}}
200 {"data":{f:int}, ...}
ann: DELETE /api/im/message/{a}/recall
200 {"code":200, ...}
cat: GET /api/im/message/merged/{f}
200 {"data":{"title":"{ann.nick}的聊天记录", "items":[{"content":"news", ...}], ...}, ...}
ann: DELETE /api/im/message/{f}/recall
200 {"code":200, ...}
cat: GET /api/im/message/merged/{f}
400 {"code":{_:int}, ...}
ann: POST /api/im/message/merge-forward
{"messageIds": [{a}], "toUserId": {cat.id}}
400 {"code":{_:int}, ...}
== one within another, three deep
ann: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "deep"}
200 {"data": {a:int}, ...}
ann: POST /api/im/message/merge-forward
{"messageIds": [{a}], "toConversationId": {dm}, "title": "first"}
200 {"data":{f1:int}, ...}
bob: POST /api/im/message/merge-forward
{"messageIds": [{a}, {f1}], "toConversationId": {dm}, "title": "second"}
200 {"data":{f2:int}, ...}
ann: POST /api/im/message/merge-forward
{"messageIds": [{f2}], "toConversationId": {dm}, "title": "third"}
200 {"data":{f3:int}, ...}
ann: POST /api/im/message/merge-forward
{"messageIds": [{f3}], "toConversationId": {dm}}
400 {"code":400, "msg":"聊天记录嵌套层数过多", "data":null}
bob: GET /api/im/message/merged/{f3}
200 {"data":{"title":"third", "items":[{"senderId":{bob.id}, "content":"[聊天记录] second\n{ann.nick}: deep\n{ann.nick}: [聊天记录] first", "isMerged":true, ...}], ...}, ...}
bob: GET /api/im/message/merged/{f3}?path=0.1
200 {"data":{"title":"first", "items":[{"content":"deep", ...}], ...}, ...}
bob: GET /api/im/message/merged/{f3}?path=0.0
400 {"code":400, "msg":"不支持的消息类型", "data":null}
bob: GET /api/im/message/merged/{f3}?path=7
400 {"code":10003, "msg":"消息不存在", "data":null}
bob: GET /api/im/message/merged/{f3}?path=-1
400 {"code":10003, "msg":"消息不存在", "data":null}
ann: POST /api/im/message/forward
{"messageId": {f3}, "toUserId": {cat.id}}
200 {"data":{g:int}, ...}
cat: GET /api/im/message/merged/{g}?path=0.1
200 {"data":{"title":"first", ...}, ...}
== 10003 what one may not read cannot be sent on or opened
use stranger
sam: POST /api/im/message/send
{"receiverId": {cat.id}, "type": "TEXT", "content": "private"}
200 {"data": {s:int}, ...}
ann: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "news"}
200 {"data": {a:int}, ...}
ann: POST /api/im/message/merge-forward
{"messageIds": [{a}, {s}], "toConversationId": {dm}}
400 {"code":10003, "msg":"消息不存在", "data":null}
ann: POST /api/im/message/merge-forward
{"messageIds": [{a}], "toConversationId": {dm}}
200 {"data":{f:int}, ...}
sam: GET /api/im/message/merged/{f}
400 {"code":10003, "msg":"消息不存在", "data":null}
ann: GET /api/im/message/merged/{a}
400 {"code":400, "msg":"不支持的消息类型", "data":null}
== what is missing or wrong
ann: POST /api/im/message/merge-forward
{"messageIds": [], "toConversationId": {dm}}
400 {"code":400, "msg":"参数校验失败", "data":{"messageIds":"消息ID不能为空"}}
ann: POST /api/im/message/merge-forward
{"toConversationId": {dm}}
400 {"code":400, "msg":"参数校验失败", "data":{"messageIds":"消息ID不能为空"}}
ann: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "news"}
200 {"data": {a:int}, ...}
ann: POST /api/im/message/merge-forward
{"messageIds": [{a}]}
400 {"code":10009, ...}
ann: POST /api/im/message/merge-forward
{"messageIds": [{a}], "toConversationId": {dm}, "title": "{字*101}"}
400 {"code":400, "msg":"参数校验失败", "data":{"title":{_:str}}}
