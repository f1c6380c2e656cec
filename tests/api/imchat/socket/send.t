# im-chat 5.1, 2.4.1, 2.5.1: messages as frames, their answers, what is refused first
use group of three
== the same again is acked again, and told to nobody
do connect ann
do connect bob
ann > {"type":"GROUP_MESSAGE","data":{"groupId":{group.id},"content":"hi","messageType":1,"clientMsgId":"g1"}}
ann < {"type":"GROUP_MESSAGE", "code":200, "message":"success", "data":{"id":{m:int}, "groupId":{group.id}, "senderId":{ann.id}, "senderNickName":"{ann.nick}", "content":"hi", "messageType":1, "atUserIds":[], "sendTime":{_:time}, "status":1, "readCount":0, "receipt":false, "receiptOk":false, "clientMsgId":"g1", "isRecalled":false, "recvIds":[], "quoteMessageId":null, "ack":true}}
bob < {"type":"GROUP_MESSAGE", "data":{"id":{m}, "messageType":1, "content":"hi", "clientMsgId":"g1", ...}}
ann > {"type":"GROUP_MESSAGE","data":{"groupId":{group.id},"content":"hi","messageType":1,"clientMsgId":"g1"}}
ann < {"type":"GROUP_MESSAGE", "code":200, "data":{"id":{m}, "messageType":1, "ack":true, ...}, ...}
bob <! 300ms {"type":"GROUP_MESSAGE", "data":{"messageType":1, ...}}
== the same name for something else
use stranger
do befriend ann sam
do connect ann
ann > {"type":"PRIVATE_MESSAGE","data":{"receiverId":{bob.id},"content":"hi","messageType":1,"clientMsgId":"p1"}}
ann < {"type":"PRIVATE_MESSAGE", "code":200, "data":{"id":{m:int}, "messageType":1, ...}, ...}
ann > {"type":"PRIVATE_MESSAGE","data":{"receiverId":{bob.id},"content":"ho","messageType":1,"clientMsgId":"p1"}}
ann < {"type":"PRIVATE_MESSAGE", "code":400, "message":"客户端消息ID重复", "data":{"clientMsgId":"p1", "ack":true}, "traceId":{_:str}}
ann > {"type":"PRIVATE_MESSAGE","data":{"receiverId":{sam.id},"content":"hi","messageType":1,"clientMsgId":"p1"}}
ann < {"type":"PRIVATE_MESSAGE", "code":400, "message":"客户端消息ID重复", "data":{"clientMsgId":"p1", "ack":true}, "traceId":{_:str}}
== without a name every frame is a message; answers keep the order of the frames
do connect ann
do connect bob
ann > {"type":"PRIVATE_MESSAGE","data":{"receiverId":{bob.id},"content":"one","messageType":1}}
ann > {"type":"PRIVATE_MESSAGE","data":{"receiverId":{bob.id},"content":"one","messageType":1}}
ann > {"type":"PRIVATE_MESSAGE","data":{"receiverId":{bob.id},"content":"three","messageType":1}}
ann < {"type":"PRIVATE_MESSAGE", "code":200, "data":{"content":"one", "messageType":1, ...}, ...}
ann < {"type":"PRIVATE_MESSAGE", "code":200, "data":{"content":"one", "messageType":1, ...}, ...}
ann < {"type":"PRIVATE_MESSAGE", "code":200, "data":{"content":"three", "messageType":1, ...}, ...}
bob < {"type":"PRIVATE_MESSAGE", "data":{"messageType":1, "content":"one", ...}}
bob < {"type":"PRIVATE_MESSAGE", "data":{"messageType":1, "content":"one", ...}}
bob < {"type":"PRIVATE_MESSAGE", "data":{"messageType":1, "content":"three", ...}}
== private: the shape, who is there, friends
use stranger
do connect ann
ann > {"type":"PRIVATE_MESSAGE","data":{"receiverId":999999999,"messageType":1,"clientMsgId":"c1"}}
ann < {"type":"PRIVATE_MESSAGE", "code":400, "message":"消息内容不能为空", "data":{"clientMsgId":"c1", "ack":true}, "traceId":{_:str}}
ann > {"type":"PRIVATE_MESSAGE","data":{"receiverId":999999999,"content":"","messageType":1}}
ann < {"type":"PRIVATE_MESSAGE", "code":400, "message":"消息内容不能为空", "data":{"clientMsgId":null, "ack":true}, "traceId":{_:str}}
ann > {"type":"PRIVATE_MESSAGE","data":{"receiverId":"","content":"hi","messageType":1}}
ann < {"type":"PRIVATE_MESSAGE", "code":400, "message":"receiverId不能为空", ...}
ann > {"type":"PRIVATE_MESSAGE","data":{"receiverId":999999999,"content":"hi","messageType":7}}
ann < {"type":"PRIVATE_MESSAGE", "code":400, "message":"messageType超出范围", ...}
ann > {"type":"PRIVATE_MESSAGE","data":{"receiverId":999999999,"content":"hi","messageType":0}}
ann < {"type":"PRIVATE_MESSAGE", "code":400, "message":"messageType超出范围", ...}
ann > {"type":"PRIVATE_MESSAGE","data":{"receiverId":999999999,"content":"hi","messageType":1,"clientMsgId":"{x*65}"}}
ann < {"type":"PRIVATE_MESSAGE", "code":400, ...}
ann > {"type":"PRIVATE_MESSAGE","data":{"receiverId":999999999,"content":"{字*1025}","messageType":1}}
ann < {"type":"PRIVATE_MESSAGE", "code":400, ...}
ann > {"type":"PRIVATE_MESSAGE","data":{"receiverId":999999999,"content":"hi","messageType":1}}
ann < {"type":"PRIVATE_MESSAGE", "code":1001, "message":"用户不存在", ...}
ann > {"type":"PRIVATE_MESSAGE","data":{"receiverId":{sam.id},"content":"hi","messageType":1}}
ann < {"type":"PRIVATE_MESSAGE", "code":2001, "message":"好友关系不存在", ...}
ann > {"type":"PRIVATE_MESSAGE","data":{"receiverId":"{bob.id}","content":"{字*1024}","messageType":"1","clientMsgId":"{x*64}"}}
ann < {"type":"PRIVATE_MESSAGE", "code":200, "data":{"content":"{字*1024}", "messageType":1, "clientMsgId":"{x*64}", ...}, ...}
== group: the shape, the group, the member, mutes
use stranger
do connect sam
do connect bob
sam > {"type":"GROUP_MESSAGE","data":{"groupId":999999999,"messageType":1}}
sam < {"type":"GROUP_MESSAGE", "code":400, "message":"消息内容不能为空", "data":{"clientMsgId":null, "ack":true}, "traceId":{_:str}}
sam > {"type":"GROUP_MESSAGE","data":{"content":"hi","messageType":1}}
sam < {"type":"GROUP_MESSAGE", "code":400, "message":"groupId不能为空", ...}
sam > {"type":"GROUP_MESSAGE","data":{"groupId":999999999,"content":"hi","messageType":1}}
sam < {"type":"GROUP_MESSAGE", "code":3001, "message":"群组不存在", ...}
sam > {"type":"GROUP_MESSAGE","data":{"groupId":{group.id},"content":"hi","messageType":1}}
sam < {"type":"GROUP_MESSAGE", "code":3002, "message":"不是群成员", ...}
ann: PUT /group/muted
{"groupId":{group.id},"isMuted":true}
200 {"code":200, ...}
bob < {"type":"GROUP_MESSAGE", "data":{"messageType":21, "content":"'{ann.nick}'开启了全员禁言", ...}}
bob < {"type":"GROUP_MESSAGE", "data":{"messageType":94, ...}}
bob > {"type":"GROUP_MESSAGE","data":{"groupId":{group.id},"content":"hi","messageType":1}}
bob < {"type":"GROUP_MESSAGE", "code":403, "message":"全员禁言中", ...}
== a confirmation is taken without a word
do connect ann
do connect bob
ann > {"type":"PRIVATE_MESSAGE","data":{"receiverId":{bob.id},"content":"hi","messageType":1}}
bob < {"type":"PRIVATE_MESSAGE", "data":{"id":{m:int}, "messageType":1, ...}}
bob > {"type":"PRIVATE_MESSAGE","data":{"messageType":13,"ids":[{m}]}}
bob <! 300ms {"type":"PRIVATE_MESSAGE", "code":400, ...}
bob > {"type":"HEARTBEAT"}
bob < {"type":"HEARTBEAT", ...}
