# ruoyi 9.1 apply; 9.8 templates; 26 default data
use two people, administrator
== the four templates of the start are there
ann: GET /api/im/approval/templates/active
200 {"code":200, "msg":"操作成功", "data":[..., {"id":1, "name":"请假申请", "code":"LEAVE_REQUEST", "category":"HR", "description":{_:str}, "formSchema":[{"field":"leaveType", "label":"请假类型", "type":"select", "required":true, "options":["事假","病假","年假","调休","婚假","产假","其他"]}, {"field":"startDate", ...}, {"field":"endDate", ...}, {"field":"leaveDays", "min":0.5, "max":365, ...}, {"field":"reason", "maxLength":500, ...}, {"field":"attachment", "required":false, ...}], "flowConfig":[{"nodeName":"部门主管审批", "nodeType":"APPROVE", "approveType":"ANY", ...}, {"nodeName":"人事审批", ...}], "icon":"event_busy", "isSystem":1, "status":"ACTIVE", "sortOrder":1, "type":"leave", "createTime":{_:time}, "updateTime":{_:time}}, ...], ...}
ann: GET /api/im/approval/templates?category=FINANCE&status=active
200 {"code":200, "data":[{"code":"REIMBURSEMENT", "name":"报销申请", "type":"expense", ...}], ...}
ann: GET /api/im/approval/templates/3
200 {"code":200, "data":{"code":"BUSINESS_TRIP", "name":"出差申请", "type":"business_trip", ...}, ...}
ann: GET /api/im/approval/templates/4
200 {"code":200, "data":{"code":"PURCHASE", "name":"采购申请", ...}, ...}
ann: GET /api/im/approval/templates?pageNum=1&pageSize=1
200 {"code":200, "data":[{"id":{first:int}, ...}], "rows":[{"id":{first}, ...}], "total":{_:int}, ...}
ann: GET /api/im/approval/templates/999999999
404 {"code":404, "msg":"审批模板不存在", "data":null}
ann: GET /api/im/approval/templates?status=GONE
400 {"code":400, ...}
== somebody applies, in the body alone or with the form as the body
ann: POST /api/im/approval/create
{"templateId":1, "title":"Leave {uniq}", "formData":{"leaveType":"年假", "startDate":"2026-12-01", "endDate":"2026-12-02", "leaveDays":2, "reason":"family"}, "attachments":["/a.png"]}
200 {"code":200, "msg":"提交成功", "data":{a:int}}
ann: GET /api/im/approval/{a}
200 {"code":200, "data":{"approval":{"id":{a}, "approvalId":{a}, "templateId":1, "templateName":"请假申请", "title":"Leave {uniq}", "applicantId":{ann.id}, "applicantName":"{ann.nick}", "applicantAvatar":{_:str}, "status":"PENDING", "currentNodeId":{n:int}, "currentNodeName":"部门主管审批", "formData":{"leaveType":"年假", "startDate":"2026-12-01", "endDate":"2026-12-02", "leaveDays":2, "reason":"family"}, "attachments":["/a.png"], "applyTime":{_:time}, "finishTime":null, "createTime":{_:time}, "updateTime":{_:time}, "remark":null, "type":"请假申请", "summary":"请假类型：年假；开始日期：2026-12-01；结束日期：2026-12-02", "time":{_:time}, "reason":"family", "details":{"请假类型":"年假", "开始日期":"2026-12-01", "结束日期":"2026-12-02", "请假天数":2}, "approver":{_:str}, "approvalTime":null, "comment":null, "myAction":null, "myActionTime":null}, "template":{"id":1, ...}, "formData":{"leaveDays":2, ...}, "nodes":[{"id":{n}, "approvalId":{a}, "nodeKey":"leader", "nodeName":"部门主管审批", "nodeType":"APPROVE", "approverIds":[{_:int}], "approveType":"ANY", "sortOrder":1, "status":"PENDING", "processorId":null, "processTime":null, "isCurrent":true, ...}, {"nodeName":"人事审批", "isCurrent":false, ...}], "records":[], "progress":{"totalNodes":2, "completedNodes":0, "progressPercent":0, "nodes":[{"nodeId":{n}, "nodeName":"部门主管审批", "nodeType":"APPROVE", "status":"PENDING", "sortOrder":1, "records":[]}, {...}]}, "canDecide":false, "canCancel":true}, ...}
ann: POST /api/im/approval/create?templateId=2&title=Taxi
{"reimbursementType":"交通费", "amount":12.5, "expenseDate":"2026-11-20", "description":"to the client"}
200 {"code":200, "msg":"提交成功", "data":{b:int}}
ann: GET /api/im/approval/my
200 {"code":200, "data":[{"id":{b}, "title":"Taxi", "formData":{"amount":12.5, "description":"to the client", "expenseDate":"2026-11-20", "reimbursementType":"交通费"}, "attachments":null, ...}, {"id":{a}, "status":"PENDING", ...}], ...}
ann: GET /api/im/approval/my?status=approved
200 {"code":200, "data":[], ...}
ann: GET /api/im/approval/my?status=PENDING&pageNum=2&pageSize=1
200 {"code":200, "data":[{"id":{a}, ...}], "rows":[{"id":{a}, ...}], "total":2, ...}
== the form is held to its template
ann: POST /api/im/approval/create
{"templateId":1, "title":"x", "formData":{"leaveType":"年假", "startDate":"2026-12-01", "endDate":"2026-12-02", "leaveDays":2}}
400 {"code":400, "msg":"参数校验失败", "data":{"reason":"请假事由不能为空"}}
ann: POST /api/im/approval/create
{"templateId":1, "title":"x", "formData":{"leaveType":"春假", "startDate":"2026-12-01", "endDate":"2026-12-02", "leaveDays":2, "reason":"r"}}
400 {"code":400, "msg":"参数校验失败", "data":{"leaveType":"请假类型不在可选项中"}}
ann: POST /api/im/approval/create
{"templateId":1, "title":"x", "formData":{"leaveType":"年假", "startDate":"soon", "endDate":"2026-12-02", "leaveDays":2, "reason":"r"}}
400 {"code":400, "msg":"参数校验失败", "data":{"startDate":"开始日期格式不正确"}}
ann: POST /api/im/approval/create
{"templateId":1, "title":"x", "formData":{"leaveType":"年假", "startDate":"2026-12-01", "endDate":"2026-12-02", "leaveDays":366, "reason":"r"}}
400 {"code":400, "msg":"参数校验失败", "data":{"leaveDays":"请假天数超出允许范围"}}
ann: POST /api/im/approval/create
{"templateId":1, "title":"x", "formData":{"leaveType":"年假", "startDate":"2026-12-01", "endDate":"2026-12-02", "leaveDays":1, "reason":"{r*501}"}}
400 {"code":400, "msg":"参数校验失败", "data":{"reason":"请假事由长度超出限制"}}
ann: POST /api/im/approval/create
{"templateId":2, "title":"x", "formData":{"reimbursementType":"交通费", "amount":1.234, "expenseDate":"2026-11-20", "description":"d"}}
400 {"code":400, "msg":"参数校验失败", "data":{"amount":"报销金额小数位数过多"}}
ann: POST /api/im/approval/create
{"templateId":1, "title":"x", "formData":[1]}
400 {"code":400, "msg":"参数校验失败", "data":{"formData":{_:str}}}
== what is missing or unknown is told
ann: POST /api/im/approval/create
{"title":"x"}
400 {"code":400, "msg":"参数校验失败", "data":{"templateId":"审批模板ID不能为空"}}
ann: POST /api/im/approval/create
{"templateId":1, "title":" "}
400 {"code":400, "msg":"参数校验失败", "data":{"title":"审批标题不能为空"}}
ann: POST /api/im/approval/create
{"templateId":1, "title":"{t*201}"}
400 {"code":400, "msg":"参数校验失败", "data":{"title":"审批标题不能超过200个字符"}}
ann: POST /api/im/approval/create
{"templateId":999999999, "title":"x"}
404 {"code":404, "msg":"审批模板不存在", "data":null}
== administrators write templates
ann: POST /api/im/approval/templates
{"code":"SEAL_{uniq}", "name":"Seal", "flowConfig":[{"nodeName":"Boss", "approvers":["leader"]}]}
403 {"code":403, ...}
admin: POST /api/im/approval/templates
{"code":"SEAL_{uniq}", "name":"Seal", "flowConfig":[{"nodeName":"Boss", "approvers":["leader"]}]}
200 {"code":200, "msg":"创建成功", "data":{t:int}}
admin: POST /api/im/approval/templates
{"code":"SEAL_{uniq}", "name":"Seal", "flowConfig":[{"nodeName":"Boss", "approvers":["leader"]}]}
400 {"code":4303, "msg":"编号已存在", "data":null}
admin: POST /api/im/approval/templates
{"code":"SEAL2_{uniq}", "name":"Seal", "flowConfig":[{"nodeName":"Boss", "approvers":[999999999]}]}
400 {"code":4001, "msg":"用户不存在", "data":null}
admin: POST /api/im/approval/templates
{"code":"SEAL2_{uniq}", "name":"Seal", "flowConfig":[]}
400 {"code":400, "msg":"参数校验失败", "data":{"flowConfig":{_:str}}}
ann: PUT /api/im/approval/templates/{t}
{"status":"INACTIVE"}
403 {"code":403, ...}
admin: PUT /api/im/approval/templates/{t}
{"status":"INACTIVE"}
200 {"code":200, "msg":"更新成功", "data":null}
admin: PUT /api/im/approval/templates/999999999
{"status":"INACTIVE"}
404 {"code":404, "msg":"审批模板不存在", "data":null}
ann: POST /api/im/approval/create
{"templateId":{t}, "title":"x"}
400 {"code":400, "msg":"审批模板已停用", "data":null}
admin: GET /api/admin/audit/list?action=approval.template_change&pageSize=1
200 any
== the leader of the applicant's department decides first, and for the leader somebody above
admin: POST /api/im/organization/department
{"name":"D {uniq}", "parentId":0, "leaderId":{bob.id}}
200 {"code":200, "data":{d:int}, ...}
admin: POST /api/im/organization/department/member
{"departmentId":{d}, "userId":{ann.id}}
200 {"code":200, ...}
admin: POST /api/im/organization/department/member
{"departmentId":{d}, "userId":{bob.id}}
200 {"code":200, ...}
ann: POST /api/im/approval/create?templateId=2&title=Taxi
{"reimbursementType":"交通费", "amount":12.5, "expenseDate":"2026-11-20", "description":"to the client"}
200 {"code":200, "data":{a:int}, ...}
bob: GET /api/im/approval/pending
200 {"code":200, "data":[{"id":{a}, "currentNodeName":"部门主管审批", "approver":"{bob.nick}", ...}], ...}
bob: POST /api/im/approval/create?templateId=2&title=Train
{"reimbursementType":"交通费", "amount":12.5, "expenseDate":"2026-11-20", "description":"to the client"}
200 {"code":200, "data":{b:int}, ...}
bob: POST /api/im/approval/{b}/approve
{}
403 {"code":403, "msg":"无权限操作或审批已处理", "data":null}
admin: POST /api/im/approval/{b}/approve
{}
200 {"code":200, "msg":"已通过", "data":null}
