# im-chat 2.9.2, 2.6: servers that help browsers to find each other
use one user
== without any in the settings
GET /system/config
200 {"code":200, "data":{"webrtc":{"maxChannel":9, "iceServers":[]}, ...}, ...}
ann: GET /webrtc/iceServers
200 {"code":200, "message":"success", "data":{"iceServers":[], "expireTime":null}}
GET /webrtc/iceServers
200 {"code":401, ...}
