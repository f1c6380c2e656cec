# openim 4.2 get_users_status, get_users_online_status, get_users_online_token_detail, subscriptions
use two people
== who is nowhere
ann: POST /user/get_users_status
{"userID": "{ann.id}", "userIDs": ["{bob.id}", "nobody_{uniq}"]}
200 {"errCode":0, "data":{"statusList":[{"userID":"{bob.id}", "status":0, "platformIDs":[]}, {"userID":"nobody_{uniq}", "status":0, "platformIDs":[]}]}, ...}
admin: POST /user/get_users_online_status
{"userIDs": ["{bob.id}"]}
200 {"errCode":0, "data":[{"userID":"{bob.id}", "status":0, "detailPlatformStatus":[]}], ...}
admin: POST /user/get_users_online_token_detail
{"userIDs": ["{bob.id}"]}
200 {"errCode":0, "data":null, ...}

== who is in the web client of RuoYi-IM
use ruoyi user
rae: WS /ws/im?token={rae.token}
rae < {"type":"connected", ...}
ann: POST /user/get_users_status
{"userID": "{ann.id}", "userIDs": ["{rae.id}"]}
200 {"errCode":0, "data":{"statusList":[{"userID":"{rae.id}", "status":1, "platformIDs":[{p:int}]}]}, ...}
admin: POST /user/get_users_online_status
{"userIDs": ["{ann.id}", "{rae.id}"]}
200 {"errCode":0, "data":[{"userID":"{ann.id}", "status":0, ...}, {"userID":"{rae.id}", "status":1, "detailPlatformStatus":[{"platformID":{p}, "connID":"", "isBackground":false, "token":""}]}], ...}
admin: POST /auth/get_user_token
{"platformID": 2, "userID": "{rae.id}"}
200 {"errCode":0, "data":{"token":{t:str}, ...}, ...}
admin: POST /user/get_users_online_token_detail
{"userIDs": ["{ann.id}", "{rae.id}"]}
200 {"errCode":0, "data":[{"userID":"{rae.id}", "status":1, "singlePlatformToken":[{"platformID":2, "total":1, "token":["{t}"]}]}], ...}

== what is refused
ann: POST /user/get_users_status
{"userID": "{ann.id}", "userIDs": []}
200 {"errCode":1001, ...}
ann: POST /user/get_users_online_status
{"userIDs": []}
200 {"errCode":1002, ...}
ann: POST /user/get_users_online_status
{"userIDs": "x"}
500 {"errCode":1001, ...}
ann: POST /user/get_users_online_token_detail
{"userIDs": "x"}
400 {"errCode":1001, ...}
ann: POST /user/get_users_online_token_detail
{"userIDs": ["{ann.id}"]}
200 {"errCode":0, "data":null, ...}

== subscriptions are made on the gateway
ann: POST /user/subscribe_users_status
{"userID": "{ann.id}", "userIDs": ["{bob.id}"], "genre": 1}
200 {"errCode":0, "data":{"statusList":[]}, ...}
ann: POST /user/subscribe_users_status
{"userID": "{ann.id}", "userIDs": ["{bob.id}"], "genre": 3}
200 {"errCode":1001, "errDlt":"genre: BadArgument range", ...}
ann: POST /user/get_subscribe_users_status
{"userID": "{ann.id}"}
200 {"errCode":0, "data":{"statusList":[]}, ...}
ann: POST /user/get_subscribe_users_status
{}
200 {"errCode":1001, "errDlt":"userID is empty", ...}
