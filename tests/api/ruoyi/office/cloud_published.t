# ruoyi-client 2.9, check list 59 to 63: the drive as the published web client sends and reads it
use two people
== as its page does
ann: POST /api/im/cloud/folder/create
header X-CSRF-Token x
{"folderName":"Plans", "parentId":0, "ownerType":"USER", "accessPermission":"PRIVATE"}
200 {"code":200, "data":{p:int}, ...}
ann: GET /api/im/cloud/folder/list?parentId=0&ownerType=USER
200 {"data":[{"id":{p}, "folderName":"Plans", "fileCount":0, "ownerName":"{ann.nick}", "updateTime":{_:time}, ...}], ...}
ann: POST /api/im/cloud/file/upload
header X-CSRF-Token x
multipart folderId=0 file=@../group_file/a.png
200 {"data":{"id":{f:int}, "fileName":"a.png", "fileSize":73, "url":{u:str}, ...}, ...}
ann: GET /api/im/cloud/file/list?folderId=0
200 {"data":[{"id":{f}, "fileName":"a.png", "fileType":"IMAGE", "uploaderName":"{ann.nick}", "updateTime":{_:time}, "isStarred":false, ...}], ...}
ann: GET /api/im/cloud/quota
200 {"data":{"usageRate":{_:num}, "usedCapacityFormat":"73 B", "totalCapacityFormat":{_:str}, ...}, ...}
ann: PUT /api/im/cloud/folder/{p}/rename?newName=Other
header X-CSRF-Token x
200 {"code":200, "data":null, ...}
bob: DELETE /api/im/cloud/folder/{p}
header X-CSRF-Token x
400 {"code":404, "msg":"文件夹不存在", "data":null}
ann: DELETE /api/im/cloud/folder/{p}
header X-CSRF-Token x
200 {"code":200, ...}
ann: PUT /api/im/cloud/file/{f}/star
header X-CSRF-Token x
{"starred":true}
200 {"code":200, ...}
== a file of the drive that is opened and renamed as a document
ann: POST /api/im/cloud/file/upload
multipart folderId=0 file=@../group_file/a.png
200 {"data":{"id":{f:int}, ...}, ...}
ann: GET /api/im/document/{f}
200 {"data":{"id":{f}, "title":"a.png", "type":"IMAGE", "content":"", "url":{u:str}, "ownerId":{ann.id}, ...}, ...}
ann: GET {u}
200 any
ann: PUT /api/im/document/update
header X-CSRF-Token x
{"id":{f}, "title":"b.png"}
200 {"code":200, "msg":"更新成功", "data":null}
ann: GET /api/im/cloud/file/list?folderId=0
200 {"data":[{"id":{f}, "fileName":"b.png", ...}], ...}
ann: PUT /api/im/document/update
{"id":{f}, "content":"x"}
404 {"code":404, "msg":"文档不存在", "data":null}
bob: GET /api/im/document/{f}
404 {"code":404, "msg":"文档不存在", "data":null}
bob: PUT /api/im/document/update
header X-CSRF-Token x
{"id":{f}, "title":"mine"}
400 {"code":404, "msg":"文档不存在", "data":null}
ann: POST /api/im/document/create
{"title":"Doc"}
200 {"data":{d:int}, ...}
ann: PUT /api/im/cloud/file/{d}/rename?newName=x
400 {"code":4401, "msg":"文件不存在", "data":null}
