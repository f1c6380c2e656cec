# im-chat 2.7.1: sending a red packet: limits, what is refused first, what comes of it
use group of three, backstage
== limits of a group's: 1 to 100 shares, a cent to 200.00 each
do enrich ann 50000
ann: POST /redPackage/send
{"receiverType":1,"receiverId":{group.id},"totalAmount":1,"totalCount":100,"redPacketType":1,"tradePassword":"246813"}
200 {"code":200, "data":{"totalAmount":1.00, "totalCount":100, "balance":49999.00, ...}, ...}
ann: POST /redPackage/send
{"receiverType":1,"receiverId":{group.id},"totalAmount":2,"totalCount":101,"redPacketType":1,"tradePassword":"246813"}
200 {"code":400, "message":"totalCount格式不正确", "data":null}
ann: POST /redPackage/send
{"receiverType":1,"receiverId":{group.id},"totalAmount":1,"totalCount":0,"redPacketType":1,"tradePassword":"246813"}
200 {"code":400, "message":"totalCount超出范围", "data":null}
ann: POST /redPackage/send
{"receiverType":1,"receiverId":{group.id},"totalAmount":0.02,"totalCount":2,"redPacketType":2,"tradePassword":"246813"}
200 {"code":200, "data":{"totalAmount":0.02, "balance":49998.98, ...}, ...}
ann: POST /redPackage/send
{"receiverType":1,"receiverId":{group.id},"totalAmount":0.01,"totalCount":2,"redPacketType":2,"tradePassword":"246813"}
200 {"code":400, "message":"totalAmount格式不正确", "data":null}
ann: POST /redPackage/send
{"receiverType":1,"receiverId":{group.id},"totalAmount":20000,"totalCount":100,"redPacketType":1,"tradePassword":"246813"}
200 {"code":200, "data":{"totalAmount":20000.00, "balance":29998.98, ...}, ...}
ann: POST /redPackage/send
{"receiverType":1,"receiverId":{group.id},"totalAmount":20000.01,"totalCount":100,"redPacketType":1,"tradePassword":"246813"}
200 {"code":400, ...}
ann: POST /redPackage/send
{"receiverType":1,"receiverId":{group.id},"totalAmount":"200.00","totalCount":"1","redPacketType":2,"tradePassword":"246813"}
200 {"code":200, "data":{"totalAmount":200.00, "balance":29798.98, ...}, ...}
ann: POST /redPackage/send
{"receiverType":1,"receiverId":{group.id},"totalAmount":1.001,"totalCount":1,"redPacketType":2,"tradePassword":"246813"}
200 {"code":400, ...}
ann: POST /redPackage/send
{"receiverType":1,"receiverId":{group.id},"totalAmount":0,"totalCount":1,"redPacketType":2,"tradePassword":"246813"}
200 {"code":400, ...}
ann: GET /user/self
200 {"code":200, "data":{"balance":29798.98, ...}, ...}
== what each field may be
ann: POST /redPackage/send
{"receiverType":0,"receiverId":{group.id},"totalAmount":1,"totalCount":1,"redPacketType":1,"tradePassword":"246813"}
200 {"code":400, "message":"receiverType超出范围", "data":null}
ann: POST /redPackage/send
{"receiverType":1,"receiverId":{group.id},"totalAmount":1,"totalCount":1,"redPacketType":3,"tradePassword":"246813"}
200 {"code":400, "message":"redPacketType超出范围", "data":null}
ann: POST /redPackage/send
{"receiverId":{group.id},"totalAmount":1,"totalCount":1,"redPacketType":1,"tradePassword":"246813"}
200 {"code":400, "message":"receiverType不能为空", "data":null}
ann: POST /redPackage/send
{"receiverType":1,"totalAmount":1,"totalCount":1,"redPacketType":1,"tradePassword":"246813"}
200 {"code":400, "message":"receiverId不能为空", "data":null}
ann: POST /redPackage/send
{"receiverType":1,"receiverId":{group.id},"totalCount":1,"redPacketType":1,"tradePassword":"246813"}
200 {"code":400, "message":"totalAmount不能为空", "data":null}
ann: POST /redPackage/send
{"receiverType":1,"receiverId":{group.id},"totalAmount":1,"redPacketType":1,"tradePassword":"246813"}
200 {"code":400, "message":"totalCount不能为空", "data":null}
ann: POST /redPackage/send
{"receiverType":1,"receiverId":{group.id},"totalAmount":1,"totalCount":1,"tradePassword":"246813"}
200 {"code":400, "message":"redPacketType不能为空", "data":null}
ann: POST /redPackage/send
{"receiverType":1,"receiverId":{group.id},"totalAmount":1,"totalCount":1,"redPacketType":1}
200 {"code":400, "message":"交易密码不能为空", "data":null}
ann: POST /redPackage/send
{"receiverType":1,"receiverId":{group.id},"totalAmount":1,"totalCount":1,"redPacketType":1,"remark":"{字*65}","tradePassword":"246813"}
200 {"code":400, "message":"祝福语不能超过64个字符", "data":null}
ann: POST /redPackage/send
{"receiverType":2,"receiverId":{bob.id},"totalAmount":200.01,"totalCount":1,"redPacketType":2,"tradePassword":"246813"}
200 {"code":400, ...}
ann: POST /redPackage/send
{"receiverType":2,"receiverId":{ann.id},"totalAmount":1,"totalCount":1,"redPacketType":2,"tradePassword":"246813"}
200 {"code":400, "message":"不能对自己进行该操作", "data":null}
== the words: 64 characters, some where there are none, and none that are not to be read
do enrich ann 10
admin: POST /im/sensitiveWord
{"content":"bad{uniq}"}
200 {"code":200, "data":{"id":{w:int}, ...}, ...}
do connect bob
ann: POST /redPackage/send
{"receiverType":1,"receiverId":{group.id},"totalAmount":1,"totalCount":1,"redPacketType":2,"remark":"{字*64}","tradePassword":"246813"}
200 {"code":200, ...}
bob < {"type":"GROUP_MESSAGE", "data":{"messageType":300, ...}}
ann: POST /redPackage/send
{"receiverType":1,"receiverId":{group.id},"totalAmount":1,"totalCount":1,"redPacketType":2,"tradePassword":"246813"}
200 {"code":200, "data":{"redPacketId":{p:str}, ...}, ...}
bob < {"type":"GROUP_MESSAGE", "data":{"messageType":300, "content":"{\"redPacketId\":\"{p}\",\"redPacketType\":2,\"totalCount\":1,\"remark\":\"恭喜发财，大吉大利\"}", ...}}
ann: POST /redPackage/send
{"receiverType":1,"receiverId":{group.id},"totalAmount":1,"totalCount":1,"redPacketType":1,"remark":"a bad{uniq} day","tradePassword":"246813"}
200 {"code":200, "data":{"redPacketId":{q:str}, ...}, ...}
bob < {"type":"GROUP_MESSAGE", "data":{"messageType":300, "content":"{\"redPacketId\":\"{q}\",\"redPacketType\":1,\"totalCount\":1,\"remark\":\"a *** day\"}", ...}}
bob: GET /redPackage/detail?redPacketId={q}
200 {"code":200, "data":{"packet":{"remark":"a *** day", ...}, "records":[]}, ...}
== the shape, who is there, who may, the password, the money: in this order
use stranger
POST /redPackage/send
{"receiverType":9}
200 {"code":401, ...}
sam: POST /redPackage/send
{"receiverType":1,"receiverId":999999999,"totalAmount":201,"totalCount":1,"redPacketType":1,"tradePassword":"wrong"}
200 {"code":400, ...}
sam: POST /redPackage/send
{"receiverType":1,"receiverId":999999999,"totalAmount":1,"totalCount":1,"redPacketType":1,"tradePassword":"wrong"}
200 {"code":3001, "message":"群组不存在", "data":null}
sam: POST /redPackage/send
{"receiverType":2,"receiverId":999999999,"totalAmount":1,"totalCount":1,"redPacketType":1,"tradePassword":"wrong"}
200 {"code":1001, "message":"用户不存在", "data":null}
sam: POST /redPackage/send
{"receiverType":2,"receiverId":{ann.id},"totalAmount":1,"totalCount":1,"redPacketType":1,"tradePassword":"wrong"}
200 {"code":2001, "message":"好友关系不存在", "data":null}
ann: PUT /group/members/muted
{"groupId":{group.id},"userId":{bob.id},"isMuted":true}
200 {"code":200, ...}
sam: POST /redPackage/send
{"receiverType":1,"receiverId":{group.id},"totalAmount":1,"totalCount":1,"redPacketType":1,"tradePassword":"wrong"}
200 {"code":3002, "message":"不是群成员", "data":null}
bob: POST /redPackage/send
{"receiverType":1,"receiverId":{group.id},"totalAmount":1,"totalCount":1,"redPacketType":1,"tradePassword":"wrong"}
200 {"code":403, "message":"您已被禁言", "data":null}
cat: PUT /setTradePwd
{"tradePassword":"246813"}
200 {"code":200, ...}
cat: POST /redPackage/send
{"receiverType":1,"receiverId":{group.id},"totalAmount":1,"totalCount":1,"redPacketType":1,"tradePassword":"wrong"}
200 {"code":4002, "message":"交易密码错误", "data":null}
cat: POST /redPackage/send
{"receiverType":1,"receiverId":{group.id},"totalAmount":1,"totalCount":1,"redPacketType":1,"tradePassword":"246813"}
200 {"code":4001, "message":"余额不足", "data":null}
admin: PUT /im/group/ban
{"groupId":{group.id}}
200 {"code":200, ...}
sam: POST /redPackage/send
{"receiverType":1,"receiverId":{group.id},"totalAmount":1,"totalCount":1,"redPacketType":1,"tradePassword":"wrong"}
200 {"code":3002, ...}
cat: POST /redPackage/send
{"receiverType":1,"receiverId":{group.id},"totalAmount":1,"totalCount":1,"redPacketType":1,"tradePassword":"wrong"}
200 {"code":403, ...}
== the last cent may go; nothing goes twice
do enrich ann 1
ann: POST /redPackage/send
{"receiverType":2,"receiverId":{bob.id},"totalAmount":1.01,"totalCount":1,"redPacketType":2,"tradePassword":"246813"}
200 {"code":4001, ...}
ann: POST /redPackage/send
{"receiverType":2,"receiverId":{bob.id},"totalAmount":1,"totalCount":1,"redPacketType":2,"tradePassword":"246813"}
200 {"code":200, "data":{"redPacketId":{p:str}, "balance":0.00, ...}, ...}
ann: POST /redPackage/send
{"receiverType":2,"receiverId":{bob.id},"totalAmount":0.01,"totalCount":1,"redPacketType":2,"tradePassword":"246813"}
200 {"code":4001, ...}
ann: GET /user/queryUserFundDetail
200 {"code":200, "data":{"total":2, "records":[{"type":4, "transferFlag":-1, "amount":1.00, "balance":0.00, "remark":"发红包", "orderNo":"{p}", ...}, {"type":8, "amount":1.00, "balance":1.00, ...}], ...}, ...}
bob: GET /message/private/pullOfflineMessage
200 {"code":200, "data":[..., {"messageType":300, "senderId":{ann.id}, "receiverId":{bob.id}, "content":"{\"redPacketId\":\"{p}\",\"redPacketType\":2,\"totalCount\":1,\"remark\":\"恭喜发财，大吉大利\"}", ...}], ...}
