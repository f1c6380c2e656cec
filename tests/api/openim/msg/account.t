# openim 4.5 send_msg of notification accounts; 5.1 session type 4, 5.6 content type 1400
use one user
== an account tells a user something
admin: POST /user/add_notification_account
{"userID": "news_{uniq}", "nickName": "News", "appMangerLevel": 3}
200 {"errCode":0, ...}
admin: POST /msg/send_msg
{"sendID": "news_{uniq}", "recvID": "{ann.id}", "content": {"notificationName": "News", "notificationType": 1, "text": "hello", "mixType": 0}, "contentType": 1400, "sessionType": 1}
200 {"errCode":0, "data":{"serverMsgID":{id:str}, ...}, ...}
ann: POST /conversation/get_all_conversations
{"ownerUserID": "{ann.id}"}
200 {"errCode":0, "data":{"conversations":[{"conversationID":"sn_{ann.id}_news_{uniq}", "conversationType":4, "userID":"news_{uniq}", "groupID":"", ...}]}, ...}
ann: POST /msg/pull_msg_by_seq
{"userID": "{ann.id}", "seqRanges": [{"conversationID": "sn_{ann.id}_news_{uniq}", "begin": 1, "end": 9, "num": 9}]}
200 {"errCode":0, "data":{"msgs":{"sn_{ann.id}_news_{uniq}":{"Msgs":[{"serverMsgID":"{id}", "sendID":"news_{uniq}", "recvID":"{ann.id}", "sessionType":4, "contentType":1400, "msgFrom":200, ...}], ...}}}, ...}
ann: POST /msg/mark_conversation_as_read
{"conversationID": "sn_{ann.id}_news_{uniq}", "userID": "{ann.id}", "hasReadSeq": 1}
200 {"errCode":0, ...}
ann: POST /conversation/set_conversations
{"userIDs": ["{ann.id}"], "conversation": {"conversationID": "sn_{ann.id}_news_{uniq}", "conversationType": 4, "userID": "news_{uniq}", "isPinned": true}}
200 {"errCode":0, ...}
ann: POST /conversation/get_pinned_conversation_ids
{"userID": "{ann.id}"}
200 {"errCode":0, "data":{"conversationIDs":["sn_{ann.id}_news_{uniq}"]}, ...}

== to many, and people of RuoYi-IM read it as a line
use ruoyi user
admin: POST /user/add_notification_account
{"userID": "news_{uniq}", "nickName": "News", "appMangerLevel": 3}
200 {"errCode":0, ...}
admin: POST /msg/batch_send_msg
{"sendID": "news_{uniq}", "recvIDs": ["{ann.id}", "{rae.id}"], "content": {"notificationName": "News", "notificationType": 1, "text": "hello", "mixType": 0}, "contentType": 1400, "sessionType": 1}
200 {"errCode":0, "data":{"results":[{"recvID":"{ann.id}", ...}, {"recvID":"{rae.id}", ...}], "failedUserIDs":[]}, ...}
rae: GET /api/im/conversation/list
200 {"code":200, "data":[{"lastMessage":{"content":"News：hello", ...}, ...}], ...}

== what is refused
use two people
admin: POST /msg/send_msg
{"sendID": "nobody_{uniq}", "recvID": "{ann.id}", "content": {"notificationName": "News", "notificationType": 1, "text": "hello", "mixType": 0}, "contentType": 1400, "sessionType": 1}
200 {"errCode":1101, "errMsg":"UserIDNotFoundError", ...}
admin: POST /msg/send_msg
{"sendID": "{bob.id}", "recvID": "{ann.id}", "content": {"notificationName": "News", "notificationType": 1, "text": "hello", "mixType": 0}, "contentType": 1400, "sessionType": 1}
200 {"errCode":1002, ...}
admin: POST /msg/send_msg
{"sendID": "imAdmin", "recvID": "{ann.id}", "content": {"notificationName": "News", "notificationType": 1, "text": "", "mixType": 0}, "contentType": 1400, "sessionType": 1}
200 {"errCode":500, ...}
admin: POST /msg/send_msg
{"sendID": "imAdmin", "recvID": "{ann.id}", "content": {"notificationName": "News", "notificationType": 1, "text": "x", "mixType": 6}, "contentType": 1400, "sessionType": 1}
200 {"errCode":500, ...}
admin: POST /msg/send_msg
{"sendID": "imAdmin", "recvID": "{ann.id}", "content": {"content": "x"}, "contentType": 101, "sessionType": 4}
200 {"errCode":1001, ...}
