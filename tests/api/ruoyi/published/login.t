# ruoyi-client 1.2, 1.4; mapping 15.16: who counts as a published client
use direct chat
== a request with X-CSRF-Token gets the object, any other the number
ann: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "hi"}
200 {"code":200, "msg":"发送成功", "data":{_:int}}
ann: POST /api/im/message/send
header X-CSRF-Token x
{"conversationId": {dm}, "type": "TEXT", "content": "hi"}
200 {"code":200, "msg":"发送成功", "data":{"id":{m:int}, "messageId":{m}, "conversationId":{dm}, "type":"TEXT", "content":"hi", "isRevoked":false, "senderName":"{ann.nick}", "timestamp":{_:ms}, "isSelf":true, "status":null, ...}}
== a login made with the header marks what is read with its token
POST /api/im/auth/login
header X-CSRF-Token x
{"username":"{ann.name}", "password":"{ann.password}"}
200 {"code":200, "data":{"token":{t:str}, "refreshToken":{r:str}, "expiresIn":3600, ...}, ...}
ann: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "hi"}
200 {"code":200, ...}
GET /api/im/message/list/{dm}
header Authorization Bearer {t}
200 {"data":[{"status":null, ...}], ...}
ann: GET /api/im/message/list/{dm}
200 {"data":[{"status":1, ...}], ...}
POST /api/im/auth/refresh
{"refreshToken":"{r}"}
200 {"code":200, "data":{"token":{t2:str}, "expiresIn":3600, ...}, "token":"{t2}", "expiresIn":3600000, ...}
GET /api/im/message/list/{dm}
header Authorization Bearer {t2}
200 {"data":[{"status":null, ...}], ...}
POST /api/im/auth/refresh
header Authorization Bearer {t2}
200 {"code":200, "data":{"token":{t3:str}, ...}, ...}
GET /api/im/message/list/{dm}
header Authorization Bearer {t3}
200 {"data":[{"status":null, ...}], ...}
== a login without it is none of theirs, until it is renewed with the header
POST /api/im/auth/login
{"username":"{ann.name}", "password":"{ann.password}"}
200 {"code":200, "data":{"token":{t:str}, "expiresIn":7200, ...}, ...}
POST /api/im/auth/refresh
header Authorization Bearer {t}
header X-CSRF-Token x
200 {"code":200, "data":{"token":{t2:str}, "expiresIn":3600, ...}, ...}
ann: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "hi"}
200 {"code":200, ...}
GET /api/im/message/list/{dm}
header Authorization Bearer {t2}
200 {"data":[{"status":null, ...}], ...}
GET /api/im/message/list/{dm}
header Authorization Bearer {t}
200 {"data":[{"status":1, ...}], ...}
