# ruoyi 27 Contact block, Config blocked; mapping 4.3, 4.2
use two friends
== a blocked contact cannot write, nor ask; unblocked they can
ann: WS /ws/im?token={ann.token}
ann < {"type":"connected", ...}
bob: WS /ws/im?token={bob.token}
bob < {"type":"connected", ...}
ann: PUT /api/im/contact/{bob.id}/block?blocked=true
200 {"code":200, "msg":"操作成功", "data":null}
ann < {"type":"contact", "action":"updated", "payload":{"toUserId":{bob.id}, ...}, ...}
bob <! 200ms {"type":"contact", ...}
ann: GET /api/im/contact/{bob.id}
200 {"data":{"blocked":true, ...}, ...}
ann: GET /api/im/config/blocked
200 {"code":200, "msg":"操作成功", "data":[{"userId":{bob.id}, "blocked":true, "blockTime":{_:time}, "nickname":"{bob.nick}", "avatar":"/avatar/default.png"}]}
bob: POST /api/im/message/send
{"conversationId":{dm}, "type":"TEXT", "content":"hello?"}
403 {"code":403, "msg":"对方已将您拉黑", "data":null}
ann: POST /api/im/message/send
{"conversationId":{dm}, "type":"TEXT", "content":"I may"}
200 {"code":200, ...}
bob < {"type":"new_message", "payload":{"content":"I may", ...}, ...}
ann: PUT /api/im/contact/{bob.id}/block
{"blocked":false}
200 {"code":200, ...}
bob: POST /api/im/message/send
{"conversationId":{dm}, "type":"TEXT", "content":"hello!"}
200 {"code":200, ...}
ann: GET /api/im/config/blocked
200 {"data":[], ...}
== a stranger is blocked: no request, no message
use stranger
ann: POST /api/im/config/blocked/{sam.id}
200 {"code":200, "msg":"操作成功", "data":null}
ann: POST /api/im/config/blocked/{sam.id}
200 {"code":200, "msg":"操作成功", "data":null}
sam: POST /api/im/contact/request/send
{"targetUserId":{ann.id}}
403 {"code":403, "msg":"对方已将您拉黑", "data":null}
sam: POST /api/im/message/send
{"receiverId":{ann.id}, "type":"TEXT", "content":"hi"}
403 {"code":403, "msg":"对方已将您拉黑", "data":null}
ann: DELETE /api/im/config/blocked/{sam.id}
200 {"code":200, "msg":"操作成功", "data":null}
ann: DELETE /api/im/config/blocked/{sam.id}
200 {"code":200, "msg":"操作成功", "data":null}
sam: POST /api/im/contact/request/send
{"targetUserId":{ann.id}}
200 {"code":200, ...}
== oneself, nobody, somebody who is no contact, and no word on it
use stranger
ann: POST /api/im/config/blocked/{ann.id}
400 {"code":400, "msg":"不能拉黑自己", "data":null}
ann: POST /api/im/config/blocked/999999999
404 {"code":404, "msg":"目标用户不存在", "data":null}
ann: PUT /api/im/contact/{sam.id}/block?blocked=true
400 {"code":4007, "msg":"好友关系不存在", "data":null}
ann: PUT /api/im/contact/{bob.id}/block
{}
400 {"code":400, "msg":"参数校验失败", "data":{"blocked":{_:str}}}
== a block outlives a crash
ann: POST /api/im/config/blocked/{bob.id}
200 {"code":200, ...}
restart kill -9
bob: POST /api/im/message/send
{"conversationId":{dm}, "type":"TEXT", "content":"hello?"}
403 {"code":403, "msg":"对方已将您拉黑", "data":null}
== without a token
GET /api/im/config/blocked
401 {"code":401, "msg":"未授权，需要登录", "data":null}
POST /api/im/config/blocked/1
401 {"code":401, ...}
DELETE /api/im/config/blocked/1
401 {"code":401, ...}
