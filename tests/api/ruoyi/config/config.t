# ruoyi 27 Config; 26 user settings defaults
use one user
== the defaults
ann: GET /api/im/config
200 {"code":200, "msg":"操作成功", "data":{"notification":{"desktopNotification":true, "groupNotification":true, "messageNotification":true, "muteAll":false, "soundEnabled":true, "systemNotification":true}, "privacy":{"addToGroups":"everybody", "allowStrangerMessage":true, "allowVideoCall":true, "allowVoiceCall":true, "showLastSeen":false, "showOnlineStatus":true}, "display":{"enterToSend":true, "fontSize":"medium", "language":"zh-CN", "theme":"light"}, "shortcut":{}}}
ann: GET /api/im/config/notification
200 {"code":200, "msg":"操作成功", "data":{"desktopNotification":true, "groupNotification":true, "messageNotification":true, "muteAll":false, "soundEnabled":true, "systemNotification":true}}
ann: GET /api/im/config/privacy
200 {"code":200, "msg":"操作成功", "data":{"addToGroups":"everybody", "allowStrangerMessage":true, "allowVideoCall":true, "allowVoiceCall":true, "showLastSeen":false, "showOnlineStatus":true}}
ann: GET /api/im/config/shortcut
200 {"code":200, "msg":"操作成功", "data":{}}
== what is given is merged, kept, and taken back with null
ann: PUT /api/im/config/notification
{"soundEnabled":false, "muteAll":"1", "ringtone":"bell"}
200 {"code":200, "msg":"操作成功", "data":{"desktopNotification":true, "groupNotification":true, "messageNotification":true, "muteAll":true, "ringtone":"bell", "soundEnabled":false, "systemNotification":true}}
ann: PUT /api/im/config/shortcut
{"send":{"key":"Enter", "ctrl":true}}
200 {"data":{"send":{"key":"Enter", "ctrl":true}}, ...}
ann: PUT /api/im/config
{"display":{"theme":"dark"}, "privacy":{"allowVoiceCall":false}, "sidebar":"narrow"}
200 {"data":{"display":{"theme":"dark", "fontSize":"medium", ...}, "privacy":{"allowVoiceCall":false, ...}, "sidebar":"narrow", ...}, ...}
restart kill -9
ann: GET /api/im/config
200 {"data":{"notification":{"soundEnabled":false, "muteAll":true, "ringtone":"bell", ...}, "display":{"theme":"dark", ...}, "privacy":{"allowVoiceCall":false, ...}, "shortcut":{"send":{"key":"Enter", "ctrl":true}}, "sidebar":"narrow"}, ...}
ann: PUT /api/im/config/notification
{"soundEnabled":null, "ringtone":null}
200 {"data":{"soundEnabled":true, "muteAll":true, "desktopNotification":true, "groupNotification":true, "messageNotification":true, "systemNotification":true}, ...}
== a switch is true or false, a name is short, a value is no book
ann: PUT /api/im/config/privacy
{"showOnlineStatus":"sometimes"}
400 {"code":400, "msg":"参数校验失败", "data":{"showOnlineStatus":{_:str}}}
ann: PUT /api/im/config/privacy
{"allowVoiceCall":false, "showOnlineStatus":[]}
400 {"code":400, "msg":"参数校验失败", "data":{"showOnlineStatus":{_:str}}}
ann: GET /api/im/config/privacy
200 {"data":{"allowVoiceCall":true, ...}, ...}
ann: PUT /api/im/config/shortcut
{"a":"{x*4095}"}
400 {"code":400, "msg":"参数校验失败", "data":{"a":{_:str}}}
ann: PUT /api/im/config/shortcut
{"a":"{x*4094}"}
200 {"code":200, ...}
ann: PUT /api/im/config/shortcut
{"{x*65}":1}
400 {"code":400, "msg":"参数校验失败", ...}
ann: PUT /api/im/config/shortcut
[1]
400 {"code":400, "msg":"参数校验失败", ...}
ann: PUT /api/im/config
{"privacy":[1]}
400 {"code":400, "msg":"参数校验失败", "data":{"privacy":{_:str}}}
== one's settings are one's own
use two people
ann: PUT /api/im/config/shortcut
{"a":1}
200 {"code":200, ...}
bob: GET /api/im/config/shortcut
200 {"data":{}, ...}
== without a token
GET /api/im/config
401 {"code":401, "msg":"未授权，需要登录", "data":null}
PUT /api/im/config
{}
401 {"code":401, ...}
PUT /api/im/config/privacy
{}
401 {"code":401, ...}
