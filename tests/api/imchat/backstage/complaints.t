# im-chat 3.3.3: complaints in the back office
use two people, backstage
== the order of checks: the shape, what is there, whether it is open
bob: POST /complaint/submit
{"targetType":1,"targetId":{ann.id},"reason":"spam"}
200 {"code":200, "data":{"id":{c:int}}, ...}
POST /im/complaint/resolve
{}
200 {"code":401, ...}
admin: POST /im/complaint/resolve
{"id":"x","resolvedType":1}
200 {"code":400, "message":"id类型不正确", "data":null}
admin: POST /im/complaint/resolve
{"id":999999999,"resolvedType":0}
200 {"code":400, ...}
admin: POST /im/complaint/resolve
{"id":999999999,"resolvedType":98}
200 {"code":400, ...}
admin: POST /im/complaint/resolve
{"id":999999999,"resolvedType":99}
200 {"code":404, "message":"资源不存在", "data":null}
do connect bob
admin: POST /im/complaint/resolve
{"id":{c},"resolvedType":3,"resolvedSummary":"{字*255}"}
200 {"code":200, "message":"success", "data":null}
bob < {"type":"SYSTEM_MESSAGE", "data":{"event":"COMPLAINT_RESOLVED", "content":"{字*255}", "reason":null, "expireTime":null, "complaintId":{c}, "time":{_:time}}}
admin: POST /im/complaint/resolve
{"id":{c},"resolvedType":4}
200 {"code":400, "message":"resolvedType格式不正确", "data":null}
admin: POST /im/complaint/resolve
{"id":{c},"resolvedType":3}
200 {"code":400, "message":"该投诉已处理", "data":null}
bob <! 300ms {"type":"SYSTEM_MESSAGE", ...}
admin: GET /im/complaint/{c}
200 {"code":200, "message":"success", "data":{"id":{c}, "userId":{bob.id}, "targetType":1, "targetId":{ann.id}, "reason":"spam", "description":null, "images":[], "status":2, "resolvedType":3, "resolvedSummary":"{字*255}", "resolverId":{admin.id}, "createTime":{_:time}, "resolvedTime":{_:time}}}
== a verdict without an explanation; 2 is a verdict, too
bob: POST /complaint/submit
{"targetType":1,"targetId":{ann.id},"reason":"spam"}
200 {"code":200, "data":{"id":{c:int}}, ...}
admin: POST /im/complaint/resolve
{"id":"{c}","resolvedType":"2"}
200 {"code":200, ...}
admin: GET /im/complaint/list?status=2&userId={bob.id}
200 {"code":200, "data":{"total":1, "records":[{"id":{c}, "status":2, "resolvedType":2, "resolvedSummary":null, ...}], "page":1, "size":20}, ...}
== an auditor answers, and is named
use stranger
do hire sam auditor t
bob: POST /complaint/submit
{"targetType":1,"targetId":{ann.id},"reason":"spam"}
200 {"code":200, "data":{"id":{c:int}}, ...}
POST /im/complaint/reslove
header Authorization Bearer {t}
{"id":{c},"resolvedType":1}
200 {"code":200, ...}
admin: GET /im/complaint/{c}
200 {"code":200, "data":{"resolverId":{sam.id}, ...}, ...}
== lists: what is no number, and who may not
admin: GET /im/complaint/list?targetType=3
200 {"code":400, "message":"targetType超出范围", "data":null}
admin: GET /im/complaint/list?userId=x
200 {"code":400, "message":"userId类型不正确", "data":null}
admin: GET /im/complaint/x
200 {"code":400, "message":"id类型不正确", "data":null}
GET /im/complaint/list
200 {"code":401, ...}
ann: GET /im/complaint/list
200 {"code":403, ...}
