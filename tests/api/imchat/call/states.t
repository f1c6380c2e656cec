# im-chat 2.6.1: the states of a call between two: who may do what, what it leaves, its times
use two friends
== mode 1 where none is said; numbers may be texts
ann: POST /webrtc/private/setup
{"friendId":"{bob.id}","mode":"2"}
200 {"code":200, "message":"success", "data":{"callId":{c:str}, "mode":2, "expireSeconds":30}}
do verb ann private/cancel c
ann: POST /webrtc/private/setup
{"friendId":{bob.id}}
200 {"code":200, "message":"success", "data":{"callId":{d:str}, "mode":1, "expireSeconds":30}}
== whose it is comes before the state it is in, the shape before both
use stranger
do talk ann bob c
ann: POST /webrtc/private/accept
{"callId":"{c}"}
200 {"code":403, "message":"无权限访问", "data":null}
ann: POST /webrtc/private/reject
{"callId":"{c}"}
200 {"code":403, ...}
ann: POST /webrtc/private/failed
{"callId":"{c}"}
200 {"code":403, ...}
bob: POST /webrtc/private/cancel
{"callId":"{c}"}
200 {"code":403, ...}
sam: POST /webrtc/private/accept
{"callId":"{c}"}
200 {"code":403, ...}
bob: POST /webrtc/private/accept
{"callId":"{c}"}
200 {"code":400, "message":"通话状态不正确", "data":null}
sam: POST /webrtc/private/reject
{"callId":"nothing","reason":"{字*129}"}
200 {"code":400, "message":"reason长度超出限制", "data":null}
sam: POST /webrtc/private/failed
{"callId":"nothing","reason":"{字*129}"}
200 {"code":400, ...}
sam: POST /webrtc/private/candidate
{"callId":"nothing","candidate":"{a*65537}"}
200 {"code":400, "message":"candidate长度超出限制", "data":null}
sam: POST /webrtc/private/answer
{"callId":"nothing"}
200 {"code":400, "message":"answer不能为空", "data":null}
== what is missing, for each
ann: POST /webrtc/private/reject
{}
200 {"code":400, "message":"callId不能为空", "data":null}
ann: POST /webrtc/private/cancel
{}
200 {"code":400, "message":"callId不能为空", "data":null}
ann: POST /webrtc/private/handup
{}
200 {"code":400, "message":"callId不能为空", "data":null}
ann: POST /webrtc/private/failed
{}
200 {"code":400, "message":"callId不能为空", "data":null}
ann: POST /webrtc/private/offer
{"offer":"v=0"}
200 {"code":400, "message":"callId不能为空", "data":null}
ann: POST /webrtc/private/answer
{"answer":"v=0"}
200 {"code":400, "message":"callId不能为空", "data":null}
ann: POST /webrtc/private/heartbeat
{}
200 {"code":400, "message":"callId不能为空", "data":null}
ann: POST /webrtc/private/candidate
{}
200 {"code":400, "message":"callId不能为空", "data":null}
ann: GET /webrtc/private/info
200 {"code":400, "message":"callId不能为空", "data":null}
== a reason of 128 characters
do call ann bob c
bob: POST /webrtc/private/reject
{"callId":"{c}","reason":"{字*128}"}
200 {"code":200, ...}
do call ann bob d
bob: POST /webrtc/private/failed
{"callId":"{d}","reason":"{字*128}"}
200 {"code":200, ...}
== friendship before the black list, the black list before who is busy
use stranger
do call bob ann c
bob: POST /blacklist/add
{"targetId":{ann.id}}
200 {"code":200, ...}
ann: POST /webrtc/private/setup
{"friendId":{bob.id}}
200 {"code":403, "message":"对方已将您拉黑", "data":null}
ann: POST /webrtc/private/setup
{"friendId":{sam.id}}
200 {"code":2001, ...}
ann: POST /webrtc/private/setup
{"friendId":{ann.id},"mode":0}
200 {"code":400, "message":"mode超出范围", "data":null}
ann: DELETE /friend/delete/{bob.id}
200 {"code":200, ...}
ann: POST /webrtc/private/setup
{"friendId":{bob.id}}
200 {"code":2001, ...}
== who called and is gone for 15 seconds has given up
do connect ann
do connect bob
do call ann bob c
bob < {"type":"RTC_CALL", "data":{"callId":"{c}", "action":"SETUP", ...}}
ann drop
wait 2s
clock +16s
bob < {"type":"RTC_CALL", "data":{"callId":"{c}", "action":"CANCEL", "fromUserId":{ann.id}, ...}}
bob: GET /message/private/history?friendId={ann.id}&size=1
200 {"code":200, "data":{"records":[{"messageType":41, "senderId":{ann.id}, "receiverId":{bob.id}, "content":"已取消", ...}], ...}, ...}
== a party without a socket and without a sign for 60 seconds has hung up
do connect ann
do talk ann bob c
clock +40s
do verb bob private/heartbeat c
clock +40s
ann: GET /webrtc/private/info?callId={c}
200 {"code":200, "data":{"state":"TALKING", ...}, ...}
clock +61s
within 10s
ann: GET /webrtc/private/info?callId={c}
200 {"code":404, "message":"通话已结束", "data":null}
ann < {"type":"RTC_CALL", "data":{"callId":"{c}", "action":"HANDUP", "fromUserId":{bob.id}, "toUserId":{ann.id}, ...}}
== the lines that calls leave are from who called, in both lists
do call ann bob c
do verb bob private/reject c
ann: POST /webrtc/private/setup
{"friendId":{bob.id},"mode":2}
200 {"code":200, "data":{"callId":{d:str}, ...}, ...}
do verb ann private/handup d
do call bob ann e
do verb ann private/failed e
ann: GET /message/private/history?friendId={bob.id}&size=3
200 {"code":200, "data":{"records":[{"messageType":41, "senderId":{bob.id}, "receiverId":{ann.id}, "content":"未接通", ...}, {"messageType":40, "senderId":{ann.id}, "content":"已取消", ...}, {"id":{_:int}, "senderId":{ann.id}, "receiverId":{bob.id}, "content":"已拒绝", "messageType":41, "sendTime":{_:time}, "status":{_:int}, "clientMsgId":null, "atUserIds":[], "isRecalled":false, "quoteMessageId":null}], ...}, ...}
bob: GET /message/private/pullOfflineMessage
200 {"code":200, "data":[{"messageType":41, ...}, {"messageType":40, ...}], ...}
