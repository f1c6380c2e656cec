# ruoyi 8.1 overview; 8.7 layout
use direct chat
== what waits is counted
ann: GET /api/im/workbench/overview
200 {"code":200, "msg":"操作成功", "data":{"todoCount":0, "unreadMessageCount":0, "todayMessageCount":0, "conversationCount":{c:int}, "noticeCount":{n:int}, "approvalCount":0, "dingCount":0, "isOnline":false, "emailUnreadCount":0, "mentionCount":0}}
bob: POST /api/im/message/send
{"conversationId":{dm}, "type":"TEXT", "content":"hi"}
200 any
bob: POST /api/im/ding/send
{"content":"come", "receiverIds":[{ann.id}]}
200 {"data":{d:int}, ...}
ann: POST /api/im/workbench/todos
{"title":"one"}
200 {"data":{t:int}, ...}
ann: POST /api/im/workbench/todos
{"title":"two"}
200 {"data":{u:int}, ...}
ann: PUT /api/im/workbench/todos/{u}
{"status":"IN_PROGRESS"}
200 any
ann: POST /api/im/message/send
{"conversationId":{dm}, "type":"TEXT", "content":"yes"}
200 any
ann: GET /api/im/workbench/overview
200 {"data":{"todoCount":2, "unreadMessageCount":1, "todayMessageCount":1, "conversationCount":1, "noticeCount":{m:int}, "dingCount":1, "isOnline":false, ...}, ...}
bob: GET /api/im/workbench/overview
200 {"data":{"todoCount":0, "unreadMessageCount":1, "todayMessageCount":1, "conversationCount":1, "dingCount":0, ...}, ...}
ann: WS /ws/im?token={ann.token}
ann < {"type":"connected", ...}
ann: PUT /api/im/ding/{d}/read
200 any
ann: PUT /api/im/notification/read/all
200 any
ann: PUT /api/im/workbench/todos/{t}/complete
200 any
ann: GET /api/im/workbench/overview
200 {"data":{"todoCount":1, "noticeCount":0, "dingCount":0, "isOnline":true, ...}, ...}
== an approval that waits
use two people, administrator
do approvers bob bob
ann: POST /api/im/approval/create
{"templateId":{t}, "title":"Two", "formData":{}}
200 {"data":{a:int}, ...}
bob: GET /api/im/workbench/overview
200 {"data":{"approvalCount":1, ...}, ...}
ann: GET /api/im/workbench/overview
200 {"data":{"approvalCount":0, ...}, ...}
bob: POST /api/im/approval/{a}/reject
{"comment":"no"}
200 any
bob: GET /api/im/workbench/overview
200 {"data":{"approvalCount":0, ...}, ...}
== tomorrow nothing was sent yet
ann: POST /api/im/message/send
{"conversationId":{dm}, "type":"TEXT", "content":"hi"}
200 any
ann: GET /api/im/workbench/overview
200 {"data":{"todayMessageCount":1, ...}, ...}
clock +24h
ann: POST /api/im/auth/login
{"username":"{ann.name}", "password":"{ann.password}"}
200 {"data":{"token":{t:str}, ...}, ...}
GET /api/im/workbench/overview
header Authorization Bearer {t}
200 {"data":{"todayMessageCount":0, ...}, ...}
== a layout is kept as it was sent
ann: GET /api/im/workbench/layout
200 {"code":200, "msg":"操作成功", "data":null}
POST /api/im/workbench/layout
header Authorization Bearer {ann.token}
header Content-Type application/x-www-form-urlencoded
header X-CSRF-Token x
raw "{\"commonAppIds\":[1, 2],\"recentApps\":[\"a&b=%20c+d\"]}"
200 {"code":200, "msg":"布局已保存", "data":null}
ann: GET /api/im/workbench/layout
200 {"code":200, "msg":"操作成功", "data":"{\"commonAppIds\":[1, 2],\"recentApps\":[\"a&b=%20c+d\"]}"}
bob: GET /api/im/workbench/layout
200 {"data":null, ...}
ann: DELETE /api/im/workbench/layout
200 {"code":200, "msg":"布局已重置为默认", "data":null}
ann: GET /api/im/workbench/layout
200 {"code":200, "msg":"操作成功", "data":null}
ann: DELETE /api/im/workbench/layout
200 {"code":200, "msg":"布局已重置为默认", "data":null}
== what is no layout is refused
ann: POST /api/im/workbench/layout
400 {"code":400, "msg":"布局内容不能为空", "data":null}
ann: POST /api/im/workbench/layout
raw "\xff"
400 {"code":400, "msg":"布局内容不是有效的文本", "data":null}
ann: POST /api/im/workbench/layout
raw "{x*65536}"
200 any
ann: POST /api/im/workbench/layout
raw "{x*65537}"
400 {"code":400, "msg":"布局内容不能超过64KB", "data":null}
