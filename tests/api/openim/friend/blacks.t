# openim 4.3 blacks
use two people
== somebody is blocked, and no longer
ann: POST /friend/add_black
{"ownerUserID": "{ann.id}", "blackUserID": "{bob.id}", "ex": "e"}
200 {"errCode":0, "errMsg":"", "errDlt":""}
ann: POST /friend/get_black_list
{"userID": "{ann.id}", "pagination": {"pageNumber": 1, "showNumber": 10}}
200 {"errCode":0, "data":{"blacks":[{"ownerUserID":"{ann.id}", "createTime":{_:int}, "blackUserInfo":{"userID":"{bob.id}", "nickname":"{bob.nick}", "faceURL":"{bob.face}", "ex":""}, "addSource":0, "operatorUserID":"{ann.id}", "ex":"e"}], "total":1}, ...}
ann: POST /friend/get_specified_blacks
{"ownerUserID": "{ann.id}", "userIDList": ["{bob.id}", "nobody_{uniq}"]}
200 {"errCode":0, "data":{"blacks":[{"createTime":{_:ms}, "blackUserInfo":{"userID":"{bob.id}", ...}, ...}], "total":1}, ...}
ann: POST /friend/add_black
{"ownerUserID": "{ann.id}", "blackUserID": "{bob.id}"}
200 {"errCode":500, "errMsg":"ServerInternalError", ...}
ann: POST /friend/remove_black
{"ownerUserID": "{ann.id}", "blackUserID": "{bob.id}"}
200 {"errCode":0, "errMsg":"", "errDlt":""}
ann: POST /friend/remove_black
{"ownerUserID": "{ann.id}", "blackUserID": "{bob.id}"}
200 {"errCode":0, "errMsg":"", "errDlt":""}
ann: POST /friend/get_black_list
{"userID": "{ann.id}", "pagination": {"pageNumber": 1, "showNumber": 10}}
200 {"errCode":0, "data":{"blacks":[], "total":0}, ...}

== it ends no friendship
use two friends
ann: POST /friend/add_black
{"ownerUserID": "{ann.id}", "blackUserID": "{bob.id}"}
200 {"errCode":0, ...}
ann: POST /friend/is_friend
{"userID1": "{ann.id}", "userID2": "{bob.id}"}
200 {"errCode":0, "data":{"inUser1Friends":true, "inUser2Friends":true}, ...}

== what is refused
ann: POST /friend/add_black
{"ownerUserID": "{ann.id}", "blackUserID": "nobody_{uniq}"}
200 {"errCode":1004, ...}
ann: POST /friend/add_black
{"ownerUserID": "{bob.id}", "blackUserID": "{ann.id}"}
200 {"errCode":1002, ...}
ann: POST /friend/add_black
{"ownerUserID": "{ann.id}", "blackUserID": "{ann.id}"}
200 {"errCode":1001, ...}
ann: POST /friend/add_black
{"ownerUserID": "{ann.id}"}
200 {"errCode":1001, ...}
ann: POST /friend/remove_black
{"ownerUserID": "{bob.id}", "blackUserID": "{ann.id}"}
200 {"errCode":1002, ...}
ann: POST /friend/remove_black
{"ownerUserID": "{ann.id}"}
200 {"errCode":1001, ...}
ann: POST /friend/get_black_list
{"userID": "{bob.id}", "pagination": {"pageNumber": 1, "showNumber": 10}}
200 {"errCode":1002, ...}
ann: POST /friend/get_black_list
{"userID": "{ann.id}"}
200 {"errCode":1001, ...}
ann: POST /friend/get_specified_blacks
{"ownerUserID": "{bob.id}", "userIDList": ["{ann.id}"]}
200 {"errCode":1002, ...}
ann: POST /friend/get_specified_blacks
{"ownerUserID": "{ann.id}", "userIDList": []}
200 {"errCode":1001, ...}
ann: POST /friend/get_specified_blacks
{"ownerUserID": "{ann.id}", "userIDList": ["{bob.id}", "{bob.id}"]}
200 {"errCode":1001, ...}
