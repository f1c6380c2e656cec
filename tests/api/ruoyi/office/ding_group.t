# ruoyi 7.1 groups and conversations; ruoyi-client 2.6, check list 41 to 49: DINGs as the published web client sends and reads them
use group of three, direct chat, stranger
== the members of a group, each once, without who sends
ann: POST /api/im/ding/send
{"content":"x", "receiverType":"group", "receiverIds":[{group.id}, {group.id}]}
200 {"data":{d:int}, ...}
ann: GET /api/im/ding/{d}
200 {"data":{"receiverType":"GROUP", "totalCount":2, "receipts":[{"receiverId":{bob.id}, ...}, {"receiverId":{cat.id}, ...}], ...}, ...}
sam: POST /api/im/ding/send
{"content":"x", "receiverType":"GROUP", "receiverIds":[{group.id}]}
400 {"code":4006, "msg":"群组不存在", "data":null}
ann: POST /api/im/ding/send
{"content":"x", "receiverType":"GROUP", "receiverIds":[999999999]}
400 {"code":4006, "msg":"群组不存在", "data":null}
== who was in a group is told that they are not any more
ann: DELETE /api/im/group/{group.id}/members?userIds={cat.id}
200 any
cat: POST /api/im/ding/send
{"content":"x", "receiverType":"GROUP", "receiverIds":[{group.id}]}
400 {"code":4009, "msg":"不在群组中", "data":null}
== a published client names a conversation
ann: POST /api/im/ding/send
header X-CSRF-Token x
{"dingType":"CALL", "priority":"URGENT", "conversationId":{group.id}, "content":"come"}
200 {"code":200, "msg":"DING发送成功", "data":{d:int}}
bob: GET /api/im/ding/received
200 {"data":[{"id":{d}, "senderName":"{ann.nick}", "senderAvatar":{_:str}, "sendTime":{_:time}, "priority":"URGENT", "content":"come", "readCount":0, "sendCount":2, "confirmedCount":0, "isRead":false, ...}], ...}
ann: GET /api/im/ding/sent
header X-CSRF-Token x
200 {"data":[{"id":{d}, "dingType":"CALL", "status":"ACTIVE", "sendCount":2, "readCount":0, ...}], ...}
ann: GET /api/im/ding/sent
200 {"data":[{"id":{d}, "status":"SENT", ...}], ...}
bob: PUT /api/im/ding/{d}/confirm
200 any
cat: PUT /api/im/ding/{d}/confirm
200 any
ann: GET /api/im/ding/sent
header X-CSRF-Token x
200 {"data":[{"id":{d}, "status":"EXPIRED", "readCount":2, "confirmedCount":2, ...}], ...}
ann: PUT /api/im/ding/{d}/cancel
header X-CSRF-Token x
400 {"code":400, "msg":"只能取消定时的DING", "data":null}
ann: POST /api/im/ding/send
header X-CSRF-Token x
{"dingType":"APP", "priority":"NORMAL", "conversationId":{dm}, "content":"you"}
200 {"data":{p:int}, ...}
bob: GET /api/im/ding/received
200 {"data":[{"id":{p}, "sendCount":1, "priority":"NORMAL", ...}, {"id":{d}, ...}], ...}
sam: POST /api/im/ding/send
header X-CSRF-Token x
{"dingType":"APP", "priority":"NORMAL", "conversationId":{dm}, "content":"you"}
400 {"code":10001, "msg":"会话不存在", "data":null}
