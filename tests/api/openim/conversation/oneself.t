# openim 5.1, mapping 1.1: the conversation with oneself, si_u_u, and its changes in n_u_u
use one user
== written, listed, read; nothing of it is unread
admin: POST /msg/send_msg
{"sendID": "{ann.id}", "recvID": "{ann.id}", "content": {"content": "note"}, "contentType": 101, "sessionType": 1}
200 {"errCode":0, "data":{"serverMsgID":{_:str}, ...}, ...}
do say ann ann more
ann: POST /conversation/get_all_conversations
{"ownerUserID": "{ann.id}"}
200 {"errCode":0, "data":{"conversations":[{"conversationID":"si_{ann.id}_{ann.id}", "conversationType":1, "userID":"{ann.id}", "groupID":"", ...}]}, ...}
ann: POST /msg/newest_seq
{"userID": "{ann.id}"}
200 {"errCode":0, "data":{"maxSeqs":{"si_{ann.id}_{ann.id}":2}}, ...}
ann: POST /msg/get_conversations_has_read_and_max_seq
{"userID": "{ann.id}"}
200 {"errCode":0, "data":{"seqs":{"si_{ann.id}_{ann.id}":{"maxSeq":2, "hasReadSeq":2, ...}}, ...}, ...}
ann: POST /msg/pull_msg_by_seq
{"userID": "{ann.id}", "seqRanges": [{"conversationID": "si_{ann.id}_{ann.id}", "begin": 1, "end": 2, "num": 5}]}
200 {"errCode":0, "data":{"msgs":{"si_{ann.id}_{ann.id}":{"Msgs":[{"sendID":"{ann.id}", "recvID":"{ann.id}", "sessionType":1, "seq":1, ...}, {"seq":2, ...}], "isEnd":true, ...}}}, ...}
ann: POST /conversation/get_sorted_conversation_list
{"userID": "{ann.id}", "conversationIDs": [], "pagination": {"pageNumber": 1, "showNumber": 5}}
200 {"errCode":0, "data":{"unreadTotal":0, "conversationElems":[{"unreadCount":0, "msgInfo":{"senderName":"{ann.nick}", ...}, ...}], ...}, ...}
ann: POST /msg/mark_conversation_as_read
{"conversationID": "si_{ann.id}_{ann.id}", "userID": "{ann.id}", "hasReadSeq": 2, "seqs": []}
200 {"errCode":0, ...}
# A receipt to oneself is not kept.
ann: POST /msg/newest_seq
{"userID": "{ann.id}"}
200 {"errCode":0, "data":{"maxSeqs":{"si_{ann.id}_{ann.id}":2}}, ...}

== changes in it are in the user's own stream, between what they did for themselves
admin: POST /msg/send_msg
{"sendID": "{ann.id}", "recvID": "{ann.id}", "content": {"content": "note"}, "contentType": 101, "sessionType": 1}
200 {"errCode":0, "data":{"clientMsgID":{client:str}, ...}, ...}
do say ann ann more
do say ann ann last
ann: POST /msg/revoke_msg
{"conversationID": "si_{ann.id}_{ann.id}", "seq": 1, "userID": "{ann.id}"}
200 {"errCode":0, ...}
ann: POST /msg/delete_msgs
{"conversationID": "si_{ann.id}_{ann.id}", "seqs": [2], "userID": "{ann.id}", "deleteSyncOpt": {"IsSyncSelf": true}}
200 {"errCode":0, ...}
ann: POST /msg/delete_msgs
{"conversationID": "si_{ann.id}_{ann.id}", "seqs": [3], "userID": "{ann.id}", "deleteSyncOpt": {"IsSyncOther": true}}
200 {"errCode":0, ...}
admin: POST /msg/send_business_notification
{"key": "k", "data": "d", "sendUserID": "{ann.id}", "recvUserID": "{ann.id}", "reliabilityLevel": 2}
200 {"errCode":0, ...}
ann: POST /msg/newest_seq
{"userID": "{ann.id}"}
200 {"errCode":0, "data":{"maxSeqs":{"n_{ann.id}_{ann.id}":4, "si_{ann.id}_{ann.id}":3}}, ...}
ann: POST /msg/pull_msg_by_seq
{"userID": "{ann.id}", "seqRanges": [{"conversationID": "n_{ann.id}_{ann.id}", "begin": 1, "end": 9, "num": 0}, {"conversationID": "si_{ann.id}_{ann.id}", "begin": 1, "end": 9, "num": 9}]}
200 {"errCode":0, "data":{"msgs":{"si_{ann.id}_{ann.id}":{"Msgs":[{"seq":1, "contentType":2101, ...}, {"seq":2, "status":4, ...}, {"seq":3, "status":4, ...}], ...}}, "notificationMsgs":{"n_{ann.id}_{ann.id}":{"Msgs":[{"seq":1, "contentType":2101, "sendID":"{ann.id}", "recvID":"{ann.id}", ...}, {"seq":2, "contentType":2102, ...}, {"seq":3, "contentType":2102, ...}, {"seq":4, "contentType":2001, ...}], "isEnd":true, ...}}}, ...}

== settings, and clearing
ann: POST /conversation/set_conversations
{"userIDs": ["{ann.id}"], "conversation": {"conversationID": "si_{ann.id}_{ann.id}", "conversationType": 1, "userID": "{ann.id}", "isPinned": true, "isPrivateChat": true}}
200 {"errCode":0, "errMsg":"", "errDlt":""}
ann: POST /conversation/get_conversation
{"ownerUserID": "{ann.id}", "conversationID": "si_{ann.id}_{ann.id}"}
200 {"errCode":0, "data":{"conversation":{"isPinned":true, "isPrivateChat":true, "userID":"{ann.id}", ...}}, ...}
ann: POST /msg/clear_conversation_msg
{"conversationIDs": ["si_{ann.id}_{ann.id}"], "userID": "{ann.id}", "deleteSyncOpt": {"IsSyncOther": true}}
200 {"errCode":0, ...}
ann: POST /conversation/set_conversations
{"userIDs": ["{ann.id}"], "conversation": {"conversationID": "si_{ann.id}_x", "conversationType": 1, "userID": "{ann.id}", "isPinned": true}}
200 {"errCode":1001, ...}

== a user who refuses strangers may still write to themselves
ann: POST /user/set_global_msg_recv_opt
{"userID": "{ann.id}", "globalRecvMsgOpt": 1}
200 {"errCode":0, ...}
do say ann ann note

== RuoYi-IM has none to make, and lets no users write to themselves
use chat with ruoyi
rae: POST /api/im/message/send
{"receiverId": {rae.id}, "type": "TEXT", "content": "me"}
400 {"code":400, "msg":"不能与自己创建会话", ...}
do say rae rae note
rae: GET /api/im/conversation/list
200 {"code":200, "data":[{"id":{own:int}, "type":"PRIVATE", "name":"{rae.nick}", "unreadCount":0, ...}, {"id":{dm}, ...}], ...}
rae: GET /api/im/message/list/{own}
200 {"code":200, "data":[{"content":"note", ...}], ...}
rae: POST /api/im/message/send
{"conversationId": {own}, "type": "TEXT", "content": "me"}
400 {"code":400, "msg":"不能与自己创建会话", ...}
