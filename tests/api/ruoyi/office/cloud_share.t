# ruoyi 15.20 shares of the cloud drive
use two people
== a file with a password
ann: POST /api/im/cloud/file/upload
multipart folderId=0 file=@../group_file/note.txt
200 {"data":{"id":{f:int}, ...}, ...}
ann: POST /api/im/cloud/share/create
{"shareType":"FILE", "resourceId":{f}, "accessPassword":"open", "expireDays":7}
200 {"code":200, "msg":"创建成功", "data":{"id":{s:int}, "shareId":{s}, "shareType":"FILE", "resourceId":{f}, "resourceName":"note.txt", "sharerId":{ann.id}, "sharerName":"{ann.nick}", "shareCode":{c:str}, "shareLink":{_:str}, "hasPassword":true, "expireDays":7, "expireTime":{_:time}, "isExpired":false, "allowDownload":true, "allowPreview":true, "viewCount":0, "status":"ACTIVE", "createTime":{_:time}}}
bob: GET /api/im/cloud/share/access?shareCode={c}
403 {"code":403, "msg":"请输入访问密码", "data":null}
bob: GET /api/im/cloud/share/access?shareCode={c}&password=shut
400 {"code":4003, "msg":"访问密码错误", "data":null}
bob: GET /api/im/cloud/share/access?shareCode={c}&password=open
200 {"code":200, "msg":"操作成功", "data":{"shareType":"FILE", "resourceName":"note.txt", "shareCode":{c}, "sharerId":{ann.id}, "sharerName":"{ann.nick}", "sharerAvatar":{_:str}, "expireTime":{_:time}, "allowDownload":true, "allowPreview":true, "folders":[], "files":[{"id":{f}, "fileUrl":{u:str}, "url":{u}, "previewUrl":{u}, ...}]}}
bob: GET {u}
200 any
ann: GET /api/im/cloud/share/list
200 {"code":200, "msg":"操作成功", "data":[{"id":{s}, "viewCount":{_:int}, "hasPassword":true, ...}]}
ann: GET /api/im/cloud/share/list?pageNum=1&pageSize=1
200 {"data":[{"id":{s}, ...}], "rows":[{...}], "total":1, ...}
bob: GET /api/im/cloud/share/list
200 {"data":[], ...}
bob: DELETE /api/im/cloud/share/{s}
404 {"code":404, "msg":"分享不存在或已失效", "data":null}
ann: DELETE /api/im/cloud/share/{s}
200 {"code":200, "msg":"已取消分享", "data":null}
bob: GET /api/im/cloud/share/access?shareCode={c}&password=open
404 {"code":404, "msg":"分享不存在或已失效", "data":null}
ann: DELETE /api/im/cloud/share/{s}
404 {"code":404, "msg":"分享不存在或已失效", "data":null}
== guesses end
ann: POST /api/im/cloud/file/upload
multipart folderId=0 file=@../group_file/note.txt
200 {"data":{"id":{f:int}, ...}, ...}
ann: POST /api/im/cloud/share/create
{"shareType":"file", "resourceId":{f}, "accessPassword":"open"}
200 {"data":{"shareCode":{c:str}, "expireDays":0, "expireTime":null, ...}, ...}
bob: GET /api/im/cloud/share/access?shareCode={c}&password=1111
400 {"code":4003, ...}
bob: GET /api/im/cloud/share/access?shareCode={c}&password=2222
400 {"code":4003, ...}
bob: GET /api/im/cloud/share/access?shareCode={c}&password=3333
400 {"code":4003, ...}
bob: GET /api/im/cloud/share/access?shareCode={c}&password=4444
400 {"code":4003, ...}
bob: GET /api/im/cloud/share/access?shareCode={c}&password=5555
400 {"code":4003, ...}
bob: GET /api/im/cloud/share/access?shareCode={c}&password=open
400 {"code":400, "msg":"密码错误次数过多，请稍后再试", "data":null}
ann: GET /api/im/cloud/share/access?shareCode={c}&password=open
200 {"code":200, ...}
== a folder, and what is under it
ann: POST /api/im/cloud/folder/create
{"folderName":"A"}
200 {"data":{a:int}, ...}
ann: POST /api/im/cloud/folder/create
{"folderName":"B", "parentId":{a}}
200 {"data":{b:int}, ...}
ann: POST /api/im/cloud/folder/create
{"folderName":"Beside"}
200 {"data":{x:int}, ...}
ann: POST /api/im/cloud/file/upload
multipart folderId={a} file=@../group_file/note.txt
200 {"data":{"id":{f:int}, ...}, ...}
ann: POST /api/im/cloud/file/upload
multipart folderId={b} file=@../group_file/a.png
200 {"data":{"id":{g:int}, ...}, ...}
ann: POST /api/im/cloud/share/create
{"shareType":"FOLDER", "resourceId":{a}, "allowDownload":false}
200 {"data":{"id":{s:int}, "shareCode":{c:str}, "hasPassword":false, "allowDownload":false, ...}, ...}
bob: GET /api/im/cloud/share/access?shareCode={c}
200 {"data":{"shareType":"FOLDER", "folders":[{"id":{b}, "folderName":"B", ...}], "files":[{"id":{f}, "fileUrl":null, "previewUrl":{_:str}, ...}], ...}, ...}
bob: GET /api/im/cloud/share/access?shareCode={c}&folderId={b}
200 {"data":{"folders":[], "files":[{"id":{g}, ...}], ...}, ...}
bob: GET /api/im/cloud/share/access?shareCode={c}&folderId={x}
404 {"code":404, "msg":"文件夹不存在", "data":null}
ann: DELETE /api/im/cloud/folder/{b}
200 any
bob: GET /api/im/cloud/share/access?shareCode={c}&folderId={b}
404 {"code":404, "msg":"文件夹不存在", "data":null}
ann: DELETE /api/im/cloud/folder/{a}
200 any
bob: GET /api/im/cloud/share/access?shareCode={c}
404 {"code":404, "msg":"分享不存在或已失效", "data":null}
== shares that are refused
ann: POST /api/im/cloud/file/upload
multipart folderId=0 file=@../group_file/note.txt
200 {"data":{"id":{f:int}, ...}, ...}
ann: POST /api/im/cloud/folder/create
{"folderName":"A"}
200 {"data":{a:int}, ...}
bob: POST /api/im/cloud/share/create
{"shareType":"FILE", "resourceId":{f}}
400 {"code":4401, "msg":"文件不存在", "data":null}
bob: POST /api/im/cloud/share/create
{"shareType":"FOLDER", "resourceId":{a}}
404 {"code":404, "msg":"文件夹不存在", "data":null}
ann: POST /api/im/cloud/share/create
{"resourceId":{f}}
400 {"code":400, "data":{"shareType":"分享类型不能为空"}, ...}
ann: POST /api/im/cloud/share/create
{"shareType":"DISK", "resourceId":{f}}
400 {"code":400, "data":{"shareType":"分享类型不正确"}, ...}
ann: POST /api/im/cloud/share/create
{"shareType":"FILE"}
400 {"code":400, "data":{"resourceId":"资源ID不能为空"}, ...}
ann: POST /api/im/cloud/share/create
{"shareType":"FILE", "resourceId":{f}, "accessPassword":"abc"}
400 {"code":400, "data":{"accessPassword":"访问密码长度应为4到32个字符"}, ...}
ann: POST /api/im/cloud/share/create
{"shareType":"FILE", "resourceId":{f}, "expireDays":-1}
400 {"code":400, "data":{"expireDays":"有效期天数不正确"}, ...}
ann: DELETE /api/im/cloud/file/{f}
200 any
ann: POST /api/im/cloud/share/create
{"shareType":"FILE", "resourceId":{f}}
400 {"code":400, "msg":"该内容已在回收站中", "data":null}
bob: GET /api/im/cloud/share/access?shareCode=
400 {"code":400, "data":{"shareCode":"分享码不能为空"}, ...}
bob: GET /api/im/cloud/share/access?shareCode={x*33}
400 {"code":400, "data":{"shareCode":"分享码不正确"}, ...}
bob: GET /api/im/cloud/share/access?shareCode=00000000000000000000
404 {"code":404, "msg":"分享不存在或已失效", "data":null}
