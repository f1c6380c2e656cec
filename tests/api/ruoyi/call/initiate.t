# ruoyi 14.1 initiate; 22.4 incoming_call, call
use three people
== the callee hears it, the caller gets its number
bob: WS /ws/im?token={bob.token}
bob < {"type":"connected", ...}
ann: WS /ws/im?token={ann.token}
ann < {"type":"connected", ...}
ann: POST /api/im/video-call/initiate
{"calleeId":{bob.id}}
200 {"code":200, "msg":"发起成功", "data":{c:int}}
bob < {"type":"incoming_call", "callId":{c}, "callType":"VIDEO", "callerId":{ann.id}, "callerName":"{ann.nick}", "callerAvatar":{_:str}, "conversationId":null, "timestamp":{_:ms}}
bob < {"type":"call", "data":{"action":"call", "callId":{c}, "fromUserId":{ann.id}, "fromUserName":"{ann.nick}", "fromUserAvatar":{_:str}, "callType":"VIDEO", "sdp":null, "candidate":null}, "timestamp":{_:ms}}
ann <! 300ms {"type":"incoming_call", ...}
== a voice call in their conversation, by query
use direct chat
bob: WS /ws/im?token={bob.token}
bob < {"type":"connected", ...}
ann: POST /api/im/video-call/initiate?calleeId={bob.id}&callType=voice&conversationId={dm}
200 {"code":200, "msg":"发起成功", "data":{c:int}}
bob < {"type":"incoming_call", "callId":{c}, "callType":"VOICE", "conversationId":{dm}, ...}
ann: GET /api/im/video-call/{c}
200 {"code":200, "data":{"callId":{c}, "id":{c}, "callType":"VOICE", "conversationId":{dm}, "status":"CALLING", ...}, ...}
== AUDIO is a voice call
bob: WS /ws/im?token={bob.token}
bob < {"type":"connected", ...}
ann: POST /api/im/video-call/initiate
{"calleeId":{bob.id}, "callType":"AUDIO"}
200 {"code":200, "data":{c:int}, ...}
bob < {"type":"incoming_call", "callType":"VOICE", ...}
== who is not connected cannot be called
ann: POST /api/im/video-call/initiate
{"calleeId":{bob.id}}
400 {"code":5803, "msg":"对方不在线", "data":null}
ann: GET /api/im/video-call/active
200 {"code":200, "data":null, ...}
== one call at a time
ann: WS /ws/im?token={ann.token}
bob: WS /ws/im?token={bob.token}
cat: WS /ws/im?token={cat.token}
ann < {"type":"connected", ...}
bob < {"type":"connected", ...}
cat < {"type":"connected", ...}
ann: POST /api/im/video-call/initiate
{"calleeId":{bob.id}}
200 {"code":200, "data":{c:int}, ...}
cat: POST /api/im/video-call/initiate
{"calleeId":{bob.id}}
400 {"code":5804, "msg":"对方正在通话中", "data":null}
cat: POST /api/im/video-call/initiate
{"calleeId":{ann.id}}
400 {"code":5804, "msg":"对方正在通话中", "data":null}
bob: POST /api/im/video-call/initiate
{"calleeId":{cat.id}}
400 {"code":5808, "msg":"您正在通话中", "data":null}
ann: POST /api/im/video-call/{c}/end
200 {"code":200, "msg":"通话已结束", "data":null}
cat: POST /api/im/video-call/initiate
{"calleeId":{bob.id}}
200 {"code":200, "data":{_:int}, ...}
== a call to oneself, or to nobody
ann: POST /api/im/video-call/initiate
{"calleeId":{ann.id}}
400 {"code":400, "msg":"不能呼叫自己", "data":null}
ann: POST /api/im/video-call/initiate
{"calleeId":999999999}
404 {"code":404, "msg":"目标用户不存在", "data":null}
ann: POST /api/im/video-call/initiate
{}
400 {"code":400, "msg":"参数校验失败", "data":{"calleeId":"不能为空"}}
ann: POST /api/im/video-call/initiate
{"calleeId":{bob.id}, "callType":"SMELL"}
400 {"code":400, "msg":"参数校验失败", "data":{"callType":{_:str}}}
== a conversation of others is none of theirs
use direct chat
bob: WS /ws/im?token={bob.token}
bob < {"type":"connected", ...}
ann: POST /api/im/video-call/initiate
{"calleeId":{bob.id}, "conversationId":999999999}
400 {"code":400, "msg":"参数校验失败", "data":{"conversationId":"格式不正确"}}
== a user who takes no calls gets none
bob: WS /ws/im?token={bob.token}
bob < {"type":"connected", ...}
bob: PUT /api/im/config/privacy
{"allowVideoCall":false}
200 {"code":200, ...}
ann: POST /api/im/video-call/initiate
{"calleeId":{bob.id}}
403 {"code":403, "msg":"对方设置了不接收通话", "data":null}
== who is blocked does not get through
use two friends
bob: WS /ws/im?token={bob.token}
bob < {"type":"connected", ...}
bob: PUT /api/im/contact/{ann.id}/block?blocked=true
200 {"code":200, ...}
ann: POST /api/im/video-call/initiate
{"calleeId":{bob.id}, "callType":"VOICE"}
403 {"code":403, "msg":"对方已将您拉黑", "data":null}
