# openim 4.3 get_incremental_friends, get_full_friend_user_ids; 10
use two friends
== who knows nothing reads everything
ann: POST /friend/get_incremental_friends
{"userID": "{ann.id}", "versionID": "", "version": 0}
200 {"errCode":0, "data":{"version":{v:int}, "versionID":{log:str}, "full":true, "delete":[], "insert":[], "update":[], "sortVersion":0}, ...}
ann: POST /friend/get_incremental_friends
{"userID": "{ann.id}", "versionID": "{log}", "version": {v}}
200 {"errCode":0, "data":{"version":{v}, "versionID":"{log}", "full":false, "delete":[], "insert":[], "update":[], "sortVersion":0}, ...}
ann: POST /friend/get_incremental_friends
{"userID": "{ann.id}", "versionID": "000000000000000000000000", "version": {v}}
200 {"errCode":0, "data":{"full":true, ...}, ...}

== a change, a newcomer, somebody gone
use stranger
ann: POST /friend/get_incremental_friends
{"userID": "{ann.id}", "versionID": "", "version": 0}
200 {"errCode":0, "data":{"version":{v:int}, "versionID":{log:str}, ...}, ...}
ann: POST /friend/set_friend_remark
{"ownerUserID": "{ann.id}", "friendUserID": "{bob.id}", "remark": "B"}
200 {"errCode":0, ...}
admin: POST /friend/import_friend
{"ownerUserID": "{ann.id}", "friendUserIDs": ["{sam.id}"]}
200 {"errCode":0, ...}
ann: POST /friend/get_incremental_friends
{"userID": "{ann.id}", "versionID": "{log}", "version": {v}}
200 {"errCode":0, "data":{"version":{w:int}, "versionID":"{log}", "full":false, "delete":[], "insert":[{"friendUser":{"userID":"{sam.id}", ...}, ...}], "update":[{"remark":"B", "friendUser":{"userID":"{bob.id}", ...}, ...}], "sortVersion":0}, ...}
ann: POST /friend/update_friends
{"ownerUserID": "{ann.id}", "friendUserIDs": ["{bob.id}"], "isPinned": true}
200 {"errCode":0, ...}
ann: POST /friend/delete_friend
{"ownerUserID": "{ann.id}", "friendUserID": "{sam.id}"}
200 {"errCode":0, ...}
ann: POST /friend/get_incremental_friends
{"userID": "{ann.id}", "versionID": "{log}", "version": {w}}
200 {"errCode":0, "data":{"full":false, "delete":["{sam.id}"], "insert":[], "update":[{"isPinned":true, ...}], "sortVersion":{_:int}, ...}, ...}

== the ids of all, unless they are known
ann: POST /friend/get_full_friend_user_ids
{"userID": "{ann.id}", "idHash": 0}
200 {"errCode":0, "data":{"version":{_:int}, "versionID":{_:str}, "equal":false, "userIDs":["{bob.id}"]}, ...}
ann: POST /friend/get_full_friend_user_ids
raw "{\"userID\":\"x\",\"idHash\":18446744073709551615}"
200 {"errCode":1002, ...}
ann: POST /friend/delete_friend
{"ownerUserID": "{ann.id}", "friendUserID": "{bob.id}"}
200 {"errCode":0, ...}
ann: POST /friend/get_full_friend_user_ids
{"userID": "{ann.id}", "idHash": 0}
200 {"errCode":0, "data":{"equal":true, "userIDs":[], ...}, ...}

== what is refused
bob: POST /friend/get_incremental_friends
{"userID": "{ann.id}", "versionID": "", "version": 0}
200 {"errCode":1002, ...}
ann: POST /friend/get_incremental_friends
{}
200 {"errCode":1001, "errDlt":"userID is empty", ...}
bob: POST /friend/get_full_friend_user_ids
{"userID": "{ann.id}", "idHash": 0}
200 {"errCode":1002, ...}
ann: POST /friend/get_full_friend_user_ids
{"userID": "{ann.id}", "idHash": "0"}
200 {"errCode":1001, "errMsg":"idHash: wrong type", ...}
