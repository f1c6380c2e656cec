# openim 4.2 *_user_client_config
use two people
== an administrator sets, a user reads
admin: POST /user/set_user_client_config
{"userID": "{ann.id}", "configs": {"b": "2", "a": "1"}}
200 {"errCode":0, "errMsg":"", "errDlt":""}
ann: POST /user/get_user_client_config
{"userID": "{ann.id}"}
200 {"errCode":0, "data":{"configs":{"a":"1", "b":"2"}}, ...}
admin: POST /user/page_user_client_config
{"userID": "{ann.id}", "pagination": {"pageNumber": 2, "showNumber": 1}}
200 {"errCode":0, "data":{"total":2, "configs":[{"key":"b", "userID":"{ann.id}", "value":"2"}]}, ...}
admin: POST /user/page_user_client_config
{"userID": "{ann.id}", "key": "a", "pagination": {"pageNumber": 1, "showNumber": 10}}
200 {"errCode":0, "data":{"total":1, "configs":[{"key":"a", ...}]}, ...}
admin: POST /user/del_user_client_config
{"userID": "{ann.id}", "keys": ["a", "zzz"]}
200 {"errCode":0, "errMsg":"", "errDlt":""}
ann: POST /user/get_user_client_config
{"userID": "{ann.id}"}
200 {"errCode":0, "data":{"configs":{"b":"2"}}, ...}

== without any the map is left out
ann: POST /user/get_user_client_config
{"userID": "{ann.id}"}
200 {"errCode":0, "errMsg":"", "errDlt":"", "data":{}}

== those of nobody are for all
admin: POST /user/set_user_client_config
{"userID": "", "configs": {"all_{uniq}": "1"}}
200 {"errCode":0, ...}
bob: POST /user/get_user_client_config
{"userID": ""}
200 {"errCode":0, "data":{"configs":{"all_{uniq}":"1", ...}}, ...}
admin: POST /user/del_user_client_config
{"userID": "", "keys": ["all_{uniq}"]}
200 {"errCode":0, ...}

== others neither read nor write
bob: POST /user/get_user_client_config
{"userID": "{ann.id}"}
200 {"errCode":1002, ...}
ann: POST /user/set_user_client_config
{"userID": "{ann.id}", "configs": {"a": "1"}}
200 {"errCode":1002, ...}
ann: POST /user/del_user_client_config
{"userID": "{ann.id}", "keys": ["a"]}
200 {"errCode":1002, ...}
ann: POST /user/page_user_client_config
{"userID": "{ann.id}", "pagination": {"pageNumber": 1, "showNumber": 10}}
200 {"errCode":1002, ...}

== of an unknown user
admin: POST /user/set_user_client_config
{"userID": "nobody_{uniq}", "configs": {"a": "1"}}
200 {"errCode":1004, ...}
admin: POST /user/del_user_client_config
{"userID": "nobody_{uniq}", "keys": ["a"]}
200 {"errCode":1004, ...}
admin: POST /user/page_user_client_config
{"userID": "nobody_{uniq}"}
200 {"errCode":1001, "errDlt":"pagination is empty", ...}
