# openim 4.5 send_business_notification, send_simple_msg, check_msg_is_send_success; 5.6
use two people
== a word of the application, to who is there
admin: POST /msg/send_business_notification
{"key": "k", "data": "d", "sendUserID": "{ann.id}", "recvUserID": "{bob.id}"}
200 {"errCode":0, "errMsg":"", "errDlt":"", "data":{"serverMsgID":{_:str}, "clientMsgID":{_:str}, "sendTime":{_:ms}}}
bob: POST /msg/newest_seq
{"userID": "{bob.id}"}
200 {"errCode":0, "data":{}, ...}

== kept, and shown as a message too
admin: POST /msg/send_business_notification
{"key": "k", "data": "d", "sendUserID": "{ann.id}", "recvUserID": "{bob.id}", "sendMsg": true, "reliabilityLevel": 2}
200 {"errCode":0, "data":{"serverMsgID":{id:str}, "clientMsgID":{cid:str}, ...}, ...}
bob: POST /msg/newest_seq
{"userID": "{bob.id}"}
200 {"errCode":0, "data":{"maxSeqs":{"si_{ann.id}_{bob.id}":1, "n_{ann.id}_{bob.id}":1}}, ...}
bob: POST /msg/pull_msg_by_seq
{"userID": "{bob.id}", "seqRanges": [{"conversationID": "si_{ann.id}_{bob.id}", "begin": 1, "end": 1, "num": 1}, {"conversationID": "n_{ann.id}_{bob.id}", "begin": 1, "end": 1, "num": 1}]}
200 {"errCode":0, "data":{"msgs":{"si_{ann.id}_{bob.id}":{"Msgs":[{"serverMsgID":"{id}", "clientMsgID":"{cid}", "contentType":2001, "msgFrom":200, "seq":1, "content":"eyJkZXRhaWwiOiJ7XCJrZXlcIjpcImtcIixcImRhdGFcIjpcImRcIn0ifQ==", ...}], ...}}, "notificationMsgs":{"n_{ann.id}_{bob.id}":{"Msgs":[{"contentType":2001, "content":"eyJkZXRhaWwiOiJ7XCJrZXlcIjpcImtcIixcImRhdGFcIjpcImRcIn0ifQ==", ...}], ...}}}, ...}

== to a group
use group of three, stranger
admin: POST /msg/send_business_notification
{"key": "k", "data": "d", "sendUserID": "imAdmin", "recvGroupID": "{group.id}", "reliabilityLevel": 2}
200 {"errCode":0, ...}
cat: POST /msg/newest_seq
{"userID": "{cat.id}"}
200 {"errCode":0, "data":{"maxSeqs":{"n_{group.id}":1, ...}}, ...}
admin: POST /msg/send_business_notification
{"key": "k", "data": "d", "sendUserID": "{sam.id}", "recvGroupID": "{group.id}"}
200 {"errCode":1203, ...}
admin: POST /msg/send_business_notification
{"key": "k", "data": "d", "sendUserID": "{ann.id}", "recvGroupID": "nowhere"}
200 {"errCode":1004, ...}

== what is refused of it
admin: POST /msg/send_business_notification
{"key": "k", "data": "d", "sendUserID": "{ann.id}", "recvUserID": "{bob.id}", "recvGroupID": "g"}
200 {"errCode":1001, ...}
admin: POST /msg/send_business_notification
{"key": "k", "data": "d", "sendUserID": "{ann.id}"}
200 {"errCode":1001, ...}
admin: POST /msg/send_business_notification
{"key": "k", "data": "d", "recvUserID": "{bob.id}"}
400 {"errCode":1001, ...}
ann: POST /msg/send_business_notification
{"key": "k", "data": "d", "sendUserID": "{ann.id}", "recvUserID": "{bob.id}"}
200 {"errCode":1002, ...}

== an answer to a message of the group that a webhook told of
use group of three
# eyJncm91cElEIjoibm93aGVyZSJ9 is {"groupID":"nowhere"}
bob: POST /msg/send_simple_msg?key=eyJncm91cElEIjoibm93aGVyZSJ9
{"sendID": "{bob.id}", "content": "hi"}
200 {"errCode":1004, ...}
bob: POST /msg/send_simple_msg?key=eyJncm91cElEIjoibm93aGVyZSJ9
{"sendID": "{ann.id}", "content": "hi"}
200 {"errCode":1002, ...}
bob: POST /msg/send_simple_msg?key=nobase64
{"sendID": "{bob.id}", "content": "hi"}
200 {"errCode":1001, ...}
# e30= is {}
bob: POST /msg/send_simple_msg?key=e30%3D
{"sendID": "{bob.id}", "content": "hi"}
200 {"errCode":1001, ...}
bob: POST /msg/send_simple_msg
{"sendID": "{bob.id}", "content": "hi"}
400 {"errCode":1001, ...}
bob: POST /msg/send_simple_msg?key=e30%3D
{"sendID": "{bob.id}"}
400 {"errCode":1001, ...}

== what became of a message, by the operation that sent it
admin: POST /msg/send_msg
header operationID op-{uniq}
{"sendID": "{ann.id}", "recvID": "{bob.id}", "content": {"content": "x"}, "contentType": 101, "sessionType": 1}
200 {"errCode":0, ...}
ann: POST /msg/check_msg_is_send_success
header operationID op-{uniq}
{}
200 {"errCode":0, "errMsg":"", "errDlt":"", "data":{"status":2}}
ann: POST /msg/check_msg_is_send_success
header operationID other-{uniq}
{}
200 {"errCode":0, "data":{"status":0}, ...}
admin: POST /msg/send_msg
header operationID bad-{uniq}
{"sendID": "{ann.id}", "recvID": "nobody_{uniq}", "content": {"content": "x"}, "contentType": 101, "sessionType": 1}
200 {"errCode":1004, ...}
within 10s
ann: POST /msg/check_msg_is_send_success
header operationID bad-{uniq}
{}
200 {"errCode":0, "data":{"status":3}, ...}
