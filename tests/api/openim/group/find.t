# openim 4.4 get_group_abstract_info, get_groups
use group of three, stranger
== how many they are, and a hash that follows the members
ann: POST /group/get_group_abstract_info
{"groupIDs": ["{group.id}"]}
200 {"errCode":0, "data":{"groupAbstractInfos":[{"groupID":"{group.id}", "groupMemberNumber":3, "groupMemberListHash":{h:int}}]}, ...}
bob: POST /group/set_group_member_info
{"members": [{"groupID": "{group.id}", "userID": "{bob.id}", "nickname": "B"}]}
200 {"errCode":0, ...}
bob: POST /group/get_group_abstract_info
{"groupIDs": ["{group.id}"]}
200 {"errCode":0, "data":{"groupAbstractInfos":[{"groupMemberNumber":3, "groupMemberListHash":{h}, ...}]}, ...}
cat: POST /group/quit_group
{"groupID": "{group.id}"}
200 {"errCode":0, ...}
bob: POST /group/get_group_abstract_info
{"groupIDs": ["{group.id}"]}
200 {"errCode":0, "data":{"groupAbstractInfos":[{"groupMemberNumber":2, ...}]}, ...}
bob: POST /group/invite_user_to_group
{"groupID": "{group.id}", "invitedUserIDs": ["{cat.id}"]}
200 {"errCode":0, ...}
admin: POST /group/get_group_abstract_info
{"groupIDs": ["{group.id}"]}
200 {"errCode":0, "data":{"groupAbstractInfos":[{"groupMemberNumber":3, "groupMemberListHash":{h}, ...}]}, ...}

== a hash: what is refused
sam: POST /group/get_group_abstract_info
{"groupIDs": ["{group.id}"]}
200 {"errCode":1004, ...}
ann: POST /group/get_group_abstract_info
{"groupIDs": ["{group.id}", "none_{uniq}"]}
200 {"errCode":1201, "errMsg":"GroupIDNotFoundError", ...}
ann: POST /group/get_group_abstract_info
{"groupIDs": ["{group.id}", "{group.id}"]}
200 {"errCode":1001, ...}
ann: POST /group/get_group_abstract_info
{"groupIDs": []}
200 {"errCode":1001, ...}

== groups are found by name, the newest first, and by id
ann: POST /group/create_group
{"ownerUserID": "{ann.id}", "groupInfo": {"groupName": "Find {uniq} one", "groupType": 2}}
200 {"errCode":0, "data":{"groupInfo":{"groupID":{one:str}, ...}}, ...}
wait 2ms
ann: POST /group/create_group
{"ownerUserID": "{ann.id}", "groupInfo": {"groupName": "Find {uniq} two", "groupType": 2}}
200 {"errCode":0, "data":{"groupInfo":{"groupID":{two:str}, ...}}, ...}
admin: POST /group/get_groups
{"pagination": {"pageNumber": 1, "showNumber": 10}, "groupName": "ind {uniq}"}
200 {"errCode":0, "data":{"total":2, "groups":[{"groupInfo":{"groupID":"{two}", ...}, "groupOwnerUserName":"{ann.nick}", "groupOwnerUserID":"{ann.id}"}, {"groupInfo":{"groupID":"{one}", ...}, ...}]}, ...}
admin: POST /group/get_groups
{"pagination": {"pageNumber": 2, "showNumber": 1}, "groupName": "ind {uniq}"}
200 {"errCode":0, "data":{"total":2, "groups":[{"groupInfo":{"groupID":"{one}", ...}, ...}]}, ...}
ann: POST /group/dismiss_group
{"groupID": "{two}"}
200 {"errCode":0, ...}
admin: POST /group/get_groups
{"pagination": {"pageNumber": 1, "showNumber": 10}, "groupName": "ind {uniq}"}
200 {"errCode":0, "data":{"total":1, ...}, ...}
admin: POST /group/get_groups
{"pagination": {"pageNumber": 1, "showNumber": 10}, "groupName": "nothing", "groupID": "{two}"}
200 {"errCode":0, "data":{"total":1, "groups":[{"groupInfo":{"groupID":"{two}", "status":2, ...}, ...}]}, ...}
admin: POST /group/get_groups
{"pagination": {"pageNumber": 1, "showNumber": 10}, "groupID": "none_{uniq}"}
200 {"errCode":0, "data":{"total":0, "groups":[]}, ...}
ann: POST /group/get_groups
{"pagination": {"pageNumber": 1, "showNumber": 10}}
200 {"errCode":1002, ...}
admin: POST /group/get_groups
{}
200 {"errCode":1001, ...}
