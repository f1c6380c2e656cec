# ruoyi 27 MessageRead; 27.b read/detail
use group of three
== who has read it and when, for the sender
ann: POST /api/im/message/send
{"conversationId": {group.id}, "type": "TEXT", "content": "read this"}
200 {"data": {a:int}, ...}
bob: POST /api/im/message/read/{a}
200 {"code":200, "msg":"已标记为已读", "data":null}
ann: GET /api/im/message/read/detail/{a}
200 {"code":200, "msg":"操作成功", "data":{"messageId":{a}, "conversationId":{group.id}, "messagePreview":"read this", "sendTime":{_:time}, "totalCount":2, "readCount":1, "unreadCount":1, "readUsers":[{"userId":{bob.id}, "userName":"{bob.nick}", "avatar":"/avatar/default.png", "readTime":{_:time}, "nickname":"{bob.nick}"}], "unreadUsers":[{"userId":{cat.id}, "userName":"{cat.nick}", "avatar":"/avatar/default.png", "nickname":"{cat.nick}"}]}}
ann: GET /api/im/message/read/status/{a}
200 {"code":200, "data":{"messageId":{a}, "conversationId":{group.id}, "isRead":true, "readCount":1, "totalCount":2, "unreadCount":1, "readPercent":50, "allRead":false}, ...}
bob: GET /api/im/message/read/status/{a}
200 {"data":{"messageId":{a}, "conversationId":{group.id}, "isRead":true, "readCount":null, "totalCount":null, "unreadCount":null, "readPercent":null, "allRead":null}, ...}
cat: GET /api/im/message/read/status/{group.id}/{a}
200 {"data":{"messageId":{a}, "isRead":false, ...}, ...}
== 10004 for anybody else
ann: POST /api/im/message/send
{"conversationId": {group.id}, "type": "TEXT", "content": "x"}
200 {"data": {a:int}, ...}
bob: GET /api/im/message/read/detail/{a}
400 {"code":10004, "msg":"无权操作该消息", "data":null}
== 10003 what is not there, or elsewhere
use stranger, direct chat
ann: POST /api/im/message/send
{"conversationId": {group.id}, "type": "TEXT", "content": "x"}
200 {"data": {a:int}, ...}
ann: GET /api/im/message/read/detail/999999999
400 {"code":10003, "msg":"消息不存在", "data":null}
sam: GET /api/im/message/read/detail/{a}
400 {"code":10003, "msg":"消息不存在", "data":null}
ann: GET /api/im/message/read/status/{dm}/{a}
400 {"code":10003, "msg":"消息不存在", "data":null}
== a recalled one shows no text
ann: POST /api/im/message/send
{"conversationId": {group.id}, "type": "TEXT", "content": "secret"}
200 {"data": {a:int}, ...}
ann: DELETE /api/im/message/{a}/recall
200 {"code":200, ...}
ann: GET /api/im/message/read/detail/{a}
200 {"data":{"messagePreview":"[消息已撤回]", ...}, ...}
== in one call, by conversation or wherever they lie
use direct chat
ann: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "1"}
200 {"data": {a:int}, ...}
ann: POST /api/im/message/send
{"conversationId": {group.id}, "type": "TEXT", "content": "2"}
200 {"data": {b:int}, ...}
ann: POST /api/im/message/send
{"conversationId": {group.id}, "type": "TEXT", "content": "3"}
200 {"data": {c:int}, ...}
bob: GET /api/im/message/unread/count/{group.id}
200 {"code":200, "data":2, ...}
bob: POST /api/im/message/read/batch
{"conversationId": {group.id}, "messageIds": [{b}]}
200 {"code":200, "msg":"已标记为已读", "data":null}
bob: GET /api/im/message/read/conversation/{group.id}
200 {"code":200, "data":{"conversationId":{group.id}, "lastReadMessageId":{b}, "unreadCount":1}, ...}
bob: POST /api/im/message/read/batch
{"messageIds": [{a}, {c}]}
200 {"code":200, "msg":"已标记为已读", "data":null}
bob: GET /api/im/message/unread/count
200 {"data":0, ...}
bob: POST /api/im/message/read/batch
{"messageIds": [999999999]}
400 {"code":10003, "msg":"消息不存在", "data":null}
bob: POST /api/im/message/read/batch
{"messageIds": []}
400 {"code":400, "msg":"参数校验失败", "data":{"messageIds":"消息ID不能为空"}}
== a conversation up to a message
ann: POST /api/im/message/send
{"conversationId": {group.id}, "type": "TEXT", "content": "1"}
200 {"data": {a:int}, ...}
ann: POST /api/im/message/send
{"conversationId": {group.id}, "type": "TEXT", "content": "2"}
200 {"code":200, ...}
bob: POST /api/im/message/read/conversation/{group.id}?upToMessageId={a}
200 {"code":200, "msg":"已标记为已读", "data":null}
bob: GET /api/im/message/unread/count/{group.id}
200 {"data":1, ...}
bob: POST /api/im/message/read/conversation/{group.id}
200 {"code":200, ...}
bob: GET /api/im/message/unread/count/{group.id}
200 {"data":0, ...}
== unread again, which others do not see
ann: POST /api/im/message/send
{"conversationId": {group.id}, "type": "TEXT", "content": "1"}
200 {"data": {a:int}, ...}
bob: POST /api/im/message/send
{"conversationId": {group.id}, "type": "TEXT", "content": "2"}
200 {"code":200, ...}
ann: POST /api/im/message/send
{"conversationId": {group.id}, "type": "TEXT", "content": "3"}
200 {"code":200, ...}
bob: POST /api/im/message/read/conversation/{group.id}
200 {"code":200, ...}
bob/tab: WS /ws/im?token={bob.token}
bob/tab < {"type":"connected", ...}
ann: WS /ws/im?token={ann.token}
ann < {"type":"connected", ...}
bob: DELETE /api/im/message/read/{a}
200 {"code":200, "msg":"操作成功", "data":null}
bob/tab < {"type":"conversation", "action":"updated", "payload":{"id":{group.id}, "conversationId":{group.id}, "cursorMoved":true}, "timestamp":{_:ms}}
ann <! 300ms {"type":"conversation", "action":"updated", ...}
bob: GET /api/im/message/unread/count/{group.id}
200 {"data":2, ...}
ann: GET /api/im/message/read/status/{a}
200 {"data":{"readCount":1, ...}, ...}
== typing over HTTP
use direct chat
bob: WS /ws/im?token={bob.token}
bob < {"type":"connected", ...}
ann: POST /api/im/message/typing/{dm}?typing=true
200 {"code":200, ...}
bob < {"type":"typing", "conversationId":{dm}, "userId":{ann.id}, "isTyping":true, ...}
ann: POST /api/im/message/typing/{dm}?typing=false
200 {"code":200, ...}
bob < {"type":"typing", "isTyping":false, ...}
== 10001 a conversation that is not there
ann: GET /api/im/message/read/conversation/999999999
400 {"code":10001, "msg":"会话不存在", "data":null}
ann: POST /api/im/message/read/conversation/999999999
400 {"code":10001, "msg":"会话不存在", "data":null}
ann: GET /api/im/message/unread/count/999999999
400 {"code":10001, "msg":"会话不存在", "data":null}
