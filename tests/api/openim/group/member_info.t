# openim 4.4 set_group_member_info
use group of three, stranger
== the owner changes everybody
ann: POST /group/set_group_member_info
{"members": [{"groupID": "{group.id}", "userID": "{bob.id}", "nickname": "B", "faceURL": "https://f/b", "ex": "e", "roleLevel": 60}, {"groupID": "{group.id}", "userID": "{cat.id}", "nickname": "C"}, {"groupID": "{group.id}", "userID": "{ann.id}", "ex": "mine"}]}
200 {"errCode":0, "errMsg":"", "errDlt":""}
bob: POST /group/get_group_member_list
{"groupID": "{group.id}", "pagination": {"pageNumber": 1, "showNumber": 10}}
200 {"errCode":0, "data":{"members":[{"userID":"{ann.id}", "roleLevel":100, "nickname":"{ann.nick}", "ex":"mine", ...}, {"userID":"{bob.id}", "roleLevel":60, "nickname":"B", "faceURL":"https://f/b", "ex":"e", ...}, {"userID":"{cat.id}", "roleLevel":20, "nickname":"C", "faceURL":"{cat.face}", ...}], ...}, ...}
ann: POST /group/set_group_member_info
{"members": [{"groupID": "{group.id}", "userID": "{bob.id}", "nickname": "", "roleLevel": 20}]}
200 {"errCode":0, ...}
bob: POST /group/get_group_members_info
{"groupID": "{group.id}", "userIDs": ["{bob.id}"]}
200 {"errCode":0, "data":{"members":[{"roleLevel":20, "nickname":"{bob.nick}", "faceURL":"https://f/b", "ex":"e", ...}]}, ...}

== an administrator changes their own entry and those of ordinary members
ann: POST /group/set_group_member_info
{"members": [{"groupID": "{group.id}", "userID": "{bob.id}", "roleLevel": 60}]}
200 {"errCode":0, ...}
bob: POST /group/set_group_member_info
{"members": [{"groupID": "{group.id}", "userID": "{cat.id}", "nickname": "C"}, {"groupID": "{group.id}", "userID": "{bob.id}", "nickname": "B"}]}
200 {"errCode":0, ...}
bob: POST /group/set_group_member_info
{"members": [{"groupID": "{group.id}", "userID": "{ann.id}", "nickname": "A"}]}
200 {"errCode":1002, ...}
bob: POST /group/set_group_member_info
{"members": [{"groupID": "{group.id}", "userID": "{cat.id}", "roleLevel": 60}]}
200 {"errCode":1002, ...}
bob: POST /group/set_group_member_info
{"members": [{"groupID": "{group.id}", "userID": "{bob.id}", "roleLevel": 20}]}
200 {"errCode":0, ...}
bob: POST /group/set_group_member_info
{"members": [{"groupID": "{group.id}", "userID": "{bob.id}", "roleLevel": 60}]}
200 {"errCode":1002, ...}

== an ordinary member changes their own entry; all or nothing
bob: POST /group/set_group_member_info
{"members": [{"groupID": "{group.id}", "userID": "{bob.id}", "nickname": "B"}]}
200 {"errCode":0, ...}
bob: POST /group/set_group_member_info
{"members": [{"groupID": "{group.id}", "userID": "{bob.id}", "nickname": "BB"}, {"groupID": "{group.id}", "userID": "{cat.id}", "nickname": "C"}]}
200 {"errCode":1002, ...}
cat: POST /group/get_group_members_info
{"groupID": "{group.id}", "userIDs": ["{bob.id}", "{cat.id}"]}
200 {"errCode":0, "data":{"members":[{"nickname":"B", ...}, {"nickname":"{cat.nick}", ...}]}, ...}

== an administrator of the server changes everybody
admin: POST /group/set_group_member_info
{"members": [{"groupID": "{group.id}", "userID": "{cat.id}", "roleLevel": 60}]}
200 {"errCode":0, ...}
admin: POST /group/set_group_member_info
{"members": [{"groupID": "{group.id}", "userID": "{sam.id}", "nickname": "S"}]}
200 {"errCode":1001, ...}
admin: POST /group/set_group_member_info
{"members": [{"groupID": "{group.id}", "userID": "{ann.id}", "roleLevel": 20}]}
200 {"errCode":1002, ...}

== what is refused
ann: POST /group/set_group_member_info
{"members": []}
200 {"errCode":1001, ...}
ann: POST /group/set_group_member_info
{"members": [{"groupID": "{group.id}", "userID": "{bob.id}", "roleLevel": 100}]}
200 {"errCode":1002, ...}
ann: POST /group/set_group_member_info
{"members": [{"groupID": "{group.id}", "userID": "{bob.id}", "roleLevel": 30}]}
200 {"errCode":1001, ...}
ann: POST /group/set_group_member_info
{"members": [{"groupID": "{group.id}", "userID": "{ann.id}", "roleLevel": 60}]}
200 {"errCode":1001, ...}
ann: POST /group/set_group_member_info
{"members": [{"groupID": "{group.id}", "userID": "{bob.id}", "ex": "1"}, {"groupID": "{group.id}", "userID": "{bob.id}", "ex": "2"}]}
200 {"errCode":1001, ...}
sam: POST /group/set_group_member_info
{"members": [{"groupID": "{group.id}", "userID": "{sam.id}", "nickname": "S"}]}
200 {"errCode":1002, ...}
ann: POST /group/set_group_member_info
{"members": [{"groupID": "none_{uniq}", "userID": "{bob.id}", "nickname": "B"}]}
200 {"errCode":1004, ...}
