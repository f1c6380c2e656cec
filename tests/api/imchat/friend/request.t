# im-chat 2.2.1 … 2.2.4: requests; FRIEND_REQUEST frames
use two people
== asking, the list of both, accepting
bob: WS /ws?accessToken={bob.token}
bob < {"type":"SYSTEM_MESSAGE", "data":{"event":"CONNECTED", ...}, ...}
ann: POST /friend/request/apply
{"friendId":{bob.id},"applyInfo":"it is ann"}
200 {"code":200, "message":"success", "data":{"id":{r:int}, "senderId":{ann.id}, "senderNickName":"{ann.nick}", "senderHeadImage":null, "receiverId":{bob.id}, "receiverNickName":"{bob.nick}", "receiverHeadImage":null, "applyInfo":"it is ann", "status":1, "reason":null, "applyTime":{_:time}, "handleTime":null}}
bob < {"type":"FRIEND_REQUEST", "data":{"event":"APPLY", "request":{"id":{r}, "senderId":{ann.id}, "applyInfo":"it is ann", "status":1, ...}}}
bob: GET /friend/request/list
200 {"code":200, "data":[{"id":{r}, "status":1, ...}], ...}
ann: GET /friend/request/list
200 {"code":200, "data":[{"id":{r}, "receiverId":{bob.id}, ...}], ...}
ann: WS /ws?accessToken={ann.token}
ann < {"type":"SYSTEM_MESSAGE", "data":{"event":"CONNECTED", ...}, ...}
bob: POST /friend/request/approve
{"requestId":{r}}
200 {"code":200, "message":"success", "data":null}
ann < {"type":"FRIEND_REQUEST", "data":{"event":"APPROVE", "request":{"id":{r}, "status":2, ...}}}
bob: GET /friend/request/list
200 {"code":200, "message":"success", "data":[]}
bob: POST /friend/request/approve
{"requestId":{r}}
200 {"code":400, "message":"该请求已处理", "data":null}
== refusing says why
ann: POST /friend/request/apply
{"friendId":{bob.id}}
200 {"code":200, "data":{"id":{r:int}, ...}, ...}
ann: WS /ws?accessToken={ann.token}
ann < {"type":"SYSTEM_MESSAGE", "data":{"event":"CONNECTED", ...}, ...}
bob: POST /friend/request/reject
{"requestId":{r},"reason":"no time"}
200 {"code":200, "message":"success", "data":null}
ann < {"type":"FRIEND_REQUEST", "data":{"event":"REJECT", "request":{"id":{r}, "status":3, "reason":"no time", ...}}}
bob: POST /friend/request/reject
{"requestId":{r}}
200 {"code":400, "message":"该请求已处理", "data":null}
== taking it back
ann: POST /friend/request/apply
{"friendId":{bob.id}}
200 {"code":200, "data":{"id":{r:int}, ...}, ...}
bob: WS /ws?accessToken={bob.token}
bob < {"type":"SYSTEM_MESSAGE", "data":{"event":"CONNECTED", ...}, ...}
bob: POST /friend/request/recall
{"requestId":{r}}
200 {"code":403, "message":"无权操作该请求", "data":null}
ann: POST /friend/request/recall
{"requestId":{r}}
200 {"code":200, "message":"success", "data":null}
bob < {"type":"FRIEND_REQUEST", "data":{"event":"RECALL", "request":{"id":{r}, "status":4, ...}}}
ann: POST /friend/request/recall
{"requestId":{r}}
200 {"code":400, "message":"该请求已处理", "data":null}
bob: POST /friend/request/approve
{"requestId":{r}}
200 {"code":400, "message":"该请求已处理", "data":null}
== who it is not to may not answer, and there must be one
use stranger
ann: POST /friend/request/apply
{"friendId":{bob.id}}
200 {"code":200, "data":{"id":{r:int}, ...}, ...}
ann: POST /friend/request/approve
{"requestId":{r}}
200 {"code":403, "message":"无权操作该请求", "data":null}
ann: POST /friend/request/reject
{"requestId":{r}}
200 {"code":403, "message":"无权操作该请求", "data":null}
sam: POST /friend/request/approve
{"requestId":{r}}
200 {"code":403, "message":"无权操作该请求", "data":null}
sam: POST /friend/request/recall
{"requestId":{r}}
200 {"code":403, "message":"无权操作该请求", "data":null}
bob: POST /friend/request/approve
{"requestId":999999999}
200 {"code":404, "message":"好友申请不存在", "data":null}
bob: POST /friend/request/reject
{"requestId":999999999}
200 {"code":404, "message":"好友申请不存在", "data":null}
bob: POST /friend/request/recall
{"requestId":999999999}
200 {"code":404, "message":"好友申请不存在", "data":null}
bob: POST /friend/request/approve
{}
200 {"code":400, "message":"requestId不能为空", "data":null}
== the order of checks: oneself, who is not there, friends, waiting
ann: POST /friend/request/apply
{}
200 {"code":400, "message":"friendId不能为空", "data":null}
ann: POST /friend/request/apply
{"friendId":{ann.id}}
200 {"code":400, "message":"不能添加自己为好友", "data":null}
ann: POST /friend/request/apply
{"friendId":999999999}
200 {"code":1001, "message":"用户不存在", "data":null}
ann: POST /friend/request/apply
{"friendId":{bob.id},"applyInfo":"{字*129}"}
200 {"code":400, "message":"申请信息不能超过128个字符", "data":null}
ann: POST /friend/request/apply
{"friendId":{bob.id}}
200 {"code":200, ...}
ann: POST /friend/request/apply
{"friendId":{bob.id}}
200 {"code":400, "message":"好友申请已存在", "data":null}
== two requests that meet wait both, and one answer does for both
ann: POST /friend/request/apply
{"friendId":{bob.id}}
200 {"code":200, "data":{"id":{r:int}, "status":1, ...}, ...}
bob: POST /friend/request/apply
{"friendId":{ann.id}}
200 {"code":200, "data":{"status":1, ...}, ...}
bob: POST /friend/request/approve
{"requestId":{r}}
200 {"code":200, ...}
ann: GET /friend/request/list
200 {"code":200, "message":"success", "data":[]}
ann: POST /friend/request/apply
{"friendId":{bob.id}}
200 {"code":2002, "message":"已经是好友", "data":null}
== who wants no questions is a friend at once
bob: PUT /user/manualApprove
{"enabled":false}
200 {"code":200, "message":"success", "data":null}
ann: POST /friend/request/apply
{"friendId":{bob.id}}
200 {"code":200, "data":{"status":2, ...}, ...}
ann: GET /friend/list
200 {"code":200, "data":[{"id":{bob.id}, ...}], ...}
bob: PUT /user/manualApprove
{}
200 {"code":400, "message":"enabled不能为空", "data":null}
== after a month it is over
ann: POST /friend/request/apply
{"friendId":{bob.id}}
200 {"code":200, "data":{"id":{r:int}, ...}, ...}
clock +31d
POST /login
{"username":"{bob.name}","password":"{bob.password}"}
200 {"code":200, "data":{"accessToken":{t:str}, ...}, ...}
POST /friend/request/approve
header Authorization Bearer {t}
{"requestId":{r}}
200 {"code":400, "message":"该请求已处理", "data":null}
