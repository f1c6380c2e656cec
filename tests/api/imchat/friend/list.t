# im-chat 2.2.5 … 2.2.9: friends and the blacklist
use two friends
== both have each other
ann: GET /friend/list
200 {"code":200, "message":"success", "data":[{"id":{bob.id}, "username":"{bob.name}", "nickName":"{bob.nick}", "headImage":null, "remark":null, "isOnline":false, "onlineStatus":"OFFLINE", "isDnd":false, "isBlocked":false}]}
bob: GET /friend/list
200 {"code":200, "data":[{"id":{ann.id}, ...}], ...}
== a remark is one's own
ann: PUT /friend/remark
{"friendId":{bob.id},"remark":"pal"}
200 {"code":200, "data":{"id":{bob.id}, "remark":"pal", ...}, ...}
ann: GET /friend/list
200 {"code":200, "data":[{"remark":"pal", ...}], ...}
bob: GET /friend/list
200 {"code":200, "data":[{"remark":null, ...}], ...}
ann: PUT /friend/update/remark
{"friendId":{bob.id},"remark":""}
200 {"code":200, "data":{"remark":null, ...}, ...}
ann: PUT /friend/remark
{"friendId":{bob.id},"remark":"{字*21}"}
200 {"code":400, "message":"备注不能超过20个字符", "data":null}
== who is no friend, and who is not there
use stranger
ann: PUT /friend/remark
{"friendId":{sam.id},"remark":"x"}
200 {"code":2001, "message":"好友关系不存在", "data":null}
ann: PUT /friend/remark
{"friendId":999999999,"remark":"x"}
200 {"code":1001, "message":"用户不存在", "data":null}
ann: DELETE /friend/delete/{sam.id}
200 {"code":2001, "message":"好友关系不存在", "data":null}
== the end of a friendship is that of both
bob: WS /ws?accessToken={bob.token}
bob < {"type":"SYSTEM_MESSAGE", "data":{"event":"CONNECTED", ...}, ...}
ann: DELETE /friend/delete/{bob.id}
200 {"code":200, "message":"success", "data":null}
bob < {"type":"PRIVATE_MESSAGE", "data":{"id":null, "messageType":81, "senderId":{ann.id}, ...}}
bob < {"type":"PRIVATE_MESSAGE", "data":{"messageType":21, "content":"你们的好友关系已解除", ...}}
bob: GET /friend/list
200 {"code":200, "message":"success", "data":[]}
ann: DELETE /friend/delete/{bob.id}
200 {"code":2001, "message":"好友关系不存在", "data":null}
ann: POST /message/private/send
{"receiverId":{bob.id},"content":"hi","messageType":1}
200 {"code":2001, "message":"好友关系不存在", "data":null}
== whom one refuses can neither write nor ask, and stays a friend
bob: POST /blacklist/add
{"targetId":{ann.id}}
200 {"code":200, "message":"success", "data":null}
bob: POST /blacklist/add
{"targetId":{ann.id}}
200 {"code":400, "message":"已在黑名单中", "data":null}
bob: GET /blacklist/list
200 {"code":200, "data":[{"id":{ann.id}, ...}], ...}
ann: POST /message/private/send
{"receiverId":{bob.id},"content":"hi","messageType":1}
200 {"code":403, "message":"对方已将您拉黑", "data":null}
bob: POST /message/private/send
{"receiverId":{ann.id},"content":"hi","messageType":1}
200 {"code":200, ...}
bob: GET /friend/list
200 {"code":200, "data":[{"isBlocked":true, ...}], ...}
bob: DELETE /blacklist/remove/{ann.id}
200 {"code":200, "message":"success", "data":null}
bob: DELETE /blacklist/remove/{ann.id}
200 {"code":200, "message":"success", "data":null}
ann: POST /message/private/send
{"receiverId":{bob.id},"content":"hi","messageType":1}
200 {"code":200, ...}
== oneself, who is not there, a stranger
use stranger
ann: POST /blacklist/add
{"targetId":{ann.id}}
200 {"code":400, "message":"不能拉黑自己", "data":null}
ann: POST /blacklist/add
{"targetId":999999999}
200 {"code":1001, "message":"用户不存在", "data":null}
ann: POST /blacklist/add
{}
200 {"code":400, "message":"targetId不能为空", "data":null}
ann: POST /blacklist/add
{"targetId":{sam.id}}
200 {"code":200, "message":"success", "data":null}
sam: POST /friend/request/apply
{"friendId":{ann.id}}
200 {"code":403, "message":"对方已将您拉黑", "data":null}
== the list has what belongs to a friend, the oldest friendship first
use stranger
do befriend ann sam
ann: GET /friend/list
200 {"code":200, "message":"success", "data":[{"id":{bob.id}, "username":"{bob.name}", "nickName":"{bob.nick}", "headImage":null, "remark":null, "isOnline":false, "onlineStatus":"OFFLINE", "isDnd":false, "isBlocked":false}, {"id":{sam.id}, ...}]}
do connect bob
ann: GET /friend/list
200 {"code":200, "data":[{"id":{bob.id}, "isOnline":true, "onlineStatus":"ONLINE", ...}, {"id":{sam.id}, "isOnline":false, ...}], ...}
== a remark: the shape, who is there, whether they are a friend
use stranger
ann: PUT /friend/remark
{"friendId":999999999,"remark":"{字*21}"}
200 {"code":400, "message":"备注不能超过20个字符", "data":null}
ann: PUT /friend/remark
{"remark":"x"}
200 {"code":400, "message":"friendId不能为空", "data":null}
ann: PUT /friend/remark
{"friendId":{ann.id},"remark":"x"}
200 {"code":2001, "message":"好友关系不存在", "data":null}
ann: PUT /friend/remark
{"friendId":{bob.id},"remark":"{字*20}"}
200 {"code":200, "message":"success", "data":{"id":{bob.id}, "username":"{bob.name}", "nickName":"{bob.nick}", "headImage":null, "remark":"{字*20}", "isOnline":false, "onlineStatus":"OFFLINE", "isDnd":false, "isBlocked":false}}
ann: PUT /friend/update/remark
{"friendId":{bob.id},"remark":""}
200 {"code":200, "data":{"remark":null, ...}, ...}
== the end: the shape, who is there, whether they are a friend
ann: DELETE /friend/delete/x
200 {"code":400, "message":"friendId类型不正确", "data":null}
ann: DELETE /friend/delete/999999999
200 {"code":1001, "message":"用户不存在", "data":null}
ann: DELETE /friend/delete/{ann.id}
200 {"code":2001, "message":"好友关系不存在", "data":null}
== the end is told to both, and to all devices of who ended it
use ann on three devices
do connect bob
do connect ann
do connect_as ann/pc pc
ann: DELETE /friend/delete/{bob.id}
200 {"code":200, "message":"success", "data":null}
bob < {"type":"PRIVATE_MESSAGE", "data":{"id":null, "messageType":81, "senderId":{ann.id}, "receiverId":{bob.id}, "content":"{ann.id}", ...}}
ann < {"type":"PRIVATE_MESSAGE", "data":{"id":null, "messageType":81, "senderId":{bob.id}, "receiverId":{ann.id}, "content":"{bob.id}", ...}}
ann/pc < {"type":"PRIVATE_MESSAGE", "data":{"id":null, "messageType":81, "senderId":{bob.id}, ...}}
bob < {"type":"PRIVATE_MESSAGE", "data":{"id":{line:int}, "messageType":21, ...}}
ann < {"type":"PRIVATE_MESSAGE", "data":{"id":{line}, "messageType":21, ...}}
ann: GET /friend/list
200 {"code":200, "message":"success", "data":[]}
ann: GET /message/private/history?friendId={bob.id}
200 {"code":200, "data":{"records":[{"id":{line}, "messageType":21, "content":"你们的好友关系已解除", ...}, ...], ...}, ...}
== friends hear who comes and goes, from each device
use stranger
do connect ann
do connect sam
do connect bob
ann < {"type":"PRIVATE_MESSAGE", "data":{"id":null, "messageType":82, "senderId":{bob.id}, "content":"{\"userId\":{bob.id},\"terminal\":0,\"online\":true,\"onlineStatus\":\"ONLINE\"}", ...}}
bob close
ann < {"type":"PRIVATE_MESSAGE", "data":{"id":null, "messageType":82, "senderId":{bob.id}, "content":"{\"userId\":{bob.id},\"terminal\":0,\"online\":false,\"onlineStatus\":\"OFFLINE\"}", ...}}
sam <! 300ms {"type":"PRIVATE_MESSAGE", ...}
== the blacklist: the shape, oneself, who is there, who is in it
ann: POST /blacklist/add
{"targetId":"x"}
200 {"code":400, "message":"targetId类型不正确", "data":null}
ann: DELETE /blacklist/remove/x
200 {"code":400, "message":"targetId类型不正确", "data":null}
ann: DELETE /blacklist/remove/999999999
200 {"code":1001, "message":"用户不存在", "data":null}
ann: POST /blacklist/add
{"targetId":{bob.id}}
200 {"code":200, "message":"success", "data":null}
ann: GET /blacklist/list
200 {"code":200, "message":"success", "data":[{"id":{bob.id}, "username":"{bob.name}", "nickName":"{bob.nick}", "headImage":null, "sex":0, "signature":"", "isOnline":false}]}
bob: GET /blacklist/list
200 {"code":200, "message":"success", "data":[]}
== nobody hears of it
do connect bob
ann: POST /blacklist/add
{"targetId":{bob.id}}
200 {"code":200, ...}
bob <! 300ms {"type":"PRIVATE_MESSAGE", ...}
bob <! 100ms {"type":"FRIEND_REQUEST", ...}
bob <! 100ms {"type":"SYSTEM_MESSAGE", ...}
== a user who closed their account can still be taken off it
ann: POST /blacklist/add
{"targetId":{bob.id}}
200 {"code":200, ...}
bob: DELETE /unregister
200 {"code":200, ...}
ann: DELETE /blacklist/remove/{bob.id}
200 {"code":200, "message":"success", "data":null}
ann: DELETE /blacklist/remove/{bob.id}
200 {"code":200, "message":"success", "data":null}
