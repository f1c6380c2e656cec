# im-chat 5.1, 2.5.1: group messages in frames
use group of three, stranger, backstage
== a group's frames: acks, refusals, repetition
do connect bob
do connect sam
bob > {"type":"GROUP_MESSAGE","data":{"content":"hi","messageType":1,"clientMsgId":"a"}}
bob < {"type":"GROUP_MESSAGE", "code":400, "message":"groupId不能为空", "data":{"clientMsgId":"a", "ack":true}, "traceId":{_:str}}
bob > {"type":"GROUP_MESSAGE","data":{"groupId":999999999,"content":"{字*1025}","messageType":1}}
bob < {"type":"GROUP_MESSAGE", "code":400, "message":"消息内容不能超过1024个字符", "data":{"clientMsgId":null, "ack":true}, "traceId":{_:str}}
bob > {"type":"GROUP_MESSAGE","data":{"groupId":999999999,"content":"hi","messageType":1}}
bob < {"type":"GROUP_MESSAGE", "code":3001, "message":"群组不存在", ...}
sam > {"type":"GROUP_MESSAGE","data":{"groupId":{group.id},"content":"hi","messageType":1,"quoteMessageId":999999999}}
sam < {"type":"GROUP_MESSAGE", "code":404, "message":"消息不存在", ...}
sam > {"type":"GROUP_MESSAGE","data":{"groupId":{group.id},"content":"hi","messageType":1}}
sam < {"type":"GROUP_MESSAGE", "code":3002, "message":"不是群成员", ...}
bob > {"type":"GROUP_MESSAGE","data":{"groupId":{group.id},"content":"hi","messageType":1,"atUserIds":[-1]}}
bob < {"type":"GROUP_MESSAGE", "code":3003, "message":"权限不足", ...}
bob > {"type":"GROUP_MESSAGE","data":{"groupId":{group.id},"content":"hi","messageType":1,"clientMsgId":"k"}}
bob < {"type":"GROUP_MESSAGE", "code":200, "message":"success", "data":{"id":{m:int}, "groupId":{group.id}, "senderId":{bob.id}, "senderNickName":"{bob.nick}", "content":"hi", "messageType":1, "atUserIds":[], "sendTime":{_:time}, "status":1, "readCount":0, "receipt":false, "receiptOk":false, "clientMsgId":"k", "isRecalled":false, "recvIds":[], "quoteMessageId":null, "ack":true}}
bob > {"type":"GROUP_MESSAGE","data":{"groupId":{group.id},"content":"hi","messageType":1,"clientMsgId":"k"}}
bob < {"type":"GROUP_MESSAGE", "code":200, "data":{"id":{m}, ...}, ...}
bob > {"type":"GROUP_MESSAGE","data":{"groupId":{group.id},"content":"ho","messageType":1,"clientMsgId":"k"}}
bob < {"type":"GROUP_MESSAGE", "code":400, "message":"客户端消息ID重复", ...}
bob > {"type":"PRIVATE_MESSAGE","data":{"receiverId":{ann.id},"content":"hi","messageType":1,"clientMsgId":"k"}}
bob < {"type":"PRIVATE_MESSAGE", "code":400, "message":"客户端消息ID重复", ...}
== the same again is not pushed again
do connect bob
do connect cat
bob > {"type":"GROUP_MESSAGE","data":{"groupId":{group.id},"content":"hi","messageType":1,"clientMsgId":"k"}}
bob < {"type":"GROUP_MESSAGE", "code":200, "data":{"id":{m:int}, "messageType":1, "ack":true, ...}, ...}
cat < {"type":"GROUP_MESSAGE", "data":{"id":{m}, "groupId":{group.id}, "senderId":{bob.id}, "senderNickName":"{bob.nick}", "content":"hi", "messageType":1, "atUserIds":[], "sendTime":{_:time}, "status":2, "readCount":0, "receipt":false, "receiptOk":false, "clientMsgId":"k", "isRecalled":false, "recvIds":[], "quoteMessageId":null}}
bob > {"type":"GROUP_MESSAGE","data":{"groupId":{group.id},"content":"hi","messageType":1,"clientMsgId":"k"}}
bob < {"type":"GROUP_MESSAGE", "code":200, "data":{"id":{m}, "messageType":1, "ack":true, ...}, ...}
cat <! 300ms {"type":"GROUP_MESSAGE", "data":{"id":{m}, ...}}
== muted, banned
ann: PUT /group/muted
{"groupId":{group.id},"isMuted":true}
200 {"code":200, ...}
do connect bob
bob > {"type":"GROUP_MESSAGE","data":{"groupId":{group.id},"content":"hi","messageType":1,"clientMsgId":"k"}}
bob < {"type":"GROUP_MESSAGE", "code":403, "message":"全员禁言中", "data":{"clientMsgId":"k", "ack":true}, "traceId":{_:str}}
admin: PUT /im/group/ban
{"groupId":{group.id},"reason":"spam"}
200 {"code":200, ...}
do connect sam
sam > {"type":"GROUP_MESSAGE","data":{"groupId":{group.id},"content":"hi","messageType":1}}
sam < {"type":"GROUP_MESSAGE", "code":3002, ...}
do connect cat
cat > {"type":"GROUP_MESSAGE","data":{"groupId":{group.id},"content":"hi","messageType":1}}
cat < {"type":"GROUP_MESSAGE", "code":403, "data":{"clientMsgId":null, "ack":true}, ...}
