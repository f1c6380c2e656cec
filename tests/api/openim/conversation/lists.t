# openim 4.6 get_all_conversations, get_conversation, get_conversations, get_owner_conversation,
# get_sorted_conversation_list, get_not_notify_conversation_ids, get_pinned_conversation_ids
use direct chat, group of three
== all of them, one, some
bob: POST /conversation/get_all_conversations
{"ownerUserID": "{bob.id}"}
200 {"errCode":0, "errMsg":"", "errDlt":"", "data":{"conversations":[{"ownerUserID":"{bob.id}", "conversationID":"{chat}", "recvMsgOpt":0, "conversationType":1, "userID":"{ann.id}", "groupID":"", "isPinned":false, "attachedInfo":"", "isPrivateChat":false, "groupAtType":0, "ex":"", "burnDuration":0, "minSeq":0, "maxSeq":0, "msgDestructTime":0, "latestMsgDestructTime":0, "isMsgDestruct":false}, {"conversationID":"sg_{group.id}", "conversationType":3, "userID":"", "groupID":"{group.id}", ...}]}}
admin: POST /conversation/get_conversation
{"ownerUserID": "{bob.id}", "conversationID": "sg_{group.id}"}
200 {"errCode":0, "data":{"conversation":{"conversationID":"sg_{group.id}", ...}}, ...}
bob: POST /conversation/get_conversation
{"ownerUserID": "{bob.id}", "conversationID": "si_nobody_{bob.id}"}
200 {"errCode":1004, "errMsg":"RecordNotFoundError", ...}
bob: POST /conversation/get_conversations
{"ownerUserID": "{bob.id}", "conversationIDs": ["{chat}", "sg_nowhere", "x"]}
200 {"errCode":0, "data":{"conversations":[{"conversationID":"{chat}", ...}]}, ...}
bob: POST /conversation/get_conversations
{"ownerUserID": "{bob.id}", "conversationIDs": []}
200 {"errCode":0, "data":{"conversations":[]}, ...}

== by page
bob: POST /conversation/get_owner_conversation
{"userID": "{bob.id}", "pagination": {"pageNumber": 1, "showNumber": 1}}
200 {"errCode":0, "data":{"total":2, "conversations":[{"conversationID":{first:str}, ...}]}, ...}
bob: POST /conversation/get_owner_conversation
{"userID": "{bob.id}", "pagination": {"pageNumber": 2, "showNumber": 1}}
200 {"errCode":0, "data":{"total":2, "conversations":[{...}]}, ...}
bob: POST /conversation/get_owner_conversation
{"userID": "{bob.id}", "pagination": {"pageNumber": 3, "showNumber": 1}}
200 {"errCode":0, "data":{"total":2, "conversations":[]}, ...}
bob: POST /conversation/get_owner_conversation
{"userID": "{bob.id}", "pagination": {"pageNumber": 0, "showNumber": 1}}
200 {"errCode":1001, ...}
bob: POST /conversation/get_owner_conversation
{"userID": "{bob.id}"}
200 {"errCode":1001, ...}

== with the last messages, pinned ones first
bob: POST /conversation/get_sorted_conversation_list
{"userID": "{bob.id}", "conversationIDs": [], "pagination": {"pageNumber": 1, "showNumber": 10}}
200 {"errCode":0, "errMsg":"", "errDlt":"", "data":{"conversationTotal":2, "unreadTotal":{_:int}, "conversationElems":[{"conversationID":"sg_{group.id}", "recvMsgOpt":0, "unreadCount":{_:int}, "IsPinned":false, "msgInfo":{"sessionType":3, "groupID":"{group.id}", "groupName":"{group.name}", "groupType":2, "groupMemberCount":3, ...}}, {"conversationID":"{chat}", "recvMsgOpt":0, "unreadCount":1, "IsPinned":false, "msgInfo":{"serverMsgID":{_:str}, "clientMsgID":{_:str}, "sessionType":1, "sendID":"{ann.id}", "recvID":"{bob.id}", "senderName":"{ann.nick}", "faceURL":"{ann.face}", "groupID":"", "groupName":"", "groupFaceURL":"", "groupType":0, "groupMemberCount":0, "LatestMsgRecvTime":{_:ms}, "msgFrom":200, "contentType":101, "content":"{\"content\":\"three\"}", "ex":""}}]}}
bob: POST /conversation/set_conversations
{"userIDs": ["{bob.id}"], "conversation": {"conversationID": "{chat}", "conversationType": 1, "userID": "{ann.id}", "isPinned": true}}
200 {"errCode":0, "errMsg":"", "errDlt":""}
bob: POST /conversation/get_sorted_conversation_list
{"userID": "{bob.id}", "pagination": {"pageNumber": 1, "showNumber": 1}}
200 {"errCode":0, "data":{"conversationTotal":2, "conversationElems":[{"conversationID":"{chat}", "IsPinned":true, ...}], ...}, ...}
bob: POST /conversation/get_sorted_conversation_list
{"userID": "{bob.id}", "conversationIDs": ["sg_{group.id}"], "pagination": {"pageNumber": 1, "showNumber": 9}}
200 {"errCode":0, "data":{"conversationTotal":1, "conversationElems":[{"conversationID":"sg_{group.id}", ...}], ...}, ...}
bob: POST /conversation/get_sorted_conversation_list
{"userID": "{bob.id}", "conversationIDs": ["sg_nowhere"], "pagination": {"pageNumber": 1, "showNumber": 9}}
200 {"errCode":1004, ...}
bob: POST /conversation/get_sorted_conversation_list
{"userID": "{bob.id}"}
200 {"errCode":1001, ...}
bob: POST /conversation/get_pinned_conversation_ids
{"userID": "{bob.id}"}
200 {"errCode":0, "data":{"conversationIDs":["{chat}"]}, ...}
bob: POST /msg/get_conversations_has_read_and_max_seq
{"userID": "{bob.id}", "conversationIDs": ["{chat}"], "returnPinned": true}
200 {"errCode":0, "data":{"pinnedConversationIDs":["{chat}"], ...}, ...}

== those that are silent
bob: POST /conversation/set_conversations
{"userIDs": ["{bob.id}"], "conversation": {"conversationID": "sg_{group.id}", "conversationType": 3, "groupID": "{group.id}", "recvMsgOpt": 2}}
200 {"errCode":0, ...}
bob: POST /conversation/get_not_notify_conversation_ids
{"userID": "{bob.id}"}
200 {"errCode":0, "data":{"conversationIDs":["sg_{group.id}"]}, ...}
ann: POST /conversation/get_not_notify_conversation_ids
{"userID": "{ann.id}"}
200 {"errCode":0, "data":{"conversationIDs":[]}, ...}

== mentions show until they are read
admin: POST /msg/send_msg
{"sendID": "{ann.id}", "groupID": "{group.id}", "content": {"text": "@{bob.id}", "atUserList": ["{bob.id}"]}, "contentType": 106, "sessionType": 3}
200 {"errCode":0, ...}
bob: POST /conversation/get_conversation
{"ownerUserID": "{bob.id}", "conversationID": "sg_{group.id}"}
200 {"errCode":0, "data":{"conversation":{"groupAtType":1, ...}}, ...}
cat: POST /conversation/get_conversation
{"ownerUserID": "{cat.id}", "conversationID": "sg_{group.id}"}
200 {"errCode":0, "data":{"conversation":{"groupAtType":0, ...}}, ...}
admin: POST /msg/send_msg
{"sendID": "{ann.id}", "groupID": "{group.id}", "content": {"text": "all", "atUserList": ["AtAllTag"]}, "contentType": 106, "sessionType": 3}
200 {"errCode":0, ...}
bob: POST /conversation/get_conversation
{"ownerUserID": "{bob.id}", "conversationID": "sg_{group.id}"}
200 {"errCode":0, "data":{"conversation":{"groupAtType":3, ...}}, ...}
cat: POST /conversation/get_conversation
{"ownerUserID": "{cat.id}", "conversationID": "sg_{group.id}"}
200 {"errCode":0, "data":{"conversation":{"groupAtType":2, ...}}, ...}
bob: POST /conversation/set_conversations
{"userIDs": ["{bob.id}"], "conversation": {"conversationID": "sg_{group.id}", "conversationType": 3, "groupID": "{group.id}", "groupAtType": 0}}
200 {"errCode":0, ...}
bob: POST /conversation/get_conversation
{"ownerUserID": "{bob.id}", "conversationID": "sg_{group.id}"}
200 {"errCode":0, "data":{"conversation":{"groupAtType":0, ...}}, ...}

== a member who left keeps it, up to their end
cat: POST /group/quit_group
{"groupID": "{group.id}", "userID": "{cat.id}"}
200 {"errCode":0, ...}
cat: POST /conversation/get_conversation
{"ownerUserID": "{cat.id}", "conversationID": "sg_{group.id}"}
200 {"errCode":0, "data":{"conversation":{"maxSeq":{m:int}, ...}}, ...}
cat: POST /msg/newest_seq
{"userID": "{cat.id}"}
200 {"errCode":0, "data":{"maxSeqs":{"sg_{group.id}":{m}}}, ...}

== what is refused
ann: POST /conversation/get_all_conversations
{"ownerUserID": "{bob.id}"}
200 {"errCode":1002, ...}
ann: POST /conversation/get_all_conversations
{}
200 {"errCode":1001, ...}
ann: POST /conversation/get_conversation
{"ownerUserID": "{bob.id}", "conversationID": "{chat}"}
200 {"errCode":1002, ...}
ann: POST /conversation/get_conversation
{"ownerUserID": "{ann.id}"}
200 {"errCode":1001, ...}
ann: POST /conversation/get_conversations
{"ownerUserID": "{bob.id}", "conversationIDs": []}
200 {"errCode":1002, ...}
ann: POST /conversation/get_conversations
{"ownerUserID": "{ann.id}"}
200 {"errCode":1001, ...}
ann: POST /conversation/get_owner_conversation
{"userID": "{bob.id}", "pagination": {"pageNumber": 1, "showNumber": 1}}
200 {"errCode":1002, ...}
ann: POST /conversation/get_sorted_conversation_list
{"userID": "{bob.id}", "pagination": {"pageNumber": 1, "showNumber": 1}}
200 {"errCode":1002, ...}
ann: POST /conversation/get_not_notify_conversation_ids
{"userID": "{bob.id}"}
200 {"errCode":1002, ...}
ann: POST /conversation/get_not_notify_conversation_ids
{}
200 {"errCode":1001, ...}
ann: POST /conversation/get_pinned_conversation_ids
{"userID": "{bob.id}"}
200 {"errCode":1002, ...}
ann: POST /conversation/get_pinned_conversation_ids
{}
200 {"errCode":1001, ...}

== an announcement shows until it is read
cat: POST /conversation/get_conversation
{"ownerUserID": "{cat.id}", "conversationID": "sg_{group.id}"}
200 {"errCode":0, "data":{"conversation":{"groupAtType":0, ...}}, ...}
ann: POST /group/set_group_info
{"groupInfoForSet": {"groupID": "{group.id}", "notification": "tomorrow at ten"}}
200 {"errCode":0, ...}
bob: POST /conversation/get_conversation
{"ownerUserID": "{bob.id}", "conversationID": "sg_{group.id}"}
200 {"errCode":0, "data":{"conversation":{"groupAtType":4, ...}}, ...}
bob: POST /conversation/get_all_conversations
{"ownerUserID": "{bob.id}"}
200 {"errCode":0, "data":{"conversations":[..., {"conversationID":"sg_{group.id}", "groupAtType":4, ...}, ...]}, ...}
admin: POST /msg/send_msg
{"sendID": "{ann.id}", "groupID": "{group.id}", "content": {"text": "all", "atUserList": ["AtAllTag"]}, "contentType": 106, "sessionType": 3}
200 {"errCode":0, ...}
cat: POST /conversation/get_conversation
{"ownerUserID": "{cat.id}", "conversationID": "sg_{group.id}"}
200 {"errCode":0, "data":{"conversation":{"groupAtType":2, ...}}, ...}
ann: POST /group/set_group_info
{"groupInfoForSet": {"groupID": "{group.id}", "notification": "no, at eleven"}}
200 {"errCode":0, ...}
bob: POST /conversation/set_conversations
{"userIDs": ["{bob.id}"], "conversation": {"conversationID": "sg_{group.id}", "conversationType": 3, "groupID": "{group.id}", "groupAtType": 0}}
200 {"errCode":0, ...}
bob: POST /conversation/get_conversation
{"ownerUserID": "{bob.id}", "conversationID": "sg_{group.id}"}
200 {"errCode":0, "data":{"conversation":{"groupAtType":0, ...}}, ...}
cat: POST /conversation/get_conversation
{"ownerUserID": "{cat.id}", "conversationID": "sg_{group.id}"}
200 {"errCode":0, "data":{"conversation":{"groupAtType":4, ...}}, ...}

== what was taken off the list is on no page, until something comes
bob: POST /conversation/delete_conversations
{"ownerUserID": "{bob.id}", "conversationIDs": ["{chat}"]}
200 {"errCode":0, ...}
bob: POST /conversation/get_owner_conversation
{"userID": "{bob.id}", "pagination": {"pageNumber": 1, "showNumber": 1}}
200 {"errCode":0, "data":{"total":1, "conversations":[{"conversationID":"sg_{group.id}", ...}]}, ...}
bob: POST /conversation/get_owner_conversation
{"userID": "{bob.id}", "pagination": {"pageNumber": 2, "showNumber": 1}}
200 {"errCode":0, "data":{"total":1, "conversations":[]}, ...}
admin: POST /msg/send_msg
{"sendID": "{ann.id}", "recvID": "{bob.id}", "content": {"content": "there"}, "contentType": 101, "sessionType": 1}
200 {"errCode":0, ...}
bob: POST /conversation/get_owner_conversation
{"userID": "{bob.id}", "pagination": {"pageNumber": 1, "showNumber": 9}}
200 {"errCode":0, "data":{"total":2, "conversations":[..., {"conversationID":"{chat}", ...}, ...]}, ...}

== the last message is the last that one did not delete
bob: POST /msg/delete_msgs
{"conversationID": "{chat}", "seqs": [3], "userID": "{bob.id}"}
200 {"errCode":0, ...}
bob: POST /conversation/get_sorted_conversation_list
{"userID": "{bob.id}", "conversationIDs": ["{chat}"], "pagination": {"pageNumber": 1, "showNumber": 1}}
200 {"errCode":0, "data":{"conversationElems":[{"conversationID":"{chat}", "msgInfo":{"sendID":"{bob.id}", ...}, ...}], ...}, ...}
ann: POST /conversation/get_sorted_conversation_list
{"userID": "{ann.id}", "conversationIDs": ["{chat}"], "pagination": {"pageNumber": 1, "showNumber": 1}}
200 {"errCode":0, "data":{"conversationElems":[{"conversationID":"{chat}", "msgInfo":{"sendID":"{ann.id}", ...}, ...}], ...}, ...}
