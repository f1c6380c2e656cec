# ruoyi 3.1 send; 22.3 new_message; 22.4 message_ack, message_error
use direct chat
== the receiver and the sender's sockets hear it at once
bob: WS /ws/im?token={bob.token}
bob < {"type":"connected", ...}
ann: WS /ws/im?token={ann.token}
ann < {"type":"connected", ...}
ann: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "hi 你好 🙂", "clientMsgId": "k-{uniq}"}
200 {"code":200, "msg":"发送成功", "data": {m:int}}
bob < {"type":"new_message", "payload":{"id":{m}, "messageId":{m}, "conversationId":{dm}, "sessionId":{dm}, "senderId":{ann.id}, "senderName":"{ann.nick}", "senderAvatar":"/avatar/default.png", "messageType":"TEXT", "type":"TEXT", "content":"hi 你好 🙂", "isSelf":false, "isRevoked":false, "isEdited":false, "replyToMessageId":null, "quotedMessage":null, "createTime":{t:time}, "clientMsgId":"k-{uniq}", ...}, ...}
ann < {"type":"new_message", "payload":{"id":{m}, "content":"hi 你好 🙂", "isSelf":true, "createTime":"{t}", ...}, ...}
== the stored message has every documented key
ann: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "one"}
200 {"code":200, "msg":"发送成功", "data": {m:int}}
ann: GET /api/im/message/list/{dm}
200 {"code":200, "msg":"操作成功", "data":[{"id":{m}, "messageId":{m}, "conversationId":{dm}, "sessionId":{dm}, "senderId":{ann.id}, "senderName":"{ann.nick}", "senderAvatar":"/avatar/default.png", "messageType":"TEXT", "type":"TEXT", "content":"one", "isSelf":true, "isRevoked":false, "is_revoked":0, "isEdited":false, "replyToMessageId":null, "quotedMessage":null, "createTime":{t:time}, "sendTime":"{t}", "timestamp":{_:ms}, "editTime":null, "revokedTime":null, "revokeTime":null, "clientMsgId":null, "mentionInfo":null, "atUserIds":{_:any}, "reactions":[], "forwardFromMessageId":null, "readStatus":{"readCount":0, "totalCount":1, "unreadCount":1, "readPercent":0, "allRead":false}, "status":1, "isFavorited":false, "fileUrl":null, "fileName":null, "fileSize":null, "duration":null, "isRead":false, "isPacket":null, "isMerged":null, "notice":null, "callRecord":null}]}
bob: GET /api/im/message/list/{dm}
200 {"data":[{"id":{m}, "isSelf":false, "readStatus":null, ...}], ...}
== the names of the older document do as well
ann: POST /api/im/message/send
{"sessionId": {dm}, "messageType": "text", "content": "old names"}
200 {"code":200, "msg":"发送成功", "data": {m:int}}
bob: GET /api/im/message/list/{dm}
200 {"data":[{"id":{m}, "messageType":"TEXT", "content":"old names", ...}], ...}
== a numeric string is an id, query parameters are taken
ann: POST /api/im/message/send?type=TEXT
{"conversationId": "{dm}", "content": "string id"}
200 {"code":200, ...}
== a receiver does instead of a conversation, and makes it
use stranger
ann: POST /api/im/message/send
{"receiverId": {sam.id}, "type": "TEXT", "content": "hello stranger"}
200 {"code":200, "msg":"发送成功", "data": {m:int}}
ann: POST /api/im/conversation/create
{"type":"PRIVATE", "peerUserId":{sam.id}}
200 {"data":{c:int}, ...}
sam: GET /api/im/message/list/{c}
200 {"data":[{"id":{m}, "conversationId":{c}, "content":"hello stranger", ...}], ...}
== a receiver with whom there is a conversation gets it there
ann: POST /api/im/message/send
{"receiverId": {bob.id}, "type": "TEXT", "content": "same place"}
200 {"data": {m:int}, ...}
bob: GET /api/im/message/list/{dm}
200 {"data":[{"id":{m}, "conversationId":{dm}, ...}], ...}
== blank text is refused
ann: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": ""}
400 {"code":10010, "msg":"消息内容不能为空", "data":null}
ann: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": " \n\t "}
400 {"code":10010, "msg":"消息内容不能为空", "data":null}
ann: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT"}
400 {"code":10010, "msg":"消息内容不能为空", "data":null}
== neither conversation nor receiver
ann: POST /api/im/message/send
{"type": "TEXT", "content": "x"}
400 {"code":10009, "msg":"会话ID和接收者ID不能同时为空", "data":null}
== an unknown conversation
ann: POST /api/im/message/send
{"conversationId": 999999999, "type": "TEXT", "content": "x"}
400 {"code":10001, "msg":"会话不存在", "data":null}
== an unknown receiver
ann: POST /api/im/message/send
{"receiverId": 999999999, "type": "TEXT", "content": "x"}
400 {"code":10008, "msg":"接收者不存在", "data":null}
== somebody else's conversation
use stranger
sam: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "x"}
400 {"code":10001, "msg":"会话不存在", "data":null}
== a type that does not exist
ann: POST /api/im/message/send
{"conversationId": {dm}, "type": "SMELL", "content": "x"}
400 {"code":400, "msg":"不支持的消息类型", "data":null}
== SYSTEM is the server's alone
ann: POST /api/im/message/send
{"conversationId": {dm}, "type": "SYSTEM", "content": "x"}
400 {"code":400, "msg":"不支持的消息类型", "data":null}
== 5000 characters pass, in any script
ann: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "{字*5000}"}
200 {"code":200, ...}
bob: GET /api/im/message/list/{dm}
200 {"data":[{"content":"{字*5000}", ...}], ...}
== 5000 characters beyond the first plane pass
ann: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "{🙂*5000}"}
200 {"code":200, ...}
== 5001 characters do not
ann: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "{a*5001}"}
400 {"code":400, "msg":"参数校验失败", "data":{"content":"消息内容过长，最大支持5000个字符"}}
bob: GET /api/im/message/list/{dm}
200 {"data":[], ...}
== a clientMsgId of 64 characters passes, one of 65 does not
ann: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "x", "clientMsgId":"{k*64}"}
200 {"code":200, ...}
ann: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "x", "clientMsgId":"{k*65}"}
400 {"code":400, "msg":"参数校验失败", "data":{"clientMsgId":{_:str}}}
== text stays exactly as it was written
ann: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": " <b>\"a\" & 'b'</b>\r\n\t\\ \u2028 \u007f end "}
200 {"code":200, ...}
bob: GET /api/im/message/list/{dm}
200 {"data":[{"content":" <b>\"a\" & 'b'</b>\r\n\t\\ \u2028 \u007f end ", ...}], ...}
== U+0000 in the text is refused and named
ann: POST /api/im/message/send
raw "{\"receiverId\":1, \"type\":\"TEXT\", \"content\":\"a\\u0000b\"}"
400 {"code":400, "msg":"参数校验失败", "data":{"content":{_:str}}}
== a conversation with oneself is refused
ann: POST /api/im/message/send
{"receiverId": {ann.id}, "type": "TEXT", "content": "x"}
400 {"code":400, ...}
== a location keeps its JSON
ann: POST /api/im/message/send
{"conversationId": {dm}, "type": "LOCATION", "content": "{\"longitude\":121.5,\"latitude\":31.2,\"name\":\"外滩\",\"address\":\"上海\"}"}
200 {"data": {m:int}, ...}
bob: GET /api/im/message/list/{dm}
200 {"data":[{"id":{m}, "messageType":"LOCATION", "content":"{\"longitude\":121.5,\"latitude\":31.2,\"name\":\"外滩\",\"address\":\"上海\"}", ...}], ...}
== a reply carries the quoted message
ann: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "{q*60}"}
200 {"data": {m:int}, ...}
bob: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "re", "replyToMessageId": {m}}
200 {"data": {n:int}, ...}
ann: GET /api/im/message/list/{dm}?limit=1
200 {"data":[{"id":{n}, "replyToMessageId":{m}, "quotedMessage":{"id":{m}, "type":"TEXT", "content":"{q*50}...", "senderName":"{ann.nick}", "sendTime":{_:time}, "isFile":false, "isRevoked":null, "isPacket":null}, ...}], ...}
== a reply to a message of another conversation is refused
use stranger
ann: POST /api/im/message/send
{"receiverId": {sam.id}, "type": "TEXT", "content": "elsewhere"}
200 {"data": {m:int}, ...}
bob: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "re", "replyToMessageId": {m}}
400 {"code":10003, "msg":"消息不存在", "data":null}
== ids rise and order is kept
ann: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "1"}
200 {"data": {a:int}, ...}
bob: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "2"}
200 {"data": {b:int}, ...}
ann: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "3"}
200 {"data": {c:int}, ...}
bob: GET /api/im/message/list/{dm}
200 {"data":[{"id":{a}, "content":"1", ...}, {"id":{b}, "content":"2", ...}, {"id":{c}, "content":"3", ...}], ...}
== without a token
POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "hi"}
401 {"code":401, "msg":"未授权，需要登录", "data":null}
