# openim 4.5 delete_msg_physical: what is older than so many seconds is gone for everybody
use direct chat
== what is old goes, what is new stays, the numbers too
clock +2d
do purge [] 86400
bob: POST /msg/pull_msg_by_seq
{"userID": "{bob.id}", "seqRanges": [{"conversationID": "{chat}", "begin": 1, "end": 9, "num": 9}]}
200 {"errCode":0, "data":{}, ...}
bob: POST /msg/get_conversations_has_read_and_max_seq
{"userID": "{bob.id}"}
200 {"errCode":0, "data":{"seqs":{"{chat}":{"maxSeq":3, "hasReadSeq":3, ...}}, ...}, ...}
bob: POST /conversation/get_sorted_conversation_list
{"userID": "{bob.id}", "conversationIDs": [], "pagination": {"pageNumber": 1, "showNumber": 5}}
200 {"errCode":0, "data":{"unreadTotal":0, "conversationElems":[{"unreadCount":0, "msgInfo":null, ...}], ...}, ...}
admin: POST /msg/search_msg
{"recvID": "{ann.id}", "sessionType": 1, "pagination": {"pageNumber": 1, "showNumber": 5}}
200 {"errCode":0, "data":{"chatLogsNum":0, ...}, ...}
do say ann bob new
bob: POST /msg/pull_msg_by_seq
{"userID": "{bob.id}", "seqRanges": [{"conversationID": "{chat}", "begin": 1, "end": 9, "num": 9}]}
200 {"errCode":0, "data":{"msgs":{"{chat}":{"Msgs":[{"seq":4, "status":2, ...}], "isEnd":true, ...}}}, ...}
do purge [] 86400
bob: POST /msg/get_conversations_has_read_and_max_seq
{"userID": "{bob.id}"}
200 {"errCode":0, "data":{"seqs":{"{chat}":{"maxSeq":4, "hasReadSeq":3, ...}}, ...}, ...}

== only in the conversations that are named
use group of three
admin: POST /msg/send_msg
{"sendID": "{ann.id}", "groupID": "{group.id}", "content": {"content": "kept"}, "contentType": 101, "sessionType": 3}
200 {"errCode":0, ...}
clock +2d
do purge ["{chat}","sg_nowhere","nonsense"] 3600
ann: POST /msg/pull_msg_by_seq
{"userID": "{ann.id}", "seqRanges": [{"conversationID": "{chat}", "begin": 1, "end": 9, "num": 9}, {"conversationID": "sg_{group.id}", "begin": 1, "end": 9, "num": 9}]}
200 {"errCode":0, "data":{"msgs":{"sg_{group.id}":{"Msgs":[{...}, {"seq":2, "status":2, ...}], ...}}}, ...}
do purge ["sg_{group.id}"] 3600
cat: POST /msg/pull_msg_by_seq
{"userID": "{cat.id}", "seqRanges": [{"conversationID": "sg_{group.id}", "begin": 1, "end": 9, "num": 9}]}
200 {"errCode":0, "data":{}, ...}
cat: POST /msg/get_conversations_has_read_and_max_seq
{"userID": "{cat.id}"}
200 {"errCode":0, "data":{"seqs":{"sg_{group.id}":{"maxSeq":2, "hasReadSeq":2, ...}}, ...}, ...}

== nothing goes before its time
do purge ["{chat}"] 3600
bob: POST /msg/pull_msg_by_seq
{"userID": "{bob.id}", "seqRanges": [{"conversationID": "{chat}", "begin": 1, "end": 9, "num": 9}]}
200 {"errCode":0, "data":{"msgs":{"{chat}":{"Msgs":[{"status":2, ...}, {"status":2, ...}, {"status":2, ...}], ...}}}, ...}

== for people of RuoYi-IM the history ends there
use chat with ruoyi
# Their tokens last two hours.
clock +90m
do purge ["{chat}"] 3600
rae: GET /api/im/message/list/{dm}
200 {"code":200, "data":[], ...}
rae: GET /api/im/conversation/list
200 {"code":200, "data":[{"unreadCount":0, ...}], ...}
ann: POST /msg/revoke_msg
{"conversationID": "{chat}", "seq": 1, "userID": "{ann.id}"}
200 {"errCode":1004, ...}

== what is refused
bob: POST /msg/delete_msg_physical
{"conversationIDs": [], "timestamp": 3600}
200 {"errCode":1002, "errMsg":"NoPermissionError", ...}
admin: POST /msg/delete_msg_physical
{"timestamp": 3600}
200 {"errCode":1001, ...}
admin: POST /msg/delete_msg_physical
{"conversationIDs": null, "timestamp": 3600}
200 {"errCode":1001, ...}
# Without an age everything would be old.
admin: POST /msg/delete_msg_physical
{"conversationIDs": []}
200 {"errCode":1001, ...}
admin: POST /msg/delete_msg_physical
{"conversationIDs": [], "timestamp": 0}
200 {"errCode":1001, ...}
