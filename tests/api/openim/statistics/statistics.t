# openim 4.9: what is refused; statistics_test.mjs has the numbers
use two people
== a span must be one
ann: POST /statistics/user/register
{"start": 2, "end": 1}
200 {"errCode":1001, ...}
ann: POST /statistics/user/register
{"start": 0, "end": 1}
200 {"errCode":1001, ...}
ann: POST /statistics/user/register
{"start": 1}
200 {"errCode":1001, ...}
ann: POST /statistics/user/register
{"start": 1, "end": 1}
200 {"errCode":0, "data":{"total":{_:int}, "before":0}, ...}
admin: POST /statistics/group/create
{"start": 2, "end": 1}
200 {"errCode":1001, ...}
admin: POST /statistics/user/active
{"start": 2, "end": 1, "pagination": {"pageNumber": 1, "showNumber": 10}}
200 {"errCode":1001, ...}
admin: POST /statistics/user/active
{"start": 1, "end": 2}
200 {"errCode":1001, ...}
admin: POST /statistics/group/active
{"start": 2, "end": 1, "pagination": {"pageNumber": 1, "showNumber": 10}}
200 {"errCode":1001, ...}
admin: POST /statistics/group/active
{"start": 1, "end": 2, "pagination": {"pageNumber": 0, "showNumber": 10}}
200 {"errCode":1001, ...}

== all but the first are for administrators
ann: POST /statistics/group/create
{"start": 1, "end": 2}
200 {"errCode":1002, ...}
ann: POST /statistics/user/active
{"start": 1, "end": 2, "pagination": {"pageNumber": 1, "showNumber": 10}}
200 {"errCode":1002, ...}
ann: POST /statistics/group/active
{"start": 1, "end": 2, "pagination": {"pageNumber": 1, "showNumber": 10}}
200 {"errCode":1002, ...}
