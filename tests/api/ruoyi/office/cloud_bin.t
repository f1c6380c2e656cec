# ruoyi 15.19 the recycle bin of the cloud drive
use two people
== a file, there and back
ann: POST /api/im/cloud/file/upload
multipart folderId=0 file=@../group_file/note.txt
200 {"data":{"id":{f:int}, "url":{u:str}, ...}, ...}
ann: DELETE /api/im/cloud/file/{f}
200 {"code":200, "msg":"已移入回收站", "data":null}
ann: DELETE /api/im/cloud/file/{f}
200 {"code":200, ...}
ann: GET /api/im/cloud/file/list?folderId=0
200 {"data":[], ...}
ann: GET /api/im/cloud/file/recent
200 {"data":[], ...}
ann: GET /api/im/cloud/file/search?keyword=note
200 {"data":[], ...}
ann: GET /api/im/cloud/recycle-bin
200 {"code":200, "msg":"操作成功", "data":[{"id":{f}, "itemType":"FILE", "fileName":"note.txt", "name":"note.txt", "fileSize":18, "fileSizeFormat":"18 B", "fileType":"TEXT", "deletedTime":{_:time}, "expireTime":{_:time}}]}
ann: PUT /api/im/cloud/file/{f}/rename?newName=x
400 {"code":400, "msg":"该内容已在回收站中", "data":null}
ann: PUT /api/im/cloud/file/{f}/star
{"starred":true}
400 {"code":400, "msg":"该内容已在回收站中", "data":null}
ann: POST /api/im/cloud/file/move
{"fileIds":[{f}], "targetFolderId":0}
400 {"code":400, "msg":"该内容已在回收站中", "data":null}
ann: POST /api/im/cloud/file/{f}/restore
200 {"code":200, "msg":"恢复成功", "data":null}
ann: POST /api/im/cloud/file/{f}/restore
200 {"code":200, ...}
ann: GET /api/im/cloud/file/list?folderId=0
200 {"data":[{"id":{f}, ...}], ...}
ann: DELETE /api/im/cloud/file/{f}/permanent
200 {"code":200, "msg":"已永久删除", "data":null}
ann: GET /api/im/cloud/quota
200 {"data":{"usedCapacity":0, "fileCount":0, ...}, ...}
ann: GET {u}
404 any
ann: DELETE /api/im/cloud/file/{f}/permanent
400 {"code":4401, "msg":"文件不存在", "data":null}
ann: POST /api/im/cloud/file/{f}/restore
400 {"code":4401, "msg":"文件不存在", "data":null}
ann: DELETE /api/im/cloud/file/{f}
400 {"code":4401, "msg":"文件不存在", "data":null}
== a folder goes with what is in it
ann: POST /api/im/cloud/folder/create
{"folderName":"A"}
200 {"data":{a:int}, ...}
ann: POST /api/im/cloud/folder/create
{"folderName":"B", "parentId":{a}}
200 {"data":{b:int}, ...}
ann: POST /api/im/cloud/file/upload
multipart folderId={b} file=@../group_file/note.txt
200 {"data":{"id":{f:int}, ...}, ...}
ann: DELETE /api/im/cloud/folder/{a}
200 {"code":200, "msg":"已移入回收站", "data":null}
ann: GET /api/im/cloud/folder/list
200 {"data":[], ...}
ann: GET /api/im/cloud/folder/list?parentId={b}
404 {"code":404, "msg":"文件夹不存在", "data":null}
ann: GET /api/im/cloud/file/recent
200 {"data":[], ...}
ann: GET /api/im/cloud/recycle-bin
200 {"data":[{"id":{a}, "itemType":"FOLDER", "fileName":"A", "fileSize":null, "fileType":null, ...}], ...}
ann: GET /api/im/cloud/recycle-bin?pageNum=1&pageSize=5
200 {"data":[{"id":{a}, ...}], "rows":[{...}], "total":1, ...}
ann: PUT /api/im/cloud/folder/{a}/rename?newName=C
400 {"code":400, "msg":"该内容已在回收站中", "data":null}
ann: PUT /api/im/cloud/folder/{a}/star
{"starred":true}
400 {"code":400, "msg":"该内容已在回收站中", "data":null}
ann: POST /api/im/cloud/file/move
{"folderIds":[{b}], "targetFolderId":0}
400 {"code":400, "msg":"该内容已在回收站中", "data":null}
ann: POST /api/im/cloud/folder/create
{"folderName":"A"}
200 {"data":{c:int}, ...}
ann: POST /api/im/cloud/folder/{a}/restore
200 {"code":200, "msg":"恢复成功", "data":null}
ann: GET /api/im/cloud/folder/list
200 {"data":[{"id":{c}, "folderName":"A", ...}, {"id":{a}, "folderName":"A (2)", ...}], ...}
ann: GET /api/im/cloud/file/list?folderId={b}
200 {"data":[{"id":{f}, ...}], ...}
== out of a folder that stays in the bin
ann: POST /api/im/cloud/folder/create
{"folderName":"A"}
200 {"data":{a:int}, ...}
ann: POST /api/im/cloud/file/upload
multipart folderId={a} file=@../group_file/note.txt
200 {"data":{"id":{f:int}, ...}, ...}
ann: DELETE /api/im/cloud/folder/{a}
200 any
ann: POST /api/im/cloud/file/{f}/restore
200 {"code":200, ...}
ann: GET /api/im/cloud/file/list?folderId=0
200 {"data":[{"id":{f}, ...}], ...}
ann: DELETE /api/im/cloud/folder/{a}/permanent
200 {"code":200, "msg":"已永久删除", "data":null}
ann: GET /api/im/cloud/recycle-bin
200 {"data":[], ...}
ann: POST /api/im/cloud/folder/{a}/restore
404 {"code":404, "msg":"文件夹不存在", "data":null}
ann: DELETE /api/im/cloud/folder/{a}
404 {"code":404, "msg":"文件夹不存在", "data":null}
ann: DELETE /api/im/cloud/folder/{a}/permanent
404 {"code":404, "msg":"文件夹不存在", "data":null}
ann: GET /api/im/cloud/file/list?folderId=0
200 {"data":[{"id":{f}, ...}], ...}
bob: GET /api/im/cloud/recycle-bin
200 {"data":[], ...}
