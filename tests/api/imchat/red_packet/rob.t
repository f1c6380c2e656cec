# im-chat 2.7.2: taking of a red packet, and looking at it
use group of three, backstage
== one between two is told to both; nobody else may take it or look
do enrich ann 10
ann: POST /redPackage/send
{"receiverType":2,"receiverId":{bob.id},"totalAmount":3,"totalCount":1,"redPacketType":2,"tradePassword":"246813"}
200 {"code":200, "data":{"redPacketId":{p:str}, "messageId":{m:int}, ...}, ...}
do connect bob
do connect ann
cat: POST /redPackage/rob
{"redPacketId":"{p}"}
200 {"code":403, "message":"无权限访问", "data":null}
ann: POST /redPackage/rob
{"redPacketId":"{p}"}
200 {"code":403, ...}
cat: GET /redPackage/detail?redPacketId={p}
200 {"code":403, ...}
ann: GET /redPackage/detail?redPacketId={p}
200 {"code":200, "message":"success", "data":{"packet":{"redPacketId":"{p}", "senderId":{ann.id}, "receiverType":2, "receiverId":{bob.id}, "redPacketType":2, "totalAmount":3.00, "totalCount":1, "remainAmount":3.00, "remainCount":1, "status":"ACTIVE", "remark":"恭喜发财，大吉大利", "createTime":{_:time}, "expireTime":{_:time}, "endTime":null}, "records":[]}}
bob: POST /redPackage/rob
{"redPacketId":"{p}"}
200 {"code":200, "message":"success", "data":{"amount":3.00, "remainCount":0, "remainAmount":0.00}}
ann < {"type":"PRIVATE_MESSAGE", "data":{"id":{of_ann:int}, "senderId":{bob.id}, "receiverId":{ann.id}, "messageType":21, "content":"'{bob.nick}'领取了'{ann.nick}'的红包", ...}}
bob < {"type":"PRIVATE_MESSAGE", "data":{"id":{of_bob:int}, "senderId":{bob.id}, "receiverId":{ann.id}, "messageType":21, "content":"'{bob.nick}'领取了'{ann.nick}'的红包", ...}}
# Who was away reads it later, each their own.
ann: GET /message/private/pullOfflineMessage?minId={m}
200 {"code":200, "data":[{"id":{of_ann}, "senderId":{bob.id}, "receiverId":{ann.id}, "messageType":21, "content":"'{bob.nick}'领取了'{ann.nick}'的红包", ...}], ...}
bob: GET /message/private/pullOfflineMessage?minId={m}
200 {"code":200, "data":[{"id":{of_bob}, "messageType":21, ...}], ...}
ann: GET /message/private/pullOfflineMessage?minId={of_ann}
200 {"code":200, "data":[], ...}
ann: GET /message/private/history?friendId={bob.id}
200 {"code":200, "data":{"total":3, "records":[{"id":{of_ann}, "messageType":21, "content":"'{bob.nick}'领取了'{ann.nick}'的红包", ...}, {"id":{m}, "messageType":300, ...}, {"messageType":21, ...}], ...}, ...}
ann: GET /message/private/history?friendId={bob.id}&page=2&size=1
200 {"code":200, "data":{"total":3, "records":[{"id":{m}, ...}], ...}, ...}
bob: GET /message/private/history?friendId={ann.id}&size=1
200 {"code":200, "data":{"total":3, "records":[{"id":{of_bob}, ...}], ...}, ...}
bob: POST /redPackage/rob
{"redPacketId":"{p}"}
200 {"code":5002, "message":"已抢过该红包", "data":null}
bob: GET /redPackage/detail?redId={p}
200 {"code":200, "data":{"packet":{"status":"FINISHED", "remainCount":0, "remainAmount":0.00, "endTime":{_:time}, ...}, "records":[{"no":1, "userId":{bob.id}, "nickName":"{bob.nick}", "headImage":null, "amount":3.00, "robTime":{_:time}, "isBest":false}]}, ...}
bob: GET /user/self
200 {"code":200, "data":{"balance":3.00, ...}, ...}
# Who is no friend any more keeps what was given them.
ann: POST /redPackage/send
{"receiverType":2,"receiverId":{bob.id},"totalAmount":2,"totalCount":1,"redPacketType":2,"tradePassword":"246813"}
200 {"code":200, "data":{"redPacketId":{q:str}, ...}, ...}
ann: DELETE /friend/delete/{bob.id}
200 {"code":200, ...}
bob: POST /redPackage/rob
{"redPacketId":"{q}"}
200 {"code":200, "data":{"amount":2.00, "remainCount":0, "remainAmount":0.00}, ...}
== in a group sender and taker are told, nobody else
do enrich ann 10
ann: POST /redPackage/send
{"receiverType":1,"receiverId":{group.id},"totalAmount":1,"totalCount":3,"redPacketType":2,"tradePassword":"246813"}
200 {"code":200, "data":{"redPacketId":{p:str}, ...}, ...}
do connect ann
do connect cat
bob: POST /redPackage/rob
{"redPacketId":"{p}"}
200 {"code":200, "data":{"amount":{first:num}, "remainCount":2, "remainAmount":{_:num}}, ...}
ann < {"type":"GROUP_MESSAGE", "data":{"id":{tip:int}, "groupId":{group.id}, "senderId":{bob.id}, "senderNickName":"{bob.nick}", "messageType":21, "content":"'{bob.nick}'领取了'{ann.nick}'的红包", "recvIds":[{ann.id}], ...}}
ann: GET /message/group/history?groupId={group.id}&size=2
200 {"code":200, "data":{"records":[{"id":{tip}, "messageType":21, "recvIds":[{ann.id}], ...}, {"messageType":300, ...}], ...}, ...}
bob: GET /message/group/history?groupId={group.id}&size=1
200 {"code":200, "data":{"records":[{"messageType":21, "content":"'{bob.nick}'领取了'{ann.nick}'的红包", "recvIds":[{bob.id}], ...}], ...}, ...}
cat <! 300ms {"type":"GROUP_MESSAGE", "data":{"content":"'{bob.nick}'领取了'{ann.nick}'的红包", ...}}
cat: GET /redPackage/detail?redPacketId={p}
200 {"code":200, "data":{"packet":{"status":"ACTIVE", "remainCount":2, ...}, "records":[{"no":1, "userId":{bob.id}, "amount":{first}, ...}]}, ...}
cat: GET /message/group/history?groupId={group.id}&size=1
200 {"code":200, "data":{"records":[{"messageType":300, ...}], ...}, ...}
cat: POST /redPackage/rob
{"redPacketId":"{p}"}
200 {"code":200, "data":{"remainCount":1, ...}, ...}
ann: POST /redPackage/rob
{"redPacketId":"{p}"}
200 {"code":200, "data":{"remainCount":0, "remainAmount":0.00, ...}, ...}
admin: GET /im/redRecord/{p}
200 {"code":200, "data":{"packet":{"redPacketId":"{p}", "senderId":{ann.id}, "receiverType":1, "receiverId":{group.id}, "totalAmount":1.00, "remainAmount":0.00, "status":"FINISHED", ...}, "records":[{...}, {...}, {...}]}, ...}
== equal shares differ by a cent at most; the sum is what was sent
do enrich ann 10
ann: POST /redPackage/send
{"receiverType":1,"receiverId":{group.id},"totalAmount":10,"totalCount":3,"redPacketType":2,"tradePassword":"246813"}
200 {"code":200, "data":{"redPacketId":{p:str}, "balance":0.00, ...}, ...}
admin: GET /im/redRecord/{p}
200 {"code":200, "data":{"records":[..., {"userId":null, "amount":3.34, "robTime":null, ...}, ...], ...}, ...}
bob: POST /redPackage/rob
{"redPacketId":"{p}"}
200 {"code":200, ...}
cat: POST /redPackage/rob
{"redPacketId":"{p}"}
200 {"code":200, ...}
ann: POST /redPackage/rob
{"redPacketId":"{p}"}
200 {"code":200, "data":{"remainAmount":0.00, ...}, ...}
admin: GET /im/redRecord/{p}
200 {"code":200, "data":{"records":[..., {"amount":3.34, ...}, ...], "packet":{"remainAmount":0.00, "remainCount":0, ...}}, ...}
admin: GET /im/redRecord/{p}
200 {"code":200, "data":{"records":[..., {"amount":3.33, ...}, ...], ...}, ...}
== who was in the group, who is not, and one that is dissolved
use stranger
do enrich ann 10
ann: POST /redPackage/send
{"receiverType":1,"receiverId":{group.id},"totalAmount":3,"totalCount":3,"redPacketType":2,"tradePassword":"246813"}
200 {"code":200, "data":{"redPacketId":{p:str}, ...}, ...}
sam: POST /redPackage/rob
{"redPacketId":"{p}"}
200 {"code":3002, "message":"不是群成员", "data":null}
bob: POST /redPackage/rob
{"redPacketId":"{p}"}
200 {"code":200, ...}
bob: DELETE /group/quit/{group.id}
200 {"code":200, ...}
bob: POST /redPackage/rob
{"redPacketId":"{p}"}
200 {"code":3002, ...}
bob: GET /redPackage/detail?redPacketId={p}
200 {"code":3002, ...}
# A mute keeps nobody from taking.
ann: PUT /group/muted
{"groupId":{group.id},"isMuted":true}
200 {"code":200, ...}
cat: POST /redPackage/rob
{"redPacketId":"{p}"}
200 {"code":200, ...}
ann: DELETE /group/delete/{group.id}
200 {"code":200, ...}
cat: POST /redPackage/rob
{"redPacketId":"{p}"}
200 {"code":3001, "message":"群组不存在", "data":null}
== taken by me comes before over, over before empty
do enrich ann 10
ann: POST /redPackage/send
{"receiverType":1,"receiverId":{group.id},"totalAmount":2,"totalCount":2,"redPacketType":2,"tradePassword":"246813"}
200 {"code":200, "data":{"redPacketId":{p:str}, ...}, ...}
ann: POST /redPackage/send
{"receiverType":1,"receiverId":{group.id},"totalAmount":1,"totalCount":1,"redPacketType":2,"tradePassword":"246813"}
200 {"code":200, "data":{"redPacketId":{q:str}, ...}, ...}
bob: POST /redPackage/rob
{"redPacketId":"{p}"}
200 {"code":200, ...}
bob: POST /redPackage/rob
{"redPacketId":"{q}"}
200 {"code":200, ...}
bob: POST /redPackage/rob
{"redPacketId":"{q}"}
200 {"code":5002, ...}
clock +25h
do again bob tb
do again cat tc
POST /redPackage/rob
header Authorization Bearer {tb}
{"redPacketId":"{p}"}
200 {"code":5002, "message":"已抢过该红包", "data":null}
POST /redPackage/rob
header Authorization Bearer {tc}
{"redPacketId":"{p}"}
200 {"code":400, "message":"红包已过期", "data":null}
# One that was emptied in time did not run out.
POST /redPackage/rob
header Authorization Bearer {tc}
{"redPacketId":"{q}"}
200 {"code":5001, "message":"红包已抢完", "data":null}
GET /redPackage/detail?redPacketId={p}
header Authorization Bearer {tc}
200 {"code":200, "data":{"packet":{"status":"EXPIRED", ...}, ...}, ...}
== what nobody took comes back once, also over a restart, and its sender is told
do enrich ann 10
clock +24h
do again ann t
POST /redPackage/send
header Authorization Bearer {t}
{"receiverType":2,"receiverId":{bob.id},"totalAmount":4.56,"totalCount":1,"redPacketType":2,"tradePassword":"246813"}
200 {"code":200, "data":{"redPacketId":{p:str}, ...}, ...}
clock +86390s
do again ann s
ann/new: WS /ws?accessToken={s}
ann/new < {"type":"SYSTEM_MESSAGE", "data":{"event":"CONNECTED", ...}, ...}
clock +11s
within 10s
GET /user/self
header Authorization Bearer {s}
200 {"code":200, "data":{"balance":10.00, ...}, ...}
ann/new < {"type":"SYSTEM_MESSAGE", "data":{"event":"RED_PACKET_REFUND", "content":"红包已过期，退回4.56元", "orderSn":null, "redPacketId":"{p}", "status":null, "amount":4.56, "remark":null, "time":{_:time}}}
restart
GET /user/queryUserFundDetail?type=6
header Authorization Bearer {s}
200 {"code":200, "data":{"total":1, "records":[{"type":6, "transferFlag":1, "amount":4.56, "balance":10.00, "remark":"红包退款", "orderNo":"{p}", ...}], ...}, ...}
== refusals
POST /redPackage/rob
{"redPacketId":"none"}
200 {"code":401, ...}
ann: POST /redPackage/rob
{"redPacketId":""}
200 {"code":400, "message":"redPacketId不能为空", "data":null}
ann: POST /redPackage/rob
{"redPacketId":"{x*65}"}
200 {"code":400, ...}
ann: POST /redPackage/rob
{"redPacketId":"none"}
200 {"code":404, "message":"红包不存在", "data":null}
GET /redPackage/detail
200 {"code":401, ...}
ann: GET /redPackage/detail?redPacketId=none
200 {"code":404, "message":"红包不存在", "data":null}
ann: GET /redPackage/detail?messageId=999999999
200 {"code":404, "message":"消息不存在", "data":null}
