# ruoyi 4.2 create
use two people
== a private conversation is made once, from either side
ann: POST /api/im/conversation/create
{"type":"PRIVATE", "peerUserId":{bob.id}}
200 {"code":200, "msg":"创建成功", "data":{c:int}, ...}
ann: POST /api/im/conversation/create
{"type":"PRIVATE", "peerUserId":{bob.id}}
200 {"code":200, "msg":"创建成功", "data":{c}, ...}
bob: POST /api/im/conversation/create
{"type":"private", "targetId":{ann.id}}
200 {"code":200, "msg":"创建成功", "data":{c}, ...}
bob: POST /api/im/conversation/create
{"type":"SINGLE", "targetId":{ann.id}}
200 {"code":200, "msg":"创建成功", "data":{c}, ...}
== a group conversation makes a group with the caller as owner
bob: WS /ws/im?token={bob.token}
bob < {"type":"connected", ...}
ann: POST /api/im/conversation/create
{"type":"GROUP", "name":"New {uniq}", "memberIds":[{bob.id}]}
200 {"code":200, "msg":"创建成功", "data":{c:int}, ...}
bob < {"type":"conversation", "action":"created", "payload":{"id":{c}, "type":"GROUP", "name":"New {uniq}", ...}, ...}
ann: GET /api/im/group/{c}
200 {"data":{"id":{c}, "name":"New {uniq}", "ownerId":{ann.id}, "myRole":"OWNER", "memberCount":2, ...}, ...}
bob: GET /api/im/conversation/{c}
200 {"data":{"type":"GROUP", ...}, ...}
== the R name of the group's name
ann: POST /api/im/conversation/create
{"type":"GROUP", "groupName":"Old {uniq}"}
200 {"code":200, "data":{c:int}, ...}
ann: GET /api/im/conversation/{c}
200 {"data":{"name":"Old {uniq}", "memberCount":1, ...}, ...}
== with oneself
ann: POST /api/im/conversation/create
{"type":"PRIVATE", "peerUserId":{ann.id}}
400 {"code":400, "msg":"不能与自己创建会话", "data":null}
== with nobody
ann: POST /api/im/conversation/create
{"type":"PRIVATE", "peerUserId":999999999}
400 {"code":10008, "msg":"接收者不存在", "data":null}
== without a peer
ann: POST /api/im/conversation/create
{"type":"PRIVATE"}
400 {"code":400, "msg":"参数校验失败", "data":{"peerUserId":{_:str}}}
== a group without a name
ann: POST /api/im/conversation/create
{"type":"GROUP", "memberIds":[{bob.id}]}
400 {"code":400, "msg":"参数校验失败", "data":{"name":"群组名称不能为空"}}
== a type that does not exist
ann: POST /api/im/conversation/create
{"type":"ROOM", "peerUserId":{bob.id}}
400 {"code":400, "msg":"不支持的会话类型", "data":null}
== no type
ann: POST /api/im/conversation/create
{"peerUserId":{bob.id}}
400 {"code":400, ...}
== without a token
POST /api/im/conversation/create
{"type":"PRIVATE", "peerUserId":{bob.id}}
401 {"code":401, "msg":"未授权，需要登录", "data":null}
