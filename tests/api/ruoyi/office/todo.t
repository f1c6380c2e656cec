# ruoyi 8.2 list; 8.3 create; 8.4 complete; 8.5 delete; 8.6 update
use two people
== an entry is added, changed, completed and deleted
ann: POST /api/im/workbench/todos
{"title":" Order paper ", "description":"A4", "type":"meeting", "relatedId":7, "priority":3, "dueDate":"2030-05-06"}
200 {"code":200, "msg":"创建成功", "data":{t:int}}
ann: GET /api/im/workbench/todos
200 {"code":200, "msg":"操作成功", "data":[{"id":{t}, "userId":{ann.id}, "title":"Order paper", "description":"A4", "type":"MEETING", "priority":3, "status":"PENDING", "dueDate":"2030-05-06", "relatedId":7, "completedTime":null, "createTime":{_:time}, "updateTime":{_:time}}]}
ann: PUT /api/im/workbench/todos/{t}
{"title":"Order ink", "status":"in_progress", "priority":1, "description":"", "dueDate":""}
200 {"code":200, "msg":"更新成功", "data":null}
ann: GET /api/im/workbench/todos
200 {"data":[{"id":{t}, "title":"Order ink", "description":null, "type":"MEETING", "priority":1, "status":"IN_PROGRESS", "dueDate":null, "relatedId":7, "completedTime":null, ...}], ...}
ann: PUT /api/im/workbench/todos/{t}/complete
200 {"code":200, "msg":"已完成", "data":null}
ann: GET /api/im/workbench/todos
200 {"data":[{"id":{t}, "status":"COMPLETED", "completedTime":{done:time}, ...}], ...}
ann: PUT /api/im/workbench/todos/{t}/complete
200 {"code":200, "msg":"已完成", "data":null}
ann: GET /api/im/workbench/todos
200 {"data":[{"status":"COMPLETED", "completedTime":"{done}", "title":"Order ink", ...}], ...}
ann: PUT /api/im/workbench/todos/{t}?status=PENDING
200 {"code":200, "msg":"更新成功", "data":null}
ann: GET /api/im/workbench/todos
200 {"data":[{"status":"PENDING", "completedTime":null, "title":"Order ink", ...}], ...}
ann: PUT /api/im/workbench/todos/{t}
{"status":"CANCELLED"}
200 any
ann: GET /api/im/workbench/todos
200 {"data":[{"status":"CANCELLED", ...}], ...}
ann: DELETE /api/im/workbench/todos/{t}
200 {"code":200, "msg":"删除成功", "data":null}
ann: GET /api/im/workbench/todos
200 {"code":200, "msg":"操作成功", "data":[]}
== in the query, as a form, and what is left out
ann: POST /api/im/workbench/todos?title=One&priority=1&dueDate=2030-05-06
200 {"data":{a:int}, ...}
ann: POST /api/im/workbench/todos
form title=Two&priority=9
200 {"data":{b:int}, ...}
ann: POST /api/im/workbench/todos
{"title":"Three", "priority":-1, "dueDate":"2030-05-06T17:00:00.000Z", "type":null}
200 {"data":{c:int}, ...}
ann: GET /api/im/workbench/todos
200 {"data":[{"id":{c}, "title":"Three", "type":"TASK", "priority":2, "dueDate":"2030-05-07", "relatedId":null, "description":null, ...}, {"id":{b}, "priority":2, "dueDate":null, ...}, {"id":{a}, "priority":1, "dueDate":"2030-05-06", ...}], ...}
ann: PUT /api/im/workbench/todos/{a}
{"priority":0}
200 any
ann: GET /api/im/workbench/todos?priority=2
200 {"data":[{"id":{c}, ...}, {"id":{b}, ...}, {"id":{a}, "title":"One", "dueDate":"2030-05-06", ...}], ...}
== the list: order, filters, pages
ann: POST /api/im/workbench/todos
{"title":"low", "priority":1}
200 any
ann: POST /api/im/workbench/todos
{"title":"first"}
200 any
ann: POST /api/im/workbench/todos
{"title":"second", "type":"APPROVAL"}
200 {"data":{s:int}, ...}
ann: POST /api/im/workbench/todos
{"title":"high", "priority":3}
200 any
ann: PUT /api/im/workbench/todos/{s}/complete
200 any
ann: GET /api/im/workbench/todos
200 {"data":[{"title":"high", ...}, {"title":"second", ...}, {"title":"first", ...}, {"title":"low", ...}], ...}
ann: GET /api/im/workbench/todos?pageNum=2&pageSize=2
200 {"code":200, "data":[{"title":"first", ...}, {"title":"low", ...}], "rows":[{"title":"first", ...}, {"title":"low", ...}], "total":4, ...}
ann: GET /api/im/workbench/todos?status=completed
200 {"data":[{"title":"second", ...}], ...}
ann: GET /api/im/workbench/todos?status=PENDING&pageNum=1&pageSize=1
200 {"data":[{"title":"high", ...}], "total":3, ...}
ann: GET /api/im/workbench/todos?type=approval
200 {"data":[{"title":"second", ...}], ...}
ann: GET /api/im/workbench/todos?priority=1
200 {"data":[{"title":"low", ...}], ...}
ann: GET /api/im/workbench/todos?priority=7
200 {"data":[], ...}
bob: GET /api/im/workbench/todos
200 {"data":[], ...}
ann: GET /api/im/workbench/todos?status=DONE
400 {"code":400, "msg":"参数校验失败", "data":{"status":"状态不正确"}}
ann: GET /api/im/workbench/todos?type=PARTY
400 {"code":400, "msg":"参数校验失败", "data":{"type":"待办类型不正确"}}
== what is missing or wrong is named
ann: POST /api/im/workbench/todos
{"description":"x"}
400 {"code":400, "msg":"参数校验失败", "data":{"title":"标题不能为空"}}
ann: POST /api/im/workbench/todos
{"title":"  "}
400 {"code":400, "msg":"参数校验失败", "data":{"title":"标题不能为空"}}
ann: POST /api/im/workbench/todos
{"title":"{字*200}", "description":"{字*2000}"}
200 {"data":{t:int}, ...}
ann: POST /api/im/workbench/todos
{"title":"{字*201}", "description":"{字*2001}", "type":"PARTY"}
400 {"code":400, "msg":"参数校验失败", "data":{"title":"标题长度不能超过200个字符", "description":"描述长度不能超过2000个字符", "type":"待办类型不正确"}}
ann: POST /api/im/workbench/todos
{"title":"x", "dueDate":"2030-02-30"}
400 {"code":400, "msg":"参数校验失败", "data":{"dueDate":"截止日期不正确"}}
ann: PUT /api/im/workbench/todos/{t}
{"title":" "}
400 {"code":400, "msg":"参数校验失败", "data":{"title":"标题不能为空"}}
ann: PUT /api/im/workbench/todos/{t}
{"title":"{字*201}", "status":"DONE"}
400 {"code":400, "msg":"参数校验失败", "data":{"title":"标题长度不能超过200个字符", "status":"状态不正确"}}
ann: PUT /api/im/workbench/todos/{t}
{"dueDate":"soon"}
400 {"code":400, "msg":"参数校验失败", "data":{"dueDate":"截止日期不正确"}}
== it is its owner's alone
ann: POST /api/im/workbench/todos
{"title":"x"}
200 {"data":{t:int}, ...}
bob: PUT /api/im/workbench/todos/{t}
{"title":"y"}
403 {"code":403, "msg":"无权限操作", "data":null}
bob: PUT /api/im/workbench/todos/{t}/complete
403 {"code":403, "msg":"无权限操作", "data":null}
bob: DELETE /api/im/workbench/todos/{t}
403 {"code":403, "msg":"无权限操作", "data":null}
ann: PUT /api/im/workbench/todos/999999999
{"title":"y"}
404 {"code":404, "msg":"待办事项不存在", "data":null}
ann: PUT /api/im/workbench/todos/999999999/complete
404 {"code":404, "msg":"待办事项不存在", "data":null}
ann: DELETE /api/im/workbench/todos/999999999
404 {"code":404, "msg":"待办事项不存在", "data":null}
ann: GET /api/im/workbench/todos
200 {"data":[{"id":{t}, "title":"x", "status":"PENDING", ...}], ...}
