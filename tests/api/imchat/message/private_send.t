# im-chat 2.4.1, 1.4: what a private message may be, and what is refused first
use two friends
== types 1 to 6, and no other
ann: POST /message/private/send
{"receiverId":{bob.id},"content":"{\"url\":\"http://files/v.amr\",\"duration\":3}","messageType":3}
200 {"code":200, "data":{"messageType":3, "content":"{\"url\":\"http://files/v.amr\",\"duration\":3}", ...}, ...}
ann: POST /message/private/send
{"receiverId":{bob.id},"content":"{\"url\":\"http://files/v.mp4\"}","messageType":4}
200 {"code":200, "data":{"messageType":4, ...}, ...}
ann: POST /message/private/send
{"receiverId":{bob.id},"content":"{\"longitude\":1.5,\"latitude\":2.5,\"name\":\"x\",\"address\":\"y\"}","messageType":6}
200 {"code":200, "data":{"messageType":6, "content":"{\"longitude\":1.5,\"latitude\":2.5,\"name\":\"x\",\"address\":\"y\"}", ...}, ...}
ann: POST /message/private/send
{"receiverId":"{bob.id}","content":" ","messageType":"1"}
200 {"code":200, "data":{"messageType":1, "content":" ", ...}, ...}
ann: POST /message/private/send
{"receiverId":{bob.id},"content":"x","messageType":0}
200 {"code":400, "message":"messageType超出范围", "data":null}
ann: POST /message/private/send
{"receiverId":{bob.id},"content":"x","messageType":10}
200 {"code":400, ...}
ann: POST /message/private/send
{"receiverId":{bob.id},"content":"x","messageType":21}
200 {"code":400, ...}
ann: POST /message/private/send
{"receiverId":{bob.id},"content":"x","messageType":40}
200 {"code":400, ...}
ann: POST /message/private/send
{"receiverId":{bob.id},"content":"x","messageType":80}
200 {"code":400, ...}
ann: POST /message/private/send
{"receiverId":{bob.id},"content":"x","messageType":300}
200 {"code":400, ...}
== lengths: code points of a text, bytes of all else, 64 of the client's id
ann: POST /message/private/send
{"receiverId":{bob.id},"content":"{a*4096}","messageType":2}
200 {"code":200, ...}
ann: POST /message/private/send
{"receiverId":{bob.id},"content":"{字*1365}","messageType":5}
200 {"code":200, ...}
ann: POST /message/private/send
{"receiverId":{bob.id},"content":"{字*1366}","messageType":5}
200 {"code":400, "message":"消息内容过长", "data":null}
ann: POST /message/private/send
{"receiverId":{bob.id},"content":"hi","messageType":1,"clientMsgId":"{c*64}"}
200 {"code":200, "data":{"clientMsgId":"{c*64}", ...}, ...}
ann: POST /message/private/send
{"receiverId":{bob.id},"content":"hi","messageType":1,"clientMsgId":"{c*65}"}
200 {"code":400, "message":"clientMsgId长度超出限制", "data":null}
== what is no JSON, or of another type
ann: POST /message/private/send
raw "{\"receiverId\":"
200 {"code":400, "data":null, ...}
ann: POST /message/private/send
{"receiverId":{bob.id},"content":5,"messageType":1}
200 {"code":400, "message":"content类型不正确", "data":null}
ann: POST /message/private/send
{"receiverId":"bob","content":"hi","messageType":1}
200 {"code":400, "message":"receiverId类型不正确", "data":null}
ann: POST /message/private/send
{"receiverId":{bob.id},"content":"hi","messageType":"text"}
200 {"code":400, "message":"messageType类型不正确", "data":null}
== whom it names is of no matter between two; what it quotes is shown
do say bob ann first m
ann: POST /message/private/send
{"receiverId":{bob.id},"content":"hi","messageType":1,"atUserIds":[{bob.id},-1],"quoteMessageId":{m}}
200 {"code":200, "data":{"atUserIds":[], "quoteMessageId":{m}, ...}, ...}
bob: GET /message/private/history?friendId={ann.id}&size=1
200 {"code":200, "data":{"records":[{"quoteMessageId":{m}, "atUserIds":[], ...}], ...}, ...}
== a token before the shape, the shape before who is there
POST /message/private/send
{}
200 {"code":401, "message":"未授权，Token无效或过期", "data":null}
POST /message/private/send
header Authorization Bearer {ann.refresh}
{"receiverId":{bob.id},"content":"hi","messageType":1}
200 {"code":401, ...}
ann: POST /message/private/send
{"receiverId":999999999,"content":"hi","messageType":7}
200 {"code":400, "message":"messageType超出范围", "data":null}
ann: POST /message/private/send
{"receiverId":999999999,"content":"{字*1025}","messageType":1}
200 {"code":400, "message":"消息内容不能超过1024个字符", "data":null}
== who is shut out hears that before anything else
use backstage
admin: PUT /im/user/ban
{"userId":{ann.id}}
200 {"code":200, ...}
ann: POST /message/private/send
{}
200 {"code":1003, "message":"用户已被封禁", "data":null}
bob: POST /message/private/send
{"receiverId":{ann.id},"content":"hi","messageType":1}
200 {"code":200, ...}
== who is there and what is quoted come before friendship, friendship before the black list
use stranger
ann: POST /message/private/send
{"receiverId":{sam.id},"content":"hi","messageType":1,"quoteMessageId":999999999}
200 {"code":404, "message":"消息不存在", "data":null}
sam: POST /blacklist/add
{"targetId":{ann.id}}
200 {"code":200, ...}
ann: POST /message/private/send
{"receiverId":{sam.id},"content":"hi","messageType":1}
200 {"code":2001, "message":"好友关系不存在", "data":null}
do say ann bob hi m
ann: POST /message/private/send
{"receiverId":{bob.id},"content":"hi","messageType":1,"clientMsgId":"k"}
200 {"code":200, "data":{"id":{k:int}, ...}, ...}
bob: POST /blacklist/add
{"targetId":{ann.id}}
200 {"code":200, ...}
ann: POST /message/private/send
{"receiverId":{bob.id},"content":"hi","messageType":1}
200 {"code":403, "message":"对方已将您拉黑", "data":null}
bob: POST /message/private/send
{"receiverId":{ann.id},"content":"I still may","messageType":1}
200 {"code":200, ...}
# What was sent is confirmed again; another message under its id is refused for the block first.
ann: POST /message/private/send
{"receiverId":{bob.id},"content":"hi","messageType":1,"clientMsgId":"k"}
200 {"code":200, "data":{"id":{k}, ...}, ...}
ann: POST /message/private/send
{"receiverId":{bob.id},"content":"other","messageType":1,"clientMsgId":"k"}
200 {"code":403, ...}
ann: POST /message/private/send
{"receiverId":{sam.id},"content":"hi","messageType":1,"clientMsgId":"k"}
200 {"code":2001, ...}
bob: DELETE /blacklist/remove/{ann.id}
200 {"code":200, ...}
ann: POST /message/private/send
{"receiverId":{bob.id},"content":"hi","messageType":2,"clientMsgId":"k"}
200 {"code":400, "message":"客户端消息ID重复", "data":null}
== somebody who is gone, and a friend who is none any more
use stranger
do befriend ann sam
sam: DELETE /unregister
200 {"code":200, ...}
ann: POST /message/private/send
{"receiverId":{sam.id},"content":"hi","messageType":1}
200 {"code":1001, "message":"用户不存在", "data":null}
bob: DELETE /friend/delete/{ann.id}
200 {"code":200, ...}
ann: POST /message/private/send
{"receiverId":{bob.id},"content":"hi","messageType":1}
200 {"code":2001, ...}
== all devices of the other, and the other ones of the sender
use ann on three devices
do connect ann
do connect_as ann/phone phone1
do connect_as ann/pc pc
ann > {"type":"PRIVATE_MESSAGE","data":{"receiverId":{bob.id},"content":"hi","messageType":1,"clientMsgId":"x"}}
ann < {"type":"PRIVATE_MESSAGE", "code":200, "message":"success", "data":{"id":{m:int}, "senderId":{ann.id}, "receiverId":{bob.id}, "content":"hi", "messageType":1, "sendTime":{_:time}, "status":1, "clientMsgId":"x", "atUserIds":[], "isRecalled":false, "quoteMessageId":null, "ack":true}}
ann/phone < {"type":"PRIVATE_MESSAGE", "data":{"id":{m}, "messageType":1, "status":1, ...}}
ann/pc < {"type":"PRIVATE_MESSAGE", "data":{"id":{m}, "messageType":1, ...}}
ann <! 300ms {"type":"PRIVATE_MESSAGE", "data":{"id":{m}, ...}}
# Over HTTP its own device knows it from the answer.
ann: POST /message/private/send
{"receiverId":{bob.id},"content":"more","messageType":1}
200 {"code":200, "data":{"id":{h:int}, ...}, ...}
ann/phone < {"type":"PRIVATE_MESSAGE", "data":{"id":{h}, "messageType":1, ...}}
ann/pc < {"type":"PRIVATE_MESSAGE", "data":{"id":{h}, "messageType":1, ...}}
ann <! 300ms {"type":"PRIVATE_MESSAGE", "data":{"id":{h}, ...}}
do say bob ann back n
ann < {"type":"PRIVATE_MESSAGE", "data":{"id":{n}, "messageType":1, ...}}
ann/phone < {"type":"PRIVATE_MESSAGE", "data":{"id":{n}, "messageType":1, ...}}
ann/pc < {"type":"PRIVATE_MESSAGE", "data":{"id":{n}, "messageType":1, "senderId":{bob.id}, "receiverId":{ann.id}, "content":"back", "sendTime":{_:time}, "status":2, "clientMsgId":null, "atUserIds":[], "isRecalled":false, "quoteMessageId":null}}
