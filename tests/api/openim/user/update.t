# openim 4.2 update_user_info, update_user_info_ex, set_global_msg_recv_opt
use two people
== what is given and not empty changes
ann: POST /user/update_user_info
{"userInfo": {"userID": "{ann.id}", "nickname": "New", "ex": "e", "faceURL": "", "globalRecvMsgOpt": 0, "appMangerLevel": 9}}
200 {"errCode":0, "errMsg":"", "errDlt":""}
bob: POST /user/get_users_info
{"userIDs": ["{ann.id}"]}
200 {"errCode":0, "data":{"usersInfo":[{"userID":"{ann.id}", "nickname":"New", "faceURL":"{ann.face}", "ex":"e", "createTime":{_:ms}, "appMangerLevel":0, "globalRecvMsgOpt":0}]}, ...}

== an administrator changes anybody
admin: POST /user/update_user_info
{"userInfo": {"userID": "{ann.id}", "nickname": "Other"}}
200 {"errCode":0, ...}
admin: POST /user/update_user_info
{"userInfo": {"userID": "nobody_{uniq}", "nickname": "Other"}}
200 {"errCode":1004, "errMsg":"RecordNotFoundError", ...}

== nobody else does
bob: POST /user/update_user_info
{"userInfo": {"userID": "{ann.id}", "nickname": "Other"}}
200 {"errCode":1002, ...}
bob: POST /user/update_user_info
{"userInfo": {"userID": "nobody_{uniq}", "nickname": "Other"}}
200 {"errCode":1002, ...}
ann: POST /user/update_user_info
{"userInfo": {"nickname": "Other"}}
200 {"errCode":1001, "errDlt":"userInfo.userID is empty", ...}
ann: POST /user/update_user_info
{}
200 {"errCode":1001, "errDlt":"userInfo is empty", ...}

== an empty text is a value for the other
ann: POST /user/update_user_info_ex
{"userInfo": {"userID": "{ann.id}", "faceURL": "", "globalRecvMsgOpt": 1}}
200 {"errCode":0, "errMsg":"", "errDlt":""}
ann: POST /user/get_users_info
{"userIDs": ["{ann.id}"]}
200 {"errCode":0, "data":{"usersInfo":[{"nickname":"{ann.nick}", "faceURL":"", "ex":"", "globalRecvMsgOpt":1, ...}]}, ...}
ann: POST /user/update_user_info_ex
{"userInfo": {"userID": "{ann.id}", "nickname": null, "globalRecvMsgOpt": 0}}
200 {"errCode":0, ...}
ann: POST /user/get_users_info
{"userIDs": ["{ann.id}"]}
200 {"errCode":0, "data":{"usersInfo":[{"nickname":"{ann.nick}", "globalRecvMsgOpt":0, ...}]}, ...}
bob: POST /user/update_user_info_ex
{"userInfo": {"userID": "{ann.id}", "nickname": "x"}}
200 {"errCode":1002, ...}
admin: POST /user/update_user_info_ex
{"userInfo": {"userID": "nobody_{uniq}", "nickname": "x"}}
200 {"errCode":1004, ...}
ann: POST /user/update_user_info_ex
{"userInfo": {"userID": "{ann.id}", "globalRecvMsgOpt": 3}}
200 {"errCode":1001, ...}

== whether messages are received
ann: POST /user/set_global_msg_recv_opt
{"userID": "{ann.id}", "globalRecvMsgOpt": 2}
200 {"errCode":0, "errMsg":"", "errDlt":""}
ann: POST /user/get_users_info
{"userIDs": ["{ann.id}"]}
200 {"errCode":0, "data":{"usersInfo":[{"globalRecvMsgOpt":2, ...}]}, ...}
ann: POST /user/set_global_msg_recv_opt
{"userID": "{ann.id}", "globalRecvMsgOpt": 3}
200 {"errCode":1001, "errDlt":"globalRecvMsgOpt: BadArgument range", ...}
ann: POST /user/set_global_msg_recv_opt
{"userID": "{ann.id}", "globalRecvMsgOpt": -1}
200 {"errCode":1001, ...}
bob: POST /user/set_global_msg_recv_opt
{"userID": "{ann.id}", "globalRecvMsgOpt": 1}
200 {"errCode":1002, ...}
admin: POST /user/set_global_msg_recv_opt
{"userID": "nobody_{uniq}", "globalRecvMsgOpt": 1}
200 {"errCode":1004, ...}

== people of RuoYi-IM see it
use ruoyi user
ann: POST /user/update_user_info
{"userInfo": {"userID": "{ann.id}", "nickname": "Zoe {uniq}"}}
200 {"errCode":0, ...}
rae: GET /api/im/contact/search?keyword=Zoe%20{uniq}
200 {"code":200, "data":[{"nickname":"Zoe {uniq}", ...}], ...}
