# mapping 9.4: calls between people of IM Chat and of RuoYi-IM
use one user, ruoyi user
== from RuoYi-IM to IM Chat, no friendship needed; answered there
do connect ann
rae: WS /ws/im?token={rae.token}
rae < {"type":"connected", ...}
rae: POST /api/im/video-call/initiate
{"calleeId":{ann.id},"callType":"VOICE"}
200 {"code":200, "msg":"发起成功", "data":{n:int}}
ann < {"type":"RTC_CALL", "data":{"callId":{c:str}, "scope":"PRIVATE", "action":"SETUP", "mode":2, "fromUserId":{rae.id}, "toUserId":{ann.id}, "userInfos":[{"userId":{rae.id}, "nickName":"{rae.nick}", ...}], "time":{_:time}}}
do verb ann private/accept c
rae < {"type":"call_status", "callId":{n}, "status":"CONNECTED", ...}
rae: POST /api/im/video-call/signal
{"callId":{n},"signalType":"offer","signalData":{"type":"offer","sdp":"v=0"}}
200 {"code":200, ...}
ann < {"type":"RTC_CALL", "data":{"callId":"{c}", "action":"OFFER", "fromUserId":{rae.id}, "offer":{"type":"offer","sdp":"v=0"}, ...}}
ann: POST /webrtc/private/answer
{"callId":"{c}","answer":{"type":"answer","sdp":"v=1"}}
200 {"code":200, ...}
rae < {"type":"webrtc_signal", "callId":{n}, "signalType":"answer", "fromUserId":{ann.id}, "signalData":{"type":"answer","sdp":"v=1"}, ...}
ann > {"type":"RTC_CALL", "data":{"action":"CANDIDATE", "callId":"{c}", "candidate":"x"}}
rae < {"type":"webrtc_signal", "signalType":"candidate", "signalData":"x", ...}
rae: POST /api/im/video-call/signal
{"callId":{n},"signalType":"hangup"}
200 {"code":200, ...}
rae: POST /api/im/video-call/{n}/end
200 {"code":200, ...}
ann < {"type":"RTC_CALL", "code":200, "data":{"action":"CANDIDATE", ...}, ...}
ann < {"type":"RTC_CALL", "data":{"callId":"{c}", "action":"HANDUP", "fromUserId":{rae.id}, ...}}
ann < {"type":"PRIVATE_MESSAGE", "data":{"senderId":{rae.id}, "receiverId":{ann.id}, "messageType":40, ...}}
rae < {"type":"new_message", "payload":{"messageType":"SYSTEM", "senderId":{rae.id}, ...}, ...}
rae: GET /api/im/video-call/{n}
200 {"code":200, "data":{"callId":{n}, "status":"ENDED", "callType":"VOICE", ...}, ...}
== from IM Chat to RuoYi-IM, refused there
rae: POST /api/im/contact/request/send
{"targetUserId":{ann.id}}
200 {"code":200, "data":{r:int}, ...}
ann: POST /friend/request/approve
{"requestId":{r}}
200 {"code":200, ...}
do connect ann
rae: WS /ws/im?token={rae.token}
rae < {"type":"connected", ...}
ann: POST /webrtc/private/setup
{"friendId":{rae.id},"mode":1}
200 {"code":200, "data":{"callId":{c:str}, ...}, ...}
rae < {"type":"incoming_call", "callId":{n:int}, "callType":"VIDEO", "callerId":{ann.id}, "callerName":"{ann.nick}", ...}
rae < {"type":"user_status_change", "data":{"userId":{ann.id}, "status":"busy", ...}}
ann: POST /webrtc/private/setup
{"friendId":{rae.id}}
200 {"code":400, "message":"您正在通话中", "data":null}
rae: POST /api/im/video-call/{n}/reject
{"reason":"开会"}
200 {"code":200, "msg":"已拒绝", "data":null}
ann < {"type":"RTC_CALL", "data":{"callId":"{c}", "action":"REJECT", "fromUserId":{rae.id}, "reason":"开会", ...}}
ann < {"type":"PRIVATE_MESSAGE", "data":{"messageType":41, "content":"已拒绝", "senderId":{ann.id}, "receiverId":{rae.id}, ...}}
rae < {"type":"new_message", "payload":{"messageType":"SYSTEM", "content":"[视频通话] 已拒绝", ...}, ...}
== one who rings in IM Chat is busy in RuoYi-IM; its 30 seconds count
use stranger
rae: POST /api/im/contact/request/send
{"targetUserId":{ann.id}}
200 {"code":200, "data":{r:int}, ...}
ann: POST /friend/request/approve
{"requestId":{r}}
200 {"code":200, ...}
rae: WS /ws/im?token={rae.token}
rae < {"type":"connected", ...}
do connect sam
ann: POST /webrtc/private/setup
{"friendId":{rae.id}}
200 {"code":200, ...}
rae < {"type":"incoming_call", "callId":{n:int}, ...}
rae: POST /api/im/video-call/initiate
{"calleeId":{sam.id}}
400 {"code":5808, "msg":"您正在通话中", "data":null}
rae: GET /api/im/video-call/active
200 {"code":200, "data":{"callId":{n}, "status":"CALLING", ...}, ...}
clock +31s
rae < {"type":"call_status", "callId":{n}, "status":"TIMEOUT", ...}
== blocked in one is blocked in the other
do connect ann
ann: POST /blacklist/add
{"targetId":{rae.id}}
200 {"code":200, ...}
rae: POST /api/im/video-call/initiate
{"calleeId":{ann.id}}
403 {"code":403, "msg":"对方已将您拉黑", "data":null}
== who is in IM Chat alone and not connected cannot be called from RuoYi-IM
rae: POST /api/im/video-call/initiate
{"calleeId":{ann.id}}
400 {"code":5803, "msg":"对方不在线", "data":null}
== in a group of both
rae: POST /api/im/contact/request/send
{"targetUserId":{ann.id}}
200 {"code":200, "data":{r:int}, ...}
ann: POST /friend/request/approve
{"requestId":{r}}
200 {"code":200, ...}
ann: POST /group/create
{"groupName":"mixed","memberIds":[{rae.id}]}
200 {"code":200, "data":{"id":{g:int}, ...}, ...}
do connect ann
rae: WS /ws/im?token={rae.token}
rae < {"type":"connected", ...}
ann: POST /webrtc/group/setup
{"groupId":{g},"mode":2}
200 {"code":200, "data":{"callId":{c:str}, ...}, ...}
rae < {"type":"call", "data":{"action":"call", "callId":{n:int}, "conversationId":{g}, "group":true, "fromUserId":{ann.id}, "callType":"VOICE", "userIds":[{rae.id}], ...}, ...}
rae: POST /api/im/video-call/group/{n}/join
200 {"code":200, ...}
ann < {"type":"RTC_CALL", "data":{"callId":"{c}", "scope":"GROUP", "action":"JOIN", "fromUserId":{rae.id}, ...}}
ann: POST /webrtc/group/offer
{"callId":"{c}","userId":{rae.id},"offer":"v=0"}
200 {"code":200, ...}
rae < {"type":"webrtc_signal", "callId":{n}, "signalType":"offer", "fromUserId":{ann.id}, "signalData":"v=0", ...}
rae: POST /api/im/video-call/group/{n}/mute?muted=true
200 {"code":200, ...}
ann < {"type":"RTC_CALL", "data":{"action":"DEVICE", "isMicroPhone":false, "isCamera":true, ...}}
do verb ann group/cancel c
rae < {"type":"call", "data":{"action":"join", ...}, ...}
rae < {"type":"call", "data":{"action":"offer", ...}, ...}
rae < {"type":"call", "data":{"action":"device", ...}, ...}
rae < {"type":"call", "data":{"action":"hangup", "callId":{n}, ...}, ...}
