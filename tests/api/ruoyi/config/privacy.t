# ruoyi 26 PRIVACY, 2.4 online status; mapping 4.3 allowStrangerMessage
use two people
== a stranger may write until one says no; a friend always
ann: POST /api/im/message/send
{"receiverId":{bob.id}, "type":"TEXT", "content":"hi"}
200 {"code":200, ...}
bob: PUT /api/im/config/privacy
{"allowStrangerMessage":false}
200 {"code":200, ...}
ann: POST /api/im/message/send
{"receiverId":{bob.id}, "type":"TEXT", "content":"hi"}
403 {"code":403, "msg":"对方设置了不接收消息", "data":null}
bob: POST /api/im/message/send
{"receiverId":{ann.id}, "type":"TEXT", "content":"yes?"}
200 {"code":200, ...}
ann: POST /api/im/contact/request/send
{"targetUserId":{bob.id}}
200 {"data":{r:int}, ...}
bob: POST /api/im/contact/request/{r}/handle
{"approved":true}
200 {"code":200, ...}
ann: POST /api/im/message/send
{"receiverId":{bob.id}, "type":"TEXT", "content":"hi"}
200 {"code":200, ...}
== a user who hides that they are online is online to nobody but themselves
use two friends
bob: WS /ws/im?token={bob.token}
bob < {"type":"connected", ...}
ann: WS /ws/im?token={ann.token}
ann < {"type":"connected", ...}
bob < {"type":"online", "userId":{ann.id}, "data":true, ...}
bob: GET /api/im/contact/{ann.id}
200 {"data":{"online":true, ...}, ...}
ann: PUT /api/im/config/privacy
{"showOnlineStatus":false}
200 {"data":{"showOnlineStatus":false, ...}, ...}
bob < {"type":"online", "userId":{ann.id}, "data":false, ...}
bob: GET /api/im/contact/{ann.id}
200 {"data":{"online":false, ...}, ...}
bob: GET /api/im/contact/list
200 {"data":[{"friendId":{ann.id}, "online":false, ...}], ...}
bob: GET /api/im/conversation/list
200 {"data":[{"id":{dm}, "peerOnline":false, ...}], ...}
bob: GET /api/im/user/online/status?userIds={ann.id},{bob.id}
200 {"data":[..., {"userId":{ann.id}, "online":false, "status":"offline", ...}, ...], ...}
bob: GET /api/im/user/online/status?userId={ann.id}
200 {"data":{"online":false, ...}, ...}
ann: GET /api/im/user/online/status
200 {"data":{"userId":{ann.id}, "online":true, "status":"online", ...}, ...}
ann > {"type":"status", "payload":{"status":"busy"}}
bob <! 300ms {"type":"user_status_change", ...}
== such a user's coming and going is not told either, until they show it again
use two friends
ann: PUT /api/im/config/privacy
{"showOnlineStatus":false}
200 {"code":200, ...}
bob: WS /ws/im?token={bob.token}
bob < {"type":"connected", ...}
ann: WS /ws/im?token={ann.token}
ann < {"type":"connected", ...}
bob <! 500ms {"type":"online", "userId":{ann.id}, ...}
ann: PUT /api/im/config/privacy
{"showOnlineStatus":true}
200 {"code":200, ...}
bob < {"type":"online", "userId":{ann.id}, "data":true, ...}
ann: PUT /api/im/config/privacy
{"showOnlineStatus":false}
200 {"code":200, ...}
bob < {"type":"online", "userId":{ann.id}, "data":false, ...}
ann close
bob <! 500ms {"type":"online", "userId":{ann.id}, ...}
