# im-chat 2.2.1: who may ask whom, and what is answered first
use two people
== the shape: a text of 128 characters, and of more
ann: POST /friend/request/apply
{"friendId":999999999,"applyInfo":"{字*129}"}
200 {"code":400, "message":"申请信息不能超过128个字符", "data":null}
ann: POST /friend/request/apply
{"friendId":"","applyInfo":"hi"}
200 {"code":400, "message":"friendId不能为空", "data":null}
ann: POST /friend/request/apply
{"friendId":{bob.id},"applyInfo":"{字*128}"}
200 {"code":200, "data":{"applyInfo":"{字*128}", "status":1, ...}, ...}
== without words
ann: POST /friend/request/apply
{"friendId":{bob.id}}
200 {"code":200, "data":{"applyInfo":null, "reason":null, "handleTime":null, ...}, ...}
== a friend is one, even if they refuse requests
use two friends
bob: POST /blacklist/add
{"targetId":{ann.id}}
200 {"code":200, ...}
ann: POST /friend/request/apply
{"friendId":{bob.id}}
200 {"code":2002, "message":"已经是好友", "data":null}
== refused before waiting
ann: POST /friend/request/apply
{"friendId":{bob.id}}
200 {"code":200, ...}
bob: POST /blacklist/add
{"targetId":{ann.id}}
200 {"code":200, ...}
ann: POST /friend/request/apply
{"friendId":{bob.id}}
200 {"code":403, "message":"对方已将您拉黑", "data":null}
bob: DELETE /blacklist/remove/{ann.id}
200 {"code":200, ...}
ann: POST /friend/request/apply
{"friendId":{bob.id}}
200 {"code":400, "message":"好友申请已存在", "data":null}
== whom one refuses oneself may be asked
ann: POST /blacklist/add
{"targetId":{bob.id}}
200 {"code":200, ...}
ann: POST /friend/request/apply
{"friendId":{bob.id}}
200 {"code":200, "data":{"status":1, ...}, ...}
== an answer frees the way for the next
ann: POST /friend/request/apply
{"friendId":{bob.id}}
200 {"code":200, "data":{"id":{one:int}, ...}, ...}
bob: POST /friend/request/reject
{"requestId":{one}}
200 {"code":200, ...}
ann: POST /friend/request/apply
{"friendId":{bob.id}}
200 {"code":200, "data":{"id":{two:int}, "status":1, ...}, ...}
ann: POST /friend/request/recall
{"requestId":{two}}
200 {"code":200, ...}
ann: POST /friend/request/apply
{"friendId":{bob.id}}
200 {"code":200, "data":{"id":{three:int}, "status":1, ...}, ...}
bob: POST /friend/request/approve
{"requestId":{three}}
200 {"code":200, ...}
== who wants no questions: both are told, and a line stands between them
bob: PUT /user/manualApprove
{"enabled":false}
200 {"code":200, ...}
do connect bob
do connect ann
ann: POST /friend/request/apply
{"friendId":{bob.id}}
200 {"code":200, "data":{"status":2, "handleTime":{_:time}, ...}, ...}
bob < {"type":"PRIVATE_MESSAGE", "data":{"id":null, "messageType":80, "senderId":{ann.id}, ...}}
ann < {"type":"PRIVATE_MESSAGE", "data":{"id":null, "messageType":80, "senderId":{bob.id}, ...}}
bob < {"type":"PRIVATE_MESSAGE", "data":{"id":{line:int}, "messageType":21, "content":"你们已成为好友，现在可以开始聊天了", ...}}
ann: GET /message/private/pullOfflineMessage?minId=0
200 {"code":200, "data":[{"id":{line}, "messageType":21, ...}], ...}
== their request to me no longer waits when mine is granted at once
bob: POST /friend/request/apply
{"friendId":{ann.id}}
200 {"code":200, "data":{"id":{r:int}, "status":1, ...}, ...}
bob: PUT /user/manualApprove
{"enabled":false}
200 {"code":200, ...}
ann: POST /friend/request/apply
{"friendId":{bob.id}}
200 {"code":200, "data":{"status":2, ...}, ...}
ann: POST /friend/request/approve
{"requestId":{r}}
200 {"code":400, "message":"该请求已处理", "data":null}
== what is granted at once is told with the time of asking
do connect ann
do connect bob
bob: PUT /user/manualApprove
{"enabled":false}
200 {"code":200, ...}
ann: POST /friend/request/apply
{"friendId":{bob.id}}
200 {"code":200, "data":{"status":2, "applyTime":{at:time}, ...}, ...}
ann < {"type":"FRIEND_REQUEST", "data":{"event":"APPROVE", "request":{"applyTime":{_:time}, "status":2, ...}}}
bob < {"type":"FRIEND_REQUEST", "data":{"event":"APPROVE", "request":{"applyTime":{_:time}, "status":2, ...}}}
== groups know nothing of it
use group of three
bob: POST /blacklist/add
{"targetId":{ann.id}}
200 {"code":200, ...}
ann: POST /message/group/send
{"groupId":{group.id},"content":"hi","messageType":1}
200 {"code":200, ...}
bob: GET /message/group/history?groupId={group.id}
200 {"code":200, "data":{"records":[{"content":"hi", ...}, ...], ...}, ...}
