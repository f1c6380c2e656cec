# im-chat 5.1: the same clientMsgId of the same sender is confirmed for ever, with what is stored
use group of three, backstage
== words that were kept out meanwhile, or are not any more
ann: POST /message/private/send
{"receiverId":{bob.id},"content":"plain {uniq}","messageType":1,"clientMsgId":"w1"}
200 {"code":200, "data":{"id":{a:int}, "content":"plain {uniq}", ...}, ...}
admin: POST /im/sensitiveWord
{"content":"plain {uniq}"}
200 {"code":200, "data":{"id":{w:int}, ...}, ...}
ann: POST /message/private/send
{"receiverId":{bob.id},"content":"plain {uniq}","messageType":1,"clientMsgId":"w1"}
200 {"code":200, "data":{"id":{a}, "content":"plain {uniq}", ...}, ...}
ann: POST /message/private/send
{"receiverId":{bob.id},"content":"so plain {uniq} it is","messageType":1,"clientMsgId":"w2"}
200 {"code":200, "data":{"id":{b:int}, "content":"so *** it is", ...}, ...}
admin: DELETE /im/sensitiveWord/{w}
200 {"code":200, ...}
ann: POST /message/private/send
{"receiverId":{bob.id},"content":"so plain {uniq} it is","messageType":1,"clientMsgId":"w2"}
200 {"code":200, "data":{"id":{b}, "content":"so *** it is", ...}, ...}
ann: POST /message/private/send
{"receiverId":{bob.id},"content":"so plain {uniq} it was","messageType":1,"clientMsgId":"w2"}
200 {"code":400, "message":"客户端消息ID重复", "data":null}

== another content is refused, in whatever part of it
ann: POST /message/private/send
{"receiverId":{bob.id},"content":"{\"url\":\"/a.png\",\"foo\":1}","messageType":2,"clientMsgId":"r1"}
200 {"code":200, "data":{"id":{a:int}, ...}, ...}
ann: POST /message/private/send
{"receiverId":{bob.id},"content":"{\"url\":\"/a.png\",\"foo\":2}","messageType":2,"clientMsgId":"r1"}
200 {"code":400, "message":"客户端消息ID重复", "data":null}
ann: POST /message/private/send
{"receiverId":{bob.id},"content":"{\"url\":\"/a.png\",\"foo\":1}","messageType":2,"clientMsgId":"r1"}
200 {"code":200, "data":{"id":{a}, "content":"{\"url\":\"/a.png\",\"foo\":1}", ...}, ...}
ann: POST /message/private/send
{"receiverId":{bob.id},"content":"/b.png","messageType":2,"clientMsgId":"r2"}
200 {"code":200, "data":{"content":"/b.png", ...}, ...}
ann: POST /message/private/send
{"receiverId":{bob.id},"content":"{\"url\":\"/b.png\"}","messageType":2,"clientMsgId":"r2"}
200 {"code":400, ...}

== the answer is what is stored: whom it names, and that it was taken back
ann: POST /message/group/send
{"groupId":{group.id},"content":"hi","messageType":1,"atUserIds":[{cat.id}],"clientMsgId":"g1"}
200 {"code":200, "data":{"id":{m:int}, "atUserIds":[{cat.id}], ...}, ...}
ann: POST /message/group/send
{"groupId":{group.id},"content":"hi","messageType":1,"clientMsgId":"g1"}
200 {"code":200, "data":{"id":{m}, "groupId":{group.id}, "senderId":{ann.id}, "senderNickName":"{ann.nick}", "atUserIds":[{cat.id}], "clientMsgId":"g1", "isRecalled":false, ...}, ...}
ann: DELETE /message/group/recall/{m}
200 {"code":200, ...}
ann: POST /message/group/send
{"groupId":{group.id},"content":"hi","messageType":1,"clientMsgId":"g1"}
200 {"code":200, "data":{"id":{m}, "content":"", "isRecalled":true, ...}, ...}

== who is in the group no more, or whose friend is gone
bob: POST /message/group/send
{"groupId":{group.id},"content":"was here","messageType":1,"clientMsgId":"l1"}
200 {"code":200, "data":{"id":{m:int}, ...}, ...}
do befriend bob cat
bob: POST /message/private/send
{"receiverId":{cat.id},"content":"bye","messageType":1,"clientMsgId":"l2"}
200 {"code":200, "data":{"id":{p:int}, ...}, ...}
ann: DELETE /group/members/remove
{"groupId":{group.id},"memberIds":[{bob.id}]}
200 {"code":200, ...}
do connect bob
bob > {"type":"GROUP_MESSAGE","data":{"groupId":{group.id},"content":"was here","messageType":1,"clientMsgId":"l1"}}
bob < {"type":"GROUP_MESSAGE", "code":200, "message":"success", "data":{"id":{m}, "content":"was here", "senderNickName":"{bob.nick}", "clientMsgId":"l1", "ack":true, ...}}
bob: POST /message/group/send
{"groupId":{group.id},"content":"was here","messageType":1,"clientMsgId":"l1"}
200 {"code":200, "data":{"id":{m}, ...}, ...}
bob: POST /message/group/send
{"groupId":{group.id},"content":"was not here","messageType":1,"clientMsgId":"l1"}
200 {"code":3002, ...}
bob: POST /message/group/send
{"groupId":{group.id},"content":"was here","messageType":1,"clientMsgId":"l3"}
200 {"code":3002, ...}
cat: DELETE /unregister
200 {"code":200, ...}
bob: POST /message/private/send
{"receiverId":{cat.id},"content":"bye","messageType":1,"clientMsgId":"l2"}
200 {"code":200, "data":{"id":{p}, "content":"bye", "receiverId":{cat.id}, ...}, ...}
bob: POST /message/private/send
{"receiverId":{cat.id},"content":"bye","messageType":1,"clientMsgId":"l4"}
200 {"code":1001, ...}
