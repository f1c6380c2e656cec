# ruoyi 11.6 range; 28 the calendar of published clients
use two people
== a weekly series appears once a week, on its days
ann: POST /api/im/schedule
{"title":"Sync", "startTime":"2030-05-06 10:00:00", "endTime":"2030-05-06 10:30:00", "recurrenceType":"WEEKLY", "recurrenceInterval":1, "recurrenceDays":"1,3", "recurrenceEndDate":"2030-05-20"}
200 {"data":{e:int}, ...}
ann: GET /api/im/schedule/range?startTime=2030-05-01+00:00:00&endTime=2030-06-01+00:00:00
200 {"code":200, "msg":"操作成功", "data":[{"id":{e}, "startTime":"2030-05-06 10:00:00", "endTime":"2030-05-06 10:30:00", "occurrenceDate":"2030-05-06", "recurrenceType":"WEEKLY", "recurrenceTypeName":"每周", "recurrenceDays":"1,3", "recurrenceEndDate":"2030-05-20", ...}, {"id":{e}, "startTime":"2030-05-08 10:00:00", "occurrenceDate":"2030-05-08", ...}, {"startTime":"2030-05-13 10:00:00", ...}, {"startTime":"2030-05-15 10:00:00", ...}, {"startTime":"2030-05-20 10:00:00", "endTime":"2030-05-20 10:30:00", ...}]}
ann: GET /api/im/schedule/{e}
200 {"data":{"startTime":"2030-05-06 10:00:00", "status":"SCHEDULED", "recurrenceRule":"FREQ=WEEKLY;UNTIL=20300520T155959Z;BYDAY=MO,WE", "occurrenceDate":null, ...}, ...}
== a month without the day is skipped, days go every so many, and a written rule is followed
ann: POST /api/im/schedule
{"title":"Pay", "startTime":"2030-01-31 10:00:00", "endTime":"2030-01-31 10:30:00", "recurrenceType":"MONTHLY"}
200 {"data":{m:int}, ...}
ann: GET /api/im/schedule/range?startTime=2030-01-01&endTime=2030-06-30
200 {"data":[{"startTime":"2030-01-31 10:00:00", "recurrenceTypeName":"每月", ...}, {"startTime":"2030-03-31 10:00:00", ...}, {"startTime":"2030-05-31 10:00:00", ...}], ...}
ann: DELETE /api/im/schedule/{m}
200 any
ann: POST /api/im/schedule
{"title":"Water", "startTime":"2030-01-01 10:00:00", "endTime":"2030-01-01 10:30:00", "recurrenceType":"DAILY", "recurrenceInterval":2}
200 {"data":{d:int}, ...}
ann: GET /api/im/schedule/range?startTime=2030-01-01&endTime=2030-01-05
200 {"data":[{"startTime":"2030-01-01 10:00:00", "recurrenceTypeName":"每天", ...}, {"startTime":"2030-01-03 10:00:00", ...}, {"startTime":"2030-01-05 10:00:00", ...}], ...}
ann: GET /api/im/schedule/range?startTime=2031-12-30&endTime=2032-01-05
200 {"data":[{"startTime":"2031-12-30 10:00:00", ...}, {"startTime":"2032-01-01 10:00:00", ...}], ...}
ann: DELETE /api/im/schedule/{d}
200 any
ann: POST /api/im/schedule
{"title":"Last Friday", "startTime":"2030-01-25 10:00:00", "endTime":"2030-01-25 10:30:00", "recurrenceType":"CUSTOM", "recurrenceRule":"FREQ=MONTHLY;BYDAY=-1FR;COUNT=2"}
200 any
ann: GET /api/im/schedule/range?startTime=2030-01-01&endTime=2030-06-30
200 {"data":[{"startTime":"2030-01-25 10:00:00", "recurrenceType":"CUSTOM", "recurrenceTypeName":"自定义", "recurrenceRule":"FREQ=MONTHLY;COUNT=2;BYDAY=-1FR", ...}, {"startTime":"2030-02-22 10:00:00", ...}], ...}
== ten o'clock stays ten o'clock where summer begins
ann: POST /api/im/schedule
{"title":"Berlin", "startTime":"2030-03-30 17:00:00", "endTime":"2030-03-30 18:00:00", "timeZone":"Europe/Berlin", "recurrenceType":"DAILY", "recurrenceEndDate":"2030-04-01"}
200 any
ann: GET /api/im/schedule/range?startTime=2030-03-01&endTime=2030-04-30
200 {"data":[{"startTime":"2030-03-30 17:00:00", "timeZone":"Europe/Berlin", ...}, {"startTime":"2030-03-31 16:00:00", "endTime":"2030-03-31 17:00:00", ...}, {"startTime":"2030-04-01 16:00:00", ...}], ...}
== one of a series is changed or taken out by itself, the others stay
ann: POST /api/im/schedule
{"title":"Stand-up", "startTime":"2030-05-06 10:00:00", "endTime":"2030-05-06 10:15:00", "recurrenceType":"DAILY", "recurrenceEndDate":"2030-05-09", "participantIds":[{bob.id}]}
200 {"data":{e:int}, ...}
bob: PUT /api/im/schedule/{e}/respond
{"accepted":true}
200 any
ann: PUT /api/im/schedule/{e}
{"occurrence":"2030-05-07 10:00:00", "title":"Planning"}
200 {"code":200, "msg":"更新成功", "data":null}
ann: DELETE /api/im/schedule/{e}?occurrence=2030-05-08+10:00:00
200 {"code":200, "msg":"删除成功", "data":null}
bob: GET /api/im/schedule/range?startTime=2030-05-06&endTime=2030-05-10
200 {"data":[{"id":{e}, "startTime":"2030-05-06 10:00:00", "participantStatus":"ACCEPTED", ...}, {"id":{one:int}, "title":"Planning", "startTime":"2030-05-07 10:00:00", "endTime":"2030-05-07 10:15:00", "recurrenceType":"NONE", "recurrenceRule":null, "participantStatus":"ACCEPTED", ...}, {"id":{e}, "startTime":"2030-05-09 10:00:00", ...}], ...}
ann: PUT /api/im/schedule/{e}
{"occurrence":"2030-05-09 10:00:00", "startTime":"2030-05-09 11:00:00", "endTime":"2030-05-09 11:15:00"}
200 any
bob: GET /api/im/schedule/range?startTime=2030-05-08&endTime=2030-05-10
200 {"data":[{"title":"Stand-up", "startTime":"2030-05-09 11:00:00", "participantStatus":"PENDING", ...}], ...}
bob: GET /api/im/schedule/{e}
200 {"data":{"participantStatus":"ACCEPTED", ...}, ...}
ann: DELETE /api/im/schedule/{e}?occurrence=2030-05-08+10:00:00
404 {"code":404, "msg":"日程不存在", "data":null}
ann: PUT /api/im/schedule/{e}
{"occurrence":"2030-05-06 10:01:00", "title":"x"}
404 {"code":404, "msg":"日程不存在", "data":null}
ann: PUT /api/im/schedule/{one}
{"occurrence":"2030-05-07 10:00:00", "title":"x"}
404 {"code":404, "msg":"日程不存在", "data":null}
ann: PUT /api/im/schedule/{e}
{"occurrence":"2030-05-06 10:00:00", "recurrenceType":"WEEKLY"}
400 {"code":400, "msg":"重复规则不正确", "data":null}
bob: DELETE /api/im/schedule/{e}?occurrence=2030-05-06+10:00:00
403 {"code":403, "msg":"无权限操作", "data":null}
== a range has both ends, at most a year, and overlaps without its ends
ann: POST /api/im/schedule
{"title":"t", "startTime":"2030-05-06 12:00:00", "endTime":"2030-05-06 13:00:00"}
200 any
ann: GET /api/im/schedule/range?startTime=2030-05-06+13:00:00&endTime=2030-05-06+14:00:00
200 {"code":200, "msg":"操作成功", "data":[]}
ann: GET /api/im/schedule/range?startTime=2030-05-06+11:00:00&endTime=2030-05-06+12:00:00
200 {"data":[], ...}
ann: GET /api/im/schedule/range?startTime=2030-05-06+12:59:59&endTime=2030-05-06+14:00:00
200 {"data":[{"title":"t", ...}], ...}
ann: GET /api/im/schedule/range
400 {"code":400, "msg":"参数校验失败", "data":{"startTime":"开始时间不能为空", "endTime":"结束时间不能为空"}}
ann: GET /api/im/schedule/range?startTime=2030-01-01+00:00:00&endTime=2031-01-03+00:00:00
400 {"code":400, "msg":"时间范围不能超过366天", "data":null}
ann: GET /api/im/schedule/range?startTime=2030-01-02+00:00:00&endTime=2030-01-01+00:00:00
400 {"code":400, "msg":"时间范围不能超过366天", "data":null}
== what was declined is not in the range
ann: POST /api/im/schedule
{"title":"t", "startTime":"2030-05-06 12:00:00", "endTime":"2030-05-06 13:00:00", "participantIds":[{bob.id}]}
200 {"data":{e:int}, ...}
bob: GET /api/im/schedule/range?startTime=2030-05-01&endTime=2030-05-31
200 {"data":[{"id":{e}, "participantStatus":"PENDING", ...}], ...}
bob: POST /api/im/schedule/{e}/response
{"accepted":false}
200 any
bob: GET /api/im/schedule/range?startTime=2030-05-01&endTime=2030-05-31
200 {"data":[], ...}
bob: GET /api/im/schedule/list
200 {"data":[{"id":{e}, "participantStatus":"DECLINED", ...}], ...}
== what a published client sends and reads
ann: POST /api/im/schedule
header X-CSRF-Token disabled-by-backend
{"title":"Meet", "allDay":false, "category":"meeting", "reminder":"15", "participants":[1, 2, 3, 888888888, {bob.id}], "startTime":"2030-05-06T02:00:00.000Z", "endTime":"2030-05-06T03:00:00.000Z", "location":"", "description":""}
200 {"code":200, "msg":"创建成功", "data":{e:int}}
ann: GET /api/im/schedule/range?startTime=2030-05-01+00:00:00&endTime=2030-06-30+00:00:00
200 {"data":[{"id":{e}, "startTime":"2030-05-06 10:00:00", "endTime":"2030-05-06 11:00:00", "category":"meeting", "reminder":"15", "reminderMinutes":15, "allDay":false, "isAllDay":false, "participants":{before:arr}, "participantCount":{n:int}, ...}], ...}
ann: PUT /api/im/schedule/{e}
header X-CSRF-Token disabled-by-backend
{"title":"Meet", "allDay":true, "category":"personal", "reminder":"none", "participants":[{"id":1, "userId":{bob.id}, "userName":"{bob.nick}"}], "startTime":"2030-05-06T02:00:00.000Z", "endTime":"2030-05-06T03:00:00.000Z"}
200 {"code":200, "msg":"更新成功", "data":null}
ann: GET /api/im/schedule/{e}
200 {"data":{"reminder":"none", "reminderMinutes":null, "allDay":true, "isAllDay":true, "category":"personal", "participants":[{"userId":{bob.id}, ...}], ...}, ...}
ann: GET /api/im/schedule/range?startTime=2031-05-01+00:00:00&endTime=2031-06-30+00:00:00
200 {"code":200, "msg":"操作成功", "data":[]}
bob: DELETE /api/im/schedule/{e}
header X-CSRF-Token disabled-by-backend
400 {"code":403, "msg":"无权限操作", "data":null}
