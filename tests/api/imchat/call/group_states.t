# im-chat 2.6.2: calls in groups: what is refused in the order of checks, limits, times
use group of three
== beginning one
use stranger, backstage
sam: POST /webrtc/group/setup
{"groupId":999999999,"userIds":"all"}
200 {"code":400, "message":"userIds类型不正确", "data":null}
ann: POST /webrtc/group/setup
{"groupId":{group.id},"mode":3}
200 {"code":400, "message":"mode超出范围", "data":null}
ann: POST /webrtc/group/setup
{"groupId":{group.id},"userIds":[999999999,{sam.id}]}
200 {"code":1001, "message":"用户不存在", "data":null}
ann: PUT /group/members/muted
{"groupId":{group.id},"userId":{bob.id},"isMuted":true}
200 {"code":200, ...}
bob: POST /webrtc/group/setup
{"groupId":{group.id},"userIds":[{sam.id}]}
200 {"code":3002, "message":"不是群成员", "data":null}
bob: POST /webrtc/group/setup
{"groupId":{group.id}}
200 {"code":403, "message":"您已被禁言", "data":null}
do meet ann [] c
bob: POST /webrtc/group/setup
{"groupId":{group.id}}
200 {"code":403, ...}
cat: POST /webrtc/group/setup
{"groupId":{group.id}}
200 {"code":400, "message":"该群聊已存在一个通话", "data":null}
admin: PUT /im/group/ban
{"groupId":{group.id}}
200 {"code":200, ...}
sam: POST /webrtc/group/setup
{"groupId":{group.id}}
200 {"code":3002, ...}
cat: POST /webrtc/group/setup
{"groupId":{group.id}}
200 {"code":403, ...}
ann: DELETE /group/delete/{group.id}
200 {"code":200, ...}
ann: POST /webrtc/group/setup
{"groupId":{group.id}}
200 {"code":3001, ...}
== who is in another call begins none
do call ann bob c
ann: POST /webrtc/group/setup
{"groupId":{group.id}}
200 {"code":400, "message":"您正在通话中", "data":null}
== into a banned group's call nobody comes; those in it may leave
use backstage
do meet ann [{bob.id}] c
admin: PUT /im/group/ban
{"groupId":{group.id}}
200 {"code":200, ...}
bob: POST /webrtc/group/accept
{"callId":"{c}"}
200 {"code":403, "data":null, ...}
cat: POST /webrtc/group/join
{"callId":"{c}"}
200 {"code":403, ...}
ann: POST /webrtc/group/invite
{"callId":"{c}","userIds":[{cat.id}]}
200 {"code":403, ...}
do verb ann group/handup c
== coming in and staying away
use stranger
do meet ann [{bob.id}] c
sam: POST /webrtc/group/accept
{"callId":"{c}"}
200 {"code":3002, ...}
sam: POST /webrtc/group/reject
{"callId":"{c}"}
200 {"code":3002, ...}
sam: POST /webrtc/group/handup
{"callId":"{c}"}
200 {"code":3002, ...}
sam: POST /webrtc/group/cancel
{"callId":"{c}"}
200 {"code":3002, ...}
bob: POST /webrtc/group/reject
{"callId":"{c}","reason":"{字*129}"}
200 {"code":400, "message":"reason长度超出限制", "data":null}
cat: POST /webrtc/group/accept
{"callId":"{c}"}
200 {"code":403, ...}
bob: POST /webrtc/group/handup
{"callId":"{c}"}
200 {"code":403, ...}
bob: POST /webrtc/group/reject
{"callId":"{c}","reason":"{字*128}"}
200 {"code":200, "message":"success", "data":null}
bob: POST /webrtc/group/accept
{"callId":"{c}"}
200 {"code":403, ...}
bob: POST /webrtc/group/failed
{"callId":"nothing","reason":"{字*129}"}
200 {"code":400, ...}
bob: POST /webrtc/group/failed
{"callId":"{c}","reason":"{字*128}"}
200 {"code":200, ...}
do verb bob group/join c
bob: POST /webrtc/group/reject
{"callId":"{c}"}
200 {"code":400, "message":"您已在通话中", "data":null}
bob: POST /webrtc/group/cancel
{"callId":"{c}"}
200 {"code":403, ...}
ann: GET /webrtc/group/info?groupId={group.id}
200 {"code":200, "data":{"userInfos":[{"userId":{ann.id}, "isIn":true, ...}, {"userId":{bob.id}, "nickName":"{bob.nick}", "headImage":null, "isIn":true, "isCamera":true, "isMicroPhone":true}], ...}, ...}
== asking more, in the order of checks
use stranger
do meet ann [] c
ann: POST /webrtc/group/invite
{"callId":"nothing"}
200 {"code":400, "message":"userIds不能为空", "data":null}
sam: POST /webrtc/group/invite
{"callId":"nothing","userIds":[{bob.id}]}
200 {"code":404, "message":"通话已结束", "data":null}
ann: POST /webrtc/group/invite
{"callId":"{c}","userIds":[999999999]}
200 {"code":1001, ...}
sam: POST /webrtc/group/invite
{"callId":"{c}","userIds":[{bob.id}]}
200 {"code":3002, ...}
cat: POST /webrtc/group/invite
{"callId":"{c}","userIds":[{sam.id}]}
200 {"code":3002, ...}
cat: POST /webrtc/group/invite
{"callId":"{c}","userIds":[{bob.id}]}
200 {"code":403, ...}
ann: POST /webrtc/group/invite
{"callId":"{c}","userIds":[{ann.id},{bob.id},{bob.id}]}
200 {"code":200, "message":"success", "data":null}
ann: GET /webrtc/group/info?groupId={group.id}
200 {"code":200, "data":{"userInfos":[{"userId":{ann.id}, ...}, {"userId":{bob.id}, "isIn":false, ...}], ...}, ...}
== signals to one who is in it
use stranger
do meet ann [{bob.id}] c
do verb bob group/accept c
ann: POST /webrtc/group/offer
{"callId":"{c}","offer":"v=0"}
200 {"code":400, "message":"userId不能为空", "data":null}
ann: POST /webrtc/group/answer
{"callId":"{c}","answer":"v=0"}
200 {"code":400, "message":"userId不能为空", "data":null}
ann: POST /webrtc/group/candidate
{"callId":"{c}","candidate":"x"}
200 {"code":400, "message":"userId不能为空", "data":null}
ann: POST /webrtc/group/offer
{"callId":"nothing","userId":{bob.id},"offer":"{a*65537}"}
200 {"code":400, "message":"offer长度超出限制", "data":null}
ann: POST /webrtc/group/offer
{"callId":"{c}","userId":{bob.id},"offer":"{a*65536}"}
200 {"code":200, ...}
ann: POST /webrtc/group/candidate
{"callId":"nothing","userId":{bob.id}}
200 {"code":400, "message":"candidate不能为空", "data":null}
ann: POST /webrtc/group/answer
{"callId":"nothing","userId":{bob.id},"answer":"v=0"}
200 {"code":404, "message":"通话已结束", "data":null}
ann: POST /webrtc/group/candidate
{"callId":"nothing","userId":{bob.id},"candidate":"x"}
200 {"code":404, ...}
sam: POST /webrtc/group/offer
{"callId":"{c}","userId":{bob.id},"offer":"v=0"}
200 {"code":3002, ...}
cat: POST /webrtc/group/answer
{"callId":"{c}","userId":999999999,"answer":"v=0"}
200 {"code":404, ...}
cat: POST /webrtc/group/answer
{"callId":"{c}","userId":{bob.id},"answer":"v=0"}
200 {"code":403, ...}
cat: POST /webrtc/group/candidate
{"callId":"{c}","userId":{bob.id},"candidate":"x"}
200 {"code":403, ...}
ann: POST /webrtc/group/offer
{"callId":"{c}","userId":{ann.id},"offer":"v=0"}
200 {"code":404, "message":"对方不在通话中", "data":null}
== a member who accepts stops their other devices, and all hear it
use ann on three devices
do connect_as ann/phone phone1
do connect bob
do connect cat
do meet bob [{ann.id},{cat.id}] c
cat < {"type":"RTC_CALL", "data":{"callId":"{c}", "action":"SETUP", ...}}
ann/phone < {"type":"RTC_CALL", "data":{"callId":"{c}", "action":"SETUP", ...}}
do verb ann group/accept c
ann/phone < {"type":"RTC_CALL", "data":{"callId":"{c}", "action":"ACCEPT", "fromUserId":{ann.id}, ...}}
bob < {"type":"RTC_CALL", "data":{"callId":"{c}", "action":"ACCEPT", "fromUserId":{ann.id}, ...}}
cat < {"type":"RTC_CALL", "data":{"callId":"{c}", "action":"ACCEPT", "fromUserId":{ann.id}, ...}}
== when its host goes, the others stay; with the last it is over, and who is asked hears that
do connect cat
do meet ann [{bob.id},{cat.id}] c
do verb bob group/accept c
do verb ann group/handup c
ann: POST /webrtc/group/handup
{"callId":"{c}"}
200 {"code":403, ...}
cat: GET /webrtc/group/info?groupId={group.id}
200 {"code":200, "data":{"isChating":true, "callId":"{c}", ...}, ...}
do verb bob group/handup c
cat < {"type":"RTC_CALL", "data":{"callId":"{c}", "action":"CANCEL", ...}}
cat < {"type":"GROUP_MESSAGE", "data":{"messageType":21, "content":"'{ann.nick}'发起了视频通话", ...}}
cat < {"type":"GROUP_MESSAGE", "data":{"messageType":21, "content":"通话结束", ...}}
cat: GET /webrtc/group/info?groupId={group.id}
200 {"code":200, "message":"success", "data":{"isChating":false, "callId":null, "mode":null, "host":null, "userInfos":[]}}
== a member who does not come within 30 seconds is dropped, and may join unasked
do connect bob
do meet ann [{bob.id},{cat.id}] c
do verb cat group/accept c
clock +31s
bob < {"type":"RTC_CALL", "data":{"callId":"{c}", "action":"FAILED", "userIds":[{bob.id}], "reason":"未进入通话", ...}}
bob: POST /webrtc/group/accept
{"callId":"{c}"}
200 {"code":403, ...}
do verb bob group/join c
== a participant without a socket and without a sign for 60 seconds is out
do connect ann
do meet ann [] c
do verb bob group/join c
clock +40s
do verb bob group/heartbeat c
clock +40s
ann: GET /webrtc/group/info?groupId={group.id}
200 {"code":200, "data":{"userInfos":[{"userId":{ann.id}, ...}, {"userId":{bob.id}, "isIn":true, ...}], ...}, ...}
clock +61s
within 10s
ann: GET /webrtc/group/info?groupId={group.id}
200 {"code":200, "data":{"userInfos":[{"userId":{ann.id}, ...}], ...}, ...}
ann < {"type":"RTC_CALL", "data":{"callId":"{c}", "action":"QUIT", "fromUserId":{bob.id}, ...}}
== what is missing, for each
ann: POST /webrtc/group/reject
{}
200 {"code":400, "message":"callId不能为空", "data":null}
ann: POST /webrtc/group/failed
{}
200 {"code":400, "message":"callId不能为空", "data":null}
ann: POST /webrtc/group/join
{}
200 {"code":400, "message":"callId不能为空", "data":null}
ann: POST /webrtc/group/handup
{}
200 {"code":400, "message":"callId不能为空", "data":null}
ann: POST /webrtc/group/cancel
{}
200 {"code":400, "message":"callId不能为空", "data":null}
ann: POST /webrtc/group/invite
{"userIds":[{bob.id}]}
200 {"code":400, "message":"callId不能为空", "data":null}
ann: POST /webrtc/group/device
{"isCamera":true}
200 {"code":400, "message":"callId不能为空", "data":null}
ann: POST /webrtc/group/heartbeat
{}
200 {"code":400, "message":"callId不能为空", "data":null}
ann: GET /webrtc/group/info
200 {"code":400, "message":"groupId不能为空", "data":null}
ann: GET /webrtc/group/info?groupId=999999999
200 {"code":3001, ...}
== a user in a call is busy for others, until it is over
do talk ann bob c
cat: POST /webrtc/private/setup
{"friendId":{ann.id}}
200 {"code":400, "message":"对方正忙,请稍后重试", "data":null}
do verb bob private/handup c
do call cat ann d
== a call of a group counts, too
do meet ann [] g
ann: POST /webrtc/private/setup
{"friendId":{bob.id}}
200 {"code":400, "message":"您正在通话中", "data":null}
bob: POST /webrtc/private/setup
{"friendId":{ann.id}}
200 {"code":400, "message":"对方正忙,请稍后重试", "data":null}
do verb ann group/handup g
do call ann bob c
