# ruoyi 11.1 list; 11.2 create; 11.3 change; 11.4 delete; 11.5 get; 11.6 range; 11.7, 11.8 participants; 11.9 response; 27 ScheduleEvent
use three people
== an event is made, read, changed and deleted
ann: POST /api/im/schedule/create
{"title":" Lunch ", "startTime":"2030-05-06 12:00:00", "endTime":"2030-05-06 13:00:00", "description":"noodles", "location":"Hall", "color":"#ff0000", "visibility":"private", "reminderMinutes":15, "participantIds":[{bob.id}]}
200 {"code":200, "msg":"创建成功", "data":{e:int}}
ann: GET /api/im/schedule/{e}
200 {"code":200, "msg":"操作成功", "data":{"id":{e}, "userId":{ann.id}, "userName":"{ann.nick}", "userAvatar":{_:str}, "title":"Lunch", "description":"noodles", "location":"Hall", "startTime":"2030-05-06 12:00:00", "endTime":"2030-05-06 13:00:00", "isAllDay":false, "timeZone":"Asia/Shanghai", "recurrenceType":"NONE", "recurrenceTypeName":"不重复", "recurrenceInterval":1, "recurrenceDays":null, "recurrenceEndDate":null, "recurrenceRule":null, "color":"#ff0000", "visibility":"PRIVATE", "visibilityName":"私有", "status":"SCHEDULED", "statusName":"已安排", "reminderMinutes":15, "createTime":{_:time}, "updateTime":{_:time}, "participants":[{"id":{_:int}, "userId":{bob.id}, "userName":"{bob.nick}", "userAvatar":{_:str}, "status":"PENDING", "statusName":"待确认", "responseTime":null, "remark":null}], "participantCount":1, "participantStatus":null, "isAccepted":false, "occurrenceDate":null, "allDay":false, "category":"work", "reminder":"15"}}
ann: PUT /api/im/schedule/{e}
{"title":"Late lunch", "location":"", "reminderMinutes":"none"}
200 {"code":200, "msg":"更新成功", "data":null}
ann: GET /api/im/schedule/{e}
200 {"data":{"title":"Late lunch", "description":"noodles", "location":null, "startTime":"2030-05-06 12:00:00", "reminderMinutes":null, "reminder":"none", "participantCount":1, ...}, ...}
ann: DELETE /api/im/schedule/{e}
200 {"code":200, "msg":"删除成功", "data":null}
ann: GET /api/im/schedule/{e}
404 {"code":404, "msg":"日程不存在", "data":null}
== what is missing or wrong is named
ann: POST /api/im/schedule/create
{}
400 {"code":400, "msg":"参数校验失败", "data":{"title":"日程标题不能为空", "startTime":"开始时间不能为空", "endTime":"结束时间不能为空"}}
ann: POST /api/im/schedule/create
{"title":" ", "startTime":"2030-05-06 12:00:00", "endTime":"2030-05-06 13:00:00"}
400 {"code":400, "msg":"参数校验失败", "data":{"title":"日程标题不能为空"}}
ann: POST /api/im/schedule/create
{"title":"{字*201}", "startTime":"2030-05-06 12:00:00", "endTime":"2030-05-06 13:00:00", "location":"{字*201}"}
400 {"code":400, "msg":"参数校验失败", "data":{"title":"日程标题过长", "location":"地点过长"}}
ann: POST /api/im/schedule/create
{"title":"{字*200}", "startTime":"2030-05-06 12:00:00", "endTime":"2030-05-06 11:59:59"}
400 {"code":400, "msg":"结束时间不能早于开始时间", "data":null}
ann: POST /api/im/schedule
{"title":"{字*200}", "startTime":"2030-05-06 12:00:00", "endTime":"2030-05-06 12:00:00"}
200 {"code":200, "msg":"创建成功", "data":{_:int}}
ann: POST /api/im/schedule
{"title":"t", "startTime":"2030-05-06 12:00:00", "endTime":"2032-05-06 12:00:00"}
400 {"code":400, "msg":"日程时间超出允许范围", "data":null}
ann: POST /api/im/schedule
{"title":"t", "startTime":"2030-05-06 12:00:00", "endTime":"2030-05-06 12:00:00", "timeZone":"Mars/Olympus"}
400 {"code":400, "msg":"时区不正确", "data":null}
ann: POST /api/im/schedule
{"title":"t", "startTime":"2030-05-06 12:00:00", "endTime":"2030-05-06 12:00:00", "recurrenceType":"HOURLY", "recurrenceInterval":0, "visibility":"SECRET", "color":"{c*21}", "category":"{c*21}"}
400 {"code":400, "msg":"参数校验失败", "data":{"recurrenceType":"重复类型不正确", "recurrenceInterval":"重复间隔不正确", "visibility":"可见范围不正确", "color":"颜色格式不正确", "category":"分类过长"}}
ann: POST /api/im/schedule
{"title":"t", "startTime":"2030-05-06 12:00:00", "endTime":"2030-05-06 12:00:00", "recurrenceType":"WEEKLY", "recurrenceDays":"1,8"}
400 {"code":400, "msg":"参数校验失败", "data":{"recurrenceDays":"重复日期不正确"}}
ann: POST /api/im/schedule
{"title":"t", "startTime":"2030-05-06 12:00:00", "endTime":"2030-05-06 12:00:00", "recurrenceType":"WEEKLY", "recurrenceEndDate":"soon"}
400 {"code":400, "msg":"参数校验失败", "data":{"recurrenceEndDate":"重复结束日期不正确"}}
ann: POST /api/im/schedule
{"title":"t", "startTime":"2030-05-06 12:00:00", "endTime":"2030-05-06 12:00:00", "recurrenceType":"DAILY", "recurrenceEndDate":"2030-05-05"}
400 {"code":400, "msg":"重复结束日期不能早于开始时间", "data":null}
ann: POST /api/im/schedule
{"title":"t", "startTime":"2030-05-06 12:00:00", "endTime":"2030-05-06 12:00:00", "recurrenceType":"CUSTOM", "recurrenceRule":"FREQ=SECONDLY"}
400 {"code":400, "msg":"重复规则不正确", "data":null}
ann: POST /api/im/schedule
{"title":"t", "startTime":"2030-05-06 12:00:00", "endTime":"2030-05-06 12:00:00", "reminderMinutes":40321}
400 {"code":400, "msg":"参数校验失败", "data":{"reminderMinutes":"提醒时间不正确"}}
ann: POST /api/im/schedule
{"title":"t", "startTime":"2030-05-06 12:00:00", "endTime":"2030-05-06 12:00:00", "reminder":"later"}
400 {"code":400, "msg":"参数校验失败", "data":{"reminder":"提醒时间不正确"}}
== those invited are told, answer, and may answer differently; the owner is told
ann: POST /api/im/schedule
{"title":"Plan", "startTime":"2030-05-06 12:00:00", "endTime":"2030-05-06 13:00:00", "participantIds":[{bob.id}, {bob.id}, {ann.id}, 999999999]}
200 {"data":{e:int}, ...}
bob: GET /api/im/notification/unread?type=SCHEDULE
200 {"data":[{"type":"SCHEDULE", "title":"日程邀请", "content":"{ann.nick}邀请您参加日程'Plan'：2030-05-06 12:00-13:00", "relatedType":"SCHEDULE", "relatedId":{e}, "senderId":{ann.id}, "line":{"kind":"schedule_invited", "actor":"{ann.nick}", "topic":"Plan", ...}, ...}], ...}
bob: POST /api/im/schedule/{e}/response
{"accepted":true, "remark":"gladly"}
200 {"code":200, "msg":"已接受", "data":null}
bob: POST /api/im/schedule/{e}/response
{"accepted":true}
200 {"code":200, "msg":"已接受", "data":null}
bob: GET /api/im/schedule/{e}
200 {"data":{"participantStatus":"ACCEPTED", "isAccepted":true, "participants":[{"userId":{bob.id}, "status":"ACCEPTED", "statusName":"已接受", "responseTime":{_:time}, ...}], "participantCount":1, ...}, ...}
bob: PUT /api/im/schedule/{e}/respond?accepted=false
200 {"code":200, "msg":"已拒绝", "data":null}
bob: POST /api/im/schedule/{e}/response
{"status":"accepted"}
200 {"code":200, "msg":"已接受", "data":null}
bob: POST /api/im/schedule/{e}/response
{"response":"DECLINED"}
200 {"code":200, "msg":"已拒绝", "data":null}
ann: GET /api/im/notification/unread?type=SCHEDULE
200 {"data":[{"title":"日程邀请被拒绝", "content":"{bob.nick}拒绝了日程'Plan'的邀请", ...}, {"title":"日程邀请已接受", ...}, {"title":"日程邀请被拒绝", ...}, {"title":"日程邀请已接受", "content":"{bob.nick}接受了日程'Plan'的邀请：gladly", ...}], ...}
bob: POST /api/im/schedule/{e}/response
{}
400 {"code":400, "msg":"参数校验失败", "data":{"accepted":"请选择接受或拒绝"}}
bob: POST /api/im/schedule/{e}/response
{"status":"MAYBE"}
400 {"code":400, "msg":"参数校验失败", "data":{"status":"请选择接受或拒绝"}}
cat: POST /api/im/schedule/{e}/response
{"accepted":true}
403 {"code":403, "msg":"您不是该日程的参与人", "data":null}
ann: PUT /api/im/schedule/{e}/respond?accepted=true
403 {"code":403, "msg":"您不是该日程的参与人", "data":null}
bob: POST /api/im/schedule/999999999/response
{"accepted":true}
404 {"code":404, "msg":"日程不存在", "data":null}
== answers stay unless the time changes; then those invited are asked again
ann: POST /api/im/schedule
{"title":"Plan", "startTime":"2030-05-06 12:00:00", "endTime":"2030-05-06 13:00:00", "participantIds":[{bob.id}]}
200 {"data":{e:int}, ...}
bob: POST /api/im/schedule/{e}/response
{"accepted":true}
200 any
ann: PUT /api/im/schedule/{e}
{"title":"Planning", "startTime":"2030-05-06 12:00:00", "endTime":"2030-05-06 13:00:00", "participantIds":[{bob.id}, {cat.id}]}
200 any
ann: GET /api/im/schedule/{e}/participants
200 {"code":200, "msg":"操作成功", "data":[{"userId":{bob.id}, "status":"ACCEPTED", ...}, {"userId":{cat.id}, "status":"PENDING", ...}]}
ann: PUT /api/im/schedule/{e}
{"startTime":"2030-05-06 14:00:00", "endTime":"2030-05-06 15:00:00"}
200 any
ann: GET /api/im/schedule/{e}/participants
200 {"data":[{"userId":{bob.id}, "status":"PENDING", "responseTime":null, ...}, {"userId":{cat.id}, "status":"PENDING", ...}], ...}
bob: GET /api/im/notification/unread?type=SCHEDULE
200 {"data":[{"title":"日程时间变更", "content":"{ann.nick}更改了日程'Planning'的时间，请重新确认：2030-05-06 14:00-15:00", ...}, {"title":"日程邀请", ...}], ...}
ann: PUT /api/im/schedule/{e}
{"participantIds":[{cat.id}]}
200 any
ann: GET /api/im/schedule/{e}
200 {"data":{"participants":[{"userId":{cat.id}, ...}], "startTime":"2030-05-06 14:00:00", ...}, ...}
bob: GET /api/im/schedule/{e}
403 {"code":403, "msg":"无权限操作", "data":null}
bob: GET /api/im/notification/unread?type=SCHEDULE
200 {"data":[{"title":"已移出日程", ...}, {"title":"日程时间变更", ...}, {"title":"日程邀请", ...}], ...}
== people are invited later, leave, and are taken out
ann: POST /api/im/schedule
{"title":"Plan", "startTime":"2030-05-06 12:00:00", "endTime":"2030-05-06 13:00:00"}
200 {"data":{e:int}, ...}
ann: POST /api/im/schedule/{e}/participants
[{bob.id}, {bob.id}]
200 {"code":200, "msg":"添加成功", "data":null}
ann: POST /api/im/schedule/{e}/participants
{"participantIds":["{bob.id}", {cat.id}]}
200 {"code":200, "msg":"添加成功", "data":null}
ann: POST /api/im/schedule/{e}/participants
{"userIds":[]}
400 {"code":400, "msg":"参数校验失败", "data":{"userIds":"参与人不能为空"}}
bob: POST /api/im/schedule/{e}/participants
[{cat.id}]
403 {"code":403, "msg":"无权限操作", "data":null}
bob: DELETE /api/im/schedule/{e}/participants/{cat.id}
403 {"code":403, "msg":"无权限操作", "data":null}
bob: DELETE /api/im/schedule/{e}/participants/{bob.id}
200 {"code":200, "msg":"移除成功", "data":null}
ann: DELETE /api/im/schedule/{e}/participants/{bob.id}
404 {"code":404, "msg":"参与人不存在", "data":null}
ann: DELETE /api/im/schedule/{e}/participants/{cat.id}
200 {"code":200, "msg":"移除成功", "data":null}
cat: GET /api/im/schedule/{e}
403 {"code":403, "msg":"无权限操作", "data":null}
ann: DELETE /api/im/schedule/999999999/participants/{cat.id}
404 {"code":404, "msg":"日程不存在", "data":null}
ann: POST /api/im/schedule/999999999/participants
[{cat.id}]
404 {"code":404, "msg":"日程不存在", "data":null}
== nobody else changes or deletes it, and who may read it is said by its visibility
ann: POST /api/im/schedule
{"title":"Mine", "startTime":"2030-05-06 12:00:00", "endTime":"2030-05-06 13:00:00"}
200 {"data":{e:int}, ...}
bob: GET /api/im/schedule/{e}
403 {"code":403, "msg":"无权限操作", "data":null}
bob: PUT /api/im/schedule/{e}
{"title":"His"}
403 {"code":403, "msg":"无权限操作", "data":null}
bob: DELETE /api/im/schedule/{e}
403 {"code":403, "msg":"无权限操作", "data":null}
bob: PUT /api/im/schedule/{e}/cancel
403 {"code":403, "msg":"无权限操作", "data":null}
bob: GET /api/im/schedule/{e}/participants
403 {"code":403, "msg":"无权限操作", "data":null}
ann: PUT /api/im/schedule/{e}
{"visibility":"DEPARTMENT"}
200 any
bob: GET /api/im/schedule/{e}
403 {"code":403, "msg":"无权限操作", "data":null}
ann: PUT /api/im/schedule/{e}
{"visibility":"PUBLIC"}
200 any
bob: GET /api/im/schedule/{e}
200 {"data":{"title":"Mine", "visibility":"PUBLIC", "visibilityName":"公开", "participantStatus":null, ...}, ...}
bob: GET /api/im/schedule/list
200 {"data":[], ...}
ann: PUT /api/im/schedule/999999999
{"title":"t"}
404 {"code":404, "msg":"日程不存在", "data":null}
ann: PUT /api/im/schedule/{e}
{"title":" "}
400 {"code":400, "msg":"参数校验失败", "data":{"title":"日程标题不能为空"}}
ann: PUT /api/im/schedule/{e}
{"endTime":"2030-05-06 11:00:00"}
400 {"code":400, "msg":"结束时间不能早于开始时间", "data":null}
ann: DELETE /api/im/schedule/999999999
404 {"code":404, "msg":"日程不存在", "data":null}
ann: GET /api/im/schedule/999999999
404 {"code":404, "msg":"日程不存在", "data":null}
ann: GET /api/im/schedule/999999999/participants
404 {"code":404, "msg":"日程不存在", "data":null}
== what is for the department is read by those who sit with the owner
use three people, administrator
admin: POST /api/im/organization/department
{"name":"Kitchen {uniq}", "parentId":0}
200 {"data":{d:int}, ...}
admin: POST /api/im/organization/department/member
{"departmentId":{d}, "userIds":[{ann.id}, {bob.id}]}
200 any
ann: POST /api/im/schedule
{"title":"Ours", "startTime":"2030-05-06 12:00:00", "endTime":"2030-05-06 13:00:00", "visibility":"DEPARTMENT"}
200 {"data":{e:int}, ...}
bob: GET /api/im/schedule/{e}
200 {"data":{"title":"Ours", "visibility":"DEPARTMENT", "visibilityName":"部门", ...}, ...}
cat: GET /api/im/schedule/{e}
403 {"code":403, "msg":"无权限操作", "data":null}
== the list has what is one's own and what one is invited to, by start
ann: POST /api/im/schedule
{"title":"second", "startTime":"2030-05-07 12:00:00", "endTime":"2030-05-07 13:00:00", "location":"Hall"}
200 {"data":{e2:int}, ...}
bob: POST /api/im/schedule
{"title":"first", "startTime":"2030-05-06 12:00:00", "endTime":"2030-05-06 13:00:00", "participantIds":[{ann.id}]}
200 {"data":{e1:int}, ...}
ann: POST /api/im/schedule
{"title":"Old", "startTime":"2020-05-06 12:00:00", "endTime":"2020-05-06 13:00:00", "description":"HALL"}
200 {"data":{e0:int}, ...}
ann: GET /api/im/schedule/list
200 {"code":200, "msg":"操作成功", "data":[{"id":{e0}, "status":"COMPLETED", "statusName":"已完成", ...}, {"id":{e1}, "participantStatus":"PENDING", ...}, {"id":{e2}, ...}]}
ann: GET /api/im/schedule/list?onlyParticipated=true
200 {"data":[{"id":{e1}, ...}], ...}
ann: GET /api/im/schedule/list?keyword=hall
200 {"data":[{"id":{e0}, ...}, {"id":{e2}, ...}], ...}
ann: GET /api/im/schedule/list?status=completed
200 {"data":[{"id":{e0}, ...}], ...}
ann: GET /api/im/schedule/list?startTime=2030-05-06&endTime=2030-05-06
200 {"data":[{"id":{e1}, ...}], ...}
ann: GET /api/im/schedule/list?pageNum=2&pageSize=1
200 {"code":200, "msg":"操作成功", "data":[{"id":{e1}, ...}], "rows":[{"id":{e1}, ...}], "total":3}
ann: POST /api/im/schedule/page
{"status":"SCHEDULED", "pageNum":1, "pageSize":1}
200 {"code":200, "msg":"操作成功", "data":{"records":[{"id":{e1}, ...}], "rows":[{"id":{e1}, ...}], "list":[{"id":{e1}, ...}], "total":2, "size":1, "current":1, "pages":2}, "rows":[{"id":{e1}, ...}], "total":2}
ann: GET /api/im/schedule/list?status=LOST
400 {"code":400, "msg":"参数校验失败", "data":{"status":"日程状态不正确"}}
ann: GET /api/im/schedule/list?keyword={c*101}
400 {"code":400, "msg":"参数校验失败", "data":{"keyword":"关键词过长"}}
== a cancelled event stays in lists, and those invited are told
ann: POST /api/im/schedule
{"title":"Plan", "startTime":"2030-05-06 12:00:00", "endTime":"2030-05-06 13:00:00", "participantIds":[{bob.id}]}
200 {"data":{e:int}, ...}
ann: PUT /api/im/schedule/{e}/cancel
200 {"code":200, "msg":"取消成功", "data":null}
ann: PUT /api/im/schedule/{e}/cancel
200 {"code":200, "msg":"取消成功", "data":null}
bob: GET /api/im/schedule/list?status=CANCELLED
200 {"data":[{"id":{e}, "status":"CANCELLED", "statusName":"已取消", ...}], ...}
bob: GET /api/im/schedule/range?startTime=2030-05-01+00:00:00&endTime=2030-05-31+00:00:00
200 {"code":200, "msg":"操作成功", "data":[]}
bob: GET /api/im/notification/unread?type=SCHEDULE
200 {"data":[{"title":"日程已取消", "content":"{ann.nick}取消了日程'Plan'：2030-05-06 12:00-13:00", ...}, {"title":"日程邀请", ...}], ...}
bob: POST /api/im/schedule/{e}/response
{"accepted":true}
400 {"code":400, "msg":"日程已取消", "data":null}
ann: PUT /api/im/schedule/{e}
{"title":"again"}
400 {"code":400, "msg":"日程已取消", "data":null}
ann: POST /api/im/schedule/{e}/participants
[{cat.id}]
400 {"code":400, "msg":"日程已取消", "data":null}
ann: POST /api/im/schedule
{"title":"Old", "startTime":"2020-05-06 12:00:00", "endTime":"2020-05-06 13:00:00"}
200 {"data":{o:int}, ...}
ann: PUT /api/im/schedule/{o}/cancel
400 {"code":400, "msg":"日程已结束", "data":null}
ann: PUT /api/im/schedule/999999999/cancel
404 {"code":404, "msg":"日程不存在", "data":null}
== one that is deleted is told of
ann: POST /api/im/schedule
{"title":"Plan", "startTime":"2030-05-06 12:00:00", "endTime":"2030-05-06 13:00:00", "participantIds":[{bob.id}]}
200 {"data":{e:int}, ...}
ann: DELETE /api/im/schedule/{e}
200 any
bob: GET /api/im/notification/unread?type=SCHEDULE
200 {"data":[{"title":"日程已取消", ...}, {"title":"日程邀请", ...}], ...}
bob: GET /api/im/schedule/list
200 {"data":[], ...}
== it is there after a crash
ann: POST /api/im/schedule
{"title":"kept", "startTime":"2030-05-06 12:00:00", "endTime":"2030-05-06 13:00:00"}
200 {"data":{e:int}, ...}
restart kill -9
ann: GET /api/im/schedule/{e}
200 {"data":{"title":"kept", ...}, ...}
== without a token
GET /api/im/schedule/list
401 {"code":401, ...}
