# ruoyi 27 File: several files at once
use one user
== all of them, or none
ann: POST /api/im/file/upload/batch
multipart files=@a.png files=@note.txt
200 {"code":200, "msg":"上传成功", "data":[{"fileName":"a.png", ...}, {"fileName":"note.txt", ...}]}
ann: POST /api/im/file/upload/batch
multipart files=@a.png files=@empty.txt
400 {"code":4405, "msg":"文件不能为空", "data":null}
ann: POST /api/im/file/upload/batch
multipart x=1
400 {"code":4405, "msg":"文件不能为空", "data":null}
ann: GET /api/im/file/list
200 {"data":[{"fileName":"note.txt", ...}, {"fileName":"a.png", ...}], ...}
== at most ten
ann: POST /api/im/file/upload/batch
multipart files=@a.png files=@a.png files=@a.png files=@a.png files=@a.png files=@a.png files=@a.png files=@a.png files=@a.png files=@a.png files=@a.png
400 {"code":400, "msg":"参数校验失败", "data":{"files":{_:str}}}
