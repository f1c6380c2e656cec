# openim 4.3 friends
use two friends
== one's own side ends
ann: POST /friend/delete_friend
{"ownerUserID": "{ann.id}", "friendUserID": "{bob.id}"}
200 {"errCode":0, "errMsg":"", "errDlt":""}
ann: POST /friend/is_friend
{"userID1": "{ann.id}", "userID2": "{bob.id}"}
200 {"errCode":0, "data":{"inUser1Friends":false, "inUser2Friends":true}, ...}
ann: POST /friend/delete_friend
{"ownerUserID": "{ann.id}", "friendUserID": "{bob.id}"}
200 {"errCode":0, "errMsg":"", "errDlt":""}
ann: POST /friend/delete_friend
{"ownerUserID": "{ann.id}", "friendUserID": "nobody_{uniq}"}
200 {"errCode":0, "errMsg":"", "errDlt":""}
ann: POST /friend/add_friend
{"fromUserID": "{ann.id}", "toUserID": "{bob.id}"}
200 {"errCode":0, ...}

== not another's
ann: POST /friend/delete_friend
{"ownerUserID": "{bob.id}", "friendUserID": "{ann.id}"}
200 {"errCode":1002, ...}
ann: POST /friend/delete_friend
{"ownerUserID": "{ann.id}"}
200 {"errCode":1001, ...}

== a remark
ann: POST /friend/set_friend_remark
{"ownerUserID": "{ann.id}", "friendUserID": "{bob.id}", "remark": "Bobby"}
200 {"errCode":0, "errMsg":"", "errDlt":""}
ann: POST /friend/get_designated_friends
{"ownerUserID": "{ann.id}", "friendUserIDs": ["nobody_{uniq}", "{bob.id}"]}
200 {"errCode":0, "data":{"friendsInfo":[{"remark":"Bobby", "friendUser":{"userID":"{bob.id}", ...}, ...}]}, ...}

== a remark needs a friend
use stranger
ann: POST /friend/set_friend_remark
{"ownerUserID": "{ann.id}", "friendUserID": "{sam.id}", "remark": "x"}
200 {"errCode":1004, "errDlt":"not a friend", ...}
ann: POST /friend/set_friend_remark
{"ownerUserID": "{bob.id}", "friendUserID": "{ann.id}", "remark": "x"}
200 {"errCode":1002, ...}
ann: POST /friend/set_friend_remark
{"ownerUserID": "{ann.id}", "remark": "x"}
200 {"errCode":1001, ...}

== several at once; pinned ones come first
use stranger
admin: POST /friend/import_friend
{"ownerUserID": "{ann.id}", "friendUserIDs": ["{sam.id}"]}
200 {"errCode":0, "errMsg":"", "errDlt":""}
ann: POST /friend/update_friends
{"ownerUserID": "{ann.id}", "friendUserIDs": ["{sam.id}", "nobody_{uniq}"], "isPinned": true, "ex": "x"}
200 {"errCode":0, "errMsg":"", "errDlt":""}
ann: POST /friend/get_friend_list
{"userID": "{ann.id}", "pagination": {"pageNumber": 1, "showNumber": 10}}
200 {"errCode":0, "data":{"friendsInfo":[{"isPinned":true, "ex":"x", "addSource":1, "operatorUserID":"imAdmin", "friendUser":{"userID":"{sam.id}", ...}, ...}, {"isPinned":false, "friendUser":{"userID":"{bob.id}", ...}, ...}], "total":2}, ...}
ann: POST /friend/update_friends
{"ownerUserID": "{ann.id}", "friendUserIDs": ["{sam.id}"], "isPinned": false, "remark": "S"}
200 {"errCode":0, ...}
ann: POST /friend/get_friend_list
{"userID": "{ann.id}", "pagination": {"pageNumber": 2, "showNumber": 1}}
200 {"errCode":0, "data":{"friendsInfo":[{"isPinned":false, "ex":"x", "remark":"S", "friendUser":{"userID":"{sam.id}", ...}, ...}], "total":2}, ...}
ann: POST /friend/get_friend_id
{"userID": "{ann.id}"}
200 {"errCode":0, "data":{"friendIDs":["{bob.id}", "{sam.id}"]}, ...}

== what is refused
ann: POST /friend/update_friends
{"ownerUserID": "{ann.id}", "friendUserIDs": []}
200 {"errCode":1001, ...}
ann: POST /friend/update_friends
{"ownerUserID": "{ann.id}", "friendUserIDs": ["{bob.id}", "{bob.id}"]}
200 {"errCode":1001, "errDlt":"friendUserIDs: BadArgument named_twice", ...}
ann: POST /friend/update_friends
{"ownerUserID": "{bob.id}", "friendUserIDs": ["{ann.id}"]}
200 {"errCode":1002, ...}
bob: POST /friend/get_friend_list
{"userID": "{ann.id}", "pagination": {"pageNumber": 1, "showNumber": 10}}
200 {"errCode":1002, ...}
ann: POST /friend/get_friend_list
{"userID": "{ann.id}"}
200 {"errCode":1001, ...}
bob: POST /friend/get_designated_friends
{"ownerUserID": "{ann.id}", "friendUserIDs": []}
200 {"errCode":1002, ...}
ann: POST /friend/get_designated_friends
{"ownerUserID": "{ann.id}"}
200 {"errCode":1001, ...}
bob: POST /friend/get_friend_id
{"userID": "{ann.id}"}
200 {"errCode":1002, ...}

== importing
use stranger
ann: POST /friend/import_friend
{"ownerUserID": "{ann.id}", "friendUserIDs": ["{sam.id}"]}
200 {"errCode":1002, ...}
admin: POST /friend/import_friend
{"ownerUserID": "{ann.id}", "friendUserIDs": ["{sam.id}", "{ann.id}"]}
200 {"errCode":1301, ...}
admin: POST /friend/import_friend
{"ownerUserID": "{ann.id}", "friendUserIDs": ["{sam.id}", "{sam.id}"]}
200 {"errCode":1001, ...}
admin: POST /friend/import_friend
{"ownerUserID": "{ann.id}", "friendUserIDs": ["{sam.id}", "nobody_{uniq}"]}
200 {"errCode":1004, ...}
admin: POST /friend/import_friend
{"ownerUserID": "nobody_{uniq}", "friendUserIDs": ["{sam.id}"]}
200 {"errCode":1004, ...}
sam: POST /friend/is_friend
{"userID1": "{ann.id}", "userID2": "{sam.id}"}
200 {"errCode":0, "data":{"inUser1Friends":false, "inUser2Friends":false}, ...}

== users with what they are to one
use stranger
ann: POST /friend/add_black
{"ownerUserID": "{ann.id}", "blackUserID": "{sam.id}", "ex": "b"}
200 {"errCode":0, ...}
ann: POST /friend/get_specified_friends_info
{"ownerUserID": "{ann.id}", "userIDList": ["{bob.id}", "{sam.id}", "nobody_{uniq}"]}
200 {"errCode":0, "data":{"infos":[{"userInfo":{"userID":"{bob.id}", ...}, "friendInfo":{"ownerUserID":"{ann.id}", "createTime":{_:ms}, "friendUser":null, ...}, "blackInfo":null}, {"userInfo":{"userID":"{sam.id}", ...}, "friendInfo":null, "blackInfo":{"ownerUserID":"{ann.id}", "createTime":{_:ms}, "blackUserInfo":null, "ex":"b", ...}}]}, ...}
ann: POST /friend/get_specified_friends_info
{"ownerUserID": "{ann.id}", "userIDList": []}
200 {"errCode":1001, ...}
ann: POST /friend/get_specified_friends_info
{"ownerUserID": "{ann.id}", "userIDList": ["{bob.id}", "{bob.id}"]}
200 {"errCode":1001, ...}
bob: POST /friend/get_specified_friends_info
{"ownerUserID": "{ann.id}", "userIDList": ["{bob.id}"]}
200 {"errCode":1002, ...}

== whether two are friends is theirs to know
use stranger
sam: POST /friend/is_friend
{"userID1": "{ann.id}", "userID2": "{bob.id}"}
200 {"errCode":1002, ...}
admin: POST /friend/is_friend
{"userID1": "{ann.id}", "userID2": "{bob.id}"}
200 {"errCode":0, "data":{"inUser1Friends":true, "inUser2Friends":true}, ...}
ann: POST /friend/is_friend
{"userID1": "{ann.id}"}
200 {"errCode":1001, ...}

== the list of changes of blocks is not implemented
ann: POST /friend/get_incremental_blacks
{"userID": "{ann.id}"}
200 {"errCode":12, ...}
