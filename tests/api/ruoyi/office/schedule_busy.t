# ruoyi 11.6 when people have time
use two people
== only when, each time once, of what the caller may read; not what was declined or cancelled, nor beyond the range
bob: POST /api/im/schedule
{"title":"Open", "startTime":"2030-05-06 10:00:00", "endTime":"2030-05-06 11:00:00", "visibility":"PUBLIC", "recurrenceType":"DAILY", "recurrenceEndDate":"2030-05-07"}
200 any
bob: POST /api/im/schedule
{"title":"Open too", "startTime":"2030-05-06 10:30:00", "endTime":"2030-05-06 12:00:00", "visibility":"PUBLIC"}
200 {"data":{c:int}, ...}
bob: POST /api/im/schedule
{"title":"Secret", "startTime":"2030-05-06 14:00:00", "endTime":"2030-05-06 15:00:00"}
200 any
bob: POST /api/im/schedule
{"title":"For two", "startTime":"2030-05-06 16:00:00", "endTime":"2030-05-06 17:00:00", "participantIds":[{ann.id}]}
200 {"data":{t:int}, ...}
bob: POST /api/im/schedule
{"title":"Department", "startTime":"2030-05-06 18:00:00", "endTime":"2030-05-06 19:00:00", "visibility":"DEPARTMENT"}
200 any
ann: GET /api/im/schedule/busy?userIds={ann.id},{bob.id}&startTime=2030-05-06&endTime=2030-05-07
200 {"code":200, "msg":"操作成功", "data":[{"userId":{ann.id}, "busy":[{"startTime":"2030-05-06 16:00:00", "endTime":"2030-05-06 17:00:00"}]}, {"userId":{bob.id}, "busy":[{"startTime":"2030-05-06 10:00:00", "endTime":"2030-05-06 12:00:00"}, {"startTime":"2030-05-06 16:00:00", "endTime":"2030-05-06 17:00:00"}, {"startTime":"2030-05-07 10:00:00", "endTime":"2030-05-07 11:00:00"}]}]}
ann: PUT /api/im/schedule/{t}/respond
{"accepted":false}
200 any
bob: PUT /api/im/schedule/{c}/cancel
{}
200 any
ann: GET /api/im/schedule/busy?userIds={ann.id},{bob.id},999999999&startTime=2030-05-06+10:15:00&endTime=2030-05-06+16:30:00
200 {"data":[{"busy":[], ...}, {"busy":[{"startTime":"2030-05-06 10:15:00", "endTime":"2030-05-06 11:00:00"}, {"startTime":"2030-05-06 16:00:00", "endTime":"2030-05-06 16:30:00"}], ...}, {"userId":999999999, "busy":[]}], ...}
== it is bounded
ann: GET /api/im/schedule/busy
400 {"code":400, "msg":"参数校验失败", "data":{"userIds":"参与人不能为空", "startTime":"开始时间不能为空", "endTime":"结束时间不能为空"}}
ann: GET /api/im/schedule/busy?userIds=1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30,31,32,33,34,35,36,37,38,39,40,41,42,43,44,45,46,47,48,49,50,51&startTime=2030-05-06&endTime=2030-05-07
400 {"data":{"userIds":"参与人数量超出限制"}, ...}
ann: GET /api/im/schedule/busy?userIds={bob.id}&startTime=2030-01-01+00:00:00&endTime=2031-01-03+00:00:00
400 {"code":400, "msg":"时间范围不能超过366天", "data":null}
