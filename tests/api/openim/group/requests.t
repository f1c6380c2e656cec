# openim 3.2 GroupRequest, 4.4 lists of requests
use group of three, stranger
== who asks is in the lists of both
sam: POST /group/join_group
{"groupID": "{group.id}", "reqMessage": "please", "joinSource": 3, "inviterUserID": "{sam.id}", "ex": "e"}
200 {"errCode":0, ...}
ann: POST /group/get_recv_group_applicationList
{"fromUserID": "{ann.id}", "pagination": {"pageNumber": 1, "showNumber": 10}, "groupIDs": ["{group.id}"], "handleResults": [0]}
200 {"errCode":0, "errMsg":"", "errDlt":"", "data":{"total":1, "groupRequests":[{"userInfo":{"userID":"{sam.id}", "nickname":"{sam.nick}", "faceURL":"{sam.face}", "ex":""}, "groupInfo":{"groupID":"{group.id}", "groupName":"{group.name}", "ownerUserID":"{ann.id}", ...}, "handleResult":0, "reqMsg":"please", "handleMsg":"", "reqTime":{_:ms}, "handleUserID":"", "handleTime":0, "ex":"e", "joinSource":3, "inviterUserID":""}]}}
ann: POST /group/get_group_application_unhandled_count
{"userID": "{ann.id}", "time": 0}
200 {"errCode":0, "data":{"count":1}, ...}
ann: POST /group/get_group_application_unhandled_count
{"userID": "{ann.id}", "time": 9000000000000}
200 {"errCode":0, "data":{"count":0}, ...}
bob: POST /group/get_group_application_unhandled_count
{"userID": "{bob.id}"}
200 {"errCode":0, "data":{"count":0}, ...}
ann: POST /group/group_application_response
{"groupID": "{group.id}", "fromUserID": "{sam.id}", "handledMsg": "no", "handleResult": -1}
200 {"errCode":0, ...}
sam: POST /group/get_user_req_group_applicationList
{"userID": "{sam.id}", "pagination": {"pageNumber": 1, "showNumber": 10}}
200 {"errCode":0, "data":{"total":1, "groupRequests":[{"userInfo":{"userID":"{sam.id}", ...}, "groupInfo":{"groupID":"{group.id}", ...}, "handleResult":-1, "handleMsg":"no", "handleUserID":"{ann.id}", "handleTime":{_:ms}, ...}]}, ...}
sam: POST /group/get_user_req_group_applicationList
{"userID": "{sam.id}", "pagination": {"pageNumber": 1, "showNumber": 10}, "groupIDs": ["{group.id}"], "handleResults": [0, 1]}
200 {"errCode":0, "data":{"total":0, "groupRequests":[]}, ...}
sam: POST /group/get_user_req_group_applicationList
{"userID": "{sam.id}", "pagination": {"pageNumber": 1, "showNumber": 10}, "groupIDs": ["none_{uniq}"]}
200 {"errCode":0, "data":{"total":0, "groupRequests":[]}, ...}
ann: POST /group/get_recv_group_applicationList
{"fromUserID": "{ann.id}", "pagination": {"pageNumber": 1, "showNumber": 10}, "handleResults": [-1]}
200 {"errCode":0, "data":{"total":1, "groupRequests":[{"handleResult":-1, ...}]}, ...}
ann: POST /group/get_recv_group_applicationList
{"fromUserID": "{ann.id}", "pagination": {"pageNumber": 1, "showNumber": 10}, "handleResults": [7]}
200 {"errCode":0, "data":{"total":0, "groupRequests":[]}, ...}
ann: POST /group/get_recv_group_applicationList
{"fromUserID": "{ann.id}", "pagination": {"pageNumber": 2, "showNumber": 10}}
200 {"errCode":0, "data":{"total":1, "groupRequests":[]}, ...}
ann: POST /group/get_group_application_unhandled_count
{"userID": "{ann.id}", "time": 0}
200 {"errCode":0, "data":{"count":0}, ...}

== the requests of some users
sam: POST /group/join_group
{"groupID": "{group.id}", "reqMessage": "please", "joinSource": 3, "inviterUserID": "{sam.id}"}
200 {"errCode":0, ...}
ann: POST /group/get_group_users_req_application_list
{"groupID": "{group.id}", "userIDs": ["{sam.id}", "{bob.id}", "nobody_{uniq}"]}
200 {"errCode":0, "data":{"total":1, "groupRequests":[{"userInfo":{"userID":"{sam.id}", ...}, "reqMsg":"please", ...}]}, ...}
sam: POST /group/get_specified_user_group_request_info
{"groupID": "{group.id}", "userID": "{sam.id}"}
200 {"errCode":0, "data":{"total":1, "groupRequests":[{"reqMsg":"please", "groupInfo":{"groupID":"{group.id}", ...}, ...}]}, ...}
ann: POST /group/get_specified_user_group_request_info
{"groupID": "{group.id}", "userID": "{sam.id}"}
200 {"errCode":0, "data":{"total":1, ...}, ...}
admin: POST /group/get_specified_user_group_request_info
{"groupID": "{group.id}", "userID": "{cat.id}"}
200 {"errCode":0, "data":{"total":0, "groupRequests":[]}, ...}

== what is refused
bob: POST /group/get_recv_group_applicationList
{"fromUserID": "{ann.id}", "pagination": {"pageNumber": 1, "showNumber": 10}}
200 {"errCode":1002, ...}
bob: POST /group/get_recv_group_applicationList
{"fromUserID": "{bob.id}", "pagination": {"pageNumber": 1, "showNumber": 10}, "groupIDs": ["{group.id}"]}
200 {"errCode":1002, ...}
sam: POST /group/get_recv_group_applicationList
{"fromUserID": "{sam.id}", "pagination": {"pageNumber": 1, "showNumber": 10}, "groupIDs": ["{group.id}"]}
200 {"errCode":1004, ...}
ann: POST /group/get_recv_group_applicationList
{"fromUserID": "{ann.id}", "pagination": {"pageNumber": 1, "showNumber": 10}, "groupIDs": ["none_{uniq}"]}
200 {"errCode":1004, ...}
ann: POST /group/get_recv_group_applicationList
{"fromUserID": "{ann.id}"}
200 {"errCode":1001, ...}
bob: POST /group/get_user_req_group_applicationList
{"userID": "{ann.id}", "pagination": {"pageNumber": 1, "showNumber": 10}}
200 {"errCode":1002, ...}
bob: POST /group/get_user_req_group_applicationList
{"userID": "{bob.id}", "pagination": {"pageNumber": 0, "showNumber": 10}}
200 {"errCode":1001, ...}
bob: POST /group/get_group_application_unhandled_count
{"userID": "{ann.id}"}
200 {"errCode":1002, ...}
bob: POST /group/get_group_application_unhandled_count
{}
200 {"errCode":1001, ...}
bob: POST /group/get_group_users_req_application_list
{"groupID": "{group.id}", "userIDs": ["{sam.id}"]}
200 {"errCode":1002, ...}
sam: POST /group/get_group_users_req_application_list
{"groupID": "{group.id}", "userIDs": ["{sam.id}"]}
200 {"errCode":1004, ...}
ann: POST /group/get_group_users_req_application_list
{"groupID": "{group.id}"}
200 {"errCode":1001, ...}
bob: POST /group/get_specified_user_group_request_info
{"groupID": "{group.id}", "userID": "{sam.id}"}
200 {"errCode":1002, ...}
sam: POST /group/get_specified_user_group_request_info
{"groupID": "none_{uniq}", "userID": "{sam.id}"}
200 {"errCode":1004, ...}
sam: POST /group/get_specified_user_group_request_info
{"groupID": "{group.id}"}
200 {"errCode":1001, ...}
