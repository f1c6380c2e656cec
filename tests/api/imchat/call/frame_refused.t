# im-chat 2.6, 1.4: RTC_CALL frames are refused as their rows are
== between two, in the order of checks
use two friends, stranger
do connect ann
ann > {"type":"RTC_CALL", "data":{"action":"SETUP", "friendId":999999999, "mode":3}}
ann < {"type":"RTC_CALL", "code":400, "message":"mode超出范围", "data":{"action":"SETUP", "callId":null, "ack":true}, "traceId":{_:str}}
ann > {"type":"RTC_CALL", "data":{"action":"SETUP", "friendId":{ann.id}}}
ann < {"type":"RTC_CALL", "code":400, "message":"不能呼叫自己", ...}
ann > {"type":"RTC_CALL", "data":{"action":"SETUP", "friendId":{sam.id}}}
ann < {"type":"RTC_CALL", "code":2001, "data":{"action":"SETUP", "callId":null, "ack":true}, ...}
ann > {"type":"RTC_CALL", "data":{"action":"REJECT", "callId":"nothing", "reason":"{字*129}"}}
ann < {"type":"RTC_CALL", "code":400, "message":"reason长度超出限制", ...}
ann > {"type":"RTC_CALL", "data":{"action":"OFFER", "callId":"nothing"}}
ann < {"type":"RTC_CALL", "code":400, "message":"offer不能为空", ...}
ann > {"type":"RTC_CALL", "data":{"action":"CANDIDATE", "callId":"nothing"}}
ann < {"type":"RTC_CALL", "code":400, "message":"candidate不能为空", ...}
ann > {"type":"RTC_CALL", "data":{"action":"INVITE", "callId":"nothing"}}
ann < {"type":"RTC_CALL", "code":400, "message":"userIds不能为空", ...}
ann > {"type":"RTC_CALL", "data":{"action":"CANCEL", "callId":"nothing"}}
ann < {"type":"RTC_CALL", "code":404, "message":"通话已结束", "data":{"action":"CANCEL", "callId":"nothing", "ack":true}, "traceId":{_:str}}
do talk bob ann c
ann < {"type":"RTC_CALL", "data":{"action":"SETUP", ...}}
ann > {"type":"RTC_CALL", "data":{"action":"CANCEL", "callId":"{c}"}}
ann < {"type":"RTC_CALL", "code":403, "data":{"action":"CANCEL", "callId":"{c}", "ack":true}, ...}
ann > {"type":"RTC_CALL", "data":{"action":"FAILED", "callId":"{c}"}}
ann < {"type":"RTC_CALL", "code":400, "message":"通话状态不正确", "data":{"action":"FAILED", "callId":"{c}", "ack":true}, "traceId":{_:str}}
ann > {"type":"RTC_CALL", "data":{"action":"SETUP", "friendId":{bob.id}}}
ann < {"type":"RTC_CALL", "code":400, "message":"您正在通话中", ...}
do connect sam
sam > {"type":"RTC_CALL", "data":{"action":"HEARTBEAT", "callId":"{c}"}}
sam < {"type":"RTC_CALL", "code":403, "data":{"action":"HEARTBEAT", "callId":"{c}", "ack":true}, ...}
== in a group, in the order of checks
use group of three, stranger
do meet ann [{bob.id}] c
do connect sam
sam > {"type":"RTC_CALL", "data":{"action":"SETUP", "groupId":999999999}}
sam < {"type":"RTC_CALL", "code":3001, "message":"群组不存在", ...}
sam > {"type":"RTC_CALL", "data":{"action":"JOIN", "callId":"{c}"}}
sam < {"type":"RTC_CALL", "code":3002, "data":{"action":"JOIN", "callId":"{c}", "ack":true}, ...}
do connect cat
cat > {"type":"RTC_CALL", "data":{"action":"ACCEPT", "callId":"{c}"}}
cat < {"type":"RTC_CALL", "code":403, "data":{"action":"ACCEPT", "callId":"{c}", "ack":true}, ...}
cat > {"type":"RTC_CALL", "data":{"action":"OFFER", "callId":"{c}", "userId":{bob.id}, "offer":"v=0"}}
cat < {"type":"RTC_CALL", "code":404, "message":"对方不在通话中", ...}
cat > {"type":"RTC_CALL", "data":{"action":"OFFER", "callId":"{c}", "userId":{ann.id}, "offer":"v=0"}}
cat < {"type":"RTC_CALL", "code":403, "data":{"action":"OFFER", "callId":"{c}", "ack":true}, ...}
cat > {"type":"RTC_CALL", "data":{"action":"INVITE", "callId":"{c}", "userIds":[{sam.id}]}}
cat < {"type":"RTC_CALL", "code":3002, ...}
cat > {"type":"RTC_CALL", "data":{"action":"SETUP", "groupId":{group.id}}}
cat < {"type":"RTC_CALL", "code":400, "message":"该群聊已存在一个通话", ...}
