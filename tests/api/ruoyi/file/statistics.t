# ruoyi 12.9 statistics; 12.10 the own space
use one user
== nothing yet
ann: GET /api/im/file/statistics
200 {"code":200, "msg":"操作成功", "data":{"totalFiles":0, "todayUploads":0, "totalStorageSize":0, "totalDownloads":0, "imageCount":0, "videoCount":0, "audioCount":0, "documentCount":0, "otherCount":0}}
ann: GET /api/im/file/storage
200 {"code":200, "msg":"操作成功", "data":{"totalSize":5368709120, "usedSize":0, "freeSize":5368709120, "usageRate":0, "fileCount":0, "totalCapacityFormat":"5.00 GB", "usedCapacityFormat":"0 B", "maxFileSize":20971520, "maxImageSize":10485760, "maxChunkedSize":1073741824, "chunkSize":5242880, "fileTypes":[]}}
== what came and what went
ann: POST /api/im/file/upload
multipart file=@a.png
200 any
ann: POST /api/im/file/upload
multipart file=@doc.pdf
200 {"data":{"fileId":{f:int}, "fileSize":{s:int}, ...}, ...}
ann: POST /api/im/file/upload
multipart file=@pic.svg
200 {"data":{"fileId":{g:int}, ...}, ...}
ann: DELETE /api/im/file/{g}
200 any
ann: GET /api/im/file/download/{f}
200 any
within 10s
ann: GET /api/im/file/statistics
200 {"data":{"totalFiles":2, "todayUploads":2, "totalStorageSize":118, "totalDownloads":1, "imageCount":1, "videoCount":0, "audioCount":0, "documentCount":1, "otherCount":0}, ...}
ann: GET /api/im/file/storage
200 {"data":{"usedSize":118, "freeSize":5368709002, "usageRate":0, "fileCount":2, "usedCapacityFormat":"118 B", ...}, ...}
== all files are for administrators
use administrator
ann: GET /api/im/file/statistics?scope=all
403 {"code":403, "msg":"无权限操作", "data":null}
admin: GET /api/im/file/statistics?scope=all
200 {"data":{"totalFiles":{_:int}, ...}, ...}
ann: GET /api/im/file/statistics?scope=some
400 {"code":400, "msg":"参数校验失败", "data":{"scope":{_:str}}}
== the first of yesterday is not of today
ann: POST /api/im/file/upload
multipart file=@a.png
200 any
clock +24h
POST /api/im/auth/login
{"username":"{ann.name}", "password":"{ann.password}"}
200 {"data":{"token":{t:str}, ...}, ...}
GET /api/im/file/statistics
header Authorization Bearer {t}
200 {"data":{"totalFiles":1, "todayUploads":0, ...}, ...}
