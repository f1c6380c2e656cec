# im-chat 2.4.3: private messages after one, or all that are unread
use two friends
== after one: both directions, as often as one asks
do say ann bob one a
do say bob ann two b
do say ann bob three c
ann: GET /message/private/pullOfflineMessage?minId={a}
200 {"code":200, "message":"success", "data":[{"id":{b}, "senderId":{bob.id}, ...}, {"id":{c}, "senderId":{ann.id}, ...}]}
ann: GET /message/private/pullOfflineMessage?minId={a}
200 {"code":200, "message":"success", "data":[{"id":{b}, ...}, {"id":{c}, ...}]}
ann: GET /message/private/pullOfflineMessage?minId={c}
200 {"code":200, "message":"success", "data":[]}
ann: PUT /message/private/readed
{"friendId":{bob.id}}
200 {"code":200, ...}
ann: GET /message/private/pullOfflineMessage?minId={a}
200 {"code":200, "data":[{"id":{b}, "status":3, ...}, {"id":{c}, ...}], ...}
== so many at most; the client goes on after the last
do say ann bob one a
do say bob ann two b
do say ann bob three c
bob: GET /message/private/pullOfflineMessage?minId={a}&size=1
200 {"code":200, "message":"success", "data":[{"id":{b}, ...}]}
bob: GET /message/private/pullOfflineMessage?minId={b}&size=1
200 {"code":200, "message":"success", "data":[{"id":{c}, ...}]}
bob: GET /message/private/pullOfflineMessage?minId={c}&size=1
200 {"code":200, "message":"success", "data":[]}
bob: GET /message/private/pullOfflineMessage?minId={a}&size=0
200 {"code":200, "message":"success", "data":[{"id":{b}, ...}, {"id":{c}, ...}]}
bob: GET /message/private/pullOfflineMessage?minId={a}&size=1001
200 {"code":200, "message":"success", "data":[{"id":{b}, ...}, {"id":{c}, ...}]}
== all that is unread: what others wrote and stands, the oldest first
do connect bob
bob: PUT /message/private/readed
{"friendId":{ann.id}}
200 {"code":200, ...}
do say ann bob one a
do say bob ann own b
do say ann bob two c
do say ann bob three d
ann: DELETE /message/private/recall/{c}
200 {"code":200, ...}
bob: GET /message/private/pullOfflineMessage
200 {"code":200, "message":"success", "data":[{"id":{a}, "isRecalled":false, ...}, {"id":{d}, ...}]}
bob: GET /message/private/pullOfflineMessage?size=1
200 {"code":200, "message":"success", "data":[{"id":{a}, ...}]}
bob: GET /message/private/pullOfflineMessage?size=1
200 {"code":200, "message":"success", "data":[{"id":{a}, ...}]}
bob: PUT /message/private/readed
{"friendId":{ann.id},"maxMessageId":{a}}
200 {"code":200, ...}
bob: GET /message/private/pullOfflineMessage?size=1
200 {"code":200, "message":"success", "data":[{"id":{d}, ...}]}
# With an id those that were taken back are in it, without what they said, and their marks.
bob: GET /message/private/pullOfflineMessage?minId={b}
200 {"code":200, "message":"success", "data":[{"id":{c}, "content":"", "isRecalled":true, ...}, {"id":{d}, ...}, {"id":{_:int}, "senderId":{ann.id}, "receiverId":{bob.id}, "content":"{c}", "messageType":10, ...}]}
== of all conversations, in the order of their ids
use stranger
do befriend ann sam
do say bob ann one a
do say sam ann two b
do say bob ann three c
do say ann sam four d
ann: GET /message/private/pullOfflineMessage?minId={a}
200 {"code":200, "message":"success", "data":[{"id":{b}, "senderId":{sam.id}, ...}, {"id":{c}, "senderId":{bob.id}, ...}, {"id":{d}, "receiverId":{sam.id}, ...}]}
bob: GET /message/private/pullOfflineMessage?minId={a}
200 {"code":200, "message":"success", "data":[{"id":{c}, ...}]}
== three months back, on a telephone one
do say ann bob old m
clock +31d
do again bob t
do again ann s
POST /login
{"username":"{bob.name}","password":"{bob.password}","terminal":1}
200 {"code":200, "data":{"accessToken":{phone:str}, ...}, ...}
GET /message/private/pullOfflineMessage?minId=0
header Authorization Bearer {t}
200 {"code":200, "data":[..., {"id":{m}, ...}], ...}
GET /message/private/pullOfflineMessage?minId=0
header Authorization Bearer {phone}
200 {"code":200, "message":"success", "data":[]}
GET /message/private/pullOfflineMessage
header Authorization Bearer {phone}
200 {"code":200, "message":"success", "data":[]}
POST /message/private/send
header Authorization Bearer {s}
{"receiverId":{bob.id},"content":"new","messageType":1}
200 {"code":200, "data":{"id":{n:int}, ...}, ...}
GET /message/private/pullOfflineMessage?minId=0
header Authorization Bearer {phone}
200 {"code":200, "data":[{"id":{n}, ...}], ...}
clock +60d
do again bob u
GET /message/private/pullOfflineMessage?minId=0
header Authorization Bearer {u}
200 {"code":200, "data":[{"id":{n}, ...}], ...}
== who may not, and what is no number
GET /message/private/pullOfflineMessage?minId=x
200 {"code":401, ...}
ann: GET /message/private/pullOfflineMessage?minId=x
200 {"code":400, "message":"minId类型不正确", "data":null}
ann: GET /message/private/pullOfflineMessage?size=x
200 {"code":400, "message":"size类型不正确", "data":null}
