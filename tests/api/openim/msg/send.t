# openim 4.5 send_msg, batch_send_msg; 5.4, 5.6
use two people
== a text, and what clients see of it
admin: POST /msg/send_msg
{"sendID": "{ann.id}", "recvID": "{bob.id}", "senderNickname": "A", "senderFaceURL": "f", "senderPlatformID": 2, "content": {"content": "hello"}, "contentType": 101, "sessionType": 1, "notOfflinePush": true, "offlinePushInfo": {"title": "t"}, "ex": "e"}
200 {"errCode":0, "errMsg":"", "errDlt":"", "data":{"serverMsgID":{id:str}, "clientMsgID":{cid:str}, "sendTime":{at:ms}}}
bob: POST /msg/pull_msg_by_seq
{"userID": "{bob.id}", "seqRanges": [{"conversationID": "si_{ann.id}_{bob.id}", "begin": 1, "end": 9, "num": 9}]}
200 {"errCode":0, "data":{"msgs":{"si_{ann.id}_{bob.id}":{"Msgs":[{"sendID":"{ann.id}", "recvID":"{bob.id}", "clientMsgID":"{cid}", "serverMsgID":"{id}", "senderPlatformID":2, "senderNickname":"A", "senderFaceURL":"f", "sessionType":1, "msgFrom":200, "contentType":101, "content":"eyJjb250ZW50IjoiaGVsbG8ifQ==", "seq":1, "sendTime":{at}, "status":2, "isRead":false, "options":{"offlinePush":false}, "offlinePushInfo":{"title":"t", ...}, "ex":"e", ...}], ...}}}, ...}

== every type, and what each must hold
admin: POST /msg/send_msg
{"sendID": "{ann.id}", "recvID": "{bob.id}", "content": {"sourcePicture": {"type": "png", "width": "1", "height": 1, "url": "u"}, "bigPicture": {"type": "png", "width": 1, "height": 1, "url": "u"}, "snapshotPicture": {"type": "png", "width": 1, "height": 1, "url": "u"}}, "contentType": 102, "sessionType": 1}
200 {"errCode":0, ...}
admin: POST /msg/send_msg
{"sendID": "{ann.id}", "recvID": "{bob.id}", "content": {"sourcePicture": {"type": "png", "width": 0, "height": 1, "url": "u"}}, "contentType": 102, "sessionType": 1}
200 {"errCode":500, ...}
admin: POST /msg/send_msg
{"sendID": "{ann.id}", "recvID": "{bob.id}", "content": {"sourceUrl": "u", "duration": 1}, "contentType": 103, "sessionType": 1}
200 {"errCode":0, ...}
admin: POST /msg/send_msg
{"sendID": "{ann.id}", "recvID": "{bob.id}", "content": {"sourceUrl": "u", "duration": 0}, "contentType": 103, "sessionType": 1}
200 {"errCode":500, ...}
admin: POST /msg/send_msg
{"sendID": "{ann.id}", "recvID": "{bob.id}", "content": {"videoUrl": "u", "videoType": "mp4", "videoSize": 1, "duration": 1, "snapshotUrl": "s", "snapshotWidth": 1, "snapshotHeight": 1}, "contentType": 104, "sessionType": 1}
200 {"errCode":0, ...}
admin: POST /msg/send_msg
{"sendID": "{ann.id}", "recvID": "{bob.id}", "content": {"videoUrl": "u"}, "contentType": 104, "sessionType": 1}
200 {"errCode":500, ...}
admin: POST /msg/send_msg
{"sendID": "{ann.id}", "recvID": "{bob.id}", "content": {"sourceUrl": "u", "fileName": "n", "fileSize": 1}, "contentType": 105, "sessionType": 1}
200 {"errCode":0, ...}
admin: POST /msg/send_msg
{"sendID": "{ann.id}", "recvID": "{bob.id}", "content": {"sourceUrl": "u", "fileName": "n"}, "contentType": 105, "sessionType": 1}
200 {"errCode":500, ...}
admin: POST /msg/send_msg
{"sendID": "{ann.id}", "recvID": "{bob.id}", "content": {"data": "d"}, "contentType": 110, "sessionType": 1}
200 {"errCode":0, ...}
admin: POST /msg/send_msg
{"sendID": "{ann.id}", "recvID": "{bob.id}", "content": {"data": ""}, "contentType": 110, "sessionType": 1}
200 {"errCode":500, ...}
admin: POST /msg/send_msg
{"sendID": "{ann.id}", "recvID": "{bob.id}", "content": {"text": "q"}, "contentType": 114, "sessionType": 1}
200 {"errCode":0, ...}
admin: POST /msg/send_msg
{"sendID": "{ann.id}", "recvID": "{bob.id}", "content": {"content": "# m"}, "contentType": 118, "sessionType": 1}
200 {"errCode":0, ...}
admin: POST /msg/send_msg
{"sendID": "{ann.id}", "recvID": "{bob.id}", "content": {"content": ""}, "contentType": 101, "sessionType": 1}
200 {"errCode":500, ...}
admin: POST /msg/send_msg
{"sendID": "{ann.id}", "recvID": "{bob.id}", "content": {"text": "x"}, "contentType": 106, "sessionType": 1}
200 {"errCode":500, ...}
admin: POST /msg/send_msg
{"sendID": "{ann.id}", "recvID": "{bob.id}", "content": {"content": "x"}, "contentType": 107, "sessionType": 1}
200 {"errCode":1001, ...}

== to a group: of members, and of the server's administrators
use group of three, stranger
admin: POST /msg/send_msg
{"sendID": "{cat.id}", "groupID": "{group.id}", "content": {"content": "hi"}, "contentType": 101, "sessionType": 3}
200 {"errCode":0, ...}
admin: POST /msg/send_msg
{"sendID": "{sam.id}", "groupID": "{group.id}", "content": {"content": "hi"}, "contentType": 101, "sessionType": 3}
200 {"errCode":1203, "errMsg":"NotInGroupYetError", ...}
admin: POST /group/mute_group
{"groupID": "{group.id}"}
200 {"errCode":0, ...}
admin: POST /msg/send_msg
{"sendID": "{cat.id}", "groupID": "{group.id}", "content": {"content": "hi"}, "contentType": 101, "sessionType": 3}
200 {"errCode":1403, "errMsg":"MutedGroup", ...}
admin: POST /msg/send_msg
{"sendID": "imAdmin", "groupID": "{group.id}", "content": {"content": "from above"}, "contentType": 101, "sessionType": 3}
200 {"errCode":0, "data":{"serverMsgID":{_:str}, ...}, ...}
cat: POST /conversation/get_sorted_conversation_list
{"userID": "{cat.id}", "conversationIDs": ["sg_{group.id}"], "pagination": {"pageNumber": 1, "showNumber": 1}}
200 {"errCode":0, "data":{"conversationElems":[{"msgInfo":{"sendID":"imAdmin", "content":"{\"content\":\"from above\"}", ...}, ...}], ...}, ...}
admin: POST /group/mute_group_member
{"groupID": "{group.id}", "userID": "{bob.id}", "mutedSeconds": 60}
200 {"errCode":0, ...}
admin: POST /msg/send_msg
{"sendID": "{bob.id}", "groupID": "{group.id}", "content": {"content": "hi"}, "contentType": 101, "sessionType": 3}
200 {"errCode":1402, "errMsg":"MutedInGroup", ...}
admin: POST /msg/send_msg
{"sendID": "{ann.id}", "groupID": "nowhere", "content": {"content": "hi"}, "contentType": 101, "sessionType": 3}
200 {"errCode":1004, ...}

== who is blocked or not wanted
bob: POST /friend/add_black
{"ownerUserID": "{bob.id}", "blackUserID": "{ann.id}"}
200 {"errCode":0, ...}
admin: POST /msg/send_msg
{"sendID": "{ann.id}", "recvID": "{bob.id}", "content": {"content": "x"}, "contentType": 101, "sessionType": 1}
200 {"errCode":1302, "errMsg":"BlockedByPeer", ...}
admin: POST /msg/send_msg
{"sendID": "imAdmin", "recvID": "{bob.id}", "content": {"content": "x"}, "contentType": 101, "sessionType": 1}
200 {"errCode":0, ...}
ann: POST /user/set_global_msg_recv_opt
{"userID": "{ann.id}", "globalRecvMsgOpt": 1}
200 {"errCode":0, ...}
admin: POST /msg/send_msg
{"sendID": "{bob.id}", "recvID": "{ann.id}", "content": {"content": "x"}, "contentType": 101, "sessionType": 1}
200 {"errCode":1001, "errDlt":"message is not sent", ...}

== only who is there hears what is not to be kept
admin: POST /msg/send_msg
{"sendID": "{ann.id}", "recvID": "{bob.id}", "content": {"content": "x"}, "contentType": 101, "sessionType": 1, "isOnlineOnly": true}
200 {"errCode":0, "data":{"serverMsgID":{_:str}, ...}, ...}
bob: POST /msg/newest_seq
{"userID": "{bob.id}"}
200 {"errCode":0, "data":{}, ...}

== to many at once
use three people
admin: POST /msg/batch_send_msg
{"sendID": "{ann.id}", "recvIDs": ["{bob.id}", "nobody_{uniq}", "{cat.id}"], "content": {"content": "all"}, "contentType": 101, "sessionType": 1}
200 {"errCode":0, "errMsg":"", "errDlt":"", "data":{"results":[{"serverMsgID":{one:str}, "clientMsgID":{cid:str}, "sendTime":{_:ms}, "recvID":"{bob.id}"}, {"serverMsgID":{two:str}, "clientMsgID":"{cid}", "sendTime":{_:ms}, "recvID":"{cat.id}"}], "failedUserIDs":["nobody_{uniq}"]}}
cat: POST /msg/pull_msg_by_seq
{"userID": "{cat.id}", "seqRanges": [{"conversationID": "si_{ann.id}_{cat.id}", "begin": 1, "end": 9, "num": 9}]}
200 {"errCode":0, "data":{"msgs":{"si_{ann.id}_{cat.id}":{"Msgs":[{"serverMsgID":"{two}", "clientMsgID":"{cid}", "seq":1, ...}], ...}}}, ...}
admin: POST /msg/batch_send_msg
{"sendID": "{ann.id}", "recvIDs": [], "content": {"content": "all"}, "contentType": 101, "sessionType": 1}
200 {"errCode":0, "data":{"results":[], "failedUserIDs":[]}, ...}
admin: POST /msg/batch_send_msg
{"sendID": "{ann.id}", "content": {"content": "all"}, "contentType": 101, "sessionType": 1}
400 {"errCode":1001, ...}
admin: POST /msg/batch_send_msg
{"sendID": "{ann.id}", "recvIDs": ["{bob.id}"], "content": {"content": ""}, "contentType": 101, "sessionType": 1}
200 {"errCode":500, ...}
admin: POST /msg/batch_send_msg
{"sendID": "{ann.id}", "recvIDs": ["{bob.id}"], "content": {"content": "x"}, "contentType": 111, "sessionType": 1}
200 {"errCode":1001, ...}
ann: POST /msg/batch_send_msg
{"sendID": "{ann.id}", "recvIDs": ["{bob.id}"], "content": {"content": "x"}, "contentType": 101, "sessionType": 1}
200 {"errCode":1002, ...}

== people of RuoYi-IM read it
use chat with ruoyi
rae: GET /api/im/message/list/{dm}
200 {"code":200, "data":[{"type":"TEXT", "content":"one", "senderName":"{ann.nick}", ...}, {"content":"two", ...}], ...}

== what is refused
ann: POST /msg/send_msg
{"sendID": "{ann.id}", "recvID": "{bob.id}", "content": {"content": "x"}, "contentType": 101, "sessionType": 1}
200 {"errCode":1002, "errMsg":"NoPermissionError", ...}
admin: POST /msg/send_msg
{"recvID": "{bob.id}", "content": {"content": "x"}, "contentType": 101, "sessionType": 1}
400 {"errCode":1001, ...}
admin: POST /msg/send_msg
{"sendID": "{ann.id}", "recvID": "{bob.id}", "contentType": 101, "sessionType": 1}
400 {"errCode":1001, ...}
admin: POST /msg/send_msg
{"sendID": "{ann.id}", "recvID": "{bob.id}", "content": {"content": "x"}, "contentType": 0, "sessionType": 1}
400 {"errCode":1001, ...}
admin: POST /msg/send_msg
raw "no json"
400 {"errCode":1001, ...}
admin: POST /msg/send_msg
{"sendID": "{ann.id}", "content": {"content": "x"}, "contentType": 101, "sessionType": 1}
200 {"errCode":1001, ...}
admin: POST /msg/send_msg
{"sendID": "{ann.id}", "recvID": "{bob.id}", "content": {"content": "x"}, "contentType": 101, "sessionType": 3}
200 {"errCode":1001, ...}
admin: POST /msg/send_msg
{"sendID": "{ann.id}", "groupID": "g", "content": {"content": "x"}, "contentType": 101, "sessionType": 2}
200 {"errCode":1001, ...}
admin: POST /msg/send_msg
{"sendID": "nobody_{uniq}", "recvID": "{bob.id}", "content": {"content": "x"}, "contentType": 101, "sessionType": 1}
200 {"errCode":1004, ...}
admin: POST /msg/send_msg
{"sendID": "{ann.id}", "recvID": "nobody_{uniq}", "content": {"content": "x"}, "contentType": 101, "sessionType": 1}
200 {"errCode":1004, ...}
