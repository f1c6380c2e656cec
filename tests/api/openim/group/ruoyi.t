# mapping 5: groups of OpenIM and of RuoYi-IM are the same groups
use two people, ruoyi user
== a group made here is there, and each sees what the other does
rae: WS /ws/im?token={rae.token}
rae < {"type":"connected", ...}
ann: POST /group/create_group
{"ownerUserID": "{ann.id}", "memberUserIDs": ["{bob.id}", "{rae.id}"], "groupInfo": {"groupName": "G {uniq}", "groupType": 2}}
200 {"errCode":0, "data":{"groupInfo":{"groupID":{g:str}, ...}}, ...}
rae < {"type":"conversation", "action":"created", ...}
rae: GET /api/im/group/list
200 {"code":200, "data":[{"id":{_:int}, "name":"G {uniq}", "memberCount":3, ...}], ...}
ann: POST /group/mute_group
{"groupID": "{g}"}
200 {"errCode":0, ...}
rae < {"type":"group", "action":"muted", "payload":{"allMuted":true, ...}, ...}
ann: POST /group/mute_group_member
{"groupID": "{g}", "userID": "{rae.id}", "mutedSeconds": 60}
200 {"errCode":0, ...}
rae: GET /api/im/group/mute/check/{g}/{rae.id}
200 {"code":200, "data":true, ...}
ann: POST /group/set_group_member_info
{"members": [{"groupID": "{g}", "userID": "{rae.id}", "nickname": "R", "roleLevel": 60}]}
200 {"errCode":0, ...}
rae < {"type":"group", "action":"role_changed", "payload":{"role":"ADMIN", ...}, ...}
rae < {"type":"group", "action":"updated", "payload":{"nickname":"R", ...}, ...}
rae: GET /api/im/group/{g}/members
200 {"code":200, "data":[{"role":"OWNER", ...}, {"userId":{rae.id}, "role":"ADMIN", "groupNickname":"R", ...}, {"role":"MEMBER", ...}], ...}
ann: POST /group/set_group_info_ex
{"groupID": "{g}", "notification": "read me", "groupName": "H {uniq}"}
200 {"errCode":0, ...}
rae < {"type":"group", "action":"announcement", "payload":{"announcement":"read me", ...}, ...}
rae: GET /api/im/group/{g}
200 {"code":200, "data":{"name":"H {uniq}", "notice":"read me", ...}, ...}
ann: POST /group/transfer_group
{"groupID": "{g}", "oldOwnerUserID": "{ann.id}", "newOwnerUserID": "{rae.id}"}
200 {"errCode":0, ...}
rae < {"type":"group", "action":"role_changed", "payload":{"role":"OWNER", ...}, ...}
bob: POST /group/quit_group
{"groupID": "{g}"}
200 {"errCode":0, ...}
rae < {"type":"group", "action":"member_removed", ...}
admin: POST /group/dismiss_group
{"groupID": "{g}"}
200 {"errCode":0, ...}
rae < {"type":"group", "action":"dismissed", ...}
rae: GET /api/im/group/list
200 {"code":200, "data":[], ...}

== a group made there is here
ann: POST /user/get_users_info
{"userIDs": ["{ann.id}"]}
200 {"errCode":0, ...}
rae: GET /api/im/contact/search?keyword={ann.id}
200 {"code":200, "data":[{"userId":{annNumber:int}, ...}], ...}
rae: POST /api/im/group/create
{"name": "There {uniq}", "memberIds": [{annNumber}]}
200 {"code":200, "data":{g:int}, ...}
ann: POST /group/get_joined_group_list
{"fromUserID": "{ann.id}", "pagination": {"pageNumber": 1, "showNumber": 10}}
200 {"errCode":0, "data":{"total":1, "groups":[{"groupID":"{g}", "groupName":"There {uniq}", "ownerUserID":"{rae.id}", "needVerification":1, "memberCount":2, "status":0, ...}]}, ...}
ann: POST /group/get_incremental_group_members
{"groupID": "{g}", "versionID": "", "version": 0}
200 {"errCode":0, "data":{"version":{v:int}, "versionID":{log:str}, "full":true, ...}, ...}
rae: PUT /api/im/group/{g}/members/{annNumber}/role
{"role": "ADMIN"}
200 {"code":200, ...}
rae: PUT /api/im/group/{g}/nickname
{"nickname": "R"}
200 {"code":200, ...}
rae: PUT /api/im/group/{g}/announcement
{"content": "news"}
200 {"code":200, ...}
rae: PUT /api/im/group/mute/all/{g}
{"muted": true}
200 {"code":200, ...}
ann: POST /group/get_incremental_group_members
{"groupID": "{g}", "versionID": "{log}", "version": {v}}
200 {"errCode":0, "data":{"full":false, "delete":[], "insert":[], "update":[..., {"userID":"{rae.id}", "roleLevel":100, "nickname":"R", ...}, ...], "group":{"notification":"news", "notificationUserID":"{rae.id}", "status":3, ...}, ...}, ...}
# A hidden group does not exist for strangers, in any dialect.
bob: POST /group/join_group
{"groupID": "{g}", "reqMessage": "me too", "joinSource": 3, "inviterUserID": "{bob.id}"}
200 {"errCode":1004, ...}
rae: PUT /api/im/group/{g}
{"type": "PUBLIC"}
200 {"code":200, ...}
ann: POST /group/set_group_info
{"groupInfoForSet": {"groupID": "{g}", "needVerification": 0}}
200 {"errCode":0, ...}
bob: POST /group/join_group
{"groupID": "{g}", "reqMessage": "me too", "joinSource": 3, "inviterUserID": "{bob.id}"}
200 {"errCode":0, ...}
rae: GET /api/im/group/{g}/join-requests
200 {"code":200, "data":[{"id":{r:int}, "message":"me too", "nickname":"{bob.nick}", "status":"PENDING", ...}], ...}
rae: POST /api/im/group/join-request/{r}/handle
{"approved": true, "remark": "fine"}
200 {"code":200, ...}
bob: POST /group/get_user_req_group_applicationList
{"userID": "{bob.id}", "pagination": {"pageNumber": 1, "showNumber": 10}}
200 {"errCode":0, "data":{"total":1, "groupRequests":[{"handleResult":1, "handleMsg":"fine", "handleUserID":"{rae.id}", ...}]}, ...}
rae: DELETE /api/im/group/{g}/members/{annNumber}
200 {"code":200, ...}
ann: POST /group/get_full_join_group_ids
{"userID": "{ann.id}", "idHash": 0}
200 {"errCode":0, "data":{"groupIDs":[], ...}, ...}
rae: DELETE /api/im/group/{g}
200 {"code":200, ...}
bob: POST /group/get_groups_info
{"groupIDs": ["{g}"]}
200 {"errCode":0, "data":{"groupInfos":[{"status":2, ...}]}, ...}

== who asks there is answered here
use stranger
rae: POST /api/im/group/create
{"name": "There {uniq}", "memberIds": []}
200 {"code":200, "data":{g:int}, ...}
ann: POST /group/create_group
{"ownerUserID": "{ann.id}", "groupInfo": {"groupName": "Here {uniq}", "groupType": 2}}
200 {"errCode":0, "data":{"groupInfo":{"groupID":{here:str}, ...}}, ...}
rae: POST /api/im/group/{here}/join
{"message": "hello"}
200 {"code":200, "data":{"joined":false, ...}, ...}
ann: POST /group/get_recv_group_applicationList
{"fromUserID": "{ann.id}", "pagination": {"pageNumber": 1, "showNumber": 10}}
200 {"errCode":0, "data":{"total":1, "groupRequests":[{"userInfo":{"userID":"{rae.id}", ...}, "reqMsg":"hello", "joinSource":0, ...}]}, ...}
ann: POST /group/group_application_response
{"groupID": "{here}", "fromUserID": "{rae.id}", "handledMsg": "yes", "handleResult": 1}
200 {"errCode":0, ...}
rae: GET /api/im/group/list
200 {"code":200, "data":[..., {"name":"Here {uniq}", "memberCount":2, ...}, ...], ...}
