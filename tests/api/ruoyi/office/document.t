# ruoyi 15 documents: their lives, lists, stars and searches
use three people
== one's own, from creation to the trash and back
ann: POST /api/im/document/create
{"title":" 会议纪要 ", "docType":"doc", "content":"<p>周二的&nbsp;项目计划</p>", "folderId":3}
200 {"code":200, "msg":"创建成功", "data":{d:int}}
ann: GET /api/im/document/{d}
200 {"code":200, "msg":"操作成功", "data":{"id":{d}, "documentId":{d}, "title":"会议纪要", "docType":"doc", "type":"TEXT", "content":"<p>周二的&nbsp;项目计划</p>", "url":null, "contentSize":{_:int}, "status":"published", "ownerId":{ann.id}, "ownerName":"{ann.nick}", "ownerAvatar":{_:str}, "creatorName":"{ann.nick}", "folderId":3, "parentId":null, "isStarred":false, "lastModifiedBy":{ann.id}, "lastModifiedByName":"{ann.nick}", "lastModifiedTime":{_:time}, "updateTime":{_:time}, "createTime":{_:time}, "version":1, "revision":{_:int}, "preview":"周二的 项目计划", "isDeleted":false, "deletedTime":null, "autoDeleteDays":null, "commentCount":0, "collaborators":[], "userPermission":"admin", "allowCopy":true, "allowDownload":true, "shareExpireTime":null}}
ann: PUT /api/im/document/update
{"id":{d}, "title":"纪要", "changeDescription":"shorter"}
200 {"code":200, "msg":"更新成功", "data":null, "version":2, ...}
ann: PUT /api/im/document/update
{"id":{d}, "content":"周三", "autoSave":true}
200 {"code":200, "data":null, "version":2, ...}
ann: GET /api/im/document/{d}
200 {"data":{"title":"纪要", "content":"周三", "version":2, "preview":"周三", ...}, ...}
ann: DELETE /api/im/document/{d}
200 {"code":200, "msg":"删除成功", "data":null}
ann: DELETE /api/im/document/{d}
200 {"code":200, "msg":"删除成功", "data":null}
ann: GET /api/im/document/list
200 {"data":[], ...}
ann: GET /api/im/document/list?type=trash
200 {"data":[{"id":{d}, "isDeleted":true, "deletedTime":{_:time}, "autoDeleteDays":30, ...}], ...}
ann: PUT /api/im/document/update
{"id":{d}, "title":"x"}
400 {"code":400, "msg":"文档已在回收站中", "data":null}
ann: POST /api/im/document/{d}/comments
{"content":"x"}
400 {"code":400, "msg":"文档已在回收站中", "data":null}
ann: POST /api/im/document/{d}/restore
200 {"code":200, "msg":"恢复成功", "data":null}
ann: PUT /api/im/document/{d}/restore
200 {"code":200, "msg":"恢复成功", "data":null}
ann: GET /api/im/document/list?type=my
200 {"data":[{"id":{d}, "isDeleted":false, "content":null, ...}], ...}
ann: DELETE /api/im/document/{d}/permanent
200 {"code":200, "msg":"永久删除成功", "data":null}
ann: GET /api/im/document/{d}
404 {"code":404, "msg":"文档不存在", "data":null}
ann: GET /api/im/document/list?type=trash
200 {"data":[], ...}
== lists
ann: POST /api/im/document/create
{"title":"first"}
200 {"data":{a:int}, ...}
ann: POST /api/im/document/create
{"title":"second", "docType":"sheet"}
200 {"data":{b:int}, ...}
bob: POST /api/im/document/create
{"title":"third", "docType":"mind"}
200 {"data":{c:int}, ...}
bob: POST /api/im/document/share
{"documentId":{c}, "userIds":[{ann.id}]}
200 any
ann: GET /api/im/document/list
200 {"data":[{"id":{c}, "docType":"mind", "type":"FILE", "ownerName":"{bob.nick}", "userPermission":"view", "collaborators":[{"id":{ann.id}, "name":"{ann.nick}", "avatar":{_:str}, "permission":"view", "expireTime":null, "allowCopy":true, "allowDownload":true}], ...}, {"id":{b}, ...}, {"id":{a}, ...}], ...}
ann: GET /api/im/document/list?type=MY&pageNum=1&pageSize=1
200 {"data":[{"id":{b}, ...}], "rows":[{"id":{b}, ...}], "total":2, ...}
ann: GET /api/im/document/list?type=all&pageNum=2&pageSize=2
200 {"data":[{"id":{a}, ...}], "total":3, ...}
ann: GET /api/im/document/list?type=shared
200 {"data":[{"id":{c}, ...}], ...}
ann: PUT /api/im/document/update
{"id":{a}, "content":"x"}
200 any
ann: GET /api/im/document/list?type=my
200 {"data":[{"id":{a}, ...}, {"id":{b}, ...}], ...}
ann: GET /api/im/document/list?type=nothing
400 {"code":400, "msg":"参数校验失败", "data":{"type":"列表类型不正确"}}
bob: DELETE /api/im/document/{c}
200 any
ann: GET /api/im/document/list?type=shared
200 {"data":[], ...}
ann: GET /api/im/document/{c}
404 {"code":404, "msg":"文档不存在", "data":null}
bob: POST /api/im/document/{c}/restore
200 any
ann: GET /api/im/document/list?type=shared
200 {"data":[{"id":{c}, ...}], ...}
== what was opened of late
ann: POST /api/im/document/create
{"title":"a"}
200 {"data":{a:int}, ...}
ann: POST /api/im/document/create
{"title":"b"}
200 {"data":{b:int}, ...}
ann: GET /api/im/document/list?type=recent&pageSize=2
200 {"data":[{"id":{b}, ...}, {"id":{a}, ...}], ...}
bob: POST /api/im/document/create
{"title":"c"}
200 {"data":{c:int}, ...}
bob: POST /api/im/document/share
{"documentId":{c}, "userIds":[{ann.id}]}
200 any
ann: GET /api/im/document/list?type=recent&pageSize=2
200 {"data":[{"id":{b}, ...}, {"id":{a}, ...}], ...}
ann: GET /api/im/document/{c}
200 any
within 5s
ann: GET /api/im/document/list?type=recent&pageSize=2
200 {"data":[{"id":{c}, ...}, {"id":{b}, ...}], ...}
== stars are everybody's own
ann: POST /api/im/document/create
{"title":"a"}
200 {"data":{d:int}, ...}
ann: POST /api/im/document/share
{"documentId":{d}, "userIds":[{bob.id}]}
200 any
bob: POST /api/im/document/{d}/star
200 {"code":200, "msg":"收藏成功", "data":null}
bob: GET /api/im/document/list?type=starred
200 {"data":[{"id":{d}, "isStarred":true, ...}], ...}
bob: GET /api/im/document/starred
200 {"code":200, "msg":"操作成功", "data":[{"id":{d}, "isStarred":true, ...}], ...}
ann: GET /api/im/document/{d}
200 {"data":{"isStarred":false, ...}, ...}
bob: PUT /api/im/document/{d}/unstar
200 {"code":200, "msg":"取消收藏成功", "data":null}
bob: PUT /api/im/document/{d}/unstar
200 {"code":200, "msg":"取消收藏成功", "data":null}
bob: GET /api/im/document/list?type=starred
200 {"data":[], ...}
bob: PUT /api/im/document/{d}/star
200 {"code":200, "msg":"收藏成功", "data":null}
bob: POST /api/im/document/{d}/star?starred=false
200 {"code":200, "msg":"取消收藏成功", "data":null}
bob: GET /api/im/document/{d}
200 {"data":{"isStarred":false, ...}, ...}
== searches
ann: POST /api/im/document/create
{"title":"季度总结", "content":"<h1>市场</h1><p>项目计划已完成</p>"}
200 {"data":{a:int}, ...}
ann: POST /api/im/document/create
{"title":"Roadmap", "content":"internationalisation first"}
200 {"data":{b:int}, ...}
bob: POST /api/im/document/create
{"title":"周报", "content":"项目计划延后"}
200 {"data":{c:int}, ...}
bob: POST /api/im/document/share
{"documentId":{c}, "userIds":[{ann.id}]}
200 any
cat: POST /api/im/document/create
{"title":"项目计划"}
200 {"data":{x:int}, ...}
within 10s
ann: GET /api/im/document/search?keyword=项目计划
200 {"code":200, "msg":"操作成功", "data":[{"id":{c}, ...}, {"id":{a}, ...}]}
ann: GET /api/im/document/search?keyword=项目计划&pageNum=1&pageSize=1
200 {"data":[{"id":{c}, ...}], "rows":[{"id":{c}, ...}], "total":2, ...}
ann: GET /api/im/document/search?keyword=季度
200 {"data":[{"id":{a}, ...}], ...}
ann: GET /api/im/document/search?keyword=总结+市场
200 {"data":[{"id":{a}, ...}], ...}
within 10s
ann: GET /api/im/document/search?keyword=roadmap+inter
200 {"data":[{"id":{b}, ...}], ...}
ann: GET /api/im/document/search?keyword=internationals
200 {"data":[], ...}
ann: GET /api/im/document/search?keyword=划已
200 {"data":[{"id":{a}, ...}], ...}
ann: GET /api/im/document/search?keyword=h1
200 {"data":[], ...}
ann: DELETE /api/im/document/{a}
200 any
ann: GET /api/im/document/search?keyword=项目计划
200 {"data":[{"id":{c}, ...}], ...}
ann: PUT /api/im/document/update
{"id":{b}, "content":"项目计划 too"}
200 any
within 10s
ann: GET /api/im/document/search?keyword=项目计划
200 {"data":[{"id":{b}, ...}, {"id":{c}, ...}], ...}
ann: GET /api/im/document/search?keyword=international
200 {"data":[], ...}
ann: GET /api/im/document/search?keyword=+
400 {"code":400, "msg":"参数校验失败", "data":{"keyword":"搜索关键词不能为空"}}
ann: GET /api/im/document/search?keyword={字*201}
400 {"code":400, "msg":"参数校验失败", "data":{"keyword":"搜索关键词过长"}}
== what is missing or wrong is named
ann: POST /api/im/document/create
{"title":" "}
400 {"code":400, "msg":"参数校验失败", "data":{"title":"文档标题不能为空"}}
ann: POST /api/im/document/create
{"title":"{字*201}", "docType":"picture", "folderId":-1, "parentId":-1}
400 {"code":400, "msg":"参数校验失败", "data":{"title":"文档标题长度不能超过200个字符", "docType":"文档类型不正确", "folderId":"文件夹不正确", "parentId":"上级文档不正确"}}
ann: POST /api/im/document/create
{"title":"x", "content":"{a*512001}"}
400 {"code":400, "msg":"参数校验失败", "data":{"content":"文档内容不能超过500KB"}}
ann: POST /api/im/document/create
{"title":"x", "content":"{a*512000}"}
200 {"data":{d:int}, ...}
ann: PUT /api/im/document/update
{"title":"x"}
400 {"code":400, "msg":"参数校验失败", "data":{"id":"文档ID不能为空"}}
ann: PUT /api/im/document/update
{"id":{d}}
400 {"code":400, "msg":"参数校验失败", "data":{"content":"文档标题和内容不能同时为空"}}
ann: PUT /api/im/document/update
{"id":{d}, "title":" "}
400 {"code":400, "msg":"参数校验失败", "data":{"title":"文档标题不能为空"}}
ann: PUT /api/im/document/update
{"id":{d}, "title":"{字*201}", "content":"{a*512001}", "changeDescription":"{字*201}"}
400 {"code":400, "msg":"参数校验失败", "data":{"title":"文档标题长度不能超过200个字符", "content":"文档内容不能超过500KB", "changeDescription":"修改说明长度不能超过200个字符"}}
== strangers and what is not there
ann: POST /api/im/document/create
{"title":"x"}
200 {"data":{d:int}, ...}
cat: GET /api/im/document/{d}
403 {"code":403, "msg":"无权限查看此文档", "data":null}
cat: PUT /api/im/document/update
{"id":{d}, "title":"y"}
403 {"code":403, "msg":"无权限编辑此文档", "data":null}
cat: DELETE /api/im/document/{d}
403 {"code":403, "msg":"无权限删除此文档", "data":null}
cat: DELETE /api/im/document/{d}/permanent
403 {"code":403, "msg":"无权限删除此文档", "data":null}
cat: POST /api/im/document/{d}/restore
403 {"code":403, "msg":"无权限恢复此文档", "data":null}
cat: PUT /api/im/document/{d}/restore
403 {"code":403, "msg":"无权限恢复此文档", "data":null}
cat: POST /api/im/document/{d}/star
403 {"code":403, "msg":"无权限查看此文档", "data":null}
cat: PUT /api/im/document/{d}/star
403 {"code":403, "msg":"无权限查看此文档", "data":null}
cat: PUT /api/im/document/{d}/unstar
403 {"code":403, "msg":"无权限查看此文档", "data":null}
ann: PUT /api/im/document/update
{"id":999999999, "title":"y"}
404 {"code":404, "msg":"文档不存在", "data":null}
ann: DELETE /api/im/document/999999999
404 {"code":404, "msg":"文档不存在", "data":null}
ann: DELETE /api/im/document/999999999/permanent
404 {"code":404, "msg":"文档不存在", "data":null}
ann: POST /api/im/document/999999999/restore
404 {"code":404, "msg":"文档不存在", "data":null}
ann: PUT /api/im/document/999999999/restore
404 {"code":404, "msg":"文档不存在", "data":null}
ann: POST /api/im/document/999999999/star
404 {"code":404, "msg":"文档不存在", "data":null}
ann: PUT /api/im/document/999999999/star
404 {"code":404, "msg":"文档不存在", "data":null}
ann: PUT /api/im/document/999999999/unstar
404 {"code":404, "msg":"文档不存在", "data":null}
