# openim 4.12: one configuration, which is read at the start; config_test.mjs restarts
use one user
== it can be looked at
admin: POST /config/get_config_list
200 {"errCode":0, "errMsg":"", "errDlt":"", "data":{"environment":"standalone", "version":{_:str}, "configNames":["koine.toml"]}}
admin: POST /config/get_config
{"configName": "koine.toml"}
200 {"errCode":0, "errMsg":"", "errDlt":"", "data":{_:str}}
admin: POST /config/get_config
{"configName": "redis.yml"}
200 {"errCode":1001, ...}
admin: POST /config/get_config
{"configName": 1}
400 {"errCode":1001, ...}
admin: POST /config/get_enable_config_manager
200 {"errCode":0, "errMsg":"", "errDlt":"", "data":{"enable":false}}

== and not changed
admin: POST /config/set_config
{"configName": "koine.toml", "data": "{}"}
200 {"errCode":500, "errMsg":"ServerInternalError", "errDlt":"only etcd support: settings are read at the start"}
admin: POST /config/reset_config
200 {"errCode":500, "errDlt":"only etcd support: settings are read at the start", ...}
admin: POST /config/set_enable_config_manager
{"enable": true}
200 {"errCode":500, "errDlt":"only etcd support: settings are read at the start", ...}
admin: POST /config/set_config
[]
400 {"errCode":1001, ...}

== by administrators only
ann: POST /config/get_config_list
200 {"errCode":1002, ...}
ann: POST /config/get_config
{"configName": "koine.toml"}
200 {"errCode":1002, ...}
ann: POST /config/set_config
{"configName": "koine.toml", "data": "{}"}
200 {"errCode":1002, ...}
ann: POST /config/reset_config
200 {"errCode":1002, ...}
ann: POST /config/set_enable_config_manager
{"enable": true}
200 {"errCode":1002, ...}
ann: POST /config/get_enable_config_manager
200 {"errCode":1002, ...}
ann: POST /restart
200 {"errCode":1002, ...}
