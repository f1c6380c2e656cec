# ruoyi 27.b chunk upload: init, upload, progress, pause, resume, cancel, merge
use two people
== one part is a file, too
ann: POST /api/im/file/chunk/init
{"fileName":"note.txt", "fileSize":18, "fileMd5":"A68C35928D195B6E9857999CED967EE2"}
200 {"code":200, "msg":"操作成功", "data":{"uploadId":{u:str}, "fileName":"note.txt", "fileSize":18, "totalChunks":1, "chunkSize":5242880, "uploadedChunks":[], "needUpload":true, "fileUrl":null, "fileId":null, "status":"UPLOADING", "progress":0, "expireTime":{_:time}}}
ann: GET /api/im/file/chunk/progress/{u}
200 {"code":200, "msg":"操作成功", "data":0}
ann: POST /api/im/file/chunk/merge
{"uploadId":"{u}"}
400 {"code":400, "msg":"分片未上传完整", "data":null}
ann: POST /api/im/file/chunk/upload
multipart uploadId={u} chunkNumber=1 file=@note.txt
200 {"code":200, "msg":"操作成功", "data":true}
ann: GET /api/im/file/chunk/progress/{u}
200 {"data":100, ...}
# The same begun again is found, and says what is here.
ann: POST /api/im/file/chunk/init
{"fileName":"note.txt", "fileSize":18, "fileMd5":"a68c35928d195b6e9857999ced967ee2"}
200 {"data":{"uploadId":"{u}", "uploadedChunks":[1], "needUpload":true, "progress":100, ...}, ...}
ann: POST /api/im/file/chunk/merge
{"uploadId":"{u}", "fileMd5":"a68c35928d195b6e9857999ced967ee2"}
200 {"code":200, "msg":"上传成功", "data":{"fileId":{f:int}, "fileName":"note.txt", "fileSize":18, "md5":"a68c35928d195b6e9857999ced967ee2", "url":{l:str}, ...}}
GET {l}
200 text "hello 你好 file\n"
# A retry gives the same file.
ann: POST /api/im/file/chunk/merge
{"uploadId":"{u}"}
200 {"data":{"fileId":{f}, ...}, ...}
# What the caller has already need not come again; what others have must.
ann: POST /api/im/file/chunk/init
{"fileName":"other.txt", "fileSize":18, "fileMd5":"a68c35928d195b6e9857999ced967ee2"}
200 {"data":{"uploadId":null, "needUpload":false, "fileUrl":{k:str}, "fileId":{f}, "status":"COMPLETED", ...}, ...}
GET {k}
200 text "hello 你好 file\n"
bob: POST /api/im/file/chunk/init
{"fileName":"note.txt", "fileSize":18, "fileMd5":"a68c35928d195b6e9857999ced967ee2"}
200 {"data":{"needUpload":true, "fileUrl":null, "uploadedChunks":[], ...}, ...}
== it survives a crash, with the parts that were acknowledged
ann: POST /api/im/file/chunk/init
{"fileName":"note.txt", "fileSize":18}
200 {"data":{"uploadId":{u:str}, ...}, ...}
ann: POST /api/im/file/chunk/upload
multipart uploadId={u} chunkNumber=1 file=@note.txt
200 {"data":true, ...}
restart kill -9
ann: POST /api/im/file/chunk/resume/{u}
200 {"data":{"uploadId":"{u}", "uploadedChunks":[1], "status":"UPLOADING", ...}, ...}
ann: POST /api/im/file/chunk/merge
{"uploadId":"{u}"}
200 {"data":{"url":{l:str}, ...}, ...}
GET {l}
200 text "hello 你好 file\n"
== paused, it takes no part; resumed, it does
ann: POST /api/im/file/chunk/init
{"fileName":"note.txt", "fileSize":18}
200 {"data":{"uploadId":{u:str}, ...}, ...}
ann: PUT /api/im/file/chunk/pause/{u}
200 {"code":200, "msg":"操作成功", "data":null}
ann: POST /api/im/file/chunk/upload
multipart uploadId={u} chunkNumber=1 file=@note.txt
400 {"code":400, "msg":"状态不正确", "data":null}
ann: POST /api/im/file/chunk/resume/{u}
200 {"code":200, "data":{"uploadId":"{u}", "status":"UPLOADING", "uploadedChunks":[], ...}, ...}
ann: POST /api/im/file/chunk/upload
multipart uploadId={u} chunkNumber=1 file=@note.txt
200 {"data":true, ...}
== cancelled, it is gone
ann: POST /api/im/file/chunk/init
{"fileName":"note.txt", "fileSize":18}
200 {"data":{"uploadId":{u:str}, ...}, ...}
ann: DELETE /api/im/file/chunk/cancel/{u}
200 {"code":200, "msg":"操作成功", "data":null}
ann: GET /api/im/file/chunk/progress/{u}
404 {"code":404, "msg":"上传任务不存在", "data":null}
ann: POST /api/im/file/chunk/merge
{"uploadId":"{u}"}
404 {"code":404, "msg":"上传任务不存在", "data":null}
ann: DELETE /api/im/file/chunk/cancel/{u}
404 {"code":404, "msg":"上传任务不存在", "data":null}
== it is nobody else's
ann: POST /api/im/file/chunk/init
{"fileName":"note.txt", "fileSize":18}
200 {"data":{"uploadId":{u:str}, ...}, ...}
bob: GET /api/im/file/chunk/progress/{u}
404 {"code":404, "msg":"上传任务不存在", "data":null}
bob: POST /api/im/file/chunk/upload
multipart uploadId={u} chunkNumber=1 file=@note.txt
404 {"code":404, "msg":"上传任务不存在", "data":null}
bob: POST /api/im/file/chunk/merge
{"uploadId":"{u}"}
404 {"code":404, ...}
== its time is over a day after the last part
ann: POST /api/im/file/chunk/init
{"fileName":"note.txt", "fileSize":18}
200 {"data":{"uploadId":{u:str}, ...}, ...}
clock +25h
POST /api/im/auth/login
{"username":"{ann.name}", "password":"{ann.password}"}
200 {"data":{"token":{t:str}, ...}, ...}
GET /api/im/file/chunk/progress/{u}
header Authorization Bearer {t}
404 {"code":404, "msg":"上传任务不存在", "data":null}
== what does not fit
ann: POST /api/im/file/chunk/init
{"fileName":"note.txt", "fileSize":204801, "chunkSize":102400}
200 {"data":{"uploadId":{u:str}, "totalChunks":3, "chunkSize":102400, ...}, ...}
ann: POST /api/im/file/chunk/upload
multipart uploadId={u} chunkNumber=1 file=@note.txt
400 {"code":400, "msg":"参数校验失败", "data":{"file":{_:str}}}
ann: POST /api/im/file/chunk/upload
multipart uploadId={u} chunkNumber=4 file=@note.txt
400 {"code":400, "msg":"参数校验失败", "data":{"chunkNumber":{_:str}}}
ann: POST /api/im/file/chunk/upload
multipart uploadId={u} chunkNumber=0 file=@note.txt
400 {"code":400, "msg":"参数校验失败", "data":{"chunkNumber":"分片序号从1开始"}}
ann: POST /api/im/file/chunk/upload
multipart uploadId={u} file=@note.txt
400 {"code":400, "msg":"参数校验失败", "data":{"chunkNumber":"分片序号不能为空"}}
ann: POST /api/im/file/chunk/upload
multipart uploadId={u} chunkNumber=1
400 {"code":4405, "msg":"文件不能为空", "data":null}
ann: POST /api/im/file/chunk/init
{"fileName":"note.txt", "fileSize":1000, "chunkSize":102399}
400 {"code":400, "msg":"参数校验失败", "data":{"chunkSize":"分片大小不能小于100KB"}}
ann: POST /api/im/file/chunk/init
{"fileName":"", "chunkSize":102400}
400 {"code":400, "msg":"参数校验失败", "data":{"fileName":"文件名不能为空", "fileSize":"文件大小不能为空"}}
ann: POST /api/im/file/chunk/init
{"fileName":"a.exe", "fileSize":10}
200 {"data":{"uploadId":{_:str}, "needUpload":true, ...}, ...}
ann: POST /api/im/file/chunk/init
{"fileName":"a.txt", "fileSize":0}
400 {"code":4405, "msg":"文件不能为空", "data":null}
ann: POST /api/im/file/chunk/init
{"fileName":"a.txt", "fileSize":1073741825}
400 {"code":4404, "msg":"文件大小超过限制", "data":null}
ann: POST /api/im/file/chunk/init
{"fileName":"a.txt", "fileSize":10, "fileMd5":"xyz"}
400 {"code":400, "msg":"参数校验失败", "data":{"fileMd5":"文件MD5格式不正确"}}
== the published client gives a SHA-256 under this name, which is not taken for an MD5
ann: POST /api/im/file/chunk/init
{"fileName":"note.txt", "fileSize":18, "totalChunks":1, "conversationId":null, "fileMd5":"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"}
200 {"data":{"uploadId":{u:str}, "needUpload":true, ...}, ...}
ann: POST /api/im/file/chunk/upload
multipart uploadId={u} chunkNumber=1 file=@note.txt
200 {"data":true, ...}
ann: POST /api/im/file/chunk/merge
{"uploadId":"{u}"}
200 {"data":{"fileName":"note.txt", "md5":"a68c35928d195b6e9857999ced967ee2", ...}, ...}
== the content is judged when it is put together
ann: POST /api/im/file/chunk/init
{"fileName":"note.txt", "fileSize":18, "fileMd5":"00000000000000000000000000000000"}
200 {"data":{"uploadId":{u:str}, ...}, ...}
ann: POST /api/im/file/chunk/upload
multipart uploadId={u} chunkNumber=1 file=@note.txt
200 any
ann: POST /api/im/file/chunk/merge
{"uploadId":"{u}"}
400 {"code":4402, "msg":"文件校验失败", "data":null}
ann: POST /api/im/file/chunk/init
{"fileName":"fake.png", "fileSize":25}
200 {"data":{"uploadId":{v:str}, ...}, ...}
ann: POST /api/im/file/chunk/upload
multipart uploadId={v} chunkNumber=1 file=@fake.png
200 any
ann: POST /api/im/file/chunk/merge
{"uploadId":"{v}"}
200 {"data":{"fileType":"other", "mimeType":"application/octet-stream", ...}, ...}
