# im-chat 2.8: files
use one user
== a picture has a small form, and its name
ann: POST /file/upload
multipart type=image file=@a.png
200 {"code":200, "message":"success", "data":{"url":{_:str}, "fileName":"a.png", "fileSize":{_:int}, "thumbUrl":{_:str}, "coverUrl":null, "md5":{_:str}}}
== a file is a file, whatever is in it
ann: POST /file/upload
multipart file=@a.png
200 {"code":200, "data":{"fileName":"a.png", "thumbUrl":null, "coverUrl":null, ...}, ...}
ann: POST /file/upload
multipart type=file file=@program.exe
200 {"code":200, "data":{"fileName":"program.exe", ...}, ...}
ann: POST /file/upload
multipart type=file file=@noname
200 {"code":200, "data":{"fileName":"noname", ...}, ...}
== a picture without an extension gets one in its link, not in its name
ann: POST /file/upload
multipart type=image file=@blob
200 {"code":200, "data":{"url":{url:str}, "fileName":"blob", "thumbUrl":{_:str}, ...}, ...}
ann: GET /file/download?url={url}
200 any
header content-type image/png
== no link has a user before its host
ann: POST /file/upload
multipart type=file file=@note.txt
200 {"code":200, "data":{"url":{url:str}, ...}, ...}
ann: GET /file/download?url=http://x@127.0.0.1/storage/uploads/a.png
200 {"code":400, "message":"只能下载本服务器的文件", "data":null}
ann: GET /file/download?url=http://127.0.0.1:80@elsewhere/storage/uploads/a.png
200 {"code":400, "message":"只能下载本服务器的文件", "data":null}
== a download is what was stored, under its name
ann: POST /file/upload
multipart type=file file=@note.txt
200 {"code":200, "data":{"url":{url:str}, "fileSize":18, ...}, ...}
ann: GET /file/download?url={url}
200 text "hello 你好 file\n"
header content-type text/plain; charset=utf-8
header content-length 18
header content-disposition attachment; filename="note.txt"; filename*=UTF-8''note.txt
header x-content-type-options nosniff
ann: GET /file/download?url={url}
header Range bytes=0-4
206 text "hello"
== what is not what it is said to be
ann: POST /file/upload
multipart type=image file=@fake.png
200 {"code":400, "message":"图片格式不正确", "data":null}
ann: POST /file/upload
multipart type=image file=@pic.svg
200 {"code":400, "message":"不支持的文件类型", "data":null}
ann: POST /file/upload
multipart type=video file=@a.png
200 {"code":400, "message":"不支持的文件类型", "data":null}
ann: POST /file/upload
multipart type=voice file=@note.txt
200 {"code":400, "message":"不支持的文件类型", "data":null}
ann: POST /file/upload
multipart type=image file=@noname
200 {"code":400, ...}
ann: POST /file/upload
multipart type=file file=@empty.txt
200 {"code":400, "message":"文件不能为空", "data":null}
== what is missing or wrong
ann: POST /file/upload
multipart type=picture file=@a.png
200 {"code":400, "message":"文件类型不正确", "data":null}
ann: POST /file/upload
multipart type=image
200 {"code":400, "message":"文件不能为空", "data":null}
ann: POST /file/upload
{"type":"image"}
200 {"code":400, "message":"文件不能为空", "data":null}
POST /file/upload
multipart type=image file=@a.png
200 {"code":401, "message":"未授权，Token无效或过期", "data":null}
== nothing is fetched from elsewhere
ann: GET /file/download?url=http://example.org/storage/uploads/00000000000000000000000000000000.png
200 {"code":400, "message":"只能下载本服务器的文件", "data":null}
ann: GET /file/download?url=/etc/passwd
200 {"code":400, "message":"只能下载本服务器的文件", "data":null}
ann: GET /file/download?url=/storage/uploads/../secrets.toml
200 {"code":400, "message":"只能下载本服务器的文件", "data":null}
ann: GET /file/download
200 {"code":400, "message":"url不能为空", "data":null}
GET /file/download?url=/storage/uploads/00000000000000000000000000000000.png
200 {"code":401, ...}
== what is not there is not found
ann: GET /file/download?url=/storage/uploads/00000000000000000000000000000000.png
404 {"code":404, "message":"文件不存在", "data":null}
GET /file/thumbnail/00000000000000000000000000000000.png
404 {"code":404, "message":"文件不存在", "data":null}
== the order of checks: a token, the shape, whose link it is, whether it is there
GET /file/download
200 {"code":401, ...}
ann: GET /file/download?url=
200 {"code":400, "message":"url不能为空", "data":null}
ann: GET /file/download?url=http://example.org/storage/uploads/nothing.png
200 {"code":400, "message":"只能下载本服务器的文件", "data":null}
ann: GET /file/download?url=/storage/uploads/nothing.png
404 {"code":404, "message":"文件不存在", "data":null}
== a kind in another case, and as a parameter
ann: POST /file/upload
multipart type=IMAGE file=@a.png
200 {"code":400, "message":"文件类型不正确", "data":null}
ann: POST /file/upload?type=image
multipart file=@a.png
200 {"code":200, "data":{"thumbUrl":{_:str}, ...}, ...}
