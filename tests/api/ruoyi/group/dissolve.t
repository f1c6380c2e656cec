# ruoyi 6.4 dissolve; 22.4 group dismissed, conversation deleted; mapping 7.3 dissolved
use group of three, stranger
== it is gone for everybody
bob: WS /ws/im?token={bob.token}
bob < {"type":"connected", ...}
ann: WS /ws/im?token={ann.token}
ann < {"type":"connected", ...}
bob: DELETE /api/im/group/{group.id}
403 {"code":403, "msg":"只有群主可以解散群组", "data":null}
ann: DELETE /api/im/group/{group.id}
200 {"code":200, "msg":"解散成功", "data":null}
bob < {"type":"new_message", "payload":{"messageType":"SYSTEM", "content":"'{ann.nick}'解散了群聊", ...}, ...}
bob < {"type":"group", "action":"dismissed", "payload":{"groupId":{group.id}, "operatorId":{ann.id}, ...}, ...}
bob < {"type":"conversation", "action":"deleted", "payload":{"id":{group.id}, ...}, ...}
ann < {"type":"conversation", "action":"deleted", "payload":{"id":{group.id}, ...}, ...}
ann: GET /api/im/group/{group.id}
400 {"code":4006, "msg":"群组不存在", "data":null}
bob: GET /api/im/group/{group.id}
400 {"code":4006, "msg":"群组不存在", "data":null}
bob: POST /api/im/message/send
{"conversationId": {group.id}, "type": "TEXT", "content": "x"}
400 {"code":4006, "msg":"群组不存在", "data":null}
bob: GET /api/im/message/list/{group.id}
400 {"code":4006, "msg":"群组不存在", "data":null}
bob: GET /api/im/conversation/list
200 {"data":[], ...}
ann: GET /api/im/group/list
200 {"data":[], ...}
ann: POST /api/im/group/{group.id}/members
[{sam.id}]
400 {"code":4006, "msg":"群组不存在", "data":null}
ann: DELETE /api/im/group/{group.id}
400 {"code":4006, "msg":"群组不存在", "data":null}
== who waits to join waits no more
ann: GET /api/im/group/{group.id}/qrcode
200 {"data":{path:str}, ...}
sam: POST {path}
{}
200 {"data":{"requestId":{r:int}, ...}, ...}
ann: DELETE /api/im/group/{group.id}
200 {"code":200, ...}
sam: POST /api/im/group/{group.id}/join
{}
400 {"code":4006, "msg":"群组不存在", "data":null}
ann: POST /api/im/group/join-request/{r}/handle
{"approved":true}
400 {"code":4006, "msg":"群组不存在", "data":null}
== a stranger and an unknown group
sam: DELETE /api/im/group/{group.id}
400 {"code":4006, "msg":"群组不存在", "data":null}
ann: DELETE /api/im/group/999999999
400 {"code":4006, "msg":"群组不存在", "data":null}
