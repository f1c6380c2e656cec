# ruoyi 10.1 check in; 10.2 check out; 10.3 today; 10.4 list; 10.5 statistics; 10.6 mend; 10.7 decide; 10.8
use three people, stranger, administrator
== a day from coming to going
ann: GET /api/im/attendance/today
200 {"code":200, "msg":"操作成功", "data":null}
ann: POST /api/im/attendance/checkOut
400 {"code":400, "msg":"请先进行上班打卡", "data":null}
ann: POST /api/im/attendance/checkIn
{"location":"Tower", "deviceInfo":{"os":"x"}}
200 {"code":200, "msg":"上班打卡成功", "data":{"id":{a:int}, "userId":{ann.id}, "userName":"{ann.nick}", "attendanceDate":{day:str}, "checkInTime":{_:time}, "checkOutTime":null, "checkInStatus":{_:str}, "checkOutStatus":null, "workMinutes":0, "attendanceType":{_:str}, "remark":null, "checkInLocation":"Tower", "checkOutLocation":null, "deviceInfo":"{\"os\":\"x\"}", "approveStatus":null, "approverId":null, "approveTime":null, "approveComment":null, "createTime":{_:time}, "updateTime":{_:time}, "status":{_:str}}}
ann: POST /api/im/attendance/checkIn
400 {"code":400, "msg":"今日已上班打卡，请勿重复打卡", "data":null}
ann: GET /api/im/attendance/today
200 {"data":{"id":{a}, "checkOutTime":null, ...}, ...}
ann: POST /api/im/attendance/checkOut?location=Gate
200 {"code":200, "msg":"下班打卡成功", "data":{"id":{a}, "checkOutTime":{_:time}, "workMinutes":0, "checkInLocation":"Tower", "checkOutLocation":"Gate", ...}}
ann: POST /api/im/attendance/checkOut
400 {"code":400, "msg":"今日已下班打卡，请勿重复打卡", "data":null}
ann: GET /api/im/attendance/{a}
200 {"code":200, "msg":"操作成功", "data":{"id":{a}, "checkInTime":{_:time}, "checkOutTime":{_:time}, ...}}
ann: GET /api/im/attendance/list?startDate={day}&endDate={day}
200 {"code":200, "msg":"操作成功", "data":[{"id":{a}, "attendanceDate":"{day}", ...}]}
ann: GET /api/im/attendance/list
200 {"data":[{"id":{a}, ...}], ...}
bob: GET /api/im/attendance/list
200 {"data":[], ...}
== location and device are bounded
ann: POST /api/im/attendance/checkIn
{"location":"{x*501}"}
400 {"code":400, "msg":"参数校验失败", "data":{"location":"打卡位置长度不能超过500个字符"}}
== what a list and its month must be
ann: GET /api/im/attendance/list?startDate=2026-05-02&endDate=2026-05-01
400 {"code":400, "msg":"结束时间不能早于开始时间", "data":null}
ann: GET /api/im/attendance/list?startDate=2025-01-01&endDate=2026-01-02
400 {"code":400, "msg":"时间范围不能超过366天", "data":null}
ann: GET /api/im/attendance/list?startDate=2026-02-30&endDate=2026-05-01
400 {"code":400, "msg":"参数校验失败", "data":{"startDate":"日期格式不正确"}}
ann: GET /api/im/attendance/list?startDate=2026-05-01&endDate=2026-05-31&pageNum=1&pageSize=5
200 {"data":[], "rows":[], "total":0, ...}
ann: GET /api/im/attendance/statistics?year=2024&month=2
200 {"code":200, "msg":"操作成功", "data":{"year":2024, "month":2, "workDays":21, "totalDays":29, "attendanceDays":0, "lateCount":0, "earlyCount":0, "absentCount":0, "totalWorkMinutes":0}}
ann: GET /api/im/attendance/statistics?year=2026&month=13
400 {"code":400, "msg":"参数校验失败", "data":{"month":"月份必须在1-12之间"}}
ann: POST /api/im/attendance/checkIn
200 any
ann: GET /api/im/attendance/statistics
200 {"data":{"attendanceDays":0, "absentCount":1, ...}, ...}
== others' days are for administrators
ann: POST /api/im/attendance/checkIn
200 {"data":{"id":{a:int}, ...}, ...}
bob: GET /api/im/attendance/{a}
403 {"code":403, "msg":"无权限操作", "data":null}
bob: GET /api/im/attendance/list?userId={ann.id}
403 {"code":403, "msg":"无权限操作", "data":null}
bob: GET /api/im/attendance/statistics?userId={ann.id}
403 {"code":403, "msg":"无权限操作", "data":null}
bob: GET /api/im/attendance/999999999
404 {"code":404, "msg":"打卡记录不存在", "data":null}
admin: GET /api/im/attendance/{a}
200 {"data":{"id":{a}, "userId":{ann.id}, ...}, ...}
admin: GET /api/im/attendance/list?userId={ann.id}
200 {"data":[{"id":{a}, ...}], ...}
admin: GET /api/im/attendance/statistics?userId={ann.id}
200 {"data":{"absentCount":1, ...}, ...}
admin: GET /api/im/attendance/list?userId=999999999
400 {"code":4001, "msg":"用户不存在", "data":null}
bob: GET /api/im/attendance/statistics/members
200 {"code":200, "msg":"操作成功", "data":[]}
admin: GET /api/im/attendance/statistics/members?year=2024&month=2&pageSize=1
200 {"code":200, "data":[{"userId":{_:int}, "userName":{_:str}, "userAvatar":{_:str}, "year":2024, "month":2, "workDays":21, "totalDays":29, "attendanceDays":0, "lateCount":0, "earlyCount":0, "absentCount":0, "totalWorkMinutes":0}], "total":{_:int}, ...}
== a day is mended by the leader
admin: POST /api/im/organization/department
{"name":"D {uniq}", "parentId":0, "leaderId":{bob.id}}
200 {"data":{d:int}, ...}
admin: POST /api/im/organization/department/member
{"departmentId":{d}, "userIds":[{ann.id}]}
200 any
bob: WS /ws/im?token={bob.token}
bob < {"type":"connected", ...}
ann: POST /api/im/attendance/checkIn
200 {"data":{"id":{a:int}, "attendanceDate":{day:str}, ...}, ...}
ann: POST /api/im/attendance/{a}/supplement
{"type":"OUT"}
400 {"code":400, "msg":"参数校验失败", "data":{"reason":"补卡原因不能为空"}}
ann: POST /api/im/attendance/{a}/supplement
{"reason":"{x*201}"}
400 {"code":400, "msg":"参数校验失败", "data":{"reason":"补卡原因长度不能超过200个字符"}}
ann: POST /api/im/attendance/{a}/supplement
{"reason":"r", "type":"BOTH"}
400 {"code":400, "msg":"参数校验失败", "data":{"type":"补卡类型不正确"}}
ann: POST /api/im/attendance/{a}/supplement
{"reason":"bus", "type":"out"}
200 {"code":200, "msg":"补卡申请已提交", "data":null}
bob < {"type":"notification", "payload":{"type":"ATTENDANCE", "title":"补卡申请待审批", "content":"{ann.nick}申请{day}补卡，待您审批：bus", "relatedType":"ATTENDANCE", "relatedId":{a}, ...}, ...}
ann: POST /api/im/attendance/{a}/supplement
{"reason":"bus"}
400 {"code":400, "msg":"已有审批中的申请", "data":null}
cat: POST /api/im/attendance/{a}/supplement
{"reason":"bus"}
403 {"code":403, "msg":"无权限操作", "data":null}
ann: POST /api/im/attendance/{a}/approve
{"approved":true}
403 {"code":403, "msg":"无权限操作", "data":null}
cat: POST /api/im/attendance/{a}/approve
{"approved":true}
403 {"code":403, "msg":"无权限操作", "data":null}
bob: POST /api/im/attendance/{a}/approve
{"comment":"c"}
400 {"code":400, "msg":"参数校验失败", "data":{"approved":"审批结果不能为空"}}
bob: POST /api/im/attendance/{a}/approve
{"approved":true, "comment":"fine"}
200 {"code":200, "msg":"操作成功", "data":null}
bob: POST /api/im/attendance/{a}/approve?approved=false
400 {"code":400, "msg":"该申请已被处理", "data":null}
ann: GET /api/im/notification/list?type=ATTENDANCE
200 {"data":[{"senderId":{bob.id}, "title":"补卡申请已通过", "content":"您{day}的补卡申请已通过：fine", "relatedId":{a}, ...}], ...}
bob: GET /api/im/attendance/{a}
200 {"data":{"checkOutStatus":"NORMAL", "checkOutTime":{_:time}, "remark":"补卡原因:bus", "approveStatus":"APPROVED", "approverId":{bob.id}, "approveTime":{_:time}, "approveComment":"fine", ...}, ...}
ann: POST /api/im/attendance/{a}/supplement
{"reason":"bus", "type":"OUT"}
400 {"code":400, "msg":"该记录无需补卡", "data":null}
bob: GET /api/im/attendance/statistics/members
200 {"data":[{"userId":{ann.id}, "attendanceDays":1, "absentCount":0, ...}], ...}
== an administrator declines; a request may come again, not for ever
ann: POST /api/im/attendance/checkIn
200 {"data":{"id":{a:int}, "attendanceDate":{day:str}, ...}, ...}
admin: POST /api/im/attendance/{a}/approve
{"approved":true}
400 {"code":400, "msg":"该申请已被处理", "data":null}
admin: POST /api/im/attendance/999999999/approve
{"approved":true}
404 {"code":404, "msg":"打卡记录不存在", "data":null}
ann: POST /api/im/attendance/{a}/supplement
{"reason":"bus"}
200 any
admin: GET /api/im/notification/list?type=ATTENDANCE
200 {"data":[..., {"title":"补卡申请待审批", "relatedId":{a}, ...}, ...], ...}
admin: POST /api/im/attendance/{a}/approve
{"approved":false, "comment":"no"}
200 {"code":200, "data":null, ...}
ann: GET /api/im/notification/list?type=ATTENDANCE
200 {"data":[{"title":"补卡申请被驳回", "relatedId":{a}, ...}], ...}
ann: GET /api/im/attendance/{a}
200 {"data":{"checkOutTime":null, "approveStatus":"REJECTED", "approveComment":"no", ...}, ...}
ann: POST /api/im/attendance/{a}/supplement
{"reason":"bus"}
200 any
admin: POST /api/im/attendance/{a}/approve?approved=false
200 any
ann: POST /api/im/attendance/{a}/supplement
{"reason":"bus"}
200 any
admin: POST /api/im/attendance/{a}/approve?approved=false
200 any
ann: POST /api/im/attendance/{a}/supplement
{"reason":"bus"}
200 any
admin: POST /api/im/attendance/{a}/approve?approved=false
200 any
ann: POST /api/im/attendance/{a}/supplement
{"reason":"bus"}
200 any
admin: POST /api/im/attendance/{a}/approve?approved=false
200 any
ann: POST /api/im/attendance/{a}/supplement
{"reason":"bus"}
400 {"code":400, "msg":"该记录的补卡申请过多", "data":null}
== past days without a record
ann: POST /api/im/attendance/0/supplement
{"reason":"forgot"}
404 {"code":404, "msg":"打卡记录不存在", "data":null}
ann: POST /api/im/attendance/0/supplement
{"reason":"forgot", "date":"2020-01-02"}
400 {"code":400, "msg":"只能补最近30天内的打卡", "data":null}
ann: POST /api/im/attendance/0/supplement
{"reason":"forgot", "date":"yesterday"}
400 {"code":400, "msg":"参数校验失败", "data":{"date":"日期格式不正确"}}
ann: POST /api/im/attendance/checkIn
200 {"data":{"attendanceDate":{day:str}, ...}, ...}
ann: POST /api/im/attendance/0/supplement
{"reason":"forgot", "date":"{day}"}
400 {"code":400, "msg":"只能补最近30天内的打卡", "data":null}
== hours, and what kind of day each is
ann: GET /api/im/attendance/rules?year=2024&month=2
200 {"code":200, "msg":"操作成功", "data":{"zone":{_:str}, "begins":"09:00", "ends":"18:00", "beginTime":{_:time}, "endTime":{_:time}, "lateAfter":10, "earlyBefore":30, "today":{t:str}, "mendFrom":{_:str}, "since":"{t}", "now":{_:time}, "leads":false, "year":2024, "month":2, "days":[{"date":"2024-02-01", "type":"WORK"}, {"date":"2024-02-02", "type":"WORK"}, {"date":"2024-02-03", "type":"WEEKEND"}, ...]}}
admin: GET /api/im/attendance/rules
200 {"data":{"leads":true, "days":[{"date":{_:str}, "type":{_:str}}, ...], ...}, ...}
ann: GET /api/im/attendance/rules?month=0
400 {"code":400, "msg":"参数校验失败", "data":{"month":"月份必须在1-12之间"}}
== what waits for a decision is shown to who decides
admin: POST /api/im/organization/department
{"name":"W {uniq}", "parentId":0, "leaderId":{bob.id}}
200 {"data":{d:int}, ...}
admin: POST /api/im/organization/department/member
{"departmentId":{d}, "userIds":[{ann.id}, {bob.id}]}
200 any
bob: GET /api/im/attendance/supplements
200 {"code":200, "msg":"操作成功", "data":[]}
bob: GET /api/im/attendance/rules
200 {"data":{"leads":true, ...}, ...}
ann: POST /api/im/attendance/checkIn
200 {"data":{"id":{a:int}, ...}, ...}
bob: POST /api/im/attendance/checkIn
200 {"data":{"id":{b:int}, ...}, ...}
ann: POST /api/im/attendance/{a}/supplement
{"reason":"bus", "type":"OUT"}
200 any
bob: POST /api/im/attendance/{b}/supplement
{"reason":"bus", "type":"OUT"}
200 any
bob: GET /api/im/attendance/supplements?pageNum=1&pageSize=10
200 {"data":[{"id":{a}, "userId":{ann.id}, "userName":"{ann.nick}", "approveStatus":"PENDING", "remark":"补卡原因:bus", ...}], "total":1, ...}
ann: GET /api/im/attendance/supplements
200 {"data":[], ...}
admin: GET /api/im/attendance/supplements
200 {"data":[..., {"id":{a}, ...}, ...], ...}
admin: GET /api/im/attendance/supplements
200 {"data":[..., {"id":{b}, ...}, ...], ...}
bob: POST /api/im/attendance/{a}/approve?approved=true
200 any
bob: GET /api/im/attendance/supplements
200 {"data":[], ...}
== records go with the account
ann: POST /api/im/attendance/checkIn
200 {"data":{"id":{a:int}, ...}, ...}
ann: DELETE /api/im/user/{ann.id}
200 any
within 10s
admin: GET /api/im/attendance/{a}
404 {"code":404, ...}
