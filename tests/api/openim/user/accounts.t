# openim 4.2 *_notification_account
use one user
== an account is made and found by id and by name
admin: POST /user/add_notification_account
{"userID": "news_{uniq}", "nickName": "News {uniq}", "faceURL": "https://f/n", "appMangerLevel": 3}
200 {"errCode":0, "data":{"userID":"news_{uniq}", "faceURL":"https://f/n", "nickName":"News {uniq}", "appMangerLevel":3}, ...}
admin: POST /user/search_notification_account
{"keyword": "news_{uniq}", "pagination": {"pageNumber": 1, "showNumber": 10}}
200 {"errCode":0, "data":{"total":1, "notificationAccounts":[{"userID":"news_{uniq}", "faceURL":"https://f/n", "nickName":"News {uniq}", "appMangerLevel":3}]}, ...}
admin: POST /user/search_notification_account
{"keyword": "News {uniq}", "pagination": {"pageNumber": 1, "showNumber": 10}}
200 {"errCode":0, "data":{"total":1, "notificationAccounts":[{"userID":"news_{uniq}", ...}]}, ...}
admin: POST /user/search_notification_account
{"keyword": "News {uniq}", "appManagerLevel": 4, "pagination": {"pageNumber": 1, "showNumber": 10}}
200 {"errCode":0, "data":{"total":0, "notificationAccounts":[]}, ...}
admin: POST /user/search_notification_account
{"keyword": "{ann.id}", "pagination": {"pageNumber": 1, "showNumber": 10}}
200 {"errCode":0, "data":{"total":0, "notificationAccounts":[]}, ...}

== without an id one is drawn
admin: POST /user/add_notification_account
{"nickName": "Robot", "appMangerLevel": 4}
200 {"errCode":0, "data":{"userID":{id:str}, "faceURL":"", "nickName":"Robot", "appMangerLevel":4}, ...}
admin: POST /user/account_check
{"checkUserIDs": ["{id}"]}
200 {"errCode":0, "data":{"results":[{"userID":"{id}", "accountStatus":1}]}, ...}
admin: POST /auth/get_user_token
{"platformID": 1, "userID": "{id}"}
200 {"errCode":1001, ...}

== what is refused
admin: POST /user/add_notification_account
{"userID": "news_{uniq}", "nickName": "News", "appMangerLevel": 2}
200 {"errCode":1001, "errDlt":"appMangerLevel: BadArgument range", ...}
admin: POST /user/add_notification_account
{"userID": "{ann.id}", "nickName": "News", "appMangerLevel": 3}
200 {"errCode":1001, "errDlt":"userID is used", ...}
admin: POST /user/add_notification_account
{"userID": "news_{uniq}", "appMangerLevel": 3}
200 {"errCode":1001, "errDlt":"nickName is empty", ...}
ann: POST /user/add_notification_account
{"userID": "news_{uniq}", "nickName": "News", "appMangerLevel": 3}
200 {"errCode":1002, ...}

== an account is changed
admin: POST /user/add_notification_account
{"userID": "news_{uniq}", "nickName": "News {uniq}", "appMangerLevel": 3}
200 {"errCode":0, ...}
admin: POST /user/update_notification_account
{"userID": "news_{uniq}", "faceURL": "https://f/2"}
200 {"errCode":0, "errMsg":"", "errDlt":""}
ann: POST /user/get_users_info
{"userIDs": ["news_{uniq}"]}
200 {"errCode":0, "data":{"usersInfo":[{"nickname":"News {uniq}", "faceURL":"https://f/2", "appMangerLevel":3, ...}]}, ...}
admin: POST /user/update_notification_account
{"userID": "news_{uniq}"}
200 {"errCode":1001, "errDlt":"nickName is empty", ...}
admin: POST /user/update_notification_account
{"userID": "nobody_{uniq}", "nickName": "x"}
200 {"errCode":1001, "errDlt":"userID: BadArgument", ...}
ann: POST /user/update_notification_account
{"userID": "news_{uniq}", "nickName": "x"}
200 {"errCode":1002, ...}
ann: POST /user/search_notification_account
{"keyword": "", "pagination": {"pageNumber": 1, "showNumber": 10}}
200 {"errCode":1002, ...}
admin: POST /user/search_notification_account
{"keyword": ""}
200 {"errCode":1001, "errDlt":"pagination is empty", ...}
