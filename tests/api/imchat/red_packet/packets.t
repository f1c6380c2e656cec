# im-chat 2.7: red packets
use group of three, stranger, backstage
== one for a group is told, taken, and shown
do enrich ann 100
do connect bob
do connect ann
ann: POST /redPackage/send
{"receiverType":1,"receiverId":{group.id},"totalAmount":10,"totalCount":2,"redPacketType":2,"remark":"hi","tradePassword":"246813"}
200 {"code":200, "message":"success", "data":{"redPacketId":{p:str}, "messageId":{m:int}, "totalAmount":10.00, "totalCount":2, "expireTime":{_:time}, "balance":90.00}}
bob < {"type":"GROUP_MESSAGE", "data":{"id":{m}, "groupId":{group.id}, "senderId":{ann.id}, "messageType":300, "content":"{\"redPacketId\":\"{p}\",\"redPacketType\":2,\"totalCount\":2,\"remark\":\"hi\"}", ...}}
bob: POST /redPackage/rob
{"redPacketId":"{p}"}
200 {"code":200, "message":"success", "data":{"amount":5.00, "remainCount":1, "remainAmount":5.00}}
ann < {"type":"GROUP_MESSAGE", "data":{"messageType":21, "content":"'{bob.nick}'领取了'{ann.nick}'的红包", ...}}
bob < {"type":"GROUP_MESSAGE", "data":{"messageType":21, ...}}
bob: POST /redPackage/rob
{"redId":"{p}"}
200 {"code":5002, "message":"已抢过该红包", "data":null}
ann: POST /redPackage/rob
{"redPacketId":"{p}"}
200 {"code":200, "data":{"amount":5.00, "remainCount":0, "remainAmount":0.00}, ...}
cat: POST /redPackage/rob
{"redPacketId":"{p}"}
200 {"code":5001, "message":"红包已抢完", "data":null}
bob: POST /redPackage/rob
{"redPacketId":"{p}"}
200 {"code":5002, ...}
sam: POST /redPackage/rob
{"redPacketId":"{p}"}
200 {"code":3002, ...}
cat: GET /redPackage/detail?redPacketId={p}
200 {"code":200, "data":{"packet":{"redPacketId":"{p}", "status":"FINISHED", "remainCount":0, ...}, "records":[{"no":1, "userId":{bob.id}, "nickName":"{bob.nick}", "amount":5.00, "isBest":false, ...}, {"no":2, "userId":{ann.id}, ...}]}, ...}
sam: GET /redPackage/detail?redPacketId={p}
200 {"code":3002, ...}
cat: GET /redPackage/detail?messageId={m}
200 {"code":200, "data":{"packet":{"redPacketId":"{p}", ...}, ...}, ...}
sam: GET /redPackage/detail?messageId={m}
200 {"code":404, "message":"消息不存在", "data":null}
cat: GET /redPackage/detail
200 {"code":400, "message":"redPacketId不能为空", "data":null}
cat: POST /message/group/send
{"groupId":{group.id},"content":"[红包] none","messageType":1}
200 {"code":200, "data":{"id":{n:int}, ...}, ...}
cat: GET /redPackage/detail?messageId={n}
200 {"code":404, "message":"红包不存在", "data":null}
admin: GET /im/redRecord/{p}
200 {"code":200, "data":{"packet":{"totalAmount":10.00, ...}, "records":[{...}, {...}]}, ...}
admin: GET /im/redRecord/list?userId={ann.id}
200 {"code":200, "data":{"total":1, "records":[{"redPacketId":"{p}", "status":"FINISHED", ...}], ...}, ...}
bob: GET /user/queryUserFundDetail
200 {"code":200, "data":{"total":1, "records":[{"type":5, "transferFlag":1, "amount":5.00, "balance":5.00, "remark":"抢红包", "orderNo":"{p}", ...}], ...}, ...}
ann: DELETE /message/group/recall/{m}
200 {"code":400, ...}
== one for a friend, who alone may take it
do enrich ann 100
ann: POST /redPackage/handout
{"receiverType":2,"receiverId":{bob.id},"totalAmount":1.23,"totalCount":1,"redPacketType":1,"tradePassword":"246813"}
200 {"code":200, "data":{"redPacketId":{p:str}, "balance":98.77, ...}, ...}
ann: POST /redPackage/rob
{"redPacketId":"{p}"}
200 {"code":403, ...}
cat: POST /redPackage/rob
{"redPacketId":"{p}"}
200 {"code":403, ...}
bob: POST /redPackage/rob
{"redPacketId":"{p}"}
200 {"code":200, "data":{"amount":1.23, "remainCount":0, "remainAmount":0.00}, ...}
== refusals, in the order of checks
ann: POST /redPackage/send
{"receiverType":3,"receiverId":{group.id},"totalAmount":1,"totalCount":1,"redPacketType":1,"tradePassword":"246813"}
200 {"code":400, ...}
ann: POST /redPackage/send
{"receiverType":1,"receiverId":999999999,"totalAmount":1,"totalCount":101,"redPacketType":1,"tradePassword":"246813"}
200 {"code":400, ...}
ann: POST /redPackage/send
{"receiverType":1,"receiverId":{group.id},"totalAmount":0.09,"totalCount":10,"redPacketType":1,"tradePassword":"246813"}
200 {"code":400, ...}
ann: POST /redPackage/send
{"receiverType":1,"receiverId":{group.id},"totalAmount":200.01,"totalCount":1,"redPacketType":1,"tradePassword":"246813"}
200 {"code":400, ...}
ann: POST /redPackage/send
{"receiverType":2,"receiverId":{bob.id},"totalAmount":2,"totalCount":2,"redPacketType":1,"tradePassword":"246813"}
200 {"code":400, ...}
ann: POST /redPackage/send
{"receiverType":1,"receiverId":999999999,"totalAmount":1,"totalCount":1,"redPacketType":1,"tradePassword":"246813"}
200 {"code":3001, ...}
ann: POST /redPackage/send
{"receiverType":2,"receiverId":999999999,"totalAmount":1,"totalCount":1,"redPacketType":1,"tradePassword":"246813"}
200 {"code":1001, ...}
ann: POST /redPackage/send
{"receiverType":2,"receiverId":{sam.id},"totalAmount":1,"totalCount":1,"redPacketType":1,"tradePassword":"246813"}
200 {"code":2001, ...}
sam: POST /redPackage/send
{"receiverType":1,"receiverId":{group.id},"totalAmount":1,"totalCount":1,"redPacketType":1,"tradePassword":"246813"}
200 {"code":3002, ...}
ann: POST /redPackage/send
{"receiverType":1,"receiverId":{group.id},"totalAmount":1,"totalCount":1,"redPacketType":1,"tradePassword":"246813"}
200 {"code":4002, "message":"未设置交易密码", "data":null}
ann: PUT /setTradePwd
{"tradePassword":"246813"}
200 {"code":200, ...}
ann: POST /redPackage/send
{"receiverType":1,"receiverId":{group.id},"totalAmount":1,"totalCount":1,"redPacketType":1,"tradePassword":"wrong-1"}
200 {"code":4002, "message":"交易密码错误", "data":null}
ann: POST /redPackage/send
{"receiverType":1,"receiverId":{group.id},"totalAmount":1,"totalCount":1,"redPacketType":1,"tradePassword":"246813"}
200 {"code":4001, ...}
ann: POST /redPackage/rob
{"redPacketId":"00000000-0000-4000-8000-000000000000"}
200 {"code":404, "message":"红包不存在", "data":null}
ann: POST /redPackage/rob
{}
200 {"code":400, ...}
== that a member may not send is said before that they lack the money
ann: PUT /group/muted
{"groupId":{group.id},"isMuted":true}
200 {"code":200, ...}
bob: POST /redPackage/send
{"receiverType":1,"receiverId":{group.id},"totalAmount":1,"totalCount":1,"redPacketType":1,"tradePassword":"246813"}
200 {"code":403, ...}
ann: PUT /group/muted
{"groupId":{group.id},"isMuted":false}
200 {"code":200, ...}
bob: POST /redPackage/send
{"receiverType":1,"receiverId":{group.id},"totalAmount":1,"totalCount":1,"redPacketType":1,"tradePassword":"246813"}
200 {"code":4002, ...}
admin: PUT /im/group/ban
{"groupId":{group.id}}
200 {"code":200, ...}
bob: POST /redPackage/send
{"receiverType":1,"receiverId":{group.id},"totalAmount":1,"totalCount":1,"redPacketType":1,"tradePassword":"246813"}
200 {"code":403, ...}
ann: POST /blacklist/add
{"targetId":{bob.id}}
200 {"code":200, ...}
bob: POST /redPackage/send
{"receiverType":2,"receiverId":{ann.id},"totalAmount":1,"totalCount":1,"redPacketType":1,"tradePassword":"246813"}
200 {"code":403, ...}
ann: DELETE /friend/delete/{bob.id}
200 {"code":200, ...}
bob: POST /redPackage/send
{"receiverType":2,"receiverId":{ann.id},"totalAmount":1,"totalCount":1,"redPacketType":1,"tradePassword":"246813"}
200 {"code":2001, ...}
admin: PUT /im/user/ban
{"userId":{bob.id}}
200 {"code":200, ...}
bob: POST /redPackage/send
{}
200 {"code":1003, ...}
bob: POST /redPackage/rob
{}
200 {"code":1003, ...}
POST /redPackage/send
{}
200 {"code":401, ...}
POST /redPackage/rob
{}
200 {"code":401, ...}
== what nobody took comes back after a day
do enrich ann 10
ann: POST /redPackage/send
{"receiverType":1,"receiverId":{group.id},"totalAmount":9,"totalCount":3,"redPacketType":2,"tradePassword":"246813"}
200 {"code":200, "data":{"redPacketId":{p:str}, "balance":1.00, ...}, ...}
bob: POST /redPackage/rob
{"redPacketId":"{p}"}
200 {"code":200, ...}
clock +25h
POST /login
{"username":"{ann.name}","password":"{ann.password}"}
200 {"code":200, "data":{"accessToken":{ta:str}, ...}, ...}
POST /login
{"username":"{cat.name}","password":"{cat.password}"}
200 {"code":200, "data":{"accessToken":{tc:str}, ...}, ...}
POST /redPackage/rob
header Authorization Bearer {tc}
{"redPacketId":"{p}"}
200 {"code":400, "message":"红包已过期", "data":null}
POST /login
{"username":"{bob.name}","password":"{bob.password}"}
200 {"code":200, "data":{"accessToken":{tb:str}, ...}, ...}
POST /redPackage/rob
header Authorization Bearer {tb}
{"redPacketId":"{p}"}
200 {"code":5002, "message":"已抢过该红包", "data":null}
within 10s
GET /user/self
header Authorization Bearer {ta}
200 {"code":200, "data":{"balance":7.00, ...}, ...}
GET /user/queryUserFundDetail?type=6
header Authorization Bearer {ta}
200 {"code":200, "data":{"total":1, "records":[{"amount":6.00, "remark":"红包退款", "orderNo":"{p}", ...}], ...}, ...}
