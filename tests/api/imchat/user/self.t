# im-chat 2.1.4 self, 2.1.5 update
use one user
== one's own account
ann: GET /user/self
200 {"code":200, "message":"success", "data":{"id":{ann.id}, "username":"{ann.name}", "nickName":"{ann.nick}", "headImage":null, "email":null, "phone":null, "sex":0, "signature":"", "balance":{_:num}, "isVip":false, "vipExpireTime":null, "tradePasswordSet":false, "terminal":0, "onlineStatus":"OFFLINE", "manualApprove":true, "createTime":{_:time}}}
== only what is given changes
ann: PUT /user/update
{"nickName":"Anna","sex":1,"signature":"hello","headImage":"http://faces/ann"}
200 {"code":200, "data":{"nickName":"Anna", "sex":1, "signature":"hello", "headImage":"http://faces/ann", ...}, ...}
ann: PUT /user/update
{"signature":""}
200 {"code":200, "data":{"nickName":"Anna", "sex":1, "signature":"", ...}, ...}
ann: PUT /user/update
{}
200 {"code":200, "data":{"nickName":"Anna", ...}, ...}
== limits
ann: PUT /user/update
{"nickName":""}
200 {"code":400, "message":"昵称不能为空", "data":null}
ann: PUT /user/update
{"nickName":"{字*20}"}
200 {"code":200, ...}
ann: PUT /user/update
{"nickName":"{字*21}"}
200 {"code":400, "message":"昵称不能超过20个字符", "data":null}
ann: PUT /user/update
{"signature":"{字*129}"}
200 {"code":400, "message":"个性签名不能超过128个字符", "data":null}
ann: PUT /user/update
{"headImage":"{a*256}"}
200 {"code":400, ...}
ann: PUT /user/update
{"sex":2}
200 {"code":400, "message":"sex超出范围", "data":null}
PUT /user/update
{"sex":2}
200 {"code":401, ...}
== numbers may come as texts
ann: PUT /user/update
{"sex":"1"}
200 {"code":200, "data":{"sex":1, ...}, ...}
== limits, to the last that is taken
ann: PUT /user/update
{"nickName":"字","headImage":"{a*255}","sex":0,"signature":"{字*128}"}
200 {"code":200, "data":{"nickName":"字", "headImage":"{a*255}", "sex":0, "signature":"{字*128}", ...}, ...}
ann: PUT /user/update
{"sex":-1}
200 {"code":400, "message":"sex超出范围", "data":null}
ann: PUT /user/update
{"nickName":5}
200 {"code":400, "message":"nickName类型不正确", "data":null}
ann: PUT /user/update
raw "[1"
200 {"code":400, "message":"body不是有效的JSON", "data":null}
ann: GET /user/self
200 {"code":200, "data":{"nickName":"字", "sex":0, ...}, ...}
== as parameters; the body wins
ann: PUT /user/update?nickName=Query&sex=1
200 {"code":200, "data":{"nickName":"Query", "sex":1, ...}, ...}
ann: PUT /user/update?nickName=Query
{"nickName":"Body"}
200 {"code":200, "data":{"nickName":"Body", ...}, ...}
== what is new is in the lists of others; a remark stays
use group of three
ann: PUT /friend/remark
{"friendId":{bob.id},"remark":"pal"}
200 {"code":200, ...}
bob: PUT /user/update
{"nickName":"Bobby","headImage":"http://faces/bob"}
200 {"code":200, ...}
ann: GET /friend/list
200 {"code":200, "data":[..., {"id":{bob.id}, "nickName":"Bobby", "headImage":"http://faces/bob", "remark":"pal", ...}, ...], ...}
ann: GET /group/members/{group.id}
200 {"code":200, "data":[..., {"userId":{bob.id}, "nickName":"Bobby", "headImage":"http://faces/bob", "remark":"pal", ...}, ...], ...}
