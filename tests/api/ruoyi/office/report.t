# ruoyi 8.9 work reports
use three people, stranger, administrator
== one's own, from a draft to its approval
admin: POST /api/im/organization/department
{"name":"R {uniq}", "parentId":0, "leaderId":{bob.id}}
200 {"data":{d:int}, ...}
admin: POST /api/im/organization/department/member
{"departmentId":{d}, "userIds":[{ann.id}, {bob.id}]}
200 any
bob: WS /ws/im?token={bob.token}
bob < {"type":"connected", ...}
ann: POST /api/im/work-report
header X-CSRF-Token x
{"reportType":"DAILY", "reportDate":"2030-05-06", "workContent":"Met a customer", "tomorrowPlan":"Write the offer", "issues":"", "workHours":7.5, "visibility":"PRIVATE", "isDraft":true}
200 {"code":200, "msg":"操作成功", "data":{r:int}}
ann: POST /api/im/work-report/page
{"pageNum":1, "pageSize":10, "keyword":"", "reportType":"", "status":""}
200 {"code":200, "msg":"操作成功", "data":{"records":[{"id":{r}, "userId":{ann.id}, "userName":"{ann.nick}", "userAvatar":{_:str}, "reportDate":"2030-05-06", "reportType":"DAILY", "reportTypeName":"日报", "status":"DRAFT", "statusName":"草稿", "workContent":"Met a customer", "completionStatus":"COMPLETED", "tomorrowPlan":"Write the offer", "issues":null, "attachments":null, "workHours":7.5, "visibility":"PRIVATE", "visibilityName":"私有", "commentCount":0, "likeCount":0, "approverId":null, "approverName":null, "approveTime":null, "approveRemark":null, "submitTime":null, "createTime":{_:time}, "updateTime":{_:time}}], "total":1, "size":10, "current":1, "pages":1, ...}, "total":1, ...}
bob: POST /api/im/work-report/page
{"status":""}
200 {"data":{"records":[], "total":0, ...}, ...}
bob: GET /api/im/work-report/{r}
403 {"code":403, "msg":"无权限操作", "data":null}
bob: PUT /api/im/work-report/{r}/approve?approved=true&remark=
403 {"code":403, ...}
ann: PUT /api/im/work-report/{r}
{"reportType":"WEEKLY", "reportDate":"2030-05-10T00:00:00.000Z", "workContent":"Met two customers", "workHours":null, "isDraft":true}
200 {"code":200, "msg":"操作成功", "data":null}
ann: GET /api/im/work-report/{r}
200 {"code":200, "msg":"操作成功", "data":{"id":{r}, "reportType":"WEEKLY", "reportDate":"2030-05-10", "workContent":"Met two customers", "tomorrowPlan":null, "workHours":null, "visibility":"DEPARTMENT", "deptName":"R {uniq}", "isLiked":false, "canApprove":false, "likeUsers":[], "comments":[], ...}, ...}
ann: PUT /api/im/work-report/{r}/submit
200 {"code":200, "msg":"操作成功", "data":null}
bob < {"type":"notification", "payload":{"type":"TODO", "title":"日志待审批", "content":"{ann.nick}提交了2030-05-10的日志，待您审批", "relatedType":"WORK_REPORT", "relatedId":{r}, ...}, ...}
ann: PUT /api/im/work-report/{r}/submit
400 {"code":400, "msg":"该日志已提交", "data":null}
ann: PUT /api/im/work-report/{r}
{"reportType":"WEEKLY", "reportDate":"2030-05-10", "workContent":"x"}
400 {"code":400, "msg":"只能修改草稿或被退回的日志", "data":null}
ann: DELETE /api/im/work-report/{r}
400 {"code":400, "msg":"待审批的日志不能删除", "data":null}
ann: PUT /api/im/work-report/{r}/approve?approved=true
403 {"code":403, "msg":"无权限操作", "data":null}
bob: GET /api/im/work-report/{r}
200 {"data":{"status":"SUBMITTED", "statusName":"已提交", "canApprove":true, ...}, ...}
bob: GET /api/im/work-report/statistics
200 {"data":{"totalCount":0, "pendingApproval":1, ...}, ...}
bob: POST /api/im/work-report/page
{"status":"PENDING_APPROVAL"}
200 {"data":{"records":[{"id":{r}, ...}], "total":1, ...}, ...}
bob: PUT /api/im/work-report/{r}/approve
{"remark":"x"}
400 {"code":400, "msg":"参数校验失败", "data":{"approved":"审批结果不能为空"}}
bob: PUT /api/im/work-report/{r}/approve?approved=false&remark=More
200 {"code":200, "msg":"操作成功", "data":null}
bob: PUT /api/im/work-report/{r}/approve?approved=true&remark=
400 {"code":400, "msg":"该日志不在待审批状态", "data":null}
ann: GET /api/im/notification/list?type=TODO
200 {"data":[{"senderId":{bob.id}, "title":"日志被退回", "content":"{bob.nick}退回了您2030-05-10的日志：More", "relatedId":{r}, ...}], ...}
ann: PUT /api/im/work-report/{r}
{"reportType":"WEEKLY", "reportDate":"2030-05-10", "workContent":"Met three customers", "isDraft":false}
200 any
bob: PUT /api/im/work-report/{r}/approve?approved=true&remark=
200 any
ann: GET /api/im/work-report/{r}
200 {"data":{"status":"APPROVED", "statusName":"已审批", "approverId":{bob.id}, "approverName":"{bob.nick}", "approveTime":{_:time}, "approveRemark":null, "submitTime":{_:time}, ...}, ...}
bob: POST /api/im/work-report/page
{"status":"APPROVED,REJECTED"}
200 {"data":{"records":[{"id":{r}, ...}], ...}, ...}
cat: POST /api/im/work-report/page
{"status":"APPROVED,REJECTED"}
200 {"data":{"records":[], ...}, ...}
ann: GET /api/im/work-report/my?status=APPROVED&pageNum=1&pageSize=5
200 {"code":200, "msg":"操作成功", "data":[{"id":{r}, ...}], "total":1, ...}
ann: GET /api/im/work-report/statistics
200 {"code":200, "data":{"totalCount":1, "dailyCount":0, "weeklyCount":1, "monthlyCount":0, "draftCount":0, "submittedCount":0, "approvedCount":1, "todayCount":0, "weekCount":0, "pendingApproval":0}, "msg":"操作成功"}
ann: DELETE /api/im/work-report/{r}
200 {"code":200, "msg":"操作成功", "data":null}
ann: GET /api/im/work-report/{r}
404 {"code":404, "msg":"日志不存在", "data":null}
ann: PUT /api/im/work-report/{r}
{"reportType":"WEEKLY", "reportDate":"2030-05-10", "workContent":"x"}
404 {"code":404, "msg":"日志不存在", "data":null}
== what a report must be
ann: POST /api/im/work-report
{"reportDate":"2030-05-06", "workContent":"x"}
400 {"code":400, "msg":"参数校验失败", "data":{"reportType":"日志类型不能为空"}}
ann: POST /api/im/work-report
{"reportType":"YEARLY", "reportDate":"2030-05-06", "workContent":"x"}
400 {"code":400, "msg":"参数校验失败", "data":{"reportType":"日志类型不正确"}}
ann: POST /api/im/work-report
{"reportType":"DAILY", "workContent":"x"}
400 {"code":400, "msg":"参数校验失败", "data":{"reportDate":"日志日期不能为空"}}
ann: POST /api/im/work-report
{"reportType":"DAILY", "reportDate":"soon", "workContent":"x"}
400 {"code":400, "msg":"参数校验失败", "data":{"reportDate":"日志日期不正确"}}
ann: POST /api/im/work-report
{"reportType":"DAILY", "reportDate":"2030-05-06", "workContent":" "}
400 {"code":400, "msg":"参数校验失败", "data":{"workContent":"工作内容不能为空"}}
ann: POST /api/im/work-report
{"reportType":"DAILY", "reportDate":"2030-05-06", "workContent":"{x*2001}"}
400 {"code":400, "msg":"参数校验失败", "data":{"workContent":"工作内容长度不能超过2000个字符"}}
ann: POST /api/im/work-report
{"reportType":"DAILY", "reportDate":"2030-05-06", "workContent":"x", "workHours":745}
400 {"code":400, "msg":"参数校验失败", "data":{"workHours":"工时必须在0-744之间"}}
ann: POST /api/im/work-report
{"reportType":"DAILY", "reportDate":"2030-05-06", "workContent":"x", "visibility":"ALL"}
400 {"code":400, "msg":"参数校验失败", "data":{"visibility":"可见范围不正确"}}
ann: POST /api/im/work-report/page
{"status":"GONE"}
400 {"code":400, "msg":"参数校验失败", "data":{"status":"状态不正确"}}
ann: POST /api/im/work-report/page
{"reportType":"YEARLY"}
400 {"code":400, "msg":"参数校验失败", "data":{"reportType":"日志类型不正确"}}
== who reads it, likes it and comments on it
ann: POST /api/im/work-report
{"reportType":"WEEKLY", "reportDate":"2030-05-06", "workContent":"A week", "tomorrowPlan":"", "issues":"", "completionStatus":"COMPLETED", "isDraft":false}
200 {"data":{r:int}, ...}
cat: GET /api/im/work-report/{r}
403 {"code":403, "msg":"无权限操作", "data":null}
admin: GET /api/im/work-report/{r}
200 {"data":{"status":"SUBMITTED", "canApprove":true, ...}, ...}
ann: POST /api/im/work-report
{"reportType":"MONTHLY", "reportDate":"2030-05-31", "workContent":"A month", "visibility":"PUBLIC"}
200 {"data":{p:int}, ...}
cat: GET /api/im/work-report/{p}
200 {"data":{"reportTypeName":"月报", "visibilityName":"公开", "canApprove":false, ...}, ...}
cat: POST /api/im/work-report/page
{"userId":{ann.id}, "status":"", "keyword":"MONTH", "startDate":"2030-05-31", "endDate":"2030-05-31"}
200 {"data":{"records":[{"id":{p}, ...}], "total":1, ...}, ...}
cat: POST /api/im/work-report/{p}/like
200 {"code":200, "msg":"操作成功", "data":true}
cat: GET /api/im/work-report/{p}/likes
200 {"code":200, "msg":"操作成功", "data":[{"userId":{cat.id}, "userName":"{cat.nick}", "userAvatar":{_:str}}]}
cat: GET /api/im/work-report/{p}
200 {"data":{"isLiked":true, "likeCount":1, "likeUsers":[{"userId":{cat.id}, ...}], ...}, ...}
cat: POST /api/im/work-report/{p}/like
200 {"data":false, ...}
cat: POST /api/im/work-report/{p}/comment?content=Well+done
200 {"code":200, "msg":"操作成功", "data":{c:int}}
bob: POST /api/im/work-report/{p}/comment
{"content":"Indeed", "parentId":{c}}
200 {"data":{e:int}, ...}
bob: POST /api/im/work-report/{p}/comment
{"content":" "}
400 {"code":400, "msg":"参数校验失败", "data":{"content":"评论内容不能为空"}}
bob: POST /api/im/work-report/{p}/comment
{"content":"x", "parentId":999999999}
404 {"code":404, "msg":"评论不存在", "data":null}
ann: GET /api/im/work-report/{p}/comments
200 {"code":200, "msg":"操作成功", "data":[{"id":{c}, "reportId":{p}, "userId":{cat.id}, "userName":"{cat.nick}", "userAvatar":{_:str}, "content":"Well done", "parentId":null, "parentContent":null, "createTime":{_:time}}, {"id":{e}, "parentId":{c}, "parentContent":"Well done", ...}]}
cat: GET /api/im/notification/list?type=TODO
200 {"data":[{"title":"日志评论回复", "content":"{bob.nick}回复了您在2030-05-31的日志中的评论：Indeed", ...}], ...}
ann: GET /api/im/notification/list?type=TODO
200 {"data":[{"title":"日志评论", ...}, {"title":"日志评论", "content":"{cat.nick}评论了您2030-05-31的日志：Well done", ...}], ...}
cat: DELETE /api/im/work-report/comment/{e}
403 {"code":403, "msg":"无权限操作", "data":null}
ann: DELETE /api/im/work-report/comment/{c}
200 {"code":200, "msg":"操作成功", "data":null}
ann: DELETE /api/im/work-report/comment/{c}
404 {"code":404, "msg":"评论不存在", "data":null}
cat: GET /api/im/work-report/{p}
200 {"data":{"commentCount":1, "comments":[{"id":{e}, "parentContent":null, ...}], ...}, ...}
cat: PUT /api/im/work-report/{p}
{"reportType":"DAILY", "reportDate":"2030-05-06", "workContent":"x"}
403 {"code":403, "msg":"无权限操作", "data":null}
cat: DELETE /api/im/work-report/{p}
403 {"code":403, "msg":"无权限操作", "data":null}
== with an account its reports, comments and likes go
cat: POST /api/im/work-report
{"reportType":"DAILY", "reportDate":"2030-05-06", "workContent":"x", "visibility":"PUBLIC"}
200 {"data":{q:int}, ...}
ann: POST /api/im/work-report/{q}/like
200 any
ann: POST /api/im/work-report/{q}/comment
{"content":"x"}
200 any
ann: POST /api/im/work-report
{"reportType":"DAILY", "reportDate":"2030-05-06", "workContent":"x", "visibility":"PUBLIC"}
200 {"data":{r:int}, ...}
ann: DELETE /api/im/user/{ann.id}
200 any
within 10s
cat: GET /api/im/work-report/{q}
200 {"data":{"likeCount":0, "commentCount":0, "likeUsers":[], "comments":[], ...}, ...}
cat: GET /api/im/work-report/{r}
404 {"code":404, ...}
