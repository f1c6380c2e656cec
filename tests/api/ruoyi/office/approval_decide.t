# ruoyi 9.2 to 9.7, 9 detail; 27 Approval
use three people, stranger, administrator
== a request goes through two nodes, and everybody hears of it
do approvers bob cat
ann: WS /ws/im?token={ann.token}
ann < {"type":"connected", ...}
bob: WS /ws/im?token={bob.token}
bob < {"type":"connected", ...}
ann: POST /api/im/approval/create
{"templateId":{t}, "title":"Chairs"}
200 {"code":200, "msg":"提交成功", "data":{a:int}}
bob < {"type":"notification", "payload":{"type":"APPROVAL", "title":"待审批", "content":"{ann.nick}提交的'Chairs'待您审批", "relatedType":"APPROVAL", "relatedId":{a}, ...}, ...}
bob: GET /api/im/approval/pending
200 {"code":200, "msg":"操作成功", "data":[{"id":{a}, "title":"Chairs", "status":"PENDING", "currentNodeName":"one", "approver":"{bob.nick}", "applicantName":"{ann.nick}", ...}], ...}
bob: GET /api/im/approval/pending?keyword=CHAI&pageNum=1
200 {"code":200, "data":[{"id":{a}, ...}], "total":1, ...}
bob: GET /api/im/approval/pending?keyword=tables&pageNum=1
200 {"code":200, "data":[], "total":0, ...}
cat: GET /api/im/approval/pending
200 {"code":200, "data":[], ...}
cat: POST /api/im/approval/{a}/approve
{}
403 {"code":403, "msg":"无权限操作或审批已处理", "data":null}
ann: POST /api/im/approval/{a}/approve
{}
403 {"code":403, "msg":"无权限操作或审批已处理", "data":null}
sam: POST /api/im/approval/{a}/approve
{}
403 {"code":403, "msg":"无权限操作", "data":null}
bob: POST /api/im/approval/{a}/approve
{"comment":"{c*501}"}
400 {"code":400, "msg":"参数校验失败", "data":{"comment":"审批意见不能超过500个字符"}}
bob: POST /api/im/approval/{a}/approve
{"comment":"fine"}
200 {"code":200, "msg":"已通过", "data":null}
bob: POST /api/im/approval/{a}/approve
{"comment":"again"}
403 {"code":403, "msg":"无权限操作或审批已处理", "data":null}
bob: GET /api/im/approval/pending
200 {"code":200, "data":[], ...}
bob: GET /api/im/approval/processed
200 {"code":200, "msg":"操作成功", "data":[{"id":{a}, "status":"PENDING", "myAction":"APPROVE", "myActionTime":{_:time}, "approver":"{cat.nick}", "comment":"fine", ...}], ...}
cat: POST /api/im/approval/{a}/approve?comment=done
200 {"code":200, "msg":"已通过", "data":null}
ann < {"type":"notification", "payload":{"type":"APPROVAL", "title":"审批已通过", "content":"您提交的'Chairs'已通过：done", ...}, ...}
ann: GET /api/im/approval/{a}
200 {"code":200, "data":{"approval":{"status":"APPROVED", "finishTime":{_:time}, "currentNodeId":null, "currentNodeName":null, "approver":"{cat.nick}", ...}, "nodes":[{"nodeName":"one", "status":"APPROVED", "processorId":{bob.id}, "processTime":{_:time}, "approverIds":[{bob.id}], ...}, {"nodeName":"two", "status":"APPROVED", "processorId":{cat.id}, ...}], "records":[{"id":{_:int}, "approvalId":{a}, "nodeId":{_:int}, "approverId":{bob.id}, "approverName":"{bob.nick}", "approverAvatar":{_:str}, "action":"APPROVE", "targetId":null, "targetName":null, "comment":"fine", "attachments":null, "actionTime":{_:time}}, {"approverId":{cat.id}, "comment":"done", ...}], "progress":{"totalNodes":2, "completedNodes":2, "progressPercent":100, ...}, "canDecide":false, "canCancel":false, ...}, ...}
cat: POST /api/im/approval/{a}/approve
{}
400 {"code":400, "msg":"审批已处理", "data":null}
cat: POST /api/im/approval/{a}/reject
{"comment":"no"}
400 {"code":400, "msg":"审批已处理", "data":null}
ann: POST /api/im/approval/{a}/cancel
400 {"code":400, "msg":"审批已处理，无法撤回", "data":null}
== one no ends it, with a reason
do approvers bob cat
ann: POST /api/im/approval/create
{"templateId":{t}, "title":"Chairs"}
200 {"code":200, "data":{a:int}, ...}
bob: POST /api/im/approval/{a}/reject
{}
400 {"code":400, "msg":"参数校验失败", "data":{"comment":"请填写驳回原因"}}
bob: POST /api/im/approval/{a}/reject
{"comment":""}
400 {"code":400, "msg":"参数校验失败", "data":{"comment":"请填写驳回原因"}}
cat: POST /api/im/approval/{a}/reject
{"comment":"no"}
403 {"code":403, "msg":"无权限操作或审批已处理", "data":null}
bob: POST /api/im/approval/{a}/reject
{"comment":"too dear"}
200 {"code":200, "msg":"已驳回", "data":null}
ann: GET /api/im/approval/my
200 {"code":200, "data":[{"id":{a}, "status":"REJECTED", "comment":"too dear", "approver":"{bob.nick}", "approvalTime":{_:time}, "finishTime":{_:time}, ...}], ...}
ann: GET /api/im/notification/list?type=APPROVAL
200 {"code":200, "data":[{"title":"审批被驳回", "content":"{bob.nick}驳回了您提交的'Chairs'：too dear", "line":{"kind":"approval_rejected", "actor":"{bob.nick}", "target":"Chairs", "text":"too dear", ...}, ...}], ...}
cat: GET /api/im/approval/{a}
200 {"code":200, "data":{"nodes":[{"status":"REJECTED", ...}, {"status":"SKIPPED", ...}], ...}, ...}
== who applied takes it back
do approvers bob cat
ann: POST /api/im/approval/create
{"templateId":{t}, "title":"Chairs"}
200 {"code":200, "data":{a:int}, ...}
bob: POST /api/im/approval/{a}/cancel
403 {"code":403, "msg":"无权限操作", "data":null}
sam: POST /api/im/approval/{a}/cancel
403 {"code":403, "msg":"无权限操作", "data":null}
sam: GET /api/im/approval/{a}
403 {"code":403, "msg":"无权限操作", "data":null}
admin: GET /api/im/approval/{a}
200 {"code":200, ...}
ann: POST /api/im/approval/{a}/cancel
200 {"code":200, "msg":"已撤回", "data":null}
ann: POST /api/im/approval/{a}/cancel
400 {"code":400, "msg":"审批已处理，无法撤回", "data":null}
bob: POST /api/im/approval/{a}/approve
{}
400 {"code":400, "msg":"审批已处理", "data":null}
bob: GET /api/im/notification/list?type=APPROVAL
200 {"code":200, "data":[{"title":"审批已撤回", ...}, {"title":"待审批", ...}], ...}
== who applied asks again, others have copies
do approvers bob cat
ann: POST /api/im/approval/create
{"templateId":{t}, "title":"Chairs"}
200 {"code":200, "data":{a:int}, ...}
bob: POST /api/im/approval/{a}/remind
403 {"code":403, "msg":"无权限操作", "data":null}
ann: POST /api/im/approval/{a}/remind
200 {"code":200, "msg":"已催办", "data":null}
bob: GET /api/im/notification/list?type=APPROVAL
200 {"code":200, "data":[{"title":"审批催办", "relatedId":{a}, ...}, {"title":"待审批", ...}], ...}
cat: GET /api/im/notification/list?type=APPROVAL
200 {"code":200, "data":[], ...}
ann: POST /api/im/approval/{a}/remind
429 {"code":429, "msg":"请求过于频繁，请稍后再试", "data":null}
sam: GET /api/im/approval/copied
200 {"code":200, "data":[], ...}
ann: POST /api/im/approval/{a}/cc
{"toUserIds":[{sam.id}]}
200 {"code":200, ...}
sam: GET /api/im/approval/copied?pageNum=1
200 {"code":200, "msg":"操作成功", "data":[{"id":{a}, "title":"Chairs", "status":"PENDING", "approver":"{bob.nick}", ...}], "total":1, ...}
ann: GET /api/im/approval/copied
200 {"code":200, "data":[], ...}
ann: GET /api/im/approval/{a}
200 {"code":200, "data":{"records":[{"action":"REMIND", "approverId":{ann.id}, ...}, {"action":"CC", "targetId":{sam.id}, ...}], ...}, ...}
bob: POST /api/im/approval/{a}/reject
{"comment":"no"}
200 {"code":200, ...}
ann: POST /api/im/approval/{a}/remind
400 {"code":400, "msg":"审批已处理", "data":null}
ann: POST /api/im/approval/999999999/remind
404 {"code":404, "msg":"审批不存在", "data":null}
== what is not there
ann: GET /api/im/approval/999999999
404 {"code":404, "msg":"审批不存在", "data":null}
ann: POST /api/im/approval/999999999/approve
{}
404 {"code":404, "msg":"审批不存在", "data":null}
ann: POST /api/im/approval/999999999/reject
{"comment":"x"}
404 {"code":404, "msg":"审批不存在", "data":null}
ann: POST /api/im/approval/999999999/cancel
404 {"code":404, "msg":"审批不存在", "data":null}
== a place is handed on, lent, and copies are given
do approvers bob cat
ann: POST /api/im/approval/create
{"templateId":{t}, "title":"Chairs"}
200 {"code":200, "data":{a:int}, ...}
bob: POST /api/im/approval/{a}/transfer
{}
400 {"code":400, "msg":"参数校验失败", "data":{"toUserId":"接收人ID不能为空"}}
bob: POST /api/im/approval/{a}/transfer
{"toUserId":{bob.id}}
400 {"code":400, "msg":"不能转交给自己", "data":null}
bob: POST /api/im/approval/{a}/transfer
{"toUserId":{ann.id}}
400 {"code":400, "msg":"不能转交给申请人", "data":null}
bob: POST /api/im/approval/{a}/transfer
{"toUserId":999999999}
400 {"code":4001, "msg":"用户不存在", "data":null}
cat: POST /api/im/approval/{a}/transfer
{"toUserId":{sam.id}}
403 {"code":403, "msg":"无权限操作或审批已处理", "data":null}
bob: POST /api/im/approval/{a}/transfer?toUserId={sam.id}
200 {"code":200, "msg":"操作成功", "data":null}
bob: POST /api/im/approval/{a}/approve
{}
403 {"code":403, "msg":"无权限操作或审批已处理", "data":null}
sam: GET /api/im/notification/list?type=APPROVAL
200 {"code":200, "data":[{"content":"{bob.nick}请您审批'Chairs'", ...}], ...}
sam: POST /api/im/approval/{a}/approve
{}
200 {"code":200, "msg":"已通过", "data":null}
cat: POST /api/im/approval/{a}/delegate
{"toUserId":{bob.id}, "comment":"please"}
200 {"code":200, "msg":"操作成功", "data":null}
cat: POST /api/im/approval/{a}/delegate
{"toUserId":{bob.id}}
400 {"code":400, "msg":"该用户已是审批人", "data":null}
cat: GET /api/im/approval/pending
200 {"code":200, "data":[{"id":{a}, ...}], ...}
cat: POST /api/im/approval/{a}/cc
{"toUserIds":[]}
400 {"code":400, "msg":"参数校验失败", "data":{"toUserIds":"抄送人不能为空"}}
cat: POST /api/im/approval/{a}/cc
{"toUserIds":[999999999]}
400 {"code":4001, ...}
bob: POST /api/im/approval/{a}/approve
{}
200 {"code":200, "msg":"已通过", "data":null}
cat: POST /api/im/approval/{a}/cc
{"toUserIds":[{ann.id}]}
200 {"code":200, "msg":"操作成功", "data":null}
ann: GET /api/im/approval/{a}
200 {"code":200, "data":{"approval":{"status":"APPROVED", ...}, "records":[{"action":"TRANSFER", "approverId":{bob.id}, "targetId":{sam.id}, "targetName":"{sam.nick}", ...}, {"action":"APPROVE", ...}, {"action":"DELEGATE", "targetId":{bob.id}, "comment":"please", ...}, {"action":"APPROVE", "approverId":{bob.id}, ...}, {"action":"CC", "approverId":{cat.id}, "targetId":{ann.id}, ...}], ...}, ...}
== conditions, branches beside each other, all of several
admin: POST /api/im/approval/templates
{"code":"FLOW_{uniq}", "name":"Flow", "formSchema":[{"field":"days", "label":"Days", "type":"number", "required":true}], "flowConfig":[{"nodeName":"if", "nodeType":"CONDITION", "branches":[{"when":[{"field":"days", "op":">", "value":3}], "nodes":[{"nodeName":"long", "approvers":[{bob.id}, {cat.id}], "approveType":"ALL"}]}, {"nodes":[{"nodeName":"short", "approvers":["{bob.id}"]}]}]}, {"nodeName":"both", "nodeType":"PARALLEL", "branches":[{"nodes":[{"nodeName":"left", "approvers":[{bob.id}]}]}, {"nodes":[{"nodeName":"right", "approvers":[{cat.id}]}]}]}, {"nodeName":"tell", "nodeType":"CC", "approvers":[{sam.id}]}]}
200 {"code":200, "data":{t:int}, ...}
ann: POST /api/im/approval/create
{"templateId":{t}, "title":"Long", "formData":{"days":5}}
200 {"code":200, "data":{a:int}, ...}
bob: POST /api/im/approval/{a}/approve
{}
200 {"code":200, ...}
bob: POST /api/im/approval/{a}/approve
{}
403 {"code":403, ...}
sam: GET /api/im/approval/{a}
403 {"code":403, ...}
cat: POST /api/im/approval/{a}/approve
{}
200 {"code":200, ...}
cat: POST /api/im/approval/{a}/approve
{}
200 {"code":200, ...}
ann: GET /api/im/approval/{a}
200 {"code":200, "data":{"nodes":[{"nodeName":"if", "nodeType":"CONDITION", "status":"APPROVED", ...}, {"nodeName":"long", "status":"APPROVED", "approveType":"ALL", ...}, {"nodeName":"both", "nodeType":"PARALLEL", "status":"PENDING", ...}, {"nodeName":"left", "status":"PENDING", "isCurrent":true, ...}, {"nodeName":"right", "status":"APPROVED", ...}, {"nodeName":"tell", "nodeType":"CC", "status":"PENDING", ...}], ...}, ...}
bob: POST /api/im/approval/{a}/approve
{}
200 {"code":200, ...}
sam: GET /api/im/approval/{a}
200 {"code":200, "data":{"approval":{"status":"APPROVED", ...}, ...}, ...}
ann: POST /api/im/approval/create
{"templateId":{t}, "title":"Short", "formData":{"days":"1"}}
200 {"code":200, "data":{b:int}, ...}
ann: GET /api/im/approval/{b}
200 {"code":200, "data":{"nodes":[{"nodeName":"if", ...}, {"nodeName":"short", "isCurrent":true, ...}, {...}, {...}, {...}, {...}], ...}, ...}
== who applies decides nowhere
do approvers bob cat
bob: POST /api/im/approval/create
{"templateId":{t}, "title":"Mine"}
200 {"code":200, "data":{a:int}, ...}
bob: GET /api/im/approval/{a}
200 {"code":200, "data":{"approval":{"currentNodeName":"two", ...}, "nodes":[{"nodeName":"one", "status":"SKIPPED", "approverIds":[], ...}, {"nodeName":"two", "isCurrent":true, ...}], ...}, ...}
== who does not decide hears of it again
do approvers bob cat
ann: POST /api/im/approval/create
{"templateId":{t}, "title":"Slow"}
200 {"code":200, "data":{a:int}, ...}
clock +25h
POST /api/im/auth/login
{"username":"{bob.name}", "password":"{bob.password}"}
200 {"code":200, "data":{"token":{later:str}, ...}, ...}
within 10s
GET /api/im/notification/list?type=APPROVAL
header Authorization Bearer {later}
200 {"code":200, "data":[{"title":"审批催办", "content":"{ann.nick}提交的'Slow'仍待您审批", ...}, {"title":"待审批", ...}], ...}
