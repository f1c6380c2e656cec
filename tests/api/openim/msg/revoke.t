# openim 4.5 revoke_msg; 5.5
use direct chat
== its writer takes a message back, once
ann: POST /msg/revoke_msg
{"conversationID": "{chat}", "seq": 3, "userID": "{ann.id}"}
200 {"errCode":0, "errMsg":"", "errDlt":""}
bob: POST /msg/pull_msg_by_seq
{"userID": "{bob.id}", "seqRanges": [{"conversationID": "{chat}", "begin": 3, "end": 3, "num": 5}]}
200 {"errCode":0, "data":{"msgs":{"{chat}":{"Msgs":[{"seq":3, "contentType":2101, "sendID":"{ann.id}", ...}], ...}}}, ...}
ann: POST /msg/revoke_msg
{"conversationID": "{chat}", "seq": 3, "userID": "{ann.id}"}
200 {"errCode":1404, "errMsg":"MsgAlreadyRevoke", ...}
# The stream of changes tells it.
bob: POST /msg/pull_msg_by_seq
{"userID": "{bob.id}", "seqRanges": [{"conversationID": "n_{ann.id}_{bob.id}", "begin": 1, "end": 9, "num": 0}]}
200 {"errCode":0, "data":{"notificationMsgs":{"n_{ann.id}_{bob.id}":{"Msgs":[{"contentType":2101, "seq":1, ...}], ...}}}, ...}

== not those of another, but an administrator of the server may
bob: POST /msg/revoke_msg
{"conversationID": "{chat}", "seq": 3, "userID": "{bob.id}"}
200 {"errCode":1002, "errMsg":"NoPermissionError", ...}
admin: POST /msg/revoke_msg
{"conversationID": "{chat}", "seq": 3, "userID": "imAdmin"}
200 {"errCode":0, ...}
admin: POST /msg/revoke_msg
{"conversationID": "{chat}", "seq": 1, "userID": "{ann.id}"}
200 {"errCode":0, ...}
admin: POST /msg/revoke_msg
{"conversationID": "{chat}", "seq": 1, "userID": "{ann.id}"}
200 {"errCode":1404, ...}
admin: POST /msg/revoke_msg
{"conversationID": "{chat}", "seq": 9, "userID": "{ann.id}"}
200 {"errCode":1004, ...}
admin: POST /msg/revoke_msg
{"conversationID": "si_nobody_at_all", "seq": 1, "userID": "{ann.id}"}
200 {"errCode":1004, ...}
bob: POST /msg/pull_msg_by_seq
{"userID": "{bob.id}", "seqRanges": [{"conversationID": "{chat}", "begin": 1, "end": 3, "num": 5}]}
200 {"errCode":0, "data":{"msgs":{"{chat}":{"Msgs":[{"contentType":2101, ...}, {"contentType":101, ...}, {"contentType":2101, ...}], ...}}}, ...}

== in a group: owner and administrators, of those below
use group of three
admin: POST /msg/send_msg
{"sendID": "{bob.id}", "groupID": "{group.id}", "content": {"content": "g"}, "contentType": 101, "sessionType": 3}
200 {"errCode":0, ...}
cat: POST /msg/newest_seq
{"userID": "{cat.id}"}
200 {"errCode":0, "data":{"maxSeqs":{"sg_{group.id}":{n:int}, ...}}, ...}
cat: POST /msg/revoke_msg
{"conversationID": "sg_{group.id}", "seq": {n}, "userID": "{cat.id}"}
200 {"errCode":1002, ...}
ann: POST /msg/revoke_msg
{"conversationID": "sg_{group.id}", "seq": {n}, "userID": "{ann.id}"}
200 {"errCode":0, ...}
# A line of the system stands.
ann: POST /msg/revoke_msg
{"conversationID": "sg_{group.id}", "seq": 1, "userID": "{ann.id}"}
200 {"errCode":1002, ...}

== people of RuoYi-IM see it, and theirs are seen
use chat with ruoyi
ann: POST /msg/revoke_msg
{"conversationID": "{chat}", "seq": 1, "userID": "{ann.id}"}
200 {"errCode":0, ...}
rae: GET /api/im/message/list/{dm}
200 {"code":200, "data":[{"isRevoked":true, ...}, {"content":"two", ...}], ...}
rae: DELETE /api/im/message/{said}/recall
200 {"code":200, ...}
ann: POST /msg/pull_msg_by_seq
{"userID": "{ann.id}", "seqRanges": [{"conversationID": "{chat}", "begin": 2, "end": 2, "num": 5}]}
200 {"errCode":0, "data":{"msgs":{"{chat}":{"Msgs":[{"contentType":2101, ...}], ...}}}, ...}

== what is refused
use stranger
bob: POST /msg/revoke_msg
{"conversationID": "{chat}", "seq": 3, "userID": "{ann.id}"}
200 {"errCode":1002, ...}
sam: POST /msg/revoke_msg
{"conversationID": "{chat}", "seq": 3, "userID": "{sam.id}"}
200 {"errCode":1004, ...}
ann: POST /msg/revoke_msg
{"conversationID": "{chat}", "seq": 9, "userID": "{ann.id}"}
200 {"errCode":1004, "errMsg":"RecordNotFoundError", ...}
ann: POST /msg/revoke_msg
{"conversationID": "{chat}", "seq": 0, "userID": "{ann.id}"}
200 {"errCode":1001, ...}
ann: POST /msg/revoke_msg
{"conversationID": "{chat}", "seq": 1}
200 {"errCode":1001, ...}
