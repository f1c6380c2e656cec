# ruoyi 12.6, 12.7 delete
use direct chat, stranger, administrator
== the owner deletes it; then it is not there
ann: POST /api/im/file/upload
multipart file=@a.png
200 {"data":{"fileId":{f:int}, "url":{u:str}, ...}, ...}
ann: DELETE /api/im/file/{f}
200 {"code":200, "msg":"删除成功", "data":null}
ann: GET /api/im/file/{f}
400 {"code":4401, "msg":"文件不存在", "data":null}
ann: DELETE /api/im/file/{f}
400 {"code":4401, "msg":"文件不存在", "data":null}
ann: GET /api/im/file/download/{f}
400 {"code":4401, "msg":"文件不存在", "data":null}
GET {u}
404 {"code":404, ...}
== a stranger sees none; who may only read may not delete; an administrator may
ann: POST /api/im/file/upload
multipart file=@a.png
200 {"data":{"fileId":{f:int}, "url":{u:str}, ...}, ...}
sam: DELETE /api/im/file/{f}
400 {"code":4401, "msg":"文件不存在", "data":null}
ann: POST /api/im/message/send
{"conversationId":{dm}, "type":"IMAGE", "content":"{\"fileUrl\":\"{u}\",\"fileName\":\"a.png\",\"fileId\":{f}}"}
200 any
bob: DELETE /api/im/file/{f}
403 {"code":403, "msg":"无权限操作", "data":null}
bob: DELETE /api/im/file/batch?ids={f}
403 {"code":403, "msg":"无权限操作", "data":null}
admin: DELETE /api/im/file/{f}
200 {"code":200, "msg":"删除成功", "data":null}
bob: GET /api/im/file/{f}
400 {"code":4401, "msg":"文件不存在", "data":null}
# It is gone from the message, too.
GET {u}
404 {"code":404, ...}
== several: all or none, in every form
ann: POST /api/im/file/upload
multipart file=@a.png
200 {"data":{"fileId":{a:int}, ...}, ...}
ann: POST /api/im/file/upload
multipart file=@b.png
200 {"data":{"fileId":{b:int}, ...}, ...}
bob: POST /api/im/file/upload
multipart file=@b.png
200 {"data":{"fileId":{c:int}, ...}, ...}
ann: DELETE /api/im/file/batch
[{a}, {c}]
400 {"code":4401, "msg":"文件不存在", "data":null}
ann: GET /api/im/file/{a}
200 any
ann: DELETE /api/im/file/batch
[{a}]
200 {"code":200, "msg":"批量删除成功", "data":null}
ann: DELETE /api/im/file/batch?fileIds={b}
200 {"code":200, "msg":"批量删除成功", "data":null}
bob: DELETE /api/im/file/batch
{"ids":[{c}]}
200 {"code":200, "msg":"批量删除成功", "data":null}
ann: GET /api/im/file/{b}
400 {"code":4401, ...}
ann: DELETE /api/im/file/batch
[]
400 {"code":400, "msg":"参数校验失败", "data":{"ids":"文件ID不能为空"}}
ann: DELETE /api/im/file/batch
400 {"code":400, "msg":"参数校验失败", "data":{"ids":"文件ID不能为空"}}
