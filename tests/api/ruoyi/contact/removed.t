# ruoyi 5.3 delete a contact; 22.4 contact deleted; mapping 7.3 friends_ended, 9.1 contact.removed
use two friends
== both lose it, both hear it, and the conversation says so
ann: WS /ws/im?token={ann.token}
ann < {"type":"connected", ...}
bob: WS /ws/im?token={bob.token}
bob < {"type":"connected", ...}
ann: DELETE /api/im/contact/{bob.id}
200 {"code":200, "msg":"删除成功", "data":null}
ann < {"type":"contact", "action":"deleted", "payload":{"fromUserId":{ann.id}, "toUserId":{bob.id}, ...}, ...}
bob < {"type":"contact", "action":"deleted", "payload":{"fromUserId":{ann.id}, "toUserId":{bob.id}, ...}, ...}
bob < {"type":"new_message", "payload":{"conversationId":{dm}, "messageType":"SYSTEM", "content":"你们的好友关系已解除", ...}, ...}
ann < {"type":"new_message", "payload":{"conversationId":{dm}, "messageType":"SYSTEM", "content":"你们的好友关系已解除", ...}, ...}
bob: GET /api/im/contact/list
200 {"data":[], ...}
bob: GET /api/im/conversation/list
200 {"data":[{"id":{dm}, "unreadCount":0, ...}], ...}
bob: DELETE /api/im/contact/{ann.id}
400 {"code":4007, "msg":"好友关系不存在", "data":null}
== it is over after a crash as well
ann: DELETE /api/im/contact/{bob.id}
200 {"code":200, ...}
restart kill -9
bob: GET /api/im/contact/list
200 {"data":[], ...}
bob: GET /api/im/message/list/{dm}
200 {"data":[..., {"messageType":"SYSTEM", "content":"你们的好友关系已解除", ...}, ...], ...}
