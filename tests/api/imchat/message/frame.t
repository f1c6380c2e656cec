# im-chat 5.1: messages in frames: acks, repetition, order
use two friends
== what is refused, with the client's id or without
use stranger
do connect ann
ann > {"type":"PRIVATE_MESSAGE","data":{"content":"hi","messageType":1,"clientMsgId":"a"}}
ann < {"type":"PRIVATE_MESSAGE", "code":400, "message":"receiverId不能为空", "data":{"clientMsgId":"a", "ack":true}, "traceId":{_:str}}
ann > {"type":"PRIVATE_MESSAGE","data":{"receiverId":{bob.id},"content":"","messageType":1}}
ann < {"type":"PRIVATE_MESSAGE", "code":400, "message":"消息内容不能为空", "data":{"clientMsgId":null, "ack":true}, "traceId":{_:str}}
ann > {"type":"PRIVATE_MESSAGE","data":{"receiverId":999999999,"content":"{字*1025}","messageType":1,"clientMsgId":"b"}}
ann < {"type":"PRIVATE_MESSAGE", "code":400, "message":"消息内容不能超过1024个字符", "data":{"clientMsgId":"b", "ack":true}, "traceId":{_:str}}
ann > {"type":"PRIVATE_MESSAGE","data":{"receiverId":{bob.id},"content":"hi","messageType":7}}
ann < {"type":"PRIVATE_MESSAGE", "code":400, "message":"messageType超出范围", ...}
ann > {"type":"PRIVATE_MESSAGE","data":{"receiverId":{ann.id},"content":"hi","messageType":1}}
ann < {"type":"PRIVATE_MESSAGE", "code":400, "message":"不能对自己进行该操作", ...}
ann > {"type":"PRIVATE_MESSAGE","data":{"receiverId":999999999,"content":"hi","messageType":1}}
ann < {"type":"PRIVATE_MESSAGE", "code":1001, ...}
ann > {"type":"PRIVATE_MESSAGE","data":{"receiverId":{sam.id},"content":"hi","messageType":1,"quoteMessageId":999999999}}
ann < {"type":"PRIVATE_MESSAGE", "code":404, ...}
ann > {"type":"PRIVATE_MESSAGE","data":{"receiverId":{sam.id},"content":"hi","messageType":1,"clientMsgId":"c"}}
ann < {"type":"PRIVATE_MESSAGE", "code":2001, "message":"好友关系不存在", "data":{"clientMsgId":"c", "ack":true}, "traceId":{_:str}}
bob: POST /blacklist/add
{"targetId":{ann.id}}
200 {"code":200, ...}
ann > {"type":"PRIVATE_MESSAGE","data":{"receiverId":{bob.id},"content":"hi","messageType":1}}
ann < {"type":"PRIVATE_MESSAGE", "code":403, ...}
== the same again is one message, over frames and over HTTP
do connect ann
ann > {"type":"PRIVATE_MESSAGE","data":{"receiverId":{bob.id},"content":"hi","messageType":1,"clientMsgId":"k"}}
ann < {"type":"PRIVATE_MESSAGE", "code":200, "data":{"id":{m:int}, "clientMsgId":"k", "ack":true, ...}, ...}
ann > {"type":"PRIVATE_MESSAGE","data":{"receiverId":{bob.id},"content":"hi","messageType":1,"clientMsgId":"k"}}
ann < {"type":"PRIVATE_MESSAGE", "code":200, "data":{"id":{m}, "clientMsgId":"k", "ack":true, ...}, ...}
ann: POST /message/private/send
{"receiverId":{bob.id},"content":"hi","messageType":1,"clientMsgId":"k"}
200 {"code":200, "data":{"id":{m}, ...}, ...}
ann > {"type":"PRIVATE_MESSAGE","data":{"receiverId":{bob.id},"content":"ho","messageType":1,"clientMsgId":"k"}}
ann < {"type":"PRIVATE_MESSAGE", "code":400, "message":"客户端消息ID重复", "data":{"clientMsgId":"k", "ack":true}, "traceId":{_:str}}
ann: GET /message/private/history?friendId={bob.id}
200 {"code":200, "data":{"total":2, "records":[{"id":{m}, ...}, {"messageType":21, ...}], ...}, ...}
== the same again is not pushed again; another's same id is another message
do connect ann
do connect bob
ann > {"type":"PRIVATE_MESSAGE","data":{"receiverId":{bob.id},"content":"hi","messageType":1,"clientMsgId":"k"}}
ann < {"type":"PRIVATE_MESSAGE", "code":200, "data":{"id":{m:int}, "messageType":1, "ack":true, ...}, ...}
bob < {"type":"PRIVATE_MESSAGE", "data":{"id":{m}, "messageType":1, ...}}
ann > {"type":"PRIVATE_MESSAGE","data":{"receiverId":{bob.id},"content":"hi","messageType":1,"clientMsgId":"k"}}
ann < {"type":"PRIVATE_MESSAGE", "code":200, "data":{"id":{m}, "messageType":1, "ack":true, ...}, ...}
bob <! 300ms {"type":"PRIVATE_MESSAGE", "data":{"id":{m}, ...}}
bob > {"type":"PRIVATE_MESSAGE","data":{"receiverId":{ann.id},"content":"hi","messageType":1,"clientMsgId":"k"}}
bob < {"type":"PRIVATE_MESSAGE", "code":200, "data":{"id":{n:int}, "messageType":1, "senderId":{bob.id}, "ack":true, ...}, ...}
ann < {"type":"PRIVATE_MESSAGE", "data":{"id":{n}, "messageType":1, "senderId":{bob.id}, ...}}
== the same id for another receiver
use stranger
do befriend ann sam
do connect ann
ann > {"type":"PRIVATE_MESSAGE","data":{"receiverId":{bob.id},"content":"hi","messageType":1,"clientMsgId":"k"}}
ann < {"type":"PRIVATE_MESSAGE", "code":200, ...}
ann > {"type":"PRIVATE_MESSAGE","data":{"receiverId":{sam.id},"content":"hi","messageType":1,"clientMsgId":"k"}}
ann < {"type":"PRIVATE_MESSAGE", "code":400, "message":"客户端消息ID重复", ...}
sam: GET /message/private/history?friendId={ann.id}
200 {"code":200, "data":{"total":1, "records":[{"messageType":21, ...}], ...}, ...}
== without an id each frame is a message; acks keep the order of the frames
do connect ann
ann > {"type":"PRIVATE_MESSAGE","data":{"receiverId":{bob.id},"content":"1","messageType":1}}
ann > {"type":"PRIVATE_MESSAGE","data":{"receiverId":{bob.id},"content":"1","messageType":1}}
ann > {"type":"PRIVATE_MESSAGE","data":{"receiverId":{bob.id},"content":"","messageType":1,"clientMsgId":"bad"}}
ann > {"type":"PRIVATE_MESSAGE","data":{"receiverId":{bob.id},"content":"2","messageType":1}}
ann < {"type":"PRIVATE_MESSAGE", "code":200, ...}
ann < {"type":"PRIVATE_MESSAGE", "code":200, ...}
ann < {"type":"PRIVATE_MESSAGE", "code":400, "data":{"clientMsgId":"bad", "ack":true}, ...}
ann < {"type":"PRIVATE_MESSAGE", "code":200, ...}
bob: GET /message/private/history?friendId={ann.id}
200 {"code":200, "data":{"records":[{"content":"2", ...}, {"content":"1", ...}, {"content":"1", ...}, {"messageType":21, ...}], "total":4, ...}, ...}
== messages of one sender come in the order in which they were sent
do connect ann
do connect bob
ann > {"type":"PRIVATE_MESSAGE","data":{"receiverId":{bob.id},"content":"1","messageType":1}}
ann > {"type":"PRIVATE_MESSAGE","data":{"receiverId":{bob.id},"content":"2","messageType":1}}
ann > {"type":"PRIVATE_MESSAGE","data":{"receiverId":{bob.id},"content":"3","messageType":1}}
bob < {"type":"PRIVATE_MESSAGE", "data":{"messageType":1, "id":{a:int}, "senderId":{ann.id}, "receiverId":{bob.id}, "content":{one:str}, "sendTime":{_:time}, "status":2, "clientMsgId":null, "atUserIds":[], "isRecalled":false, "quoteMessageId":null}}
bob < {"type":"PRIVATE_MESSAGE", "data":{"messageType":1, "id":{b:int}, "content":{two:str}, ...}}
bob < {"type":"PRIVATE_MESSAGE", "data":{"messageType":1, "id":{c:int}, "content":{three:str}, ...}}
bob: GET /message/private/pullOfflineMessage?minId={a}
200 {"code":200, "data":[{"id":{b}, "content":"2", ...}, {"id":{c}, "content":"3", ...}], ...}
bob: GET /message/private/history?friendId={ann.id}
200 {"code":200, "data":{"records":[{"content":"{three}", ...}, {"content":"{two}", ...}, {"content":"{one}", ...}, {"messageType":21, ...}], ...}, ...}
== that messages came may be said, and gets no answer
do connect bob
do say ann bob hi m
bob < {"type":"PRIVATE_MESSAGE", "data":{"id":{m}, "messageType":1, ...}}
bob > {"type":"PRIVATE_MESSAGE","data":{"messageType":13,"ids":[{m}]}}
bob > {"type":"GROUP_MESSAGE","data":{"messageType":13,"ids":[{m}]}}
bob <! 300ms {"type":"PRIVATE_MESSAGE", ...}
bob <! 100ms {"type":"GROUP_MESSAGE", ...}
bob <! 100ms {"type":"SYSTEM_MESSAGE", ...}
within 3s
ann: GET /message/private/history?friendId={bob.id}&size=1
200 {"code":200, "data":{"records":[{"id":{m}, "status":2, ...}], ...}, ...}
# Nobody sends such a message.
bob > {"type":"PRIVATE_MESSAGE","data":{"receiverId":{ann.id},"content":"x","messageType":13}}
bob < {"type":"PRIVATE_MESSAGE", "code":400, "message":"messageType超出范围", ...}
