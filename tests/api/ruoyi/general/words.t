# ruoyi 28 what clients need to say lines, notices and refusals in the language of their user
use two people
== a line of a group, in its list and in the list of conversations
bob: WS /ws/im?token={bob.token}
bob < {"type":"connected", ...}
ann: POST /api/im/group/create
{"name":"Tea {uniq}", "memberIds":[{bob.id}]}
200 {"code":200, ...}
bob < {"type":"new_message", "payload":{"conversationId":{c:int}, "messageType":"SYSTEM", "content":"'{ann.nick}'创建了群聊", "notice":{"kind":"group_created", "actor":"{ann.nick}", "targets":["{bob.nick}"], "text":""}, "callRecord":null, ...}, ...}
ann: GET /api/im/message/list/{c}
200 {"data":[{"content":"'{ann.nick}'创建了群聊", "notice":{"kind":"group_created", "actor":"{ann.nick}", ...}, ...}], ...}
bob: GET /api/im/conversation/{c}
200 {"data":{"lastMessage":{"notice":{"kind":"group_created", ...}, "callRecord":null, ...}, ...}, ...}
== a notice
ann: POST /api/im/contact/request/send
{"targetUserId":{bob.id}, "message":"it is me"}
200 {"code":200, ...}
bob: GET /api/im/notification/list?type=CONTACT
200 {"data":[{"title":"好友申请", "content":"{ann.nick}请求添加您为好友：it is me", "line":{"kind":"contact_asked", "actor":"{ann.nick}", "text":"it is me", ...}, ...}], ...}
== what became of a call
use direct chat
bob: WS /ws/im?token={bob.token}
bob < {"type":"connected", ...}
ann: POST /api/im/video-call/initiate
{"calleeId":{bob.id}, "callType":"VOICE", "conversationId":{dm}}
200 {"data":{k:int}, ...}
bob: POST /api/im/video-call/{k}/reject
200 {"code":200, ...}
ann: GET /api/im/message/list/{dm}
200 {"data":[{"type":"SYSTEM", "content":"[语音通话] 已拒绝", "callRecord":{"callType":"VOICE", "result":"REJECTED", "duration":0}, "notice":null, ...}], ...}
== refusals have a name, which tells no more than their text
ann: POST /api/im/contact/request/send
{"targetUserId":{ann.id}}
400 {"code":4017, "msg":"不能添加自己为好友", "data":null}
header x-refusal SelfTarget.contact
ann: POST /api/im/contact/request/send
{"targetUserId":{bob.id}, "groupName":"a group name of thirty letters"}
400 {"code":400, "msg":"参数校验失败", "data":{"groupName":"分组名称长度不能超过20个字符"}}
header x-refusal BadArgument.chars
bob: GET /api/im/group/99999999
400 {"code":4006, "msg":"群组不存在", "data":null}
header x-refusal GroupNotFound
