# openim 4.2 user_register, account_check, get_users, get_all_users_uid
use one user
== users are registered as given
admin: POST /user/user_register
{"users": [{"userID": "dan_{uniq}", "nickname": "Dan", "faceURL": "https://f/d", "ex": "x", "appMangerLevel": 1, "globalRecvMsgOpt": 2, "createTime": 5}]}
200 {"errCode":0, "errMsg":"", "errDlt":""}
ann: POST /user/get_users_info
{"userIDs": ["nobody_{uniq}", "dan_{uniq}"]}
200 {"errCode":0, "errMsg":"", "errDlt":"", "data":{"usersInfo":[{"userID":"dan_{uniq}", "nickname":"Dan", "faceURL":"https://f/d", "ex":"x", "createTime":{_:ms}, "appMangerLevel":1, "globalRecvMsgOpt":2}]}}

== by administrators only
ann: POST /user/user_register
{"users": [{"userID": "dan_{uniq}", "nickname": "Dan"}]}
200 {"errCode":1002, "errMsg":"NoPermissionError", ...}

== an id has letters, digits and underscores
admin: POST /user/user_register
{"users": [{"userID": "张三_{uniq}", "nickname": "Dan"}]}
200 {"errCode":0, ...}
admin: POST /user/user_register
{"users": [{"userID": "dan-{uniq}", "nickname": "Dan"}]}
200 {"errCode":1001, "errMsg":"ArgsError", "errDlt":"userID: BadHandle"}
admin: POST /user/user_register
{"users": [{"userID": "", "nickname": "Dan"}]}
200 {"errCode":1001, "errDlt":"users[0].userID is empty", ...}
admin: POST /user/user_register
{"users": [{"userID": "{a*65}", "nickname": "Dan"}]}
200 {"errCode":1001, "errDlt":"userID: BadHandle", ...}

== a nickname is needed
admin: POST /user/user_register
{"users": [{"userID": "dan_{uniq}"}]}
200 {"errCode":1001, "errDlt":"users[0].nickname is empty", ...}

== at least one, none twice
admin: POST /user/user_register
{"users": []}
200 {"errCode":1001, ...}
admin: POST /user/user_register
{}
200 {"errCode":1001, "errDlt":"users is empty", ...}
admin: POST /user/user_register
{"users": [{"userID": "dan_{uniq}", "nickname": "A"}, {"userID": "dan_{uniq}", "nickname": "B"}]}
200 {"errCode":1001, "errDlt":"userID: named more than once", ...}

== an id that is taken stops all
admin: POST /user/user_register
{"users": [{"userID": "dan_{uniq}", "nickname": "A"}, {"userID": "{ann.id}", "nickname": "B"}]}
200 {"errCode":1102, "errMsg":"RegisteredAlreadyError", ...}
admin: POST /user/account_check
{"checkUserIDs": ["dan_{uniq}", "{ann.id}"]}
200 {"errCode":0, "data":{"results":[{"userID":"dan_{uniq}", "accountStatus":0}, {"userID":"{ann.id}", "accountStatus":1}]}, ...}

== accounts are checked by administrators
ann: POST /user/account_check
{"checkUserIDs": []}
200 {"errCode":1002, ...}
admin: POST /user/account_check
{}
200 {"errCode":1001, "errDlt":"checkUserIDs is empty", ...}
admin: POST /user/account_check
{"checkUserIDs": []}
200 {"errCode":0, "data":{"results":[]}, ...}

== users are found by parts of id and nickname
admin: POST /user/user_register
{"users": [{"userID": "q_{uniq}", "nickname": "Müller {uniq}"}]}
200 {"errCode":0, ...}
admin: POST /user/get_users
{"pagination": {"pageNumber": 1, "showNumber": 10}, "nickName": "mÜLLER {uniq}"}
200 {"errCode":0, "data":{"total":1, "users":[{"userID":"q_{uniq}", ...}]}, ...}
admin: POST /user/get_users
{"pagination": {"pageNumber": 1, "showNumber": 10}, "userID": "Q_{uniq}"}
200 {"errCode":0, "data":{"total":1, "users":[{"userID":"q_{uniq}", ...}]}, ...}
admin: POST /user/get_users
{"pagination": {"pageNumber": 1, "showNumber": 10}, "nickName": "q_{uniq}"}
200 {"errCode":0, "data":{"total":0, "users":[]}, ...}
admin: POST /user/get_users
{"pagination": {"pageNumber": 1, "showNumber": 1}, "userID": "{uniq}"}
200 {"errCode":0, "data":{"total":2, "users":[{...}]}, ...}
admin: POST /user/get_users
{"pagination": {"pageNumber": 3, "showNumber": 1}, "userID": "{uniq}"}
200 {"errCode":0, "data":{"total":2, "users":[]}, ...}

== pages begin with one
admin: POST /user/get_users
{"pagination": {"pageNumber": 0, "showNumber": 10}}
200 {"errCode":1001, "errDlt":"pagination.pageNumber: BadArgument range", ...}
admin: POST /user/get_users
{"pagination": {"pageNumber": 1, "showNumber": 0}}
200 {"errCode":1001, ...}
admin: POST /user/get_users
{}
200 {"errCode":1001, "errDlt":"pagination is empty", ...}
ann: POST /user/get_users
{"pagination": {"pageNumber": 1, "showNumber": 10}}
200 {"errCode":1002, ...}

== the ids of all
admin: POST /user/get_all_users_uid
{"pagination": {"pageNumber": 1, "showNumber": 10000}}
200 {"errCode":0, "data":{"total":{_:int}, "userIDs":[..., "{ann.id}", ...]}, ...}
ann: POST /user/get_all_users_uid
{"pagination": {"pageNumber": 1, "showNumber": 10}}
200 {"errCode":1002, ...}
admin: POST /user/get_all_users_uid
{}
200 {"errCode":1001, ...}

== unknown ids are left out
ann: POST /user/get_users_info
{"userIDs": ["nobody_{uniq}"]}
200 {"errCode":0, "data":{"usersInfo":[]}, ...}
ann: POST /user/get_users_info
{}
200 {"errCode":1001, "errDlt":"userIDs is empty", ...}

== users of RuoYi-IM are found by their numbers
use ruoyi user
ann: POST /user/get_users_info
{"userIDs": ["{rae.id}"]}
200 {"errCode":0, "data":{"usersInfo":[{"userID":"{rae.id}", "nickname":"{rae.nick}", "appMangerLevel":0, ...}]}, ...}
