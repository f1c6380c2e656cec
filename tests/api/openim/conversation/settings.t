# openim 4.6 set_conversations, delete_conversations, update_conversations_by_user
use direct chat
== every field is kept, and nobody else's
bob: POST /conversation/set_conversations
{"userIDs": ["{bob.id}"], "conversation": {"conversationID": "{chat}", "conversationType": 1, "userID": "{ann.id}", "recvMsgOpt": 2, "isPinned": true, "attachedInfo": "a", "ex": "e", "burnDuration": 30, "minSeq": 2, "maxSeq": 2, "groupAtType": 4, "msgDestructTime": 86400, "isMsgDestruct": true}}
200 {"errCode":0, "errMsg":"", "errDlt":""}
bob: POST /conversation/get_conversation
{"ownerUserID": "{bob.id}", "conversationID": "{chat}"}
200 {"errCode":0, "data":{"conversation":{"ownerUserID":"{bob.id}", "conversationID":"{chat}", "recvMsgOpt":2, "conversationType":1, "userID":"{ann.id}", "groupID":"", "isPinned":true, "attachedInfo":"a", "isPrivateChat":false, "groupAtType":4, "ex":"e", "burnDuration":30, "minSeq":0, "maxSeq":0, "msgDestructTime":86400, "latestMsgDestructTime":0, "isMsgDestruct":true}}, ...}
bob: POST /conversation/set_conversations
{"userIDs": ["{bob.id}"], "conversation": {"conversationID": "{chat}", "conversationType": 1, "userID": "{ann.id}", "recvMsgOpt": 0, "isPinned": false, "ex": ""}}
200 {"errCode":0, ...}
bob: POST /conversation/get_conversation
{"ownerUserID": "{bob.id}", "conversationID": "{chat}"}
200 {"errCode":0, "data":{"conversation":{"recvMsgOpt":0, "isPinned":false, "attachedInfo":"a", "ex":"", "burnDuration":30, ...}}, ...}
ann: POST /conversation/get_conversation
{"ownerUserID": "{ann.id}", "conversationID": "{chat}"}
200 {"errCode":0, "data":{"conversation":{"recvMsgOpt":0, "isPinned":false, "attachedInfo":"", "burnDuration":0, ...}}, ...}

== who refuses messages gets none
bob: POST /conversation/set_conversations
{"userIDs": ["{bob.id}"], "conversation": {"conversationID": "{chat}", "conversationType": 1, "userID": "{ann.id}", "recvMsgOpt": 1}}
200 {"errCode":0, ...}
admin: POST /msg/send_msg
{"sendID": "{ann.id}", "recvID": "{bob.id}", "content": {"content": "x"}, "contentType": 101, "sessionType": 1}
200 {"errCode":1001, "errDlt":"message is not sent", ...}

== a conversation is made by who decides something about it
use stranger
sam: POST /conversation/set_conversations
{"userIDs": ["{sam.id}"], "conversation": {"conversationID": "si_{ann.id}_{sam.id}", "conversationType": 1, "userID": "{ann.id}", "isPinned": true}}
200 {"errCode":0, ...}
sam: POST /conversation/get_all_conversations
{"ownerUserID": "{sam.id}"}
200 {"errCode":0, "data":{"conversations":[{"userID":"{ann.id}", "isPinned":true, ...}]}, ...}
ann: POST /conversation/get_conversation
{"ownerUserID": "{ann.id}", "conversationID": "si_{ann.id}_{sam.id}"}
200 {"errCode":1004, ...}

== messages that vanish are a matter of both, and told in a line
bob: POST /conversation/set_conversations
{"userIDs": ["{bob.id}"], "conversation": {"conversationID": "{chat}", "conversationType": 1, "userID": "{ann.id}", "isPrivateChat": true}}
200 {"errCode":0, ...}
ann: POST /conversation/get_conversation
{"ownerUserID": "{ann.id}", "conversationID": "{chat}"}
200 {"errCode":0, "data":{"conversation":{"isPrivateChat":true, ...}}, ...}
bob: POST /conversation/get_conversation
{"ownerUserID": "{bob.id}", "conversationID": "{chat}"}
200 {"errCode":0, "data":{"conversation":{"isPrivateChat":true, ...}}, ...}
ann: POST /msg/newest_seq
{"userID": "{ann.id}"}
200 {"errCode":0, "data":{"maxSeqs":{"{chat}":4, ...}}, ...}
# Again changes nothing.
ann: POST /conversation/set_conversations
{"userIDs": ["{ann.id}"], "conversation": {"conversationID": "{chat}", "conversationType": 1, "userID": "{bob.id}", "isPrivateChat": true}}
200 {"errCode":0, ...}
ann: POST /msg/newest_seq
{"userID": "{ann.id}"}
200 {"errCode":0, "data":{"maxSeqs":{"{chat}":4, ...}}, ...}
ann: POST /conversation/set_conversations
{"userIDs": ["{ann.id}"], "conversation": {"conversationID": "{chat}", "conversationType": 1, "userID": "{bob.id}", "isPrivateChat": false}}
200 {"errCode":0, ...}
bob: POST /conversation/get_conversation
{"ownerUserID": "{bob.id}", "conversationID": "{chat}"}
200 {"errCode":0, "data":{"conversation":{"isPrivateChat":false, ...}}, ...}

== an administrator decides for both, and for members of a group
use group of three
admin: POST /conversation/set_conversations
{"userIDs": ["{ann.id}", "{bob.id}"], "conversation": {"conversationID": "{chat}", "conversationType": 1, "userID": "{bob.id}", "isPinned": true}}
200 {"errCode":0, ...}
ann: POST /conversation/get_pinned_conversation_ids
{"userID": "{ann.id}"}
200 {"errCode":0, "data":{"conversationIDs":["{chat}"]}, ...}
bob: POST /conversation/get_pinned_conversation_ids
{"userID": "{bob.id}"}
200 {"errCode":0, "data":{"conversationIDs":["{chat}"]}, ...}
admin: POST /conversation/set_conversations
{"userIDs": ["{bob.id}", "{cat.id}"], "conversation": {"conversationID": "sg_{group.id}", "conversationType": 3, "groupID": "{group.id}", "recvMsgOpt": 2, "ex": "both"}}
200 {"errCode":0, ...}
bob: POST /conversation/get_conversation
{"ownerUserID": "{bob.id}", "conversationID": "sg_{group.id}"}
200 {"errCode":0, "data":{"conversation":{"recvMsgOpt":2, "ex":"both", ...}}, ...}
cat: POST /conversation/get_conversation
{"ownerUserID": "{cat.id}", "conversationID": "sg_{group.id}"}
200 {"errCode":0, "data":{"conversation":{"recvMsgOpt":2, "ex":"both", ...}}, ...}
ann: POST /conversation/get_conversation
{"ownerUserID": "{ann.id}", "conversationID": "sg_{group.id}"}
200 {"errCode":0, "data":{"conversation":{"recvMsgOpt":0, "ex":"", ...}}, ...}

== something is kept with all of them
use group of three
bob: POST /conversation/update_conversations_by_user
{"userID": "{bob.id}", "ex": "all"}
200 {"errCode":0, "errMsg":"", "errDlt":""}
bob: POST /conversation/get_all_conversations
{"ownerUserID": "{bob.id}"}
200 {"errCode":0, "data":{"conversations":[{"ex":"all", ...}, {"ex":"all", ...}]}, ...}
bob: POST /conversation/update_conversations_by_user
{"userID": "{bob.id}"}
200 {"errCode":0, ...}
bob: POST /conversation/update_conversations_by_user
{"userID": "{ann.id}", "ex": "x"}
200 {"errCode":1002, ...}
bob: POST /conversation/update_conversations_by_user
{"ex": "x"}
200 {"errCode":1001, ...}

== taken off the list until the next message
bob: POST /conversation/delete_conversations
{"ownerUserID": "{bob.id}", "conversationIDs": ["{chat}", "sg_nowhere"]}
200 {"errCode":0, "errMsg":"", "errDlt":""}
bob: POST /conversation/get_all_conversations
{"ownerUserID": "{bob.id}"}
200 {"errCode":0, "data":{"conversations":[]}, ...}
bob: POST /conversation/get_conversation
{"ownerUserID": "{bob.id}", "conversationID": "{chat}"}
200 {"errCode":1004, ...}
# Messages and numbers stay.
bob: POST /msg/pull_msg_by_seq
{"userID": "{bob.id}", "seqRanges": [{"conversationID": "{chat}", "begin": 3, "end": 3, "num": 5}]}
200 {"errCode":0, "data":{"msgs":{"{chat}":{"Msgs":[{"seq":3, ...}], ...}}}, ...}
do say ann bob x
bob: POST /conversation/get_all_conversations
{"ownerUserID": "{bob.id}"}
200 {"errCode":0, "data":{"conversations":[{"conversationID":"{chat}", ...}]}, ...}

== those that are silent for some days
bob: POST /conversation/delete_conversations
{"ownerUserID": "{bob.id}", "needDeleteTime": 2}
200 {"errCode":0, ...}
bob: POST /conversation/get_all_conversations
{"ownerUserID": "{bob.id}"}
200 {"errCode":0, "data":{"conversations":[{...}]}, ...}
clock +3d
bob: POST /conversation/delete_conversations
{"ownerUserID": "{bob.id}", "needDeleteTime": 2}
200 {"errCode":0, ...}
bob: POST /conversation/get_all_conversations
{"ownerUserID": "{bob.id}"}
200 {"errCode":0, "data":{"conversations":[]}, ...}

== RuoYi-IM and OpenIM have the same pins and mutes
use chat with ruoyi
admin: POST /conversation/set_conversations
{"userIDs": ["{rae.id}"], "conversation": {"conversationID": "{chat}", "conversationType": 1, "userID": "{ann.id}", "recvMsgOpt": 2, "isPinned": true}}
200 {"errCode":0, ...}
rae: GET /api/im/conversation/list
200 {"code":200, "data":[{"pinned":true, "muted":true, ...}], ...}
rae: PUT /api/im/conversation/{dm}/muted
{"muted": false}
200 {"code":200, ...}
rae: PUT /api/im/conversation/{dm}/pinned
{"pinned": false}
200 {"code":200, ...}
admin: POST /conversation/get_conversation
{"ownerUserID": "{rae.id}", "conversationID": "{chat}"}
200 {"errCode":0, "data":{"conversation":{"recvMsgOpt":0, "isPinned":false, ...}}, ...}
rae: DELETE /api/im/conversation/{dm}
200 {"code":200, ...}
admin: POST /conversation/get_conversation
{"ownerUserID": "{rae.id}", "conversationID": "{chat}"}
200 {"errCode":1004, ...}

== what is refused
use group of three, stranger
ann: POST /conversation/set_conversations
{"userIDs": ["{bob.id}"], "conversation": {"conversationID": "{chat}", "conversationType": 1, "userID": "{ann.id}", "isPinned": true}}
200 {"errCode":1002, ...}
ann: POST /conversation/set_conversations
{"userIDs": ["{ann.id}", "{bob.id}"], "conversation": {"conversationID": "{chat}", "conversationType": 1, "userID": "{bob.id}", "isPinned": true}}
200 {"errCode":1002, ...}
ann: POST /conversation/set_conversations
{"userIDs": ["{ann.id}"], "conversation": {"conversationID": "{chat}", "conversationType": 0, "userID": "{bob.id}"}}
200 {"errCode":1001, ...}
ann: POST /conversation/set_conversations
{"userIDs": ["{ann.id}"], "conversation": {"conversationID": "{chat}", "conversationType": 1}}
200 {"errCode":1001, ...}
ann: POST /conversation/set_conversations
{"userIDs": ["{ann.id}"], "conversation": {"conversationID": "sg_{group.id}", "conversationType": 3}}
200 {"errCode":1001, ...}
ann: POST /conversation/set_conversations
{"userIDs": ["{ann.id}"], "conversation": {"conversationID": "si_a_b", "conversationType": 1, "userID": "{bob.id}"}}
200 {"errCode":1001, ...}
ann: POST /conversation/set_conversations
{"userIDs": ["{ann.id}"], "conversation": {"conversationID": "{chat}", "conversationType": 1, "userID": "{bob.id}", "recvMsgOpt": 3}}
200 {"errCode":1001, ...}
ann: POST /conversation/set_conversations
{"userIDs": [], "conversation": {"conversationID": "{chat}", "conversationType": 1, "userID": "{bob.id}"}}
200 {"errCode":1001, ...}
ann: POST /conversation/set_conversations
{"userIDs": ["{ann.id}"]}
200 {"errCode":1001, ...}
ann: POST /conversation/set_conversations
{"userIDs": ["{ann.id}"], "conversation": {"conversationID": "si_{ann.id}_nobody", "conversationType": 1, "userID": "nobody"}}
200 {"errCode":1004, ...}
sam: POST /conversation/set_conversations
{"userIDs": ["{sam.id}"], "conversation": {"conversationID": "sg_{group.id}", "conversationType": 3, "groupID": "{group.id}"}}
200 {"errCode":1004, ...}
ann: POST /conversation/set_conversations
{"userIDs": ["{ann.id}"], "conversation": {"conversationID": "g_nowhere", "conversationType": 2, "groupID": "nowhere"}}
200 {"errCode":1201, "errMsg":"GroupIDNotFoundError", ...}
bob: POST /conversation/delete_conversations
{"ownerUserID": "{ann.id}", "conversationIDs": ["{chat}"]}
200 {"errCode":1002, ...}
bob: POST /conversation/delete_conversations
{"ownerUserID": "{bob.id}", "conversationIDs": ["{chat}"], "needDeleteTime": 1}
200 {"errCode":1001, ...}
bob: POST /conversation/delete_conversations
{"ownerUserID": "{bob.id}"}
200 {"errCode":1001, ...}

== every night messages that are too old for their user go, for that user alone
bob: POST /conversation/set_conversations
{"userIDs": ["{bob.id}"], "conversation": {"conversationID": "{chat}", "conversationType": 1, "userID": "{ann.id}", "isMsgDestruct": true, "msgDestructTime": 86400}}
200 {"errCode":0, ...}
clock +2d
do say ann bob new
within 10s
bob: POST /conversation/get_conversation
{"ownerUserID": "{bob.id}", "conversationID": "{chat}"}
200 {"errCode":0, "data":{"conversation":{"minSeq":4, "isMsgDestruct":true, "msgDestructTime":86400, "latestMsgDestructTime":{_:ms}, ...}}, ...}
bob: POST /msg/pull_msg_by_seq
{"userID": "{bob.id}", "seqRanges": [{"conversationID": "{chat}", "begin": 1, "end": 9, "num": 9}]}
200 {"errCode":0, "data":{"msgs":{"{chat}":{"Msgs":[{"seq":4, ...}], ...}}}, ...}
bob: POST /msg/get_conversations_has_read_and_max_seq
{"userID": "{bob.id}"}
200 {"errCode":0, "data":{"seqs":{"{chat}":{"maxSeq":4, "hasReadSeq":3, ...}}, ...}, ...}
ann: POST /msg/pull_msg_by_seq
{"userID": "{ann.id}", "seqRanges": [{"conversationID": "{chat}", "begin": 1, "end": 9, "num": 9}]}
200 {"errCode":0, "data":{"msgs":{"{chat}":{"Msgs":[{...}, {...}, {...}, {...}], ...}}}, ...}
