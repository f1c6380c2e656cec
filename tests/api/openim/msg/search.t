# openim 4.5 search_msg
use direct chat
== by sender, receiver, type, day, session
admin: POST /msg/search_msg
{"sendID": "{ann.id}", "pagination": {"pageNumber": 1, "showNumber": 10}}
200 {"errCode":0, "errMsg":"", "errDlt":"", "data":{"chatLogs":[{"chatLog":{"serverMsgID":{_:str}, "clientMsgID":{_:str}, "sendID":"{ann.id}", "recvID":"{bob.id}", "groupID":"", "recvNickname":"{bob.nick}", "senderPlatformID":2, "senderNickname":"", "senderFaceURL":"", "groupName":"", "sessionType":1, "msgFrom":200, "contentType":101, "content":"{\"content\":\"three\"}", "status":2, "sendTime":{_:ms}, "createTime":{_:ms}, "ex":"", "groupFaceURL":"", "groupMemberCount":0, "seq":3, "groupOwner":"", "groupType":0}, "isRevoked":false}, {"chatLog":{"seq":1, ...}, ...}], "chatLogsNum":2}}
admin: POST /msg/search_msg
{"recvID": "{ann.id}", "contentType": 101, "sessionType": 1, "pagination": {"pageNumber": 1, "showNumber": 10}}
200 {"errCode":0, "data":{"chatLogs":[{"chatLog":{"sendID":"{bob.id}", "recvID":"{ann.id}", "seq":2, ...}, ...}], "chatLogsNum":1}, ...}
admin: POST /msg/search_msg
{"sendID": "{ann.id}", "recvID": "{bob.id}", "pagination": {"pageNumber": 2, "showNumber": 1}}
200 {"errCode":0, "data":{"chatLogs":[{"chatLog":{"seq":1, ...}, ...}], "chatLogsNum":2}, ...}
admin: POST /msg/search_msg
{"sendID": "{ann.id}", "contentType": 102, "pagination": {"pageNumber": 1, "showNumber": 10}}
200 {"errCode":0, "data":{"chatLogs":[], "chatLogsNum":0}, ...}
admin: POST /msg/search_msg
{"sendID": "{ann.id}", "sessionType": 3, "pagination": {"pageNumber": 1, "showNumber": 10}}
200 {"errCode":0, "data":{"chatLogs":[], "chatLogsNum":0}, ...}
admin: POST /msg/search_msg
{"sendID": "{ann.id}", "sendTime": "2001-01-01", "pagination": {"pageNumber": 1, "showNumber": 10}}
200 {"errCode":0, "data":{"chatLogs":[], "chatLogsNum":0}, ...}
admin: POST /msg/search_msg
{"sendID": "nobody_{uniq}", "pagination": {"pageNumber": 1, "showNumber": 10}}
200 {"errCode":0, "data":{"chatLogs":[], "chatLogsNum":0}, ...}

== recalled ones keep what they held, of groups the group is told
use group of three
ann: POST /msg/revoke_msg
{"conversationID": "{chat}", "seq": 1, "userID": "{ann.id}"}
200 {"errCode":0, ...}
admin: POST /msg/search_msg
{"sendID": "{ann.id}", "recvID": "{bob.id}", "pagination": {"pageNumber": 2, "showNumber": 1}}
200 {"errCode":0, "data":{"chatLogs":[{"chatLog":{"seq":1, "contentType":101, "content":"{\"content\":\"one\"}", ...}, "isRevoked":true}], ...}, ...}
admin: POST /msg/send_msg
{"sendID": "{cat.id}", "groupID": "{group.id}", "content": {"content": "g"}, "contentType": 101, "sessionType": 3}
200 {"errCode":0, ...}
admin: POST /msg/search_msg
{"sendID": "{cat.id}", "recvID": "{group.id}", "sessionType": 3, "pagination": {"pageNumber": 1, "showNumber": 10}}
200 {"errCode":0, "data":{"chatLogs":[{"chatLog":{"sendID":"{cat.id}", "recvID":"{group.id}", "groupID":"{group.id}", "groupName":"{group.name}", "groupMemberCount":3, "groupOwner":"{ann.id}", "groupType":2, "sessionType":3, ...}, ...}], "chatLogsNum":1}, ...}

== what is refused
ann: POST /msg/search_msg
{"pagination": {"pageNumber": 1, "showNumber": 10}}
200 {"errCode":1002, ...}
admin: POST /msg/search_msg
{}
200 {"errCode":1001, ...}
admin: POST /msg/search_msg
{"sendTime": "yesterday", "pagination": {"pageNumber": 1, "showNumber": 10}}
200 {"errCode":1001, ...}
