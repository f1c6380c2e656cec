# ruoyi 12.8 preview; 27 FilePreview
use one user
== what browsers can show has a link, which opens in place
ann: POST /api/im/file/upload
multipart file=@doc.pdf
200 {"data":{"fileId":{f:int}, "url":{u:str}, ...}, ...}
ann: GET /api/im/file/preview/{f}
200 {"code":200, "msg":"操作成功", "data":{_:str}}
ann: GET /api/im/file/preview/url/{f}?format=image
200 {"code":200, "msg":"操作成功", "data":{_:str}}
GET {u}
200 any
header content-type application/pdf
header content-disposition inline; filename="doc.pdf"; filename*=UTF-8''doc.pdf
ann: GET /api/im/file/preview/info/{f}
200 {"code":200, "msg":"操作成功", "data":{"fileId":{f}, "fileName":"doc.pdf", "fileType":"document", "fileExtension":"pdf", "mimeType":"application/pdf", "fileSize":45, "supported":true, "supportPreview":true, "previewUrl":{_:str}, "thumbnailUrl":null, "downloadUrl":"/api/im/file/download/{f}", "width":null, "height":null}}
== markup is shown as text
ann: POST /api/im/file/upload
multipart file=@data.xml
200 {"data":{"fileId":{f:int}, ...}, ...}
ann: GET /api/im/file/preview/{f}
200 {"data":{u:str}, ...}
GET {u}
200 any
header content-type text/plain; charset=utf-8
== the rest has none
ann: POST /api/im/file/upload
multipart file=@old.doc
200 {"data":{"fileId":{f:int}, "fileType":"document", ...}, ...}
ann: GET /api/im/file/preview/{f}
400 {"code":400, "msg":"该文件类型不支持预览", "data":null}
ann: GET /api/im/file/preview/info/{f}
200 {"data":{"supported":false, "previewUrl":null, ...}, ...}
ann: GET /api/im/file/preview/thumbnail/{f}
400 {"code":400, "msg":"该文件类型不支持预览", "data":null}
ann: POST /api/im/file/upload
multipart file=@pic.svg
200 {"data":{"fileId":{g:int}, ...}, ...}
ann: GET /api/im/file/preview/{g}
400 {"code":400, "msg":"该文件类型不支持预览", "data":null}
== none that is not there
ann: GET /api/im/file/preview/999999999
400 {"code":4401, "msg":"文件不存在", "data":null}
ann: GET /api/im/file/preview/info/999999999
400 {"code":4401, "msg":"文件不存在", "data":null}
== which kinds
ann: GET /api/im/file/preview/support/pdf
200 {"code":200, "msg":"操作成功", "data":true}
ann: GET /api/im/file/preview/support/docx
200 {"data":false, ...}
ann: GET /api/im/file/preview/support/IMAGE
200 {"data":true, ...}
ann: GET /api/im/file/preview/support/svg
200 {"data":false, ...}
== a small picture is its own thumbnail
ann: POST /api/im/file/upload
multipart file=@a.png
200 {"data":{"fileId":{f:int}, "thumbnailUrl":{t:str}, ...}, ...}
GET {t}?width=64&height=64&token={ann.token}
200 any
header content-type image/png
ann: GET {t}?width=0
400 {"code":400, "msg":"参数校验失败", "data":{"width":{_:str}}}
ann: GET {t}?height=1025
400 {"code":400, "msg":"参数校验失败", "data":{"height":{_:str}}}
GET {t}
401 {"code":401, ...}
