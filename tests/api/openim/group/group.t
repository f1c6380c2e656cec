# openim 4.4 create_group and the reads
use three people
== a group is made
ann: POST /group/create_group
{"ownerUserID": "{ann.id}", "memberUserIDs": ["{bob.id}"], "adminUserIDs": ["{cat.id}"], "groupInfo": {"groupName": "G {uniq}", "groupType": 2, "introduction": "i", "faceURL": "https://f/g", "ex": "e", "needVerification": 1, "lookMemberInfo": 1}}
200 {"errCode":0, "errMsg":"", "errDlt":"", "data":{"groupInfo":{"groupID":{g:str}, "groupName":"G {uniq}", "notification":"", "introduction":"i", "faceURL":"https://f/g", "ownerUserID":"{ann.id}", "createTime":{_:ms}, "memberCount":3, "ex":"e", "status":0, "creatorUserID":"{ann.id}", "groupType":2, "needVerification":1, "lookMemberInfo":1, "applyMemberFriend":0, "notificationUpdateTime":0, "notificationUserID":""}}}
bob: POST /group/get_group_member_list
{"groupID": "{g}", "pagination": {"pageNumber": 1, "showNumber": 10}}
200 {"errCode":0, "data":{"total":3, "members":[{"groupID":"{g}", "userID":"{ann.id}", "roleLevel":100, "joinTime":{_:ms}, "nickname":"{ann.nick}", "faceURL":"{ann.face}", "appMangerLevel":0, "joinSource":{_:int}, "operatorUserID":{_:str}, "ex":"", "muteEndTime":0, "inviterUserID":"{ann.id}"}, {"userID":"{cat.id}", "roleLevel":60, ...}, {"userID":"{bob.id}", "roleLevel":20, ...}]}, ...}
bob: POST /group/get_group_member_user_id
{"groupID": "{g}"}
200 {"errCode":0, "data":{"userIDs":["{ann.id}", "{cat.id}", "{bob.id}"]}, ...}
bob: POST /group/get_group_members_info
{"groupID": "{g}", "userIDs": ["{bob.id}", "nobody_{uniq}"]}
200 {"errCode":0, "data":{"members":[{"userID":"{bob.id}", ...}]}, ...}
cat: POST /group/get_joined_group_list
{"fromUserID": "{cat.id}", "pagination": {"pageNumber": 1, "showNumber": 10}}
200 {"errCode":0, "data":{"total":1, "groups":[{"groupID":"{g}", ...}]}, ...}

== with an id of its own and an announcement
ann: POST /group/create_group
{"ownerUserID": "{ann.id}", "memberUserIDs": [], "groupInfo": {"groupID": "g-{uniq}", "groupName": "G", "groupType": 2, "notification": "read me"}}
200 {"errCode":0, "data":{"groupInfo":{"groupID":"g-{uniq}", "notification":"read me", "notificationUserID":"{ann.id}", "notificationUpdateTime":{_:ms}, ...}}, ...}
ann: POST /group/create_group
{"ownerUserID": "{ann.id}", "groupInfo": {"groupID": "g-{uniq}", "groupName": "G", "groupType": 2}}
200 {"errCode":1202, "errMsg":"GroupIDExisted", ...}
bob: POST /group/get_groups_info
{"groupIDs": ["none_{uniq}", "g-{uniq}"]}
200 {"errCode":0, "data":{"groupInfos":[{"groupID":"g-{uniq}", ...}]}, ...}

== what is refused
ann: POST /group/create_group
{"ownerUserID": "{ann.id}", "groupInfo": {"groupName": "G", "groupType": 0}}
200 {"errCode":1001, ...}
ann: POST /group/create_group
{"ownerUserID": "{ann.id}", "groupInfo": {"groupName": "G", "groupType": 2, "groupID": "a b"}}
200 {"errCode":1001, "errDlt":"groupID: BadHandle", ...}
ann: POST /group/create_group
{"ownerUserID": "{ann.id}", "memberUserIDs": ["{bob.id}", "{bob.id}"], "groupInfo": {"groupName": "G", "groupType": 2}}
200 {"errCode":1001, ...}
ann: POST /group/create_group
{"ownerUserID": "{ann.id}", "memberUserIDs": ["nobody_{uniq}"], "groupInfo": {"groupName": "G", "groupType": 2}}
200 {"errCode":1101, "errMsg":"UserIDNotFoundError", ...}
bob: POST /group/create_group
{"ownerUserID": "{ann.id}", "groupInfo": {"groupName": "G", "groupType": 2}}
200 {"errCode":1002, ...}
ann: POST /group/create_group
{"ownerUserID": "{ann.id}"}
200 {"errCode":1001, "errDlt":"groupInfo is empty", ...}

== members read, strangers do not, administrators do
use group of three, stranger
sam: POST /group/get_group_member_list
{"groupID": "{group.id}", "pagination": {"pageNumber": 1, "showNumber": 10}}
200 {"errCode":1004, ...}
sam: POST /group/get_group_members_info
{"groupID": "{group.id}", "userIDs": ["{ann.id}"]}
200 {"errCode":1004, ...}
sam: POST /group/get_group_member_user_id
{"groupID": "{group.id}"}
200 {"errCode":1004, ...}
admin: POST /group/get_group_member_user_id
{"groupID": "{group.id}"}
200 {"errCode":0, ...}
ann: POST /group/get_group_member_user_id
{"groupID": "none_{uniq}"}
200 {"errCode":1004, "errDlt":"groupID: group not found", ...}
ann: POST /group/get_group_member_user_id
{}
200 {"errCode":1001, "errDlt":"groupID is empty", ...}
sam: POST /group/get_joined_group_list
{"fromUserID": "{ann.id}", "pagination": {"pageNumber": 1, "showNumber": 10}}
200 {"errCode":1002, ...}
ann: POST /group/get_joined_group_list
{"fromUserID": "{ann.id}"}
200 {"errCode":1001, ...}
ann: POST /group/get_groups_info
{"groupIDs": []}
200 {"errCode":1001, ...}
ann: POST /group/get_group_members_info
{"groupID": "{group.id}", "userIDs": []}
200 {"errCode":1001, ...}
ann: POST /group/get_group_member_list
{"groupID": "{group.id}", "pagination": {"pageNumber": 1, "showNumber": 10}, "filter": 6}
200 {"errCode":1001, ...}
ann: POST /group/get_group_member_list
{"groupID": "{group.id}", "pagination": {"pageNumber": 1, "showNumber": 10}, "keyword": "nothing"}
200 {"errCode":0, "data":{"total":0, "members":[]}, ...}
