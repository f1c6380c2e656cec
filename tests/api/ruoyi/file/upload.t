# ruoyi 12.1 upload; 12.4 what a file is; 28 data.url
use one user
== a file comes back as it was sent, under its name, its kind and its digest
ann: POST /api/im/file/upload
multipart file=@note.txt
200 {"code":200, "msg":"上传成功", "data":{"fileId":{f:int}, "id":{f}, "fileName":"note.txt", "fileSize":18, "fileType":"document", "fileExtension":"txt", "filePath":{p:str}, "fileUrl":{_:str}, "url":{u:str}, "thumbnailUrl":null, "uploaderId":{ann.id}, "uploaderName":"{ann.nick}", "uploadTime":{_:time}, "downloadCount":0, "deleted":false, "md5":"a68c35928d195b6e9857999ced967ee2", "mimeType":"text/plain; charset=utf-8", "width":null, "height":null}}
ann: GET /api/im/file/{f}
200 {"code":200, "msg":"操作成功", "data":{"fileId":{f}, "fileName":"note.txt", "filePath":"{p}", "url":{_:str}, ...}}
GET {u}
200 text "hello 你好 file\n"
header content-type text/plain; charset=utf-8
header content-disposition inline; filename="note.txt"; filename*=UTF-8''note.txt
header x-content-type-options nosniff
ann: GET /api/im/file/download/{f}
200 text "hello 你好 file\n"
header content-disposition attachment; filename="note.txt"; filename*=UTF-8''note.txt
== another name, of any alphabet; its folders are not its name
ann: POST /api/im/file/upload
multipart file=@note.txt fileName=../../etc/报告.txt
200 {"data":{"fileName":"报告.txt", "fileId":{f:int}, ...}, ...}
ann: GET /api/im/file/download/{f}
200 any
header content-disposition attachment; filename="______.txt"; filename*=UTF-8''%E6%8A%A5%E5%91%8A.txt
== a name without an ending keeps the kind of the file
ann: POST /api/im/file/upload
multipart file=@a.png fileName=holiday
200 {"data":{"fileName":"holiday.png", "fileType":"image", "fileExtension":"png", "width":4, "height":3, ...}, ...}
== what browsers call "blob" is known by its content
ann: POST /api/im/file/upload
multipart file=@blob
200 {"data":{"fileName":"blob.png", "mimeType":"image/png", ...}, ...}
== the same bytes twice are two files
ann: POST /api/im/file/upload
multipart file=@a.png
200 {"data":{"fileId":{a:int}, "url":{u:str}, "md5":{m:str}, ...}, ...}
ann: POST /api/im/file/upload
multipart file=@a.png
200 {"data":{"fileId":{b:int}, "md5":"{m}", ...}, ...}
ann: DELETE /api/im/file/{a}
200 {"code":200, "msg":"删除成功", "data":null}
ann: GET /api/im/file/{b}
200 {"data":{"fileId":{b}, ...}, ...}
ann: GET /api/im/file/download/{b}
200 any
header content-length 73
GET {u}
404 {"code":404, "msg":"资源不存在", "data":null}
== no file, or an empty one
ann: POST /api/im/file/upload
multipart fileName=a.txt
400 {"code":4405, "msg":"文件不能为空", "data":null}
ann: POST /api/im/file/upload
multipart file=@empty.txt
400 {"code":4405, "msg":"文件不能为空", "data":null}
ann: POST /api/im/file/upload
multipart other=@note.txt
400 {"code":4405, "msg":"文件不能为空", "data":null}
ann: POST /api/im/file/upload
{"file":"a.txt"}
400 {"code":4405, "msg":"文件不能为空", "data":null}
== every kind comes, and what a browser could run leaves as a download in a sandbox
ann: POST /api/im/file/upload
multipart file=@page.html
200 {"data":{"fileName":"page.html", "fileType":"other", "mimeType":"application/octet-stream", "url":{u:str}, ...}, ...}
GET {u}
200 any
header content-disposition attachment; filename="page.html"; filename*=UTF-8''page.html
header content-security-policy default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'; sandbox
ann: POST /api/im/file/upload
multipart file=@program.exe
200 {"data":{"fileName":"program.exe", "fileType":"other", "fileExtension":"exe", ...}, ...}
ann: POST /api/im/file/upload
multipart file=@noname
200 {"data":{"fileName":"noname", "fileType":"other", ...}, ...}
# Pictures that are none are no pictures.
ann: POST /api/im/file/upload
multipart file=@fake.png
200 {"data":{"fileName":"fake.png", "fileType":"other", "mimeType":"application/octet-stream", "thumbnailUrl":null, ...}, ...}
ann: POST /api/im/file/upload
multipart file=@wrong.jpg
200 {"data":{"fileType":"other", "mimeType":"application/octet-stream", ...}, ...}
ann: POST /api/im/file/upload
multipart file=@note.txt fileName=page.html
200 {"data":{"fileName":"page.html", "mimeType":"application/octet-stream", ...}, ...}
== what may hold a program is never shown in place
ann: POST /api/im/file/upload
multipart file=@pic.svg
200 {"data":{"fileType":"other", "url":{u:str}, "thumbnailUrl":null, ...}, ...}
GET {u}
200 any
header content-disposition attachment; filename="pic.svg"; filename*=UTF-8''pic.svg
header x-content-type-options nosniff
ann: POST /api/im/file/upload
multipart file=@page.txt
200 {"data":{"url":{v:str}, ...}, ...}
GET {v}
200 any
header content-type text/plain; charset=utf-8
header x-content-type-options nosniff
== a body that is broken
ann: POST /api/im/file/upload
header Content-Type multipart/form-data; boundary=x
raw "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n\r\nhalf"
400 {"code":4402, "msg":"文件上传失败", "data":null}
ann: POST /api/im/file/upload
header Content-Type multipart/form-data
raw "x"
400 {"code":400, "msg":"参数校验失败", "data":{"boundary":{_:str}}}
ann: GET /api/im/file/list
200 {"data":[], ...}
== without a login nothing is taken
POST /api/im/file/upload
multipart file=@note.txt
401 {"code":401, "msg":"未授权，需要登录", "data":null}
== a conversation that it is meant for must be one's own
use direct chat, stranger
ann: POST /api/im/file/upload
multipart file=@note.txt conversationId={dm}
200 {"data":{"fileId":{f:int}, ...}, ...}
bob: GET /api/im/file/{f}
400 {"code":4401, "msg":"文件不存在", "data":null}
sam: POST /api/im/file/upload
multipart file=@note.txt conversationId={dm}
400 {"code":10001, "msg":"会话不存在", "data":null}
