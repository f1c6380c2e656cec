# ruoyi-client 2.14: members that published clients read
use direct chat
== a file stands beside its content, live too
bob: WS /ws/im?token={bob.token}
bob < {"type":"connected", ...}
bob > {"type":"auth", "data":{"token":"{bob.token}"}}
bob < {"type":"auth_response", "success":true, ...}
ann: POST /api/im/message/send
{"conversationId": {dm}, "type": "VOICE", "content": "{\"fileUrl\":\"/f/1.amr\",\"fileName\":\"1.amr\",\"fileSize\":77,\"duration\":3}"}
200 {"data":{m:int}, ...}
bob < {"type":"message", "data":{"id":{m}, "type":"VOICE", "fileUrl":"/f/1.amr", "fileName":"1.amr", "fileSize":77, "duration":3, "isRead":null, ...}}
bob: GET /api/im/message/list/{dm}
200 {"data":[{"id":{m}, "fileUrl":"/f/1.amr", "fileName":"1.amr", "fileSize":77, "duration":3, "isRead":null, ...}], ...}
ann: GET /api/im/message/list/{dm}
200 {"data":[{"id":{m}, "isRead":false, ...}], ...}
bob: PUT /api/im/conversation/{dm}/markAsRead
200 {"code":200, ...}
ann: GET /api/im/message/list/{dm}
200 {"data":[{"id":{m}, "isRead":true, ...}], ...}
ann: DELETE /api/im/message/{m}/recall
200 {"code":200, ...}
bob: GET /api/im/message/list/{dm}
200 {"data":[{"id":{m}, "isRevoked":true, "fileUrl":null, "fileName":null, ...}], ...}
== requests say which way they go
ann: POST /api/im/contact/request/send
{"targetUserId":{bob.id}, "message":"hi"}
200 {"data":{r:int}, ...}
bob: GET /api/im/contact/request/received
200 {"data":[{"id":{r}, "direction":"RECEIVED", "nickname":"{ann.nick}", "message":"hi", "status":"PENDING", ...}], ...}
ann: GET /api/im/contact/request/sent
200 {"data":[{"id":{r}, "direction":"SENT", ...}], ...}
