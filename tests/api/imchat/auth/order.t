# im-chat 1.4: a token comes first, a ban next, and only then what was asked
use one user
== without a token: users and the wallet
do no_token PUT /modifyPwd
do no_token GET /user/self
do no_token PUT /user/update
do no_token GET /user/search
do no_token GET /user/find/x
do no_token PUT /user/manualApprove
do no_token DELETE /unregister
do no_token PUT /setTradePwd
do no_token POST /user/recharge
do no_token POST /user/withdraw
do no_token GET /user/queryUserFundDetail?page=x
do no_token POST /user/buyVip
do no_token POST /user/purchaseVip
do no_token GET /user/queryUserRechargePageList?page=x
do no_token GET /user/queryUserWithdrawPageList?page=x
== without a token: friends
do no_token POST /friend/request/apply
do no_token POST /friend/request/approve
do no_token POST /friend/request/reject
do no_token POST /friend/request/recall
do no_token GET /friend/request/list
do no_token GET /friend/list
do no_token DELETE /friend/delete/x
do no_token PUT /friend/remark
do no_token PUT /friend/update/remark
do no_token GET /blacklist/list
do no_token POST /blacklist/add
do no_token DELETE /blacklist/remove/x
== without a token: groups
do no_token POST /group/create
do no_token PUT /group/modify
do no_token DELETE /group/delete/x
do no_token GET /group/find/x
do no_token GET /group/list
do no_token POST /group/invite
do no_token POST /group/join/x
do no_token GET /group/members/x
do no_token DELETE /group/members/remove
do no_token DELETE /group/quit/x
do no_token PUT /group/muted
do no_token PUT /group/members/muted
do no_token POST /group/setTopMessage/x
do no_token DELETE /group/removeTopMessage/x
do no_token POST /group/manager/add
do no_token DELETE /group/manager/remove
do no_token PUT /group/dnd
== without a token: files and complaints
do no_token POST /file/upload
do no_token GET /file/download
do no_token POST /complaint/submit
do no_token GET /complaint/page?status=x
== banned: users and the wallet
use two people, backstage
admin: PUT /im/user/ban
{"userId":{bob.id},"reason":"spam"}
200 {"code":200, ...}
do banned bob PUT /modifyPwd
do banned bob GET /user/self
do banned bob PUT /user/update
do banned bob GET /user/search
do banned bob GET /user/find/x
do banned bob PUT /user/manualApprove
do banned bob DELETE /unregister
do banned bob PUT /setTradePwd
do banned bob POST /user/recharge
do banned bob POST /user/withdraw
do banned bob GET /user/queryUserFundDetail?page=x
do banned bob POST /user/buyVip
do banned bob POST /user/purchaseVip
do banned bob GET /user/queryUserRechargePageList?page=x
do banned bob GET /user/queryUserWithdrawPageList?page=x
== banned: friends
use two people, backstage
admin: PUT /im/user/ban
{"userId":{bob.id},"reason":"spam"}
200 {"code":200, ...}
do banned bob POST /friend/request/apply
do banned bob POST /friend/request/approve
do banned bob POST /friend/request/reject
do banned bob POST /friend/request/recall
do banned bob GET /friend/request/list
do banned bob GET /friend/list
do banned bob DELETE /friend/delete/x
do banned bob PUT /friend/remark
do banned bob PUT /friend/update/remark
do banned bob GET /blacklist/list
do banned bob POST /blacklist/add
do banned bob DELETE /blacklist/remove/x
== banned: groups
use two people, backstage
admin: PUT /im/user/ban
{"userId":{bob.id},"reason":"spam"}
200 {"code":200, ...}
do banned bob POST /group/create
do banned bob PUT /group/modify
do banned bob DELETE /group/delete/x
do banned bob GET /group/find/x
do banned bob GET /group/list
do banned bob POST /group/invite
do banned bob POST /group/join/x
do banned bob GET /group/members/x
do banned bob DELETE /group/members/remove
do banned bob DELETE /group/quit/x
do banned bob PUT /group/muted
do banned bob PUT /group/members/muted
do banned bob POST /group/setTopMessage/x
do banned bob DELETE /group/removeTopMessage/x
do banned bob POST /group/manager/add
do banned bob DELETE /group/manager/remove
do banned bob PUT /group/dnd
== banned: files and complaints
use two people, backstage
admin: PUT /im/user/ban
{"userId":{bob.id},"reason":"spam"}
200 {"code":200, ...}
do banned bob POST /file/upload
do banned bob GET /file/download
do banned bob POST /complaint/submit
do banned bob GET /complaint/page?status=x
== a damaged token is none, also of who is banned
use two people, backstage
admin: PUT /im/user/ban
{"userId":{bob.id},"reason":"spam"}
200 {"code":200, ...}
GET /user/self
header Authorization Bearer {bob.token}x
200 {"code":401, ...}
GET /user/self
header Authorization Bearer {bob.refresh}
200 {"code":401, ...}
== an account that is closed has no token any more
use two people
bob: DELETE /unregister
200 {"code":200, "message":"success", "data":null}
bob: POST /friend/request/apply
{}
200 {"code":401, "message":"未授权，Token无效或过期", "data":null}
PUT /refreshToken
{"refreshToken":"{bob.refresh}"}
200 {"code":401, ...}
POST /login
{"username":"{bob.name}","password":"{bob.password}"}
200 {"code":1001, "message":"用户不存在", "data":null}
== signing in: what is missing, who is not there, who is banned, the password
use two people, backstage
admin: PUT /im/user/ban
{"userId":{bob.id},"reason":"spam"}
200 {"code":200, ...}
POST /login
{"username":"{bob.name}","password":""}
200 {"code":400, "message":"密码不能为空", "data":null}
POST /login
{"username":"{bob.name}","password":"wrong","terminal":3}
200 {"code":400, "message":"terminal超出范围", "data":null}
POST /login
{"username":"nobody_{uniq}","password":"wrong","captchaId":"rubbish","captchaCode":"a"}
200 {"code":400, "message":"验证码错误", "data":null}
POST /login
{"username":"{bob.name}","password":"wrong"}
200 {"code":1003, "message":"spam", "data":null}
POST /login
{"username":"{bob.name}","password":"{bob.password}"}
200 {"code":1003, "message":"spam", "data":null}
== renewing: the shape, the token, the ban
use two people, backstage
admin: PUT /im/user/ban
{"userId":{bob.id},"reason":"spam"}
200 {"code":200, ...}
PUT /refreshToken
{"refreshToken":7}
200 {"code":400, "message":"refreshToken类型不正确", "data":null}
PUT /refreshToken
{"refreshToken":""}
200 {"code":400, "message":"refreshToken不能为空", "data":null}
PUT /refreshToken
{"refreshToken":"{bob.token}"}
200 {"code":401, ...}
PUT /refreshToken
{"refreshToken":"{bob.refresh}"}
200 {"code":1003, "message":"spam", "data":null}
