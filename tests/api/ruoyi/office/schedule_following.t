# ruoyi 11.3, 11.4 one occurrence of a series and all after it
use two people
== what follows becomes a series of its own, with its answers, gaps and end; from the first on it is the whole
ann: POST /api/im/schedule
{"title":"Stand-up", "startTime":"2030-05-06 10:00:00", "endTime":"2030-05-06 10:15:00", "recurrenceType":"DAILY", "recurrenceEndDate":"2030-05-12", "participantIds":[{bob.id}]}
200 {"data":{e:int}, ...}
bob: PUT /api/im/schedule/{e}/respond
{"accepted":true}
200 any
ann: DELETE /api/im/schedule/{e}?occurrence=2030-05-07+10:00:00
200 any
ann: DELETE /api/im/schedule/{e}?occurrence=2030-05-11+10:00:00
200 any
ann: PUT /api/im/schedule/{e}
{"occurrence":"2030-05-09 10:00:00", "following":true, "title":"Planning"}
200 {"code":200, "msg":"更新成功", "data":null}
bob: GET /api/im/schedule/range?startTime=2030-05-01&endTime=2030-06-01
200 {"data":[{"id":{e}, "title":"Stand-up", "startTime":"2030-05-06 10:00:00", "recurrenceEndDate":"2030-05-08", "participantStatus":"ACCEPTED", ...}, {"id":{e}, "startTime":"2030-05-08 10:00:00", ...}, {"id":{r:int}, "title":"Planning", "startTime":"2030-05-09 10:00:00", "endTime":"2030-05-09 10:15:00", "recurrenceType":"DAILY", "recurrenceEndDate":"2030-05-12", "participantStatus":"ACCEPTED", ...}, {"id":{r}, "startTime":"2030-05-10 10:00:00", ...}, {"id":{r}, "startTime":"2030-05-12 10:00:00", ...}], ...}
ann: PUT /api/im/schedule/{r}
{"occurrence":"2030-05-10 10:00:00", "following":true, "startTime":"2030-05-10 11:00:00", "endTime":"2030-05-10 11:15:00"}
200 any
bob: GET /api/im/schedule/range?startTime=2030-05-09&endTime=2030-06-01
200 {"data":[{"id":{r}, "startTime":"2030-05-09 10:00:00", "participantStatus":"ACCEPTED", ...}, {"id":{s:int}, "startTime":"2030-05-10 11:00:00", "participantStatus":"PENDING", ...}, {"id":{s}, "startTime":"2030-05-12 11:00:00", ...}], ...}
ann: PUT /api/im/schedule/{s}
{"occurrence":"2030-05-10 11:00:00", "following":true, "location":"Hall"}
200 any
ann: GET /api/im/schedule/range?startTime=2030-05-10&endTime=2030-06-01
200 {"data":[{"id":{s}, "location":"Hall", "startTime":"2030-05-10 11:00:00", ...}, {"id":{s}, "startTime":"2030-05-12 11:00:00", ...}], ...}
== a written rule is cut too, and what is left of a number stays; what follows is deleted
ann: POST /api/im/schedule
{"title":"Fridays", "startTime":"2031-01-03 10:00:00", "endTime":"2031-01-03 10:30:00", "recurrenceType":"CUSTOM", "recurrenceRule":"FREQ=WEEKLY;BYDAY=FR;COUNT=4"}
200 {"data":{w:int}, ...}
ann: PUT /api/im/schedule/{w}
{"occurrence":"2031-01-17 10:00:00", "following":true, "title":"Late Fridays"}
200 any
ann: GET /api/im/schedule/range?startTime=2031-01-01&endTime=2031-06-01
200 {"data":[{"id":{w}, "startTime":"2031-01-03 10:00:00", ...}, {"id":{w}, "startTime":"2031-01-10 10:00:00", ...}, {"id":{v:int}, "title":"Late Fridays", "startTime":"2031-01-17 10:00:00", "recurrenceRule":"FREQ=WEEKLY;COUNT=2;BYDAY=FR", ...}, {"id":{v}, "startTime":"2031-01-24 10:00:00", ...}], ...}
ann: DELETE /api/im/schedule/{w}?occurrence=2031-01-10+10:00:00&following=true
200 {"code":200, "msg":"删除成功", "data":null}
ann: DELETE /api/im/schedule/{v}?occurrence=2031-01-17+10:00:00&following=true
200 any
ann: GET /api/im/schedule/range?startTime=2031-01-01&endTime=2031-06-01
200 {"data":[{"id":{w}, "startTime":"2031-01-03 10:00:00", ...}], ...}
ann: GET /api/im/schedule/{v}
404 any
== an occurrence must be named, and be one, of one's own
ann: POST /api/im/schedule
{"title":"Stand-up", "startTime":"2030-05-06 10:00:00", "endTime":"2030-05-06 10:15:00", "recurrenceType":"DAILY", "recurrenceEndDate":"2030-05-12"}
200 {"data":{e:int}, ...}
ann: DELETE /api/im/schedule/{e}?occurrence=2030-05-07+10:00:00
200 any
ann: PUT /api/im/schedule/{e}
{"following":true, "title":"x"}
400 {"code":400, "msg":"参数校验失败", "data":{"occurrence":"请选择要更改的那一次日程"}}
ann: DELETE /api/im/schedule/{e}?following=true
400 {"code":400, "msg":"参数校验失败", "data":{"occurrence":"请选择要更改的那一次日程"}}
ann: PUT /api/im/schedule/{e}
{"occurrence":"2030-05-07 10:00:00", "following":true, "title":"x"}
404 {"code":404, "msg":"日程不存在", "data":null}
bob: PUT /api/im/schedule/{e}
{"occurrence":"2030-05-06 10:00:00", "following":true, "title":"x"}
403 {"code":403, "msg":"无权限操作", "data":null}
