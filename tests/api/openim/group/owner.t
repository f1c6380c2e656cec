# openim 4.4 transfer_group, dismiss_group
use group of three, stranger
== the old owner becomes what the new one was
ann: POST /group/set_group_member_info
{"members": [{"groupID": "{group.id}", "userID": "{bob.id}", "roleLevel": 60}]}
200 {"errCode":0, ...}
ann: POST /group/transfer_group
{"groupID": "{group.id}", "oldOwnerUserID": "{ann.id}", "newOwnerUserID": "{cat.id}"}
200 {"errCode":0, "errMsg":"", "errDlt":""}
cat: POST /group/get_group_member_list
{"groupID": "{group.id}", "pagination": {"pageNumber": 1, "showNumber": 10}}
200 {"errCode":0, "data":{"members":[{"userID":"{cat.id}", "roleLevel":100, ...}, {"userID":"{bob.id}", "roleLevel":60, ...}, {"userID":"{ann.id}", "roleLevel":20, ...}], ...}, ...}
admin: POST /group/transfer_group
{"groupID": "{group.id}", "oldOwnerUserID": "{cat.id}", "newOwnerUserID": "{bob.id}"}
200 {"errCode":0, ...}
cat: POST /group/get_group_member_list
{"groupID": "{group.id}", "pagination": {"pageNumber": 1, "showNumber": 10}}
200 {"errCode":0, "data":{"members":[{"userID":"{bob.id}", "roleLevel":100, ...}, {"userID":"{cat.id}", "roleLevel":60, ...}, {"userID":"{ann.id}", "roleLevel":20, ...}], ...}, ...}
cat: POST /group/get_groups_info
{"groupIDs": ["{group.id}"]}
200 {"errCode":0, "data":{"groupInfos":[{"ownerUserID":"{bob.id}", "creatorUserID":"{ann.id}", ...}]}, ...}

== a new owner is not muted any more
ann: POST /group/mute_group_member
{"groupID": "{group.id}", "userID": "{bob.id}", "mutedSeconds": 600}
200 {"errCode":0, ...}
ann: POST /group/transfer_group
{"groupID": "{group.id}", "oldOwnerUserID": "{ann.id}", "newOwnerUserID": "{bob.id}"}
200 {"errCode":0, ...}
bob: POST /group/get_group_members_info
{"groupID": "{group.id}", "userIDs": ["{bob.id}"]}
200 {"errCode":0, "data":{"members":[{"roleLevel":100, "muteEndTime":0, ...}]}, ...}

== giving away: what is refused
ann: POST /group/transfer_group
{"groupID": "{group.id}", "oldOwnerUserID": "{ann.id}", "newOwnerUserID": "{ann.id}"}
200 {"errCode":1001, ...}
ann: POST /group/transfer_group
{"groupID": "{group.id}", "oldOwnerUserID": "{ann.id}", "newOwnerUserID": "{sam.id}"}
200 {"errCode":1001, ...}
ann: POST /group/transfer_group
{"groupID": "{group.id}", "oldOwnerUserID": "{ann.id}", "newOwnerUserID": "nobody_{uniq}"}
200 {"errCode":1001, ...}
admin: POST /group/transfer_group
{"groupID": "{group.id}", "oldOwnerUserID": "{cat.id}", "newOwnerUserID": "{bob.id}"}
200 {"errCode":1001, ...}
ann: POST /group/transfer_group
{"groupID": "{group.id}"}
200 {"errCode":1001, ...}
bob: POST /group/transfer_group
{"groupID": "{group.id}", "oldOwnerUserID": "{bob.id}", "newOwnerUserID": "{cat.id}"}
200 {"errCode":1002, ...}
sam: POST /group/transfer_group
{"groupID": "{group.id}", "oldOwnerUserID": "{ann.id}", "newOwnerUserID": "{cat.id}"}
200 {"errCode":1002, ...}
ann: POST /group/transfer_group
{"groupID": "none_{uniq}", "oldOwnerUserID": "{ann.id}", "newOwnerUserID": "{bob.id}"}
200 {"errCode":1004, ...}
ann: POST /group/dismiss_group
{"groupID": "{group.id}"}
200 {"errCode":0, ...}
ann: POST /group/transfer_group
{"groupID": "{group.id}", "oldOwnerUserID": "{ann.id}", "newOwnerUserID": "{bob.id}"}
200 {"errCode":1204, ...}

== the end of a group
bob: POST /group/dismiss_group
{"groupID": "{group.id}"}
200 {"errCode":1002, ...}
sam: POST /group/dismiss_group
{"groupID": "{group.id}"}
200 {"errCode":1002, ...}
ann: POST /group/dismiss_group
{"groupID": "none_{uniq}"}
200 {"errCode":1004, ...}
ann: POST /group/dismiss_group
{}
200 {"errCode":1001, ...}
ann: POST /group/dismiss_group
{"groupID": "{group.id}", "deleteMember": false}
200 {"errCode":0, "errMsg":"", "errDlt":""}
ann: POST /group/get_groups_info
{"groupIDs": ["{group.id}"]}
200 {"errCode":0, "data":{"groupInfos":[{"groupID":"{group.id}", "status":2, ...}]}, ...}
ann: POST /group/get_joined_group_list
{"fromUserID": "{ann.id}", "pagination": {"pageNumber": 1, "showNumber": 10}}
200 {"errCode":0, "data":{"total":0, "groups":[]}, ...}
admin: POST /group/dismiss_group
{"groupID": "{group.id}"}
200 {"errCode":1204, "errMsg":"DismissedAlreadyError", ...}

== an administrator of the server ends any group, also without a line
admin: POST /group/dismiss_group
{"groupID": "{group.id}", "sendMessage": false}
200 {"errCode":0, ...}
bob: POST /group/get_full_join_group_ids
{"userID": "{bob.id}", "idHash": 0}
200 {"errCode":0, "data":{"equal":true, ...}, ...}
