# ruoyi 3.6 reply
use direct chat
== a reply shows what it answers
ann: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "{a*51}"}
200 {"data": {a:int}, ...}
ann: WS /ws/im?token={ann.token}
ann < {"type":"connected", ...}
bob: POST /api/im/message/reply
{"messageId": {a}, "content": "yes"}
200 {"code":200, "msg":"回复成功", "data":{r:int}}
ann < {"type":"new_message", "payload":{"id":{r}, "conversationId":{dm}, "messageType":"TEXT", "content":"yes", "replyToMessageId":{a}, "quotedMessage":{"id":{a}, "type":"TEXT", "content":"{a*50}...", "senderName":"{ann.nick}", "sendTime":{_:time}, "isFile":false, "isRevoked":null, "isPacket":null}, ...}, ...}
ann: GET /api/im/message/list/{dm}?limit=1
200 {"data":[{"id":{r}, "replyToMessageId":{a}, ...}], ...}
== 10003 a message that is not there, or that the sender may not read
use stranger
ann: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "x"}
200 {"data": {a:int}, ...}
sam: POST /api/im/message/reply
{"messageId": {a}, "content": "yes"}
400 {"code":10003, "msg":"消息不存在", "data":null}
ann: POST /api/im/message/reply
{"messageId": 999999999, "content": "yes"}
400 {"code":10003, "msg":"消息不存在", "data":null}
== 400 blank
ann: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "x"}
200 {"data": {a:int}, ...}
ann: POST /api/im/message/reply
{"messageId": {a}, "content": " "}
400 {"code":400, "msg":"参数校验失败", "data":{"content":"回复内容不能为空"}}
ann: POST /api/im/message/reply
{"content": "x"}
400 {"code":400, "msg":"参数校验失败", "data":{"messageId":"消息ID不能为空"}}
== 5000 characters and one more
ann: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "x"}
200 {"data": {a:int}, ...}
ann: POST /api/im/message/reply
{"messageId": {a}, "content": "{字*5000}"}
200 {"code":200, ...}
ann: POST /api/im/message/reply
{"messageId": {a}, "content": "{字*5001}"}
400 {"code":400, "msg":"参数校验失败", "data":{"content":"消息内容过长，最大支持5000个字符"}}
