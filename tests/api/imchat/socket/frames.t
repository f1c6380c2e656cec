# im-chat 5.1: frames, answers, ends of a socket
use two friends
== a heartbeat, with and without data, and what is none
do connect ann
ann > {"type":"HEARTBEAT","data":{}}
ann < {"type":"HEARTBEAT", "data":{"serverTime":{_:time}}}
ann > {"type":"HEARTBEAT","data":null}
ann < {"type":"HEARTBEAT", "data":{"serverTime":{_:time}}}
ann > {"data":{},"type":"HEARTBEAT","more":1}
ann < {"type":"HEARTBEAT", "data":{"serverTime":{_:time}}}
ann > {"type":"HEARTBEAT","data":{"status":"SLEEPING"}}
ann < {"type":"SYSTEM_MESSAGE", "code":400, "message":"消息格式错误", "data":{"event":"ERROR", "content":"消息格式错误", "time":{_:time}}, "traceId":{_:str}}
ann > ping
ann < pong
== away is who says so from all sockets
use ann on three devices
do connect bob
do connect ann
do connect_as ann/pc pc
bob < {"type":"PRIVATE_MESSAGE", "data":{"messageType":82, "content":"{\"userId\":{ann.id},\"terminal\":0,\"online\":true,\"onlineStatus\":\"ONLINE\"}", ...}}
bob < {"type":"PRIVATE_MESSAGE", "data":{"messageType":82, "content":"{\"userId\":{ann.id},\"terminal\":2,\"online\":true,\"onlineStatus\":\"ONLINE\"}", ...}}
ann > {"type":"HEARTBEAT","data":{"status":"AWAY"}}
ann < {"type":"HEARTBEAT", ...}
bob: GET /friend/list
200 {"code":200, "data":[{"isOnline":true, "onlineStatus":"ONLINE", ...}], ...}
ann/pc > {"type":"HEARTBEAT","data":{"status":"AWAY"}}
ann/pc < {"type":"HEARTBEAT", ...}
bob: GET /friend/list
200 {"code":200, "data":[{"isOnline":true, "onlineStatus":"AWAY", ...}], ...}
ann: GET /user/self
200 {"code":200, "data":{"onlineStatus":"AWAY", ...}, ...}
bob < {"type":"PRIVATE_MESSAGE", "data":{"messageType":82, "content":"{\"userId\":{ann.id},\"terminal\":null,\"online\":true,\"onlineStatus\":\"AWAY\"}", ...}}
ann > {"type":"HEARTBEAT","data":{}}
ann < {"type":"HEARTBEAT", ...}
bob: GET /friend/list
200 {"code":200, "data":[{"onlineStatus":"AWAY", ...}], ...}
ann > {"type":"HEARTBEAT","data":{"status":"ONLINE"}}
ann < {"type":"HEARTBEAT", ...}
bob: GET /friend/list
200 {"code":200, "data":[{"onlineStatus":"ONLINE", ...}], ...}
bob < {"type":"PRIVATE_MESSAGE", "data":{"messageType":82, "content":"{\"userId\":{ann.id},\"terminal\":null,\"online\":true,\"onlineStatus\":\"ONLINE\"}", ...}}
ann/pc close
bob < {"type":"PRIVATE_MESSAGE", "data":{"messageType":82, "content":"{\"userId\":{ann.id},\"terminal\":2,\"online\":true,\"onlineStatus\":\"ONLINE\"}", ...}}
== what cannot be read is told, and the socket stays
do connect ann
ann > raw "no json"
ann < {"type":"SYSTEM_MESSAGE", "code":400, "message":"消息格式错误", "data":{"event":"ERROR", "content":"消息格式错误", "time":{_:time}}, "traceId":{_:str}}
ann > raw "[]"
ann < {"type":"SYSTEM_MESSAGE", "code":400, "message":"消息格式错误", ...}
ann > {"data":{}}
ann < {"type":"SYSTEM_MESSAGE", "code":400, "message":"未知的消息类型", ...}
ann > {"type":7,"data":{}}
ann < {"type":"SYSTEM_MESSAGE", "code":400, "message":"消息格式错误", ...}
ann > {"type":"private_message","data":{}}
ann < {"type":"SYSTEM_MESSAGE", "code":400, "message":"未知的消息类型", ...}
ann > {"type":"PRIVATE_MESSAGE","data":5}
ann < {"type":"SYSTEM_MESSAGE", "code":400, "message":"消息格式错误", ...}
ann > {"type":"FRIEND_REQUEST","data":{}}
ann < {"type":"SYSTEM_MESSAGE", "code":400, "message":"未知的消息类型", ...}
ann > {"type":"SYSTEM_MESSAGE","data":{}}
ann < {"type":"SYSTEM_MESSAGE", "code":400, "message":"未知的消息类型", ...}
ann > {"type":"HEARTBEAT"}
ann < {"type":"HEARTBEAT", ...}
== nine and one that is good, and nine again
do connect ann
ann > raw "1"
ann > raw "2"
ann > raw "3"
ann > raw "4"
ann > raw "5"
ann > raw "6"
ann > raw "7"
ann > raw "8"
ann > raw "9"
ann > {"type":"HEARTBEAT"}
ann < {"type":"HEARTBEAT", ...}
ann > raw "1"
ann > raw "2"
ann > raw "3"
ann > raw "4"
ann > raw "5"
ann > raw "6"
ann > raw "7"
ann > raw "8"
ann > raw "9"
ann > {"type":"PRIVATE_MESSAGE","data":{}}
ann < {"type":"PRIVATE_MESSAGE", "code":400, ...}
ann > {"type":"HEARTBEAT"}
ann < {"type":"HEARTBEAT", ...}
== ten in a row end it
do connect ann
ann > raw "1"
ann > raw "2"
ann > raw "3"
ann > raw "4"
ann > raw "5"
ann > raw "6"
ann > raw "7"
ann > raw "8"
ann > raw "9"
ann > {"type":"NOTHING","data":{}}
ann closed 1008
== the longest frame, and one that is longer
do connect ann
ann > raw "{\"type\":\"HEARTBEAT\",\"data\":{\"more\":\"{x*65497}\"}}"
ann < {"type":"HEARTBEAT", ...}
ann > raw "{\"type\":\"HEARTBEAT\",\"data\":{\"more\":\"{x*65498}\"}}"
ann closed 1009
== bytes end it
do connect ann
ann > binary "{}"
ann closed 1003
== the other of the same device is told why, and closed; what comes then comes to the new one
do connect bob
do connect ann
ann/two: WS /ws?accessToken={ann.token}
ann/two < {"type":"SYSTEM_MESSAGE", "code":200, "data":{"event":"CONNECTED", "terminal":0, ...}, ...}
ann < {"type":"SYSTEM_MESSAGE", "code":200, "message":"success", "data":{"event":"FORCE_LOGOUT", "content":"您已在其他地方登录，将被强制下线", "reason":"您已在其他地方登录，将被强制下线", "time":{_:time}}}
ann closed 4001
bob > {"type":"PRIVATE_MESSAGE","data":{"receiverId":{ann.id},"content":"hi","messageType":1}}
bob < {"type":"PRIVATE_MESSAGE", "code":200, "data":{"ack":true, "messageType":1, ...}, ...}
ann/two < {"type":"PRIVATE_MESSAGE", "data":{"messageType":1, "content":"hi", ...}}
== another token of the same device takes its place as well
POST /login
{"username":"{ann.name}","password":"{ann.password}","terminal":0}
200 {"code":200, "data":{"accessToken":{t:str}, ...}, ...}
do connect ann
ann: GET /user/self
200 {"code":200, ...}
ann/two: WS /ws?accessToken={t}
ann/two < {"type":"SYSTEM_MESSAGE", "data":{"event":"CONNECTED", ...}, ...}
ann closed 4001
ann: GET /user/self
200 {"code":200, ...}
== a ban is told with its reason and its end
use backstage
do connect bob
admin: PUT /im/user/ban
{"userId":{bob.id},"reason":"spam","duration":1}
200 {"code":200, ...}
bob < {"type":"SYSTEM_MESSAGE", "data":{"event":"USER_BANNED", "reason":"spam", "expireTime":{_:time}, ...}}
bob closed 4003
== without an end there is none
use backstage
do connect bob
admin: PUT /im/user/ban
{"userId":{bob.id},"reason":"spam"}
200 {"code":200, ...}
bob < {"type":"SYSTEM_MESSAGE", "data":{"event":"USER_BANNED", "reason":"spam", "expireTime":null, ...}}
bob closed 4003
