# ruoyi 8.8 tasks
use three people
== one's own, from creation to the end
ann: POST /api/im/task/create
header X-CSRF-Token x
{"title":" Minutes ", "description":"d", "priority":3, "taskType":"STUDY", "dueDate":"2030-11-30T00:00:00.000Z", "remindTime":"2030-11-30T02:00:00.000Z"}
200 {"code":200, "msg":"创建成功", "data":{t:int}}
ann: GET /api/im/task/my
200 {"code":200, "msg":"操作成功", "data":[{"id":{t}, "taskNumber":{_:str}, "title":"Minutes", "description":"d", "priority":3, "priorityDisplay":"高", "status":"PENDING", "statusDisplay":"待处理", "taskType":"STUDY", "startDate":null, "dueDate":"2030-11-30", "remindTime":"2030-11-30 10:00:00", "completionPercent":0, "parentId":null, "hasSubtask":false, "subtaskCount":0, "completedSubtaskCount":0, "tags":[], "commentCount":0, "attachmentCount":0, "isOverdue":false, "remainingDays":{_:int}, "creatorId":{ann.id}, "creatorName":"{ann.nick}", "assigneeId":{ann.id}, "assigneeName":"{ann.nick}", "assigneeAvatar":{_:str}, "completedTime":null, "createTime":{_:time}, "updateTime":{_:time}}]}
ann: PUT /api/im/task
{"id":{t}, "title":"Notes", "taskType":"OTHER"}
200 {"code":200, "msg":"更新成功", "data":null}
ann: GET /api/im/task/{t}
200 {"code":200, "msg":"操作成功", "data":{"id":{t}, "title":"Notes", "taskType":"OTHER", "dueDate":"2030-11-30", "remindTime":"2030-11-30 10:00:00", "priority":3, ...}}
ann: PUT /api/im/task
{"id":{t}, "dueDate":null, "remindTime":null, "priority":4, "tags":["a", " ", "b"], "startDate":"2030-05-06", "completionPercent":30}
200 any
ann: GET /api/im/task/{t}
200 {"data":{"dueDate":null, "remindTime":null, "remainingDays":null, "priority":4, "priorityDisplay":"紧急", "tags":["a", "b"], "startDate":"2030-05-06", "completionPercent":30, ...}, ...}
ann: PUT /api/im/task/{t}/status?status=COMPLETED
200 {"code":200, "msg":"更新成功", "data":null}
ann: GET /api/im/task/my
200 {"data":[{"id":{t}, "status":"COMPLETED", "statusDisplay":"已完成", "completionPercent":100, "completedTime":{_:time}, ...}], ...}
ann: GET /api/im/task/my?status=PENDING
200 {"data":[], ...}
ann: PUT /api/im/task/{t}/status?status=PENDING
200 any
ann: GET /api/im/task/my?status=PENDING
200 {"data":[{"id":{t}, "completionPercent":0, "completedTime":null, ...}], ...}
ann: PUT /api/im/task
{"id":{t}, "status":"in_progress"}
200 any
ann: GET /api/im/task/{t}
200 {"data":{"status":"IN_PROGRESS", "statusDisplay":"进行中", ...}, ...}
ann: DELETE /api/im/task/{t}
200 {"code":200, "msg":"删除成功", "data":null}
ann: GET /api/im/task/my
200 {"data":[], ...}
== given to somebody, who hears of it
bob: WS /ws/im?token={bob.token}
bob < {"type":"connected", ...}
ann: POST /api/im/task/create
{"title":"Minutes", "assigneeId":{bob.id}, "tags":["x"]}
200 {"data":{t:int}, ...}
bob < {"type":"notification", "payload":{"type":"TODO", "title":"新任务", "content":"{ann.nick}给您分配了任务'Minutes'", "relatedType":"TASK", "relatedId":{t}, ...}, ...}
bob: GET /api/im/task/my
200 {"data":[{"id":{t}, "creatorId":{ann.id}, "assigneeName":"{bob.nick}", "priority":2, "priorityDisplay":"中", "taskType":"PERSONAL", ...}], ...}
ann: GET /api/im/task/my
200 {"data":[], ...}
ann: GET /api/im/task/created?status=pending&pageNum=1&pageSize=10
200 {"code":200, "msg":"操作成功", "data":[{"id":{t}, ...}], "rows":[{"id":{t}, ...}], "total":1, ...}
bob: PUT /api/im/task/{t}/status?status=CANCELLED
200 any
ann: GET /api/im/task/{t}
200 {"data":{"statusDisplay":"已取消", ...}, ...}
== parts
ann: POST /api/im/task/create
{"title":"whole"}
200 {"data":{w:int}, ...}
ann: POST /api/im/task/create
{"title":"part", "parentId":{w}, "priority":9}
200 {"data":{p:int}, ...}
ann: PUT /api/im/task/{p}/status?status=COMPLETED
200 any
ann: GET /api/im/task/{w}
200 {"data":{"hasSubtask":true, "subtaskCount":1, "completedSubtaskCount":1, ...}, ...}
ann: GET /api/im/task/{p}
200 {"data":{"parentId":{w}, "priority":2, ...}, ...}
bob: POST /api/im/task/create
{"title":"part", "parentId":{w}}
404 {"code":404, "msg":"父任务不存在", "data":null}
== what is missing or wrong is named
ann: POST /api/im/task/create
{"title":" "}
400 {"code":400, "msg":"参数校验失败", "data":{"title":"任务标题不能为空"}}
ann: POST /api/im/task/create
{"title":"{字*201}", "description":"{字*2001}", "taskType":"{a*21}"}
400 {"code":400, "msg":"参数校验失败", "data":{"title":"任务标题长度不能超过200个字符", "description":"任务描述长度不能超过2000个字符", "taskType":"任务类型长度不能超过20个字符"}}
ann: POST /api/im/task/create
{"title":"x", "dueDate":"soon"}
400 {"code":400, "msg":"参数校验失败", "data":{"dueDate":"截止日期不正确"}}
ann: POST /api/im/task/create
{"title":"x", "startDate":"2030-02-30"}
400 {"code":400, "msg":"参数校验失败", "data":{"startDate":"开始日期不正确"}}
ann: POST /api/im/task/create
{"title":"x", "tags":["{字*51}"]}
400 {"code":400, "msg":"参数校验失败", "data":{"tags":"标签长度不能超过50个字符"}}
ann: POST /api/im/task/create
{"title":"x", "assigneeId":999999999}
404 {"code":404, "msg":"负责人不存在", "data":null}
ann: POST /api/im/task/create
{"title":"x"}
200 {"data":{t:int}, ...}
ann: PUT /api/im/task
{"title":"x"}
400 {"code":400, "msg":"参数校验失败", "data":{"id":"任务ID不能为空"}}
ann: PUT /api/im/task
{"id":{t}, "title":" "}
400 {"code":400, "msg":"参数校验失败", "data":{"title":"任务标题不能为空"}}
ann: PUT /api/im/task
{"id":{t}, "completionPercent":101}
400 {"code":400, "msg":"参数校验失败", "data":{"completionPercent":"完成百分比必须在0-100之间"}}
ann: PUT /api/im/task/{t}/status
400 {"code":400, "msg":"参数校验失败", "data":{"status":"状态不能为空"}}
ann: PUT /api/im/task/{t}/status?status=DONE
400 {"code":400, "msg":"参数校验失败", "data":{"status":"状态不正确"}}
ann: GET /api/im/task/my?status=DONE
400 {"code":400, "msg":"参数校验失败", "data":{"status":"状态不正确"}}
== who blocks the giver gets none
use two friends
bob: PUT /api/im/contact/{ann.id}/block?blocked=true
200 any
ann: POST /api/im/task/create
{"title":"x", "assigneeId":{bob.id}}
403 {"code":403, "msg":"对方已将您拉黑", "data":null}
== it is theirs who gave it and who has it
ann: POST /api/im/task/create
{"title":"x", "assigneeId":{bob.id}}
200 {"data":{t:int}, ...}
cat: GET /api/im/task/{t}
403 {"code":403, "msg":"无权限操作", "data":null}
cat: PUT /api/im/task
{"id":{t}, "title":"y"}
403 {"code":403, "msg":"无权限操作", "data":null}
cat: PUT /api/im/task/{t}/status?status=COMPLETED
403 {"code":403, "msg":"无权限操作", "data":null}
cat: DELETE /api/im/task/{t}
403 {"code":403, "msg":"无权限删除此任务", "data":null}
bob: DELETE /api/im/task/{t}
200 {"code":200, "msg":"删除成功", "data":null}
ann: GET /api/im/task/{t}
404 {"code":404, "msg":"任务不存在", "data":null}
ann: PUT /api/im/task
{"id":{t}, "title":"y"}
404 {"code":404, "msg":"任务不存在", "data":null}
ann: PUT /api/im/task/{t}/status?status=COMPLETED
404 {"code":404, "msg":"任务不存在", "data":null}
ann: DELETE /api/im/task/{t}
404 {"code":404, "msg":"任务不存在", "data":null}
== who has it is reminded
use one user
ann: POST /api/im/task/create
{"title":"Minutes", "remindTime":"2000-01-01 00:00:00"}
200 {"data":{t:int}, ...}
within 10s
ann: GET /api/im/notification/list?type=TODO
200 {"data":[{"title":"任务提醒", "content":"任务'Minutes'到了提醒时间", "relatedType":"TASK", "relatedId":{t}, ...}], ...}
