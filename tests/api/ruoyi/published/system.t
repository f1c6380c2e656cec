# ruoyi-client 1.5 V3, V4: what their lists show
use group of three
== what the server says is a text, a message that was taken back says so
POST /api/im/auth/login
header X-CSRF-Token x
{"username":"{bob.name}", "password":"{bob.password}"}
200 {"data":{"token":{t:str}, ...}, ...}
ann: POST /api/im/message/send
{"conversationId": {group.id}, "type": "TEXT", "content": "oops"}
200 {"data":{m:int}, ...}
ann: DELETE /api/im/message/{m}/recall
200 {"code":200, ...}
GET /api/im/message/list/{group.id}
header Authorization Bearer {t}
200 {"data":[{"type":"TEXT", "messageType":"TEXT", "content":"'{ann.nick}'创建了群聊", "status":null, ...}, {"id":{m}, "isRevoked":true, "status":"recalled", ...}], ...}
bob: GET /api/im/message/list/{group.id}
200 {"data":[{"type":"SYSTEM", "status":1, ...}, {"id":{m}, "isRevoked":true, "status":1, ...}], ...}
