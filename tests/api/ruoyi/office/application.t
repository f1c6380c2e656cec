# ruoyi 16 applications
use three people, administrator
== a new server has the parts of this product, as published clients look for them
ann: GET /api/im/app/visible
200 {"code":200, "msg":"操作成功", "data":[..., {"id":{_:int}, "code":"approval", "category":"OFFICE", "appUrl":"/approval", ...}, ..., {"code":"schedule", "appUrl":"/calendar", ...}, ..., {"code":"document", "category":"DATA", ...}, ..., {"code":"assistant", "category":"AI", "appUrl":"/assistant", ...}, ...]}
ann: GET /api/im/app/1
200 {"code":200, "msg":"操作成功", "data":{"id":1, "name":"审批", "code":"approval", "icon":"fact_check", "category":"OFFICE", "description":{_:str}, "appType":"ROUTE", "appUrl":"/approval", "host":null, "framed":false, "isSystem":1, "isVisible":1, "visible":true, "sortOrder":10, "permissions":null, "scopeType":null, "scopeIds":null, "createTime":{_:time}, "updateTime":{_:time}}}
ann: GET /api/im/app/category
200 {"code":200, "msg":"操作成功", "data":{"OFFICE":[{"code":"approval", ...}, ...], "DATA":[{"code":"document", ...}, ...], "AI":[..., {"code":"assistant", ...}, ...], ...}}
ann: GET /api/im/app/category?category=OFFICE
200 {"code":200, "msg":"操作成功", "data":[{"code":"approval", ...}, ...]}
ann: GET /api/im/app/category?category=none
200 {"code":200, "msg":"操作成功", "data":[]}
== an administrator makes one, changes it and takes it away
admin: POST /api/im/app/create
{"name":" Wiki ", "code":"wiki.{uniq}", "category":"Team {uniq}", "appType":"link", "appUrl":"https://Wiki.example.org:8443/a?b=c", "icon":"book", "description":"Notes {uniq}", "sortOrder":7}
200 {"code":200, "msg":"创建成功", "data":{a:int}}
ann: GET /api/im/app/{a}
200 {"data":{"id":{a}, "name":"Wiki", "code":"wiki.{uniq}", "icon":"book", "appType":"LINK", "appUrl":"https://Wiki.example.org:8443/a?b=c", "host":"wiki.example.org:8443", "framed":false, "isSystem":0, "isVisible":1, "sortOrder":7, ...}, ...}
ann: GET /api/im/app/list?category=Team%20{uniq}
200 {"code":200, "msg":"操作成功", "data":[{"id":{a}, ...}]}
ann: GET /api/im/app/list?category=Team%20{uniq}&pageNum=1&pageSize=5
200 {"data":[{"id":{a}, ...}], "rows":[{"id":{a}, ...}], "total":1, ...}
ann: GET /api/im/app/search?keyword=notes%20{uniq}
200 {"code":200, "msg":"操作成功", "data":[{"id":{a}, ...}]}
ann: GET /api/im/workbench/apps/search?keyword=WIKI.{uniq}
200 {"code":200, "msg":"操作成功", "data":[{"id":{a}, ...}]}
ann: GET /api/im/app/search?keyword=nothingofthekind
200 {"data":[], ...}
admin: PUT /api/im/app/{a}
{"name":"Handbook", "appUrl":"https://book.example.org", "sortOrder":9}
200 {"code":200, "msg":"更新成功", "data":null}
ann: GET /api/im/app/{a}
200 {"data":{"name":"Handbook", "category":"Team {uniq}", "appUrl":"https://book.example.org", "sortOrder":9, "icon":"book", ...}, ...}
admin: DELETE /api/im/app/{a}
200 {"code":200, "msg":"删除成功", "data":null}
admin: GET /api/im/app/{a}
400 {"code":5401, "msg":"应用不存在", "data":null}
== who sees it
admin: POST /api/im/app/create
{"name":"For some", "code":"some-{uniq}", "category":"Some {uniq}", "appType":"MINI", "appUrl":"wx_1.a-b"}
200 {"data":{a:int}, ...}
admin: POST /api/im/organization/department
{"name":"Above {uniq}", "parentId":0}
200 {"data":{d:int}, ...}
admin: POST /api/im/organization/department
{"name":"Below {uniq}", "parentId":{d}}
200 {"data":{e:int}, ...}
admin: POST /api/im/organization/department/member
{"departmentId":{e}, "userId":{bob.id}}
200 any
admin: PUT /api/im/app/{a}/visibility
{"isVisible":true, "scopeType":"department", "scopeIds":[{d}]}
200 {"code":200, "msg":"设置成功", "data":null}
bob: GET /api/im/app/category?category=Some%20{uniq}
200 {"data":[{"id":{a}, "scopeType":null, ...}], ...}
ann: GET /api/im/app/category?category=Some%20{uniq}
200 {"data":[], ...}
ann: GET /api/im/app/list?category=Some%20{uniq}
200 {"data":[], ...}
ann: GET /api/im/app/{a}
400 {"code":5401, "msg":"应用不存在", "data":null}
admin: GET /api/im/app/list?category=Some%20{uniq}
200 {"data":[{"id":{a}, "scopeType":"DEPARTMENT", "scopeIds":[{d}], ...}], ...}
admin: GET /api/im/app/visible?category=Some%20{uniq}
200 {"data":[], ...}
admin: PUT /api/im/organization/department
{"id":{d}, "status":1}
200 any
bob: GET /api/im/app/{a}
400 {"code":5401, ...}
admin: PUT /api/im/app/{a}/visibility
{"visible":1, "scopeType":"USER", "scopeIds":[{ann.id}, {cat.id}]}
200 any
ann: GET /api/im/app/{a}
200 {"data":{"id":{a}, ...}, ...}
cat: GET /api/im/app/visible?category=Some%20{uniq}
200 {"data":[{"id":{a}, ...}], ...}
bob: GET /api/im/app/{a}
400 {"code":5401, ...}
admin: PUT /api/im/app/{a}/visibility
{"isVisible":false}
200 any
ann: GET /api/im/app/{a}
400 {"code":5401, ...}
admin: GET /api/im/app/{a}
200 {"data":{"isVisible":0, "visible":false, "scopeType":"USER", "scopeIds":[{ann.id}, {cat.id}], ...}, ...}
admin: PUT /api/im/app/{a}/visibility
{"isVisible":true, "scopeType":"ALL"}
200 any
bob: GET /api/im/app/{a}
200 any
== what the workbench shows
ann: GET /api/im/workbench/apps
200 {"code":200, "msg":"操作成功", "data":[..., {"code":"approval", ...}, ...]}
ann: GET /api/im/workbench/apps/category
200 {"code":200, "msg":"操作成功", "data":{"OFFICE":[{"id":1, "code":"approval", ...}, ...], ...}}
ann: GET /api/im/workbench/apps/recent
200 {"code":200, "msg":"操作成功", "data":[]}
POST /api/im/workbench/apps/record?appId=1
header Authorization Bearer {ann.token}
header X-CSRF-Token x
200 {"code":200, "msg":"记录成功", "data":null}
ann: POST /api/im/workbench/apps/record?appId=2
200 {"code":200, "msg":"记录成功", "data":null}
ann: POST /api/im/workbench/apps/record
{"appId":1}
200 any
ann: GET /api/im/workbench/apps/recent
200 {"data":[{"id":1, ...}, {"id":2, ...}], ...}
bob: GET /api/im/workbench/apps/recent
200 {"data":[], ...}
ann: POST /api/im/workbench/apps/record
400 {"code":400, "msg":"参数校验失败", "data":{"appId":"应用ID不能为空"}}
ann: POST /api/im/workbench/apps/record?appId=999999999
400 {"code":5401, "msg":"应用不存在", "data":null}
== what was opened and is hidden now is not shown
admin: POST /api/im/app/create
{"name":"Gone", "code":"gone-{uniq}", "category":"CUSTOM", "appType":"ROUTE", "appUrl":"/gone"}
200 {"data":{a:int}, ...}
ann: POST /api/im/workbench/apps/record?appId={a}
200 any
ann: GET /api/im/workbench/apps/recent
200 {"data":[{"id":{a}, ...}, ...], ...}
admin: PUT /api/im/app/{a}/visibility?isVisible=false
200 any
ann: POST /api/im/workbench/apps/record?appId=3
200 any
ann: GET /api/im/workbench/apps/recent
200 {"data":[{"id":3, ...}], ...}
== what is refused
ann: POST /api/im/app/create
{"name":"x", "code":"x-{uniq}", "category":"CUSTOM", "appType":"LINK", "appUrl":"https://example.org"}
403 {"code":403, "msg":"无权限操作", "data":null}
admin: POST /api/im/app/create
{"category":" ", "appUrl":""}
400 {"code":400, "msg":"参数校验失败", "data":{"name":"应用名称不能为空", "code":"应用编码不能为空", "category":"应用分类不能为空", "appType":"应用类型不能为空", "appUrl":"应用地址不能为空"}}
admin: POST /api/im/app/create
{"name":"{x*51}", "code":"{x*51}", "category":"{x*21}", "appType":"FRAME", "appUrl":"{x*501}", "icon":"{x*201}", "description":"{x*201}", "sortOrder":-1}
400 {"code":400, "msg":"参数校验失败", "data":{"name":"应用名称长度不能超过50个字符", "code":"应用编码长度不能超过50个字符", "category":"应用分类长度不能超过20个字符", "appType":"应用类型不正确", "appUrl":"应用地址长度不能超过500个字符", "icon":"图标长度不能超过200个字符", "description":"描述长度不能超过200个字符", "sortOrder":"排序号不正确"}}
admin: POST /api/im/app/create
{"name":"x", "code":"a b", "category":"CUSTOM", "appType":"ROUTE", "appUrl":"/x"}
400 {"code":400, "msg":"应用编码只能包含字母、数字、点、下划线和短横线", "data":null}
admin: POST /api/im/app/create
{"name":"x", "code":"approval", "category":"CUSTOM", "appType":"ROUTE", "appUrl":"/x"}
400 {"code":5402, "msg":"应用编码已存在", "data":null}
admin: POST /api/im/app/create
{"name":"x", "code":"x-{uniq}", "category":"CUSTOM", "appType":"ROUTE", "appUrl":"//example.org"}
400 {"code":400, "msg":"页面地址必须以/开头", "data":null}
admin: POST /api/im/app/create
{"name":"x", "code":"x-{uniq}", "category":"CUSTOM", "appType":"IFRAME", "appUrl":"http://example.org"}
400 {"code":400, "msg":"应用地址必须是https://开头的网址", "data":null}
admin: POST /api/im/app/create
{"name":"x", "code":"x-{uniq}", "category":"CUSTOM", "appType":"LINK", "appUrl":"javascript:alert(1)"}
400 {"code":400, "msg":"应用地址必须是https://开头的网址", "data":null}
admin: POST /api/im/app/create
{"name":"x", "code":"x-{uniq}", "category":"CUSTOM", "appType":"MINI", "appUrl":"a/b"}
400 {"code":400, "msg":"小程序标识不正确", "data":null}
ann: PUT /api/im/app/1
{"name":"x"}
403 {"code":403, "msg":"无权限操作", "data":null}
admin: PUT /api/im/app/999999999
{"name":"x"}
400 {"code":5401, "msg":"应用不存在", "data":null}
admin: PUT /api/im/app/1
{"name":" "}
400 {"code":400, "msg":"参数校验失败", "data":{"name":"应用名称不能为空"}}
admin: PUT /api/im/app/1
{"category":""}
400 {"code":400, "msg":"参数校验失败", "data":{"category":"应用分类不能为空"}}
admin: PUT /api/im/app/1
{"appUrl":""}
400 {"code":400, "msg":"参数校验失败", "data":{"appUrl":"应用地址不能为空"}}
admin: POST /api/im/app/create
{"name":"x", "code":"link-{uniq}", "category":"CUSTOM", "appType":"LINK", "appUrl":"https://example.org"}
200 {"data":{a:int}, ...}
admin: PUT /api/im/app/{a}
{"appUrl":"https://ann@example.org"}
400 {"code":400, "msg":"应用地址必须是https://开头的网址", "data":null}
ann: DELETE /api/im/app/1
403 {"code":403, "msg":"无权限操作", "data":null}
admin: DELETE /api/im/app/1
400 {"code":400, "msg":"系统应用不能删除", "data":null}
admin: DELETE /api/im/app/999999999
400 {"code":5401, "msg":"应用不存在", "data":null}
ann: PUT /api/im/app/1/visibility
{"isVisible":false}
403 {"code":403, "msg":"无权限操作", "data":null}
admin: PUT /api/im/app/{a}/visibility
400 {"code":400, "msg":"参数校验失败", "data":{"isVisible":"请指定是否可见"}}
admin: PUT /api/im/app/{a}/visibility
{"isVisible":true, "scopeType":"GROUP"}
400 {"code":400, "msg":"参数校验失败", "data":{"scopeType":"可见范围不正确"}}
admin: PUT /api/im/app/{a}/visibility
{"isVisible":true, "scopeType":"USER"}
400 {"code":400, "msg":"请选择可见范围", "data":null}
admin: PUT /api/im/app/{a}/visibility
{"isVisible":true, "scopeType":"DEPARTMENT", "scopeIds":[999999999]}
400 {"code":4501, "msg":"部门不存在", "data":null}
admin: PUT /api/im/app/{a}/visibility
{"isVisible":true, "scopeType":"USER", "scopeIds":[{ann.id}, 999999999]}
400 {"code":4001, "msg":"用户不存在", "data":null}
admin: PUT /api/im/app/999999999/visibility
{"isVisible":true}
400 {"code":5401, "msg":"应用不存在", "data":null}
ann: GET /api/im/app/search
400 {"code":400, "msg":"参数校验失败", "data":{"keyword":"搜索关键词不能为空"}}
ann: GET /api/im/app/search?keyword={x*51}
400 {"code":400, "msg":"参数校验失败", "data":{"keyword":"搜索关键词过长"}}
