# im-chat 2.9.3, 3.3.3: complaints
use two people, backstage
== it is said, seen and answered, once
bob: POST /complaint/submit
{"targetType":1,"targetId":{ann.id},"reason":"spam","description":"every day","images":["http://files/a.png"]}
200 {"code":200, "message":"success", "data":{"id":{c:int}}}
bob: GET /complaint/page
200 {"code":200, "message":"success", "data":{"total":1, "records":[{"id":{c}, "userId":{bob.id}, "targetType":1, "targetId":{ann.id}, "reason":"spam", "description":"every day", "images":["http://files/a.png"], "status":1, "resolvedType":null, "resolvedSummary":null, "resolverId":null, "createTime":{_:time}, "resolvedTime":null}], "page":1, "size":20}}
ann: GET /complaint/page
200 {"code":200, "data":{"total":0, "records":[], ...}, ...}
admin: GET /im/complaint/list?targetType=1&targetId={ann.id}&userId={bob.id}&status=1
200 {"code":200, "data":{"total":1, "records":[{"id":{c}, ...}], ...}, ...}
admin: GET /im/complaint/{c}
200 {"code":200, "message":"success", "data":{"id":{c}, "reason":"spam", "status":1, ...}}
bob: WS /ws?accessToken={bob.token}
bob < {"type":"SYSTEM_MESSAGE", "data":{"event":"CONNECTED", ...}, ...}
admin: POST /im/complaint/resolve
{"id":{c},"resolvedType":1,"resolvedSummary":"shut out"}
200 {"code":200, "message":"success", "data":null}
bob < {"type":"SYSTEM_MESSAGE", "data":{"event":"COMPLAINT_RESOLVED", "content":"shut out", "complaintId":{c}, ...}}
admin: POST /im/complaint/reslove
{"id":{c},"resolvedType":2}
200 {"code":400, "message":"该投诉已处理", "data":null}
bob: GET /complaint/page?status=2
200 {"code":200, "data":{"total":1, "records":[{"id":{c}, "status":2, "resolvedType":1, "resolvedSummary":"shut out", "resolverId":null, "resolvedTime":{_:time}, ...}], ...}, ...}
bob: GET /complaint/page?status=1
200 {"code":200, "data":{"total":0, ...}, ...}
admin: GET /im/complaint/{c}
200 {"code":200, "data":{"status":2, "resolverId":{admin.id}, ...}, ...}
== the misspelt path answers, too
bob: POST /complaint/initiate
{"targetType":1,"targetId":{ann.id},"reason":"spam"}
200 {"code":200, "data":{"id":{c:int}}, ...}
admin: POST /im/complaint/reslove
{"id":{c},"resolvedType":99}
200 {"code":200, "message":"success", "data":null}
== the same again is refused for ten minutes
bob: POST /complaint/submit
{"targetType":1,"targetId":{ann.id},"reason":"spam"}
200 {"code":200, ...}
bob: POST /complaint/submit
{"targetType":1,"targetId":{ann.id},"reason":"spam"}
200 {"code":400, "message":"请勿重复投诉", "data":null}
bob: POST /complaint/submit
{"targetType":1,"targetId":{ann.id},"reason":"more spam"}
200 {"code":200, ...}
clock +11m
bob: POST /complaint/submit
{"targetType":1,"targetId":{ann.id},"reason":"spam"}
200 {"code":200, ...}
== of a group
use group of three
bob: POST /complaint/submit
{"targetType":2,"targetId":{group.id},"reason":"spam"}
200 {"code":200, ...}
ann: DELETE /group/delete/{group.id}
200 {"code":200, ...}
bob: POST /complaint/submit
{"targetType":2,"targetId":{group.id},"reason":"still"}
200 {"code":3001, "message":"群组不存在", "data":null}
== the order of checks: a token, the shape, what is there
POST /complaint/submit
{}
200 {"code":401, ...}
bob: POST /complaint/submit
{"targetId":999999999,"reason":"x"}
200 {"code":400, "message":"targetType不能为空", "data":null}
bob: POST /complaint/submit
{"targetType":3,"targetId":{ann.id},"reason":"x"}
200 {"code":400, "message":"targetType超出范围", "data":null}
bob: POST /complaint/submit
{"targetType":1,"reason":"x"}
200 {"code":400, "message":"targetId不能为空", "data":null}
bob: POST /complaint/submit
{"targetType":1,"targetId":999999999,"reason":" "}
200 {"code":400, "message":"投诉原因不能为空", "data":null}
bob: POST /complaint/submit
{"targetType":1,"targetId":{ann.id},"reason":"{字*128}","description":"{字*512}"}
200 {"code":200, ...}
bob: POST /complaint/submit
{"targetType":1,"targetId":{ann.id},"reason":"{字*129}"}
200 {"code":400, "message":"投诉原因不能超过128个字符", "data":null}
bob: POST /complaint/submit
{"targetType":1,"targetId":{ann.id},"reason":"x","description":"{字*513}"}
200 {"code":400, "message":"投诉描述不能超过512个字符", "data":null}
bob: POST /complaint/submit
{"targetType":1,"targetId":{ann.id},"reason":"x","images":["1","2","3","4","5","6","7","8","9","10"]}
200 {"code":400, "message":"图片不能超过9张", "data":null}
bob: POST /complaint/submit
{"targetType":1,"targetId":999999999,"reason":"x"}
200 {"code":1001, "message":"用户不存在", "data":null}
bob: POST /complaint/submit
{"targetType":2,"targetId":999999999,"reason":"x"}
200 {"code":3001, "message":"群组不存在", "data":null}
== in the back office: who may, the shape, what is there
bob: POST /im/complaint/resolve
{"id":999999999,"resolvedType":1}
200 {"code":403, ...}
admin: POST /im/complaint/resolve
{"resolvedType":1}
200 {"code":400, "message":"id不能为空", "data":null}
admin: POST /im/complaint/resolve
{"id":999999999}
200 {"code":400, "message":"resolvedType不能为空", "data":null}
admin: POST /im/complaint/resolve
{"id":999999999,"resolvedType":4}
200 {"code":400, "message":"resolvedType格式不正确", "data":null}
admin: POST /im/complaint/resolve
{"id":999999999,"resolvedType":1,"resolvedSummary":"{字*256}"}
200 {"code":400, "message":"处理说明不能超过255个字符", "data":null}
admin: POST /im/complaint/resolve
{"id":999999999,"resolvedType":1}
200 {"code":404, ...}
admin: GET /im/complaint/999999999
200 {"code":404, ...}
admin: GET /im/complaint/list?status=3
200 {"code":400, "message":"status超出范围", "data":null}
== the order of checks: the shape before who is there, and nine pictures
bob: POST /complaint/submit
{"targetType":1,"targetId":999999999,"reason":"{字*129}"}
200 {"code":400, "message":"投诉原因不能超过128个字符", "data":null}
bob: POST /complaint/submit
{"targetType":"2","targetId":"999999999","reason":"x"}
200 {"code":3001, "message":"群组不存在", "data":null}
bob: POST /complaint/submit
{"targetType":1,"targetId":{ann.id},"reason":"x","images":["1","2","3","4","5","6","7","8","9"]}
200 {"code":200, "data":{"id":{_:int}}, ...}
bob: POST /complaint/submit
{"targetType":0,"targetId":{ann.id},"reason":"x"}
200 {"code":400, "message":"targetType超出范围", "data":null}
bob: GET /complaint/page?page=0&size=101
200 {"code":200, "data":{"total":1, "page":1, "size":100, ...}, ...}
bob: GET /complaint/page?pageNum=2&pageSize=1
200 {"code":200, "data":{"total":1, "records":[], "page":2, "size":1}, ...}
bob: GET /complaint/page?status=3
200 {"code":400, "message":"status超出范围", "data":null}
== nobody can complain of a user who closed their account
ann: DELETE /unregister
200 {"code":200, ...}
bob: POST /complaint/submit
{"targetType":1,"targetId":{ann.id},"reason":"spam"}
200 {"code":1001, "message":"用户不存在", "data":null}
