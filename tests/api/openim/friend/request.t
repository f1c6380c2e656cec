# openim 4.3 add_friend, add_friend_response and the lists of requests
use two people
== asking and agreeing
ann: POST /friend/add_friend
{"fromUserID": "{ann.id}", "toUserID": "{bob.id}", "reqMsg": "hi", "ex": "e"}
200 {"errCode":0, "errMsg":"", "errDlt":""}
bob: POST /friend/get_self_unhandled_apply_count
{"userID": "{bob.id}", "time": 0}
200 {"errCode":0, "data":{"count":1}, ...}
bob: POST /friend/get_friend_apply_list
{"userID": "{bob.id}", "pagination": {"pageNumber": 1, "showNumber": 10}}
200 {"errCode":0, "data":{"FriendRequests":[{"fromUserID":"{ann.id}", "fromNickname":"{ann.nick}", "fromFaceURL":"{ann.face}", "toUserID":"{bob.id}", "toNickname":"{bob.nick}", "toFaceURL":"{bob.face}", "handleResult":0, "reqMsg":"hi", "createTime":{_:ms}, "handlerUserID":"", "handleMsg":"", "handleTime":0, "ex":"e"}], "total":1}, ...}
bob: POST /friend/add_friend_response
{"fromUserID": "{ann.id}", "toUserID": "{bob.id}", "handleResult": 1, "handleMsg": "yes"}
200 {"errCode":0, "errMsg":"", "errDlt":""}
ann: POST /friend/get_self_friend_apply_list
{"userID": "{ann.id}", "pagination": {"pageNumber": 1, "showNumber": 10}}
200 {"errCode":0, "data":{"friendRequests":[{"handleResult":1, "handlerUserID":"{bob.id}", "handleMsg":"yes", "handleTime":{_:ms}, ...}], "total":1}, ...}
ann: POST /friend/is_friend
{"userID1": "{ann.id}", "userID2": "{bob.id}"}
200 {"errCode":0, "data":{"inUser1Friends":true, "inUser2Friends":true}, ...}
ann: POST /friend/get_friend_list
{"userID": "{ann.id}", "pagination": {"pageNumber": 1, "showNumber": 10}}
200 {"errCode":0, "data":{"friendsInfo":[{"ownerUserID":"{ann.id}", "remark":"", "createTime":{_:int}, "friendUser":{"userID":"{bob.id}", "nickname":"{bob.nick}", "faceURL":"{bob.face}", "ex":"", "createTime":0, "appMangerLevel":0, "globalRecvMsgOpt":0}, "addSource":2, "operatorUserID":"{ann.id}", "ex":"", "isPinned":false}], "total":1}, ...}
bob: POST /friend/get_self_unhandled_apply_count
{"userID": "{bob.id}", "time": 0}
200 {"errCode":0, "data":{"count":0}, ...}
ann: POST /friend/add_friend
{"fromUserID": "{ann.id}", "toUserID": "{bob.id}"}
200 {"errCode":1304, "errMsg":"RelationshipAlreadyError", ...}

== refusing, and asking again
ann: POST /friend/add_friend
{"fromUserID": "{ann.id}", "toUserID": "{bob.id}"}
200 {"errCode":0, ...}
bob: POST /friend/add_friend_response
{"fromUserID": "{ann.id}", "toUserID": "{bob.id}", "handleResult": -1, "handleMsg": "no"}
200 {"errCode":0, "errMsg":"", "errDlt":""}
bob: POST /friend/add_friend_response
{"fromUserID": "{ann.id}", "toUserID": "{bob.id}", "handleResult": -1}
200 {"errCode":1305, "errMsg":"FriendRequestHandled", ...}
bob: POST /friend/add_friend_response
{"fromUserID": "{ann.id}", "toUserID": "{bob.id}", "handleResult": 1}
200 {"errCode":1001, "errDlt":"the friend request has been processed", ...}
ann: POST /friend/get_designated_friend_apply
{"fromUserID": "{ann.id}", "toUserID": "{bob.id}"}
200 {"errCode":0, "data":{"friendRequests":[{"handleResult":-1, "handleMsg":"no", ...}]}, ...}
ann: POST /friend/add_friend
{"fromUserID": "{ann.id}", "toUserID": "{bob.id}", "reqMsg": "again"}
200 {"errCode":0, ...}
bob: POST /friend/get_friend_apply_list
{"userID": "{bob.id}", "pagination": {"pageNumber": 1, "showNumber": 10}}
200 {"errCode":0, "data":{"FriendRequests":[{"handleResult":0, "reqMsg":"again", "handleMsg":"", ...}], "total":1}, ...}

== asking while it waits replaces it
ann: POST /friend/add_friend
{"fromUserID": "{ann.id}", "toUserID": "{bob.id}", "reqMsg": "one"}
200 {"errCode":0, ...}
ann: POST /friend/add_friend
{"fromUserID": "{ann.id}", "toUserID": "{bob.id}", "reqMsg": "two"}
200 {"errCode":0, ...}
bob: POST /friend/get_friend_apply_list
{"userID": "{bob.id}", "pagination": {"pageNumber": 1, "showNumber": 10}}
200 {"errCode":0, "data":{"FriendRequests":[{"reqMsg":"two", ...}], "total":1}, ...}

== two requests that meet wait both; agreeing to one agrees to both
ann: POST /friend/add_friend
{"fromUserID": "{ann.id}", "toUserID": "{bob.id}"}
200 {"errCode":0, ...}
bob: POST /friend/add_friend
{"fromUserID": "{bob.id}", "toUserID": "{ann.id}"}
200 {"errCode":0, ...}
ann: POST /friend/is_friend
{"userID1": "{bob.id}", "userID2": "{ann.id}"}
200 {"errCode":0, "data":{"inUser1Friends":false, "inUser2Friends":false}, ...}
ann: POST /friend/add_friend_response
{"fromUserID": "{bob.id}", "toUserID": "{ann.id}", "handleResult": 1}
200 {"errCode":0, ...}
ann: POST /friend/get_designated_friend_apply
{"fromUserID": "{ann.id}", "toUserID": "{bob.id}"}
200 {"errCode":0, "data":{"friendRequests":[{"fromUserID":"{ann.id}", "handleResult":1, ...}, {"fromUserID":"{bob.id}", "handleResult":1, ...}]}, ...}

== lists by result
ann: POST /friend/add_friend
{"fromUserID": "{ann.id}", "toUserID": "{bob.id}"}
200 {"errCode":0, ...}
bob: POST /friend/get_friend_apply_list
{"userID": "{bob.id}", "pagination": {"pageNumber": 1, "showNumber": 10}, "handleResults": [1, -1]}
200 {"errCode":0, "data":{"FriendRequests":[], "total":0}, ...}
bob: POST /friend/get_friend_apply_list
{"userID": "{bob.id}", "pagination": {"pageNumber": 1, "showNumber": 10}, "handleResults": [0]}
200 {"errCode":0, "data":{"FriendRequests":[{...}], "total":1}, ...}
ann: POST /friend/get_self_friend_apply_list
{"userID": "{ann.id}", "pagination": {"pageNumber": 2, "showNumber": 10}, "handleResults": [0]}
200 {"errCode":0, "data":{"friendRequests":[], "total":1}, ...}

== what nobody answered in thirty days is refused
ann: POST /friend/add_friend
{"fromUserID": "{ann.id}", "toUserID": "{bob.id}"}
200 {"errCode":0, ...}
clock +31d
ann: POST /friend/get_self_friend_apply_list
{"userID": "{ann.id}", "pagination": {"pageNumber": 1, "showNumber": 10}, "handleResults": [-1]}
200 {"errCode":0, "data":{"friendRequests":[{"handleResult":-1, "handleMsg":"已过期", ...}], "total":1}, ...}
bob: POST /friend/get_self_unhandled_apply_count
{"userID": "{bob.id}", "time": 0}
200 {"errCode":0, "data":{"count":0}, ...}

== what is refused
ann: POST /friend/add_friend
{"fromUserID": "{ann.id}", "toUserID": "{ann.id}"}
200 {"errCode":1301, "errMsg":"CanNotAddYourselfError", ...}
ann: POST /friend/add_friend
{"fromUserID": "{ann.id}", "toUserID": "nobody_{uniq}"}
200 {"errCode":1004, "errDlt":"toUserID: user not found", ...}
ann: POST /friend/add_friend
{"fromUserID": "{bob.id}", "toUserID": "{ann.id}"}
200 {"errCode":1002, ...}
ann: POST /friend/add_friend
{"fromUserID": "{ann.id}"}
200 {"errCode":1001, "errDlt":"toUserID is empty", ...}
admin: POST /friend/add_friend
{"fromUserID": "nobody_{uniq}", "toUserID": "{ann.id}"}
200 {"errCode":1004, ...}
bob: POST /friend/add_friend_response
{"fromUserID": "{ann.id}", "toUserID": "{bob.id}", "handleResult": 1}
200 {"errCode":1004, "errDlt":"request not found", ...}
bob: POST /friend/add_friend_response
{"fromUserID": "{ann.id}", "toUserID": "{bob.id}", "handleResult": 2}
200 {"errCode":1001, "errDlt":"handleResult: BadArgument", ...}
ann: POST /friend/add_friend_response
{"fromUserID": "{ann.id}", "toUserID": "{bob.id}", "handleResult": 1}
200 {"errCode":1002, ...}
bob: POST /friend/get_friend_apply_list
{"userID": "{ann.id}", "pagination": {"pageNumber": 1, "showNumber": 10}}
200 {"errCode":1002, ...}
bob: POST /friend/get_self_friend_apply_list
{"userID": "{ann.id}", "pagination": {"pageNumber": 1, "showNumber": 10}}
200 {"errCode":1002, ...}
bob: POST /friend/get_self_friend_apply_list
{"userID": "{bob.id}"}
200 {"errCode":1001, ...}
bob: POST /friend/get_friend_apply_list
{"userID": "{bob.id}"}
200 {"errCode":1001, ...}
bob: POST /friend/get_self_unhandled_apply_count
{"userID": "{ann.id}"}
200 {"errCode":1002, ...}

== somebody else's requests are not shown
use stranger
sam: POST /friend/get_designated_friend_apply
{"fromUserID": "{ann.id}", "toUserID": "{bob.id}"}
200 {"errCode":1002, ...}
sam: POST /friend/get_designated_friend_apply
{"fromUserID": "{ann.id}"}
200 {"errCode":1001, ...}

== whom one blocks cannot ask
bob: POST /friend/add_black
{"ownerUserID": "{bob.id}", "blackUserID": "{ann.id}"}
200 {"errCode":0, ...}
ann: POST /friend/add_friend
{"fromUserID": "{ann.id}", "toUserID": "{bob.id}"}
200 {"errCode":1302, "errMsg":"BlockedByPeer", ...}

== an administrator acts for anybody
admin: POST /friend/add_friend
{"fromUserID": "{ann.id}", "toUserID": "{bob.id}"}
200 {"errCode":0, ...}
admin: POST /friend/add_friend_response
{"fromUserID": "{ann.id}", "toUserID": "{bob.id}", "handleResult": 1}
200 {"errCode":0, ...}
ann: POST /friend/get_friend_id
{"userID": "{ann.id}"}
200 {"errCode":0, "data":{"friendIDs":["{bob.id}"]}, ...}

== people of RuoYi-IM hear it
use ruoyi user
rae: WS /ws/im?token={rae.token}
rae < {"type":"connected", ...}
ann: POST /friend/add_friend
{"fromUserID": "{ann.id}", "toUserID": "{rae.id}", "reqMsg": "hello"}
200 {"errCode":0, ...}
rae < {"type":"contact", ...}
rae: GET /api/im/contact/request/received
200 {"code":200, "data":[{"id":{r:int}, "message":"hello", "nickname":"{ann.nick}", ...}], ...}
rae: POST /api/im/contact/request/{r}/handle
{"approved": true}
200 {"code":200, ...}
ann: POST /friend/get_friend_id
{"userID": "{ann.id}"}
200 {"errCode":0, "data":{"friendIDs":["{rae.id}"]}, ...}
