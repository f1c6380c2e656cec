# openim 4.5 mark_msgs_as_read, mark_conversation_as_read, set_conversation_has_read_seq,
# get_conversations_has_read_and_max_seq, newest_seq; 5.5
use direct chat
== a conversation is read up to a message
bob: POST /msg/get_conversations_has_read_and_max_seq
{"userID": "{bob.id}", "conversationIDs": []}
200 {"errCode":0, "errMsg":"", "errDlt":"", "data":{"seqs":{"{chat}":{"maxSeq":3, "hasReadSeq":2, "maxSeqTime":{_:ms}}}, "pinnedConversationIDs":[]}}
bob: POST /msg/mark_conversation_as_read
{"conversationID": "{chat}", "userID": "{bob.id}", "hasReadSeq": 3, "seqs": []}
200 {"errCode":0, "errMsg":"", "errDlt":""}
bob: POST /msg/get_conversations_has_read_and_max_seq
{"userID": "{bob.id}", "conversationIDs": ["{chat}", "si_nobody_{bob.id}"], "returnPinned": true}
200 {"errCode":0, "data":{"seqs":{"{chat}":{"maxSeq":3, "hasReadSeq":3, "maxSeqTime":{_:ms}}}, "pinnedConversationIDs":[]}, ...}
# It never goes back, and stops at the end.
bob: POST /msg/mark_conversation_as_read
{"conversationID": "{chat}", "userID": "{bob.id}", "hasReadSeq": 1}
200 {"errCode":0, ...}
ann: POST /msg/mark_conversation_as_read
{"conversationID": "{chat}", "userID": "{ann.id}", "hasReadSeq": 99}
200 {"errCode":0, ...}
bob: POST /msg/get_conversations_has_read_and_max_seq
{"userID": "{bob.id}"}
200 {"errCode":0, "data":{"seqs":{"{chat}":{"hasReadSeq":3, ...}}, ...}, ...}
ann: POST /msg/pull_msg_by_seq
{"userID": "{ann.id}", "seqRanges": [{"conversationID": "{chat}", "begin": 1, "end": 3, "num": 9}]}
200 {"errCode":0, "data":{"msgs":{"{chat}":{"Msgs":[{"seq":1, "isRead":true, ...}, {"seq":2, "isRead":true, ...}, {"seq":3, "isRead":true, ...}], "isEnd":true, "endSeq":0}}}, ...}

== single messages are read up to the greatest
bob: POST /msg/mark_msgs_as_read
{"conversationID": "{chat}", "userID": "{bob.id}", "seqs": [3, 1]}
200 {"errCode":0, "errMsg":"", "errDlt":""}
bob: POST /msg/get_conversations_has_read_and_max_seq
{"userID": "{bob.id}"}
200 {"errCode":0, "data":{"seqs":{"{chat}":{"hasReadSeq":3, ...}}, ...}, ...}

== a number can be set by hand, also down
do say ann bob four
bob: POST /msg/mark_conversation_as_read
{"conversationID": "{chat}", "userID": "{bob.id}", "hasReadSeq": 4}
200 {"errCode":0, ...}
bob: POST /msg/set_conversation_has_read_seq
{"conversationID": "{chat}", "userID": "{bob.id}", "hasReadSeq": 3, "noNotification": true}
200 {"errCode":0, "errMsg":"", "errDlt":""}
bob: POST /msg/get_conversations_has_read_and_max_seq
{"userID": "{bob.id}"}
200 {"errCode":0, "data":{"seqs":{"{chat}":{"hasReadSeq":3, ...}}, ...}, ...}
# What ann was shown stays.
ann: POST /msg/pull_msg_by_seq
{"userID": "{ann.id}", "seqRanges": [{"conversationID": "{chat}", "begin": 4, "end": 4, "num": 9}]}
200 {"errCode":0, "data":{"msgs":{"{chat}":{"Msgs":[{"seq":4, "isRead":true, ...}], ...}}}, ...}
bob: POST /msg/set_conversation_has_read_seq
{"conversationID": "{chat}", "userID": "{bob.id}", "hasReadSeq": 4}
200 {"errCode":0, ...}
bob: POST /msg/get_conversations_has_read_and_max_seq
{"userID": "{bob.id}"}
200 {"errCode":0, "data":{"seqs":{"{chat}":{"hasReadSeq":4, ...}}, ...}, ...}
bob: POST /msg/set_conversation_has_read_seq
{"conversationID": "{chat}", "userID": "{bob.id}", "hasReadSeq": 5}
200 {"errCode":1001, "errMsg":"ArgsError", ...}

== newest numbers
ann: POST /msg/newest_seq
{"userID": "{ann.id}"}
200 {"errCode":0, "data":{"maxSeqs":{"{chat}":3}}, ...}
admin: POST /msg/newest_seq
{"userID": "{bob.id}"}
200 {"errCode":0, "data":{"maxSeqs":{"{chat}":3}}, ...}
use stranger
sam: POST /msg/newest_seq
{"userID": "{sam.id}"}
200 {"errCode":0, "data":{}, ...}
sam: POST /msg/newest_seq
{"userID": "{ann.id}"}
200 {"errCode":1002, "errMsg":"NoPermissionError", ...}
sam: POST /msg/newest_seq
{}
200 {"errCode":1001, ...}

== people of RuoYi-IM read, and are read
use chat with ruoyi
ann: POST /msg/mark_conversation_as_read
{"conversationID": "{chat}", "userID": "{ann.id}", "hasReadSeq": 2}
200 {"errCode":0, ...}
rae: GET /api/im/message/list/{dm}
200 {"code":200, "data":[{"content":"one", ...}, {"content":"two", "readStatus":{"readCount":1, ...}, ...}], ...}
rae: PUT /api/im/conversation/{dm}/markAsRead
200 {"code":200, ...}
ann: POST /msg/pull_msg_by_seq
{"userID": "{ann.id}", "seqRanges": [{"conversationID": "{chat}", "begin": 1, "end": 1, "num": 9}]}
200 {"errCode":0, "data":{"msgs":{"{chat}":{"Msgs":[{"seq":1, "isRead":true, ...}], ...}}}, ...}
admin: POST /msg/get_conversations_has_read_and_max_seq
{"userID": "{rae.id}"}
200 {"errCode":0, "data":{"seqs":{"{chat}":{"maxSeq":2, "hasReadSeq":2, ...}}, ...}, ...}

== what is refused
use stranger
bob: POST /msg/mark_conversation_as_read
{"conversationID": "{chat}", "userID": "{ann.id}", "hasReadSeq": 1}
200 {"errCode":1002, ...}
sam: POST /msg/mark_conversation_as_read
{"conversationID": "{chat}", "userID": "{sam.id}", "hasReadSeq": 1}
200 {"errCode":1004, "errMsg":"RecordNotFoundError", ...}
admin: POST /msg/mark_conversation_as_read
{"conversationID": "{chat}", "userID": "nobody_{uniq}", "hasReadSeq": 1}
200 {"errCode":1004, ...}
bob: POST /msg/mark_conversation_as_read
{"conversationID": "{chat}", "userID": "{bob.id}", "hasReadSeq": 0}
200 {"errCode":1001, ...}
bob: POST /msg/mark_conversation_as_read
{"conversationID": "", "userID": "{bob.id}", "hasReadSeq": 1}
200 {"errCode":1001, ...}
bob: POST /msg/mark_conversation_as_read
{"conversationID": "{chat}", "userID": "{bob.id}", "hasReadSeq": 1, "seqs": [0]}
200 {"errCode":1001, ...}
bob: POST /msg/mark_msgs_as_read
{"conversationID": "{chat}", "userID": "{ann.id}", "seqs": [1]}
200 {"errCode":1002, ...}
sam: POST /msg/mark_msgs_as_read
{"conversationID": "{chat}", "userID": "{sam.id}", "seqs": [1]}
200 {"errCode":1004, ...}
bob: POST /msg/mark_msgs_as_read
{"conversationID": "{chat}", "userID": "{bob.id}", "seqs": []}
200 {"errCode":1001, ...}
bob: POST /msg/mark_msgs_as_read
{"conversationID": "{chat}", "userID": "{bob.id}"}
200 {"errCode":1001, ...}
bob: POST /msg/mark_msgs_as_read
{"conversationID": "{chat}", "userID": "{bob.id}", "seqs": [1, 0]}
200 {"errCode":1001, ...}
bob: POST /msg/mark_msgs_as_read
{"conversationID": "{chat}", "userID": "{bob.id}", "seqs": [1, 4]}
200 {"errCode":1001, ...}
bob: POST /msg/set_conversation_has_read_seq
{"conversationID": "{chat}", "userID": "{ann.id}", "hasReadSeq": 1}
200 {"errCode":1002, ...}
sam: POST /msg/set_conversation_has_read_seq
{"conversationID": "{chat}", "userID": "{sam.id}", "hasReadSeq": 1}
200 {"errCode":1004, ...}
bob: POST /msg/set_conversation_has_read_seq
{"conversationID": "{chat}", "userID": "{bob.id}", "hasReadSeq": 0}
200 {"errCode":1001, ...}
bob: POST /msg/get_conversations_has_read_and_max_seq
{"userID": "{ann.id}"}
200 {"errCode":1002, ...}
bob: POST /msg/get_conversations_has_read_and_max_seq
{}
200 {"errCode":1001, ...}

== the server's clock
bob: POST /msg/get_server_time
{}
200 {"errCode":0, "errMsg":"", "errDlt":"", "data":{"serverTime":{_:ms}}}
POST /msg/get_server_time
{}
200 {"errCode":1001, "errDlt":"header must have token", ...}
