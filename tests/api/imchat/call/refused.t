# im-chat 2.6.1, 1.4: what is refused, in the order of checks
== of calling somebody
use two friends, stranger
POST /webrtc/private/setup
{"friendId":{bob.id}}
200 {"code":401, ...}
ann: POST /webrtc/private/setup
{"mode":1}
200 {"code":400, "message":"friendId不能为空", "data":null}
ann: POST /webrtc/private/setup
{"friendId":999999999,"mode":3}
200 {"code":400, "message":"mode超出范围", "data":null}
ann: POST /webrtc/private/setup
{"friendId":{bob.id},"mode":0}
200 {"code":400, "message":"mode超出范围", "data":null}
ann: POST /webrtc/private/setup
{"friendId":{bob.id},"mode":"loud"}
200 {"code":400, "message":"mode类型不正确", "data":null}
ann: POST /webrtc/private/setup
{"friendId":{ann.id}}
200 {"code":400, "message":"不能呼叫自己", "data":null}
ann: POST /webrtc/private/setup
{"friendId":999999999}
200 {"code":1001, "message":"用户不存在", "data":null}
ann: POST /webrtc/private/setup
{"friendId":{sam.id}}
200 {"code":2001, "message":"好友关系不存在", "data":null}
bob: POST /blacklist/add
{"targetId":{ann.id}}
200 {"code":200, ...}
ann: POST /webrtc/private/setup
{"friendId":{bob.id}}
200 {"code":403, "message":"对方已将您拉黑", "data":null}
== banned
use one user, backstage
admin: PUT /im/user/ban
{"userId":{ann.id},"reason":"spam"}
200 {"code":200, ...}
ann: POST /webrtc/private/setup
{}
200 {"code":1003, ...}
== who is busy; the line that the caller leaves, one of several in a row
use group of three
do call ann bob c
ann: POST /webrtc/private/setup
{"friendId":{cat.id}}
200 {"code":400, "message":"您正在通话中", "data":null}
do connect cat
cat: POST /webrtc/private/setup
{"friendId":{ann.id},"mode":2}
200 {"code":400, "message":"对方正忙,请稍后重试", "data":null}
cat < {"type":"PRIVATE_MESSAGE", "data":{"senderId":{cat.id}, "receiverId":{ann.id}, "messageType":40, "content":"未接通", ...}}
cat > {"type":"RTC_CALL", "data":{"action":"SETUP", "friendId":{ann.id}, "mode":1}}
cat < {"type":"RTC_CALL", "code":400, "message":"对方正忙,请稍后重试", "data":{"action":"SETUP", "callId":null, "ack":true}, "traceId":{_:str}}
cat <! 300ms {"type":"PRIVATE_MESSAGE", "data":{"messageType":41, ...}}
cat: POST /message/private/send
{"receiverId":{ann.id},"content":"where are you","messageType":1}
200 {"code":200, ...}
cat > {"type":"RTC_CALL", "data":{"action":"SETUP", "friendId":{ann.id}, "mode":1}}
cat < {"type":"RTC_CALL", "code":400, "message":"对方正忙,请稍后重试", "data":{"action":"SETUP", "callId":null, "ack":true}, "traceId":{_:str}}
cat < {"type":"PRIVATE_MESSAGE", "data":{"messageType":41, "content":"未接通", ...}}
== of a call that is not there, or over
use two friends, stranger
ann: POST /webrtc/private/accept
{}
200 {"code":400, "message":"callId不能为空", "data":null}
ann: POST /webrtc/private/accept
{"callId":""}
200 {"code":400, "message":"callId不能为空", "data":null}
ann: POST /webrtc/private/accept
{"callId":"00000000-0000-4000-8000-000000000000"}
200 {"code":404, "message":"通话已结束", "data":null}
ann: POST /webrtc/private/reject
{"callId":"nothing"}
200 {"code":404, "message":"通话已结束", "data":null}
ann: POST /webrtc/private/cancel
{"callId":"nothing"}
200 {"code":404, "message":"通话已结束", "data":null}
ann: POST /webrtc/private/handup
{"callId":"nothing"}
200 {"code":404, "message":"通话已结束", "data":null}
ann: POST /webrtc/private/failed
{"callId":"nothing"}
200 {"code":404, "message":"通话已结束", "data":null}
ann: POST /webrtc/private/offer
{"callId":"nothing","offer":"v=0"}
200 {"code":404, "message":"通话已结束", "data":null}
ann: POST /webrtc/private/answer
{"callId":"nothing","answer":"v=0"}
200 {"code":404, "message":"通话已结束", "data":null}
ann: POST /webrtc/private/heartbeat
{"callId":"nothing"}
200 {"code":404, "message":"通话已结束", "data":null}
ann: POST /webrtc/private/candidate
{"callId":"nothing"}
200 {"code":404, "message":"通话已结束", "data":null}
ann: GET /webrtc/private/info?callId=nothing
200 {"code":404, "message":"通话已结束", "data":null}
do call ann bob c
do verb ann private/cancel c
sam: POST /webrtc/private/accept
{"callId":"{c}"}
200 {"code":404, "message":"通话已结束", "data":null}
== of what somebody else may
use two friends, stranger
do call ann bob c
ann: POST /webrtc/private/accept
{"callId":"{c}"}
200 {"code":403, ...}
ann: POST /webrtc/private/reject
{"callId":"{c}"}
200 {"code":403, ...}
bob: POST /webrtc/private/cancel
{"callId":"{c}"}
200 {"code":403, ...}
sam: POST /webrtc/private/accept
{"callId":"{c}"}
200 {"code":403, ...}
sam: POST /webrtc/private/handup
{"callId":"{c}"}
200 {"code":403, ...}
sam: POST /webrtc/private/offer
{"callId":"{c}","offer":"v=0"}
200 {"code":403, ...}
sam: POST /webrtc/private/answer
{"callId":"{c}","answer":"v=0"}
200 {"code":403, ...}
sam: POST /webrtc/private/heartbeat
{"callId":"{c}"}
200 {"code":403, ...}
sam: POST /webrtc/private/failed
{"callId":"{c}"}
200 {"code":403, ...}
sam: GET /webrtc/private/info?callId={c}
200 {"code":403, ...}
sam: POST /webrtc/group/join
{"callId":"{c}"}
200 {"code":404, "message":"通话已结束", "data":null}
== of the state it is in
use two friends
do talk ann bob c
bob: POST /webrtc/private/accept
{"callId":"{c}"}
200 {"code":400, "message":"通话状态不正确", "data":null}
bob: POST /webrtc/private/reject
{"callId":"{c}"}
200 {"code":400, "message":"通话状态不正确", "data":null}
ann: POST /webrtc/private/cancel
{"callId":"{c}"}
200 {"code":400, "message":"通话状态不正确", "data":null}
bob: POST /webrtc/private/failed
{"callId":"{c}"}
200 {"code":400, "message":"通话状态不正确", "data":null}
== of signals that are too long or not there
use two friends
do call ann bob c
ann: POST /webrtc/private/offer
{"callId":"{c}"}
200 {"code":400, "message":"offer不能为空", "data":null}
ann: POST /webrtc/private/answer
{"callId":"{c}","answer":""}
200 {"code":400, "message":"answer不能为空", "data":null}
ann: POST /webrtc/private/offer
{"callId":"nothing","offer":"{a*65537}"}
200 {"code":400, "message":"offer长度超出限制", "data":null}
ann: POST /webrtc/private/offer
{"callId":"{c}","offer":"{a*65536}"}
200 {"code":200, ...}
ann: POST /webrtc/private/heartbeat
{"callId":"{c}","candidate":"{a*65537}"}
200 {"code":400, "message":"candidate长度超出限制", "data":null}
