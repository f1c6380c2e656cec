# im-chat 1.1, 1.3: paths, methods, origins
use one user
== an unknown path and a wrong method have their own status
GET /user/nothing/here
404 {"code":404, "message":"资源不存在", "data":null}
GET /login
405 {"code":405, "message":"不支持的请求方法", "data":null}
== pages of every origin may call
OPTIONS /user/self
header Origin https://chat.example
header Access-Control-Request-Method GET
header Access-Control-Request-Headers accesstoken
204
header access-control-allow-origin https://chat.example
header access-control-allow-headers accesstoken
header access-control-max-age 1800
== what clients ask first
GET /system/config
200 {"code":200, "message":"success", "data":{"version":"3.0.0", "minVersion":"2.5.0", "downloadUrl":"", "registration":{"mode":["username"], "captchaRequired":false}, "webrtc":{"maxChannel":9, "iceServers":[]}, "wallet":{"vipAmount":100.00, "feeRatio":0, "minWithdraw":1.00, "toAddress":""}, "upload":{"imageMax":20971520, "fileMax":20971520, "videoMax":52428800, "voiceMax":20971520}, "features":{"wallet":true, "redPacket":true, "call":true}}}
== the list of paths is a page
GET /doc.html
200 any
== every answer of these is an envelope
GET /user
404 {"code":404, "message":"资源不存在", "data":null}
POST /group/members/1/2
404 {"code":404, "message":"资源不存在", "data":null}
GET /im/group/x/y/z
404 {"code":404, "message":"资源不存在", "data":null}
DELETE /user/self
405 {"code":405, "message":"不支持的请求方法", "data":null}
ann: PATCH /user/update
405 {"code":405, "message":"不支持的请求方法", "data":null}
GET /red/packet/rob
405 {"code":405, "message":"不支持的请求方法", "data":null}
== a body that is too large
ann: POST /friend/request/apply
raw "{x*1100000}"
413 {"code":413, "message":"请求内容过大", "data":null}
== what belongs to others is not answered here
GET /im/conversations
200 {"code":4002, "request-id":null, ...}
GET /api/im/nothing
404 {"code":404, "msg":{_:str}, ...}
== answers of every kind tell any origin
GET /user/self
header Origin https://chat.example
200 {"code":401, ...}
header access-control-allow-origin https://chat.example
ann: GET /user/self
header Origin http://localhost:5173
200 {"code":200, ...}
header access-control-allow-origin http://localhost:5173
GET /nothing/here
header Origin https://chat.example
404 any
header access-control-allow-origin https://chat.example
OPTIONS /group/members/remove
header Origin https://chat.example
header Access-Control-Request-Method DELETE
header Access-Control-Request-Headers authorization,content-type
204
header access-control-allow-origin https://chat.example
header access-control-allow-methods {methods:str}
header access-control-allow-headers authorization,content-type
header access-control-max-age 1800
