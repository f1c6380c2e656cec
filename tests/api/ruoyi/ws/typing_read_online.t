# ruoyi 22.2, 22.3 typing, read, online
use two friends
== typing reaches the other side only, flat
ann: WS /ws/im?token={ann.token}
ann < {"type":"connected", ...}
bob: WS /ws/im?token={bob.token}
bob < {"type":"connected", ...}
ann > {"type":"typing", "payload":{"conversationId":{dm}, "isTyping":true}}
bob < {"type":"typing", "conversationId":{dm}, "userId":{ann.id}, "isTyping":true, "userName":"{ann.nick}", "timestamp":{_:ms}, ...}
ann > {"type":"typing", "payload":{"conversationId":{dm}, "isTyping":false}}
bob < {"type":"typing", "userId":{ann.id}, "isTyping":false, ...}
ann <! 200ms {"type":"typing", ...}
== typing in somebody else's conversation reaches nobody
use stranger
bob: WS /ws/im?token={bob.token}
bob < {"type":"connected", ...}
sam: WS /ws/im?token={sam.token}
sam < {"type":"connected", ...}
sam > {"type":"typing", "payload":{"conversationId":{dm}, "isTyping":true}}
bob <! 300ms {"type":"typing", ...}
== reading by frame
ann: WS /ws/im?token={ann.token}
ann < {"type":"connected", ...}
ann > {"type":"message", "payload":{"conversationId":{dm}, "content":"1", "clientMsgId":"a"}}
ann < {"type":"message_ack", "messageId":{a:int}, ...}
bob: WS /ws/im?token={bob.token}
bob < {"type":"connected", ...}
bob > {"type":"read", "payload":{"conversationId":{dm}, "messageIds":[{a}]}}
ann < {"type":"read_receipt", "payload":{"conversationId":{dm}, "userId":{bob.id}, "messageIds":{_:arr}, "lastReadMessageId":{a}}, ...}
bob: GET /api/im/message/unread/count
200 {"data":0, ...}
== friends hear who comes and goes
ann: WS /ws/im?token={ann.token}
ann < {"type":"connected", ...}
bob: WS /ws/im?token={bob.token}
bob < {"type":"connected", ...}
ann < {"type":"online", "userId":{bob.id}, "data":true, "timestamp":{_:ms}}
bob close
ann < {"type":"online", "userId":{bob.id}, "data":false, "timestamp":{_:ms}}
ann < {"type":"offline", "userId":{bob.id}, ...}
== the second socket of a user is no news, and the first that goes neither
ann: WS /ws/im?token={ann.token}
ann < {"type":"connected", ...}
bob: WS /ws/im?token={bob.token}
bob < {"type":"connected", ...}
ann < {"type":"online", "userId":{bob.id}, "data":true, ...}
bob/two: WS /ws/im?token={bob.token}
bob/two < {"type":"connected", ...}
bob close
ann <! 1500ms {"type":"online", "userId":{bob.id}, ...}
== strangers hear nothing
use stranger
sam: WS /ws/im?token={sam.token}
sam < {"type":"connected", ...}
bob: WS /ws/im?token={bob.token}
bob < {"type":"connected", ...}
sam <! 1500ms {"type":"online", "userId":{bob.id}, ...}
== a socket that breaks makes offline too
ann: WS /ws/im?token={ann.token}
ann < {"type":"connected", ...}
bob: WS /ws/im?token={bob.token}
bob < {"type":"connected", ...}
ann < {"type":"online", "userId":{bob.id}, "data":true, ...}
bob drop
ann < {"type":"online", "userId":{bob.id}, "data":false, ...}
