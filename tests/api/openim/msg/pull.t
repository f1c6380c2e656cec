# openim 4.5 pull_msg_by_seq; 5.4
use direct chat
== the newest of a range, rising
bob: POST /msg/pull_msg_by_seq
{"userID": "{bob.id}", "seqRanges": [{"conversationID": "{chat}", "begin": 0, "end": 9, "num": 2}], "order": 0}
200 {"errCode":0, "errMsg":"", "errDlt":"", "data":{"msgs":{"{chat}":{"Msgs":[{"seq":2, "sendID":"{bob.id}", "recvID":"{ann.id}", ...}, {"sendID":"{ann.id}", "recvID":"{bob.id}", "groupID":"", "clientMsgID":{_:str}, "serverMsgID":{_:str}, "senderPlatformID":2, "senderNickname":"", "senderFaceURL":"", "sessionType":1, "msgFrom":200, "contentType":101, "content":"eyJjb250ZW50IjoidGhyZWUifQ==", "seq":3, "sendTime":{_:ms}, "createTime":{_:ms}, "status":2, "isRead":false, "offlinePushInfo":null, "atUserIDList":[], "attachedInfo":"", "ex":""}], "isEnd":true, "endSeq":0}}}}
bob: POST /msg/pull_msg_by_seq
{"userID": "{bob.id}", "seqRanges": [{"conversationID": "{chat}", "begin": 2, "end": 2, "num": 5}], "order": 1}
200 {"errCode":0, "data":{"msgs":{"{chat}":{"Msgs":[{"seq":2, ...}], "isEnd":false, "endSeq":0}}}, ...}
bob: POST /msg/pull_msg_by_seq
{"userID": "{bob.id}", "seqRanges": [{"conversationID": "{chat}", "begin": 1, "end": 2, "num": 5}], "order": 1}
200 {"errCode":0, "data":{"msgs":{"{chat}":{"Msgs":[{"seq":1, ...}, {"seq":2, ...}], "isEnd":true, "endSeq":0}}}, ...}

== messages that the reader may not read are passed over
use stranger
sam: POST /msg/pull_msg_by_seq
{"userID": "{sam.id}", "seqRanges": [{"conversationID": "{chat}", "begin": 1, "end": 3, "num": 5}, {"conversationID": "?", "begin": 1, "end": 3, "num": 5}]}
200 {"errCode":0, "data":{}, ...}
admin: POST /msg/pull_msg_by_seq
{"userID": "{ann.id}", "seqRanges": [{"conversationID": "{chat}", "begin": 4, "end": 9, "num": 5}]}
200 {"errCode":0, "data":{}, ...}

== what is refused
bob: POST /msg/pull_msg_by_seq
{"userID": "{ann.id}", "seqRanges": []}
200 {"errCode":1002, ...}
bob: POST /msg/pull_msg_by_seq
{"seqRanges": []}
200 {"errCode":1001, ...}
bob: POST /msg/pull_msg_by_seq
{"userID": "{bob.id}", "seqRanges": [], "order": 2}
200 {"errCode":1001, ...}
