# ruoyi-client 2.8, check list 54 to 58: documents as the published web client sends and reads them
use two people
== a document that the page shares and renames
ann: POST /api/im/document/create
header X-CSRF-Token x
{"title":"Plan", "content":"one"}
200 {"code":200, "data":{d:int}, ...}
ann: GET /api/im/document/list?type=recent
200 {"data":[{"id":{d}, "title":"Plan", "type":"TEXT", "creatorName":"{ann.nick}", "updateTime":{_:time}, "isStarred":false, ...}], ...}
ann: POST /api/im/document/share
header X-CSRF-Token x
{"documentId":{d}, "targetUserId":{bob.id}, "permission":"VIEW"}
200 {"code":200, "msg":"分享成功", "data":null}
bob: GET /api/im/document/list?type=shared
200 {"data":[{"id":{d}, "creatorName":"{ann.nick}", ...}], ...}
bob: PUT /api/im/document/update
header X-CSRF-Token x
{"id":{d}, "title":"Mine"}
400 {"code":403, "msg":"无权限编辑此文档", "data":null}
ann: POST /api/im/document/share
header X-CSRF-Token x
{"documentId":{d}, "targetUserId":null, "permission":"EDIT"}
400 {"code":400, "msg":"请选择要分享的用户", "data":{"userIds":"请选择要分享的用户"}}
ann: POST /api/im/document/share
header X-CSRF-Token x
{"documentId":{d}, "targetUserId":{bob.id}, "permission":"EDIT"}
200 any
bob: PUT /api/im/document/update
header X-CSRF-Token x
{"id":{d}, "title":"Ours"}
200 {"code":200, "msg":"更新成功", "data":null, ...}
ann: GET /api/im/document/{d}
200 {"data":{"title":"Ours", "content":"one", "type":"TEXT", "url":null, ...}, ...}
bob: POST /api/im/document/{d}/star?starred=true
header X-CSRF-Token x
200 {"code":200, ...}
bob: POST /api/im/document/{d}/star?starred=false
header X-CSRF-Token x
200 {"code":200, ...}
ann: PUT /api/im/document/update
header X-CSRF-Token x
{"id":{d}}
400 {"code":400, ...}
ann: DELETE /api/im/document/{d}
header X-CSRF-Token x
200 {"code":200, "msg":"删除成功", "data":null}
ann: GET /api/im/document/list?type=trash
200 {"data":[{"id":{d}, ...}], ...}
ann: POST /api/im/document/{d}/restore
header X-CSRF-Token x
200 {"code":200, "msg":"恢复成功", "data":null}
ann: DELETE /api/im/document/{d}/permanent
header X-CSRF-Token x
200 {"code":200, "msg":"永久删除成功", "data":null}
ann: GET /api/im/document/{d}
404 {"code":404, ...}
