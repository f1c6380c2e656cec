# ruoyi 0.1, mapping 15.8: links end, with the day and with the right
use direct chat, administrator
== a link lasts a day, and answers have fresh ones
ann: POST /api/im/file/upload
multipart file=@a.png
200 {"data":{"fileId":{f:int}, "url":{u:str}, ...}, ...}
ann: POST /api/im/message/send
{"conversationId":{dm}, "type":"IMAGE", "content":"{u}"}
200 {"data":{m:int}, ...}
GET {u}
200 any
clock +23h
GET {u}
200 any
clock +2h
GET {u}
404 {"code":404, ...}
== recall ends every link to the file
ann: POST /api/im/file/upload
multipart file=@a.png
200 {"data":{"fileId":{f:int}, "url":{u:str}, ...}, ...}
ann: POST /api/im/message/send
{"conversationId":{dm}, "type":"IMAGE", "content":"{u}"}
200 {"data":{m:int}, ...}
GET {u}
200 any
ann: DELETE /api/im/message/{m}/recall
200 any
GET {u}
404 {"code":404, ...}
bob: GET /api/im/file/{f}
400 {"code":4401, ...}
# Its owner keeps it.
wait 5ms
ann: GET /api/im/file/{f}
200 {"data":{"url":{v:str}, ...}, ...}
GET {v}
200 any
== who is removed from a group has links that open nothing
use group of three
ann: POST /api/im/file/upload
multipart file=@a.png
200 {"data":{"fileId":{f:int}, "url":{u:str}, ...}, ...}
ann: POST /api/im/message/send
{"conversationId":{group.id}, "type":"IMAGE", "content":"{u}"}
200 {"data":{m:int}, ...}
bob: GET /api/im/file/{f}
200 {"data":{"url":{v:str}, ...}, ...}
GET {v}
200 any
ann: DELETE /api/im/group/{group.id}/members?userIds={bob.id}
200 any
GET {v}
404 {"code":404, ...}
== the picture of a user needs no ticket
ann: POST /api/im/user/avatar
multipart file=@a.png
200 {"data":{p:str}, ...}
GET {p}
200 any
