# ruoyi 4.4 delete; 27.b clear; mapping 9.2 conversation deleted
use direct chat
== it is off the own list, nothing of it is unread, and the next message brings it back
ann: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "1"}
200 {"data":{a:int}, ...}
bob: WS /ws/im?token={bob.token}
bob < {"type":"connected", ...}
ann: WS /ws/im?token={ann.token}
ann < {"type":"connected", ...}
bob: DELETE /api/im/conversation/{dm}
200 {"code":200, "msg":"删除成功", "data":null}
bob < {"type":"conversation", "action":"deleted", "payload":{"id":{dm}, "conversationId":{dm}}, "timestamp":{_:ms}}
ann <! 200ms {"type":"conversation", ...}
ann <! 0ms {"type":"read_receipt", ...}
bob: GET /api/im/conversation/list
200 {"data":[], ...}
bob: GET /api/im/conversation/unreadCount
200 {"data":0, ...}
ann: GET /api/im/conversation/list
200 {"data":[{"id":{dm}, ...}], ...}
ann: GET /api/im/message/list/{dm}
200 {"data":[{"id":{a}, "readStatus":{"readCount":0, ...}, ...}], ...}
ann: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "2"}
200 {"data":{b:int}, ...}
bob < {"type":"new_message", "payload":{"id":{b}, ...}, ...}
bob: GET /api/im/conversation/list
200 {"data":[{"id":{dm}, "unreadCount":1, "lastMessage":{"id":{b}, ...}, ...}], ...}
bob: GET /api/im/message/list/{dm}
200 {"data":[{"id":{a}, ...}, {"id":{b}, ...}], ...}
== opening it again lists it again
ann: DELETE /api/im/conversation/{dm}
200 {"code":200, "msg":"删除成功", "data":null}
ann: POST /api/im/conversation/create
{"type":"PRIVATE", "peerUserId":{bob.id}}
200 {"data":{dm}, ...}
ann: GET /api/im/conversation/list
200 {"data":[{"id":{dm}, ...}], ...}
== twice is once
ann: DELETE /api/im/session/{dm}
200 {"code":200, "msg":"删除成功", "data":null}
ann: DELETE /api/im/conversationMember/{dm}
200 {"code":200, "msg":"删除成功", "data":null}
== a hidden group is still one's group
use group of three
bob: DELETE /api/im/conversation/{group.id}
200 {"code":200, "msg":"删除成功", "data":null}
bob: GET /api/im/group/{group.id}
200 {"data":{"myRole":"MEMBER", "memberCount":3, ...}, ...}
bob: GET /api/im/conversation/{group.id}
200 {"data":{"id":{group.id}, "unreadCount":0, ...}, ...}
== clearing takes what was said from the caller only
ann: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "1"}
200 {"data":{a:int}, ...}
bob: WS /ws/im?token={bob.token}
bob < {"type":"connected", ...}
bob: DELETE /api/im/message/conversation/{dm}/clear
200 {"code":200, "msg":"聊天记录已清空", "data":null}
bob < {"type":"conversation", "action":"updated", "payload":{"id":{dm}, "cleared":true, ...}, ...}
bob: GET /api/im/message/list/{dm}
200 {"data":[], ...}
bob: GET /api/im/conversation/list
200 {"data":[{"id":{dm}, "unreadCount":0, "lastMessage":null, "lastMessageId":null, ...}], ...}
ann: GET /api/im/message/list/{dm}
200 {"data":[{"id":{a}, ...}], ...}
bob: POST /api/im/message/read/{a}
400 {"code":10003, "msg":"消息不存在", "data":null}
bob: DELETE /api/im/message/conversation/{dm}/clear
200 {"code":200, "msg":"聊天记录已清空", "data":null}
ann: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "2"}
200 {"data":{b:int}, ...}
bob: GET /api/im/message/list/{dm}
200 {"data":[{"id":{b}, ...}], ...}
bob: GET /api/im/conversation/unreadCount
200 {"data":1, ...}
== an unknown conversation
ann: DELETE /api/im/conversation/999999999
400 {"code":10001, "msg":"会话不存在", "data":null}
ann: DELETE /api/im/message/conversation/999999999/clear
400 {"code":10001, "msg":"会话不存在", "data":null}
== somebody else's conversation
use stranger
sam: DELETE /api/im/conversation/{dm}
400 {"code":10001, "msg":"会话不存在", "data":null}
sam: DELETE /api/im/message/conversation/{dm}/clear
400 {"code":10001, "msg":"会话不存在", "data":null}
== a group that one has left
use group of three
bob: POST /api/im/group/{group.id}/quit
200 {"code":200, ...}
bob: DELETE /api/im/conversation/{group.id}
400 {"code":10002, "msg":"用户不在会话中", "data":null}
bob: DELETE /api/im/message/conversation/{group.id}/clear
400 {"code":10002, "msg":"用户不在会话中", "data":null}
