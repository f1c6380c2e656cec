# im-chat 2.5: group messages
use group of three
== who is named is named in the order of the sender, live and later
use stranger
bob: WS /ws?accessToken={bob.token}
bob < {"type":"SYSTEM_MESSAGE", "data":{"event":"CONNECTED", ...}, ...}
ann: POST /message/group/send
{"groupId":{group.id},"content":"hi","messageType":1,"atUserIds":[{cat.id},{sam.id},{bob.id},{cat.id}]}
200 {"code":200, "data":{"id":{m:int}, "atUserIds":[{cat.id},{bob.id}], ...}, ...}
bob < {"type":"GROUP_MESSAGE", "data":{"id":{m}, "atUserIds":[{cat.id},{bob.id}], ...}}
cat: GET /message/group/pullOfflineMessage
200 {"code":200, "data":[{"messageType":21, ...}, {"id":{m}, "atUserIds":[{cat.id},{bob.id}], ...}], ...}

== sent to all, read by some
bob: WS /ws?accessToken={bob.token}
bob < {"type":"SYSTEM_MESSAGE", "data":{"event":"CONNECTED", ...}, ...}
ann: POST /message/group/send
{"groupId":{group.id},"content":"hi","messageType":1,"atUserIds":[{bob.id},999999999],"clientMsgId":"g1"}
200 {"code":200, "message":"success", "data":{"id":{m:int}, "groupId":{group.id}, "senderId":{ann.id}, "senderNickName":"{ann.nick}", "content":"hi", "messageType":1, "atUserIds":[{bob.id}], "sendTime":{_:time}, "status":1, "readCount":0, "receipt":false, "receiptOk":false, "clientMsgId":"g1", "isRecalled":false, "recvIds":[], "quoteMessageId":null}}
bob < {"type":"GROUP_MESSAGE", "data":{"id":{m}, "messageType":1, "content":"hi", "atUserIds":[{bob.id}], ...}}
bob: GET /group/list
200 {"code":200, "data":[{"unreadCount":1, ...}], ...}
bob: GET /message/group/pullOfflineMessage
200 {"code":200, "data":[{"messageType":21, ...}, {"id":{m}, "atUserIds":[{bob.id}], "status":2, ...}], ...}
ann: GET /message/group/findReadedUsers?messageId={m}
200 {"code":200, "message":"success", "data":[]}
bob: PUT /message/group/readed
{"groupId":{group.id},"maxMessageId":{m}}
200 {"code":200, "message":"success", "data":null}
ann: GET /message/group/findReadedUsers?messageId={m}&groupId={group.id}
200 {"code":200, "message":"success", "data":[{"userId":{bob.id}, "nickName":"{bob.nick}", "headImage":null, "readTime":{_:time}}]}
bob: GET /message/group/pullOfflineMessage
200 {"code":200, "message":"success", "data":[]}
bob: GET /group/list
200 {"code":200, "data":[{"unreadCount":0, ...}], ...}
bob: GET /message/group/history?groupId={group.id}
200 {"code":200, "data":{"total":2, "records":[{"id":{m}, "status":3, ...}, {"messageType":21, ...}], ...}, ...}
ann: GET /message/group/history?groupId={group.id}
200 {"code":200, "data":{"total":2, "records":[{"id":{m}, ...}, {"messageType":21, "content":"'{ann.nick}'创建了群聊", ...}], "page":1, "size":20}, ...}
== the order of checks
use stranger
ann: POST /message/group/send
{"content":"hi","messageType":1}
200 {"code":400, "message":"groupId不能为空", "data":null}
ann: POST /message/group/send
{"groupId":{group.id},"content":"","messageType":1}
200 {"code":400, "message":"消息内容不能为空", "data":null}
ann: POST /message/group/send
{"groupId":{group.id},"content":"x","messageType":21}
200 {"code":400, "message":"messageType超出范围", "data":null}
sam: POST /message/group/send
{"groupId":{group.id},"content":"hi","messageType":1}
200 {"code":3002, "message":"不是群成员", "data":null}
sam: POST /message/group/send
{"groupId":999999999,"content":"hi","messageType":1}
200 {"code":3001, "message":"群组不存在", "data":null}
bob: POST /message/group/send
{"groupId":{group.id},"content":"hi","messageType":1,"atUserIds":[-1]}
200 {"code":3003, "message":"权限不足", "data":null}
ann: POST /message/group/send
{"groupId":{group.id},"content":"hi","messageType":1,"atUserIds":[-1]}
200 {"code":200, "data":{"atUserIds":[-1], ...}, ...}
ann: POST /message/group/send
{"groupId":{group.id},"content":"hi","messageType":1,"atUserIds":[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21]}
200 {"code":400, ...}
== in frames too
bob: WS /ws?accessToken={bob.token}
bob < {"type":"SYSTEM_MESSAGE", "data":{"event":"CONNECTED", ...}, ...}
bob > {"type":"GROUP_MESSAGE","data":{"groupId":{group.id},"content":"hi","messageType":1,"clientMsgId":"x"}}
bob < {"type":"GROUP_MESSAGE", "code":200, "message":"success", "data":{"id":{m:int}, "groupId":{group.id}, "messageType":1, "clientMsgId":"x", "ack":true, ...}}
== who may take a message back
use stranger
bob: POST /message/group/send
{"groupId":{group.id},"content":"oops","messageType":1}
200 {"code":200, "data":{"id":{m:int}, ...}, ...}
cat: DELETE /message/group/recall/{m}
200 {"code":3003, "message":"权限不足", "data":null}
sam: DELETE /message/group/recall/{m}
200 {"code":3002, "message":"不是群成员", "data":null}
sam: DELETE /message/group/recall/999999999
200 {"code":404, "message":"消息不存在", "data":null}
cat: WS /ws?accessToken={cat.token}
cat < {"type":"SYSTEM_MESSAGE", "data":{"event":"CONNECTED", ...}, ...}
ann: DELETE /message/group/recall/{m}
200 {"code":200, "data":{"id":{k:int}, "groupId":{group.id}, "senderId":{ann.id}, "content":"{m}", "messageType":10, ...}, ...}
cat < {"type":"GROUP_MESSAGE", "data":{"id":{k}, "messageType":10, "content":"{m}", ...}}
ann: DELETE /message/group/recall/{m}
200 {"code":200, "data":{"id":{k}, ...}, ...}
cat: GET /message/group/history?groupId={group.id}
200 {"code":200, "data":{"total":1, "records":[{"messageType":21, ...}], ...}, ...}
cat: GET /message/group/pullOfflineMessage?minId=0
200 {"code":200, "data":[..., {"id":{m}, "isRecalled":true, "content":"", ...}, {"id":{k}, "messageType":10, ...}], ...}
== who is not in it reads nothing
use stranger
ann: POST /message/group/send
{"groupId":{group.id},"content":"hi","messageType":1}
200 {"code":200, "data":{"id":{m:int}, ...}, ...}
sam: GET /message/group/history?groupId={group.id}
200 {"code":3002, "message":"不是群成员", "data":null}
sam: GET /message/group/findReadedUsers?messageId={m}
200 {"code":3002, "message":"不是群成员", "data":null}
sam: PUT /message/group/readed
{"groupId":{group.id}}
200 {"code":3002, "message":"不是群成员", "data":null}
sam: GET /message/group/pullOfflineMessage?minId=0
200 {"code":200, "message":"success", "data":[]}
ann: GET /message/group/findReadedUsers?messageId=999999999
200 {"code":404, "message":"消息不存在", "data":null}
ann: GET /message/group/findReadedUsers
200 {"code":400, "message":"messageId不能为空", "data":null}
ann: GET /message/group/history?groupId=999999999
200 {"code":3001, "message":"群组不存在", "data":null}
ann: PUT /message/group/readed
{}
200 {"code":400, "message":"groupId不能为空", "data":null}
== how many have read it, and whether all have
ann: POST /message/group/send
{"groupId":{group.id},"content":"hi","messageType":1}
200 {"code":200, "data":{"id":{m:int}, "status":1, "readCount":0, ...}, ...}
bob: PUT /message/group/readed
{"groupId":{group.id}}
200 {"code":200, ...}
ann: GET /message/group/history?groupId={group.id}&size=1
200 {"code":200, "data":{"records":[{"id":{m}, "status":1, "readCount":1, ...}], ...}, ...}
cat: GET /message/group/pullOfflineMessage
200 {"code":200, "data":[..., {"id":{m}, "status":2, "readCount":1, ...}], ...}
cat: PUT /message/group/readed
{"groupId":{group.id}}
200 {"code":200, ...}
ann: GET /message/group/history?groupId={group.id}&size=1
200 {"code":200, "data":{"records":[{"id":{m}, "status":3, "readCount":2, ...}], ...}, ...}
bob: GET /message/group/history?groupId={group.id}&size=1
200 {"code":200, "data":{"records":[{"id":{m}, "status":3, "readCount":2, ...}], ...}, ...}
