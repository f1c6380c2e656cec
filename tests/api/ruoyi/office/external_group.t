# ruoyi 21.6, 21.10 to 21.13 groups of external contacts
use two people
== a group, from its name to its end
ann: POST /api/im/external-contact/group
{"name":" 供应商 "}
200 {"code":200, "msg":"创建成功", "data":{g:int}}
ann: POST /api/im/external-contact/group
{"name":"客户", "sortOrder":2}
200 {"data":{h:int}, ...}
ann: POST /api/im/external-contact
{"name":"Eve", "groupId":{g}}
200 {"data":{a:int}, ...}
ann: POST /api/im/external-contact
{"name":"Bo", "groupId":{g}, "isStarred":true}
200 {"data":{b:int}, ...}
ann: GET /api/im/external-contact/group/list
200 {"code":200, "msg":"操作成功", "data":[{"id":{g}, "userId":{ann.id}, "name":"供应商", "sortOrder":0, "contactCount":2, "createTime":{_:time}, "updateTime":{_:time}}, {"id":{h}, "userId":{ann.id}, "name":"客户", "sortOrder":2, "contactCount":0, "createTime":{_:time}, "updateTime":{_:time}}]}
ann: GET /api/im/external-contact/group/{g}
200 {"code":200, "msg":"操作成功", "data":[{"id":{b}, "groupId":{g}, "groupName":"供应商", ...}, {"id":{a}, "groupId":{g}, "groupName":"供应商", ...}]}
ann: GET /api/im/external-contact/group/{g}?pageNum=1&pageSize=1
200 {"data":[{"id":{b}, ...}], "rows":[{"id":{b}, ...}], "total":2, ...}
ann: PUT /api/im/external-contact/group/{g}
{"name":"伙伴"}
200 {"code":200, "msg":"更新成功", "data":null}
ann: PUT /api/im/external-contact/group/{g}
{"sortOrder":3}
200 {"code":200, "msg":"更新成功", "data":null}
ann: GET /api/im/external-contact/group/list
200 {"data":[{"id":{h}, ...}, {"id":{g}, "name":"伙伴", "sortOrder":3, ...}], ...}
ann: PUT /api/im/external-contact/{a}
{"groupId":{h}}
200 {"code":200, ...}
ann: PUT /api/im/external-contact/{a}
{"position":"Buyer"}
200 {"code":200, ...}
ann: GET /api/im/external-contact/{a}
200 {"data":{"groupId":{h}, "groupName":"客户", "position":"Buyer", ...}, ...}
ann: DELETE /api/im/external-contact/group/{g}
400 {"code":400, "msg":"分组下还有联系人，无法删除", "data":null}
ann: PUT /api/im/external-contact/{b}
{"groupId":0}
200 {"code":200, ...}
ann: DELETE /api/im/external-contact/group/{g}
200 {"code":200, "msg":"删除成功", "data":null}
ann: GET /api/im/external-contact/group/{g}
400 {"code":6001, "msg":"分组不存在", "data":null}
ann: DELETE /api/im/external-contact/group/{g}
400 {"code":6001, "msg":"分组不存在", "data":null}
ann: PUT /api/im/external-contact/group/{g}
{"name":"x"}
400 {"code":6001, "msg":"分组不存在", "data":null}
ann: GET /api/im/external-contact/{b}
200 {"data":{"groupId":null, "groupName":null, ...}, ...}
== names are each person's own
ann: POST /api/im/external-contact/group
{"name":"A"}
200 {"data":{a:int}, ...}
ann: POST /api/im/external-contact/group
{"name":"B"}
200 {"data":{b:int}, ...}
ann: POST /api/im/external-contact/group
{"name":" A "}
400 {"code":4302, "msg":"分组名称已存在", "data":null}
ann: PUT /api/im/external-contact/group/{b}
{"name":"A"}
400 {"code":4302, "msg":"分组名称已存在", "data":null}
ann: PUT /api/im/external-contact/group/{b}
{"name":"B"}
200 {"code":200, ...}
bob: POST /api/im/external-contact/group
{"name":"A"}
200 {"code":200, ...}
== what is missing or wrong is named
ann: POST /api/im/external-contact/group
{"name":" "}
400 {"code":400, "msg":"参数校验失败", "data":{"name":"分组名称不能为空"}}
ann: POST /api/im/external-contact/group
{"name":"{字*51}", "sortOrder":-1}
400 {"code":400, "msg":"参数校验失败", "data":{"name":"分组名称长度不能超过50个字符", "sortOrder":"排序号不正确"}}
ann: POST /api/im/external-contact/group
{"name":"{字*50}", "sortOrder":1000000}
200 {"data":{g:int}, ...}
ann: PUT /api/im/external-contact/group/{g}
{}
400 {"code":400, "msg":"参数校验失败", "data":{"name":"分组名称不能为空"}}
ann: PUT /api/im/external-contact/group/{g}
{"name":" "}
400 {"code":400, "msg":"参数校验失败", "data":{"name":"分组名称不能为空"}}
ann: PUT /api/im/external-contact/group/{g}
{"name":"{字*51}", "sortOrder":1000001}
400 {"code":400, "msg":"参数校验失败", "data":{"name":"分组名称长度不能超过50个字符", "sortOrder":"排序号不正确"}}
== groups of others are none
ann: POST /api/im/external-contact/group
{"name":"A"}
200 {"data":{g:int}, ...}
bob: POST /api/im/external-contact
{"name":"Eve", "groupId":{g}}
400 {"code":6001, "msg":"分组不存在", "data":null}
bob: POST /api/im/external-contact
{"name":"Eve"}
200 {"data":{c:int}, ...}
bob: PUT /api/im/external-contact/{c}
{"groupId":{g}}
400 {"code":6001, "msg":"分组不存在", "data":null}
bob: GET /api/im/external-contact/group/{g}
400 {"code":6001, "msg":"分组不存在", "data":null}
bob: PUT /api/im/external-contact/group/{g}
{"name":"Mine"}
400 {"code":6001, "msg":"分组不存在", "data":null}
bob: DELETE /api/im/external-contact/group/{g}
400 {"code":6001, "msg":"分组不存在", "data":null}
bob: GET /api/im/external-contact/group/list
200 {"data":[], ...}
