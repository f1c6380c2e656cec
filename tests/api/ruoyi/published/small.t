# ruoyi-client 1.5, 2.14, 5: small answers
use two people, administrator
== the server's own account is listed and found nowhere
admin: GET /api/admin/users?keyword=imadmin
200 {"data":{"list":[], "total":0, ...}, ...}
ann: GET /api/im/user/list?keyword=imadmin
200 {"data":[], ...}
ann: GET /api/im/user/search?keyword=imadmin
200 {"data":[], ...}
== a private chat has no number of members
use direct chat
ann: GET /api/im/conversation/{dm}
200 {"data":{"type":"PRIVATE", "memberCount":null, ...}, ...}
== a word is no conversation
ann: GET /api/im/conversation/groups
404 {"code":404, "msg":"资源不存在", "data":null}
ann: GET /api/im/user/nobody
404 {"code":404, ...}
== the code of a group is a picture
use group of three
ann: POST /api/im/auth/refresh
header X-CSRF-Token x
200 {"data":{"token":{t:str}, ...}, ...}
GET /api/im/group/{group.id}/qrcode
header Authorization Bearer {t}
200 {"data":{picture:str}, ...}
ann: GET /api/im/group/{group.id}/qrcode
200 {"data":{path:str}, ...}
== an hour of silence is given in seconds
use group of three
clock +1s
ann: PUT /api/im/group/{group.id}/mute/{bob.id}?duration=3600
header X-CSRF-Token x
200 {"code":200, "msg":"禁言成功", "data":null}
clock +59m
bob: POST /api/im/message/send
{"conversationId": {group.id}, "type": "TEXT", "content": "x"}
403 {"code":403, "msg":"您已被禁言", "data":null}
clock +2m
bob: POST /api/im/message/send
{"conversationId": {group.id}, "type": "TEXT", "content": "x"}
200 {"code":200, ...}
ann: PUT /api/im/group/{group.id}/mute/{bob.id}?duration=1
200 {"code":200, ...}
ann: PUT /api/im/group/{group.id}/mute/{bob.id}
header X-CSRF-Token x
200 {"code":200, "msg":"解除禁言成功", "data":null}
