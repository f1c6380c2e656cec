# ruoyi 27.b group file: add, upload, list, categories, statistics, move, change, download, delete
use group of three, stranger
== a member adds a file; every member finds and reads it
ann: POST /api/im/file/upload
multipart file=@note.txt
200 {"data":{"fileId":{f:int}, "url":{u:str}, ...}, ...}
cat: GET /api/im/file/{f}
400 {"code":4401, ...}
ann: POST /api/im/group/file
{"groupId":{group.id}, "fileId":{f}, "category":"plans"}
200 {"code":200, "msg":"上传成功", "data":{"id":{g:int}, "groupFileId":{g}, "groupId":{group.id}, "fileId":{f}, "fileName":"note.txt", "fileType":"document", "fileExtension":"txt", "fileSize":18, "fileSizeFormat":"18 B", "category":"plans", "permission":"ALL", "uploaderId":{ann.id}, "uploaderName":"{ann.nick}", "downloadCount":0, "fileUrl":{_:str}, "thumbnailUrl":null, "canDelete":true, "canDownload":true, "createTime":{_:time}}}
cat: GET /api/im/file/{f}
200 {"data":{"fileId":{f}, ...}, ...}
cat: POST /api/im/group/file/list
{"groupId":{group.id}}
200 {"code":200, "msg":"操作成功", "data":[{"id":{g}, "canDelete":false, "canDownload":true, "fileUrl":{_:str}, ...}], "rows":[{"id":{g}, ...}], "total":1}
cat: GET /api/im/group/file/download/{g}
200 {"code":200, "msg":"操作成功", "data":{_:str}}
cat: POST /api/im/group/file/list
{"groupId":{group.id}}
200 {"data":[{"id":{g}, "downloadCount":1, ...}], ...}
ann: POST /api/im/group/file
{"groupId":{group.id}, "fileId":{f}}
400 {"code":4307, "msg":"已存在", "data":null}
== a file that the caller cannot read gives the group nothing
sam: POST /api/im/file/upload
multipart file=@note.txt
200 {"data":{"fileId":{f:int}, ...}, ...}
ann: POST /api/im/group/file
{"groupId":{group.id}, "fileId":{f}}
400 {"code":4401, "msg":"文件不存在", "data":null}
ann: POST /api/im/group/file
{"groupId":{group.id}}
400 {"code":400, "msg":"参数校验失败", "data":{"fileId":"文件ID不能为空"}}
ann: POST /api/im/group/file
{"fileId":{f}}
400 {"code":400, "msg":"参数校验失败", "data":{"groupId":"群组ID不能为空"}}
sam: POST /api/im/group/file
{"groupId":{group.id}, "fileId":{f}}
400 {"code":4006, "msg":"群组不存在", "data":null}
sam: POST /api/im/group/file/list
{"groupId":{group.id}}
400 {"code":4006, "msg":"群组不存在", "data":null}
== upload in one step
bob: POST /api/im/group/file/upload
multipart groupId={group.id} category=photos file=@a.png
200 {"code":200, "msg":"上传成功", "data":{"id":{g:int}, "fileId":{f:int}, "category":"photos", "uploaderId":{bob.id}, "thumbnailUrl":"/api/im/file/preview/thumbnail/{f}", ...}}
bob: POST /api/im/group/file/upload
multipart groupId={group.id} file=@fake.png
200 {"data":{"thumbnailUrl":null, ...}, ...}
bob: POST /api/im/group/file/upload
multipart groupId={group.id}
400 {"code":4405, "msg":"文件不能为空", "data":null}
sam: POST /api/im/group/file/upload
multipart groupId={group.id} file=@a.png
400 {"code":4006, "msg":"群组不存在", "data":null}
== filters, categories, statistics
bob: POST /api/im/group/file/upload
multipart groupId={group.id} category=photos file=@a.png
200 {"data":{"id":{g:int}, ...}, ...}
ann: POST /api/im/group/file/upload
multipart groupId={group.id} file=@note.txt fileName=Report.txt
200 {"data":{"id":{h:int}, "category":"default", ...}, ...}
cat: GET /api/im/group/file/categories/{group.id}
200 {"code":200, "msg":"操作成功", "data":["default", "photos"]}
cat: GET /api/im/group/file/statistics/{group.id}
200 {"code":200, "msg":"操作成功", "data":{"totalCount":2, "totalSize":91, "totalSizeFormat":"91 B", "imageCount":1, "videoCount":0, "audioCount":0, "documentCount":1, "otherCount":0}}
cat: POST /api/im/group/file/list
{"groupId":{group.id}, "category":"photos"}
200 {"data":[{"id":{g}, ...}], "total":1, ...}
cat: POST /api/im/group/file/list
{"groupId":{group.id}, "fileType":"document"}
200 {"data":[{"id":{h}, ...}], "total":1, ...}
cat: POST /api/im/group/file/list
{"groupId":{group.id}, "uploaderId":{bob.id}}
200 {"data":[{"id":{g}, ...}], "total":1, ...}
cat: POST /api/im/group/file/list
{"groupId":{group.id}, "keyword":"REPORT"}
200 {"data":[{"id":{h}, ...}], "total":1, ...}
cat: POST /api/im/group/file/list
{"groupId":{group.id}, "pageNum":2, "pageSize":1}
200 {"data":[{"id":{g}, ...}], "total":2, ...}
sam: GET /api/im/group/file/statistics/{group.id}
400 {"code":4006, "msg":"群组不存在", "data":null}
sam: GET /api/im/group/file/categories/{group.id}
400 {"code":4006, "msg":"群组不存在", "data":null}
== who may change it: who added it, the owner, administrators
bob: POST /api/im/group/file/upload
multipart groupId={group.id} file=@a.png
200 {"data":{"id":{g:int}, ...}, ...}
cat: PUT /api/im/group/file/{g}
{"fileName":"c.png"}
403 {"code":403, "msg":"无权限操作", "data":null}
cat: PUT /api/im/group/file/move/{g}?category=x
403 {"code":403, "msg":"无权限操作", "data":null}
cat: DELETE /api/im/group/file/{g}
403 {"code":403, "msg":"无权限操作", "data":null}
cat: DELETE /api/im/group/file/batch
[{g}]
403 {"code":403, "msg":"无权限操作", "data":null}
bob: PUT /api/im/group/file/{g}
{"fileName":"b.png", "permission":"owner"}
200 {"code":200, "msg":"更新成功", "data":null}
ann: PUT /api/im/group/file/move/{g}?category=albums
200 {"code":200, "msg":"移动成功", "data":null}
bob: PUT /api/im/group/file/move/{g}
400 {"code":400, "msg":"参数校验失败", "data":{"category":"分类不能为空"}}
bob: PUT /api/im/group/file/{g}
{"permission":"NOBODY"}
400 {"code":400, "msg":"参数校验失败", "data":{"permission":"权限类型不正确"}}
ann: POST /api/im/group/file/list
{"groupId":{group.id}}
200 {"data":[{"fileName":"b.png", "category":"albums", "permission":"OWNER", "canDelete":true, "canDownload":true, ...}], ...}
== who may not download it gets no link
bob: POST /api/im/group/file/upload
multipart groupId={group.id} file=@a.png permission=OWNER
200 {"data":{"id":{g:int}, "fileId":{f:int}, ...}, ...}
cat: POST /api/im/group/file/list
{"groupId":{group.id}}
200 {"data":[{"id":{g}, "canDownload":false, "fileUrl":null, "thumbnailUrl":null, ...}], ...}
cat: GET /api/im/group/file/download/{g}
403 {"code":403, "msg":"无权限操作", "data":null}
cat: GET /api/im/file/download/{f}
400 {"code":4401, "msg":"文件不存在", "data":null}
ann: GET /api/im/group/file/download/{g}
200 any
== taken out, it is gone for the members, and stays its owner's
bob: POST /api/im/group/file/upload
multipart groupId={group.id} file=@a.png
200 {"data":{"id":{g:int}, "fileId":{f:int}, ...}, ...}
ann: DELETE /api/im/group/file/{g}
200 {"code":200, "msg":"删除成功", "data":null}
cat: GET /api/im/file/{f}
400 {"code":4401, ...}
bob: GET /api/im/file/{f}
200 any
bob: GET /api/im/group/file/download/{g}
400 {"code":4401, "msg":"文件不存在", "data":null}
bob: DELETE /api/im/group/file/batch?ids={g}
400 {"code":4401, "msg":"文件不存在", "data":null}
bob: DELETE /api/im/group/file/batch
[]
400 {"code":400, "msg":"参数校验失败", "data":{"ids":"文件ID不能为空"}}
== several at once
bob: POST /api/im/group/file/upload
multipart groupId={group.id} file=@a.png
200 {"data":{"id":{g:int}, ...}, ...}
bob: POST /api/im/group/file/upload
multipart groupId={group.id} file=@note.txt
200 {"data":{"id":{h:int}, ...}, ...}
bob: DELETE /api/im/group/file/batch
[{g}, {h}]
200 {"code":200, "msg":"批量删除成功", "data":null}
cat: POST /api/im/group/file/list
{"groupId":{group.id}}
200 {"data":[], "total":0, ...}
== who left sees nothing any more
cat: POST /api/im/group/{group.id}/quit
200 any
bob: POST /api/im/group/file/upload
multipart groupId={group.id} file=@a.png
200 {"data":{"id":{g:int}, "fileId":{f:int}, ...}, ...}
cat: GET /api/im/file/{f}
400 {"code":4401, ...}
cat: GET /api/im/group/file/download/{g}
400 {"code":4401, "msg":"文件不存在", "data":null}
cat: POST /api/im/group/file/list
{"groupId":{group.id}}
400 {"code":4009, "msg":"不在群组中", "data":null}
== a file that was uploaded before is named in the upload
use group of three
ann: POST /api/im/file/upload
multipart file=@note.txt
200 {"data":{"id":{f:int}, ...}, ...}
ann: POST /api/im/group/file/upload
header X-CSRF-Token x
{"groupId":{group.id}, "fileId":{f}, "fileName":"plan.txt", "category":"plans", "permission":"ALL"}
200 {"code":200, "data":{g:int}, ...}
ann: POST /api/im/group/file/list
header X-CSRF-Token x
{"groupId":{group.id}, "pageNum":1, "pageSize":10}
200 {"data":{"records":[{"id":{g}, "fileName":"plan.txt", "uploaderName":"{ann.nick}", ...}], "total":1, ...}, ...}
bob: POST /api/im/group/file/upload
{"groupId":{group.id}}
400 {"code":{_:int}, ...}
