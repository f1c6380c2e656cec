# ruoyi 27 Contact: requests of mine, one contact, changes to it
use two people
== what I asked, and how it went
ann: POST /api/im/contact/request/send
{"targetUserId":{bob.id}, "message":"hi"}
200 {"data":{r:int}, ...}
ann: GET /api/im/contact/request/sent
200 {"code":200, "msg":"操作成功", "data":[{"id":{r}, "fromUserId":{ann.id}, "toUserId":{bob.id}, "message":"hi", "status":"PENDING", "createTime":{_:time}, "handledTime":null, "fromUserName":"{ann.nick}", "fromUserAvatar":"/avatar/default.png", "username":"{bob.name}", "nickname":"{bob.nick}", "avatar":"/avatar/default.png", "direction":"SENT"}]}
bob: GET /api/im/contact/request/sent
200 {"data":[], ...}
bob: POST /api/im/contact/request/{r}/handle
{"approved":false}
200 {"code":200, ...}
ann: GET /api/im/contact/request/sent?pageSize=5
200 {"data":[{"status":"REJECTED", "handledTime":{_:time}, ...}], "total":1, ...}
bob: GET /api/im/contact/request/received?status=SOME
400 {"code":400, "msg":"参数校验失败", "data":{"status":{_:str}}}
== one contact
use two friends
ann: GET /api/im/contact/{bob.id}
200 {"code":200, "msg":"操作成功", "data":{"id":{bob.id}, "friendId":{bob.id}, "userId":{bob.id}, "friendName":"{bob.nick}", "groupName":"默认分组", "status":1, "blocked":false, "online":false, ...}}
ann: GET /api/im/contact/999999999
400 {"code":4007, "msg":"好友关系不存在", "data":null}
== remark and group change together or alone
use two friends
ann: PUT /api/im/contact/{bob.id}
{"groupName":"work"}
200 {"code":200, "msg":"更新成功", "data":null}
ann: PUT /api/im/contact/{bob.id}/remark
{"remark":"Bobby"}
200 {"code":200, "msg":"更新成功", "data":null}
ann: GET /api/im/contact/{bob.id}
200 {"data":{"remark":"Bobby", "groupName":"work", "name":"Bobby", ...}, ...}
ann: PUT /api/im/contact/{bob.id}
{"groupName":"", "remark":""}
200 {"code":200, ...}
ann: GET /api/im/contact/{bob.id}
200 {"data":{"remark":null, "groupName":"默认分组", ...}, ...}
ann: PUT /api/im/contact/{bob.id}/remark
{}
400 {"code":400, "msg":"参数校验失败", "data":{"remark":{_:str}}}
