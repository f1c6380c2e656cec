# ruoyi-client 2.4, check list 31 to 40: approvals as the published web client sends and reads them
use three people, administrator
== leave, expense and others are taken without the fields that this client does not know
ann: GET /api/im/approval/templates/active
200 {"code":200, "data":[..., {"code":"LEAVE_REQUEST", "type":"leave", "icon":"event_busy", ...}, {"code":"REIMBURSEMENT", "type":"expense", "icon":{_:str}, ...}, ...], ...}
ann: POST /api/im/approval/create?templateId=1&title=Leave
header X-CSRF-Token x
{"reason":"family", "leaveType":"annual", "startTime":"2026-12-01 09:00:00", "endTime":"2026-12-02 18:00:00"}
200 {"code":200, "msg":"提交成功", "data":{a:int}}
ann: GET /api/im/approval/{a}
200 {"code":200, "data":{"formData":{"reason":"family", "leaveType":"年假", "startDate":"2026-12-01", "endDate":"2026-12-02", "leaveDays":1.5, "startTime":"2026-12-01 09:00:00", "endTime":"2026-12-02 18:00:00"}, ...}, ...}
ann: POST /api/im/approval/create?templateId=1&title=Leave
header X-CSRF-Token x
{"reason":"ill", "leaveType":"sick", "startTime":"", "endTime":""}
200 {"code":200, "data":{_:int}, ...}
ann: POST /api/im/approval/create?templateId=2&title=Taxi
header X-CSRF-Token x
{"reason":"client", "amount":12.5}
200 {"code":200, "data":{b:int}, ...}
ann: GET /api/im/approval/{b}
200 {"code":200, "data":{"formData":{"amount":12.5, "reason":"client", "description":"client", "reimbursementType":"其他", "expenseDate":{_:str}}, ...}, ...}
ann: POST /api/im/approval/create?templateId=3&title=Trip
header X-CSRF-Token x
{"reason":"client"}
200 {"code":200, "data":{_:int}, ...}
ann: POST /api/im/approval/create?templateId=999999999&title=Trip
header X-CSRF-Token x
{"reason":"client"}
400 {"code":404, "msg":"审批模板不存在", "data":null}
== rows are read as the page wants them
do approvers bob cat
POST /api/im/auth/login
header X-CSRF-Token x
{"username":"{bob.name}", "password":"{bob.password}"}
200 {"code":200, "data":{"token":{w:str}, ...}, ...}
ann: POST /api/im/approval/create?templateId={t}&title=Chairs
header X-CSRF-Token x
{"reason":"old ones broke", "colour":"red"}
200 {"code":200, "data":{a:int}, ...}
GET /api/im/approval/pending
header Authorization Bearer {w}
200 {"code":200, "data":[{"id":{a}, "title":"Chairs", "status":"pending", "type":"Two", "time":{_:time}, "applyTime":{_:time}, "applicantName":"{ann.nick}", "applicantAvatar":{_:str}, "reason":"old ones broke", "details":{"colour":"red"}, "approver":"{bob.nick}", "approvalTime":null, "comment":null, ...}], ...}
bob: GET /api/im/approval/pending
200 {"code":200, "data":[{"id":{a}, "status":"PENDING", ...}], ...}
cat: POST /api/im/approval/{a}/approve
header X-CSRF-Token x
{"comment":""}
400 {"code":403, "msg":"无权限操作或审批已处理", "data":null}
POST /api/im/approval/{a}/reject
header Authorization Bearer {w}
header X-CSRF-Token x
{"comment":""}
400 {"code":400, "msg":"请填写驳回原因", "data":{...}}
POST /api/im/approval/{a}/reject
header Authorization Bearer {w}
header X-CSRF-Token x
{"comment":"x"}
200 {"code":200, "msg":"已驳回", "data":null}
GET /api/im/approval/processed
header Authorization Bearer {w}
200 {"code":200, "data":[{"id":{a}, "title":"Chairs", "status":"rejected", "comment":"x", "approvalTime":{_:time}, "approver":"{bob.nick}", ...}], ...}
ann: POST /api/im/approval/create?templateId={t}&title=Tables
header X-CSRF-Token x
{"reason":"r"}
200 {"code":200, "data":{c:int}, ...}
POST /api/im/approval/{c}/approve
header Authorization Bearer {w}
header X-CSRF-Token x
{"comment":""}
200 {"code":200, "msg":"已通过", "data":null}
