# ruoyi 21.1 to 21.9, 21.15 external contacts: an address book that nobody else sees
use two people
== somebody, from the first card to the last
ann: POST /api/im/external-contact
{"name":" 张伟 ", "company":"某某科技", "position":"采购", "mobile":"+86 138-0013 8000", "email":"wei@example.org", "wechat":"wei", "address":"中山路 1 号", "remark":"展会", "tags":" 客户,展会， 客户 ", "avatar":"https://example.org/wei.png", "isStarred":true}
200 {"code":200, "msg":"创建成功", "data":{c:int}}
ann: GET /api/im/external-contact/{c}
200 {"code":200, "msg":"操作成功", "data":{"id":{c}, "userId":{ann.id}, "groupId":null, "groupName":null, "name":"张伟", "company":"某某科技", "position":"采购", "mobile":"+86 138-0013 8000", "email":"wei@example.org", "wechat":"wei", "address":"中山路 1 号", "remark":"展会", "tags":"客户,展会", "tagList":["客户","展会"], "avatar":"https://example.org/wei.png", "isStarred":1, "starred":true, "source":"MANUAL", "createTime":{_:time}, "updateTime":{_:time}}}
ann: PUT /api/im/external-contact/{c}
{"company":"", "position":"总监", "isStarred":0}
200 {"code":200, "msg":"更新成功", "data":null}
ann: GET /api/im/external-contact/{c}
200 {"data":{"name":"张伟", "company":null, "position":"总监", "mobile":"+86 138-0013 8000", "tagList":["客户","展会"], "isStarred":0, "starred":false, ...}, ...}
ann: DELETE /api/im/external-contact/{c}
200 {"code":200, "msg":"删除成功", "data":null}
ann: GET /api/im/external-contact/{c}
400 {"code":6002, "msg":"联系人不存在", "data":null}
ann: DELETE /api/im/external-contact/{c}
400 {"code":6002, "msg":"联系人不存在", "data":null}
== a name is enough
ann: POST /api/im/external-contact
{"name":"Eve"}
200 {"data":{c:int}, ...}
ann: GET /api/im/external-contact/{c}
200 {"data":{"id":{c}, "userId":{ann.id}, "groupId":null, "groupName":null, "name":"Eve", "company":null, "position":null, "mobile":null, "email":null, "wechat":null, "address":null, "remark":null, "tags":null, "tagList":[], "avatar":null, "isStarred":0, "starred":false, "source":"MANUAL", "createTime":{_:time}, "updateTime":{_:time}}, ...}
== starred ones stand first, then the newest
ann: POST /api/im/external-contact
{"name":"first", "starred":true}
200 {"data":{a:int}, ...}
ann: POST /api/im/external-contact
{"name":"second", "tags":"fair"}
200 {"data":{b:int}, ...}
ann: POST /api/im/external-contact
{"name":"third", "tags":"fair,buyer"}
200 {"data":{c:int}, ...}
ann: GET /api/im/external-contact/list
200 {"code":200, "msg":"操作成功", "data":[{"id":{a}, "starred":true, ...}, {"id":{c}, ...}, {"id":{b}, ...}]}
ann: GET /api/im/external-contact/list?pageNum=2&pageSize=2
200 {"data":[{"id":{b}, ...}], "rows":[{"id":{b}, ...}], "total":3, ...}
ann: GET /api/im/external-contact/starred
200 {"code":200, "data":[{"id":{a}, ...}], ...}
ann: GET /api/im/external-contact/list?tag=fair
200 {"data":[{"id":{c}, ...}, {"id":{b}, ...}], ...}
ann: GET /api/im/external-contact/list?tag=fai
200 {"data":[], ...}
ann: GET /api/im/external-contact/starred?tag=fair
200 {"data":[], ...}
ann: GET /api/im/external-contact/tags
200 {"code":200, "msg":"操作成功", "data":[{"name":"fair", "contactCount":2}, {"name":"buyer", "contactCount":1}]}
ann: GET /api/im/external-contact/list?tag={字*201}
400 {"code":400, "msg":"参数校验失败", "data":{"tag":"标签长度不能超过200个字符"}}
bob: GET /api/im/external-contact/list
200 {"data":[], ...}
bob: GET /api/im/external-contact/starred
200 {"data":[], ...}
bob: GET /api/im/external-contact/tags
200 {"data":[], ...}
== a star is turned round, or set
ann: POST /api/im/external-contact
{"name":"Eve"}
200 {"data":{c:int}, ...}
ann: PUT /api/im/external-contact/{c}/star
200 {"code":200, "msg":"操作成功", "data":null}
ann: GET /api/im/external-contact/{c}
200 {"data":{"isStarred":1, "starred":true, ...}, ...}
ann: PUT /api/im/external-contact/{c}/star
200 {"code":200, ...}
ann: GET /api/im/external-contact/{c}
200 {"data":{"isStarred":0, "starred":false, ...}, ...}
ann: PUT /api/im/external-contact/{c}/star?starred=false
200 {"code":200, ...}
ann: GET /api/im/external-contact/starred
200 {"data":[], ...}
ann: PUT /api/im/external-contact/{c}/star?starred=true
200 {"code":200, ...}
ann: GET /api/im/external-contact/starred
200 {"data":[{"id":{c}, ...}], ...}
== searches
ann: POST /api/im/external-contact
{"name":"张伟", "company":"Äther GmbH", "mobile":"138-0013 8000", "email":"Wei@Example.org", "address":"Street", "remark":"note", "tags":"buyer", "wechat":"wx"}
200 {"data":{a:int}, ...}
ann: POST /api/im/external-contact
{"name":"Eve Wei"}
200 {"data":{b:int}, ...}
ann: GET /api/im/external-contact/search?keyword=张
200 {"code":200, "msg":"操作成功", "data":[{"id":{a}, ...}]}
ann: GET /api/im/external-contact/search?keyword=ther
200 {"data":[{"id":{a}, ...}], ...}
ann: GET /api/im/external-contact/search?keyword=13800138
200 {"data":[{"id":{a}, ...}], ...}
ann: GET /api/im/external-contact/search?keyword=wei
200 {"data":[{"id":{b}, ...}, {"id":{a}, ...}], ...}
ann: GET /api/im/external-contact/search?keyword=wei&pageNum=1&pageSize=1
200 {"data":[{"id":{b}, ...}], "rows":[{"id":{b}, ...}], "total":2, ...}
ann: GET /api/im/external-contact/search?keyword=street
200 {"data":[], ...}
ann: GET /api/im/external-contact/search?keyword=buyer
200 {"data":[], ...}
ann: GET /api/im/external-contact/search?keyword=%25
200 {"data":[], ...}
bob: GET /api/im/external-contact/search?keyword=张
200 {"data":[], ...}
ann: GET /api/im/external-contact/search
400 {"code":400, "msg":"参数校验失败", "data":{"keyword":"搜索关键词不能为空"}}
ann: GET /api/im/external-contact/search?keyword=+
400 {"code":400, "msg":"参数校验失败", "data":{"keyword":"搜索关键词不能为空"}}
ann: GET /api/im/external-contact/search?keyword={字*101}
400 {"code":400, "msg":"参数校验失败", "data":{"keyword":"搜索关键词过长"}}
== what is missing or too long is named
ann: POST /api/im/external-contact
{"name":" "}
400 {"code":400, "msg":"参数校验失败", "data":{"name":"姓名不能为空"}}
ann: POST /api/im/external-contact
{"name":"{字*51}", "company":"{字*101}", "position":"{字*51}", "mobile":"{1*21}", "email":"{a*101}", "wechat":"{a*51}", "address":"{字*201}", "remark":"{字*501}", "tags":"{字*201}", "avatar":"{a*501}"}
400 {"code":400, "msg":"参数校验失败", "data":{"name":"姓名长度不能超过50个字符", "company":"公司长度不能超过100个字符", "position":"职位长度不能超过50个字符", "mobile":"手机号长度不能超过20个字符", "email":"邮箱长度不能超过100个字符", "wechat":"微信号长度不能超过50个字符", "address":"地址长度不能超过200个字符", "remark":"备注长度不能超过500个字符", "tags":"标签长度不能超过200个字符", "avatar":"头像地址长度不能超过500个字符"}}
ann: POST /api/im/external-contact
{"name":"{字*50}", "company":"{字*100}", "position":"{字*50}", "mobile":"{1*20}", "email":"{a*100}", "wechat":"{a*50}", "address":"{字*200}", "remark":"{字*500}", "tags":"{字*200}", "avatar":"{a*500}"}
200 {"data":{c:int}, ...}
ann: PUT /api/im/external-contact/{c}
{"name":""}
400 {"code":400, "msg":"参数校验失败", "data":{"name":"姓名不能为空"}}
ann: PUT /api/im/external-contact/{c}
{"name":"{字*51}", "company":"{字*101}", "position":"{字*51}", "mobile":"{1*21}", "email":"{a*101}", "wechat":"{a*51}", "address":"{字*201}", "remark":"{字*501}", "tags":"{字*201}", "avatar":"{a*501}"}
400 {"code":400, "msg":"参数校验失败", "data":{"name":"姓名长度不能超过50个字符", "company":"公司长度不能超过100个字符", "position":"职位长度不能超过50个字符", "mobile":"手机号长度不能超过20个字符", "email":"邮箱长度不能超过100个字符", "wechat":"微信号长度不能超过50个字符", "address":"地址长度不能超过200个字符", "remark":"备注长度不能超过500个字符", "tags":"标签长度不能超过200个字符", "avatar":"头像地址长度不能超过500个字符"}}
== strangers and what is not there
ann: POST /api/im/external-contact
{"name":"Eve"}
200 {"data":{c:int}, ...}
bob: GET /api/im/external-contact/{c}
403 {"code":403, "msg":"无权限查看", "data":null}
bob: PUT /api/im/external-contact/{c}
{"name":"Mine"}
403 {"code":403, "msg":"无权限操作", "data":null}
bob: PUT /api/im/external-contact/{c}/star
403 {"code":403, "msg":"无权限操作", "data":null}
bob: DELETE /api/im/external-contact/{c}
403 {"code":403, "msg":"无权限操作", "data":null}
ann: GET /api/im/external-contact/{c}
200 {"data":{"name":"Eve", "starred":false, ...}, ...}
ann: PUT /api/im/external-contact/999999999
{"name":"x"}
400 {"code":6002, "msg":"联系人不存在", "data":null}
ann: PUT /api/im/external-contact/999999999/star
400 {"code":6002, "msg":"联系人不存在", "data":null}
