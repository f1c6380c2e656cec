# ruoyi 27.b Search and GlobalSearch
use group of three, stranger
== users, groups, messages and files by kind
ann: POST /api/im/message/send
{"conversationId": {group.id}, "type": "TEXT", "content": "看{group.name}"}
200 {"data": {m:int}, ...}
ann: POST /api/im/message/send
{"conversationId": {group.id}, "type": "FILE", "content": "{\"fileUrl\":\"/f/1\",\"fileName\":\"{group.name}.pdf\"}"}
200 {"data": {f:int}, ...}
within 10s
bob: GET /api/im/search/global?keyword={group.name}
200 {"code":200, "msg":"操作成功", "data":{"users":[], "contacts":[], "groups":[{"id":{group.id}, "groupId":{group.id}, "conversationId":{group.id}, "name":"{group.name}", "avatar":"/avatar/group_default.png", "sub":"3人", "memberCount":3, ...}], "messages":[{"messageId":{f}, ...}, {"id":{m}, "messageId":{m}, "conversationId":{group.id}, "name":"{ann.nick}", "content":"看{group.name}", "sub":"看{group.name}", ...}], "files":[{"messageId":{f}, "name":"{group.name}.pdf", "fileName":"{group.name}.pdf", "sub":"{ann.nick}", ...}], "results":[{"type":"groups", "label":"群组", "list":[{...}]}, {"type":"messages", "label":"消息", "list":[{...}, {...}]}, {"type":"files", "label":"文件", "list":[{...}]}]}}
bob: POST /api/im/search/global
{"keyword":"{group.name}", "searchType":"GROUP"}
200 {"data":{"groups":[{...}], "messages":[], "files":[], ...}, ...}
bob: GET /api/im/search/groups?keyword={group.name}
200 {"data":[{"id":{group.id}, ...}], ...}
bob: GET /api/im/search/messages?keyword={group.name}
200 {"data":[{"messageId":{f}, ...}, {"messageId":{m}, ...}], ...}
bob: GET /api/im/search/files?keyword={group.name}
200 {"data":[{"messageId":{f}, ...}], ...}
sam: GET /api/im/search/global?keyword={group.name}
200 {"data":{"users":[], "contacts":[], "groups":[], "messages":[], "files":[], "results":[]}, ...}
sam: GET /api/im/search/groups?keyword={group.name}
200 {"data":[], ...}
sam: GET /api/im/search/messages?keyword={group.name}
200 {"data":[], ...}
sam: GET /api/im/search/files?keyword={group.name}
200 {"data":[], ...}
== people by name
sam: GET /api/im/search/global?keyword={ann.name}
200 {"data":{"users":[{"id":{ann.id}, "userId":{ann.id}, "name":"{ann.nick}", "avatar":"/avatar/default.png", "sub":"{ann.name}", "isFriend":false, ...}], ...}, ...}
== a blank keyword finds nothing
ann: GET /api/im/search/global
200 {"code":200, "msg":"操作成功", "data":{}}
ann: GET /api/im/search/global?keyword=%20
200 {"data":{}, ...}
ann: GET /api/im/search/groups?keyword=
200 {"data":[], ...}
ann: GET /api/im/search/contacts
200 {"data":[], ...}
ann: GET /api/im/search/messages
200 {"data":[], ...}
ann: GET /api/im/search/files
200 {"data":[], ...}
== what is wrong is named
ann: GET /api/im/search/global?keyword={x*101}
400 {"code":400, "msg":"参数校验失败", "data":{"keyword":"搜索关键词长度不能超过100个字符"}}
ann: GET /api/im/search/groups?keyword={x*101}
400 {"code":400, ...}
GET /api/im/search/global?keyword=x
401 {"code":401, ...}
GET /api/im/search/hot-keywords
401 {"code":401, ...}
