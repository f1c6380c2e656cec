# ruoyi 15.11 to 15.15 documents: shares, comments and versions
use three people
== each right, one after the other
bob: WS /ws/im?token={bob.token}
bob < {"type":"connected", ...}
ann: POST /api/im/document/create
{"title":"Plan", "content":"one"}
200 {"data":{d:int}, ...}
ann: POST /api/im/document/share
{"documentId":{d}, "userIds":[{bob.id}, {ann.id}], "expireDays":7, "allowCopy":false}
200 {"code":200, "msg":"分享成功", "data":null}
bob < {"type":"notification", "payload":{"type":"DOCUMENT", "title":"文档分享", "content":"{ann.nick}与您分享了文档'Plan'", "relatedType":"DOCUMENT", "relatedId":{d}, ...}, ...}
bob: GET /api/im/document/{d}
200 {"data":{"userPermission":"view", "allowCopy":false, "allowDownload":true, "shareExpireTime":{_:time}, "collaborators":[{"id":{bob.id}, "permission":"view", "expireTime":{_:time}, "allowCopy":false, "allowDownload":true, ...}], ...}, ...}
bob: PUT /api/im/document/update
{"id":{d}, "title":"y"}
403 {"code":403, "msg":"无权限编辑此文档", "data":null}
bob: POST /api/im/document/share
{"documentId":{d}, "userIds":[{cat.id}]}
403 {"code":403, "msg":"只有文档所有者可以分享文档", "data":null}
bob: DELETE /api/im/document/{d}
403 {"code":403, "msg":"无权限删除此文档", "data":null}
ann: POST /api/im/document/share
{"documentId":{d}, "userIds":[{bob.id}], "permission":"comment"}
200 any
bob: GET /api/im/document/{d}
200 {"data":{"userPermission":"comment", "allowCopy":true, "shareExpireTime":null, ...}, ...}
ann: POST /api/im/document/share
{"documentId":{d}, "targetUserId":{bob.id}, "permission":"EDIT"}
200 any
bob: PUT /api/im/document/update
{"id":{d}, "title":"Plans"}
200 {"code":200, "msg":"更新成功", "data":null, ...}
ann: GET /api/im/document/{d}
200 {"data":{"title":"Plans", "content":"one", "lastModifiedBy":{bob.id}, "lastModifiedByName":"{bob.nick}", ...}, ...}
ann: POST /api/im/document/share
{"documentId":{d}, "userIds":[{bob.id}], "permission":"admin"}
200 any
bob: POST /api/im/document/share
{"documentId":{d}, "userIds":[{cat.id}], "permission":"edit"}
200 {"code":200, "msg":"分享成功", "data":null}
bob: POST /api/im/document/share
{"documentId":{d}, "userIds":[{cat.id}], "permission":"admin"}
403 {"code":403, "msg":"只有文档所有者可以设置管理权限", "data":null}
bob: POST /api/im/document/share
{"documentId":{d}, "userIds":[{bob.id}]}
403 {"code":403, "msg":"只有文档所有者可以设置管理权限", "data":null}
cat: DELETE /api/im/document/share/{d}/{bob.id}
403 {"code":403, "msg":"无权限操作", "data":null}
bob: DELETE /api/im/document/share/{d}/{cat.id}
200 {"code":200, "msg":"取消分享成功", "data":null}
cat: GET /api/im/document/{d}
403 {"code":403, "msg":"无权限查看此文档", "data":null}
bob: DELETE /api/im/document/share/{d}/{cat.id}
404 {"code":404, "msg":"分享不存在", "data":null}
bob: DELETE /api/im/document/share/{d}/{ann.id}
404 {"code":404, "msg":"分享不存在", "data":null}
bob: DELETE /api/im/document/share/{d}/{bob.id}
200 {"code":200, "msg":"取消分享成功", "data":null}
bob: GET /api/im/document/{d}
403 {"code":403, "msg":"无权限查看此文档", "data":null}
bob: DELETE /api/im/document/share/{d}/{bob.id}
403 {"code":403, "msg":"无权限操作", "data":null}
bob: DELETE /api/im/document/share/999999999/{bob.id}
404 {"code":404, "msg":"文档不存在", "data":null}
== shares that cannot be
ann: POST /api/im/document/create
{"title":"x"}
200 {"data":{d:int}, ...}
ann: POST /api/im/document/share
{"documentId":{d}}
400 {"code":400, "msg":"参数校验失败", "data":{"userIds":"请选择要分享的用户"}}
ann: POST /api/im/document/share
{"documentId":{d}, "targetUserId":null, "permission":"VIEW"}
400 {"code":400, "msg":"参数校验失败", "data":{"userIds":"请选择要分享的用户"}}
ann: POST /api/im/document/share
{"userIds":[{bob.id}]}
400 {"code":400, "msg":"参数校验失败", "data":{"documentId":"文档ID不能为空"}}
ann: POST /api/im/document/share
{"documentId":{d}, "userIds":[{bob.id}], "permission":"own", "expireDays":0}
400 {"code":400, "msg":"参数校验失败", "data":{"permission":"权限类型不正确", "expireDays":"有效天数不正确"}}
ann: POST /api/im/document/share
{"documentId":{d}, "userIds":[{bob.id}, 999999999]}
400 {"code":4001, "msg":"用户不存在", "data":null}
ann: POST /api/im/document/share
{"documentId":999999999, "userIds":[{bob.id}]}
404 {"code":404, "msg":"文档不存在", "data":null}
ann: GET /api/im/document/{d}
200 {"data":{"collaborators":[], ...}, ...}
ann: DELETE /api/im/document/{d}
200 any
ann: POST /api/im/document/share
{"documentId":{d}, "userIds":[{bob.id}]}
400 {"code":400, "msg":"文档已在回收站中", "data":null}
== who blocks them gets none
use two friends
bob: PUT /api/im/contact/{ann.id}/block?blocked=true
200 any
ann: POST /api/im/document/create
{"title":"x"}
200 {"data":{d:int}, ...}
ann: POST /api/im/document/share
{"documentId":{d}, "userIds":[{bob.id}]}
403 {"code":403, "msg":"对方已将您拉黑", "data":null}
== comments
ann: WS /ws/im?token={ann.token}
ann < {"type":"connected", ...}
ann: POST /api/im/document/create
{"title":"Plan", "content":"one two"}
200 {"data":{d:int}, ...}
ann: POST /api/im/document/share
{"documentId":{d}, "userIds":[{bob.id}]}
200 any
bob: POST /api/im/document/{d}/comments
{"content":" why? ", "selectedText":"two", "selectionOffset":4}
200 {"code":200, "msg":"评论成功", "data":{c:int}}
ann < {"type":"notification", "payload":{"type":"DOCUMENT", "title":"文档评论", "content":"{bob.nick}评论了您的文档'Plan'：why?", "relatedId":{d}, ...}, ...}
ann: POST /api/im/document/comment
{"documentId":{d}, "content":"so", "parentId":{c}}
200 {"code":200, "msg":"评论成功", "data":{r:int}}
bob: GET /api/im/notification/list?type=DOCUMENT
200 {"data":[{"title":"评论回复", "content":"{ann.nick}回复了您在文档'Plan'中的评论：so", "relatedType":"DOCUMENT", "relatedId":{d}, ...}, ...], ...}
bob: POST /api/im/document/comment
{"documentId":{d}, "content":"thanks", "parentId":{r}}
200 {"data":{s:int}, ...}
ann: POST /api/im/document/{d}/comments
{"content":"second"}
200 {"data":{e:int}, ...}
ann: GET /api/im/document/{d}/comments
200 {"code":200, "msg":"操作成功", "data":[{"id":{e}, "content":"second", "selectedText":null, "selectionOffset":null, "replies":[], ...}, {"id":{c}, "documentId":{d}, "userId":{bob.id}, "userName":"{bob.nick}", "userAvatar":{_:str}, "content":"why?", "parentId":null, "selectedText":"two", "selectionOffset":4, "isResolved":false, "createTime":{_:time}, "canDelete":true, "replies":[{"id":{r}, "userId":{ann.id}, "userName":"{ann.nick}", "userAvatar":{_:str}, "content":"so", "createTime":{_:time}, "canDelete":true}, {"id":{s}, "content":"thanks", ...}]}]}
bob: GET /api/im/document/{d}/comments?pageNum=1&pageSize=1
200 {"data":[{"id":{e}, "canDelete":false, ...}], "rows":[{"id":{e}, ...}], "total":2, ...}
bob: DELETE /api/im/document/comment/{e}
403 {"code":403, "msg":"无权限删除此评论", "data":null}
bob: DELETE /api/im/document/comment/{s}
200 {"code":200, "msg":"删除成功", "data":null}
bob: DELETE /api/im/document/comment/{s}
404 {"code":404, "msg":"评论不存在", "data":null}
ann: DELETE /api/im/document/comment/{c}
200 {"code":200, "msg":"删除成功", "data":null}
ann: GET /api/im/document/{d}/comments
200 {"data":[{"id":{e}, ...}], ...}
ann: GET /api/im/document/{d}
200 {"data":{"commentCount":1, ...}, ...}
bob: POST /api/im/document/{d}/comments
{"content":" "}
400 {"code":400, "msg":"参数校验失败", "data":{"content":"评论内容不能为空"}}
bob: POST /api/im/document/{d}/comments
{"content":"{字*1001}", "selectedText":"{字*501}", "selectionOffset":-1}
400 {"code":400, "msg":"参数校验失败", "data":{"content":"评论内容长度不能超过1000个字符", "selectedText":"选中文本长度不能超过500个字符", "selectionOffset":"选中位置不正确"}}
bob: POST /api/im/document/{d}/comments
{"content":"x", "parentId":{c}}
404 {"code":404, "msg":"评论不存在", "data":null}
bob: POST /api/im/document/comment
{"documentId":{d}, "content":"x", "parentId":{c}}
404 {"code":404, "msg":"评论不存在", "data":null}
bob: POST /api/im/document/comment
{"documentId":{d}}
400 {"code":400, "msg":"参数校验失败", "data":{"content":"评论内容不能为空"}}
bob: POST /api/im/document/comment
{"content":"x"}
400 {"code":400, "msg":"参数校验失败", "data":{"documentId":"文档ID不能为空"}}
cat: POST /api/im/document/{d}/comments
{"content":"x"}
403 {"code":403, "msg":"无权限查看此文档", "data":null}
cat: POST /api/im/document/comment
{"documentId":{d}, "content":"x"}
403 {"code":403, "msg":"无权限查看此文档", "data":null}
cat: GET /api/im/document/{d}/comments
403 {"code":403, "msg":"无权限查看此文档", "data":null}
cat: DELETE /api/im/document/comment/{e}
403 {"code":403, "msg":"无权限删除此评论", "data":null}
cat: POST /api/im/document/999999999/comments
{"content":"x"}
404 {"code":404, "msg":"文档不存在", "data":null}
cat: POST /api/im/document/comment
{"documentId":999999999, "content":"x"}
404 {"code":404, "msg":"文档不存在", "data":null}
cat: GET /api/im/document/999999999/comments
404 {"code":404, "msg":"文档不存在", "data":null}
== versions
ann: POST /api/im/document/create
{"title":"Plan", "content":"one"}
200 {"data":{d:int}, ...}
ann: POST /api/im/document/share
{"documentId":{d}, "userIds":[{bob.id}], "permission":"edit"}
200 any
ann: POST /api/im/document/share
{"documentId":{d}, "userIds":[{cat.id}]}
200 any
ann: PUT /api/im/document/update
{"id":{d}, "title":"Plans", "content":"three", "changeDescription":"more", "version":1}
200 {"version":2, ...}
bob: PUT /api/im/document/update
{"id":{d}, "content":"four", "version":1}
400 {"code":400, "msg":"文档已被他人修改", "data":{"version":2}}
cat: GET /api/im/document/{d}/versions
200 {"code":200, "msg":"操作成功", "data":[{"id":{v2:int}, "documentId":{d}, "version":2, "titleSnapshot":"Plans", "modifiedBy":{ann.id}, "modifiedByName":"{ann.nick}", "changeDescription":"more", "fileSize":5, "createTime":{_:time}, "canRestore":false, "content":null}, {"id":{v1:int}, "version":1, "titleSnapshot":"Plan", "changeDescription":"创建文档", "fileSize":3, ...}]}
cat: GET /api/im/document/{d}/versions/{v1}
200 {"code":200, "msg":"操作成功", "data":{"id":{v1}, "documentId":{d}, "version":1, "titleSnapshot":"Plan", "modifiedBy":{ann.id}, "modifiedByName":"{ann.nick}", "changeDescription":"创建文档", "fileSize":3, "createTime":{_:time}, "canRestore":false, "content":"one"}}
bob: GET /api/im/document/{d}/versions/{v1}
200 {"data":{"canRestore":true, "content":"one", ...}, ...}
bob: GET /api/im/document/{d}/versions/999999999
404 {"code":404, "msg":"版本不存在", "data":null}
bob: GET /api/im/document/999999999/versions/{v1}
404 {"code":404, "msg":"文档不存在", "data":null}
cat: POST /api/im/document/{d}/versions/{v1}/restore
403 {"code":403, "msg":"无权限编辑此文档", "data":null}
bob: POST /api/im/document/{d}/versions/{v1}/restore
200 {"code":200, "msg":"版本恢复成功", "data":null}
ann: GET /api/im/document/{d}
200 {"data":{"title":"Plan", "content":"one", "version":3, "lastModifiedBy":{bob.id}, ...}, ...}
bob: GET /api/im/document/{d}/versions?pageNum=1&pageSize=2
200 {"data":[{"version":3, "changeDescription":"恢复到版本1", "canRestore":false, ...}, {"version":2, "canRestore":true, ...}], "total":3, ...}
bob: POST /api/im/document/{d}/versions/999999999/restore
404 {"code":404, "msg":"版本不存在", "data":null}
bob: POST /api/im/document/999999999/versions/{v1}/restore
404 {"code":404, "msg":"文档不存在", "data":null}
bob: GET /api/im/document/999999999/versions
404 {"code":404, "msg":"文档不存在", "data":null}
ann: DELETE /api/im/document/share/{d}/{cat.id}
200 any
cat: GET /api/im/document/{d}/versions
403 {"code":403, "msg":"无权限查看此文档", "data":null}
cat: GET /api/im/document/{d}/versions/{v1}
403 {"code":403, "msg":"无权限查看此文档", "data":null}
ann: POST /api/im/document/create
{"title":"Other"}
200 {"data":{o:int}, ...}
ann: GET /api/im/document/{o}/versions/{v1}
404 {"code":404, "msg":"版本不存在", "data":null}
ann: POST /api/im/document/{o}/versions/{v1}/restore
404 {"code":404, "msg":"版本不存在", "data":null}
== of two who save one text by themselves the later one is refused
ann: POST /api/im/document/create
{"title":"Plan", "content":"one"}
200 {"data":{d:int}, ...}
ann: POST /api/im/document/share
{"documentId":{d}, "userIds":[{bob.id}], "permission":"edit"}
200 any
ann: GET /api/im/document/{d}
200 {"data":{"revision":{r1:int}, ...}, ...}
ann: PUT /api/im/document/update
{"id":{d}, "content":"two", "autoSave":true, "revision":{r1}}
200 {"code":200, "msg":"更新成功", "data":null, "version":1, "revision":{r2:int}}
bob: PUT /api/im/document/update
{"id":{d}, "content":"three", "autoSave":true, "revision":{r1}}
400 {"code":400, "msg":"文档已被他人修改", "data":{"version":1}}
bob: PUT /api/im/document/update
{"id":{d}, "content":"three", "autoSave":true, "version":1, "revision":{r2}}
200 {"version":1, "revision":{r3:int}, ...}
ann: PUT /api/im/document/update
{"id":{d}, "title":"Plans", "revision":{r2}}
400 {"code":400, "msg":"文档已被他人修改", "data":{"version":1}}
ann: GET /api/im/document/{d}
200 {"data":{"title":"Plan", "content":"three", "version":1, "revision":{r3}, ...}, ...}
== what an editor saved by itself is not lost to another
ann: POST /api/im/document/create
{"title":"Plan", "content":"one"}
200 {"data":{d:int}, ...}
ann: POST /api/im/document/share
{"documentId":{d}, "userIds":[{bob.id}], "permission":"edit"}
200 any
ann: PUT /api/im/document/update
{"id":{d}, "content":"two", "autoSave":true, "version":1}
200 {"version":1, ...}
bob: PUT /api/im/document/update
{"id":{d}, "content":"three", "autoSave":true, "version":1}
200 {"version":2, ...}
ann: PUT /api/im/document/update
{"id":{d}, "content":"four", "autoSave":true, "version":1}
400 {"code":400, "msg":"文档已被他人修改", "data":{"version":2}}
ann: GET /api/im/document/{d}/versions
200 {"data":[{"id":{v:int}, "version":2, "modifiedBy":{ann.id}, "changeDescription":"自动保存", "canRestore":true, ...}, {"version":1, ...}], ...}
ann: POST /api/im/document/{d}/versions/{v}/restore
200 any
ann: GET /api/im/document/{d}
200 {"data":{"content":"two", "version":4, ...}, ...}
ann: GET /api/im/document/{d}/versions
200 {"data":[{"version":4, "changeDescription":"恢复到版本2", ...}, {"version":3, "modifiedBy":{bob.id}, "changeDescription":"自动保存", ...}, ...], ...}
