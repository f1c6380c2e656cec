# openim 2, 4.1
use one user
== an administrator shows the secret and gets a token
POST /auth/get_admin_token
{"secret": "{secret}", "userID": "imAdmin"}
200 {"errCode":0, "errMsg":"", "errDlt":"", "data":{"token":{t:str}, "expireTimeSeconds":7776000}}
POST /auth/parse_token
{"token": "{t}"}
200 {"errCode":0, "errMsg":"", "errDlt":"", "data":{"userID":"imAdmin", "platformID":10, "expireTimeSeconds":{_:int}}}

== a wrong secret is refused
POST /auth/get_admin_token
{"secret": "openIM123", "userID": "imAdmin"}
200 {"errCode":1002, "errMsg":"NoPermissionError", "errDlt":"secret invalid"}

== only users of the list are administrators
POST /auth/get_admin_token
{"secret": "{secret}", "userID": "{ann.id}"}
200 {"errCode":1001, "errMsg":"ArgsError", "errDlt":"userID: BadArgument"}

== the user must be named
POST /auth/get_admin_token
{"secret": "{secret}"}
200 {"errCode":1001, "errMsg":"ArgsError", "errDlt":"userID is empty"}

== an administrator gets a token for a user
admin: POST /auth/get_user_token
{"platformID": 2, "userID": "{ann.id}"}
200 {"errCode":0, "errMsg":"", "errDlt":"", "data":{"token":{t:str}, "expireTimeSeconds":7776000}}
POST /auth/parse_token
{"token": "{t}"}
200 {"errCode":0, "errMsg":"", "errDlt":"", "data":{"userID":"{ann.id}", "platformID":2, "expireTimeSeconds":{_:int}}}

== nobody else gives tokens
ann: POST /auth/get_user_token
{"platformID": 2, "userID": "{ann.id}"}
200 {"errCode":1002, "errMsg":"NoPermissionError", "errDlt":"NoPermissionError"}

== no token of a user is for the platform of administrators
admin: POST /auth/get_user_token
{"platformID": 10, "userID": "{ann.id}"}
200 {"errCode":1002, ...}

== nor of an administrator for another
admin: POST /auth/get_user_token
{"platformID": 2, "userID": "imAdmin"}
200 {"errCode":1002, ...}

== an unknown user gets none
admin: POST /auth/get_user_token
{"platformID": 2, "userID": "nobody_{uniq}"}
200 {"errCode":1004, "errMsg":"RecordNotFoundError", "errDlt":"userID: user not found"}

== a user of RuoYi-IM has their number as name
use ruoyi user
admin: POST /auth/get_user_token
{"platformID": 5, "userID": "{rae.id}"}
200 {"errCode":0, "data":{"token":{t:str}, ...}, ...}
POST /auth/parse_token
{"token": "{t}"}
200 {"errCode":0, "data":{"userID":"{rae.id}", "platformID":5, ...}, ...}

== a token of the same platform ends the one before
wait 1100ms
admin: POST /auth/get_user_token
{"platformID": 3, "userID": "{ann.id}"}
200 {"errCode":0, "data":{"token":{t:str}, ...}, ...}
POST /auth/parse_token
{"token": "{ann.token}"}
200 {"errCode":1506, "errMsg":"TokenKickedError", "errDlt":"TokenKickedError"}
POST /auth/get_user_token
header token {ann.token}
{"platformID": 3, "userID": "{ann.id}"}
200 {"errCode":1506, ...}
POST /auth/parse_token
{"token": "{t}"}
200 {"errCode":0, ...}

== one of another platform does not
admin: POST /auth/get_user_token
{"platformID": 1, "userID": "{ann.id}"}
200 {"errCode":0, ...}
POST /auth/parse_token
{"token": "{ann.token}"}
200 {"errCode":0, ...}

== an earlier token of an administrator passes for five minutes
clock +2s
POST /auth/get_admin_token
{"secret": "{secret}", "userID": "imAdmin"}
200 {"errCode":0, ...}
admin: POST /auth/force_logout
{"platformID": 1, "userID": "nobody_{uniq}"}
200 {"errCode":0, "errMsg":"", "errDlt":""}
clock +5m
admin: POST /auth/force_logout
{"platformID": 1, "userID": "nobody_{uniq}"}
200 {"errCode":1507, "errMsg":"TokenNotExistError", "errDlt":"TokenNotExistError"}

== a token ends
clock +91d
POST /auth/parse_token
{"token": "{ann.token}"}
200 {"errCode":1501, "errMsg":"TokenExpiredError", "errDlt":"TokenExpiredError"}
ann: POST /auth/get_user_token
{"platformID": 3, "userID": "{ann.id}"}
200 {"errCode":1501, ...}

== what is no token
POST /auth/parse_token
{"token": "garbage"}
200 {"errCode":1503, "errMsg":"TokenMalformedError", "errDlt":"TokenMalformedError"}
POST /auth/parse_token
{"token": ""}
200 {"errCode":1001, "errDlt":"token is empty", ...}

== a token of another key
POST /auth/parse_token
{"token": "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJVc2VySUQiOiJpbUFkbWluIiwiUGxhdGZvcm1JRCI6MTAsImV4cCI6NDEwMjQ0NDgwMCwiaWF0IjoxfQ.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"}
200 {"errCode":1505, "errMsg":"TokenUnknownError", "errDlt":"TokenUnknownError"}

== signing out by force ends the tokens of a platform
admin: POST /auth/get_user_token
{"platformID": 5, "userID": "{ann.id}"}
200 {"errCode":0, "data":{"token":{web:str}, ...}, ...}
admin: POST /auth/force_logout
{"platformID": 3, "userID": "{ann.id}"}
200 {"errCode":0, "errMsg":"", "errDlt":""}
POST /auth/parse_token
{"token": "{ann.token}"}
200 {"errCode":1506, ...}
POST /auth/parse_token
{"token": "{web}"}
200 {"errCode":0, ...}

== the same token again is valid again
admin: POST /auth/get_user_token
{"platformID": 5, "userID": "{ann.id}"}
200 {"errCode":0, "data":{"token":{_:str}, ...}, ...}
admin: POST /auth/force_logout
{"platformID": 5, "userID": "{ann.id}"}
200 {"errCode":0, ...}
admin: POST /auth/get_user_token
{"platformID": 5, "userID": "{ann.id}"}
200 {"errCode":0, "data":{"token":{t:str}, ...}, ...}
POST /auth/parse_token
{"token": "{t}"}
200 {"errCode":0, ...}

== platforms that nobody can be signed out of
admin: POST /auth/force_logout
{"platformID": 11, "userID": "{ann.id}"}
200 {"errCode":1001, "errDlt":"platformID: BadArgument range", ...}
admin: POST /auth/force_logout
{"platformID": 0, "userID": "{ann.id}"}
200 {"errCode":1001, ...}
admin: POST /auth/force_logout
{"platformID": 1, "userID": ""}
200 {"errCode":1001, "errDlt":"userID is empty", ...}

== somebody else signs nobody out
ann: POST /auth/force_logout
{"platformID": 3, "userID": "{ann.id}"}
200 {"errCode":1002, ...}
