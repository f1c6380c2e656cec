# ruoyi 27 video-call/group: calls in groups; `call` frames
use group of three
== begin, come in, switch, signal, leave
ann: WS /ws/im?token={ann.token}
ann < {"type":"connected", ...}
bob: WS /ws/im?token={bob.token}
bob < {"type":"connected", ...}
cat: WS /ws/im?token={cat.token}
cat < {"type":"connected", ...}
ann: POST /api/im/video-call/group/initiate?conversationId={group.id}&callType=voice&maxParticipants=4
[{bob.id},{cat.id}]
200 {"code":200, "msg":"发起成功", "data":{c:int}}
bob < {"type":"call", "data":{"action":"call", "callId":{c}, "conversationId":{group.id}, "group":true, "fromUserId":{ann.id}, "fromUserName":"{ann.nick}", "fromUserAvatar":{_:str}, "callType":"VOICE", "userIds":[{bob.id},{cat.id}], "reason":null, "muted":null, "cameraOff":null}, "timestamp":{_:ms}}
cat < {"type":"call", "data":{"action":"call", "group":true, ...}, ...}
bob < {"type":"new_message", "payload":{"messageType":"SYSTEM", "content":"'{ann.nick}'发起了语音通话", ...}, ...}
bob: GET /api/im/video-call/group/{c}/participants
200 {"code":200, "data":[{"userId":{ann.id}, "userName":"{ann.nick}", "userAvatar":{_:str}, "status":"JOINED", "muted":false, "cameraOff":false},{"userId":{bob.id}, "status":"INVITED", ...},{"userId":{cat.id}, "status":"INVITED", ...}], ...}
bob: POST /api/im/video-call/group/{c}/join
200 {"code":200, "data":null, ...}
ann < {"type":"call", "data":{"action":"join", "callId":{c}, "fromUserId":{bob.id}, ...}, ...}
cat < {"type":"call", "data":{"action":"join", "fromUserId":{bob.id}, ...}, ...}
bob: POST /api/im/video-call/group/{c}/mute?muted=true
200 {"code":200, "data":null, ...}
ann < {"type":"call", "data":{"action":"device", "fromUserId":{bob.id}, "muted":true, "cameraOff":false, ...}, ...}
bob: POST /api/im/video-call/group/{c}/camera
{"cameraOff":true}
200 {"code":200, "data":null, ...}
ann < {"type":"call", "data":{"action":"device", "muted":true, "cameraOff":true, ...}, ...}
ann > {"type":"call", "data":{"action":"offer", "callId":{c}, "toUserId":{bob.id}, "sdp":"v=0"}}
bob < {"type":"webrtc_signal", "callId":{c}, "signalType":"offer", "fromUserId":{ann.id}, "signalData":"v=0", ...}
bob: POST /api/im/video-call/signal
{"callId":{c}, "toUserId":{ann.id}, "signalType":"answer", "signalData":"v=1"}
200 {"code":200, "msg":"发送成功", "data":null}
ann < {"type":"webrtc_signal", "signalType":"answer", "fromUserId":{bob.id}, "signalData":"v=1", ...}
cat <! 300ms {"type":"webrtc_signal", ...}
ann > {"type":"call", "data":{"action":"candidate", "callId":{c}, "candidate":"x"}}
ann < {"type":"error", "data":"toUserId不能为空", ...}
== refuse over HTTP; whoever opens the group finds the call
ann: GET /api/im/video-call/group/active?conversationId={group.id}
200 {"code":200, "data":null, ...}
ann: WS /ws/im?token={ann.token}
ann < {"type":"connected", ...}
ann: POST /api/im/video-call/group/initiate
{"conversationId":{group.id}, "callType":"VOICE", "userIds":[{bob.id}]}
200 {"code":200, "data":{c:int}, ...}
cat: GET /api/im/video-call/group/active?conversationId={group.id}
200 {"code":200, "data":{"callId":{c}, "conversationId":{group.id}, "callType":"VOICE", "hostId":{ann.id}, "hostName":"{ann.nick}", "participants":[{"userId":{ann.id}, "status":"JOINED", ...},{"userId":{bob.id}, "status":"INVITED", ...}]}, ...}
bob: POST /api/im/video-call/group/{c}/reject
{"reason":"开会"}
200 {"code":200, "data":null, ...}
ann < {"type":"call", "data":{"action":"reject", "fromUserId":{bob.id}, "reason":"开会", ...}, ...}
ann: POST /api/im/video-call/group/{c}/reject
400 {"code":400, "msg":"您已在通话中", "data":null}
cat: GET /api/im/video-call/group/active?conversationId={group.id}
200 {"code":200, "data":{"participants":[{"userId":{ann.id}, ...}], ...}, ...}
ann: POST /api/im/video-call/group/{c}/leave
200 {"code":200, ...}
cat: GET /api/im/video-call/group/active?conversationId={group.id}
200 {"code":200, "data":null, ...}
cat: POST /api/im/video-call/group/{c}/reject
400 {"code":5801, ...}
use stranger
sam: GET /api/im/video-call/group/active?conversationId={group.id}
400 {"code":4006, ...}
sam: GET /api/im/video-call/group/active
400 {"code":400, "data":{"conversationId":"不能为空"}, ...}
== refuse, leave; the last one ends it
ann: WS /ws/im?token={ann.token}
ann < {"type":"connected", ...}
cat: WS /ws/im?token={cat.token}
cat < {"type":"connected", ...}
ann: POST /api/im/video-call/group/initiate
{"conversationId":{group.id}, "userIds":[{bob.id},{cat.id}]}
200 {"code":200, "data":{c:int}, ...}
cat < {"type":"call", "data":{"action":"call", ...}, ...}
cat > {"type":"call", "data":{"action":"reject", "callId":{c}, "reason":"later"}}
ann < {"type":"call", "data":{"action":"reject", "fromUserId":{cat.id}, "reason":"later", ...}, ...}
bob: POST /api/im/video-call/group/{c}/join
200 {"code":200, ...}
ann < {"type":"call", "data":{"action":"join", ...}, ...}
bob: POST /api/im/video-call/group/{c}/leave
200 {"code":200, "data":null, ...}
ann < {"type":"call", "data":{"action":"leave", "fromUserId":{bob.id}, ...}, ...}
ann > {"type":"call", "data":{"action":"hangup", "callId":{c}}}
cat < {"type":"new_message", "payload":{"messageType":"SYSTEM", "content":"'{ann.nick}'发起了视频通话", ...}, ...}
cat < {"type":"new_message", "payload":{"messageType":"SYSTEM", "content":"通话结束", ...}, ...}
ann: GET /api/im/video-call/group/{c}/participants
400 {"code":5801, "msg":"通话不存在或已过期", "data":null}
== who does not come within a minute is not asked any more
ann: WS /ws/im?token={ann.token}
ann < {"type":"connected", ...}
ann: POST /api/im/video-call/group/initiate
{"conversationId":{group.id}}
200 {"code":200, "data":{c:int}, ...}
clock +61s
ann < {"type":"call", "data":{"action":"timeout", "userIds":[{bob.id},{cat.id}], ...}, ...}
ann: GET /api/im/video-call/group/{c}/participants
200 {"code":200, "data":[{"userId":{ann.id}, "status":"JOINED", ...}], ...}
== who is in another call is passed over
ann: WS /ws/im?token={ann.token}
ann < {"type":"connected", ...}
bob: WS /ws/im?token={bob.token}
bob < {"type":"connected", ...}
use stranger
sam: POST /api/im/video-call/initiate
{"calleeId":{bob.id}}
200 {"code":200, ...}
ann: POST /api/im/video-call/group/initiate
{"conversationId":{group.id}}
200 {"code":200, "data":{c:int}, ...}
ann < {"type":"call", "data":{"action":"busy", "userIds":[{bob.id}], ...}, ...}
bob: POST /api/im/video-call/group/{c}/join
400 {"code":5808, "msg":"您正在通话中", "data":null}
== what is refused
use stranger
ann: POST /api/im/video-call/group/initiate
{}
400 {"code":400, "msg":"参数校验失败", "data":{"conversationId":"不能为空"}}
ann: POST /api/im/video-call/group/initiate?conversationId={group.id}&maxParticipants=17
[]
400 {"code":400, "msg":"参数校验失败", "data":{"maxParticipants":{_:str}}}
ann: POST /api/im/video-call/group/initiate
{"conversationId":999999999}
400 {"code":4006, "msg":"群组不存在", "data":null}
sam: POST /api/im/video-call/group/initiate
{"conversationId":{group.id}}
400 {"code":4006, "msg":"群组不存在", "data":null}
ann: POST /api/im/video-call/group/initiate?conversationId={group.id}
[{sam.id}]
400 {"code":4014, "msg":"用户不在群组中", "data":null}
ann: POST /api/im/video-call/group/initiate?conversationId={group.id}&maxParticipants=2
[{bob.id}]
200 {"code":200, "data":{c:int}, ...}
bob: POST /api/im/video-call/group/initiate
{"conversationId":{group.id}}
400 {"code":400, "msg":"该群聊已存在一个通话", "data":null}
ann: POST /api/im/video-call/group/{c}/join
400 {"code":400, "msg":"您已在通话中", "data":null}
sam: POST /api/im/video-call/group/{c}/join
400 {"code":5801, ...}
sam: GET /api/im/video-call/group/{c}/participants
400 {"code":5801, ...}
bob: POST /api/im/video-call/group/{c}/leave
403 {"code":403, "msg":"无权限结束此通话", "data":null}
bob: POST /api/im/video-call/group/{c}/mute
{}
400 {"code":400, "msg":"参数校验失败", "data":{"muted":"不能为空"}}
bob: POST /api/im/video-call/group/{c}/mute
{"muted":true}
403 {"code":403, ...}
bob: POST /api/im/video-call/group/{c}/camera
{}
400 {"code":400, "msg":"参数校验失败", "data":{"cameraOff":"不能为空"}}
bob: POST /api/im/video-call/group/{c}/camera
{"cameraOff":true}
403 {"code":403, ...}
ann: POST /api/im/video-call/signal
{"callId":{c}, "toUserId":{bob.id}, "signalType":"offer", "signalData":"v=0"}
404 {"code":404, "msg":"对方不在通话中", "data":null}
bob: POST /api/im/video-call/group/{c}/join
200 {"code":200, ...}
cat: POST /api/im/video-call/group/{c}/join
400 {"code":400, "msg":"人员已满，无法进入通话", "data":null}
ann: POST /api/im/video-call/group/999999999/join
400 {"code":5801, "msg":"通话不存在或已过期", "data":null}
ann: POST /api/im/video-call/group/999999999/leave
400 {"code":5801, ...}
ann: POST /api/im/video-call/group/999999999/mute
{"muted":true}
400 {"code":5801, ...}
ann: POST /api/im/video-call/group/999999999/camera
{"cameraOff":true}
400 {"code":5801, ...}
ann: GET /api/im/video-call/group/999999999/participants
400 {"code":5801, ...}
