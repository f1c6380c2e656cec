# ruoyi-client 3: who sends hears it in the answer only
use direct chat
== the login that sent gets no frame, another one of the sender does
POST /api/im/auth/login
header X-CSRF-Token x
{"username":"{ann.name}", "password":"{ann.password}"}
200 {"data":{"token":{t:str}, ...}, ...}
ann: WS /ws/im?token={t}
ann < {"type":"connected", ...}
ann > {"type":"auth", "data":{"token":"{t}"}}
ann < {"type":"auth_response", "success":true, ...}
ann/phone: WS /ws/im?token={ann.token}
ann/phone < {"type":"connected", ...}
ann/phone > {"type":"auth", "data":{"token":"{ann.token}"}}
ann/phone < {"type":"auth_response", "success":true, ...}
POST /api/im/message/send
header Authorization Bearer {t}
header X-CSRF-Token x
{"conversationId": {dm}, "type": "TEXT", "content": "sent"}
200 {"data":{"id":{m:int}, ...}, ...}
ann/phone < {"type":"message", "data":{"id":{m}, "isSelf":true, "status":null, ...}}
POST /api/im/message/reply
header Authorization Bearer {t}
header X-CSRF-Token x
{"messageId":{m}, "content":"reply"}
200 {"data":{r:int}, ...}
ann/phone < {"type":"message", "data":{"id":{r}, ...}}
POST /api/im/message/forward
header Authorization Bearer {t}
header X-CSRF-Token x
{"messageId":{m}, "toConversationId":{dm}, "content":"look"}
200 {"data":{"id":{f:int}, ...}, ...}
ann/phone < {"type":"message", "data":{"id":{f}, ...}}
ann <! 300ms {"type":"message", ...}
== its own reading marks no bubble
bob: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "hi"}
200 {"data":{m:int}, ...}
ann: WS /ws/im?token={ann.token}
ann < {"type":"connected", ...}
ann > {"type":"auth", "data":{"token":"{ann.token}"}}
ann < {"type":"auth_response", "success":true, ...}
bob: WS /ws/im?token={bob.token}
bob < {"type":"connected", ...}
bob > {"type":"auth", "data":{"token":"{bob.token}"}}
bob < {"type":"auth_response", "success":true, ...}
ann: PUT /api/im/conversation/{dm}/markAsRead
header X-CSRF-Token x
200 {"code":200, ...}
bob < {"type":"read", "data":{"conversationId":{dm}, "userId":{ann.id}, "messageId":{m}, ...}, ...}
ann <! 200ms {"type":"read", ...}
