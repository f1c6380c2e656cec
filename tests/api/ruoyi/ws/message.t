# ruoyi 22.2 message; 22.4 message_ack, message_error; 22.5 offline_message
use direct chat
== the sender gets the ack, everybody else the message
ann: WS /ws/im?token={ann.token}
ann < {"type":"connected", ...}
ann/two: WS /ws/im?token={ann.token}
ann/two < {"type":"connected", ...}
bob: WS /ws/im?token={bob.token}
bob < {"type":"connected", ...}
ann > {"type":"message", "payload":{"conversationId":{dm}, "messageType":"TEXT", "content":"hi", "clientMsgId":"k1"}}
ann < {"type":"message_ack", "clientMsgId":"k1", "messageId":{m:int}, "conversationId":{dm}, "createTime":{t:time}, "timestamp":{_:ms}}
bob < {"type":"new_message", "payload":{"id":{m}, "conversationId":{dm}, "content":"hi", "isSelf":false, "createTime":"{t}", "clientMsgId":"k1", ...}, ...}
ann/two < {"type":"new_message", "payload":{"id":{m}, "isSelf":true, ...}, ...}
ann <! 200ms {"type":"new_message", ...}
bob: GET /api/im/message/list/{dm}
200 {"data":[{"id":{m}, "content":"hi", "clientMsgId":"k1", ...}], ...}
== TEXT is the default, the payload may be in data or flat
ann: WS /ws/im?token={ann.token}
ann < {"type":"connected", ...}
ann > {"type":"message", "data":{"conversationId":{dm}, "content":"in data", "clientMsgId":"a"}}
ann < {"type":"message_ack", "clientMsgId":"a", "messageId":{a:int}, ...}
ann > {"type":"message", "sessionId":{dm}, "content":"flat", "clientMsgId":"b"}
ann < {"type":"message_ack", "clientMsgId":"b", "messageId":{b:int}, ...}
bob: GET /api/im/message/list/{dm}
200 {"data":[{"id":{a}, "content":"in data", "messageType":"TEXT", ...}, {"id":{b}, "content":"flat", "messageType":"TEXT", ...}], ...}
== an ack without a clientMsgId
ann: WS /ws/im?token={ann.token}
ann < {"type":"connected", ...}
ann > {"type":"message", "payload":{"conversationId":{dm}, "content":"x"}}
ann < {"type":"message_ack", "clientMsgId":null, "messageId":{_:int}, ...}
== refusals carry the code and the id
ann: WS /ws/im?token={ann.token}
ann < {"type":"connected", ...}
ann > {"type":"message", "payload":{"conversationId":{dm}, "content":"", "clientMsgId":"e1"}}
ann < {"type":"message_error", "clientMsgId":"e1", "errorCode":10010, "errorMessage":"消息内容不能为空", "timestamp":{_:ms}, "reason":"MissingArgument.content", "traceId":{_:str}}
ann > {"type":"message", "payload":{"conversationId":999999999, "content":"x", "clientMsgId":"e2"}}
ann < {"type":"message_error", "clientMsgId":"e2", "errorCode":10001, "errorMessage":"会话不存在", ...}
ann > {"type":"message", "payload":{"content":"x", "clientMsgId":"e3"}}
ann < {"type":"message_error", "clientMsgId":"e3", "errorCode":10009, ...}
ann > {"type":"message", "payload":{"conversationId":{dm}, "messageType":"SMELL", "content":"x", "clientMsgId":"e4"}}
ann < {"type":"message_error", "clientMsgId":"e4", "errorCode":400, "errorMessage":"不支持的消息类型", ...}
ann > {"type":"message", "payload":{"conversationId":{dm}, "content":"{a*5001}", "clientMsgId":"e5"}}
ann < {"type":"message_error", "clientMsgId":"e5", "errorCode":400, "errorMessage":"消息内容过长，最大支持5000个字符", ...}
ann > {"type":"message", "payload":{"conversationId":"abc", "content":"x", "clientMsgId":"e6"}}
ann < {"type":"message_error", "clientMsgId":"e6", "errorCode":400, ...}
ann > {"type":"message", "payload":{"conversationId":{dm}, "content":7, "clientMsgId":"e7"}}
ann <! 200ms {"type":"disconnect", ...}
ann > {"type":"ping"}
ann < {"type":"pong", ...}
== somebody else's conversation
use stranger
sam: WS /ws/im?token={sam.token}
sam < {"type":"connected", ...}
sam > {"type":"message", "payload":{"conversationId":{dm}, "content":"x", "clientMsgId":"e"}}
sam < {"type":"message_error", "clientMsgId":"e", "errorCode":10001, "errorMessage":"会话不存在", ...}
== frames of one socket keep their order
ann: WS /ws/im?token={ann.token}
ann < {"type":"connected", ...}
ann > {"type":"message", "payload":{"conversationId":{dm}, "content":"1", "clientMsgId":"1"}}
ann > {"type":"message", "payload":{"conversationId":{dm}, "content":"2", "clientMsgId":"2"}}
ann > {"type":"message", "payload":{"conversationId":{dm}, "content":"3", "clientMsgId":"3"}}
ann < {"type":"message_ack", "clientMsgId":"1", "messageId":{a:int}, ...}
ann < {"type":"message_ack", "clientMsgId":"2", "messageId":{b:int}, ...}
ann < {"type":"message_ack", "clientMsgId":"3", "messageId":{c:int}, ...}
bob: GET /api/im/message/list/{dm}
200 {"data":[{"id":{a}, "content":"1", ...}, {"id":{b}, "content":"2", ...}, {"id":{c}, "content":"3", ...}], ...}
== who was away gets it on coming back, oldest first
ann: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "1"}
200 {"data":{a:int}, ...}
ann: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "2"}
200 {"data":{b:int}, ...}
bob: WS /ws/im?token={bob.token}
bob < {"type":"connected", ...}
bob < {"type":"offline_message", "messageId":{a}, "conversationId":{dm}, "senderId":{ann.id}, "messageType":"TEXT", "content":"1", "createTime":{_:time}, "isOffline":true, ...}
bob < {"type":"offline_message", "messageId":{b}, "content":"2", ...}
== what was read is not offline
ann: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "1"}
200 {"data":{a:int}, ...}
bob: POST /api/im/message/read/{a}
200 {"code":200, ...}
bob: WS /ws/im?token={bob.token}
bob < {"type":"connected", ...}
bob <! 300ms {"type":"offline_message", ...}
== what was delivered does not come again
ann: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "1"}
200 {"data":{a:int}, ...}
bob: WS /ws/im?token={bob.token}
bob < {"type":"connected", ...}
bob < {"type":"offline_message", "messageId":{a}, ...}
bob > {"type":"delivered", "payload":{"messageId":{a}}}
bob close
wait 1500ms
bob: WS /ws/im?token={bob.token}
bob < {"type":"connected", ...}
bob <! 300ms {"type":"offline_message", ...}
== offline messages outlive a crash
ann: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "1"}
200 {"data":{a:int}, ...}
restart kill -9
bob: WS /ws/im?token={bob.token}
bob < {"type":"connected", ...}
bob < {"type":"offline_message", "messageId":{a}, "content":"1", ...}
== one's own messages are not offline
ann: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "1"}
200 {"code":200, ...}
ann: WS /ws/im?token={ann.token}
ann < {"type":"connected", ...}
ann <! 300ms {"type":"offline_message", ...}
