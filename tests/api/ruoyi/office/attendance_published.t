# ruoyi-client 2.1, check list 14 to 16: attendance as the published web client sends and reads it
use one user
== before coming: null; after it with an empty body: an id and a time of 19 characters
ann: GET /api/im/attendance/today
200 {"code":200, "data":null, ...}
ann: POST /api/im/attendance/checkIn
header X-CSRF-Token x
200 {"code":200, "data":{"id":{a:int}, ...}, ...}
ann: POST /api/im/attendance/checkIn
header X-CSRF-Token x
400 {"code":400, "msg":"今日已上班打卡，请勿重复打卡", ...}
ann: GET /api/im/attendance/today
200 {"data":{"id":{a}, "checkInTime":{_:time}, "checkOutTime":null, ...}, ...}
