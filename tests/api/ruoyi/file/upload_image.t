# ruoyi 12.2 upload a picture
use one user
== its width and height are known
ann: POST /api/im/file/upload/image
multipart file=@a.png
200 {"code":200, "msg":"上传成功", "data":{"fileId":{f:int}, "fileType":"image", "width":4, "height":3, "thumbnailUrl":"/api/im/file/preview/thumbnail/{f}", ...}}
ann: POST /api/im/file/upload/image
multipart image=@b.png
200 {"data":{"width":5, "height":6, ...}, ...}
== anything else
ann: POST /api/im/file/upload/image
multipart file=@note.txt
400 {"code":400, "msg":"只支持图片格式", "data":null}
ann: POST /api/im/file/upload/image
multipart file=@fake.png
400 {"code":400, "msg":"只支持图片格式", "data":null}
ann: POST /api/im/file/upload/image
multipart file=@wrong.jpg
400 {"code":400, "msg":"只支持图片格式", "data":null}
ann: POST /api/im/file/upload/image
multipart file=@pic.svg
400 {"code":400, "msg":"只支持图片格式", "data":null}
ann: POST /api/im/file/upload/image
multipart x=1
400 {"code":4405, "msg":"文件不能为空", "data":null}
