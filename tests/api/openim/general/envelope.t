# openim 1
use one user
== a POST needs an operationID
POST /auth/parse_token
header operationID {empty}
{"token": "{ann.token}"}
200 {"errCode":1001, "errMsg":"ArgsError", "errDlt":"header must have operationID"}

== and a token, but for two paths
POST /auth/get_user_token
{}
200 {"errCode":1001, "errMsg":"ArgsError", "errDlt":"header must have token"}

== the operationID is asked for first
POST /auth/get_user_token
header operationID {empty}
{}
200 {"errCode":1001, "errDlt":"header must have operationID", ...}

== tokens of no value
POST /auth/get_user_token
header token garbage
{}
200 {"errCode":1503, ...}

== answers carry the headers of the contract
ann: POST /auth/get_user_token
{}
200 any
header access-control-allow-origin *
header access-control-allow-methods *
header access-control-allow-headers *
header access-control-max-age 172800
header access-control-allow-credentials false
header content-type application/json; charset=utf-8

== OPTIONS is answered on any path
OPTIONS /no/such/path
200 "Options Request!"
header access-control-allow-origin *

== an unknown path
GET /no/such/path
404 text "404 page not found"
header access-control-allow-origin *
POST /no/such/path
{}
200 {"errCode":1001, "errDlt":"header must have token", ...}
POST /no/such/path
header token garbage
{}
200 {"errCode":1503, ...}
ann: POST /no/such/path
{}
404 text "404 page not found"

== another method
GET /auth/parse_token
404 text "404 page not found"

== paths of other dialects are not here, nor this one there
use ruoyi user
ann: POST /api/im/auth/logout
{}
404 text "404 page not found"
rae: POST /auth/parse_token
{"token": "x"}
404 any

== the body must be JSON
ann: POST /auth/force_logout
raw "x"
200 {"errCode":1001, "errMsg":"the body is no JSON object", "errDlt":""}
ann: POST /auth/force_logout
200 {"errCode":1001, "errMsg":"the body is no JSON object", "errDlt":""}
ann: POST /auth/force_logout
{"platformID": "3", "userID": "x"}
200 {"errCode":1001, "errMsg":"platformID: wrong type", "errDlt":""}

== whatever its type is called
POST /auth/parse_token
header content-type application/x-www-form-urlencoded
raw "{\"token\":\"garbage\"}"
200 {"errCode":1503, ...}
POST /auth/parse_token
header content-type multipart/form-data
raw "{\"token\":\"garbage\"}"
200 {"errCode":1503, ...}

== nothing comes in the query
POST /auth/parse_token?token=garbage
{}
200 {"errCode":1001, "errDlt":"token is empty", ...}

== names of members in any case
POST /auth/parse_token
{"TOKEN": "garbage"}
200 {"errCode":1503, ...}

== a request is read before rights are asked for
ann: POST /auth/force_logout
{"platformID": 99, "userID": "x"}
200 {"errCode":1001, ...}
