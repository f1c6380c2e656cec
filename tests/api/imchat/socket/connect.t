# im-chat 5.1: the socket
use two friends
== a good token opens it
ann: WS /ws?accessToken={ann.token}
ann < {"type":"SYSTEM_MESSAGE", "code":200, "message":"success", "data":{"event":"CONNECTED", "userId":{ann.id}, "terminal":0, "serverTime":{_:time}, "heartbeatSeconds":20}}
ann > {"type":"HEARTBEAT","data":{}}
ann < {"type":"HEARTBEAT", "data":{"serverTime":{_:time}}}
ann > {"type":"HEARTBEAT"}
ann < {"type":"HEARTBEAT", "data":{"serverTime":{_:time}}}
== no token, a bad one
ann: WS /ws
401 any
ann/two: WS /ws?accessToken=rubbish
401 any
== what cannot be read is told, ten times
ann: WS /ws?accessToken={ann.token}
ann < {"type":"SYSTEM_MESSAGE", "data":{"event":"CONNECTED", ...}, ...}
ann > raw "no json"
ann < {"type":"SYSTEM_MESSAGE", "code":400, "message":"消息格式错误", "data":{"event":"ERROR", "content":"消息格式错误", "time":{_:time}}, "traceId":{_:str}}
ann > {"type":"NOTHING","data":{}}
ann < {"type":"SYSTEM_MESSAGE", "code":400, "message":"未知的消息类型", "data":{"event":"ERROR", ...}, "traceId":{_:str}}
ann > {"type":"HEARTBEAT","data":{}}
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
ann > raw "10"
ann closed 1008
== bytes are no frames
ann: WS /ws?accessToken={ann.token}
ann < {"type":"SYSTEM_MESSAGE", "data":{"event":"CONNECTED", ...}, ...}
ann > binary "x"
ann closed 1003
== the second on one kind of device takes the place of the first
use ann on three devices
ann: WS /ws?accessToken={ann.token}
ann < {"type":"SYSTEM_MESSAGE", "data":{"event":"CONNECTED", ...}, ...}
ann/phone: WS /ws?accessToken={phone1.token}
ann/phone < {"type":"SYSTEM_MESSAGE", "data":{"event":"CONNECTED", "terminal":1, ...}, ...}
ann/pc: WS /ws?accessToken={pc.token}
ann/pc < {"type":"SYSTEM_MESSAGE", "data":{"event":"CONNECTED", "terminal":2, ...}, ...}
ann/two: WS /ws?accessToken={ann.token}
ann/two < {"type":"SYSTEM_MESSAGE", "data":{"event":"CONNECTED", ...}, ...}
ann < {"type":"SYSTEM_MESSAGE", "code":200, "message":"success", "data":{"event":"FORCE_LOGOUT", "content":"您已在其他地方登录，将被强制下线", "reason":"您已在其他地方登录，将被强制下线", "time":{_:time}}}
ann closed 4001
ann/phone > {"type":"HEARTBEAT","data":{}}
ann/phone < {"type":"HEARTBEAT", ...}
ann/two > {"type":"HEARTBEAT","data":{}}
ann/two < {"type":"HEARTBEAT", ...}
== a private message: ack, and everybody else hears it
use ann on three devices
ann: WS /ws?accessToken={ann.token}
ann < {"type":"SYSTEM_MESSAGE", "data":{"event":"CONNECTED", ...}, ...}
ann/pc: WS /ws?accessToken={pc.token}
ann/pc < {"type":"SYSTEM_MESSAGE", "data":{"event":"CONNECTED", ...}, ...}
bob: WS /ws?accessToken={bob.token}
bob < {"type":"SYSTEM_MESSAGE", "data":{"event":"CONNECTED", ...}, ...}
ann > {"type":"PRIVATE_MESSAGE","data":{"receiverId":{bob.id},"content":"hi","messageType":1,"clientMsgId":"a1","atUserIds":[]}}
ann < {"type":"PRIVATE_MESSAGE", "code":200, "message":"success", "data":{"id":{m:int}, "senderId":{ann.id}, "receiverId":{bob.id}, "content":"hi", "messageType":1, "sendTime":{_:time}, "status":1, "clientMsgId":"a1", "atUserIds":[], "isRecalled":false, "quoteMessageId":null, "ack":true}}
bob < {"type":"PRIVATE_MESSAGE", "data":{"id":{m}, "messageType":1, "content":"hi", ...}}
ann/pc < {"type":"PRIVATE_MESSAGE", "data":{"id":{m}, "messageType":1, "content":"hi", ...}}
ann > {"type":"PRIVATE_MESSAGE","data":{"receiverId":{bob.id},"content":"hi","messageType":1,"clientMsgId":"a1"}}
ann < {"type":"PRIVATE_MESSAGE", "code":200, "data":{"id":{m}, "messageType":1, "ack":true, ...}, ...}
bob <! 300ms {"type":"PRIVATE_MESSAGE", "data":{"messageType":1, ...}}
== refusals are acks too
use stranger
ann: WS /ws?accessToken={ann.token}
ann < {"type":"SYSTEM_MESSAGE", "data":{"event":"CONNECTED", ...}, ...}
ann > {"type":"PRIVATE_MESSAGE","data":{"receiverId":{sam.id},"content":"hi","messageType":1,"clientMsgId":"b1"}}
ann < {"type":"PRIVATE_MESSAGE", "code":2001, "message":"好友关系不存在", "data":{"clientMsgId":"b1", "ack":true}, "traceId":{_:str}}
ann > {"type":"PRIVATE_MESSAGE","data":{"receiverId":999999999,"content":"hi","messageType":1}}
ann < {"type":"PRIVATE_MESSAGE", "code":1001, "message":"用户不存在", "data":{"clientMsgId":null, "ack":true}, "traceId":{_:str}}
ann > {"type":"PRIVATE_MESSAGE","data":{"receiverId":{bob.id},"content":"hi"}}
ann < {"type":"PRIVATE_MESSAGE", "code":400, "message":"messageType不能为空", "data":{"clientMsgId":null, "ack":true}, "traceId":{_:str}}
== a closed account ends its sockets
bob: WS /ws?accessToken={bob.token}
bob < {"type":"SYSTEM_MESSAGE", "data":{"event":"CONNECTED", ...}, ...}
bob: DELETE /unregister
200 {"code":200, ...}
bob < {"type":"SYSTEM_MESSAGE", "data":{"event":"USER_UNREG", ...}, ...}
bob closed 4003
== a refusal answers the frame it is about
bob: WS /ws?accessToken={bob.token}
bob < {"type":"SYSTEM_MESSAGE", "data":{"event":"CONNECTED", ...}, ...}
bob > {"type":"GROUP_MESSAGE","data":{"groupId":999999999,"content":"hi","messageType":1,"clientMsgId":"y"}}
bob < {"type":"GROUP_MESSAGE", "code":3001, "message":"群组不存在", "data":{"clientMsgId":"y", "ack":true}, "traceId":{_:str}}
== a socket outlives its access token
ann: WS /ws?accessToken={ann.token}
ann < {"type":"SYSTEM_MESSAGE", "data":{"event":"CONNECTED", ...}, ...}
bob: WS /ws?accessToken={bob.token}
bob < {"type":"SYSTEM_MESSAGE", "data":{"event":"CONNECTED", ...}, ...}
clock +31m
ann: GET /user/self
200 {"code":401, "message":"未授权，Token无效或过期", "data":null}
ann > {"type":"HEARTBEAT","data":{}}
ann < {"type":"HEARTBEAT", "data":{"serverTime":{_:time}}}
ann > {"type":"PRIVATE_MESSAGE","data":{"receiverId":{bob.id},"content":"still here","messageType":1,"clientMsgId":"z1"}}
ann < {"type":"PRIVATE_MESSAGE", "code":200, "data":{"id":{m:int}, "clientMsgId":"z1", "ack":true, ...}, ...}
bob < {"type":"PRIVATE_MESSAGE", "data":{"id":{m}, "messageType":1, "content":"still here", ...}}
