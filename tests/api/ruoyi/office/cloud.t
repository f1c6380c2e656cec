# ruoyi 15.16 to 15.18 the cloud drive: space, folders and files
use two people
== folders within each other
ann: POST /api/im/cloud/folder/create
{"folderName":" Plans ", "parentId":0, "ownerType":"USER", "accessPermission":"PRIVATE"}
200 {"code":200, "msg":"创建成功", "data":{p:int}}
ann: POST /api/im/cloud/folder/create
{"folderName":"Plans"}
400 {"code":4302, "msg":"名称已存在", "data":null}
ann: POST /api/im/cloud/folder/create
{"folderName":"Old", "parentId":{p}}
200 {"data":{o:int}, ...}
ann: POST /api/im/cloud/folder/create
{"folderName":"Plans", "parentId":{o}}
200 {"data":{q:int}, ...}
ann: GET /api/im/cloud/folder/list?parentId=0&ownerType=USER
200 {"code":200, "msg":"操作成功", "data":[{"id":{p}, "folderName":"Plans", "parentId":0, "ownerId":{ann.id}, "ownerName":"{ann.nick}", "ownerType":"USER", "accessPermission":"PRIVATE", "fileCount":0, "isStarred":false, "createTime":{_:time}, "updateTime":{_:time}}]}
ann: GET /api/im/cloud/folder/list
200 {"data":[{"id":{p}, ...}], ...}
ann: GET /api/im/cloud/folder/list?parentId={p}
200 {"data":[{"id":{o}, "parentId":{p}, ...}], ...}
ann: GET /api/im/cloud/folder/list?pageNum=1&pageSize=1
200 {"data":[{"id":{p}, ...}], "rows":[{"id":{p}, ...}], "total":1, ...}
ann: GET /api/im/cloud/folder/{q}/path
200 {"code":200, "msg":"操作成功", "data":[{"id":{p}, ...}, {"id":{o}, ...}, {"id":{q}, ...}]}
ann: PUT /api/im/cloud/folder/{o}/rename?newName=Older
200 {"code":200, "msg":"重命名成功", "data":null}
ann: PUT /api/im/cloud/folder/{o}/rename?newName=+
400 {"code":400, "msg":"参数校验失败", "data":{"newName":"文件夹名称不能为空"}}
ann: PUT /api/im/cloud/folder/{o}/rename
{"newName":"{x*101}"}
400 {"code":400, "data":{"newName":"文件夹名称长度不能超过100个字符"}, ...}
ann: POST /api/im/cloud/folder/create
{"folderName":"Other"}
200 {"data":{r:int}, ...}
ann: PUT /api/im/cloud/folder/{r}/rename?newName=Plans
400 {"code":4302, "msg":"名称已存在", "data":null}
ann: PUT /api/im/cloud/folder/{p}/star
{"starred":true}
200 {"code":200, "msg":"收藏成功", "data":null}
ann: GET /api/im/cloud/folder/list
200 {"data":[{"id":{r}, "isStarred":false, ...}, {"id":{p}, "isStarred":true, ...}], ...}
ann: PUT /api/im/cloud/folder/{p}/star
{"starred":false}
200 {"code":200, "msg":"取消收藏成功", "data":null}
== folders that are refused
ann: POST /api/im/cloud/folder/create
{"folderName":" "}
400 {"code":400, "msg":"参数校验失败", "data":{"folderName":"文件夹名称不能为空"}}
ann: POST /api/im/cloud/folder/create
{"folderName":"{x*101}"}
400 {"code":400, "data":{"folderName":"文件夹名称长度不能超过100个字符"}, ...}
ann: POST /api/im/cloud/folder/create
{"folderName":"x", "parentId":999999}
404 {"code":404, "msg":"文件夹不存在", "data":null}
ann: POST /api/im/cloud/folder/create
{"folderName":"x", "ownerType":"COMPANY"}
400 {"code":400, "data":{"ownerType":"仅支持个人云盘"}, ...}
ann: POST /api/im/cloud/folder/create
{"folderName":"x", "accessPermission":"PUBLIC"}
400 {"code":400, "data":{"accessPermission":"仅支持私有权限"}, ...}
ann: GET /api/im/cloud/folder/list?ownerType=DEPARTMENT
400 {"code":400, "data":{"ownerType":"仅支持个人云盘"}, ...}
ann: POST /api/im/cloud/folder/create
{"folderName":"Mine"}
200 {"data":{m:int}, ...}
bob: GET /api/im/cloud/folder/list?parentId={m}
404 {"code":404, "msg":"文件夹不存在", "data":null}
bob: GET /api/im/cloud/folder/{m}/path
404 {"code":404, "msg":"文件夹不存在", "data":null}
bob: PUT /api/im/cloud/folder/{m}/rename?newName=x
404 {"code":404, "msg":"文件夹不存在", "data":null}
bob: PUT /api/im/cloud/folder/{m}/star
{"starred":true}
404 {"code":404, "msg":"文件夹不存在", "data":null}
bob: GET /api/im/cloud/folder/list
200 {"data":[], ...}
== files
ann: GET /api/im/cloud/quota
200 {"code":200, "msg":"操作成功", "data":{"totalCapacity":{_:int}, "usedCapacity":0, "availableCapacity":{_:int}, "totalCapacityFormat":{_:str}, "usedCapacityFormat":"0 B", "availableCapacityFormat":{_:str}, "usageRate":0, "fileCount":0}}
ann: POST /api/im/cloud/folder/create
{"folderName":"Box"}
200 {"data":{b:int}, ...}
ann: POST /api/im/cloud/file/upload
multipart folderId=0 file=@../group_file/note.txt
200 {"code":200, "msg":"上传成功", "data":{"id":{f:int}, "storedFileId":{s:int}, "fileName":"note.txt", "name":"note.txt", "title":"note.txt", "fileSize":18, "fileSizeFormat":"18 B", "fileType":"TEXT", "fileExt":"txt", "mimeType":"text/plain; charset=utf-8", "fileUrl":{u:str}, "url":{u}, "previewUrl":{u}, "thumbnailUrl":null, "folderId":0, "uploaderId":{ann.id}, "uploaderName":"{ann.nick}", "isStarred":false, "createTime":{_:time}, "updateTime":{_:time}}}
ann: GET /api/im/cloud/quota
200 {"data":{"usedCapacity":18, "fileCount":1, ...}, ...}
ann: POST /api/im/cloud/file/batch-upload
multipart folderId={b} files=@../group_file/a.png files=@../group_file/note.txt
200 {"code":200, "msg":"上传成功", "data":[{"id":{g:int}, "fileType":"IMAGE", "folderId":{b}, "thumbnailUrl":{_:str}, ...}, {"id":{h:int}, ...}]}
ann: GET /api/im/cloud/file/list?folderId=0
200 {"code":200, "msg":"操作成功", "data":[{"id":{f}, "isStarred":false, ...}]}
ann: GET /api/im/cloud/file/list?folderId={b}
200 {"data":[{"id":{h}, ...}, {"id":{g}, ...}], ...}
ann: GET /api/im/cloud/file/list?folderId={b}&pageNum=2&pageSize=1
200 {"data":[{"id":{g}, ...}], "rows":[{"id":{g}, ...}], "total":2, ...}
ann: GET /api/im/cloud/folder/list
200 {"data":[{"id":{b}, "fileCount":2, ...}], ...}
ann: PUT /api/im/cloud/file/{f}/rename?newName=计划.txt
200 {"code":200, "msg":"重命名成功", "data":null}
ann: PUT /api/im/cloud/file/{f}/rename?newName=
400 {"code":400, "data":{"newName":"文件名不能为空"}, ...}
ann: PUT /api/im/cloud/file/{f}/rename
{"newName":"{x*256}"}
400 {"code":400, "data":{"newName":"文件名过长"}, ...}
ann: PUT /api/im/cloud/file/{g}/star
{"starred":true}
200 {"code":200, "msg":"收藏成功", "data":null}
ann: GET /api/im/cloud/file/recent?limit=2
200 {"code":200, "msg":"操作成功", "data":[{"id":{f}, "fileName":"计划.txt", ...}, {...}]}
ann: GET /api/im/cloud/file/search?keyword=计划
200 {"code":200, "msg":"操作成功", "data":[{"id":{f}, ...}]}
ann: GET /api/im/cloud/file/search?keyword=PNG&fileType=IMAGE
200 {"data":[{"id":{g}, "isStarred":true, ...}], ...}
ann: GET /api/im/cloud/file/search?keyword=png&fileType=VIDEO
200 {"data":[], ...}
ann: GET /api/im/cloud/file/search?keyword=png&fileType=VOICE
200 {"data":[], ...}
ann: GET /api/im/cloud/file/search?keyword=png&fileType=SONG
400 {"code":400, ...}
ann: GET /api/im/cloud/file/search?keyword=+
400 {"code":400, "data":{"keyword":"搜索关键词不能为空"}, ...}
ann: GET /api/im/cloud/file/search?keyword={x*101}
400 {"code":400, "data":{"keyword":"搜索关键词过长"}, ...}
ann: PUT /api/im/cloud/file/{g}/star
{"starred":false}
200 {"code":200, "msg":"取消收藏成功", "data":null}
ann: GET {u}
200 any
ann: GET /api/im/file/list
200 {"data":[], ...}
ann: DELETE /api/im/file/{s}
403 {"code":403, ...}
== a file that came another way
ann: POST /api/im/file/upload
multipart file=@../group_file/note.txt
200 {"data":{"fileId":{x:int}, ...}, ...}
bob: POST /api/im/cloud/file/upload
multipart folderId=0 fileId={x}
400 {"code":4401, "msg":"文件不存在", "data":null}
ann: POST /api/im/cloud/file/upload
multipart folderId=0 fileId={x}
200 {"code":200, "data":{"id":{f:int}, "storedFileId":{x}, "fileName":"note.txt", ...}, ...}
ann: GET /api/im/cloud/quota
200 {"data":{"usedCapacity":18, "fileCount":1, ...}, ...}
ann: GET /api/im/file/list
200 {"data":[], ...}
ann: POST /api/im/cloud/file/upload
multipart folderId=0 fileId={x}
400 {"code":4401, "msg":"文件不存在", "data":null}
== files that are refused
ann: POST /api/im/cloud/file/upload
multipart folderId=0
400 {"code":4405, "msg":"文件不能为空", "data":null}
ann: POST /api/im/cloud/file/batch-upload
multipart folderId=0
400 {"code":4405, "msg":"文件不能为空", "data":null}
ann: POST /api/im/cloud/file/upload
multipart folderId=999999 file=@../group_file/note.txt
404 {"code":404, "msg":"文件夹不存在", "data":null}
ann: POST /api/im/cloud/file/batch-upload
multipart folderId=999999 files=@../group_file/note.txt
404 {"code":404, "msg":"文件夹不存在", "data":null}
ann: GET /api/im/cloud/file/list?folderId=999999
404 {"code":404, "msg":"文件夹不存在", "data":null}
ann: POST /api/im/cloud/file/upload
multipart file=@../group_file/note.txt
200 {"data":{"id":{f:int}, "storedFileId":{s:int}, ...}, ...}
bob: PUT /api/im/cloud/file/{f}/rename?newName=x
400 {"code":4401, "msg":"文件不存在", "data":null}
bob: PUT /api/im/cloud/file/{f}/star
{"starred":true}
400 {"code":4401, "msg":"文件不存在", "data":null}
bob: DELETE /api/im/cloud/file/{f}
400 {"code":4401, "msg":"文件不存在", "data":null}
bob: GET /api/im/file/{s}
400 {"code":4401, ...}
== moves
ann: POST /api/im/cloud/folder/create
{"folderName":"A"}
200 {"data":{a:int}, ...}
ann: POST /api/im/cloud/folder/create
{"folderName":"B", "parentId":{a}}
200 {"data":{b:int}, ...}
ann: POST /api/im/cloud/file/upload
multipart folderId=0 file=@../group_file/note.txt
200 {"data":{"id":{f:int}, ...}, ...}
ann: POST /api/im/cloud/file/move
{"fileIds":[{f}], "targetFolderId":{b}}
200 {"code":200, "msg":"移动成功", "data":null}
ann: GET /api/im/cloud/file/list?folderId={b}
200 {"data":[{"id":{f}, "folderId":{b}, ...}], ...}
ann: POST /api/im/cloud/file/move
{"folderIds":[{a}], "targetFolderId":{b}}
400 {"code":400, "msg":"不能移动到自身或其子文件夹下", "data":null}
ann: POST /api/im/cloud/file/move
{"folderIds":[{b}], "targetFolderId":0}
200 {"code":200, "msg":"移动成功", "data":null}
ann: POST /api/im/cloud/file/move
{"folderIds":[{a}], "targetFolderId":{b}}
200 {"code":200, ...}
ann: GET /api/im/cloud/folder/{a}/path
200 {"data":[{"id":{b}, ...}, {"id":{a}, ...}], ...}
ann: POST /api/im/cloud/folder/create
{"folderName":"A"}
200 {"data":{c:int}, ...}
ann: POST /api/im/cloud/file/move
{"folderIds":[{c}], "targetFolderId":{b}}
400 {"code":4302, "msg":"名称已存在", "data":null}
ann: POST /api/im/cloud/file/move
{"fileIds":[{f}]}
400 {"code":400, "data":{"targetFolderId":"目标文件夹ID不能为空"}, ...}
ann: POST /api/im/cloud/file/move
{"targetFolderId":0}
400 {"code":400, "data":{"fileIds":"文件ID列表不能为空"}, ...}
ann: POST /api/im/cloud/file/move
{"fileIds":[{f}], "targetFolderId":999999}
404 {"code":404, "msg":"文件夹不存在", "data":null}
ann: POST /api/im/cloud/file/move
{"fileIds":[{f}, 999999], "targetFolderId":0}
400 {"code":4401, "msg":"文件不存在", "data":null}
bob: POST /api/im/cloud/file/move
{"fileIds":[{f}], "targetFolderId":0}
400 {"code":4401, "msg":"文件不存在", "data":null}
bob: POST /api/im/cloud/file/move
{"folderIds":[{a}], "targetFolderId":0}
404 {"code":404, "msg":"文件夹不存在", "data":null}
== the file of a message
ann: POST /api/im/file/upload
multipart file=@../group_file/a.png
200 {"data":{"fileId":{x:int}, "url":{u:str}, ...}, ...}
ann: POST /api/im/message/send
{"receiverId":{bob.id}, "type":"IMAGE", "content":"{\"fileId\":{x},\"fileUrl\":\"{u}\",\"fileName\":\"a.png\"}"}
200 {"data":{m:int}, ...}
bob: POST /api/im/cloud/file/save-from-message
{"messageId":{m}, "folderId":0}
200 {"code":200, "msg":"保存成功", "data":{"id":{f:int}, "fileName":"a.png", "fileType":"IMAGE", "uploaderId":{bob.id}, "fileUrl":{v:str}, ...}}
ann: DELETE /api/im/file/{x}
200 {"code":200, ...}
bob: GET {v}
200 any
bob: POST /api/im/cloud/file/save-from-message
{"messageId":{m}}
400 {"code":4401, "msg":"文件不存在", "data":null}
bob: POST /api/im/cloud/file/save-from-message
{"messageId":{m}, "folderId":999999}
404 {"code":404, "msg":"文件夹不存在", "data":null}
bob: POST /api/im/cloud/file/save-from-message
{}
400 {"code":400, "data":{"messageId":"消息ID不能为空"}, ...}
bob: POST /api/im/cloud/file/save-from-message
{"messageId":999999}
400 {"code":10003, "msg":"消息不存在", "data":null}
ann: POST /api/im/message/send
{"receiverId":{bob.id}, "type":"TEXT", "content":"hello"}
200 {"data":{n:int}, ...}
bob: POST /api/im/cloud/file/save-from-message
{"messageId":{n}}
400 {"code":400, "msg":"该消息不包含文件", "data":null}
