# ruoyi 12 who may read: uploader, members of conversations in which it was sent, administrators
use direct chat, stranger, administrator
== nobody but the uploader and administrators, until it is sent
ann: POST /api/im/file/upload
multipart file=@a.png
200 {"data":{"fileId":{f:int}, "url":{u:str}, ...}, ...}
bob: GET /api/im/file/{f}
400 {"code":4401, "msg":"文件不存在", "data":null}
bob: GET /api/im/file/download/{f}
400 {"code":4401, "msg":"文件不存在", "data":null}
bob: GET /api/im/file/preview/{f}
400 {"code":4401, "msg":"文件不存在", "data":null}
bob: GET /api/im/file/preview/thumbnail/{f}
400 {"code":4401, "msg":"文件不存在", "data":null}
admin: GET /api/im/file/{f}
200 {"data":{"fileId":{f}, ...}, ...}
ann: POST /api/im/message/send
{"conversationId":{dm}, "type":"IMAGE", "content":"{\"fileUrl\":\"{u}\"}"}
200 any
bob: GET /api/im/file/{f}
200 {"data":{"fileId":{f}, "uploaderId":{ann.id}, ...}, ...}
bob: GET /api/im/file/download/{f}
200 any
sam: GET /api/im/file/download/{f}
400 {"code":4401, "msg":"文件不存在", "data":null}
# The token in the query, as browsers need it for pictures.
GET /api/im/file/download/{f}?token={bob.token}
200 any
GET /api/im/file/download?fileId={f}&token={bob.token}
200 any
GET /api/im/file/download/{f}?token={sam.token}
400 {"code":4401, ...}
GET /api/im/file/download/{f}?token=x
401 {"code":401, ...}
GET /api/im/file/download/{f}
401 {"code":401, ...}
GET /api/im/file/{f}?token={bob.token}
401 {"code":401, ...}
== a guessed id in a message gives no right, and the message is delivered as written
ann: POST /api/im/file/upload
multipart file=@a.png
200 {"data":{"fileId":{f:int}, ...}, ...}
bob: POST /api/im/message/send
{"conversationId":{dm}, "type":"FILE", "content":"{\"fileUrl\":\"https://example.com/x\",\"fileId\":{f}}"}
200 {"data":{m:int}, ...}
bob: GET /api/im/file/{f}
400 {"code":4401, ...}
ann: GET /api/im/message/list/{dm}
200 {"data":[..., {"id":{m}, "content":"{\"fileUrl\":\"https://example.com/x\",\"fileId\":{f}}", ...}], ...}
== whoever may read it may pass it on
use group of three
ann: POST /api/im/file/upload
multipart file=@a.png
200 {"data":{"fileId":{f:int}, "url":{u:str}, ...}, ...}
ann: POST /api/im/message/send
{"conversationId":{group.id}, "type":"FILE", "content":"{\"fileUrl\":\"{u}\",\"fileId\":{f}}"}
200 any
cat: GET /api/im/file/{f}
200 any
sam: GET /api/im/file/{f}
400 {"code":4401, ...}
cat: POST /api/im/message/send
{"receiverId":{sam.id}, "type":"FILE", "content":"{\"fileUrl\":\"{u}\",\"fileId\":{f}}"}
200 any
sam: GET /api/im/file/{f}
200 any
== who left a group reads it no more
use group of three
ann: POST /api/im/file/upload
multipart file=@a.png
200 {"data":{"fileId":{f:int}, "url":{u:str}, ...}, ...}
ann: POST /api/im/message/send
{"conversationId":{group.id}, "type":"FILE", "content":"{\"fileUrl\":\"{u}\",\"fileId\":{f}}"}
200 any
bob: GET /api/im/file/{f}
200 any
cat: POST /api/im/group/{group.id}/quit
200 any
cat: GET /api/im/file/{f}
400 {"code":4401, ...}
ann: DELETE /api/im/group/{group.id}/members?userIds={bob.id}
200 any
bob: GET /api/im/file/download/{f}
400 {"code":4401, ...}
== the link is a right of its own, and nobody guesses it
ann: POST /api/im/file/upload
multipart file=@a.png
200 {"data":{"filePath":{p:str}, "url":{u:str}, "fileExtension":{e:str}, ...}, ...}
GET {u}
200 any
GET {u}0
404 {"code":404, ...}
GET /uploads/{p}
404 {"code":404, "msg":"资源不存在", "data":null}
GET /profile/upload/{p}
404 {"code":404, "msg":"资源不存在", "data":null}
GET /uploads/2020/01/01/0123456789abcdef0123456789abcdef.png
404 {"code":404, "msg":"资源不存在", "data":null}
GET /uploads/2020/01/01/..%2f..%2fsecrets.toml
404 {"code":404, ...}
GET /uploads/{p}x
404 {"code":404, ...}
sam: GET /api/im/file/download/image/{p}
400 {"code":4401, "msg":"文件不存在", "data":null}
ann: GET /api/im/file/download/image/{p}
200 any
