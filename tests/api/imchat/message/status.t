# im-chat 2.4: how far a message came is kept for each conversation, and never goes back
use two friends
== who is connected was not told what came before
use stranger
do befriend bob sam
do say ann bob one m
ann: GET /message/private/history?friendId={bob.id}&size=1
200 {"code":200, "data":{"records":[{"id":{m}, "status":1, ...}], ...}, ...}
do connect bob
ann: GET /message/private/history?friendId={bob.id}&size=1
200 {"code":200, "data":{"records":[{"id":{m}, "status":1, ...}], ...}, ...}
# Nor does what they hear from others tell them.
do say sam bob two n
bob < {"type":"PRIVATE_MESSAGE", "data":{"id":{n}, "messageType":1, ...}}
within 3s
sam: GET /message/private/history?friendId={bob.id}&size=1
200 {"code":200, "data":{"records":[{"id":{n}, "status":2, ...}], ...}, ...}
bob close
wait 1500ms
ann: GET /message/private/history?friendId={bob.id}&size=1
200 {"code":200, "data":{"records":[{"id":{m}, "status":1, ...}], ...}, ...}
ann: GET /message/private/pullOfflineMessage?minId=0
200 {"code":200, "data":[..., {"id":{m}, "status":1, ...}], ...}
== a message that is pulled is delivered, and stays so; a later one is not
do say ann bob one m
do say ann bob two n
bob: GET /message/private/pullOfflineMessage?size=1
200 {"code":200, "data":[{"id":{m}, ...}], ...}
within 3s
ann: GET /message/private/history?friendId={bob.id}&size=2
200 {"code":200, "data":{"records":[{"id":{n}, "status":1, ...}, {"id":{m}, "status":2, ...}], ...}, ...}
bob: GET /message/private/pullOfflineMessage
200 {"code":200, "data":[..., {"id":{n}, "status":2, ...}], ...}
within 3s
ann: GET /message/private/history?friendId={bob.id}&size=2
200 {"code":200, "data":{"records":[{"id":{n}, "status":2, ...}, {"id":{m}, "status":2, ...}], ...}, ...}
# An older one again takes nothing back.
bob: GET /message/private/pullOfflineMessage?minId=0&size=1
200 {"code":200, "data":[{"id":{_:int}, ...}], ...}
do connect bob
bob close
do say ann bob three k
wait 1500ms
ann: GET /message/private/pullOfflineMessage?minId={m}
200 {"code":200, "data":[{"id":{n}, "status":2, ...}, {"id":{k}, "status":1, ...}], ...}
== a message that reaches a socket is delivered, and stays so
do connect bob
do say ann bob one m
bob < {"type":"PRIVATE_MESSAGE", "data":{"id":{m}, "messageType":1, ...}}
within 3s
ann: GET /message/private/history?friendId={bob.id}&size=1
200 {"code":200, "data":{"records":[{"id":{m}, "status":2, ...}], ...}, ...}
bob close
do say ann bob two n
wait 1500ms
ann: GET /message/private/pullOfflineMessage?minId={m}
200 {"code":200, "data":[{"id":{n}, "status":1, ...}], ...}
ann: GET /message/private/history?friendId={bob.id}&size=2
200 {"code":200, "data":{"records":[{"id":{n}, "status":1, ...}, {"id":{m}, "status":2, ...}], ...}, ...}
bob: PUT /message/private/readed
{"friendId":{ann.id}}
200 {"code":200, ...}
ann: GET /message/private/history?friendId={bob.id}&size=2
200 {"code":200, "data":{"records":[{"id":{n}, "status":3, ...}, {"id":{m}, "status":3, ...}], ...}, ...}
== a session that ends at once was told all the same
do connect bob
do say ann bob one m
bob < {"type":"PRIVATE_MESSAGE", "data":{"id":{m}, "messageType":1, ...}}
bob drop
within 3s
ann: GET /message/private/history?friendId={bob.id}&size=1
200 {"code":200, "data":{"records":[{"id":{m}, "status":2, ...}], ...}, ...}
== the own devices of the sender are not the receiver
use ann on three devices
do connect_as ann/phone phone1
do say ann bob one m
ann/phone < {"type":"PRIVATE_MESSAGE", "data":{"id":{m}, "messageType":1, ...}}
wait 1500ms
ann: GET /message/private/history?friendId={bob.id}&size=1
200 {"code":200, "data":{"records":[{"id":{m}, "status":1, ...}], ...}, ...}
