# openim 4.4 join_group, invite_user_to_group, group_application_response
use group of three, stranger
== who asks is let in once
sam: POST /group/join_group
{"groupID": "{group.id}", "reqMessage": "please", "joinSource": 3, "inviterUserID": "{sam.id}", "ex": "e"}
200 {"errCode":0, "errMsg":"", "errDlt":""}
sam: POST /group/get_full_join_group_ids
{"userID": "{sam.id}", "idHash": 0}
200 {"errCode":0, "data":{"groupIDs":[], ...}, ...}
ann: POST /group/group_application_response
{"groupID": "{group.id}", "fromUserID": "{sam.id}", "handledMsg": "welcome", "handleResult": 1}
200 {"errCode":0, "errMsg":"", "errDlt":""}
sam: POST /group/get_group_members_info
{"groupID": "{group.id}", "userIDs": ["{sam.id}"]}
200 {"errCode":0, "data":{"members":[{"userID":"{sam.id}", "roleLevel":20, "joinSource":3, "inviterUserID":"", "operatorUserID":"{ann.id}", ...}]}, ...}
ann: POST /group/group_application_response
{"groupID": "{group.id}", "fromUserID": "{sam.id}", "handleResult": -1}
200 {"errCode":1206, "errMsg":"GroupRequestHandled", ...}
sam: POST /group/join_group
{"groupID": "{group.id}", "joinSource": 3, "inviterUserID": "{sam.id}"}
200 {"errCode":1001, ...}

== a user who asks again replaces their request
sam: POST /group/join_group
{"groupID": "{group.id}", "reqMessage": "one", "joinSource": 3, "inviterUserID": "{sam.id}"}
200 {"errCode":0, ...}
sam: POST /group/join_group
{"groupID": "{group.id}", "reqMessage": "two", "joinSource": 4, "inviterUserID": "{sam.id}"}
200 {"errCode":0, ...}
ann: POST /group/get_recv_group_applicationList
{"fromUserID": "{ann.id}", "pagination": {"pageNumber": 1, "showNumber": 10}}
200 {"errCode":0, "data":{"total":1, "groupRequests":[{"reqMsg":"two", "joinSource":4, ...}]}, ...}
ann: POST /group/group_application_response
{"groupID": "{group.id}", "fromUserID": "{sam.id}", "handledMsg": "no", "handleResult": -1}
200 {"errCode":0, ...}
sam: POST /group/join_group
{"groupID": "{group.id}", "reqMessage": "three", "joinSource": 3, "inviterUserID": "{sam.id}"}
200 {"errCode":0, ...}

== an open group takes everybody at once
ann: POST /group/create_group
{"ownerUserID": "{ann.id}", "groupInfo": {"groupName": "Open", "groupType": 2, "needVerification": 2}}
200 {"errCode":0, "data":{"groupInfo":{"groupID":{open:str}, ...}}, ...}
sam: POST /group/join_group
{"groupID": "{open}", "joinSource": 3, "inviterUserID": "{sam.id}"}
200 {"errCode":0, ...}
sam: POST /group/get_group_members_info
{"groupID": "{open}", "userIDs": ["{sam.id}"]}
200 {"errCode":0, "data":{"members":[{"joinSource":0, "inviterUserID":"{sam.id}", "operatorUserID":"{sam.id}", ...}]}, ...}

== asking: what is refused
bob: POST /group/join_group
{"groupID": "{group.id}", "joinSource": 3, "inviterUserID": "{sam.id}"}
200 {"errCode":1002, ...}
sam: POST /group/join_group
{"groupID": "{group.id}", "joinSource": 0, "inviterUserID": "{sam.id}"}
200 {"errCode":1001, ...}
sam: POST /group/join_group
{"groupID": "{group.id}", "joinSource": 5, "inviterUserID": "{sam.id}"}
200 {"errCode":1001, ...}
sam: POST /group/join_group
{"groupID": "none_{uniq}", "joinSource": 3, "inviterUserID": "{sam.id}"}
200 {"errCode":1004, ...}
admin: POST /group/join_group
{"groupID": "{group.id}", "joinSource": 3, "inviterUserID": "nobody_{uniq}"}
200 {"errCode":1004, ...}
ann: POST /group/dismiss_group
{"groupID": "{group.id}"}
200 {"errCode":0, ...}
sam: POST /group/join_group
{"groupID": "{group.id}", "joinSource": 3, "inviterUserID": "{sam.id}"}
200 {"errCode":1204, ...}

== any member invites
bob: POST /group/invite_user_to_group
{"groupID": "{group.id}", "invitedUserIDs": ["{sam.id}"], "reason": "good"}
200 {"errCode":0, "errMsg":"", "errDlt":""}
sam: POST /group/get_group_members_info
{"groupID": "{group.id}", "userIDs": ["{sam.id}"]}
200 {"errCode":0, "data":{"members":[{"joinSource":2, "inviterUserID":"{bob.id}", "operatorUserID":"{bob.id}", ...}]}, ...}

== where managers decide of everybody, a member's invitation is a request
ann: POST /group/set_group_info_ex
{"groupID": "{group.id}", "needVerification": 1}
200 {"errCode":0, ...}
bob: POST /group/invite_user_to_group
{"groupID": "{group.id}", "invitedUserIDs": ["{sam.id}"], "reason": "good"}
200 {"errCode":0, ...}
ann: POST /group/get_recv_group_applicationList
{"fromUserID": "{ann.id}", "pagination": {"pageNumber": 1, "showNumber": 10}}
200 {"errCode":0, "data":{"total":1, "groupRequests":[{"userInfo":{"userID":"{sam.id}", ...}, "reqMsg":"good", "joinSource":2, "inviterUserID":"{bob.id}", ...}]}, ...}
ann: POST /group/group_application_response
{"groupID": "{group.id}", "fromUserID": "{sam.id}", "handleResult": 1}
200 {"errCode":0, ...}
sam: POST /group/get_group_members_info
{"groupID": "{group.id}", "userIDs": ["{sam.id}"]}
200 {"errCode":0, "data":{"members":[{"joinSource":2, "inviterUserID":"{bob.id}", "operatorUserID":"{ann.id}", ...}]}, ...}

== there managers invite at once
ann: POST /group/set_group_info_ex
{"groupID": "{group.id}", "needVerification": 1}
200 {"errCode":0, ...}
ann: POST /group/invite_user_to_group
{"groupID": "{group.id}", "invitedUserIDs": ["{sam.id}"]}
200 {"errCode":0, ...}
sam: POST /group/get_full_join_group_ids
{"userID": "{sam.id}", "idHash": 0}
200 {"errCode":0, "data":{"groupIDs":["{group.id}"], ...}, ...}

== an administrator invites into any group
admin: POST /group/invite_user_to_group
{"groupID": "{group.id}", "invitedUserIDs": ["{sam.id}"]}
200 {"errCode":0, ...}

== inviting: what is refused
ann: POST /group/invite_user_to_group
{"groupID": "{group.id}", "invitedUserIDs": []}
200 {"errCode":1001, ...}
ann: POST /group/invite_user_to_group
{"groupID": "{group.id}", "invitedUserIDs": ["{sam.id}", "{sam.id}"]}
200 {"errCode":1001, ...}
ann: POST /group/invite_user_to_group
{"groupID": "{group.id}", "invitedUserIDs": ["nobody_{uniq}"]}
200 {"errCode":1004, ...}
ann: POST /group/invite_user_to_group
{"groupID": "none_{uniq}", "invitedUserIDs": ["{sam.id}"]}
200 {"errCode":1004, ...}
sam: POST /group/invite_user_to_group
{"groupID": "{group.id}", "invitedUserIDs": ["{sam.id}"]}
200 {"errCode":1002, ...}
ann: POST /group/invite_user_to_group
{"groupID": "{group.id}", "invitedUserIDs": ["{sam.id}", "{bob.id}"]}
200 {"errCode":500, ...}
sam: POST /group/get_full_join_group_ids
{"userID": "{sam.id}", "idHash": 0}
200 {"errCode":0, "data":{"groupIDs":[], ...}, ...}
ann: POST /group/dismiss_group
{"groupID": "{group.id}"}
200 {"errCode":0, ...}
ann: POST /group/invite_user_to_group
{"groupID": "{group.id}", "invitedUserIDs": ["{sam.id}"]}
200 {"errCode":1204, ...}

== answering: what is refused
ann: POST /group/group_application_response
{"groupID": "{group.id}", "fromUserID": "{sam.id}", "handleResult": 1}
200 {"errCode":1004, ...}
sam: POST /group/join_group
{"groupID": "{group.id}", "joinSource": 3, "inviterUserID": "{sam.id}"}
200 {"errCode":0, ...}
ann: POST /group/group_application_response
{"groupID": "{group.id}", "fromUserID": "{sam.id}", "handleResult": 2}
200 {"errCode":1001, ...}
bob: POST /group/group_application_response
{"groupID": "{group.id}", "fromUserID": "{sam.id}", "handleResult": 1}
200 {"errCode":1002, ...}
sam: POST /group/group_application_response
{"groupID": "{group.id}", "fromUserID": "{sam.id}", "handleResult": 1}
200 {"errCode":1004, ...}
ann: POST /group/group_application_response
{"groupID": "{group.id}", "fromUserID": "nobody_{uniq}", "handleResult": 1}
200 {"errCode":1004, ...}
ann: POST /group/group_application_response
{"groupID": "none_{uniq}", "fromUserID": "{sam.id}", "handleResult": 1}
200 {"errCode":1004, ...}
admin: POST /group/group_application_response
{"groupID": "{group.id}", "fromUserID": "{sam.id}", "handleResult": 1}
200 {"errCode":0, ...}

== a line only if wanted
bob: POST /group/invite_user_to_group
{"groupID": "{group.id}", "invitedUserIDs": ["{sam.id}"], "sendMessage": false}
200 {"errCode":0, ...}
ann: POST /group/kick_group
{"groupID": "{group.id}", "kickedUserIDs": ["{sam.id}"], "sendMessage": false}
200 {"errCode":0, ...}
