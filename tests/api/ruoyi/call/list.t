# ruoyi 14.5 one, 14.6 active, 14.8 history; STUN and TURN
use three people
== history of both sides, the newest first
bob: WS /ws/im?token={bob.token}
bob < {"type":"connected", ...}
ann: POST /api/im/video-call/initiate
{"calleeId":{bob.id}}
200 {"code":200, "data":{c1:int}, ...}
bob: POST /api/im/video-call/{c1}/accept
200 {"code":200, ...}
ann: POST /api/im/video-call/{c1}/end
200 {"code":200, ...}
cat: POST /api/im/video-call/initiate
{"calleeId":{bob.id}, "callType":"VOICE"}
200 {"code":200, "data":{c2:int}, ...}
bob: POST /api/im/video-call/{c2}/reject
200 {"code":200, ...}
bob: GET /api/im/video-call/history
200 {"code":200, "msg":"操作成功", "data":[{"callId":{c2}, "peerId":{cat.id}, "peerName":"{cat.nick}", "direction":"IN", "callType":"VOICE", "type":"VOICE", "status":"REJECTED", ...}, {"callId":{c1}, "id":{c1}, "callerId":{ann.id}, "callerName":"{ann.nick}", "callerAvatar":{_:str}, "calleeId":{bob.id}, "calleeName":"{bob.nick}", "calleeAvatar":{_:str}, "conversationId":null, "callType":"VIDEO", "status":"ENDED", "startTime":{_:time}, "connectTime":{_:time}, "endTime":{_:time}, "duration":{_:int}, "rejectReason":null, "peerId":{ann.id}, "peerName":"{ann.nick}", "peerAvatar":{_:str}, "direction":"IN", "type":"VIDEO"}]}
ann: GET /api/im/video-call/history?limit=1
200 {"code":200, "data":[{"callId":{c1}, "direction":"OUT", "peerId":{bob.id}, ...}], ...}
bob: GET /api/im/video-call/history?limit=1
200 {"code":200, "data":[{"callId":{c2}, ...}], ...}
bob: GET /api/im/video-call/history?pageNum=2&pageSize=1
200 {"code":200, "msg":"操作成功", "data":[{"callId":{c1}, ...}], "rows":[{"callId":{c1}, ...}], "total":2}
cat: GET /api/im/video-call/{c1}
404 {"code":404, "msg":"通话不存在或已过期", "data":null}
== without calls
ann: GET /api/im/video-call/history
200 {"code":200, "msg":"操作成功", "data":[]}
ann: GET /api/im/video-call/active
200 {"code":200, "msg":"操作成功", "data":null}
== without STUN and TURN servers
ann: GET /api/im/video-call/ice-servers
200 {"code":200, "msg":"操作成功", "data":{"iceServers":[], "expireTime":null}}
