# im-chat 2.6, 5.1: RTC_CALL frames of clients
use two friends
== a call by frames alone
do connect ann
do connect bob
ann > {"type":"RTC_CALL", "data":{"action":"SETUP", "friendId":{bob.id}, "mode":2}}
ann < {"type":"RTC_CALL", "code":200, "message":"success", "data":{"action":"SETUP", "callId":{c:str}, "mode":2, "expireSeconds":30, "ack":true}}
bob < {"type":"RTC_CALL", "data":{"callId":"{c}", "action":"SETUP", ...}}
ann > {"type":"RTC_CALL", "data":{"action":"OFFER", "callId":"{c}", "offer":"v=0"}}
ann < {"type":"RTC_CALL", "code":200, "data":{"action":"OFFER", "callId":"{c}", "ack":true, ...}, ...}
bob < {"type":"RTC_CALL", "data":{"action":"OFFER", "offer":"v=0", ...}}
bob > {"type":"RTC_CALL", "data":{"action":"accept", "callId":"{c}"}}
bob < {"type":"RTC_CALL", "code":200, "data":{"action":"ACCEPT", ...}, ...}
ann < {"type":"RTC_CALL", "data":{"action":"ACCEPT", ...}}
bob > {"type":"RTC_CALL", "data":{"action":"ANSWER", "callId":"{c}", "answer":"v=1"}}
bob < {"type":"RTC_CALL", "code":200, "data":{"action":"ANSWER", ...}, ...}
ann < {"type":"RTC_CALL", "data":{"action":"ANSWER", "answer":"v=1", ...}}
bob > {"type":"RTC_CALL", "data":{"action":"CANDIDATE", "callId":"{c}", "candidate":"x"}}
bob < {"type":"RTC_CALL", "code":200, "data":{"action":"CANDIDATE", ...}, ...}
ann < {"type":"RTC_CALL", "data":{"action":"CANDIDATE", "candidate":"x", ...}}
ann > {"type":"RTC_CALL", "data":{"action":"HEARTBEAT", "callId":"{c}"}}
ann < {"type":"RTC_CALL", "code":200, "data":{"action":"HEARTBEAT", ...}, ...}
ann > {"type":"RTC_CALL", "data":{"action":"HANDUP", "callId":"{c}"}}
ann < {"type":"RTC_CALL", "code":200, "data":{"action":"HANDUP", ...}, ...}
bob < {"type":"RTC_CALL", "data":{"action":"HANDUP", ...}}
== refuse, give up, cannot
do connect ann
do connect bob
ann > {"type":"RTC_CALL", "data":{"action":"SETUP", "friendId":{bob.id}}}
ann < {"type":"RTC_CALL", "code":200, "data":{"callId":{c:str}, ...}, ...}
bob < {"type":"RTC_CALL", "data":{"action":"SETUP", ...}}
bob > {"type":"RTC_CALL", "data":{"action":"REJECT", "callId":"{c}", "reason":"no"}}
bob < {"type":"RTC_CALL", "code":200, "data":{"action":"REJECT", ...}, ...}
ann < {"type":"RTC_CALL", "data":{"action":"REJECT", "reason":"no", ...}}
ann > {"type":"RTC_CALL", "data":{"action":"SETUP", "friendId":{bob.id}}}
ann < {"type":"RTC_CALL", "code":200, "data":{"callId":{d:str}, ...}, ...}
bob < {"type":"RTC_CALL", "data":{"action":"SETUP", ...}}
bob > {"type":"RTC_CALL", "data":{"action":"FAILED", "callId":"{d}"}}
bob < {"type":"RTC_CALL", "code":200, "data":{"action":"FAILED", ...}, ...}
ann < {"type":"RTC_CALL", "data":{"action":"FAILED", ...}}
ann > {"type":"RTC_CALL", "data":{"action":"SETUP", "friendId":{bob.id}}}
ann < {"type":"RTC_CALL", "code":200, "data":{"callId":{e:str}, ...}, ...}
ann > {"type":"RTC_CALL", "data":{"action":"CANCEL", "callId":"{e}"}}
ann < {"type":"RTC_CALL", "code":200, "data":{"action":"CANCEL", ...}, ...}
== in a group
use stranger
ann: POST /group/create
{"groupName":"team","memberIds":[{bob.id}]}
200 {"code":200, "data":{"id":{g:int}, ...}, ...}
do connect ann
do connect bob
ann > {"type":"RTC_CALL", "data":{"action":"SETUP", "groupId":{g}, "userIds":[]}}
ann < {"type":"RTC_CALL", "code":200, "data":{"action":"SETUP", "callId":{c:str}, "mode":1, "expireSeconds":30, "ack":true}, ...}
ann > {"type":"RTC_CALL", "data":{"action":"INVITE", "callId":"{c}", "userIds":[{bob.id}]}}
ann < {"type":"RTC_CALL", "code":200, "data":{"action":"INVITE", ...}, ...}
bob < {"type":"RTC_CALL", "data":{"action":"SETUP", "scope":"GROUP", ...}}
bob > {"type":"RTC_CALL", "data":{"action":"REJECT", "callId":"{c}"}}
bob < {"type":"RTC_CALL", "code":200, "data":{"action":"REJECT", ...}, ...}
ann < {"type":"RTC_CALL", "data":{"action":"REJECT", ...}}
bob > {"type":"RTC_CALL", "data":{"action":"FAILED", "callId":"{c}"}}
bob < {"type":"RTC_CALL", "code":200, "data":{"action":"FAILED", ...}, ...}
bob > {"type":"RTC_CALL", "data":{"action":"JOIN", "callId":"{c}"}}
bob < {"type":"RTC_CALL", "code":200, "data":{"action":"JOIN", ...}, ...}
ann < {"type":"RTC_CALL", "data":{"action":"JOIN", ...}}
ann > {"type":"RTC_CALL", "data":{"action":"OFFER", "callId":"{c}", "userId":{bob.id}, "offer":"v=0"}}
ann < {"type":"RTC_CALL", "code":200, "data":{"action":"OFFER", ...}, ...}
bob < {"type":"RTC_CALL", "data":{"action":"OFFER", "toUserId":{bob.id}, "offer":"v=0", ...}}
bob > {"type":"RTC_CALL", "data":{"action":"ANSWER", "callId":"{c}", "toUserId":{ann.id}, "answer":"v=1"}}
bob < {"type":"RTC_CALL", "code":200, "data":{"action":"ANSWER", ...}, ...}
ann < {"type":"RTC_CALL", "data":{"action":"ANSWER", "answer":"v=1", ...}}
ann > {"type":"RTC_CALL", "data":{"action":"CANDIDATE", "callId":"{c}", "candidate":"x"}}
ann < {"type":"RTC_CALL", "code":400, "message":"userId不能为空", "data":{"action":"CANDIDATE", "callId":"{c}", "ack":true}, "traceId":{_:str}}
ann > {"type":"RTC_CALL", "data":{"action":"DEVICE", "callId":"{c}", "isMicroPhone":false}}
ann < {"type":"RTC_CALL", "code":200, "data":{"action":"DEVICE", ...}, ...}
bob < {"type":"RTC_CALL", "data":{"action":"DEVICE", "isCamera":true, "isMicroPhone":false, ...}}
bob > {"type":"RTC_CALL", "data":{"action":"HEARTBEAT", "callId":"{c}"}}
bob < {"type":"RTC_CALL", "code":200, "data":{"action":"HEARTBEAT", ...}, ...}
bob > {"type":"RTC_CALL", "data":{"action":"CANCEL", "callId":"{c}"}}
bob < {"type":"RTC_CALL", "code":403, "data":{"action":"CANCEL", ...}, ...}
bob > {"type":"RTC_CALL", "data":{"action":"QUIT", "callId":"{c}"}}
bob < {"type":"RTC_CALL", "code":200, "data":{"action":"QUIT", ...}, ...}
ann < {"type":"RTC_CALL", "data":{"action":"QUIT", ...}}
ann > {"type":"RTC_CALL", "data":{"action":"ACCEPT", "callId":"{c}"}}
ann < {"type":"RTC_CALL", "code":400, "message":"您已在通话中", "data":{"action":"ACCEPT", ...}, "traceId":{_:str}}
ann > {"type":"RTC_CALL", "data":{"action":"CANCEL", "callId":"{c}"}}
ann < {"type":"RTC_CALL", "code":200, "data":{"action":"CANCEL", ...}, ...}
do connect sam
sam > {"type":"RTC_CALL", "data":{"action":"SETUP", "groupId":{g}}}
sam < {"type":"RTC_CALL", "code":3002, ...}
== what is refused, to who asked alone
do connect ann
ann > {"type":"RTC_CALL", "data":{"action":"DANCE"}}
ann < {"type":"RTC_CALL", "code":400, ...}
ann > {"type":"RTC_CALL", "data":{}}
ann < {"type":"RTC_CALL", "code":400, "message":"action不能为空", ...}
ann > {"type":"RTC_CALL", "data":{"action":"SETUP"}}
ann < {"type":"RTC_CALL", "code":400, "message":"friendId不能为空", "data":{"action":"SETUP", "callId":null, "ack":true}, "traceId":{_:str}}
ann > {"type":"RTC_CALL", "data":{"action":"ACCEPT"}}
ann < {"type":"RTC_CALL", "code":400, "message":"callId不能为空", ...}
ann > {"type":"RTC_CALL", "data":{"action":"HANDUP", "callId":"nothing"}}
ann < {"type":"RTC_CALL", "code":404, "message":"通话已结束", "data":{"action":"HANDUP", "callId":"nothing", "ack":true}, "traceId":{_:str}}
ann > {"type":"RTC_CALL", "data":{"action":"SETUP", "friendId":999999999}}
ann < {"type":"RTC_CALL", "code":1001, ...}
ann > {"type":"RTC_CALL", "data":{"action":"SETUP", "friendId":{bob.id}}}
ann < {"type":"RTC_CALL", "code":200, "data":{"callId":{c:str}, ...}, ...}
ann > {"type":"RTC_CALL", "data":{"action":"OFFER", "callId":"{c}"}}
ann < {"type":"RTC_CALL", "code":400, "message":"offer不能为空", ...}
ann > {"type":"RTC_CALL", "data":{"action":"JOIN", "callId":"{c}"}}
ann < {"type":"RTC_CALL", "code":400, "message":"action格式不正确", ...}
