# ruoyi 22.6 forms S, D2, D1
use direct chat
== form S gets the frames of the contract and no others
ann: WS /ws/im?token={ann.token}
ann < {"type":"connected", ...}
ann > {"type":"auth", "payload":{"token":"{ann.token}"}}
ann < {"type":"auth_response", "success":true, ...}
bob: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "hi"}
200 {"data":{m:int}, ...}
ann < {"type":"new_message", "payload":{"id":{m}, ...}, ...}
ann <! 300ms {"type":"message", ...}
ann <! 0ms {"type":"text", ...}
== who sends no auth frame is of form S
ann: WS /ws/im?token={ann.token}
ann < {"type":"connected", ...}
bob: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "hi"}
200 {"data":{m:int}, ...}
ann < {"type":"new_message", "payload":{"id":{m}, ...}, ...}
ann <! 300ms {"type":"message", ...}
ann <! 0ms {"type":"text", ...}
== D2: the message in data, also to the own other sessions
ann: WS /ws/im?token={ann.token}
ann < {"type":"connected", ...}
ann > {"type":"auth", "data":{"token":"{ann.token}"}}
ann < {"type":"auth_response", "success":true, ...}
bob: WS /ws/im
bob < {"type":"auth_required", ...}
bob > {"type":"auth", "data":{"token":"{bob.token}"}}
bob < {"type":"auth_response", "success":true, ...}
bob < {"type":"connected", ...}
POST /api/im/auth/login
{"username":"{bob.name}", "password":"{bob.password}"}
200 {"data":{"token":{t:str}, ...}, ...}
POST /api/im/message/send
header Authorization Bearer {t}
{"conversationId": {dm}, "type": "TEXT", "content": "hi", "clientMsgId":"k"}
200 {"data":{m:int}, ...}
ann < {"type":"new_message", "payload":{"id":{m}, ...}, ...}
ann < {"type":"message", "data":{"id":{m}, "conversationId":{dm}, "senderId":{bob.id}, "senderName":"{bob.nick}", "senderAvatar":"/avatar/default.png", "type":"TEXT", "content":"hi", "timestamp":{_:ms}, "isSelf":false, ...}}
bob < {"type":"message", "data":{"id":{m}, "isSelf":true, ...}}
ann <! 200ms {"type":"text", ...}
== D1: the message flat, under its type
ann: WS /ws/im
ann < {"type":"auth_required", ...}
ann > {"type":"auth", "token":"{ann.token}", "userId":{ann.id}}
ann < {"type":"auth_response", "success":true, ...}
ann < {"type":"connected", ...}
POST /api/im/auth/login
{"username":"{ann.name}", "password":"{ann.password}"}
200 {"data":{"token":{t:str}, ...}, ...}
POST /api/im/message/send
header Authorization Bearer {t}
{"conversationId": {dm}, "type": "TEXT", "content": "mine"}
200 {"data":{a:int}, ...}
ann < {"type":"text", "id":{a}, "senderId":{ann.id}, ...}
bob: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "hi", "replyToMessageId":{a}}
200 {"data":{m:int}, ...}
ann < {"type":"text", "conversationId":{dm}, "sessionId":{dm}, "id":{m}, "messageId":{m}, "content":"hi", "senderId":{bob.id}, "senderName":"{bob.nick}", "senderAvatar":"/avatar/default.png", "timestamp":{_:ms}, "replyTo":{a}, "revoked":false, "clientMsgId":null}
bob: POST /api/im/message/send
{"conversationId": {dm}, "type": "IMAGE", "content": "/uploads/a.png"}
200 {"code":200, ...}
ann < {"type":"image", "content":"/uploads/a.png", ...}
bob: POST /api/im/message/send
{"conversationId": {dm}, "type": "FILE", "content": "/uploads/a.pdf"}
200 {"code":200, ...}
ann < {"type":"file", ...}
bob: POST /api/im/message/send
{"conversationId": {dm}, "type": "VOICE", "content": "/uploads/a.amr"}
200 {"code":200, ...}
ann < {"type":"voice", ...}
bob: POST /api/im/message/send
{"conversationId": {dm}, "type": "VIDEO", "content": "/uploads/a.mp4"}
200 {"code":200, ...}
ann < {"type":"video", ...}
ann <! 200ms {"type":"message", ...}
== D2 and D1: reading
ann/new: WS /ws/im?token={ann.token}
ann/new < {"type":"connected", ...}
ann/new > {"type":"auth", "data":{"token":"{ann.token}"}}
ann/new < {"type":"auth_response", ...}
ann/old: WS /ws/im?token={ann.token}
ann/old < {"type":"connected", ...}
ann/old > {"type":"auth", "token":"{ann.token}"}
ann/old < {"type":"auth_response", ...}
ann: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "x"}
200 {"data":{m:int}, ...}
bob: PUT /api/im/conversation/{dm}/markAsRead
200 {"code":200, ...}
ann/new < {"type":"read_receipt", "payload":{"conversationId":{dm}, "userId":{bob.id}, ...}, ...}
ann/new < {"type":"read", "data":{"conversationId":{dm}, "userId":{bob.id}, "messageId":{m}, "messageIds":[{m}], "lastReadMessageId":{m}}, "timestamp":{_:ms}}
ann/old < {"type":"read_receipt", "conversationId":{dm}, "userId":{bob.id}, ...}
ann/old < {"type":"read", "conversationId":{dm}, "userId":{bob.id}, "userName":"{bob.nick}", "messageId":{m}, "lastReadMessageId":{m}, "timestamp":{_:ms}}
== D2 and D1: typing is one frame with what each form wants
ann/new: WS /ws/im?token={ann.token}
ann/new < {"type":"connected", ...}
ann/new > {"type":"auth", "data":{"token":"{ann.token}"}}
ann/new < {"type":"auth_response", ...}
ann/old: WS /ws/im?token={ann.token}
ann/old < {"type":"connected", ...}
ann/old > {"type":"auth", "token":"{ann.token}"}
ann/old < {"type":"auth_response", ...}
bob: WS /ws/im?token={bob.token}
bob < {"type":"connected", ...}
bob > {"type":"typing", "payload":{"conversationId":{dm}}}
ann/new < {"type":"typing", "conversationId":{dm}, "userId":{bob.id}, "isTyping":true, "userName":"{bob.nick}", "data":{"conversationId":{dm}, "userId":{bob.id}, "isTyping":true}, "timestamp":{_:ms}}
ann/old < {"type":"typing", "conversationId":{dm}, "userId":{bob.id}, "isTyping":true, "userName":"{bob.nick}", "timestamp":{_:ms}}
ann/new <! 200ms {"type":"typing", ...}
ann/old <! 0ms {"type":"typing", ...}
== D2 and D1: taking back; D2 knows no frame of it beside the contract's
ann/new: WS /ws/im?token={ann.token}
ann/new < {"type":"connected", ...}
ann/new > {"type":"auth", "data":{"token":"{ann.token}"}}
ann/new < {"type":"auth_response", ...}
ann/old: WS /ws/im?token={ann.token}
ann/old < {"type":"connected", ...}
ann/old > {"type":"auth", "token":"{ann.token}"}
ann/old < {"type":"auth_response", ...}
bob: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "helo"}
200 {"data":{m:int}, ...}
bob: DELETE /api/im/message/{m}/recall
200 {"code":200, ...}
ann/new < {"type":"message_recalled", "payload":{"messageId":{m}, "conversationId":{dm}, ...}}
ann/old < {"type":"message_recalled", "payload":{"messageId":{m}, "conversationId":{dm}, ...}}
ann/old < {"type":"recall", "conversationId":{dm}, "messageId":{m}, "userId":{bob.id}, "userName":"{bob.nick}", "timestamp":{_:ms}}
ann/new <! 200ms {"type":"recall", ...}
== D2 and D1: changing; D2 knows no frame of it beside the contract's
ann/new: WS /ws/im?token={ann.token}
ann/new < {"type":"connected", ...}
ann/new > {"type":"auth", "data":{"token":"{ann.token}"}}
ann/new < {"type":"auth_response", ...}
ann/old: WS /ws/im?token={ann.token}
ann/old < {"type":"connected", ...}
ann/old > {"type":"auth", "token":"{ann.token}"}
ann/old < {"type":"auth_response", ...}
bob: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "helo"}
200 {"data":{m:int}, ...}
bob: PUT /api/im/message/{m}/edit
{"newContent": "hello"}
200 {"code":200, ...}
ann/new < {"type":"message_edited", "payload":{"messageId":{m}, "content":"hello", ...}, ...}
ann/old < {"type":"message_edited", "payload":{"messageId":{m}, "content":"hello", ...}, ...}
ann/old < {"type":"message_update", "messageId":{m}, "conversationId":{dm}, "content":"hello", "isEdited":true, "editTime":{_:time}, "timestamp":{_:ms}}
ann/new <! 200ms {"type":"message_update", ...}
== D2 and D1: a reaction is flat in the contract already, and comes once
ann/new: WS /ws/im?token={ann.token}
ann/new < {"type":"connected", ...}
ann/new > {"type":"auth", "data":{"token":"{ann.token}"}}
ann/new < {"type":"auth_response", ...}
ann/old: WS /ws/im?token={ann.token}
ann/old < {"type":"connected", ...}
ann/old > {"type":"auth", "token":"{ann.token}"}
ann/old < {"type":"auth_response", ...}
bob: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "helo"}
200 {"data":{m:int}, ...}
bob: POST /api/im/message/{m}/reaction
{"emoji": "👍"}
200 {"code":200, ...}
ann/new < {"type":"reaction", "action":"add", "conversationId":{dm}, "messageId":{m}, "userId":{bob.id}, "emoji":"👍", "timestamp":{_:ms}, ...}
ann/old < {"type":"reaction", "action":"add", "conversationId":{dm}, "messageId":{m}, "userId":{bob.id}, "emoji":"👍", "timestamp":{_:ms}, ...}
ann/new <! 200ms {"type":"reaction", ...}
ann/old <! 0ms {"type":"reaction", ...}
== D2 and D1: a notification; D2 knows no frame of it beside the contract's
use two people
ann/new: WS /ws/im?token={ann.token}
ann/new < {"type":"connected", ...}
ann/new > {"type":"auth", "data":{"token":"{ann.token}"}}
ann/new < {"type":"auth_response", ...}
ann/old: WS /ws/im?token={ann.token}
ann/old < {"type":"connected", ...}
ann/old > {"type":"auth", "token":"{ann.token}"}
ann/old < {"type":"auth_response", ...}
bob: POST /api/im/contact/request/send
{"targetUserId": {ann.id}, "message": "it is me"}
200 {"data":{r:int}, ...}
ann/new < {"type":"notification", "payload":{"id":{n:int}, "title":"好友申请", ...}, ...}
ann/old < {"type":"notification", "payload":{"id":{n}, ...}, ...}
ann/old < {"type":"system_notification", "id":{n}, "notificationType":"CONTACT", "title":"好友申请", "content":"{bob.nick}请求添加您为好友：it is me", "relatedType":"CONTACT_REQUEST", "relatedId":{r}, "createTime":{_:time}, "timestamp":{_:ms}}
ann/new <! 200ms {"type":"system_notification", ...}
== D2 and D1: coming and going
ann/new: WS /ws/im?token={ann.token}
ann/new < {"type":"connected", ...}
ann/new > {"type":"auth", "data":{"token":"{ann.token}"}}
ann/new < {"type":"auth_response", ...}
ann/old: WS /ws/im?token={ann.token}
ann/old < {"type":"connected", ...}
ann/old > {"type":"auth", "token":"{ann.token}"}
ann/old < {"type":"auth_response", ...}
bob: WS /ws/im?token={bob.token}
bob < {"type":"connected", ...}
ann/new < {"type":"online", "userId":{bob.id}, "data":true, ...}
ann/new < {"type":"online", "data":{"userId":{bob.id}, "online":true, "timestamp":{_:ms}}}
ann/old < {"type":"online", "userId":{bob.id}, "data":true, "userInfo":{"id":{bob.id}, "userId":{bob.id}}, "timestamp":{_:ms}}
bob close
ann/new < {"type":"online", "userId":{bob.id}, "data":false, ...}
ann/new < {"type":"offline", "userId":{bob.id}, "data":true, ...}
ann/new < {"type":"offline", "data":{"userId":{bob.id}, "online":false, "timestamp":{_:ms}}}
ann/old < {"type":"online", "userId":{bob.id}, "data":false, ...}
ann/old < {"type":"offline", "userId":{bob.id}, "userInfo":{"userId":{bob.id}, ...}, ...}
== D2 and D1: what was said while one was away
bob: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "away"}
200 {"data":{m:int}, ...}
ann/new: WS /ws/im
ann/new < {"type":"auth_required", ...}
ann/new > {"type":"auth", "data":{"token":"{ann.token}"}}
ann/new < {"type":"connected", ...}
ann/new < {"type":"offline_message", "messageId":{m}, "content":"away", "isOffline":true, ...}
ann/new < {"type":"message", "data":{"id":{m}, "content":"away", ...}}
== D2: the same for who signed in by the address before the form was known
bob: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "away"}
200 {"data":{m:int}, ...}
ann/new: WS /ws/im?token={ann.token}
ann/new < {"type":"connected", ...}
ann/new < {"type":"offline_message", "messageId":{m}, "content":"away", "isOffline":true, ...}
bob: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "early"}
200 {"data":{e:int}, ...}
ann/new < {"type":"new_message", "payload":{"id":{e}, ...}, ...}
ann/new > {"type":"auth", "data":{"token":"{ann.token}"}}
ann/new < {"type":"auth_response", "success":true, ...}
ann/new < {"type":"message", "data":{"id":{m}, "content":"away", ...}}
ann/new < {"type":"message", "data":{"id":{e}, "content":"early", ...}}
bob: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "late"}
200 {"data":{l:int}, ...}
ann/new < {"type":"message", "data":{"id":{l}, ...}}
ann/new > {"type":"auth", "data":{"token":"{ann.token}"}}
ann/new < {"type":"auth_response", "success":true, ...}
ann/new <! 300ms {"type":"message", ...}
ann/new <! 0ms {"type":"offline_message", ...}
== D1: what was said while one was away
bob: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "away"}
200 {"data":{m:int}, ...}
ann/old: WS /ws/im
ann/old < {"type":"auth_required", ...}
ann/old > {"type":"auth", "token":"{ann.token}"}
ann/old < {"type":"connected", ...}
ann/old < {"type":"offline_message", "messageId":{m}, ...}
ann/old < {"type":"text", "id":{m}, "content":"away", ...}
== D2 and D1: no frame for what the server says, which they cannot draw
use three people
bob/new: WS /ws/im?token={bob.token}
bob/new < {"type":"connected", ...}
bob/new > {"type":"auth", "data":{"token":"{bob.token}"}}
bob/new < {"type":"auth_response", ...}
bob/old: WS /ws/im?token={bob.token}
bob/old < {"type":"connected", ...}
bob/old > {"type":"auth", "token":"{bob.token}"}
bob/old < {"type":"auth_response", ...}
ann: POST /api/im/group/create
{"name":"Team {uniq}", "memberIds":[{bob.id}, {cat.id}]}
200 {"data":{g:int}, ...}
bob/new < {"type":"new_message", "payload":{"conversationId":{g}, "type":"SYSTEM", "content":"'{ann.nick}'创建了群聊", ...}, ...}
bob/old < {"type":"group", "action":"created", ...}
cat: POST /api/im/group/{g}/quit
200 {"code":200, ...}
bob/new < {"type":"new_message", "payload":{"conversationId":{g}, "type":"SYSTEM", "content":"'{cat.nick}'退出了群聊", ...}, ...}
bob/old < {"type":"group", "action":"member_removed", ...}
bob/new <! 200ms {"type":"message", ...}
bob/old <! 0ms {"type":"system", ...}
== an auth frame without a token does not change the form
ann: WS /ws/im?token={ann.token}
ann < {"type":"connected", ...}
ann > {"type":"auth", "data":{}}
ann < {"type":"auth_response", "success":true, ...}
bob: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "hi"}
200 {"code":200, ...}
ann < {"type":"new_message", ...}
ann <! 200ms {"type":"message", ...}
== the older forms hear nothing of what their own login sent: the answer shows it
ann/new: WS /ws/im?token={ann.token}
ann/new < {"type":"connected", ...}
ann/new > {"type":"auth", "data":{"token":"{ann.token}"}}
ann/new < {"type":"auth_response", "success":true, ...}
ann/old: WS /ws/im?token={ann.token}
ann/old < {"type":"connected", ...}
ann/old > {"type":"auth", "token":"{ann.token}"}
ann/old < {"type":"auth_response", "success":true, ...}
ann/plain: WS /ws/im?token={ann.token}
ann/plain < {"type":"connected", ...}
POST /api/im/auth/login
{"username":"{ann.name}", "password":"{ann.password}"}
200 {"data":{"token":{t:str}, ...}, ...}
ann/other: WS /ws/im?token={t}
ann/other < {"type":"connected", ...}
ann/other > {"type":"auth", "data":{"token":"{t}"}}
ann/other < {"type":"auth_response", "success":true, ...}
ann: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "sent"}
200 {"data":{m:int}, ...}
ann/other < {"type":"message", "data":{"id":{m}, "isSelf":true, ...}}
ann/plain < {"type":"new_message", "payload":{"id":{m}, "isSelf":true, ...}, ...}
ann: POST /api/im/message/reply
{"messageId":{m}, "content":"reply"}
200 {"data":{r:int}, ...}
ann/other < {"type":"message", "data":{"id":{r}, ...}}
ann: POST /api/im/message/forward
{"messageId":{m}, "toConversationId":{dm}}
200 {"data":{f:int}, ...}
ann/other < {"type":"message", "data":{"id":{f}, ...}}
ann/new <! 300ms {"type":"message", ...}
ann/new <! 0ms {"type":"new_message", ...}
ann/old <! 0ms {"type":"text", ...}
ann/old <! 0ms {"type":"new_message", ...}
