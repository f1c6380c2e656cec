# ruoyi 3.1, mapping 11.1: the same clientMsgId never makes a second message
use direct chat
== the same again answers the first id and is not pushed again
bob: WS /ws/im?token={bob.token}
bob < {"type":"connected", ...}
ann: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "once", "clientMsgId": "a"}
200 {"code":200, "msg":"发送成功", "data": {m:int}}
bob < {"type":"new_message", "payload":{"id":{m}, ...}, ...}
ann: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "once", "clientMsgId": "a"}
200 {"code":200, "msg":"发送成功", "data": {m}}
bob <! 300ms {"type":"new_message", ...}
bob: GET /api/im/message/list/{dm}
200 {"data":[{"id":{m}, "clientMsgId":"a", ...}], ...}
bob: GET /api/im/message/unread/count
200 {"data":1, ...}
== other content is refused
ann: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "once", "clientMsgId": "a"}
200 {"code":200, ...}
ann: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "twice", "clientMsgId": "a"}
400 {"code":400, "msg":"客户端消息ID重复", "data":null}
bob: GET /api/im/message/list/{dm}
200 {"data":[{"content":"once", ...}], ...}
== another conversation is refused
use stranger
ann: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "once", "clientMsgId": "a"}
200 {"code":200, ...}
ann: POST /api/im/message/send
{"receiverId": {sam.id}, "type": "TEXT", "content": "once", "clientMsgId": "a"}
400 {"code":400, "msg":"客户端消息ID重复", "data":null}
== ids of two senders do not meet
ann: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "from ann", "clientMsgId": "a"}
200 {"data": {m:int}, ...}
bob: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "from bob", "clientMsgId": "a"}
200 {"data": {n:int}, ...}
ann: GET /api/im/message/list/{dm}
200 {"data":[{"id":{m}, "content":"from ann", ...}, {"id":{n}, "content":"from bob", ...}], ...}
== ids have their case and their spaces
ann: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "1", "clientMsgId": "a"}
200 {"data": {m:int}, ...}
ann: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "2", "clientMsgId": "A"}
200 {"data": {n:int}, ...}
== without an id every send is a message
ann: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "x"}
200 {"data": {m:int}, ...}
ann: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "x"}
200 {"data": {n:int}, ...}
bob: GET /api/im/message/list/{dm}
200 {"data":[{"id":{m}, ...}, {"id":{n}, ...}], ...}
== HTTP and WebSocket share the ids
ann: WS /ws/im?token={ann.token}
ann < {"type":"connected", ...}
ann > {"type":"message", "payload":{"conversationId":{dm}, "messageType":"TEXT", "content":"once", "clientMsgId":"a"}}
ann < {"type":"message_ack", "clientMsgId":"a", "messageId":{m:int}, ...}
ann: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "once", "clientMsgId": "a"}
200 {"code":200, "msg":"发送成功", "data": {m}}
ann > {"type":"message", "payload":{"conversationId":{dm}, "messageType":"TEXT", "content":"once", "clientMsgId":"a"}}
ann < {"type":"message_ack", "clientMsgId":"a", "messageId":{m}, ...}
ann > {"type":"message", "payload":{"conversationId":{dm}, "messageType":"TEXT", "content":"other", "clientMsgId":"a"}}
ann < {"type":"message_error", "clientMsgId":"a", "errorCode":400, "errorMessage":"客户端消息ID重复", ...}
== a refused send does not use up the id
ann: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "", "clientMsgId": "a"}
400 {"code":10010, ...}
ann: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "now", "clientMsgId": "a"}
200 {"code":200, ...}
== it outlives a crash
ann: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "once", "clientMsgId": "a"}
200 {"data": {m:int}, ...}
restart kill -9
ann: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "once", "clientMsgId": "a"}
200 {"code":200, "msg":"发送成功", "data": {m}}
ann: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "twice", "clientMsgId": "a"}
400 {"code":400, "msg":"客户端消息ID重复", "data":null}
bob: GET /api/im/message/list/{dm}
200 {"data":[{"id":{m}, "content":"once", ...}], ...}
== it outlives two days and a crash
ann: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "once", "clientMsgId": "a"}
200 {"data": {m:int}, ...}
clock +2d
restart kill -9
POST /api/im/auth/login
{"username":"{ann.name}", "password":"{ann.password}"}
200 {"data":{"token":{t:str}, ...}, ...}
POST /api/im/message/send
header Authorization Bearer {t}
{"conversationId": {dm}, "type": "TEXT", "content": "once", "clientMsgId": "a"}
200 {"code":200, "data": {m}, ...}
