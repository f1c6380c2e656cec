# ruoyi 5.2, 5.7 notifications of contact requests; 18 CONTACT; 22.4 notification
use two people
== of a request its receiver, of an answer both
bob: WS /ws/im?token={bob.token}
bob < {"type":"connected", ...}
ann: WS /ws/im?token={ann.token}
ann < {"type":"connected", ...}
ann: POST /api/im/contact/request/send
{"targetUserId":{bob.id}, "message":"it is me"}
200 {"data":{r:int}, ...}
bob < {"type":"notification", "payload":{"type":"CONTACT", "title":"好友申请", "content":"{ann.nick}请求添加您为好友：it is me", "relatedType":"CONTACT_REQUEST", "relatedId":{r}, ...}, ...}
ann <! 200ms {"type":"notification", ...}
bob: POST /api/im/contact/request/{r}/handle
{"approved":true}
200 {"code":200, ...}
ann < {"type":"notification", "payload":{"type":"CONTACT", "title":"好友申请已通过", "content":"{bob.nick}通过了您的好友申请", "relatedId":{r}, ...}, ...}
bob < {"type":"notification", "payload":{"type":"CONTACT", "title":"已添加好友", "content":"您已与{ann.nick}成为好友", "relatedId":{r}, ...}, ...}
bob: GET /api/im/notification/list?type=CONTACT
200 {"data":[{"senderId":{bob.id}, ...}, {"senderId":{ann.id}, ...}], ...}
ann: GET /api/im/notification/unread/count
200 {"data":1, ...}
== of a refusal the one who asked
ann: WS /ws/im?token={ann.token}
ann < {"type":"connected", ...}
ann: POST /api/im/contact/request/send
{"targetUserId":{bob.id}}
200 {"data":{r:int}, ...}
bob: POST /api/im/contact/request/{r}/handle
{"approved":false}
200 {"code":200, ...}
ann < {"type":"notification", "payload":{"type":"CONTACT", "title":"好友申请被拒绝", "content":"{bob.nick}拒绝了您的好友申请", "relatedId":{r}, ...}, ...}
bob: GET /api/im/notification/unread/count
200 {"data":1, ...}
