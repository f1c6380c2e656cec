# ruoyi 14.7 signal; 22.2 webrtc_signal, call; 22.4
use three people
== an offer goes to the other party as it is
ann: WS /ws/im?token={ann.token}
bob: WS /ws/im?token={bob.token}
ann < {"type":"connected", ...}
bob < {"type":"connected", ...}
ann: POST /api/im/video-call/initiate
{"calleeId":{bob.id}}
200 {"code":200, "data":{c:int}, ...}
ann: POST /api/im/video-call/signal
{"callId":{c}, "signalType":"offer", "signalData":{"type":"offer","sdp":"v=0"}}
200 {"code":200, "msg":"发送成功", "data":null}
bob < {"type":"webrtc_signal", "callId":{c}, "signalType":"offer", "fromUserId":{ann.id}, "signalData":{"type":"offer","sdp":"v=0"}, "timestamp":{_:ms}}
bob < {"type":"call", "data":{"action":"call", ...}, ...}
bob < {"type":"call", "data":{"action":"offer", "callId":{c}, "fromUserId":{ann.id}, "fromUserName":"{ann.nick}", "fromUserAvatar":{_:str}, "callType":"VIDEO", "sdp":{"type":"offer","sdp":"v=0"}, "candidate":null}, "timestamp":{_:ms}}
ann <! 300ms {"type":"webrtc_signal", ...}
bob > {"type":"webrtc_signal", "payload":{"callId":{c}, "signalType":"answer", "signalData":"v=1"}}
ann < {"type":"webrtc_signal", "signalType":"answer", "fromUserId":{bob.id}, "signalData":"v=1", ...}
bob > {"type":"call", "data":{"action":"candidate", "callId":{c}, "candidate":{"candidate":"a", "sdpMid":"0"}}}
ann < {"type":"webrtc_signal", "signalType":"candidate", "signalData":{"candidate":"a", "sdpMid":"0"}, ...}
ann: POST /api/im/video-call/signal
{"callId":{c}, "signalType":"ice-candidate", "signalData":"c"}
200 {"code":200, ...}
bob < {"type":"webrtc_signal", "signalType":"candidate", "signalData":"c", ...}
ann: POST /api/im/video-call/signal
{"callId":{c}, "signalType":"hangup"}
200 {"code":200, ...}
bob < {"type":"webrtc_signal", "signalType":"hangup", ...}
== the data may be the body, with the rest in the query
ann: WS /ws/im?token={ann.token}
bob: WS /ws/im?token={bob.token}
ann < {"type":"connected", ...}
bob < {"type":"connected", ...}
ann: POST /api/im/video-call/initiate
{"calleeId":{bob.id}}
200 {"code":200, "data":{c:int}, ...}
ann: POST /api/im/video-call/signal?callId={c}&signalType=offer
{"type":"offer", "sdp":"v=0"}
200 {"code":200, "msg":"发送成功", "data":null}
bob < {"type":"webrtc_signal", "signalType":"offer", "signalData":{"type":"offer", "sdp":"v=0"}, ...}
ann: POST /api/im/video-call/signal?callId={c}&signalType=candidate
raw "candidate:1 1 udp"
200 {"code":200, ...}
bob < {"type":"webrtc_signal", "signalType":"candidate", "signalData":"candidate:1 1 udp", ...}
== what is missing or wrong is named
ann: POST /api/im/video-call/signal
{"signalType":"offer", "signalData":"v=0"}
400 {"code":400, "msg":"参数校验失败", "data":{"callId":"不能为空"}}
ann: POST /api/im/video-call/signal
{"callId":1, "signalType":"shout"}
400 {"code":400, "msg":"参数校验失败", "data":{"signalType":{_:str}}}
ann: POST /api/im/video-call/signal
{"callId":999999999, "signalType":"offer", "signalData":"v=0"}
400 {"code":5801, "msg":"通话不存在或已过期", "data":null}
== 64 KiB and no more
ann: WS /ws/im?token={ann.token}
bob: WS /ws/im?token={bob.token}
ann < {"type":"connected", ...}
bob < {"type":"connected", ...}
ann: POST /api/im/video-call/initiate
{"calleeId":{bob.id}}
200 {"code":200, "data":{c:int}, ...}
ann: POST /api/im/video-call/signal
{"callId":{c}, "signalType":"offer", "signalData":"{a*65536}"}
200 {"code":200, ...}
ann: POST /api/im/video-call/signal
{"callId":{c}, "signalType":"offer", "signalData":"{a*65537}"}
400 {"code":400, "msg":"参数校验失败", "data":{"signalData":{_:str}}}
ann: POST /api/im/video-call/{c}/end
200 {"code":200, ...}
ann: POST /api/im/video-call/signal
{"callId":{c}, "signalType":"offer", "signalData":"v=0"}
400 {"code":5802, "msg":"通话状态不正确", "data":null}
== a call by frames alone
ann: WS /ws/im?token={ann.token}
bob: WS /ws/im?token={bob.token}
ann < {"type":"connected", ...}
bob < {"type":"connected", ...}
ann > {"type":"call", "data":{"action":"call", "toUserId":{bob.id}, "callType":"VOICE"}}
bob < {"type":"incoming_call", "callId":{c:int}, "callType":"VOICE", ...}
ann > {"type":"call", "data":{"action":"offer", "sdp":"v=0"}}
bob < {"type":"call", "data":{"action":"call", ...}, ...}
bob < {"type":"call", "data":{"action":"offer", "sdp":"v=0", "callId":{c}, ...}, ...}
bob > {"type":"call", "data":{"action":"reject", "reason":"忙"}}
ann < {"type":"call", "data":{"action":"reject", ...}, ...}
ann < {"type":"call_status", "status":"REJECTED", "reason":"忙", ...}
ann > {"type":"call", "data":{"action":"hangup", "callId":{c}}}
ann > {"type":"call", "data":{"action":"hangup"}}
ann < {"type":"error", "data":"通话不存在或已过期", ...}
ann > {"type":"call", "data":{"action":"call"}}
ann < {"type":"error", "data":"toUserId不能为空", ...}
ann > {"type":"call", "data":{"action":"dance"}}
ann < {"type":"error", ...}
