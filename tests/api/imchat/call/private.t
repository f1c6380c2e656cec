# im-chat 2.6.1: calls between two over HTTP; RTC_CALL frames
use two friends
== ring, answer, talk, hang up; the line it leaves
do connect bob
do connect ann
ann: POST /webrtc/private/setup
{"friendId":{bob.id},"mode":2}
200 {"code":200, "message":"success", "data":{"callId":{c:str}, "mode":2, "expireSeconds":30}}
bob < {"type":"RTC_CALL", "data":{"callId":"{c}", "scope":"PRIVATE", "action":"SETUP", "mode":2, "fromUserId":{ann.id}, "toUserId":{bob.id}, "userInfos":[{"userId":{ann.id}, "nickName":"{ann.nick}"}], "time":{_:time}}}
ann <! 300ms {"type":"RTC_CALL", ...}
bob: GET /webrtc/private/info?callId={c}
200 {"code":200, "message":"success", "data":{"callId":"{c}", "state":"RINGING", "mode":2, "host":{"userId":{ann.id}, "nickName":"{ann.nick}", "headImage":null}, "acceptor":{"userId":{bob.id}, ...}, "startTime":{_:time}, "connectTime":null}}
ann: POST /webrtc/private/offer
{"callId":"{c}","offer":"v=0 ann"}
200 {"code":200, "message":"success", "data":null}
bob < {"type":"RTC_CALL", "data":{"callId":"{c}", "scope":"PRIVATE", "action":"OFFER", "mode":2, "fromUserId":{ann.id}, "toUserId":{bob.id}, "offer":"v=0 ann", "time":{_:time}}}
do verb bob private/accept c
ann < {"type":"RTC_CALL", "data":{"callId":"{c}", "action":"ACCEPT", "fromUserId":{bob.id}, "toUserId":{ann.id}, ...}}
bob: POST /webrtc/private/answer
{"callId":"{c}","answer":{"type":"answer","sdp":"v=1"}}
200 {"code":200, ...}
ann < {"type":"RTC_CALL", "data":{"action":"ANSWER", "answer":{"type":"answer","sdp":"v=1"}, ...}}
ann: POST /webrtc/private/heartbeat
{"callId":"{c}","candidate":"candidate:1 1 udp"}
200 {"code":200, "message":"success", "data":null}
bob < {"type":"RTC_CALL", "data":{"action":"CANDIDATE", "fromUserId":{ann.id}, "candidate":"candidate:1 1 udp", ...}}
bob: POST /webrtc/private/candidate
{"callId":"{c}","candidate":"candidate:2"}
200 {"code":200, ...}
ann < {"type":"RTC_CALL", "data":{"action":"CANDIDATE", "fromUserId":{bob.id}, "candidate":"candidate:2", ...}}
do verb ann private/heartbeat c
bob <! 300ms {"type":"RTC_CALL", "data":{"action":"CANDIDATE", ...}}
ann: GET /webrtc/private/info?callId={c}
200 {"code":200, "data":{"state":"TALKING", "connectTime":{_:time}, ...}, ...}
do verb bob private/handup c
ann < {"type":"RTC_CALL", "data":{"callId":"{c}", "action":"HANDUP", "fromUserId":{bob.id}, "toUserId":{ann.id}, ...}}
ann < {"type":"PRIVATE_MESSAGE", "data":{"senderId":{ann.id}, "receiverId":{bob.id}, "messageType":40, "content":{line:str}, ...}}
bob < {"type":"PRIVATE_MESSAGE", "data":{"senderId":{ann.id}, "messageType":40, "content":"{line}", ...}}
ann: GET /message/private/history?friendId={bob.id}
200 {"code":200, "data":{"total":{_:int}, "records":[{"messageType":40, "senderId":{ann.id}, ...}, ...], ...}, ...}
ann: POST /webrtc/private/handup
{"callId":"{c}"}
200 {"code":404, "message":"通话已结束", "data":null}
== refusing, with a reason
do connect ann
ann: POST /webrtc/private/setup
{"friendId":{bob.id}}
200 {"code":200, "data":{"callId":{c:str}, "mode":1, "expireSeconds":30}, ...}
bob: POST /webrtc/private/reject
{"callId":"{c}","reason":"{字*129}"}
200 {"code":400, "message":"reason长度超出限制", "data":null}
bob: POST /webrtc/private/reject
{"callId":"{c}","reason":"开会"}
200 {"code":200, "message":"success", "data":null}
ann < {"type":"RTC_CALL", "data":{"callId":"{c}", "action":"REJECT", "mode":1, "fromUserId":{bob.id}, "toUserId":{ann.id}, "reason":"开会", ...}}
ann < {"type":"PRIVATE_MESSAGE", "data":{"senderId":{ann.id}, "receiverId":{bob.id}, "messageType":41, "content":"已拒绝", ...}}
== giving up
do connect bob
do call ann bob c
bob < {"type":"RTC_CALL", "data":{"action":"SETUP", ...}}
do verb ann private/cancel c
bob < {"type":"RTC_CALL", "data":{"callId":"{c}", "action":"CANCEL", "fromUserId":{ann.id}, "toUserId":{bob.id}, ...}}
bob < {"type":"PRIVATE_MESSAGE", "data":{"messageType":41, "content":"已取消", ...}}
== before an answer, hanging up gives up or refuses
do connect bob
do connect ann
do call ann bob c
bob < {"type":"RTC_CALL", "data":{"callId":"{c}", "action":"SETUP", ...}}
do verb ann private/handup c
bob < {"type":"RTC_CALL", "data":{"callId":"{c}", "action":"CANCEL", ...}}
do call ann bob d
do verb bob private/handup d
ann < {"type":"RTC_CALL", "data":{"callId":"{d}", "action":"REJECT", ...}}
== a device that cannot take it
do connect ann
do call ann bob c
ann: POST /webrtc/private/failed
{"callId":"{c}","reason":"没有摄像头"}
200 {"code":403, ...}
bob: POST /webrtc/private/failed
{"callId":"{c}","reason":"没有摄像头"}
200 {"code":200, ...}
ann < {"type":"RTC_CALL", "data":{"callId":"{c}", "action":"FAILED", "reason":"没有摄像头", "fromUserId":{bob.id}, ...}}
ann < {"type":"PRIVATE_MESSAGE", "data":{"messageType":41, "content":"未接通", ...}}
== nobody answers within 30 seconds
do connect ann
do connect bob
do call ann bob c
bob < {"type":"RTC_CALL", "data":{"action":"SETUP", ...}}
clock +31s
ann < {"type":"RTC_CALL", "data":{"callId":"{c}", "action":"FAILED", "reason":"对方无应答", "fromUserId":{bob.id}, "toUserId":{ann.id}, ...}}
bob < {"type":"RTC_CALL", "data":{"callId":"{c}", "action":"CANCEL", "reason":"TIMEOUT", "fromUserId":{ann.id}, "toUserId":{bob.id}, ...}}
bob < {"type":"PRIVATE_MESSAGE", "data":{"messageType":41, "content":"未接通", ...}}
bob: POST /webrtc/private/accept
{"callId":"{c}"}
200 {"code":404, "message":"通话已结束", "data":null}
== a user who is not connected is called all the same, and hears it when they come
do call ann bob c
do connect bob
bob < {"type":"RTC_CALL", "data":{"callId":"{c}", "scope":"PRIVATE", "action":"SETUP", "mode":1, "fromUserId":{ann.id}, "toUserId":{bob.id}, "userInfos":[{"userId":{ann.id}, ...}], "time":{_:time}}}
== a party without a connection for 15 seconds has hung up
do connect ann
do connect bob
do talk ann bob c
ann < {"type":"RTC_CALL", "data":{"action":"ACCEPT", ...}}
bob drop
wait 2s
clock +16s
ann < {"type":"RTC_CALL", "data":{"callId":"{c}", "action":"HANDUP", "fromUserId":{bob.id}, ...}}
== who comes back in time goes on, in the place of the old socket too
do connect ann
do connect bob
do talk ann bob c
ann < {"type":"RTC_CALL", "data":{"action":"ACCEPT", ...}}
do connect_as bob/again bob
bob closed 4001
wait 8s
clock +20s
ann <! 1500ms {"type":"RTC_CALL", "data":{"action":"HANDUP", ...}}
ann: GET /webrtc/private/info?callId={c}
200 {"code":200, "data":{"state":"TALKING", ...}, ...}
== several devices: one answers, the others stop ringing
use ann on three devices
do connect ann
do connect_as ann/phone phone1
do connect_as ann/pc pc
do call bob ann c
ann < {"type":"RTC_CALL", "data":{"action":"SETUP", ...}}
ann/phone < {"type":"RTC_CALL", "data":{"action":"SETUP", ...}}
ann/pc < {"type":"RTC_CALL", "data":{"action":"SETUP", ...}}
bob: POST /webrtc/private/offer
{"callId":"{c}","offer":"v=0"}
200 {"code":200, ...}
ann < {"type":"RTC_CALL", "data":{"action":"OFFER", ...}}
ann/phone < {"type":"RTC_CALL", "data":{"action":"OFFER", ...}}
ann/pc < {"type":"RTC_CALL", "data":{"action":"OFFER", ...}}
ann/phone > {"type":"RTC_CALL", "data":{"action":"ACCEPT", "callId":"{c}"}}
ann/phone < {"type":"RTC_CALL", "code":200, "message":"success", "data":{"action":"ACCEPT", "callId":"{c}", "mode":null, "expireSeconds":null, "ack":true}}
ann < {"type":"RTC_CALL", "data":{"action":"ACCEPT", "callId":"{c}", ...}}
ann/pc < {"type":"RTC_CALL", "data":{"action":"ACCEPT", "callId":"{c}", ...}}
bob: POST /webrtc/private/heartbeat
{"callId":"{c}","candidate":"x"}
200 {"code":200, ...}
ann/phone < {"type":"RTC_CALL", "data":{"action":"CANDIDATE", "candidate":"x", ...}}
ann <! 300ms {"type":"RTC_CALL", "data":{"action":"CANDIDATE", ...}}
do verb bob private/handup c
ann/phone < {"type":"RTC_CALL", "data":{"action":"HANDUP", ...}}
== refused on one device, the others stop ringing
use ann on three devices
do connect ann
do connect_as ann/phone phone1
do call bob ann c
ann < {"type":"RTC_CALL", "data":{"action":"SETUP", "callId":"{c}", ...}}
ann/phone < {"type":"RTC_CALL", "data":{"action":"SETUP", "callId":"{c}", ...}}
do verb ann private/reject c
ann/phone < {"type":"RTC_CALL", "data":{"action":"REJECT", "callId":"{c}", ...}}
ann <! 300ms {"type":"RTC_CALL", "data":{"action":"REJECT", ...}}
== a user in a call is BUSY for their friends
do connect ann
do connect bob
do call ann bob c
bob < {"type":"PRIVATE_MESSAGE", "data":{"messageType":82, "senderId":{ann.id}, "content":"{\"userId\":{ann.id},\"terminal\":null,\"online\":true,\"onlineStatus\":\"BUSY\"}", ...}}
ann: GET /friend/list
200 {"code":200, "data":[{"id":{bob.id}, "isOnline":true, "onlineStatus":"BUSY", ...}], ...}
ann: GET /user/self
200 {"code":200, "data":{"onlineStatus":"BUSY", ...}, ...}
do verb ann private/cancel c
bob < {"type":"PRIVATE_MESSAGE", "data":{"messageType":82, "senderId":{ann.id}, "content":"{\"userId\":{ann.id},\"terminal\":null,\"online\":true,\"onlineStatus\":\"ONLINE\"}", ...}}
ann: GET /friend/list
200 {"code":200, "data":[{"id":{bob.id}, "onlineStatus":"ONLINE", ...}], ...}
== a user who comes while they are called is BUSY, and AWAY afterwards if they were
do connect bob
do call ann bob c
do connect ann
bob < {"type":"PRIVATE_MESSAGE", "data":{"messageType":82, "senderId":{ann.id}, "content":"{\"userId\":{ann.id},\"terminal\":0,\"online\":true,\"onlineStatus\":\"BUSY\"}", ...}}
ann > {"type":"HEARTBEAT","data":{"status":"AWAY"}}
ann < {"type":"HEARTBEAT", ...}
bob: GET /friend/list
200 {"code":200, "data":[{"id":{ann.id}, "onlineStatus":"BUSY", ...}], ...}
do verb ann private/cancel c
bob < {"type":"PRIVATE_MESSAGE", "data":{"messageType":82, "senderId":{ann.id}, "content":"{\"userId\":{ann.id},\"terminal\":null,\"online\":true,\"onlineStatus\":\"AWAY\"}", ...}}
bob: GET /friend/list
200 {"code":200, "data":[{"id":{ann.id}, "onlineStatus":"AWAY", ...}], ...}
== a ban ends it
use backstage
do connect ann
do connect bob
do talk ann bob c
ann < {"type":"RTC_CALL", "data":{"callId":"{c}", "action":"ACCEPT", ...}}
admin: PUT /im/user/ban
{"userId":{bob.id},"reason":"spam"}
200 {"code":200, ...}
bob closed 4003
ann < {"type":"RTC_CALL", "data":{"callId":"{c}", "action":"HANDUP", ...}}
