# ruoyi 14.2 accept, 14.3 reject, 14.4 end; 22.4 call_status
use three people
== accept, talk, end
ann: WS /ws/im?token={ann.token}
bob: WS /ws/im?token={bob.token}
bob/phone: WS /ws/im?token={bob.token}
ann < {"type":"connected", ...}
bob < {"type":"connected", ...}
bob/phone < {"type":"connected", ...}
ann: POST /api/im/video-call/initiate
{"calleeId":{bob.id}}
200 {"code":200, "data":{c:int}, ...}
bob/phone < {"type":"incoming_call", "callId":{c}, ...}
bob: POST /api/im/video-call/{c}/accept
200 {"code":200, "msg":"接听成功", "data":null}
ann < {"type":"call_status", "callId":{c}, "status":"CONNECTED", "reason":null, "duration":0, "timestamp":{_:ms}}
bob/phone < {"type":"call_status", "callId":{c}, "status":"CONNECTED", ...}
bob: POST /api/im/video-call/{c}/accept
400 {"code":5802, "msg":"通话状态不正确", "data":null}
bob: POST /api/im/video-call/{c}/reject
400 {"code":5802, "msg":"通话状态不正确", "data":null}
bob: GET /api/im/video-call/active
200 {"code":200, "data":{"callId":{c}, "status":"CONNECTED", "connectTime":{_:time}, "endTime":null, ...}, ...}
bob: POST /api/im/video-call/{c}/end
200 {"code":200, "msg":"通话已结束", "data":null}
ann < {"type":"call_status", "callId":{c}, "status":"ENDED", ...}
ann < {"type":"call", "data":{"action":"hangup", "callId":{c}, "fromUserId":{bob.id}, ...}, ...}
ann: POST /api/im/video-call/{c}/end
200 {"code":200, "msg":"通话已结束", "data":null}
ann <! 300ms {"type":"call_status", ...}
ann: GET /api/im/video-call/active
200 {"code":200, "data":null, ...}
== reject with a reason
ann: WS /ws/im?token={ann.token}
bob: WS /ws/im?token={bob.token}
ann < {"type":"connected", ...}
bob < {"type":"connected", ...}
ann: POST /api/im/video-call/initiate
{"calleeId":{bob.id}}
200 {"code":200, "data":{c:int}, ...}
bob: POST /api/im/video-call/{c}/reject
{"reason":"{字*129}"}
400 {"code":400, "msg":"参数校验失败", "data":{"reason":{_:str}}}
bob: POST /api/im/video-call/{c}/reject
{"reason":"开会"}
200 {"code":200, "msg":"已拒绝", "data":null}
ann < {"type":"call_status", "callId":{c}, "status":"REJECTED", "reason":"开会", "duration":0, "timestamp":{_:ms}}
ann: GET /api/im/video-call/{c}
200 {"code":200, "data":{"status":"REJECTED", "rejectReason":"开会", "connectTime":null, "endTime":{_:time}, ...}, ...}
bob: POST /api/im/video-call/{c}/accept
400 {"code":5802, "msg":"通话状态不正确", "data":null}
== the caller gives up
ann: WS /ws/im?token={ann.token}
bob: WS /ws/im?token={bob.token}
ann < {"type":"connected", ...}
bob < {"type":"connected", ...}
ann: POST /api/im/video-call/initiate
{"calleeId":{bob.id}}
200 {"code":200, "data":{c:int}, ...}
ann: POST /api/im/video-call/{c}/end
200 {"code":200, "msg":"通话已结束", "data":null}
bob < {"type":"call_status", "callId":{c}, "status":"ENDED", ...}
bob: GET /api/im/video-call/{c}
200 {"code":200, "data":{"status":"CANCELLED", "duration":0, ...}, ...}
== others may not
ann: WS /ws/im?token={ann.token}
bob: WS /ws/im?token={bob.token}
ann < {"type":"connected", ...}
bob < {"type":"connected", ...}
ann: POST /api/im/video-call/initiate
{"calleeId":{bob.id}}
200 {"code":200, "data":{c:int}, ...}
ann: POST /api/im/video-call/{c}/accept
403 {"code":403, "msg":"无权限接听此通话", "data":null}
ann: POST /api/im/video-call/{c}/reject
403 {"code":403, "msg":"无权限拒绝此通话", "data":null}
cat: POST /api/im/video-call/{c}/accept
403 {"code":403, "msg":"无权限接听此通话", "data":null}
cat: POST /api/im/video-call/{c}/end
403 {"code":403, "msg":"无权限结束此通话", "data":null}
cat: GET /api/im/video-call/{c}
404 {"code":404, "msg":"通话不存在或已过期", "data":null}
cat: POST /api/im/video-call/signal
{"callId":{c}, "signalType":"offer", "signalData":"v=0"}
403 {"code":403, "msg":"无权限操作", "data":null}
== a call that there never was
ann: POST /api/im/video-call/999999999/accept
400 {"code":5801, "msg":"通话不存在或已过期", "data":null}
ann: POST /api/im/video-call/999999999/reject
400 {"code":5801, "msg":"通话不存在或已过期", "data":null}
ann: POST /api/im/video-call/999999999/end
400 {"code":5801, "msg":"通话不存在或已过期", "data":null}
ann: GET /api/im/video-call/999999999
404 {"code":404, "msg":"通话不存在或已过期", "data":null}
== nobody answers for a minute
ann: WS /ws/im?token={ann.token}
bob: WS /ws/im?token={bob.token}
ann < {"type":"connected", ...}
bob < {"type":"connected", ...}
ann: POST /api/im/video-call/initiate
{"calleeId":{bob.id}}
200 {"code":200, "data":{c:int}, ...}
clock +61s
ann < {"type":"call_status", "callId":{c}, "status":"TIMEOUT", ...}
bob < {"type":"call_status", "callId":{c}, "status":"TIMEOUT", ...}
bob < {"type":"call", "data":{"action":"call", ...}, ...}
bob < {"type":"call", "data":{"action":"cancel", "callId":{c}, ...}, ...}
ann: GET /api/im/video-call/{c}
200 {"code":200, "data":{"status":"TIMEOUT", ...}, ...}
== who is gone for half a minute has hung up
ann: WS /ws/im?token={ann.token}
bob: WS /ws/im?token={bob.token}
ann < {"type":"connected", ...}
bob < {"type":"connected", ...}
ann: POST /api/im/video-call/initiate
{"calleeId":{bob.id}}
200 {"code":200, "data":{c:int}, ...}
bob: POST /api/im/video-call/{c}/accept
200 {"code":200, ...}
ann < {"type":"call_status", "status":"CONNECTED", ...}
bob drop
wait 2s
clock +31s
ann < {"type":"call_status", "callId":{c}, "status":"ENDED", ...}
== a line of it, where the caller wishes so
use direct chat
bob: WS /ws/im?token={bob.token}
bob < {"type":"connected", ...}
ann: POST /api/im/video-call/initiate
{"calleeId":{bob.id}, "callType":"VOICE", "record":true}
200 {"code":200, "data":{c:int}, ...}
bob: POST /api/im/video-call/{c}/reject
200 {"code":200, ...}
bob < {"type":"new_message", "payload":{"messageType":"SYSTEM", "content":"[语音通话] 已拒绝", "senderId":{ann.id}, "conversationId":{dm}, "callRecord":{"callType":"VOICE", "result":"REJECTED", "duration":0}, ...}, ...}
== a call that nobody answers leaves a line without being asked to
use direct chat
ann: WS /ws/im?token={ann.token}
bob: WS /ws/im?token={bob.token}
ann < {"type":"connected", ...}
bob < {"type":"connected", ...}
ann: POST /api/im/video-call/initiate
{"calleeId":{bob.id}}
200 {"code":200, "data":{c:int}, ...}
clock +61s
bob < {"type":"new_message", "payload":{"messageType":"SYSTEM", "content":"[视频通话] 未接通", "senderId":{ann.id}, "callRecord":{"callType":"VIDEO", "result":"MISSED", "duration":0}, ...}, ...}
bob: GET /api/im/conversation/list
200 {"code":200, "data":[{"id":{dm}, "unreadCount":0, "lastMessage":{"type":"SYSTEM", "callRecord":{"result":"MISSED", ...}, ...}, ...}], ...}
ann: POST /api/im/video-call/initiate
{"calleeId":{bob.id}}
200 {"code":200, "data":{d:int}, ...}
ann: POST /api/im/video-call/{d}/end
200 {"code":200, ...}
bob < {"type":"new_message", "payload":{"content":"[视频通话] 已取消", "callRecord":{"result":"CANCELLED", ...}, ...}, ...}
== a user who was away or busy finds that they were called, once
use direct chat
ann: POST /api/im/video-call/initiate
{"calleeId":{bob.id}, "callType":"VOICE"}
400 {"code":5803, "msg":"对方不在线", "data":null}
ann: POST /api/im/video-call/initiate
{"calleeId":{bob.id}, "callType":"VOICE"}
400 {"code":5803, ...}
# A second one would have come by then.
wait 1s
within 5s
bob: GET /api/im/message/list/{dm}
200 {"code":200, "data":[{"messageType":"SYSTEM", "content":"[语音通话] 未接通", "senderId":{ann.id}, "callRecord":{"callType":"VOICE", "result":"MISSED", "duration":0}, ...}], ...}
ann: WS /ws/im?token={ann.token}
ann < {"type":"connected", ...}
ann > {"type":"call", "data":{"action":"call", "toUserId":{bob.id}}}
ann < {"type":"error", ...}
clock +61s
ann > {"type":"call", "data":{"action":"call", "toUserId":{bob.id}}}
ann < {"type":"error", ...}
ann < {"type":"new_message", "payload":{"content":"[视频通话] 未接通", ...}, ...}
== what somebody writes is no call
use direct chat
ann: POST /api/im/message/send
{"conversationId":{dm}, "type":"TEXT", "content":"[视频通话] 未接通"}
200 {"code":200, ...}
bob: GET /api/im/message/list/{dm}
200 {"code":200, "data":[{"messageType":"TEXT", "content":"[视频通话] 未接通", "callRecord":null, ...}], ...}
== a stranger without a conversation leaves no line of a call in vain
use two people
ann: POST /api/im/video-call/initiate
{"calleeId":{bob.id}}
400 {"code":5803, ...}
wait 1s
bob: GET /api/im/conversation/list
200 {"code":200, "data":[], ...}
