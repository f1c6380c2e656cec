# ruoyi 19.7 book; 19.8 cancel; 19.9 confirm; 19.10 check-in; 19.11 check-out; 19.14 feedback; 19 booking, my
use three people, stranger, administrator
== booked, attendees are told
admin: POST /api/im/meeting-room/create
{"roomName":"Blue {uniq}", "capacity":8, "location":"Tower"}
200 {"data":{r:int}, ...}
bob: WS /ws/im?token={bob.token}
bob < {"type":"connected", ...}
ann: POST /api/im/meeting-room/book
{"roomId":{r}, "meetingTitle":"Weekly", "startTime":"2030-05-06 10:00:00", "endTime":"2030-05-06 11:00:00", "attendees":[{bob.id}, {cat.id}, {bob.id}, {ann.id}], "meetingType":"CLIENT", "agenda":"a", "resources":["tea"], "refreshments":"cake", "recording":"yes", "remark":"m"}
200 {"code":200, "msg":"预订成功", "data":{b:int}}
bob < {"type":"notification", "payload":{"type":"MEETING", "title":"会议邀请", "content":"{ann.nick}邀请您参加会议'Weekly'：2030-05-06 10:00-11:00，Blue {uniq}", "relatedType":"MEETING_BOOKING", "relatedId":{b}, ...}, ...}
cat: GET /api/im/notification/list?type=MEETING
200 {"data":[{"senderId":{ann.id}, "title":"会议邀请", "relatedId":{b}, ...}], ...}
ann: GET /api/im/notification/list?type=MEETING
200 {"data":[], ...}
cat: GET /api/im/meeting-room/booking/{b}
200 {"code":200, "msg":"操作成功", "data":{"id":{b}, "bookingId":{b}, "roomId":{r}, "roomName":"Blue {uniq}", "roomLocation":"Tower", "bookingUserId":{ann.id}, "bookingUserName":"{ann.nick}", "bookingUserAvatar":"/avatar/default.png", "meetingTitle":"Weekly", "meetingType":"CLIENT", "meetingTypeDisplay":"客户会议", "startTime":"2030-05-06 10:00:00", "endTime":"2030-05-06 11:00:00", "attendeeCount":5, "attendees":[{"userId":{bob.id}, "userName":"{bob.nick}", "userAvatar":"/avatar/default.png", "isCheckedIn":false, "checkInTime":null}, {"userId":{cat.id}, "userName":"{cat.nick}", "userAvatar":"/avatar/default.png", "isCheckedIn":false, "checkInTime":null}], "agenda":"a", "resources":["tea"], "refreshments":"cake", "recording":"yes", "status":"CONFIRMED", "statusDisplay":"已确认", "cancelReason":null, "checkInTime":null, "checkOutTime":null, "isCheckedIn":false, "isCheckedOut":false, "isExpired":false, "feedback":null, "rating":null, "remark":"m", "createTime":{_:time}, "updateTime":{_:time}}}
== what a booking must say
admin: POST /api/im/meeting-room/create
{"roomName":"Blue {uniq}", "capacity":3}
200 {"data":{r:int}, ...}
ann: POST /api/im/meeting-room/book
{"roomId":{r}, "startTime":"2030-05-06 10:00:00", "endTime":"2030-05-06 11:00:00", "attendeeCount":2}
400 {"code":400, "msg":"参数校验失败", "data":{"meetingTitle":"会议主题不能为空"}}
ann: POST /api/im/meeting-room/book
{"roomId":{r}, "meetingTitle":"t", "endTime":"2030-05-06 11:00:00", "attendeeCount":2}
400 {"code":400, "msg":"参数校验失败", "data":{"startTime":"开始时间不能为空"}}
ann: POST /api/im/meeting-room/book
{"roomId":{r}, "meetingTitle":"t", "startTime":"2030-05-06 10:00:00", "attendeeCount":2}
400 {"code":400, "msg":"参数校验失败", "data":{"endTime":"结束时间不能为空"}}
ann: POST /api/im/meeting-room/book
{"roomId":{r}, "meetingTitle":"t", "startTime":"2030-05-06 10:00:00", "endTime":"2030-05-06 11:00:00"}
400 {"code":400, "msg":"参数校验失败", "data":{"attendeeCount":"参会人数不能为空"}}
ann: POST /api/im/meeting-room/book
{"meetingTitle":"t", "startTime":"2030-05-06 10:00:00", "endTime":"2030-05-06 11:00:00", "attendeeCount":2}
400 {"code":400, "msg":"参数校验失败", "data":{"roomId":"会议室ID不能为空"}}
ann: POST /api/im/meeting-room/book
{"roomId":{r}, "meetingTitle":"t", "startTime":"2030-05-06 11:00:00", "endTime":"2030-05-06 10:00:00", "attendeeCount":2}
400 {"code":400, "msg":"开始时间不能晚于结束时间", "data":null}
ann: POST /api/im/meeting-room/book
{"roomId":{r}, "meetingTitle":"t", "startTime":"2030-05-06 11:00:00", "endTime":"2030-05-06 11:00:00", "attendeeCount":2}
400 {"code":400, "msg":"开始时间不能晚于结束时间", "data":null}
ann: POST /api/im/meeting-room/book
{"roomId":{r}, "meetingTitle":"t", "startTime":"2020-05-06 10:00:00", "endTime":"2030-05-06 11:00:00", "attendeeCount":2}
400 {"code":400, "msg":"不能预订过去的时间", "data":null}
ann: POST /api/im/meeting-room/book
{"roomId":{r}, "meetingTitle":"t", "startTime":"2030-05-06 10:00:00", "endTime":"2030-05-13 10:00:01", "attendeeCount":2}
400 {"code":400, "msg":"会议时长不能超过7天", "data":null}
ann: POST /api/im/meeting-room/book
{"roomId":{r}, "meetingTitle":"t", "startTime":"2030-05-06 10:00:00", "endTime":"2030-05-06 11:00:00", "attendeeCount":4}
400 {"code":400, "msg":"参会人数超过会议室容纳人数", "data":null}
ann: POST /api/im/meeting-room/book
{"roomId":{r}, "meetingTitle":"t", "startTime":"2030-05-06 10:00:00", "endTime":"2030-05-06 11:00:00", "attendees":[999999999]}
400 {"code":4001, "msg":"用户不存在", "data":null}
ann: POST /api/im/meeting-room/book
{"roomId":{r}, "meetingTitle":"t", "startTime":"2030-05-06 10:00:00", "endTime":"2030-05-06 11:00:00", "attendeeCount":3, "meetingType":"PARTY"}
400 {"code":400, "msg":"参数校验失败", "data":{"meetingType":"会议类型不正确"}}
admin: PUT /api/im/meeting-room
{"id":{r}, "status":"DISABLED"}
200 any
ann: POST /api/im/meeting-room/book
{"roomId":{r}, "meetingTitle":"t", "startTime":"2030-05-06 10:00:00", "endTime":"2030-05-06 11:00:00", "attendeeCount":2}
400 {"code":4603, "msg":"该会议室当前不可用", "data":null}
admin: PUT /api/im/meeting-room
{"id":{r}, "isBookable":false}
200 any
ann: POST /api/im/meeting-room/book
{"roomId":{r}, "meetingTitle":"t", "startTime":"2030-05-06 10:00:00", "endTime":"2030-05-06 11:00:00", "attendeeCount":2}
400 {"code":4603, "msg":"该会议室暂不可预订", "data":null}
== taken: no moment is shared, ends may touch
admin: POST /api/im/meeting-room/create
{"roomName":"Blue {uniq}", "capacity":8}
200 {"data":{r:int}, ...}
ann: POST /api/im/meeting-room/book
{"roomId":{r}, "meetingTitle":"t", "startTime":"2030-05-06 10:00:00", "endTime":"2030-05-06 11:00:00", "attendeeCount":2}
200 {"data":{b:int}, ...}
bob: POST /api/im/meeting-room/book
{"roomId":{r}, "meetingTitle":"t", "startTime":"2030-05-06 10:59:59", "endTime":"2030-05-06 12:00:00", "attendeeCount":2}
400 {"code":4604, "msg":"该时间段已被预订", "data":null}
bob: POST /api/im/meeting-room/book
{"roomId":{r}, "meetingTitle":"t", "startTime":"2030-05-06 09:00:00", "endTime":"2030-05-06 12:00:00", "attendeeCount":2}
400 {"code":4604, ...}
bob: POST /api/im/meeting-room/book
{"roomId":{r}, "meetingTitle":"t", "startTime":"2030-05-06 10:10:00", "endTime":"2030-05-06 10:20:00", "attendeeCount":2}
400 {"code":4604, ...}
bob: POST /api/im/meeting-room/book
{"roomId":{r}, "meetingTitle":"t", "startTime":"2030-05-06 11:00:00", "endTime":"2030-05-06 12:00:00", "attendeeCount":2}
200 any
bob: POST /api/im/meeting-room/book
{"roomId":{r}, "meetingTitle":"t", "startTime":"2030-05-06 09:00:00", "endTime":"2030-05-06 10:00:00", "attendeeCount":2}
200 any
ann: POST /api/im/meeting-room/booking/{b}/cancel
200 any
cat: POST /api/im/meeting-room/book
{"roomId":{r}, "meetingTitle":"t", "startTime":"2030-05-06 10:00:00", "endTime":"2030-05-06 11:00:00", "attendeeCount":2}
200 any
== called off by who booked it, or an administrator
admin: POST /api/im/meeting-room/create
{"roomName":"Blue {uniq}", "capacity":8}
200 {"data":{r:int}, ...}
ann: POST /api/im/meeting-room/book
{"roomId":{r}, "meetingTitle":"Weekly", "startTime":"2030-05-06 10:00:00", "endTime":"2030-05-06 11:00:00", "attendees":[{bob.id}]}
200 {"data":{b:int}, ...}
bob: POST /api/im/meeting-room/booking/{b}/cancel
403 {"code":403, "msg":"只有预订人可以取消预订", "data":null}
sam: POST /api/im/meeting-room/booking/{b}/cancel
403 {"code":403, "msg":"只有预订人可以取消预订", "data":null}
bob: POST /api/im/meeting-room/booking/999999999/cancel
400 {"code":4605, "msg":"预订不存在", "data":null}
ann: POST /api/im/meeting-room/booking/{b}/cancel
{"reason":"ill"}
200 {"code":200, "msg":"取消成功", "data":null}
bob: GET /api/im/notification/list?type=MEETING
200 {"data":[{"title":"会议已取消", "content":"{ann.nick}取消了会议'Weekly'：2030-05-06 10:00-11:00，Blue {uniq}，原因：ill", ...}, {"title":"会议邀请", ...}], ...}
ann: GET /api/im/meeting-room/booking/{b}
200 {"data":{"status":"CANCELLED", "statusDisplay":"已取消", "cancelReason":"ill", ...}, ...}
ann: POST /api/im/meeting-room/booking/{b}/cancel
400 {"code":400, "msg":"该预订无法取消", "data":null}
ann: POST /api/im/meeting-room/booking/{b}/check-in
400 {"code":400, "msg":"预订状态不正确", "data":null}
ann: POST /api/im/meeting-room/book
{"roomId":{r}, "meetingTitle":"Again", "startTime":"2030-05-06 10:00:00", "endTime":"2030-05-06 11:00:00", "attendeeCount":2}
200 {"data":{c:int}, ...}
admin: POST /api/im/meeting-room/booking/{c}/cancel
200 {"code":200, "msg":"取消成功", "data":null}
ann: GET /api/im/notification/list?type=MEETING
200 {"data":[{"title":"会议已取消", "relatedId":{c}, ...}], ...}
== a room that wants confirmation
admin: POST /api/im/meeting-room/create
{"roomName":"Board {uniq}", "capacity":8, "needConfirm":true}
200 {"data":{r:int}, ...}
ann: POST /api/im/meeting-room/book
{"roomId":{r}, "meetingTitle":"Weekly", "startTime":"2030-05-06 10:00:00", "endTime":"2030-05-06 11:00:00", "attendees":[{bob.id}]}
200 {"data":{b:int}, ...}
bob: GET /api/im/notification/list?type=MEETING
200 {"data":[], ...}
admin: GET /api/im/notification/list?type=MEETING
200 {"data":[..., {"title":"会议室预订待确认", "content":"{ann.nick}为会议'Weekly'预订的会议室等待确认：2030-05-06 10:00-11:00，Board {uniq}", "relatedId":{b}, ...}, ...], ...}
ann: GET /api/im/meeting-room/booking/{b}
200 {"data":{"status":"PENDING", "statusDisplay":"待确认", ...}, ...}
bob: POST /api/im/meeting-room/book
{"roomId":{r}, "meetingTitle":"Other", "startTime":"2030-05-06 10:30:00", "endTime":"2030-05-06 11:30:00", "attendeeCount":2}
400 {"code":4604, ...}
ann: POST /api/im/meeting-room/booking/{b}/check-in
400 {"code":400, "msg":"预订状态不正确", "data":null}
ann: POST /api/im/meeting-room/booking/{b}/confirm
403 {"code":403, "msg":"无权限操作", "data":null}
admin: POST /api/im/meeting-room/booking/{b}/confirm
200 {"code":200, "msg":"确认成功", "data":null}
ann: GET /api/im/notification/list?type=MEETING
200 {"data":[{"title":"会议室预订已确认", "content":"您为会议'Weekly'预订的会议室已确认：2030-05-06 10:00-11:00，Board {uniq}", ...}], ...}
bob: GET /api/im/notification/list?type=MEETING
200 {"data":[{"title":"会议邀请", "senderId":{ann.id}, ...}], ...}
admin: POST /api/im/meeting-room/booking/{b}/confirm
400 {"code":400, "msg":"该预订不需要确认", "data":null}
admin: POST /api/im/meeting-room/booking/999999999/confirm
400 {"code":4605, "msg":"预订不存在", "data":null}
== who leads the room's department confirms, and may decline
admin: POST /api/im/organization/department
{"name":"D {uniq}", "parentId":0, "leaderId":{bob.id}}
200 {"data":{d:int}, ...}
admin: POST /api/im/meeting-room/create
{"roomName":"Board {uniq}", "capacity":8, "needConfirm":true, "departmentId":{d}}
200 {"data":{r:int}, ...}
ann: GET /api/im/meeting-room/{r}
200 {"data":{"departmentId":{d}, "departmentName":"D {uniq}", "needConfirm":true, ...}, ...}
ann: POST /api/im/meeting-room/book
{"roomId":{r}, "meetingTitle":"Weekly", "startTime":"2030-05-06 10:00:00", "endTime":"2030-05-06 11:00:00", "attendees":[{cat.id}]}
200 {"data":{b:int}, ...}
bob: GET /api/im/notification/list?type=MEETING
200 {"data":[{"title":"会议室预订待确认", "relatedId":{b}, ...}], ...}
cat: POST /api/im/meeting-room/booking/{b}/confirm
403 {"code":403, ...}
bob: GET /api/im/meeting-room/booking/{b}
200 {"data":{"status":"PENDING", ...}, ...}
bob: POST /api/im/meeting-room/booking/{b}/confirm
200 {"code":200, "msg":"确认成功", "data":null}
ann: POST /api/im/meeting-room/book
{"roomId":{r}, "meetingTitle":"Other", "startTime":"2030-05-06 11:00:00", "endTime":"2030-05-06 12:00:00", "attendees":[{cat.id}]}
200 {"data":{c:int}, ...}
bob: POST /api/im/meeting-room/booking/{c}/cancel
{"reason":"full"}
200 {"code":200, "msg":"取消成功", "data":null}
ann: GET /api/im/notification/list?type=MEETING
200 {"data":[{"title":"会议已取消", "relatedId":{c}, ...}, {"title":"会议室预订已确认", ...}], ...}
cat: GET /api/im/notification/list?type=MEETING
200 {"data":[{"title":"会议邀请", "relatedId":{b}, ...}], ...}
== bookings to come end with the account
admin: POST /api/im/meeting-room/create
{"roomName":"Blue {uniq}", "capacity":8}
200 {"data":{r:int}, ...}
ann: POST /api/im/meeting-room/book
{"roomId":{r}, "meetingTitle":"Weekly", "startTime":"2030-05-06 10:00:00", "endTime":"2030-05-06 11:00:00", "attendees":[{bob.id}]}
200 {"data":{b:int}, ...}
ann: DELETE /api/im/user/{ann.id}
200 any
within 10s
bob: GET /api/im/meeting-room/booking/{b}
200 {"data":{"status":"CANCELLED", "bookingUserId":{ann.id}, ...}, ...}
bob: GET /api/im/notification/list?type=MEETING
200 {"data":[{"title":"会议已取消", "content":"会议'Weekly'已取消：2030-05-06 10:00-11:00，Blue {uniq}", ...}, ...], ...}
bob: POST /api/im/meeting-room/book
{"roomId":{r}, "meetingTitle":"Mine", "startTime":"2030-05-06 10:00:00", "endTime":"2030-05-06 11:00:00", "attendeeCount":2}
200 any
== acts that are too early, or somebody else's
admin: POST /api/im/meeting-room/create
{"roomName":"Blue {uniq}", "capacity":8}
200 {"data":{r:int}, ...}
ann: POST /api/im/meeting-room/book
{"roomId":{r}, "meetingTitle":"Weekly", "startTime":"2030-05-06 10:00:00", "endTime":"2030-05-06 11:00:00", "attendees":[{bob.id}]}
200 {"data":{b:int}, ...}
bob: POST /api/im/meeting-room/booking/{b}/check-in
400 {"code":400, "msg":"不在签到时间范围内", "data":null}
sam: POST /api/im/meeting-room/booking/{b}/check-in
403 {"code":403, "msg":"只有预订人可以签到", "data":null}
ann: POST /api/im/meeting-room/booking/{b}/check-out
400 {"code":400, "msg":"请先签到", "data":null}
bob: POST /api/im/meeting-room/booking/{b}/check-out
403 {"code":403, "msg":"只有预订人可以签退", "data":null}
bob: POST /api/im/meeting-room/booking/{b}/feedback
{"feedback":"good", "rating":5}
403 {"code":403, "msg":"只有预订人可以提交反馈", "data":null}
ann: POST /api/im/meeting-room/booking/{b}/feedback
{"feedback":"good", "rating":5}
400 {"code":400, "msg":"会议结束后才能提交反馈", "data":null}
ann: POST /api/im/meeting-room/booking/{b}/feedback
{"feedback":"good", "rating":6}
400 {"code":400, "msg":"参数校验失败", "data":{"rating":"评分必须在1-5之间"}}
ann: POST /api/im/meeting-room/booking/{b}/feedback
{"rating":5}
400 {"code":400, "msg":"参数校验失败", "data":{"feedback":"反馈内容不能为空"}}
ann: POST /api/im/meeting-room/booking/{b}/feedback
{"feedback":"good"}
400 {"code":400, "msg":"参数校验失败", "data":{"rating":"评分不能为空"}}
sam: GET /api/im/meeting-room/booking/{b}
403 {"code":403, "msg":"无权限操作", "data":null}
admin: GET /api/im/meeting-room/booking/{b}
200 {"data":{"id":{b}, ...}, ...}
sam: GET /api/im/meeting-room/booking/999999999
400 {"code":4605, "msg":"预订不存在", "data":null}
== the meetings of somebody: booked or attended, the latest first
admin: POST /api/im/meeting-room/create
{"roomName":"Blue {uniq}", "capacity":8}
200 {"data":{r:int}, ...}
ann: POST /api/im/meeting-room/book
{"roomId":{r}, "meetingTitle":"one", "startTime":"2030-05-06 10:00:00", "endTime":"2030-05-06 11:00:00", "attendeeCount":2}
200 {"data":{a:int}, ...}
bob: POST /api/im/meeting-room/book
{"roomId":{r}, "meetingTitle":"two", "startTime":"2030-05-07 10:00:00", "endTime":"2030-05-07 11:00:00", "attendees":[{ann.id}]}
200 {"data":{b:int}, ...}
ann: GET /api/im/meeting-room/booking/my
200 {"code":200, "msg":"操作成功", "data":[{"id":{b}, "meetingTitle":"two", "bookingUserId":{bob.id}, "attendees":[{"userId":{ann.id}, ...}], ...}, {"id":{a}, ...}]}
ann: GET /api/im/meeting-room/booking/my?pageNum=2&pageSize=1
200 {"data":[{"id":{a}, ...}], "rows":[{"id":{a}, ...}], "total":2, ...}
cat: GET /api/im/meeting-room/booking/my
200 {"data":[], ...}
