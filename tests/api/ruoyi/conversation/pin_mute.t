# ruoyi 4.5 pin; N3.4 pinned; 4.6 mute; N3.5 muted; mapping 9.2 conversation updated
use direct chat
== pinned comes first, and the own other sessions hear it
use group of three
ann: POST /api/im/message/send
{"conversationId": {group.id}, "type": "TEXT", "content": "newest"}
200 {"code":200, ...}
ann: WS /ws/im?token={ann.token}
ann < {"type":"connected", ...}
bob: WS /ws/im?token={bob.token}
bob < {"type":"connected", ...}
ann: PUT /api/im/conversation/{dm}/pin?pinned=true
200 {"code":200, "msg":"置顶成功", "data":null}
ann < {"type":"conversation", "action":"updated", "payload":{"id":{dm}, "conversationId":{dm}, "pinned":true, "isPinned":true, "muted":false, "isMuted":false, "cleared":false, ...}, "timestamp":{_:ms}}
bob <! 200ms {"type":"conversation", ...}
ann: GET /api/im/conversation/list
200 {"data":[{"id":{dm}, "pinned":true, "isPinned":true, ...}, {"id":{group.id}, "pinned":false, ...}], ...}
ann: PUT /api/im/conversation/{dm}/pin
{"pinned":false}
200 {"code":200, "msg":"取消置顶成功", "data":null}
ann < {"type":"conversation", "action":"updated", "payload":{"id":{dm}, "pinned":false, ...}, ...}
ann: GET /api/im/conversation/list
200 {"data":[{"id":{group.id}, ...}, {"id":{dm}, "pinned":false, ...}], ...}
== without a value it toggles, with the same value nothing is told
ann: WS /ws/im?token={ann.token}
ann < {"type":"connected", ...}
ann: PUT /api/im/conversation/{dm}/pin
200 {"code":200, "msg":"置顶成功", "data":null}
ann < {"type":"conversation", "action":"updated", "payload":{"pinned":true, ...}, ...}
ann: PUT /api/im/conversation/{dm}/pin?isPinned=1
200 {"code":200, "msg":"置顶成功", "data":null}
ann <! 200ms {"type":"conversation", ...}
ann: PUT /api/im/conversation/{dm}/pin
200 {"code":200, "msg":"取消置顶成功", "data":null}
ann < {"type":"conversation", "action":"updated", "payload":{"pinned":false, ...}, ...}
== the other spellings of pin
ann: PUT /api/im/conversation/{dm}/pinned?pinned=true
200 {"code":200, "msg":"置顶成功", "data":null}
ann: PUT /api/im/conversation/{dm}/pinned?pinned=false
200 {"code":200, "msg":"取消置顶成功", "data":null}
ann: PUT /api/im/session/{dm}/pin?pinned=true
200 {"code":200, "msg":"置顶成功", "data":null}
ann: PUT /api/im/conversationMember/{dm}/togglePin?pinned=false
200 {"code":200, "msg":"取消置顶成功", "data":null}
== pinned needs its value
ann: PUT /api/im/conversation/{dm}/pinned
400 {"code":400, "msg":"参数校验失败", "data":{"pinned":"置顶状态不能为空"}}
ann: PUT /api/im/conversation/{dm}/pinned?pinned=maybe
400 {"code":400, "msg":"参数校验失败", "data":{"pinned":{_:str}}}
ann: PUT /api/im/conversation/{dm}/pin?pinned=maybe
400 {"code":400, "msg":"参数校验失败", "data":{"pinned":{_:str}}}
ann: GET /api/im/conversation/{dm}
200 {"data":{"pinned":false, ...}, ...}
== a muted conversation still counts as unread
bob: PUT /api/im/conversation/{dm}/mute?muted=true
200 {"code":200, "msg":"设置成功", "data":null}
ann: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "1"}
200 {"code":200, ...}
bob: GET /api/im/conversation/unreadCount
200 {"data":1, ...}
bob: GET /api/im/conversation/{dm}
200 {"data":{"muted":true, "isMuted":true, "unreadCount":1, ...}, ...}
== mute toggles, and the own other sessions hear it
bob: WS /ws/im?token={bob.token}
bob < {"type":"connected", ...}
bob: PUT /api/im/conversation/{dm}/mute
200 {"code":200, "msg":"设置成功", "data":null}
bob < {"type":"conversation", "action":"updated", "payload":{"id":{dm}, "muted":true, "isMuted":true, ...}, ...}
bob: PUT /api/im/conversation/{dm}/mute
{"isMuted":0}
200 {"code":200, "msg":"设置成功", "data":null}
bob < {"type":"conversation", "action":"updated", "payload":{"muted":false, ...}, ...}
== the other spellings of mute
bob: PUT /api/im/conversation/{dm}/muted?muted=true
200 {"code":200, "msg":"设置成功", "data":null}
bob: PUT /api/im/session/{dm}/mute
200 {"code":200, "msg":"设置成功", "data":null}
bob: GET /api/im/conversation/{dm}
200 {"data":{"muted":false, ...}, ...}
bob: PUT /api/im/conversationMember/{dm}/toggleMute?muted=true
200 {"code":200, "msg":"设置成功", "data":null}
bob: GET /api/im/conversation/{dm}
200 {"data":{"muted":true, ...}, ...}
== muted needs its value
ann: PUT /api/im/conversation/{dm}/muted
400 {"code":400, "msg":"参数校验失败", "data":{"muted":"免打扰状态不能为空"}}
ann: PUT /api/im/conversation/{dm}/mute?muted=maybe
400 {"code":400, "msg":"参数校验失败", "data":{"muted":{_:str}}}
== an unknown conversation
ann: PUT /api/im/conversation/999999999/pin
400 {"code":10001, "msg":"会话不存在", "data":null}
ann: PUT /api/im/conversation/999999999/mute
400 {"code":10001, "msg":"会话不存在", "data":null}
ann: PUT /api/im/conversation/999999999/pinned?pinned=true
400 {"code":10001, "msg":"会话不存在", "data":null}
ann: PUT /api/im/conversation/999999999/muted?muted=true
400 {"code":10001, "msg":"会话不存在", "data":null}
== somebody else's conversation
use stranger
sam: PUT /api/im/conversation/{dm}/pin
400 {"code":10001, "msg":"会话不存在", "data":null}
sam: PUT /api/im/conversation/{dm}/mute
400 {"code":10001, "msg":"会话不存在", "data":null}
== a group that one has left
use group of three
bob: POST /api/im/group/{group.id}/quit
200 {"code":200, ...}
bob: PUT /api/im/conversation/{group.id}/pin
400 {"code":10002, "msg":"用户不在会话中", "data":null}
bob: PUT /api/im/conversation/{group.id}/mute
400 {"code":10002, "msg":"用户不在会话中", "data":null}
