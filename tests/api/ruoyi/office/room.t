# ruoyi 19.1 create; 19.2 update; 19.3 delete; 19.4 get; 19.5 page; 19.6 available; 19.12 schedule; 19.13 availability; 19 statistics
use two people, administrator
== made by an administrator, seen by everybody
admin: POST /api/im/meeting-room/create
{"roomName":"Blue {uniq}", "capacity":8, "roomNumber":"B-{uniq}", "location":"Tower {uniq}", "floor":3, "hasProjector":true, "hasPhone":1, "facilities":["tv"], "photos":["/uploads/a.png"], "description":"d", "remark":"r"}
200 {"code":200, "msg":"创建成功", "data":{r:int}}
ann: GET /api/im/meeting-room/{r}
200 {"code":200, "msg":"操作成功", "data":{"id":{r}, "roomId":{r}, "roomName":"Blue {uniq}", "roomNumber":"B-{uniq}", "departmentId":null, "departmentName":null, "location":"Tower {uniq}", "floor":"3", "capacity":8, "hasProjector":true, "hasWhiteboard":false, "hasVideoConf":false, "hasPhone":true, "facilities":["tv"], "photos":["/uploads/a.png"], "status":"AVAILABLE", "statusDisplay":"可用", "isBookable":true, "needConfirm":false, "isOccupied":false, "bookingCount":0, "description":"d", "remark":"r", "createTime":{_:time}, "updateTime":{_:time}}}
ann: GET /api/im/meeting-room/999999999
400 {"code":4601, "msg":"会议室不存在", "data":null}
== what a room must say
admin: POST /api/im/meeting-room/create
{"capacity":8}
400 {"code":400, "msg":"参数校验失败", "data":{"roomName":"会议室名称不能为空"}}
admin: POST /api/im/meeting-room/create
{"roomName":" ", "capacity":8}
400 {"code":400, "msg":"参数校验失败", "data":{"roomName":"会议室名称不能为空"}}
admin: POST /api/im/meeting-room/create
{"roomName":"Blue {uniq}"}
400 {"code":400, "msg":"参数校验失败", "data":{"capacity":"容纳人数不能为空"}}
admin: POST /api/im/meeting-room/create
{"roomName":"Blue {uniq}", "capacity":0}
400 {"code":400, "msg":"参数校验失败", "data":{"capacity":"容纳人数必须大于0"}}
admin: POST /api/im/meeting-room/create
{"roomName":"Blue {uniq}", "capacity":8, "departmentId":999999999}
400 {"code":4501, "msg":"部门不存在", ...}
== only administrators make, change and delete rooms
ann: POST /api/im/meeting-room/create
{"roomName":"Mine", "capacity":8}
403 {"code":403, "msg":"无权限操作", "data":null}
admin: POST /api/im/meeting-room/create
{"roomName":"Blue {uniq}", "capacity":8}
200 {"data":{r:int}, ...}
ann: PUT /api/im/meeting-room
{"id":{r}, "capacity":9}
403 {"code":403, ...}
ann: DELETE /api/im/meeting-room/{r}
403 {"code":403, ...}
== a number is that of one room
admin: POST /api/im/meeting-room/create
{"roomName":"One {uniq}", "capacity":8, "roomNumber":"N-{uniq}"}
200 {"data":{a:int}, ...}
admin: POST /api/im/meeting-room/create
{"roomName":"Two {uniq}", "capacity":8, "roomNumber":"N-{uniq}"}
400 {"code":4602, "msg":"会议室编号已存在", "data":null}
admin: POST /api/im/meeting-room/create
{"roomName":"Two {uniq}", "capacity":8}
200 {"data":{b:int}, ...}
admin: PUT /api/im/meeting-room
{"id":{b}, "roomNumber":"N-{uniq}"}
400 {"code":4602, "msg":"会议室编号已存在", "data":null}
admin: PUT /api/im/meeting-room
{"id":{a}, "roomNumber":"N-{uniq}", "remark":"its own"}
200 {"code":200, "msg":"更新成功", "data":null}
admin: DELETE /api/im/meeting-room/{a}
200 {"code":200, "msg":"删除成功", "data":null}
admin: PUT /api/im/meeting-room
{"id":{b}, "roomNumber":"N-{uniq}"}
200 {"code":200, "msg":"更新成功", "data":null}
== changed: what is absent stays
admin: POST /api/im/meeting-room/create
{"roomName":"Blue {uniq}", "capacity":8, "floor":"3"}
200 {"data":{r:int}, ...}
admin: PUT /api/im/meeting-room
{"id":{r}, "capacity":12, "status":"maintenance", "isBookable":0}
200 {"code":200, "msg":"更新成功", "data":null}
bob: GET /api/im/meeting-room/{r}
200 {"data":{"roomName":"Blue {uniq}", "floor":"3", "capacity":12, "status":"MAINTENANCE", "statusDisplay":"维护中", "isBookable":false, ...}, ...}
admin: PUT /api/im/meeting-room
{"id":{r}, "status":"DISABLED"}
200 any
bob: GET /api/im/meeting-room/{r}
200 {"data":{"status":"DISABLED", "statusDisplay":"已停用", ...}, ...}
admin: PUT /api/im/meeting-room
{"id":{r}, "status":"OPEN"}
400 {"code":400, "msg":"参数校验失败", "data":{"status":"会议室状态不正确"}}
admin: PUT /api/im/meeting-room
{"capacity":12}
400 {"code":400, "msg":"参数校验失败", "data":{"id":"会议室ID不能为空"}}
admin: PUT /api/im/meeting-room
{"id":999999999, "capacity":12}
400 {"code":4601, "msg":"会议室不存在", "data":null}
== a deleted room is gone, and one with bookings to come stays
admin: POST /api/im/meeting-room/create
{"roomName":"Blue {uniq}", "capacity":8}
200 {"data":{r:int}, ...}
ann: POST /api/im/meeting-room/book
{"roomId":{r}, "meetingTitle":"t", "startTime":"2030-05-06 10:00:00", "endTime":"2030-05-06 11:00:00", "attendeeCount":2}
200 {"code":200, "msg":"预订成功", "data":{b:int}}
admin: DELETE /api/im/meeting-room/{r}
400 {"code":400, "msg":"会议室存在未完成的预订，无法删除", "data":null}
ann: POST /api/im/meeting-room/booking/{b}/cancel
200 any
admin: DELETE /api/im/meeting-room/{r}
200 {"code":200, "msg":"删除成功", "data":null}
ann: GET /api/im/meeting-room/{r}
400 {"code":4601, ...}
admin: DELETE /api/im/meeting-room/{r}
400 {"code":4601, "msg":"会议室不存在", "data":null}
ann: POST /api/im/meeting-room/book
{"roomId":{r}, "meetingTitle":"t", "startTime":"2030-05-06 10:00:00", "endTime":"2030-05-06 11:00:00", "attendeeCount":2}
400 {"code":4601, "msg":"会议室不存在", "data":null}
ann: GET /api/im/meeting-room/booking/{b}
200 {"data":{"roomName":"Blue {uniq}", "status":"CANCELLED", ...}, ...}
== pages are filtered and in order
admin: POST /api/im/meeting-room/create
{"roomName":"Small {uniq}", "capacity":4, "floor":"f{uniq}", "hasProjector":true}
200 {"data":{a:int}, ...}
admin: POST /api/im/meeting-room/create
{"roomName":"Large {uniq}", "capacity":40, "floor":"f{uniq}", "hasWhiteboard":true, "hasVideoConf":true}
200 {"data":{b:int}, ...}
admin: POST /api/im/meeting-room/create
{"roomName":"Other", "capacity":10, "location":"near {uniq}"}
200 {"data":{c:int}, ...}
ann: POST /api/im/meeting-room/page
{"keyword":"{uniq}", "orderBy":"capacity", "orderDirection":"desc", "pageNum":1, "pageSize":2}
200 {"code":200, "msg":"操作成功", "data":{"records":[{"id":{b}, ...}, {"id":{c}, ...}], "rows":[{"id":{b}, ...}, {"id":{c}, ...}], "list":[{"id":{b}, ...}, {"id":{c}, ...}], "total":3, "size":2, "current":1, "pages":2}, "rows":[{"id":{b}, ...}, {"id":{c}, ...}], "total":3}
ann: POST /api/im/meeting-room/page
{"keyword":"{uniq}", "orderBy":"capacity"}
200 {"data":{"records":[{"id":{a}, ...}, {"id":{c}, ...}, {"id":{b}, ...}], ...}, ...}
ann: POST /api/im/meeting-room/page
{"keyword":"LARGE {uniq}", "status":""}
200 {"data":{"records":[{"id":{b}, ...}], "total":1, ...}, ...}
ann: POST /api/im/meeting-room/page
{"floor":"f{uniq}", "minCapacity":5}
200 {"data":{"records":[{"id":{b}, ...}], "total":1, ...}, ...}
ann: POST /api/im/meeting-room/page
{"keyword":"{uniq}", "hasProjector":true}
200 {"data":{"records":[{"id":{a}, ...}], ...}, ...}
ann: POST /api/im/meeting-room/page
{"keyword":"{uniq}", "hasWhiteboard":1, "hasVideoConf":1, "status":"available"}
200 {"data":{"records":[{"id":{b}, ...}], ...}, ...}
ann: POST /api/im/meeting-room/page
{"keyword":"{uniq}", "orderBy":"createTime", "orderDirection":"asc", "departmentId":999999999}
200 {"data":{"records":[], "total":0, ...}, ...}
ann: POST /api/im/meeting-room/page
{"orderBy":"name"}
400 {"code":400, "msg":"参数校验失败", "data":{"orderBy":"排序字段不正确"}}
ann: POST /api/im/meeting-room/page
{"status":"x"}
400 {"code":400, "msg":"参数校验失败", "data":{"status":"会议室状态不正确"}}
== free ones: those that may be booked, for a time those that nobody has
admin: POST /api/im/meeting-room/create
{"roomName":"B {uniq}", "capacity":90001}
200 {"data":{a:int}, ...}
admin: POST /api/im/meeting-room/create
{"roomName":"A {uniq}", "capacity":90001}
200 {"data":{b:int}, ...}
admin: POST /api/im/meeting-room/create
{"roomName":"Down {uniq}", "capacity":90002}
200 {"data":{c:int}, ...}
admin: PUT /api/im/meeting-room
{"id":{c}, "status":"MAINTENANCE"}
200 any
ann: POST /api/im/meeting-room/book
{"roomId":{a}, "meetingTitle":"t", "startTime":"2030-05-06 10:00:00", "endTime":"2030-05-06 11:00:00", "attendeeCount":2}
200 any
bob: GET /api/im/meeting-room/available?minCapacity=90001
200 {"data":[{"id":{b}, ...}, {"id":{a}, ...}], ...}
bob: GET /api/im/meeting-room/available?minCapacity=90001&startTime=2030-05-06+10:30:00&endTime=2030-05-06+12:00:00
200 {"data":[{"id":{b}, ...}], ...}
bob: GET /api/im/meeting-room/available?minCapacity=90001&startTime=2030-05-06+11:00:00&endTime=2030-05-06+12:00:00&pageNum=2&pageSize=1
200 {"data":[{"id":{a}, ...}], "rows":[{"id":{a}, ...}], "total":2, ...}
bob: GET /api/im/meeting-room/available?startTime=2030-05-06+11:00:00
400 {"code":400, "msg":"参数校验失败", "data":{"endTime":"结束时间不能为空"}}
bob: GET /api/im/meeting-room/available?startTime=2030-05-06+11:00:00&endTime=2030-05-06+11:00:00
400 {"code":400, "msg":"开始时间不能晚于结束时间", "data":null}
== whether it is free
admin: POST /api/im/meeting-room/create
{"roomName":"Blue {uniq}", "capacity":8}
200 {"data":{r:int}, ...}
ann: POST /api/im/meeting-room/book
{"roomId":{r}, "meetingTitle":"t", "startTime":"2030-05-06 10:00:00", "endTime":"2030-05-06 11:00:00", "attendeeCount":2}
200 any
bob: GET /api/im/meeting-room/{r}/availability?startTime=2030-05-06+09:00:00&endTime=2030-05-06+10:00:00
200 {"code":200, "msg":"操作成功", "data":true}
bob: GET /api/im/meeting-room/{r}/availability?startTime=2030-05-06+09:00:00&endTime=2030-05-06+10:00:01
200 {"data":false, ...}
bob: GET /api/im/meeting-room/{r}/availability?startTime=2030-05-06+11:00:00&endTime=2030-05-06+12:00:00
200 {"data":true, ...}
bob: GET /api/im/meeting-room/{r}/availability?startTime=2030-05-06+11:00:00
400 {"code":400, "msg":"参数校验失败", "data":{"endTime":"结束时间不能为空"}}
bob: GET /api/im/meeting-room/{r}/availability?startTime=2030-05-06+11:00:00&endTime=2030-05-06+10:00:00
400 {"code":400, "msg":"开始时间不能晚于结束时间", "data":null}
bob: GET /api/im/meeting-room/999999999/availability?startTime=2030-05-06+11:00:00&endTime=2030-05-06+12:00:00
400 {"code":4601, ...}
admin: PUT /api/im/meeting-room
{"id":{r}, "isBookable":false}
200 any
bob: GET /api/im/meeting-room/{r}/availability?startTime=2030-05-06+11:00:00&endTime=2030-05-06+12:00:00
200 {"data":false, ...}
== the plan of a day
admin: POST /api/im/meeting-room/create
{"roomName":"Blue {uniq}", "capacity":8, "location":"Tower"}
200 {"data":{r:int}, ...}
ann: POST /api/im/meeting-room/book
{"roomId":{r}, "meetingTitle":"late", "startTime":"2030-05-06 23:00:00", "endTime":"2030-05-07 01:00:00", "attendeeCount":2, "meetingType":"training"}
200 {"data":{b:int}, ...}
bob: POST /api/im/meeting-room/book
{"roomId":{r}, "meetingTitle":"early", "startTime":"2030-05-06 08:05:00", "endTime":"2030-05-06 09:00:00", "attendeeCount":3}
200 {"data":{a:int}, ...}
bob: POST /api/im/meeting-room/book
{"roomId":{r}, "meetingTitle":"off", "startTime":"2030-05-06 12:00:00", "endTime":"2030-05-06 13:00:00", "attendeeCount":3}
200 {"data":{c:int}, ...}
bob: POST /api/im/meeting-room/booking/{c}/cancel
200 any
ann: GET /api/im/meeting-room/{r}/schedule?date=2030-05-06
200 {"code":200, "msg":"操作成功", "data":{"roomId":{r}, "roomName":"Blue {uniq}", "location":"Tower", "capacity":8, "date":"2030-05-06", "schedules":[{"bookingId":{a}, "meetingTitle":"early", "meetingType":"REGULAR", "bookingUserId":{bob.id}, "bookingUserName":"{bob.nick}", "startTime":"08:05", "endTime":"09:00", "startDateTime":"2030-05-06 08:05:00", "endDateTime":"2030-05-06 09:00:00", "status":"CONFIRMED", "attendeeCount":3}, {"bookingId":{b}, "meetingTitle":"late", "meetingType":"TRAINING", "bookingUserId":{ann.id}, "bookingUserName":"{ann.nick}", "startTime":"23:00", "endTime":"24:00", "startDateTime":"2030-05-06 23:00:00", "endDateTime":"2030-05-07 01:00:00", "status":"CONFIRMED", "attendeeCount":2}]}}
ann: GET /api/im/meeting-room/{r}/schedule?date=2030-05-07
200 {"data":{"schedules":[{"bookingId":{b}, "startTime":"00:00", "endTime":"01:00", ...}], ...}, ...}
ann: GET /api/im/meeting-room/{r}/schedule?date=tomorrow
200 {"data":{"date":{today:str}, "schedules":[], ...}, ...}
ann: GET /api/im/meeting-room/{r}/schedule
200 {"data":{"date":"{today}", ...}, ...}
ann: GET /api/im/meeting-room/999999999/schedule
400 {"code":4601, ...}
== numbers
admin: POST /api/im/meeting-room/create
{"roomName":"Blue {uniq}", "capacity":8}
200 {"data":{r:int}, ...}
ann: POST /api/im/meeting-room/book
{"roomId":{r}, "meetingTitle":"t", "startTime":"2030-05-06 10:00:00", "endTime":"2030-05-06 11:00:00", "attendeeCount":2}
200 any
ann: GET /api/im/meeting-room/statistics
200 {"code":200, "msg":"操作成功", "data":{"totalRooms":{_:int}, "availableRooms":{_:int}, "maintenanceRooms":{_:int}, "disabledRooms":{_:int}, "occupiedRooms":{_:int}, "todayBookings":{_:int}, "pendingBookings":{_:int}, "myBookings":1}}
