# openim 4.4 set_group_info, set_group_info_ex
use group of three, stranger
== what is given changes, the rest stays
ann: POST /group/set_group_info
{"groupInfoForSet": {"groupID": "{group.id}", "groupName": "New {uniq}", "notification": "", "introduction": "i", "faceURL": "https://f/n", "ex": "e", "needVerification": 2, "lookMemberInfo": 1}}
200 {"errCode":0, "errMsg":"", "errDlt":""}
ann: POST /group/get_groups_info
{"groupIDs": ["{group.id}"]}
200 {"errCode":0, "data":{"groupInfos":[{"groupName":"New {uniq}", "notification":"", "introduction":"i", "faceURL":"https://f/n", "ex":"e", "needVerification":2, "lookMemberInfo":1, "applyMemberFriend":0, "notificationUpdateTime":0, "notificationUserID":"", ...}]}, ...}
ann: POST /group/set_group_info
{"groupInfoForSet": {"groupID": "{group.id}", "groupName": "", "notification": "read me", "ex": "", "applyMemberFriend": 1}}
200 {"errCode":0, ...}
ann: POST /group/get_groups_info
{"groupIDs": ["{group.id}"]}
200 {"errCode":0, "data":{"groupInfos":[{"groupName":"New {uniq}", "notification":"read me", "introduction":"i", "faceURL":"https://f/n", "ex":"", "needVerification":2, "lookMemberInfo":1, "applyMemberFriend":1, "notificationUpdateTime":{_:ms}, "notificationUserID":"{ann.id}", ...}]}, ...}

== what is present changes, also to nothing
ann: POST /group/set_group_info_ex
{"groupID": "{group.id}", "notification": "  read me ", "introduction": "i", "faceURL": "https://f/n", "ex": "e", "lookMemberInfo": 1, "applyMemberFriend": 1}
200 {"errCode":0, "errMsg":"", "errDlt":""}
ann: POST /group/get_groups_info
{"groupIDs": ["{group.id}"]}
200 {"errCode":0, "data":{"groupInfos":[{"groupName":"{group.name}", "notification":"read me", "introduction":"i", "faceURL":"https://f/n", "ex":"e", "needVerification":0, "lookMemberInfo":1, "applyMemberFriend":1, ...}]}, ...}
admin: POST /group/set_group_info_ex
{"groupID": "{group.id}", "groupName": null, "notification": " ", "introduction": "", "faceURL": "", "ex": "", "lookMemberInfo": 0}
200 {"errCode":0, ...}
ann: POST /group/get_groups_info
{"groupIDs": ["{group.id}"]}
200 {"errCode":0, "data":{"groupInfos":[{"groupName":"{group.name}", "notification":"", "introduction":"", "faceURL":"", "ex":"", "lookMemberInfo":0, "applyMemberFriend":1, ...}]}, ...}

== a blank name changes nothing, and is no error
ann: POST /group/set_group_info_ex
{"groupID": "{group.id}", "groupName": "  ", "introduction": "i"}
200 {"errCode":0, "errMsg":"", "errDlt":""}
ann: POST /group/get_groups_info
{"groupIDs": ["{group.id}"]}
200 {"errCode":0, "data":{"groupInfos":[{"groupName":"{group.name}", "introduction":"", ...}]}, ...}

== what is refused
bob: POST /group/set_group_info
{"groupInfoForSet": {"groupID": "{group.id}", "groupName": "x"}}
200 {"errCode":1002, ...}
sam: POST /group/set_group_info
{"groupInfoForSet": {"groupID": "{group.id}", "groupName": "x"}}
200 {"errCode":1004, ...}
ann: POST /group/set_group_info
{"groupInfoForSet": {"groupName": "x"}}
200 {"errCode":1001, ...}
ann: POST /group/set_group_info
{"groupInfoForSet": {"groupID": "{group.id}", "needVerification": 3}}
200 {"errCode":1001, ...}
bob: POST /group/set_group_info_ex
{"groupID": "{group.id}", "groupName": "x"}
200 {"errCode":1002, ...}
bob: POST /group/set_group_info_ex
{"groupID": "{group.id}", "groupName": " "}
200 {"errCode":1002, ...}
sam: POST /group/set_group_info_ex
{"groupID": "{group.id}", "groupName": "x"}
200 {"errCode":1004, ...}
ann: POST /group/set_group_info_ex
{"groupID": "{group.id}", "lookMemberInfo": 2}
200 {"errCode":1001, ...}
ann: POST /group/dismiss_group
{"groupID": "{group.id}"}
200 {"errCode":0, ...}
ann: POST /group/set_group_info
{"groupInfoForSet": {"groupID": "{group.id}", "groupName": "x"}}
200 {"errCode":1204, ...}
ann: POST /group/set_group_info_ex
{"groupID": "{group.id}", "groupName": "x"}
200 {"errCode":1204, ...}
