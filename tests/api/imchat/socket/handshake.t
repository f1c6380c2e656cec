# im-chat 5.1: who may open a socket, and how
use one user
== by a parameter, by a header; the device is that of the token
use ann on three devices
ann: WS /ws?accessToken={ann.token}
ann < {"type":"SYSTEM_MESSAGE", "code":200, "message":"success", "data":{"event":"CONNECTED", "userId":{ann.id}, "terminal":0, "serverTime":{_:time}, "heartbeatSeconds":20}}
ann/phone: WS /ws
header Authorization Bearer {phone1.token}
ann/phone < {"type":"SYSTEM_MESSAGE", "code":200, "data":{"event":"CONNECTED", "userId":{ann.id}, "terminal":1, ...}, ...}
ann/pc: WS /ws
header accessToken {pc.token}
ann/pc < {"type":"SYSTEM_MESSAGE", "code":200, "data":{"event":"CONNECTED", "terminal":2, ...}, ...}
== no token, a bad one, one for something else
ann: WS /ws
401 {"code":401, "message":"未授权，Token无效或过期", "data":null}
ann/two: WS /ws?accessToken=
401 {"code":401, "message":"未授权，Token无效或过期", "data":null}
ann/three: WS /ws?accessToken={ann.token}x
401 {"code":401, "message":"未授权，Token无效或过期", "data":null}
ann/four: WS /ws?accessToken={ann.refresh}
401 {"code":401, ...}
== one of the back office opens none
use backstage
admin: WS /ws?accessToken={admin.token}
401 {"code":401, "message":"未授权，Token无效或过期", "data":null}
== who is banned
use two people, backstage
admin: PUT /im/user/ban
{"userId":{bob.id},"reason":"spam"}
200 {"code":200, ...}
bob: WS /ws?accessToken={bob.token}
403 {"code":1003, "message":"用户已被封禁", "data":null}
== a token whose time is over
clock +31m
ann: WS /ws?accessToken={ann.token}
401 {"code":401, ...}
== what is no socket
GET /ws
426 any
