# ruoyi 12.3 the own files; 0.6 paging
use two people
== newest first, only the own, with filters
ann: POST /api/im/file/upload
multipart file=@a.png
200 {"data":{"fileId":{a:int}, ...}, ...}
ann: POST /api/im/file/upload
multipart file=@note.txt
200 {"data":{"fileId":{b:int}, ...}, ...}
bob: POST /api/im/file/upload
multipart file=@doc.pdf
200 any
ann: GET /api/im/file/list
200 {"code":200, "msg":"操作成功", "data":[{"fileId":{b}, ...}, {"fileId":{a}, ...}]}
ann: GET /api/im/file/list?fileType=image
200 {"data":[{"fileId":{a}, ...}], ...}
ann: GET /api/im/file/list?fileType=DOCUMENT
200 {"data":[{"fileId":{b}, ...}], ...}
ann: GET /api/im/file/list?keyword=NOT
200 {"data":[{"fileId":{b}, ...}], ...}
ann: GET /api/im/file/list?keyword=%25
200 {"data":[], ...}
ann: GET /api/im/file/list?fileType=program
400 {"code":400, "msg":"参数校验失败", "data":{"fileType":{_:str}}}
== pages
ann: POST /api/im/file/upload
multipart file=@a.png
200 {"data":{"fileId":{a:int}, ...}, ...}
ann: POST /api/im/file/upload
multipart file=@a.png
200 {"data":{"fileId":{b:int}, ...}, ...}
ann: GET /api/im/file/list?pageNum=1&pageSize=1
200 {"code":200, "msg":"操作成功", "data":[{"fileId":{b}, ...}], "rows":[{"fileId":{b}, ...}], "total":2}
ann: GET /api/im/file/list?pageNum=2&pageSize=1
200 {"data":[{"fileId":{a}, ...}], "rows":[{"fileId":{a}, ...}], "total":2, ...}
ann: GET /api/im/file/list?pageNum=9
200 {"data":[], "rows":[], "total":2, ...}
== a deleted one is not there
ann: POST /api/im/file/upload
multipart file=@a.png
200 {"data":{"fileId":{a:int}, ...}, ...}
ann: DELETE /api/im/file/{a}
200 any
ann: GET /api/im/file/list
200 {"data":[], ...}
