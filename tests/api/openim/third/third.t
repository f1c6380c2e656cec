# openim 4.7: devices and logs of clients; 4.11
use two people
== where pushes go
ann: POST /third/fcm_update_token
{"platformID": 2, "fcmToken": "token", "account": "{ann.id}", "expireTime": 3600}
200 {"errCode":0, "errMsg":"", "errDlt":""}
admin: POST /third/fcm_update_token
{"platformID": 10, "fcmToken": "token", "account": "{ann.id}", "expireTime": 0}
200 {"errCode":0, "errMsg":"", "errDlt":""}
ann: POST /third/fcm_update_token
{"platformID": 2, "fcmToken": "token", "account": "{bob.id}", "expireTime": 3600}
200 {"errCode":1002, "errMsg":"NoPermissionError", ...}
ann: POST /third/fcm_update_token
{"platformID": 11, "fcmToken": "token", "account": "{ann.id}"}
200 {"errCode":1001, ...}
ann: POST /third/fcm_update_token
{"platformID": 0, "fcmToken": "token", "account": "{ann.id}"}
200 {"errCode":1001, ...}
ann: POST /third/fcm_update_token
{"platformID": 2, "fcmToken": "", "account": "{ann.id}"}
200 {"errCode":1001, "errDlt":"fcmToken is empty", ...}
ann: POST /third/fcm_update_token
{"platformID": 2, "fcmToken": "token"}
200 {"errCode":1001, "errDlt":"account is empty", ...}
admin: POST /third/fcm_update_token
{"platformID": 2, "fcmToken": "token", "account": "nobody_{uniq}"}
200 {"errCode":1004, ...}

== the number on the icon
ann: POST /third/set_app_badge
{"userID": "{ann.id}", "appUnreadCount": 3}
200 {"errCode":0, "errMsg":"", "errDlt":""}
ann: POST /third/set_app_badge
{"userID": "{bob.id}", "appUnreadCount": 3}
200 {"errCode":1002, ...}
ann: POST /third/set_app_badge
{"appUnreadCount": 3}
200 {"errCode":1001, "errDlt":"userID is empty", ...}
ann: POST /third/set_app_badge
{"userID": "{ann.id}", "appUnreadCount": -1}
200 {"errCode":1001, ...}
admin: POST /third/set_app_badge
{"userID": "nobody_{uniq}", "appUnreadCount": 3}
200 {"errCode":1004, ...}

== logs of clients are kept, found and forgotten
ann: POST /third/logs/upload
{"platform": 5, "fileURLs": [{"filename": "one.zip", "URL": "https://files/1"}, {"filename": "two.zip", "URL": "https://files/2"}], "appFramework": "Electron", "version": "3.8", "ex": "e"}
200 {"errCode":0, "errMsg":"", "errDlt":""}
admin: POST /third/logs/search
{"keyword": "{ann.id}", "pagination": {"pageNumber": 1, "showNumber": 10}}
200 {"errCode":0, "errMsg":"", "errDlt":"", "data":{"total":2, "logsInfos":[{"userID":"{ann.id}", "platform":"Web", "url":"https://files/2", "createTime":{t:ms}, "nickname":"{ann.nick}", "logID":{two:str}, "filename":"two.zip", "systemType":"Electron", "ex":"e", "version":"3.8"}, {"url":"https://files/1", "logID":{one:str}, ...}]}}
admin: POST /third/logs/search
{"keyword": "{ann.id}", "startTime": {t}, "endTime": {t}, "pagination": {"pageNumber": 2, "showNumber": 1}}
200 {"data":{"total":2, "logsInfos":[{"logID":"{one}", ...}]}, ...}
admin: POST /third/logs/search
{"keyword": "{ann.id}", "startTime": 1, "endTime": 2, "pagination": {"pageNumber": 1, "showNumber": 10}}
200 {"data":{"total":0, "logsInfos":[]}, ...}
admin: POST /third/logs/search
{"startTime": 2, "endTime": 1, "pagination": {"pageNumber": 1, "showNumber": 10}}
200 {"errCode":1001, ...}
admin: POST /third/logs/search
{"keyword": "x"}
200 {"errCode":1001, ...}
admin: POST /third/logs/delete
{"logIDs": ["{one}", "0000000000"]}
200 {"errCode":1004, ...}
admin: POST /third/logs/search
{"keyword": "{ann.id}", "pagination": {"pageNumber": 1, "showNumber": 10}}
200 {"data":{"total":2, ...}, ...}
admin: POST /third/logs/delete
{"logIDs": ["{one}", "{one}"]}
200 {"errCode":0, "errMsg":"", "errDlt":""}
admin: POST /third/logs/search
{"keyword": "{ann.id}", "pagination": {"pageNumber": 1, "showNumber": 10}}
200 {"data":{"total":1, "logsInfos":[{"logID":"{two}", ...}]}, ...}

== logs are for administrators
ann: POST /third/logs/search
{"pagination": {"pageNumber": 1, "showNumber": 10}}
200 {"errCode":1002, ...}
ann: POST /third/logs/delete
{"logIDs": []}
200 {"errCode":1002, ...}
ann: POST /third/logs/upload
{"platform": "5"}
200 {"errCode":1001, ...}
ann: POST /third/logs/upload
{"platform": 5, "fileURLs": [{"filename": "{x*4097}", "URL": "u"}]}
200 {"errCode":1001, ...}

== where the server is watched
GET /third/prometheus
404 text "NotFound\n"
ann: POST /third/prometheus
{}
200 {"errCode":1004, ...}
GET /prometheus_discovery/api
200 []
GET /prometheus_discovery/user
200 []
GET /prometheus_discovery/group
200 []
GET /prometheus_discovery/msg
200 []
GET /prometheus_discovery/friend
200 []
GET /prometheus_discovery/conversation
200 []
GET /prometheus_discovery/third
200 []
GET /prometheus_discovery/auth
200 []
GET /prometheus_discovery/push
200 []
GET /prometheus_discovery/msg_gateway
200 []
GET /prometheus_discovery/msg_transfer
200 []
