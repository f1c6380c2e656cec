# im-chat 2.4.4, 2.4.5, 2.4.6: reading between two
use two friends
== what is read is told to the friend and to the own other devices, once
use ann on three devices
do connect_as ann/phone phone1
do say bob ann one m
do say bob ann two n
do connect bob
ann: PUT /message/private/readed
{"friendId":{bob.id},"maxMessageId":{n}}
200 {"code":200, "message":"success", "data":null}
bob < {"type":"PRIVATE_MESSAGE", "data":{"id":null, "messageType":12, "senderId":{ann.id}, "receiverId":{bob.id}, "groupId":null, "maxMessageId":{n}}}
ann/phone < {"type":"PRIVATE_MESSAGE", "data":{"id":null, "messageType":11, "senderId":{ann.id}, "receiverId":{bob.id}, "groupId":null, "maxMessageId":{n}}}
# Nothing changes any more: nobody hears of it.
ann: PUT /message/private/readed
{"friendId":{bob.id},"maxMessageId":{m}}
200 {"code":200, "message":"success", "data":null}
ann: PUT /message/private/readed
{"friendId":{bob.id},"maxMessageId":{n}}
200 {"code":200, ...}
ann: PUT /message/private/readed
{"friendId":{bob.id}}
200 {"code":200, ...}
bob <! 300ms {"type":"PRIVATE_MESSAGE", "data":{"messageType":12, ...}}
ann/phone <! 100ms {"type":"PRIVATE_MESSAGE", "data":{"messageType":11, ...}}
bob: GET /message/private/maxReadedId?friendId={ann.id}
200 {"code":200, "message":"success", "data":{n}}
== who answers has not read; who reads has not answered
do say ann bob one m
do say bob ann back n
ann: GET /message/private/maxReadedId?friendId={bob.id}
200 {"code":200, "message":"success", "data":-1}
bob: GET /message/private/pullOfflineMessage
200 {"code":200, "data":[..., {"id":{m}, "senderId":{ann.id}, "status":2, ...}], ...}
ann: PUT /message/private/readed
{"friendId":{bob.id},"maxMessageId":{m}}
200 {"code":200, ...}
bob: GET /message/private/maxReadedId?friendId={ann.id}
200 {"code":200, "message":"success", "data":-1}
ann: GET /message/private/pullOfflineMessage
200 {"code":200, "data":[{"id":{n}, ...}], ...}
== an id beyond all, and one between
do say ann bob one m
do say ann bob two n
bob: PUT /message/private/readed
{"friendId":{ann.id},"maxMessageId":"{m}"}
200 {"code":200, ...}
bob: GET /message/private/pullOfflineMessage
200 {"code":200, "data":[{"id":{n}, ...}], ...}
bob: PUT /message/private/readed
{"friendId":{ann.id},"maxMessageId":9000000000000000000}
200 {"code":200, ...}
ann: GET /message/private/maxReadedId?friendId={bob.id}
200 {"code":200, "message":"success", "data":{n}}
do say ann bob three k
bob: GET /message/private/pullOfflineMessage
200 {"code":200, "data":[{"id":{k}, ...}], ...}
bob: PUT /message/private/readed
{"friendId":{ann.id},"maxMessageId":-1}
200 {"code":400, "message":"maxMessageId超出范围", "data":null}
bob: GET /message/private/pullOfflineMessage
200 {"code":200, "data":[{"id":{k}, ...}], ...}
== it comes from the messages of the sender alone
do say ann bob one m
do say bob ann back n
bob: PUT /message/private/readed
{"friendId":{ann.id}}
200 {"code":200, ...}
ann: GET /message/private/maxReadedId?friendId={bob.id}
200 {"code":200, "message":"success", "data":{m}}
== of somebody who is no friend, or none any more
use stranger
ann: PUT /message/private/readed
{"friendId":{sam.id}}
200 {"code":200, "message":"success", "data":null}
ann: GET /message/private/maxReadedId?friendId={sam.id}
200 {"code":200, "message":"success", "data":-1}
ann: GET /message/private/history?friendId={sam.id}
200 {"code":200, "message":"success", "data":{"total":0, "records":[], "page":1, "size":20}}
do say bob ann hi m
ann: DELETE /friend/delete/{bob.id}
200 {"code":200, ...}
ann: PUT /message/private/readed
{"friendId":{bob.id},"maxMessageId":{m}}
200 {"code":200, ...}
bob: GET /message/private/maxReadedId?friendId={ann.id}
200 {"code":200, "message":"success", "data":{m}}
ann: GET /message/private/history?friendId={bob.id}
200 {"code":200, "data":{"total":3, "records":[{"messageType":21, ...}, {"id":{m}, "status":3, ...}, {"messageType":21, ...}], ...}, ...}
== pages: what is listed is counted, the newest first
do say ann bob one m
do say bob ann two n
do say ann bob three k
ann: DELETE /message/private/recall/{k}
200 {"code":200, ...}
bob: GET /message/private/history?friendId={ann.id}&page=1&size=2
200 {"code":200, "message":"success", "data":{"total":3, "records":[{"id":{n}, ...}, {"id":{m}, ...}], "page":1, "size":2}}
bob: GET /message/private/history?friendId={ann.id}&pageNum=2&pageSize=2
200 {"code":200, "message":"success", "data":{"total":3, "records":[{"id":{_:int}, "senderId":{_:int}, "receiverId":{_:int}, "content":"你们已成为好友，现在可以开始聊天了", "messageType":21, "sendTime":{_:time}, "status":{_:int}, "clientMsgId":null, "atUserIds":[], "isRecalled":false, "quoteMessageId":null}], "page":2, "size":2}}
bob: GET /message/private/history?friendId={ann.id}&size=100
200 {"code":200, "data":{"size":100, ...}, ...}
bob: GET /message/private/history?friendId={ann.id}&size=101
200 {"code":200, "data":{"size":100, ...}, ...}
bob: GET /message/private/history?friendId={ann.id}&size=0&page=-3
200 {"code":200, "data":{"page":1, "size":20, ...}, ...}
== refusals, in the order of checks
PUT /message/private/readed
{}
200 {"code":401, ...}
GET /message/private/maxReadedId
200 {"code":401, ...}
GET /message/private/history
200 {"code":401, ...}
ann: PUT /message/private/readed
{"friendId":999999999,"maxMessageId":"x"}
200 {"code":400, "message":"maxMessageId类型不正确", "data":null}
ann: PUT /message/private/readed
{"friendId":{ann.id}}
200 {"code":400, "message":"不能对自己进行该操作", "data":null}
ann: GET /message/private/maxReadedId?friendId=x
200 {"code":400, "message":"friendId类型不正确", "data":null}
ann: GET /message/private/maxReadedId?friendId={ann.id}
200 {"code":400, ...}
ann: GET /message/private/history?friendId=999999999&page=x
200 {"code":400, "message":"page类型不正确", "data":null}
ann: GET /message/private/history?friendId={ann.id}
200 {"code":400, ...}
== who is shut out hears that first
use backstage
admin: PUT /im/user/ban
{"userId":{ann.id}}
200 {"code":200, ...}
ann: PUT /message/private/readed
{}
200 {"code":1003, ...}
ann: GET /message/private/maxReadedId
200 {"code":1003, ...}
ann: GET /message/private/history
200 {"code":1003, ...}
ann: GET /message/private/pullOfflineMessage?minId=x
200 {"code":1003, ...}
ann: DELETE /message/private/recall/x
200 {"code":1003, ...}

== a user who reads only their own messages tells nobody
do say bob ann one m
do connect ann
do connect bob
ann: PUT /message/private/readed
{"friendId":{bob.id}}
200 {"code":200, ...}
bob < {"type":"PRIVATE_MESSAGE", "data":{"messageType":12, "maxMessageId":{m}, ...}}
do say ann bob own n
ann: PUT /message/private/readed
{"friendId":{bob.id}}
200 {"code":200, ...}
bob <! 300ms {"type":"PRIVATE_MESSAGE", "data":{"messageType":12, ...}}
bob: PUT /message/private/readed
{"friendId":{ann.id}}
200 {"code":200, ...}
ann < {"type":"PRIVATE_MESSAGE", "data":{"messageType":12, "maxMessageId":{n}, ...}}
