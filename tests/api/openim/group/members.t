# openim 4.4 quit_group, kick_group, mutes
use group of three
== a member leaves
bob: POST /group/quit_group
{"groupID": "{group.id}", "userID": "{bob.id}"}
200 {"errCode":0, "errMsg":"", "errDlt":""}
ann: POST /group/get_group_member_user_id
{"groupID": "{group.id}"}
200 {"errCode":0, "data":{"userIDs":["{ann.id}", "{cat.id}"]}, ...}
bob: POST /group/quit_group
{"groupID": "{group.id}"}
200 {"errCode":1004, ...}

== not the owner, not for another
ann: POST /group/quit_group
{"groupID": "{group.id}"}
200 {"errCode":1002, ...}
bob: POST /group/quit_group
{"groupID": "{group.id}", "userID": "{cat.id}"}
200 {"errCode":1002, ...}
bob: POST /group/quit_group
{"groupID": "none_{uniq}"}
200 {"errCode":1004, ...}
bob: POST /group/quit_group
{}
200 {"errCode":1001, ...}

== the owner removes
ann: POST /group/kick_group
{"groupID": "{group.id}", "kickedUserIDs": ["{bob.id}"], "reason": "r"}
200 {"errCode":0, "errMsg":"", "errDlt":""}
bob: POST /group/get_group_member_user_id
{"groupID": "{group.id}"}
200 {"errCode":1004, ...}
ann: POST /group/kick_group
{"groupID": "{group.id}", "kickedUserIDs": ["{bob.id}"]}
200 {"errCode":1101, ...}

== who is not removed, and by whom
use stranger
ann: POST /group/kick_group
{"groupID": "{group.id}", "kickedUserIDs": ["{ann.id}"]}
200 {"errCode":1001, ...}
ann: POST /group/kick_group
{"groupID": "{group.id}", "kickedUserIDs": ["{bob.id}", "{bob.id}"]}
200 {"errCode":1001, ...}
ann: POST /group/kick_group
{"groupID": "{group.id}", "kickedUserIDs": []}
200 {"errCode":1001, ...}
bob: POST /group/kick_group
{"groupID": "{group.id}", "kickedUserIDs": ["{cat.id}"]}
200 {"errCode":1002, ...}
sam: POST /group/kick_group
{"groupID": "{group.id}", "kickedUserIDs": ["{cat.id}"]}
200 {"errCode":1002, ...}
admin: POST /group/kick_group
{"groupID": "{group.id}", "kickedUserIDs": ["{cat.id}"]}
200 {"errCode":0, ...}

== nobody writes, everybody writes
ann: POST /group/mute_group
{"groupID": "{group.id}"}
200 {"errCode":0, "errMsg":"", "errDlt":""}
ann: POST /group/get_groups_info
{"groupIDs": ["{group.id}"]}
200 {"errCode":0, "data":{"groupInfos":[{"status":3, ...}]}, ...}
admin: POST /group/cancel_mute_group
{"groupID": "{group.id}"}
200 {"errCode":0, "errMsg":"", "errDlt":""}
ann: POST /group/get_groups_info
{"groupIDs": ["{group.id}"]}
200 {"errCode":0, "data":{"groupInfos":[{"status":0, ...}]}, ...}
bob: POST /group/mute_group
{"groupID": "{group.id}"}
200 {"errCode":1002, ...}
bob: POST /group/cancel_mute_group
{"groupID": "{group.id}"}
200 {"errCode":1002, ...}
ann: POST /group/mute_group
{"groupID": "none_{uniq}"}
200 {"errCode":1004, ...}
ann: POST /group/cancel_mute_group
{}
200 {"errCode":1001, ...}

== one member does not write
ann: POST /group/mute_group_member
{"groupID": "{group.id}", "userID": "{bob.id}", "mutedSeconds": 60}
200 {"errCode":0, "errMsg":"", "errDlt":""}
cat: POST /group/get_group_members_info
{"groupID": "{group.id}", "userIDs": ["{bob.id}"]}
200 {"errCode":0, "data":{"members":[{"muteEndTime":{_:ms}, ...}]}, ...}
ann: POST /group/cancel_mute_group_member
{"groupID": "{group.id}", "userID": "{bob.id}"}
200 {"errCode":0, "errMsg":"", "errDlt":""}
cat: POST /group/get_group_members_info
{"groupID": "{group.id}", "userIDs": ["{bob.id}"]}
200 {"errCode":0, "data":{"members":[{"muteEndTime":0, ...}]}, ...}

== mutes that are refused
use stranger
ann: POST /group/mute_group_member
{"groupID": "{group.id}", "userID": "{bob.id}", "mutedSeconds": 0}
200 {"errCode":1001, ...}
ann: POST /group/mute_group_member
{"groupID": "{group.id}", "userID": "{sam.id}", "mutedSeconds": 60}
200 {"errCode":1004, ...}
bob: POST /group/mute_group_member
{"groupID": "{group.id}", "userID": "{cat.id}", "mutedSeconds": 60}
200 {"errCode":1002, ...}
bob: POST /group/cancel_mute_group_member
{"groupID": "{group.id}", "userID": "{cat.id}"}
200 {"errCode":1002, ...}
admin: POST /group/mute_group_member
{"groupID": "{group.id}", "userID": "{ann.id}", "mutedSeconds": 60}
200 {"errCode":1002, ...}
ann: POST /group/cancel_mute_group_member
{"groupID": "{group.id}"}
200 {"errCode":1001, ...}
