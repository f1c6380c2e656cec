# openim 4.4 get_incremental_join_groups, get_full_join_group_ids; 10
use group of three, stranger
== a user's groups: everything, nothing, what changed
sam: POST /group/get_incremental_join_groups
{"userID": "{sam.id}", "versionID": "", "version": 0}
200 {"errCode":0, "data":{"version":1, "versionID":{_:str}, "full":true, "delete":[], "insert":[], "update":[], "sortVersion":0}, ...}
bob: POST /group/get_incremental_join_groups
{"userID": "{bob.id}", "versionID": "", "version": 0}
200 {"errCode":0, "data":{"version":{v:int}, "versionID":{log:str}, "full":true, "delete":[], "insert":[], "update":[], "sortVersion":0}, ...}
bob: POST /group/get_incremental_join_groups
{"userID": "{bob.id}", "versionID": "{log}", "version": {v}}
200 {"errCode":0, "data":{"version":{v}, "versionID":"{log}", "full":false, "delete":[], "insert":[], "update":[], "sortVersion":0}, ...}
ann: POST /group/create_group
{"ownerUserID": "{ann.id}", "memberUserIDs": ["{bob.id}"], "groupInfo": {"groupName": "Second", "groupType": 2}}
200 {"errCode":0, "data":{"groupInfo":{"groupID":{second:str}, ...}}, ...}
ann: POST /group/kick_group
{"groupID": "{group.id}", "kickedUserIDs": ["{bob.id}"]}
200 {"errCode":0, ...}
bob: POST /group/get_incremental_join_groups
{"userID": "{bob.id}", "versionID": "{log}", "version": {v}}
200 {"errCode":0, "data":{"versionID":"{log}", "full":false, "delete":["{group.id}"], "insert":[{"groupID":"{second}", "groupName":"Second", "memberCount":2, ...}], "update":[], ...}, ...}
bob: POST /group/get_full_join_group_ids
{"userID": "{bob.id}", "idHash": 0}
200 {"errCode":0, "data":{"version":{_:int}, "versionID":"{log}", "equal":false, "groupIDs":["{second}"]}, ...}
sam: POST /group/get_full_join_group_ids
{"userID": "{sam.id}", "idHash": 0}
200 {"errCode":0, "data":{"version":1, "versionID":{_:str}, "equal":true, "groupIDs":[]}, ...}

== a user's groups: what is refused
sam: POST /group/get_incremental_join_groups
{"userID": "{ann.id}", "versionID": "", "version": 0}
200 {"errCode":1002, ...}
sam: POST /group/get_incremental_join_groups
{}
200 {"errCode":1001, "errDlt":"userID is empty", ...}
sam: POST /group/get_full_join_group_ids
{"userID": "{ann.id}", "idHash": 0}
200 {"errCode":1002, ...}
sam: POST /group/get_full_join_group_ids
{"userID": "{sam.id}", "idHash": "0"}
200 {"errCode":1001, "errMsg":"idHash: wrong type", ...}

== members: everything, nothing, what changed
bob: POST /group/get_incremental_group_members
{"groupID": "{group.id}", "versionID": "", "version": 0}
200 {"errCode":0, "data":{"version":{v:int}, "versionID":{log:str}, "full":true, "delete":[], "insert":[], "update":[], "group":{"groupID":"{group.id}", ...}, "sortVersion":0}, ...}
bob: POST /group/get_incremental_group_members
{"groupID": "{group.id}", "versionID": "{log}", "version": {v}}
200 {"errCode":0, "data":{"version":{v}, "versionID":"{log}", "full":false, "delete":[], "insert":[], "update":[], "group":null, "sortVersion":0}, ...}
ann: POST /group/mute_group_member
{"groupID": "{group.id}", "userID": "{bob.id}", "mutedSeconds": 60}
200 {"errCode":0, ...}
ann: POST /group/kick_group
{"groupID": "{group.id}", "kickedUserIDs": ["{cat.id}"]}
200 {"errCode":0, ...}
ann: POST /group/invite_user_to_group
{"groupID": "{group.id}", "invitedUserIDs": ["{sam.id}"]}
200 {"errCode":0, ...}
bob: POST /group/get_incremental_group_members
{"groupID": "{group.id}", "versionID": "{log}", "version": {v}}
200 {"errCode":0, "data":{"full":false, "delete":["{cat.id}"], "insert":[{"groupID":"{group.id}", "userID":"{sam.id}", "roleLevel":20, "joinSource":2, "inviterUserID":"{ann.id}", "operatorUserID":"{ann.id}", ...}], "update":[{"userID":"{bob.id}", "muteEndTime":{_:ms}, ...}], "group":{"memberCount":3, ...}, "sortVersion":0, "version":{w:int}, "versionID":"{log}"}, ...}
ann: POST /group/mute_group
{"groupID": "{group.id}"}
200 {"errCode":0, ...}
bob: POST /group/get_incremental_group_members
{"groupID": "{group.id}", "versionID": "{log}", "version": {w}}
200 {"errCode":0, "data":{"full":false, "delete":[], "insert":[], "update":[], "group":{"status":3, ...}, "sortVersion":0, ...}, ...}
ann: POST /group/set_group_member_info
{"members": [{"groupID": "{group.id}", "userID": "{bob.id}", "roleLevel": 60}]}
200 {"errCode":0, ...}
bob: POST /group/get_incremental_group_members
{"groupID": "{group.id}", "versionID": "{log}", "version": {w}}
200 {"errCode":0, "data":{"version":{x:int}, "update":[{"userID":"{bob.id}", "roleLevel":60, ...}], "sortVersion":{x}, ...}, ...}
sam: POST /group/get_full_group_member_user_ids
{"groupID": "{group.id}", "idHash": 0}
200 {"errCode":0, "data":{"version":{x}, "versionID":"{log}", "equal":false, "userIDs":["{ann.id}", "{bob.id}", "{sam.id}"]}, ...}

== members of several groups
ann: POST /group/create_group
{"ownerUserID": "{ann.id}", "memberUserIDs": ["{bob.id}"], "groupInfo": {"groupName": "Second", "groupType": 2}}
200 {"errCode":0, "data":{"groupInfo":{"groupID":{second:str}, ...}}, ...}
ann: POST /group/create_group
{"ownerUserID": "{ann.id}", "memberUserIDs": ["{bob.id}"], "groupInfo": {"groupName": "Third", "groupType": 2}}
200 {"errCode":0, "data":{"groupInfo":{"groupID":{third:str}, ...}}, ...}
bob: POST /group/get_incremental_group_members_batch
{"userID": "{bob.id}", "reqList": [{"groupID": "{group.id}", "versionID": "", "version": 0}, {"groupID": "{second}", "versionID": "", "version": 0}]}
200 {"errCode":0, "data":{"respList":{"{group.id}":{"full":true, "version":{v:int}, "versionID":{log:str}, "group":{"groupID":"{group.id}", ...}, ...}, "{second}":{"full":true, "version":{w:int}, "versionID":{log2:str}, ...}}}, ...}
ann: POST /group/mute_group_member
{"groupID": "{second}", "userID": "{bob.id}", "mutedSeconds": 60}
200 {"errCode":0, ...}
ann: POST /group/kick_group
{"groupID": "{group.id}", "kickedUserIDs": ["{cat.id}"]}
200 {"errCode":0, ...}
ann: POST /group/dismiss_group
{"groupID": "{third}"}
200 {"errCode":0, ...}
bob: POST /group/get_incremental_group_members_batch
{"userID": "{bob.id}", "reqList": [{"groupID": "{group.id}", "versionID": "{log}", "version": {v}}, {"groupID": "{second}", "versionID": "{log2}", "version": {w}}, {"groupID": "{second}", "versionID": "", "version": 0}, {"groupID": "{third}", "versionID": "", "version": 0}]}
200 {"errCode":0, "data":{"respList":{"{group.id}":{"full":false, "delete":["{cat.id}"], "insert":[], "update":[], ...}, "{second}":{"full":false, "delete":[], "insert":[], "update":[{"groupID":"{second}", "userID":"{bob.id}", ...}], ...}}}, ...}
bob: POST /group/get_incremental_group_members_batch
{"userID": "{bob.id}", "reqList": []}
200 {"errCode":0, "data":{}, ...}

== members: what is refused
sam: POST /group/get_incremental_group_members
{"groupID": "{group.id}", "versionID": "", "version": 0}
200 {"errCode":1004, ...}
ann: POST /group/get_incremental_group_members
{"groupID": "none_{uniq}", "versionID": "", "version": 0}
200 {"errCode":1004, ...}
ann: POST /group/get_incremental_group_members
{}
200 {"errCode":1001, ...}
sam: POST /group/get_incremental_group_members_batch
{"userID": "{sam.id}", "reqList": [{"groupID": "{group.id}", "versionID": "", "version": 0}]}
200 {"errCode":1004, ...}
ann: POST /group/get_incremental_group_members_batch
{"userID": "{ann.id}", "reqList": [{"groupID": "{group.id}"}, {"groupID": "none_{uniq}"}]}
200 {"errCode":1004, ...}
sam: POST /group/get_incremental_group_members_batch
{"userID": "{ann.id}", "reqList": []}
200 {"errCode":1002, ...}
ann: POST /group/get_incremental_group_members_batch
{"userID": "{ann.id}", "reqList": [{}]}
200 {"errCode":1001, ...}
sam: POST /group/get_full_group_member_user_ids
{"groupID": "{group.id}", "idHash": 0}
200 {"errCode":1004, ...}
ann: POST /group/get_full_group_member_user_ids
{"groupID": "none_{uniq}", "idHash": 0}
200 {"errCode":1004, ...}
ann: POST /group/get_full_group_member_user_ids
{}
200 {"errCode":1001, ...}
ann: POST /group/dismiss_group
{"groupID": "{group.id}"}
200 {"errCode":0, ...}
ann: POST /group/get_incremental_group_members
{"groupID": "{group.id}", "versionID": "", "version": 0}
200 {"errCode":1204, "errMsg":"DismissedAlreadyError", ...}

== a member who left knows it from their list
bob: POST /group/get_incremental_join_groups
{"userID": "{bob.id}", "versionID": "", "version": 0}
200 {"errCode":0, "data":{"version":{v:int}, "versionID":{log:str}, ...}, ...}
ann: POST /group/dismiss_group
{"groupID": "{group.id}"}
200 {"errCode":0, ...}
bob: POST /group/get_incremental_join_groups
{"userID": "{bob.id}", "versionID": "{log}", "version": {v}}
200 {"errCode":0, "data":{"full":false, "delete":["{group.id}"], "insert":[], "update":[], ...}, ...}
