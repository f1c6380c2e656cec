# im-chat 2.6.2: calls in groups
use group of three
== ask all, come in, talk, leave
do connect bob
do connect cat
do connect ann
ann: GET /webrtc/group/info?groupId={group.id}
200 {"code":200, "message":"success", "data":{"isChating":false, "callId":null, "mode":null, "host":null, "userInfos":[]}}
ann: POST /webrtc/group/setup
{"groupId":{group.id},"mode":2}
200 {"code":200, "message":"success", "data":{"callId":{c:str}, "mode":2, "expireSeconds":30}}
bob < {"type":"RTC_CALL", "data":{"callId":"{c}", "scope":"GROUP", "action":"SETUP", "mode":2, "fromUserId":{ann.id}, "groupId":{group.id}, "userIds":[{bob.id},{cat.id}], "userInfos":[{"userId":{ann.id}, "nickName":"{ann.nick}"},{"userId":{bob.id}, "nickName":"{bob.nick}"},{"userId":{cat.id}, "nickName":"{cat.nick}"}], "time":{_:time}}}
cat < {"type":"RTC_CALL", "data":{"callId":"{c}", "action":"SETUP", ...}}
bob < {"type":"GROUP_MESSAGE", "data":{"groupId":{group.id}, "messageType":21, "content":"'{ann.nick}'发起了语音通话", ...}}
do verb bob group/accept c
ann < {"type":"RTC_CALL", "data":{"callId":"{c}", "scope":"GROUP", "action":"ACCEPT", "fromUserId":{bob.id}, "userInfos":[{"userId":{bob.id}, ...}], ...}}
cat < {"type":"RTC_CALL", "data":{"action":"ACCEPT", "fromUserId":{bob.id}, ...}}
bob: POST /webrtc/group/offer
{"callId":"{c}","userId":{ann.id},"offer":"v=0 bob"}
200 {"code":200, "message":"success", "data":null}
ann < {"type":"RTC_CALL", "data":{"callId":"{c}", "scope":"GROUP", "action":"OFFER", "mode":2, "fromUserId":{bob.id}, "toUserId":{ann.id}, "groupId":{group.id}, "offer":"v=0 bob", "time":{_:time}}}
ann: POST /webrtc/group/answer
{"callId":"{c}","userId":{bob.id},"answer":"v=1"}
200 {"code":200, ...}
bob < {"type":"RTC_CALL", "data":{"action":"ANSWER", "fromUserId":{ann.id}, "answer":"v=1", ...}}
ann: POST /webrtc/group/candidate
{"callId":"{c}","userId":{bob.id},"candidate":{"candidate":"a"}}
200 {"code":200, ...}
bob < {"type":"RTC_CALL", "data":{"action":"CANDIDATE", "candidate":{"candidate":"a"}, ...}}
cat <! 300ms {"type":"RTC_CALL", ...}
cat: POST /webrtc/group/reject
{"callId":"{c}","reason":"later"}
200 {"code":200, "message":"success", "data":null}
ann < {"type":"RTC_CALL", "data":{"action":"REJECT", "fromUserId":{cat.id}, "reason":"later", ...}}
bob < {"type":"RTC_CALL", "data":{"action":"REJECT", "fromUserId":{cat.id}, ...}}
do verb cat group/reject c
cat: GET /webrtc/group/info?groupId={group.id}
200 {"code":200, "data":{"isChating":true, "callId":"{c}", "mode":2, "host":{"userId":{ann.id}, "nickName":"{ann.nick}", "headImage":null}, "userInfos":[{"userId":{ann.id}, "nickName":"{ann.nick}", "headImage":null, "isIn":true, "isCamera":true, "isMicroPhone":true},{"userId":{bob.id}, "isIn":true, ...}]}, ...}
do verb cat group/join c
ann < {"type":"RTC_CALL", "data":{"action":"JOIN", "fromUserId":{cat.id}, "userInfos":[{"userId":{cat.id}, "nickName":"{cat.nick}"}], ...}}
bob < {"type":"RTC_CALL", "data":{"action":"JOIN", ...}}
cat: POST /webrtc/group/device
{"callId":"{c}","isCamera":false}
200 {"code":200, "message":"success", "data":null}
ann < {"type":"RTC_CALL", "data":{"action":"DEVICE", "fromUserId":{cat.id}, "isCamera":false, "isMicroPhone":true, ...}}
do verb cat group/heartbeat c
do verb ann group/handup c
cat < {"type":"RTC_CALL", "data":{"action":"QUIT", "fromUserId":{ann.id}, ...}}
do verb bob group/handup c
cat < {"type":"RTC_CALL", "data":{"action":"QUIT", "fromUserId":{bob.id}, ...}}
do verb cat group/handup c
bob < {"type":"GROUP_MESSAGE", "data":{"messageType":21, "content":"通话结束", ...}}
bob: POST /webrtc/group/join
{"callId":"{c}"}
200 {"code":404, "message":"通话已结束", "data":null}
== its host alone ends it; when the host does, it ends for all
do connect bob
ann: POST /webrtc/group/setup
{"groupId":{group.id},"userIds":[{bob.id}]}
200 {"code":200, "data":{"callId":{c:str}, "mode":1, "expireSeconds":30}, ...}
bob < {"type":"RTC_CALL", "data":{"action":"SETUP", "userIds":[{bob.id}], ...}}
do verb ann group/handup c
bob < {"type":"RTC_CALL", "data":{"callId":"{c}", "action":"CANCEL", ...}}
do meet ann [{bob.id}] d
bob < {"type":"RTC_CALL", "data":{"action":"SETUP", "callId":"{d}", ...}}
bob > {"type":"RTC_CALL", "data":{"action":"ACCEPT", "callId":"{d}"}}
bob < {"type":"RTC_CALL", "code":200, "data":{"action":"ACCEPT", "callId":"{d}", "ack":true, ...}, ...}
do verb ann group/cancel d
bob < {"type":"RTC_CALL", "data":{"callId":"{d}", "action":"CANCEL", "fromUserId":{ann.id}, ...}}
== ask more of them; one cannot, one does not come
do connect ann
do connect cat
do meet ann [{bob.id}] c
cat <! 300ms {"type":"RTC_CALL", ...}
bob: POST /webrtc/group/failed
{"callId":"{c}","reason":"没有麦克风"}
200 {"code":200, "message":"success", "data":null}
ann < {"type":"RTC_CALL", "data":{"action":"FAILED", "userIds":[{bob.id}], "reason":"没有麦克风", ...}}
ann: POST /webrtc/group/invite
{"callId":"{c}","userIds":[{cat.id}]}
200 {"code":200, "message":"success", "data":null}
cat < {"type":"RTC_CALL", "data":{"callId":"{c}", "action":"SETUP", "fromUserId":{ann.id}, "userIds":[{cat.id}], ...}}
clock +31s
ann < {"type":"RTC_CALL", "data":{"action":"FAILED", "userIds":[{cat.id}], "reason":"未进入通话", ...}}
cat < {"type":"RTC_CALL", "data":{"action":"FAILED", "userIds":[{cat.id}], ...}}
cat: POST /webrtc/group/accept
{"callId":"{c}"}
200 {"code":403, ...}
== those in it hear who is asked besides
do connect bob
do meet ann [{bob.id}] c
bob < {"type":"RTC_CALL", "data":{"action":"SETUP", ...}}
do verb bob group/accept c
ann: POST /webrtc/group/invite
{"callId":"{c}","userIds":[{cat.id}]}
200 {"code":200, ...}
bob < {"type":"RTC_CALL", "data":{"action":"INVITE", "fromUserId":{ann.id}, "userIds":[{cat.id}], ...}}
do connect cat
cat < {"type":"RTC_CALL", "data":{"callId":"{c}", "scope":"GROUP", "action":"SETUP", "groupId":{group.id}, "fromUserId":{ann.id}, ...}}
== who is in another call is passed over
do connect ann
use stranger
do befriend bob sam
sam: POST /webrtc/private/setup
{"friendId":{bob.id}}
200 {"code":200, ...}
ann: POST /webrtc/group/setup
{"groupId":{group.id}}
200 {"code":200, "data":{"callId":{c:str}, ...}, ...}
ann < {"type":"RTC_CALL", "data":{"callId":"{c}", "action":"FAILED", "userIds":[{bob.id}], "reason":"用户正忙", ...}}
ann: GET /webrtc/group/info?groupId={group.id}
200 {"code":200, "data":{"userInfos":[{"userId":{ann.id}, "isIn":true, ...},{"userId":{cat.id}, "isIn":false, ...}], ...}, ...}
bob: POST /webrtc/group/join
{"callId":"{c}"}
200 {"code":400, "message":"您正在通话中", "data":null}
== a participant without a connection for 15 seconds has left
do connect ann
do connect bob
do meet ann [] c
bob > {"type":"RTC_CALL", "data":{"action":"JOIN", "callId":"{c}"}}
bob < {"type":"RTC_CALL", "code":200, "data":{"action":"JOIN", ...}, ...}
ann < {"type":"RTC_CALL", "data":{"action":"JOIN", ...}}
bob drop
wait 2s
clock +16s
ann < {"type":"RTC_CALL", "data":{"action":"QUIT", "fromUserId":{bob.id}, ...}}
== what is refused, in the order of checks
use stranger
POST /webrtc/group/setup
{"groupId":{group.id}}
200 {"code":401, ...}
ann: POST /webrtc/group/setup
{}
200 {"code":400, "message":"groupId不能为空", "data":null}
ann: POST /webrtc/group/setup
{"groupId":999999999,"mode":9}
200 {"code":400, "message":"mode超出范围", "data":null}
ann: POST /webrtc/group/setup
{"groupId":999999999}
200 {"code":3001, ...}
sam: POST /webrtc/group/setup
{"groupId":{group.id}}
200 {"code":3002, ...}
sam: GET /webrtc/group/info?groupId={group.id}
200 {"code":3002, ...}
ann: PUT /group/muted
{"groupId":{group.id},"isMuted":true}
200 {"code":200, ...}
bob: POST /webrtc/group/setup
{"groupId":{group.id},"userIds":[{sam.id}]}
200 {"code":3002, ...}
bob: POST /webrtc/group/setup
{"groupId":{group.id}}
200 {"code":403, "message":"全员禁言中", "data":null}
do meet ann [{bob.id}] c
ann: POST /webrtc/group/setup
{"groupId":{group.id}}
200 {"code":400, "message":"该群聊已存在一个通话", "data":null}
sam: POST /webrtc/group/join
{"callId":"{c}"}
200 {"code":3002, ...}
cat: POST /webrtc/group/accept
{"callId":"{c}"}
200 {"code":403, ...}
ann: POST /webrtc/group/accept
{"callId":"{c}"}
200 {"code":400, "message":"您已在通话中", "data":null}
ann: POST /webrtc/group/join
{"callId":"{c}"}
200 {"code":400, "message":"您已在通话中", "data":null}
ann: POST /webrtc/group/reject
{"callId":"{c}"}
200 {"code":400, "message":"您已在通话中", "data":null}
ann: POST /webrtc/group/failed
{"callId":"{c}"}
200 {"code":400, "message":"您已在通话中", "data":null}
cat: POST /webrtc/group/handup
{"callId":"{c}"}
200 {"code":403, ...}
cat: POST /webrtc/group/cancel
{"callId":"{c}"}
200 {"code":403, ...}
cat: POST /webrtc/group/device
{"callId":"{c}","isCamera":false}
200 {"code":403, ...}
cat: POST /webrtc/group/heartbeat
{"callId":"{c}"}
200 {"code":403, ...}
cat: POST /webrtc/group/invite
{"callId":"{c}","userIds":[{bob.id}]}
200 {"code":403, ...}
ann: POST /webrtc/group/invite
{"callId":"{c}","userIds":[{sam.id}]}
200 {"code":3002, ...}
ann: POST /webrtc/group/invite
{"callId":"{c}"}
200 {"code":400, "message":"userIds不能为空", "data":null}
cat: POST /webrtc/group/offer
{"callId":"{c}","userId":{ann.id},"offer":"v=0"}
200 {"code":403, ...}
ann: POST /webrtc/group/offer
{"callId":"{c}","userId":{bob.id},"offer":"v=0"}
200 {"code":404, "message":"对方不在通话中", "data":null}
ann: POST /webrtc/group/answer
{"callId":"{c}","userId":{bob.id}}
200 {"code":400, "message":"answer不能为空", "data":null}
ann: POST /webrtc/group/candidate
{"callId":"{c}","userId":{bob.id},"candidate":"x"}
200 {"code":404, ...}
ann: POST /webrtc/private/handup
{"callId":"{c}"}
200 {"code":404, "message":"通话已结束", "data":null}
== of calls that are not there
ann: POST /webrtc/group/accept
{}
200 {"code":400, "message":"callId不能为空", "data":null}
ann: POST /webrtc/group/accept
{"callId":"nothing"}
200 {"code":404, "message":"通话已结束", "data":null}
ann: POST /webrtc/group/reject
{"callId":"nothing"}
200 {"code":404, "message":"通话已结束", "data":null}
ann: POST /webrtc/group/failed
{"callId":"nothing"}
200 {"code":404, "message":"通话已结束", "data":null}
ann: POST /webrtc/group/join
{"callId":"nothing"}
200 {"code":404, "message":"通话已结束", "data":null}
ann: POST /webrtc/group/handup
{"callId":"nothing"}
200 {"code":404, "message":"通话已结束", "data":null}
ann: POST /webrtc/group/cancel
{"callId":"nothing"}
200 {"code":404, "message":"通话已结束", "data":null}
ann: POST /webrtc/group/invite
{"callId":"nothing","userIds":[{bob.id}]}
200 {"code":404, "message":"通话已结束", "data":null}
ann: POST /webrtc/group/device
{"callId":"nothing"}
200 {"code":404, "message":"通话已结束", "data":null}
ann: POST /webrtc/group/heartbeat
{"callId":"nothing"}
200 {"code":404, "message":"通话已结束", "data":null}
ann: POST /webrtc/group/offer
{"callId":"nothing","userId":{bob.id},"offer":"v=0"}
200 {"code":404, "message":"通话已结束", "data":null}
ann: GET /webrtc/group/info?groupId=999999999
200 {"code":3001, ...}
