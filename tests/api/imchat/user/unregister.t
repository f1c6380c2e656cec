# im-chat 2.1 [X] unregister
use two friends
== his sockets are told and closed
do connect bob
bob: DELETE /unregister
200 {"code":200, ...}
bob < {"type":"SYSTEM_MESSAGE", "code":200, "message":"success", "data":{"event":"USER_UNREG", "content":{_:str?}, "time":{_:time}}}
bob closed 4003
