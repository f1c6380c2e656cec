# openim 4.2 process_user_command_*
use two people
== a command is kept, changed and forgotten
ann: POST /user/process_user_command_add
{"userID": "{ann.id}", "type": 8, "uuid": "u1", "value": "v", "ex": "e"}
200 {"errCode":0, "errMsg":"", "errDlt":""}
ann: POST /user/process_user_command_add
{"userID": "{ann.id}", "type": 9, "uuid": "u1"}
200 {"errCode":0, ...}
ann: POST /user/process_user_command_get
{"userID": "{ann.id}", "type": 8}
200 {"errCode":0, "data":{"CommandResp":[{"type":8, "createTime":{_:int}, "uuid":"u1", "value":"v", "ex":"e"}]}, ...}
ann: POST /user/process_user_command_update
{"userID": "{ann.id}", "type": 8, "uuid": "u1", "value": "w"}
200 {"errCode":0, "errMsg":"", "errDlt":""}
ann: POST /user/process_user_command_get_all
{"userID": "{ann.id}"}
200 {"errCode":0, "data":{"CommandResp":[{"type":8, "uuid":"u1", "value":"w", "ex":"e", ...}, {"type":9, "uuid":"u1", "value":"", "ex":"", ...}]}, ...}
ann: POST /user/process_user_command_delete
{"userID": "{ann.id}", "type": 8, "uuid": "u1"}
200 {"errCode":0, "errMsg":"", "errDlt":""}
ann: POST /user/process_user_command_get
{"userID": "{ann.id}", "type": 8}
200 {"errCode":0, "data":{"CommandResp":[]}, ...}

== what is not there
ann: POST /user/process_user_command_update
{"userID": "{ann.id}", "type": 8, "uuid": "no"}
200 {"errCode":1004, "errMsg":"RecordNotFoundError", ...}
ann: POST /user/process_user_command_delete
{"userID": "{ann.id}", "type": 8, "uuid": "no"}
200 {"errCode":1004, ...}

== what must be named
ann: POST /user/process_user_command_add
{"userID": "{ann.id}", "type": 0, "uuid": "u"}
200 {"errCode":1001, "errDlt":"type is empty", ...}
ann: POST /user/process_user_command_delete
{"userID": "{ann.id}", "type": 1}
200 {"errCode":1001, "errDlt":"uuid is empty", ...}
ann: POST /user/process_user_command_update
{"type": 1, "uuid": "u"}
200 {"errCode":1001, "errDlt":"userID is empty", ...}
ann: POST /user/process_user_command_get
{"userID": "{ann.id}"}
200 {"errCode":1001, "errDlt":"type is empty", ...}
ann: POST /user/process_user_command_get_all
{}
200 {"errCode":1001, ...}

== they are a user's own
bob: POST /user/process_user_command_add
{"userID": "{ann.id}", "type": 1, "uuid": "u"}
200 {"errCode":1002, ...}
bob: POST /user/process_user_command_update
{"userID": "{ann.id}", "type": 1, "uuid": "u"}
200 {"errCode":1002, ...}
bob: POST /user/process_user_command_delete
{"userID": "{ann.id}", "type": 1, "uuid": "u"}
200 {"errCode":1002, ...}
bob: POST /user/process_user_command_get
{"userID": "{ann.id}", "type": 1}
200 {"errCode":1002, ...}
bob: POST /user/process_user_command_get_all
{"userID": "{ann.id}"}
200 {"errCode":1002, ...}
admin: POST /user/process_user_command_get_all
{"userID": "{ann.id}"}
200 {"errCode":0, "data":{"CommandResp":[]}, ...}
