# ruoyi 6 mute, 27 GroupMute, 27.b mute; 22.4 group muted; mapping 7.3 mute_all_on, member_muted
use group of three, stranger
== all are muted but owner and administrators
ann: PUT /api/im/group/{group.id}/members/{bob.id}/role
{"role":"ADMIN"}
200 {"code":200, ...}
cat: WS /ws/im?token={cat.token}
cat < {"type":"connected", ...}
bob: PUT /api/im/group/mute/all/{group.id}?allMuted=true
403 {"code":403, "msg":"只有群主可以设置全员禁言", "data":null}
ann: PUT /api/im/group/mute/all/{group.id}?allMuted=true
200 {"code":200, "msg":"设置成功", "data":null}
cat < {"type":"new_message", "payload":{"messageType":"SYSTEM", "content":"'{ann.nick}'开启了全员禁言", ...}, ...}
cat < {"type":"group", "action":"muted", "payload":{"groupId":{group.id}, "allMuted":true, "muted":null, "userIds":[], ...}, ...}
cat: GET /api/im/group/mute/all/{group.id}
200 {"code":200, "msg":"操作成功", "data":true}
cat: GET /api/im/group/{group.id}
200 {"data":{"allMuted":true, "isMuted":false, ...}, ...}
cat: POST /api/im/message/send
{"conversationId": {group.id}, "type": "TEXT", "content": "x"}
403 {"code":403, "msg":"全员禁言中", "data":null}
bob: POST /api/im/message/send
{"conversationId": {group.id}, "type": "TEXT", "content": "x"}
200 {"code":200, ...}
cat: GET /api/im/group/mute/check/{group.id}/{cat.id}
200 {"data":true, ...}
cat: GET /api/im/group/mute/check/{group.id}/{bob.id}
200 {"data":false, ...}
ann: PUT /api/im/group/mute/all/{group.id}
{"allMuted":false}
200 {"code":200, "msg":"设置成功", "data":null}
cat < {"type":"new_message", "payload":{"messageType":"SYSTEM", "content":"'{ann.nick}'关闭了全员禁言", ...}, ...}
cat: POST /api/im/message/send
{"conversationId": {group.id}, "type": "TEXT", "content": "x"}
200 {"code":200, ...}
ann: PUT /api/im/group/mute/all/{group.id}
400 {"code":400, "msg":"参数校验失败", "data":{"allMuted":"allMuted不能为空"}}
== a member is muted for minutes, until they pass
cat: WS /ws/im?token={cat.token}
cat < {"type":"connected", ...}
ann: POST /api/im/group/mute/member/{group.id}/{cat.id}?muteDuration=10
200 {"code":200, "msg":"禁言成功", "data":null}
cat < {"type":"new_message", "payload":{"messageType":"SYSTEM", "content":"'{cat.nick}'被禁言", ...}, ...}
cat < {"type":"group", "action":"muted", "payload":{"userIds":[{cat.id}], "muted":true, "muteEndTime":{end:time}, "allMuted":null, ...}, ...}
cat: GET /api/im/group/mute/check/{group.id}/{cat.id}
200 {"data":true, ...}
bob: GET /api/im/group/mute/endTime/{group.id}/{cat.id}
200 {"code":200, "msg":"操作成功", "data":"{end}"}
cat: GET /api/im/group/{group.id}
200 {"data":{"isMuted":true, ...}, ...}
cat: POST /api/im/message/send
{"conversationId": {group.id}, "type": "TEXT", "content": "x"}
403 {"code":403, "msg":"您已被禁言", "data":null}
clock +10m
cat: POST /api/im/message/send
{"conversationId": {group.id}, "type": "TEXT", "content": "x"}
200 {"code":200, ...}
cat: GET /api/im/group/mute/endTime/{group.id}/{cat.id}
200 {"code":200, "msg":"操作成功", "data":null}
== a mute is lifted
ann: PUT /api/im/group/{group.id}/mute/{cat.id}?duration=10
200 {"code":200, "msg":"禁言成功", "data":null}
ann: DELETE /api/im/group/mute/member/{group.id}/{cat.id}
200 {"code":200, "msg":"解除禁言成功", "data":null}
cat: POST /api/im/message/send
{"conversationId": {group.id}, "type": "TEXT", "content": "x"}
200 {"code":200, ...}
ann: PUT /api/im/group/{group.id}/mute/{cat.id}
{"duration":5}
200 {"code":200, "msg":"禁言成功", "data":null}
ann: PUT /api/im/group/{group.id}/mute/{cat.id}
200 {"code":200, "msg":"解除禁言成功", "data":null}
ann: GET /api/im/group/mute/check/{group.id}/{cat.id}
200 {"data":false, ...}
== several at once
ann: POST /api/im/group/mute/batch/{group.id}?muteDuration=3
[{bob.id}, {cat.id}, {sam.id}]
200 {"code":200, "msg":"禁言成功", "data":null}
bob: POST /api/im/message/send
{"conversationId": {group.id}, "type": "TEXT", "content": "x"}
403 {"code":403, "msg":"您已被禁言", "data":null}
cat: GET /api/im/group/mute/check/{group.id}/{bob.id}
200 {"data":true, ...}
== who may mute whom
ann: PUT /api/im/group/{group.id}/members/{bob.id}/role
{"role":"ADMIN"}
200 {"code":200, ...}
cat: PUT /api/im/group/{group.id}/mute/{bob.id}?duration=1
403 {"code":403, "msg":"无权限禁言成员", "data":null}
cat: POST /api/im/group/mute/member/{group.id}/{bob.id}?muteDuration=1
403 {"code":403, "msg":"无权限禁言成员", "data":null}
cat: DELETE /api/im/group/mute/member/{group.id}/{bob.id}
403 {"code":403, "msg":"无权限禁言成员", "data":null}
cat: POST /api/im/group/mute/batch/{group.id}?muteDuration=1&userIds={bob.id}
403 {"code":403, "msg":"无权限禁言成员", "data":null}
bob: PUT /api/im/group/{group.id}/mute/{ann.id}?duration=1
403 {"code":403, "msg":"不能禁言群主", "data":null}
bob: PUT /api/im/group/{group.id}/mute/{bob.id}?duration=1
403 {"code":403, "msg":"管理员不能禁言其他管理员", "data":null}
ann: PUT /api/im/group/{group.id}/mute/{bob.id}?duration=1
200 {"code":200, "msg":"禁言成功", "data":null}
bob: POST /api/im/message/send
{"conversationId": {group.id}, "type": "TEXT", "content": "x"}
403 {"code":403, "msg":"您已被禁言", "data":null}
ann: PUT /api/im/group/{group.id}/mute/{sam.id}?duration=1
400 {"code":4014, "msg":"用户不在群组中", "data":null}
ann: GET /api/im/group/mute/check/{group.id}/{sam.id}
400 {"code":4014, "msg":"用户不在群组中", "data":null}
sam: GET /api/im/group/mute/all/{group.id}
400 {"code":4006, "msg":"群组不存在", "data":null}
== durations
ann: POST /api/im/group/mute/member/{group.id}/{cat.id}
400 {"code":400, "msg":"参数校验失败", "data":{"muteDuration":"禁言时长不能为空"}}
ann: POST /api/im/group/mute/member/{group.id}/{cat.id}?muteDuration=0
400 {"code":400, "msg":"参数校验失败", "data":{"muteDuration":"禁言时长不正确"}}
ann: POST /api/im/group/mute/batch/{group.id}
[{cat.id}]
400 {"code":400, "msg":"参数校验失败", "data":{"muteDuration":"禁言时长不能为空"}}
ann: PUT /api/im/group/{group.id}/mute/{cat.id}?duration=5256000
200 {"code":200, ...}
ann: PUT /api/im/group/{group.id}/mute/{cat.id}?duration=5256001
400 {"code":400, "msg":"参数校验失败", "data":{"duration":"禁言时长不正确"}}
