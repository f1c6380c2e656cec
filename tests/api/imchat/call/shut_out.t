# im-chat 3.1.1, 2.6: the calls of who is banned or closes their account end, also those that ring
use backstage
== who is called is banned
use two friends
do connect ann
do call ann bob c
admin: PUT /im/user/ban
{"userId":{bob.id}}
200 {"code":200, ...}
ann < {"type":"RTC_CALL", "data":{"callId":"{c}", "action":"REJECT", "fromUserId":{bob.id}, ...}}
ann: GET /webrtc/private/info?callId={c}
200 {"code":404, ...}
== who calls is banned, without a socket
use two friends
do connect bob
do call ann bob c
bob < {"type":"RTC_CALL", "data":{"callId":"{c}", "action":"SETUP", ...}}
admin: PUT /im/user/ban
{"userId":{ann.id}}
200 {"code":200, ...}
bob < {"type":"RTC_CALL", "data":{"callId":"{c}", "action":"CANCEL", "fromUserId":{ann.id}, ...}}
bob: POST /webrtc/private/accept
{"callId":"{c}"}
200 {"code":404, ...}
== two talk without sockets, and one is banned
use two friends
do talk ann bob c
do connect bob
admin: PUT /im/user/ban
{"userId":{ann.id}}
200 {"code":200, ...}
bob < {"type":"RTC_CALL", "data":{"callId":"{c}", "action":"HANDUP", "fromUserId":{ann.id}, ...}}
== the user who is called closes their account
use two friends
do connect ann
do call ann bob c
bob: DELETE /unregister
200 {"code":200, ...}
ann < {"type":"RTC_CALL", "data":{"callId":"{c}", "action":"REJECT", "fromUserId":{bob.id}, ...}}
== who is asked into a group's call is banned
use group of three
do connect ann
do meet ann [{bob.id},{cat.id}] c
do verb cat group/accept c
admin: PUT /im/user/ban
{"userId":{bob.id}}
200 {"code":200, ...}
ann < {"type":"RTC_CALL", "data":{"callId":"{c}", "action":"REJECT", "fromUserId":{bob.id}, ...}}
ann: GET /webrtc/group/info?groupId={group.id}
200 {"code":200, "data":{"isChating":true, "userInfos":[{"userId":{ann.id}, "isIn":true, ...}, {"userId":{cat.id}, "isIn":true, ...}], ...}, ...}
admin: PUT /im/user/ban
{"userId":{cat.id}}
200 {"code":200, ...}
ann < {"type":"RTC_CALL", "data":{"callId":"{c}", "action":"QUIT", "fromUserId":{cat.id}, ...}}
