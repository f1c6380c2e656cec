# ruoyi 12.5 download: Range, HEAD, validators, the count
use one user
== pieces
ann: POST /api/im/file/upload
multipart file=@note.txt
200 {"data":{"fileId":{f:int}, ...}, ...}
ann: GET /api/im/file/download/{f}
header Range bytes=0-4
206 text "hello"
header content-range bytes 0-4/18
header accept-ranges bytes
ann: GET /api/im/file/download/{f}
header Range bytes=13-
206 text "file\n"
header content-range bytes 13-17/18
ann: GET /api/im/file/download/{f}
header Range bytes=-5
206 text "file\n"
ann: GET /api/im/file/download/{f}
header Range bytes=-500
206 any
header content-range bytes 0-17/18
ann: GET /api/im/file/download/{f}
header Range bytes=18-
416 any
header content-range bytes */18
ann: GET /api/im/file/download/{f}
header Range bytes=5-2
200 any
header content-length 18
ann: GET /api/im/file/download/{f}
header Range bytes=0-1,3-4
200 any
header content-length 18
ann: GET /api/im/file/download/{f}
header Range lines=0-4
200 any
== validators
ann: POST /api/im/file/upload
multipart file=@note.txt
200 {"data":{"fileId":{f:int}, ...}, ...}
ann: GET /api/im/file/download/{f}
200 any
header etag {e:str}
ann: GET /api/im/file/download/{f}
header If-None-Match {e}
304
ann: GET /api/im/file/download/{f}
header If-None-Match "other"
200 any
ann: GET /api/im/file/download/{f}
header Range bytes=0-4
header If-Range "other"
200 any
ann: GET /api/im/file/download/{f}
header Range bytes=0-4
header If-Range {e}
206 text "hello"
== HEAD has the headers only, and counts nothing; the rest of a file neither
ann: POST /api/im/file/upload
multipart file=@note.txt
200 {"data":{"fileId":{f:int}, ...}, ...}
ann: HEAD /api/im/file/download/{f}
200
header content-length 18
ann: GET /api/im/file/download/{f}
header Range bytes=5-
206 any
ann: GET /api/im/file/download/{f}
200 any
within 10s
ann: GET /api/im/file/{f}
200 {"data":{"downloadCount":1, ...}, ...}
== one that is not there
ann: GET /api/im/file/download/999999999
400 {"code":4401, "msg":"文件不存在", "data":null}
ann: GET /api/im/file/download
400 {"code":400, "msg":"参数校验失败", "data":{"fileId":"文件ID不能为空"}}
ann: GET /api/im/file/abc
404 {"code":404, "msg":"资源不存在", "data":null}
