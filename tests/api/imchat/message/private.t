# im-chat 2.4: private messages over HTTP
use two friends
== what was sent comes back
ann: POST /message/private/send
{"receiverId":{bob.id},"content":"hi","messageType":1,"clientMsgId":"c1"}
200 {"code":200, "message":"success", "data":{"id":{m:int}, "senderId":{ann.id}, "receiverId":{bob.id}, "content":"hi", "messageType":1, "sendTime":{_:time}, "status":1, "clientMsgId":"c1", "atUserIds":[], "isRecalled":false, "quoteMessageId":null}}
bob: GET /message/private/pullOfflineMessage
200 {"code":200, "data":[..., {"id":{m}, "content":"hi", "status":2, ...}], ...}
== the same id is the same message, or an error
ann: POST /message/private/send
{"receiverId":{bob.id},"content":"hi","messageType":1,"clientMsgId":"c1"}
200 {"code":200, "data":{"id":{m:int}, ...}, ...}
ann: POST /message/private/send
{"receiverId":{bob.id},"content":"hi","messageType":1,"clientMsgId":"c1"}
200 {"code":200, "data":{"id":{m}, ...}, ...}
ann: POST /message/private/send
{"receiverId":{bob.id},"content":"ho","messageType":1,"clientMsgId":"c1"}
200 {"code":400, "message":"客户端消息ID重复", "data":null}
== the order of checks: shape, oneself, who is not there, friendship
use stranger
ann: POST /message/private/send
{"content":"hi","messageType":1}
200 {"code":400, "message":"receiverId不能为空", "data":null}
ann: POST /message/private/send
{"receiverId":{bob.id},"content":"","messageType":1}
200 {"code":400, "message":"消息内容不能为空", "data":null}
ann: POST /message/private/send
{"receiverId":{bob.id},"content":"hi"}
200 {"code":400, "message":"messageType不能为空", "data":null}
ann: POST /message/private/send
{"receiverId":{bob.id},"content":"hi","messageType":7}
200 {"code":400, "message":"messageType超出范围", "data":null}
ann: POST /message/private/send
{"receiverId":{bob.id},"content":"{字*1024}","messageType":1}
200 {"code":200, ...}
ann: POST /message/private/send
{"receiverId":{bob.id},"content":"{字*1025}","messageType":1}
200 {"code":400, "message":"消息内容不能超过1024个字符", "data":null}
ann: POST /message/private/send
{"receiverId":{bob.id},"content":"{a*4097}","messageType":2}
200 {"code":400, "message":"消息内容过长", "data":null}
ann: POST /message/private/send
{"receiverId":{ann.id},"content":"hi","messageType":1}
200 {"code":400, "message":"不能对自己进行该操作", "data":null}
ann: POST /message/private/send
{"receiverId":999999999,"content":"hi","messageType":1}
200 {"code":1001, "message":"用户不存在", "data":null}
ann: POST /message/private/send
{"receiverId":{sam.id},"content":"hi","messageType":1}
200 {"code":2001, "message":"好友关系不存在", "data":null}
== contents of every type come back byte for byte
ann: POST /message/private/send
{"receiverId":{bob.id},"content":"http://files/a.png","messageType":2}
200 {"code":200, "data":{"content":"http://files/a.png", "messageType":2, ...}, ...}
ann: POST /message/private/send
{"receiverId":{bob.id},"content":"what is this","messageType":5}
200 {"code":200, "data":{"content":"what is this", "messageType":5, ...}, ...}
bob: GET /message/private/history?friendId={ann.id}&size=2
200 {"code":200, "message":"success", "data":{"total":3, "records":[{"content":"what is this", "messageType":5, ...}, {"content":"http://files/a.png", "messageType":2, ...}], "page":1, "size":2}}
== an own message is taken back within two minutes
do say ann bob oops m
bob: DELETE /message/private/recall/{m}
200 {"code":403, "message":"无权操作该消息", "data":null}
do connect bob
ann: DELETE /message/private/recall/{m}
200 {"code":200, "message":"success", "data":{"id":{k:int}, "senderId":{ann.id}, "receiverId":{bob.id}, "content":"{m}", "messageType":10, ...}}
bob < {"type":"PRIVATE_MESSAGE", "data":{"id":{k}, "messageType":10, "content":"{m}", ...}}
ann: DELETE /message/private/recall/{m}
200 {"code":200, "data":{"id":{k}, "messageType":10, ...}, ...}
bob: GET /message/private/pullOfflineMessage?minId=0
200 {"code":200, "data":[..., {"id":{m}, "content":"", "isRecalled":true, ...}, {"id":{k}, "messageType":10, ...}], ...}
ann: GET /message/private/history?friendId={bob.id}
200 {"code":200, "data":{"total":1, "records":[{"messageType":21, "content":"你们已成为好友，现在可以开始聊天了", ...}], ...}, ...}
ann: DELETE /message/private/recall/999999999
200 {"code":404, "message":"消息不存在", "data":null}
== later it is too late
do say ann bob oops m
clock +110s
ann: DELETE /message/private/recall/{m}
200 {"code":200, ...}
do say ann bob oops n
clock +121s
ann: DELETE /message/private/recall/{n}
200 {"code":400, "message":"消息发送超过2分钟，无法撤回", "data":null}
== reading moves forward only, and is told
do say ann bob one m
do say ann bob two n
ann: GET /message/private/maxReadedId?friendId={bob.id}
200 {"code":200, "message":"success", "data":-1}
do connect ann
bob: PUT /message/private/readed
{"friendId":{ann.id},"maxMessageId":{m}}
200 {"code":200, "message":"success", "data":null}
ann < {"type":"PRIVATE_MESSAGE", "data":{"id":null, "messageType":12, "senderId":{bob.id}, "receiverId":{ann.id}, "groupId":null, "maxMessageId":{m}}}
ann: GET /message/private/maxReadedId?friendId={bob.id}
200 {"code":200, "message":"success", "data":{m}}
bob: GET /message/private/pullOfflineMessage
200 {"code":200, "data":[{"id":{n}, ...}], ...}
bob: PUT /message/private/readed
{"friendId":{ann.id}}
200 {"code":200, ...}
bob: PUT /message/private/readed
{"friendId":{ann.id},"maxMessageId":{m}}
200 {"code":200, ...}
ann: GET /message/private/maxReadedId?friendId={bob.id}
200 {"code":200, "message":"success", "data":{n}}
bob: GET /message/private/pullOfflineMessage
200 {"code":200, "message":"success", "data":[]}
bob: GET /message/private/pullOfflineMessage?minId={m}
200 {"code":200, "data":[{"id":{n}, "status":3, ...}], ...}
== who is not there, and what is missing
ann: PUT /message/private/readed
{"friendId":999999999}
200 {"code":1001, "message":"用户不存在", "data":null}
ann: PUT /message/private/readed
{}
200 {"code":400, "message":"friendId不能为空", "data":null}
ann: GET /message/private/maxReadedId
200 {"code":400, "message":"friendId不能为空", "data":null}
ann: GET /message/private/maxReadedId?friendId=999999999
200 {"code":1001, "message":"用户不存在", "data":null}
ann: GET /message/private/history
200 {"code":400, "message":"friendId不能为空", "data":null}
ann: GET /message/private/history?friendId=999999999
200 {"code":1001, "message":"用户不存在", "data":null}
== pages are cut and counted
ann: GET /message/private/history?friendId={bob.id}&page=0&size=1000
200 {"code":200, "data":{"total":1, "page":1, "size":100, ...}, ...}
ann: GET /message/private/history?friendId={bob.id}&page=2
200 {"code":200, "data":{"total":1, "records":[], "page":2, "size":20}, ...}
== the sender sees how far it came: kept, delivered, read
ann: POST /message/private/send
{"receiverId":{bob.id},"content":"one","messageType":1}
200 {"code":200, "data":{"id":{m:int}, "status":1, ...}, ...}
ann: GET /message/private/history?friendId={bob.id}&size=1
200 {"code":200, "data":{"records":[{"id":{m}, "status":1, ...}], ...}, ...}
bob: GET /message/private/pullOfflineMessage
200 {"code":200, "data":[..., {"id":{m}, "status":2, ...}], ...}
within 3s
ann: GET /message/private/history?friendId={bob.id}&size=1
200 {"code":200, "data":{"records":[{"id":{m}, "status":2, ...}], ...}, ...}
do connect bob
do say ann bob two n
bob < {"type":"PRIVATE_MESSAGE", "data":{"id":{n}, "messageType":1, ...}}
within 3s
ann: GET /message/private/pullOfflineMessage?minId={m}
200 {"code":200, "data":[{"id":{n}, "status":2, ...}], ...}
bob: PUT /message/private/readed
{"friendId":{ann.id}}
200 {"code":200, ...}
ann: GET /message/private/history?friendId={bob.id}&size=2
200 {"code":200, "data":{"records":[{"id":{n}, "status":3, ...}, {"id":{m}, "status":3, ...}], ...}, ...}
