# app-im 4, F1
== a picture is stored, and its link opens without headers
anyone: POST /im/file/upload
multipart file=@a.png
200 {"code":0, "message":"ok", "data":{url:str}, "request-id":null}

== the request's id comes back
app: POST /im/file/upload
header Request-Id r7
multipart file=@note.txt
200 {"code":0, "message":"ok", "data":{_:str}, "request-id":"r7"}

== without a file
app: POST /im/file/upload
multipart x=1
200 {"code":4001, "message":"参数缺失", "data":null, "request-id":null}
app: POST /im/file/upload
{}
200 {"code":4001, "message":"参数缺失", "data":null, "request-id":null}

== what is not taken, or not what it says
app: POST /im/file/upload
multipart file=@program.exe
200 {"code":4601, "message":"错误的文件格式", "data":null, "request-id":null}
app: POST /im/file/upload
multipart file=@pic.svg
200 {"code":4601, "message":"错误的文件格式", "data":null, "request-id":null}
app: POST /im/file/upload
multipart file=@fake.png
200 {"code":4601, "message":"错误的文件格式", "data":null, "request-id":null}
app: POST /im/file/upload
multipart file=@empty.txt
200 {"code":4601, "message":"错误的文件格式", "data":null, "request-id":null}

== who is no application stores nothing
POST /im/file/upload
multipart file=@a.png
200 {"code":4002, "message":"头信息缺失", "data":null, "request-id":null}
wrong: POST /im/file/upload
multipart file=@a.png
200 {"code":4002, "message":"头信息缺失", "data":null, "request-id":null}

== where tokens are verified it needs one of the action
use tokens
shut: POST /im/file/upload
multipart file=@a.png
200 {"code":4002, "message":"头信息缺失", "data":null, "request-id":null}
shut: POST /im/file/upload
header Authorization Bearer {t.ann}
multipart file=@a.png
200 {"code":1, "message":"forbidden", "data":null, "request-id":null}
shut: POST /im/file/upload
header Authorization Bearer {t.send}
multipart file=@a.png
200 {"code":1, "message":"forbidden", "data":null, "request-id":null}
shut: POST /im/file/upload
header Authorization Bearer {t.upload}
multipart file=@a.png
200 {"code":0, "data":{_:str}, ...}
shutmaster: POST /im/file/upload
multipart file=@a.png
200 {"code":0, "data":{_:str}, ...}

== a link of nothing
GET /storage/uploads/00000000000000000000000000000000.png
404 {"code":1, "message":"not found", "data":null, "request-id":null}
GET /storage/uploads/x
404 {"code":1, "message":"not found", "data":null, "request-id":null}
