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
== people are shown by their nicknames
use group of three
ann: POST /api/im/auth/refresh
header X-CSRF-Token x
200 {"data":{"token":{t:str}, ...}, ...}
GET /api/im/group/{group.id}/members
header Authorization Bearer {t}
200 {"data":[..., {"userId":{bob.id}, "userName":"{bob.nick}", ...}, ...], ...}
ann: GET /api/im/group/{group.id}/members
200 {"data":[..., {"userId":{bob.id}, "userName":"{bob.name}", ...}, ...], ...}
ann: POST /api/im/message/send
{"conversationId": {group.id}, "type": "TEXT", "content": "read"}
200 {"data":{m:int}, ...}
ann: GET /api/im/message/read/detail/{m}
200 {"data":{"unreadUsers":[..., {"userId":{bob.id}, "nickname":"{bob.nick}", ...}, ...], ...}, ...}
== the last message whole, and in a line
ann: POST /api/im/auth/refresh
header X-CSRF-Token x
200 {"data":{"token":{t:str}, ...}, ...}
bob: POST /api/im/message/send
{"conversationId": {dm}, "type": "LINK", "content": "{\"url\":\"/x\"}"}
200 {"code":200, ...}
GET /api/im/conversation/list
header Authorization Bearer {t}
200 {"data":[{"id":{dm}, "lastMessage":{"type":"LINK", "content":"{\"url\":\"/x\"}", "preview":"[链接]", "is_revoked":0, ...}, ...}], ...}
ann: GET /api/im/conversation/list
200 {"data":[{"id":{dm}, "lastMessage":{"type":"LINK", "content":"[链接]", "preview":"[链接]", ...}, ...}], ...}
GET /api/im/conversation/{dm}
header Authorization Bearer {t}
200 {"data":{"lastMessage":{"content":"{\"url\":\"/x\"}", ...}, ...}, ...}
== what is found and kept
ann: POST /api/im/message/send
{"conversationId": {dm}, "type": "FILE", "content": "{\"fileUrl\":\"/f/9\",\"fileName\":\"plan{uniq}.pdf\",\"fileSize\":5}"}
200 {"data":{m:int}, ...}
ann: POST /api/im/message/favorite/{m}
{}
200 {"code":200, ...}
ann: GET /api/im/message/favorite/list
200 {"data":[{"id":{m}, "contentPreview":{_:str}, "content":{_:str}, "fileName":"plan{uniq}.pdf", "fileUrl":"/f/9", ...}], ...}
within 10s
ann: GET /api/im/search/global?keyword=plan{uniq}
200 {"data":{"messages":[{"id":{m}, "senderName":"{ann.nick}", "senderAvatar":{_:str}, "createTime":{_:time}, ...}], "files":[{"fileName":"plan{uniq}.pdf", "fileSize":5, ...}], ...}, ...}
ann: GET /api/im/search/global?keyword={bob.name}&searchType=contact
200 {"data":{"contacts":[{"userId":{bob.id}, "nickname":"{bob.nick}", "avatar":{_:str}, "department":null, ...}], "users":[{"userId":{bob.id}, ...}], ...}, ...}
