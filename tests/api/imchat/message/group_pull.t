# im-chat 2.5.3, 2.5.6: group messages after one, all that is unread, and pages
use group of three
== after one: own ones too, as often as one asks, so many at most
do write ann one a
do write bob two b
do write ann three c
ann: GET /message/group/pullOfflineMessage?minId={a}
200 {"code":200, "message":"success", "data":[{"id":{b}, "senderId":{bob.id}, ...}, {"id":{c}, "senderId":{ann.id}, ...}]}
ann: GET /message/group/pullOfflineMessage?minId={a}
200 {"code":200, "message":"success", "data":[{"id":{b}, ...}, {"id":{c}, ...}]}
bob: GET /message/group/pullOfflineMessage?minId={a}&size=1
200 {"code":200, "message":"success", "data":[{"id":{b}, ...}]}
bob: GET /message/group/pullOfflineMessage?minId={b}&size=1
200 {"code":200, "message":"success", "data":[{"id":{c}, ...}]}
bob: GET /message/group/pullOfflineMessage?minId={a}&size=0
200 {"code":200, "message":"success", "data":[{"id":{b}, ...}, {"id":{c}, ...}]}
== unread: what others wrote after the cursor; writing moves none
bob: PUT /message/group/readed
{"groupId":{group.id}}
200 {"code":200, ...}
do write ann one a
do write bob own b
do write cat two c
bob: GET /message/group/pullOfflineMessage
200 {"code":200, "message":"success", "data":[{"id":{a}, "status":2, ...}, {"id":{c}, ...}]}
bob: PUT /message/group/readed
{"groupId":{group.id},"maxMessageId":{a}}
200 {"code":200, ...}
bob: GET /message/group/pullOfflineMessage
200 {"code":200, "message":"success", "data":[{"id":{c}, ...}]}
bob: GET /message/group/pullOfflineMessage?minId={a}
200 {"code":200, "message":"success", "data":[{"id":{b}, ...}, {"id":{c}, "status":2, ...}]}
== a line for somebody else is not there, and ends no page early
cat: PUT /message/group/readed
{"groupId":{group.id}}
200 {"code":200, ...}
ann: PUT /group/members/muted
{"groupId":{group.id},"userId":{bob.id},"isMuted":true}
200 {"code":200, ...}
do write ann hi m
cat: GET /message/group/pullOfflineMessage?size=1
200 {"code":200, "message":"success", "data":[{"id":{m}, ...}]}
cat: GET /message/group/history?groupId={group.id}
200 {"code":200, "data":{"total":2, "records":[{"id":{m}, ...}, {"messageType":21, ...}], ...}, ...}
bob: GET /message/group/history?groupId={group.id}
200 {"code":200, "data":{"total":3, "records":[{"id":{m}, ...}, {"messageType":21, "content":"您已被禁言", "recvIds":[{bob.id}], ...}, {"messageType":21, ...}], ...}, ...}
bob: GET /message/group/pullOfflineMessage
200 {"code":200, "data":[{"messageType":21, ...}, {"messageType":21, "content":"您已被禁言", ...}, {"id":{m}, ...}], ...}
== who left reads what was there until then, for a month
do write ann before a
bob: DELETE /group/quit/{group.id}
200 {"code":200, ...}
do write ann after b
bob: GET /message/group/pullOfflineMessage?minId=0
200 {"code":200, "data":[{"messageType":21, ...}, {"id":{a}, ...}, {"messageType":21, "content":"您已退出群聊", ...}], ...}
bob: GET /message/group/history?groupId={group.id}
200 {"code":3002, "message":"不是群成员", "data":null}
clock +31d
do again bob t
GET /message/group/pullOfflineMessage?minId=0
header Authorization Bearer {t}
200 {"code":200, "message":"success", "data":[]}
== who comes again begins anew
do write ann before a
bob: DELETE /group/quit/{group.id}
200 {"code":200, ...}
do write ann away b
bob: POST /group/join/{group.id}
200 {"code":200, ...}
do write ann back c
bob: GET /message/group/history?groupId={group.id}
200 {"code":200, "data":{"total":2, "records":[{"id":{c}, ...}, {"messageType":21, "content":"'{bob.nick}'加入了群聊", ...}], ...}, ...}
bob: GET /message/group/pullOfflineMessage?minId=0
200 {"code":200, "data":[{"messageType":21, "content":"'{bob.nick}'加入了群聊", ...}, {"id":{c}, ...}], ...}
bob: GET /message/group/findReadedUsers?messageId={a}
200 {"code":404, "message":"消息不存在", "data":null}
bob: DELETE /message/group/recall/{b}
200 {"code":404, ...}
== who is new sees nothing from before
use stranger
do write ann before a
sam: POST /group/join/{group.id}
200 {"code":200, ...}
do write ann after b
sam: GET /message/group/history?groupId={group.id}
200 {"code":200, "data":{"total":2, "records":[{"id":{b}, ...}, {"messageType":21, ...}], ...}, ...}
sam: GET /message/group/pullOfflineMessage
200 {"code":200, "data":[..., {"id":{b}, ...}], ...}
sam: PUT /message/group/readed
{"groupId":{group.id},"maxMessageId":{a}}
200 {"code":200, ...}
sam: GET /message/group/pullOfflineMessage
200 {"code":200, "data":[..., {"id":{b}, ...}], ...}
== three months back, on a telephone one
do write ann old m
clock +31d
do again ann s
do again bob t
POST /login
{"username":"{bob.name}","password":"{bob.password}","terminal":1}
200 {"code":200, "data":{"accessToken":{phone:str}, ...}, ...}
POST /message/group/send
header Authorization Bearer {s}
{"groupId":{group.id},"content":"new","messageType":1}
200 {"code":200, "data":{"id":{n:int}, ...}, ...}
GET /message/group/pullOfflineMessage?minId=0
header Authorization Bearer {t}
200 {"code":200, "data":[{"messageType":21, ...}, {"id":{m}, ...}, {"id":{n}, ...}], ...}
GET /message/group/pullOfflineMessage?minId=0
header Authorization Bearer {phone}
200 {"code":200, "data":[{"id":{n}, ...}], ...}
== pages, the newest first, cut and counted
do write ann one a
do write ann two b
ann: DELETE /message/group/recall/{b}
200 {"code":200, ...}
bob: GET /message/group/history?groupId={group.id}&size=1
200 {"code":200, "message":"success", "data":{"total":2, "records":[{"id":{a}, "groupId":{group.id}, "senderId":{ann.id}, "senderNickName":"{ann.nick}", "content":"one", "messageType":1, "atUserIds":[], "sendTime":{_:time}, "status":2, "readCount":0, "receipt":false, "receiptOk":false, "clientMsgId":null, "isRecalled":false, "recvIds":[], "quoteMessageId":null}], "page":1, "size":1}}
bob: GET /message/group/history?groupId={group.id}&pageNum=2&pageSize=1
200 {"code":200, "data":{"total":2, "records":[{"messageType":21, ...}], "page":2, "size":1}, ...}
bob: GET /message/group/history?groupId={group.id}&page=0&size=101
200 {"code":200, "data":{"page":1, "size":100, ...}, ...}
== refusals, in the order of checks
use stranger
GET /message/group/pullOfflineMessage?minId=x
200 {"code":401, ...}
ann: GET /message/group/pullOfflineMessage?minId=x
200 {"code":400, "message":"minId类型不正确", "data":null}
GET /message/group/history
200 {"code":401, ...}
ann: GET /message/group/history?page=1
200 {"code":400, "message":"groupId不能为空", "data":null}
sam: GET /message/group/history?groupId=999999999&page=x
200 {"code":400, "message":"page类型不正确", "data":null}
sam: GET /message/group/history?groupId={group.id}
200 {"code":3002, ...}
