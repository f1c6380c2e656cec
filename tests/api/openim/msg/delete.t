# openim 4.5 delete_msgs, delete_msg_phsical_by_seq, clear_conversation_msg, user_clear_all_msg; 5.5
use direct chat
== deleted for oneself: a placeholder for oneself, and for nobody else
bob: POST /msg/delete_msgs
{"conversationID": "{chat}", "seqs": [1, 9], "userID": "{bob.id}", "deleteSyncOpt": null}
200 {"errCode":0, "errMsg":"", "errDlt":""}
bob: POST /msg/pull_msg_by_seq
{"userID": "{bob.id}", "seqRanges": [{"conversationID": "{chat}", "begin": 1, "end": 2, "num": 5}]}
200 {"errCode":0, "data":{"msgs":{"{chat}":{"Msgs":[{"seq":1, "status":4, "content":"", ...}, {"seq":2, "status":2, ...}], ...}}}, ...}
ann: POST /msg/pull_msg_by_seq
{"userID": "{ann.id}", "seqRanges": [{"conversationID": "{chat}", "begin": 1, "end": 1, "num": 5}]}
200 {"errCode":0, "data":{"msgs":{"{chat}":{"Msgs":[{"seq":1, "status":2, ...}], ...}}}, ...}
# Nobody was told: their own stream is empty. With IsSyncSelf their devices are.
bob: POST /msg/newest_seq
{"userID": "{bob.id}"}
200 {"errCode":0, "data":{"maxSeqs":{"{chat}":3}}, ...}
bob: POST /msg/delete_msgs
{"conversationID": "{chat}", "seqs": [2], "userID": "{bob.id}", "deleteSyncOpt": {"IsSyncSelf": true}}
200 {"errCode":0, ...}
bob: POST /msg/newest_seq
{"userID": "{bob.id}"}
200 {"errCode":0, "data":{"maxSeqs":{"{chat}":3, "n_{bob.id}_{bob.id}":1}}, ...}
bob: POST /msg/pull_msg_by_seq
{"userID": "{bob.id}", "seqRanges": [{"conversationID": "n_{bob.id}_{bob.id}", "begin": 1, "end": 1, "num": 0}]}
200 {"errCode":0, "data":{"notificationMsgs":{"n_{bob.id}_{bob.id}":{"Msgs":[{"contentType":2102, "seq":1, ...}], ...}}}, ...}

== deleted for all
bob: POST /msg/delete_msgs
{"conversationID": "{chat}", "seqs": [1, 3], "userID": "{bob.id}", "deleteSyncOpt": {"IsSyncOther": true}}
200 {"errCode":0, ...}
ann: POST /msg/pull_msg_by_seq
{"userID": "{ann.id}", "seqRanges": [{"conversationID": "{chat}", "begin": 1, "end": 3, "num": 5}]}
200 {"errCode":0, "data":{"msgs":{"{chat}":{"Msgs":[{"seq":1, "status":4, ...}, {"seq":2, "status":2, ...}, {"seq":3, "status":4, ...}], ...}}}, ...}
ann: POST /msg/pull_msg_by_seq
{"userID": "{ann.id}", "seqRanges": [{"conversationID": "n_{ann.id}_{bob.id}", "begin": 1, "end": 9, "num": 0}]}
200 {"errCode":0, "data":{"notificationMsgs":{"n_{ann.id}_{bob.id}":{"Msgs":[{"contentType":2102, "seq":1, ...}], ...}}}, ...}
ann: POST /msg/revoke_msg
{"conversationID": "{chat}", "seq": 1, "userID": "{ann.id}"}
200 {"errCode":1004, ...}

== erased by an administrator
bob: POST /msg/delete_msg_phsical_by_seq
{"conversationID": "{chat}", "seqs": [1]}
200 {"errCode":1002, ...}
admin: POST /msg/delete_msg_phsical_by_seq
{"conversationID": "{chat}", "seqs": [1, 77]}
200 {"errCode":0, "errMsg":"", "errDlt":""}
bob: POST /msg/pull_msg_by_seq
{"userID": "{bob.id}", "seqRanges": [{"conversationID": "{chat}", "begin": 1, "end": 1, "num": 5}]}
200 {"errCode":0, "data":{"msgs":{"{chat}":{"Msgs":[{"seq":1, "status":4, ...}], ...}}}, ...}
ann: POST /msg/newest_seq
{"userID": "{ann.id}"}
200 {"errCode":0, "data":{"maxSeqs":{"{chat}":3}}, ...}
admin: POST /msg/delete_msg_phsical_by_seq
{"conversationID": "sg_nowhere", "seqs": [1]}
200 {"errCode":1004, ...}
admin: POST /msg/delete_msg_phsical_by_seq
{"seqs": [1]}
200 {"errCode":1001, ...}

== cleared for oneself
bob: POST /msg/clear_conversation_msg
{"conversationIDs": ["{chat}", "si_nobody_{bob.id}"], "userID": "{bob.id}", "deleteSyncOpt": {"IsSyncSelf": true}}
200 {"errCode":0, "errMsg":"", "errDlt":""}
bob: POST /msg/pull_msg_by_seq
{"userID": "{bob.id}", "seqRanges": [{"conversationID": "{chat}", "begin": 1, "end": 3, "num": 5}]}
200 {"errCode":0, "data":{}, ...}
bob: POST /msg/get_conversations_has_read_and_max_seq
{"userID": "{bob.id}"}
200 {"errCode":0, "data":{"seqs":{"{chat}":{"maxSeq":3, "hasReadSeq":3, ...}}, ...}, ...}
bob: POST /conversation/get_conversation
{"ownerUserID": "{bob.id}", "conversationID": "{chat}"}
200 {"errCode":0, "data":{"conversation":{"minSeq":4, ...}}, ...}
ann: POST /msg/pull_msg_by_seq
{"userID": "{ann.id}", "seqRanges": [{"conversationID": "{chat}", "begin": 1, "end": 3, "num": 5}]}
200 {"errCode":0, "data":{"msgs":{"{chat}":{"Msgs":[{...}, {...}, {...}], ...}}}, ...}

== cleared for all
bob: POST /msg/clear_conversation_msg
{"conversationIDs": ["{chat}"], "userID": "{bob.id}", "deleteSyncOpt": {"IsSyncOther": true}}
200 {"errCode":0, ...}
ann: POST /msg/pull_msg_by_seq
{"userID": "{ann.id}", "seqRanges": [{"conversationID": "{chat}", "begin": 1, "end": 3, "num": 5}]}
200 {"errCode":0, "data":{}, ...}
ann: POST /msg/get_conversations_has_read_and_max_seq
{"userID": "{ann.id}"}
200 {"errCode":0, "data":{"seqs":{"{chat}":{"maxSeq":3, "hasReadSeq":3, ...}}, ...}, ...}
do say bob ann new
ann: POST /msg/pull_msg_by_seq
{"userID": "{ann.id}", "seqRanges": [{"conversationID": "{chat}", "begin": 1, "end": 9, "num": 5}]}
200 {"errCode":0, "data":{"msgs":{"{chat}":{"Msgs":[{"seq":4, ...}], ...}}}, ...}

== all conversations at once
use group of three
bob: POST /msg/user_clear_all_msg
{"userID": "{bob.id}"}
200 {"errCode":0, "errMsg":"", "errDlt":""}
bob: POST /msg/pull_msg_by_seq
{"userID": "{bob.id}", "seqRanges": [{"conversationID": "{chat}", "begin": 1, "end": 9, "num": 5}, {"conversationID": "sg_{group.id}", "begin": 1, "end": 9, "num": 5}]}
200 {"errCode":0, "data":{}, ...}
ann: POST /msg/user_clear_all_msg
{"userID": "{ann.id}", "deleteSyncOpt": {"IsSyncOther": true}}
200 {"errCode":0, ...}
cat: POST /msg/pull_msg_by_seq
{"userID": "{cat.id}", "seqRanges": [{"conversationID": "sg_{group.id}", "begin": 1, "end": 9, "num": 5}]}
200 {"errCode":0, "data":{}, ...}

== a member who left clears what they kept
use group of three
cat: POST /group/quit_group
{"groupID": "{group.id}", "userID": "{cat.id}"}
200 {"errCode":0, ...}
cat: POST /msg/clear_conversation_msg
{"conversationIDs": ["sg_{group.id}"], "userID": "{cat.id}"}
200 {"errCode":0, ...}
cat: POST /msg/pull_msg_by_seq
{"userID": "{cat.id}", "seqRanges": [{"conversationID": "sg_{group.id}", "begin": 1, "end": 9, "num": 5}]}
200 {"errCode":0, "data":{}, ...}
cat: POST /msg/delete_msgs
{"conversationID": "sg_{group.id}", "seqs": [1], "userID": "{cat.id}", "deleteSyncOpt": {"IsSyncOther": true}}
200 {"errCode":1004, ...}

== people of RuoYi-IM see it, and theirs is seen
use chat with ruoyi
ann: POST /msg/delete_msgs
{"conversationID": "{chat}", "seqs": [1], "userID": "{ann.id}", "deleteSyncOpt": {"IsSyncOther": true}}
200 {"errCode":0, ...}
rae: GET /api/im/message/list/{dm}
200 {"code":200, "data":[{"content":"two", ...}], ...}
rae: DELETE /api/im/message/conversation/{dm}/clear
200 {"code":200, ...}
admin: POST /conversation/get_conversation
{"ownerUserID": "{rae.id}", "conversationID": "{chat}"}
200 {"errCode":0, "data":{"conversation":{"minSeq":3, ...}}, ...}
ann: POST /msg/clear_conversation_msg
{"conversationIDs": ["{chat}"], "userID": "{ann.id}", "deleteSyncOpt": {"IsSyncOther": true}}
200 {"errCode":0, ...}
rae: GET /api/im/message/list/{dm}
200 {"code":200, "data":[], ...}
admin: POST /msg/clear_conversation_msg
{"conversationIDs": ["{chat}"], "userID": "{rae.id}"}
200 {"errCode":0, ...}

== what is refused
use stranger
bob: POST /msg/delete_msgs
{"conversationID": "{chat}", "seqs": [1], "userID": "{ann.id}"}
200 {"errCode":1002, ...}
sam: POST /msg/delete_msgs
{"conversationID": "{chat}", "seqs": [1], "userID": "{sam.id}"}
200 {"errCode":1004, ...}
sam: POST /msg/delete_msgs
{"conversationID": "{chat}", "seqs": [1], "userID": "{sam.id}", "deleteSyncOpt": {"IsSyncOther": true}}
200 {"errCode":1004, ...}
bob: POST /msg/delete_msgs
{"conversationID": "{chat}", "userID": "{bob.id}"}
200 {"errCode":1001, ...}
bob: POST /msg/clear_conversation_msg
{"conversationIDs": ["{chat}"], "userID": "{ann.id}"}
200 {"errCode":1002, ...}
bob: POST /msg/clear_conversation_msg
{"userID": "{bob.id}"}
200 {"errCode":1001, ...}
bob: POST /msg/user_clear_all_msg
{"userID": "{ann.id}"}
200 {"errCode":1002, ...}
bob: POST /msg/user_clear_all_msg
{}
200 {"errCode":1001, ...}
