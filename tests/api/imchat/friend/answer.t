# im-chat 2.2.2 … 2.2.4: the answer to a request, and who hears of it
use two people
== the shape before what is there
bob: POST /friend/request/reject
{"requestId":999999999,"reason":"{字*129}"}
200 {"code":400, "message":"理由不能超过128个字符", "data":null}
bob: POST /friend/request/reject
{"reason":"no"}
200 {"code":400, "message":"requestId不能为空", "data":null}
bob: POST /friend/request/recall
{"requestId":"x"}
200 {"code":400, "message":"requestId类型不正确", "data":null}
bob: POST /friend/request/approve
{"requestId":""}
200 {"code":400, "message":"requestId不能为空", "data":null}
== whose it is comes before whether it is over
use stranger
ann: POST /friend/request/apply
{"friendId":{bob.id}}
200 {"code":200, "data":{"id":{r:int}, ...}, ...}
bob: POST /friend/request/reject
{"requestId":{r},"reason":"{字*128}"}
200 {"code":200, "message":"success", "data":null}
ann: POST /friend/request/approve
{"requestId":{r}}
200 {"code":403, "message":"无权操作该请求", "data":null}
sam: POST /friend/request/reject
{"requestId":{r}}
200 {"code":403, "message":"无权操作该请求", "data":null}
bob: POST /friend/request/recall
{"requestId":{r}}
200 {"code":403, "message":"无权操作该请求", "data":null}
ann: POST /friend/request/recall
{"requestId":{r}}
200 {"code":400, "message":"该请求已处理", "data":null}
bob: POST /friend/request/approve
{"requestId":{r}}
200 {"code":400, "message":"该请求已处理", "data":null}
== consent: who asked and the other devices of who answers; both as friends
use ann on three devices
bob: POST /friend/request/apply
{"friendId":{ann.id},"applyInfo":"it is bob"}
200 {"code":200, "data":{"id":{r:int}, ...}, ...}
do connect bob
do connect ann
do connect_as ann/pc pc
ann: POST /friend/request/approve
{"requestId":{r}}
200 {"code":200, "message":"success", "data":null}
bob < {"type":"FRIEND_REQUEST", "data":{"event":"APPROVE", "request":{"id":{r}, "senderId":{bob.id}, "senderNickName":"{bob.nick}", "senderHeadImage":null, "receiverId":{ann.id}, "receiverNickName":"{ann.nick}", "receiverHeadImage":null, "applyInfo":"it is bob", "status":2, "reason":null, "applyTime":{_:time}, "handleTime":{_:time}}}}
ann/pc < {"type":"FRIEND_REQUEST", "data":{"event":"APPROVE", "request":{"id":{r}, "status":2, ...}}}
bob < {"type":"PRIVATE_MESSAGE", "data":{"id":null, "senderId":{ann.id}, "receiverId":{_:int}, "content":{_:str}, "messageType":80, "sendTime":{_:time}, "status":1, "clientMsgId":null, "atUserIds":[], "isRecalled":false, "quoteMessageId":null}}
ann/pc < {"type":"PRIVATE_MESSAGE", "data":{"messageType":80, "senderId":{bob.id}, ...}}
ann < {"type":"PRIVATE_MESSAGE", "data":{"messageType":80, "senderId":{bob.id}, ...}}
bob < {"type":"PRIVATE_MESSAGE", "data":{"id":{line:int}, "messageType":21, ...}}
ann/pc < {"type":"PRIVATE_MESSAGE", "data":{"id":{line}, "messageType":21, ...}}
== a refusal: who asked, and the other devices of who answers
use ann on three devices
bob: POST /friend/request/apply
{"friendId":{ann.id}}
200 {"code":200, "data":{"id":{r:int}, ...}, ...}
do connect bob
do connect_as ann/pc pc
ann: POST /friend/request/reject
{"requestId":{r},"reason":"not now"}
200 {"code":200, "message":"success", "data":null}
bob < {"type":"FRIEND_REQUEST", "data":{"event":"REJECT", "request":{"id":{r}, "status":3, "reason":"not now", "handleTime":{_:time}, ...}}}
ann/pc < {"type":"FRIEND_REQUEST", "data":{"event":"REJECT", "request":{"id":{r}, "status":3, ...}}}
bob <! 300ms {"type":"PRIVATE_MESSAGE", ...}
== taken back: who was asked, and the own other devices
use ann on three devices
ann: POST /friend/request/apply
{"friendId":{bob.id}}
200 {"code":200, "data":{"id":{r:int}, ...}, ...}
do connect bob
do connect_as ann/pc pc
ann: POST /friend/request/recall
{"requestId":{r}}
200 {"code":200, "message":"success", "data":null}
bob < {"type":"FRIEND_REQUEST", "data":{"event":"RECALL", "request":{"id":{r}, "status":4, "handleTime":{_:time}, ...}}}
ann/pc < {"type":"FRIEND_REQUEST", "data":{"event":"RECALL", "request":{"id":{r}, "status":4, ...}}}
== asking is told to who is asked, and to nobody else
use ann on three devices, stranger
do connect bob
do connect sam
do connect_as ann/pc pc
ann: POST /friend/request/apply
{"friendId":{bob.id},"applyInfo":"hi"}
200 {"code":200, "data":{"id":{r:int}, ...}, ...}
bob < {"type":"FRIEND_REQUEST", "data":{"event":"APPLY", "request":{"id":{r}, "applyInfo":"hi", "status":1, "handleTime":null, ...}}}
sam <! 300ms {"type":"FRIEND_REQUEST", ...}
ann/pc <! 300ms {"type":"FRIEND_REQUEST", ...}
== what waits: received, then sent, the newest first
use three people, stranger
bob: POST /friend/request/apply
{"friendId":{ann.id}}
200 {"code":200, "data":{"id":{one:int}, ...}, ...}
ann: POST /friend/request/apply
{"friendId":{sam.id}}
200 {"code":200, "data":{"id":{two:int}, ...}, ...}
cat: POST /friend/request/apply
{"friendId":{ann.id}}
200 {"code":200, "data":{"id":{three:int}, ...}, ...}
ann: POST /friend/request/apply
{"friendId":{bob.id}}
200 {"code":200, "data":{"id":{four:int}, ...}, ...}
ann: GET /friend/request/list
200 {"code":200, "message":"success", "data":[{"id":{three}, "senderId":{cat.id}, ...}, {"id":{one}, "senderId":{bob.id}, ...}, {"id":{four}, "receiverId":{bob.id}, ...}, {"id":{two}, "receiverId":{sam.id}, ...}]}
== who asked hears after a month that nobody answered
do connect ann
do connect bob
ann: POST /friend/request/apply
{"friendId":{bob.id},"applyInfo":"hello"}
200 {"code":200, "data":{"id":{r:int}, ...}, ...}
clock +31d
ann < {"type":"FRIEND_REQUEST", "data":{"event":"EXPIRE", "request":{"id":{r}, "senderId":{ann.id}, "receiverId":{bob.id}, "applyInfo":"hello", "status":5, ...}}}
bob <! 300ms {"type":"FRIEND_REQUEST", "data":{"event":"EXPIRE", ...}}
== a month later it is over
ann: POST /friend/request/apply
{"friendId":{bob.id}}
200 {"code":200, "data":{"id":{r:int}, ...}, ...}
clock +29d
POST /login
{"username":"{ann.name}","password":"{ann.password}"}
200 {"code":200, "data":{"accessToken":{t:str}, ...}, ...}
GET /friend/request/list
header Authorization Bearer {t}
200 {"code":200, "data":[{"id":{r}, "status":1, ...}], ...}
clock +2d
POST /login
{"username":"{ann.name}","password":"{ann.password}","terminal":1}
200 {"code":200, "data":{"accessToken":{u:str}, ...}, ...}
ann: WS /ws?accessToken={u}
ann < {"type":"SYSTEM_MESSAGE", "data":{"event":"CONNECTED", ...}, ...}
GET /friend/request/list
header Authorization Bearer {u}
200 {"code":200, "data":[], ...}
POST /friend/request/recall
header Authorization Bearer {u}
{"requestId":{r}}
200 {"code":400, "message":"该请求已处理", "data":null}
POST /friend/request/apply
header Authorization Bearer {u}
{"friendId":{bob.id}}
200 {"code":200, "data":{"status":1, ...}, ...}
