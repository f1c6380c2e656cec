# im-chat 2.1.2 register
use one user
== a name of 1 to 20 characters, a password of 5 to 20
POST /register
{"username":"abcdefghij0{uniq}","password":"9-zkq"}
200 {"code":200, "message":"success", "data":{"userId":{_:int}, "username":"abcdefghij0{uniq}"}}
POST /register
{"username":"abcdefghij01{uniq}","password":"9-zkq"}
200 {"code":400, "message":"用户名长度为1到20个字符", "data":null}
POST /register
{"username":"a_{uniq}","password":"1234"}
200 {"code":400, "message":"密码长度为5到20个字符", "data":null}
POST /register
{"username":"b_{uniq}","password":"{1*21}"}
200 {"code":400, "message":"密码长度为5到20个字符", "data":null}
POST /register
{"username":" ","password":"9-zkq"}
200 {"code":400, "message":"用户名不能为空", "data":null}
== names, telephones and addresses are taken once
POST /register
{"username":"{ann.name}","password":"secret-1"}
200 {"code":400, "message":"该用户名已注册", "data":null}
POST /register
{"username":"c_{uniq}","password":"secret-1","phone":"{phone}","email":"c{uniq}@example.com"}
200 {"code":200, ...}
POST /register
{"username":"d_{uniq}","password":"secret-1","phone":"{phone}"}
200 {"code":400, "message":"该手机号已注册", "data":null}
POST /register
{"username":"d_{uniq}","password":"secret-1","email":"C{uniq}@example.com"}
200 {"code":400, "message":"该邮箱已注册", "data":null}
== what reaches nobody is refused
POST /register
{"username":"e_{uniq}","password":"secret-1","email":"nowhere"}
200 {"code":400, "message":"邮箱格式不正确", "data":null}
POST /register
{"username":"e_{uniq}","password":"secret-1","phone":"12a45"}
200 {"code":400, "message":"手机号格式不正确", "data":null}
POST /register
{"username":"e_{uniq}","password":"secret-1","nickName":"{字*21}"}
200 {"code":400, "message":"昵称不能超过20个字符", "data":null}
== without a nickname the name is it
POST /register
{"username":"f_{uniq}","password":"secret-1"}
200 {"code":200, "data":{"userId":{f:int}, ...}, ...}
ann: GET /user/find/{f}
200 {"code":200, "message":"success", "data":{"id":{f}, "username":"f_{uniq}", "nickName":"f_{uniq}", "headImage":null, "sex":0, "signature":"", "isOnline":false, "isFriend":false, "isInBlacklist":false}}
== a name of one character, a nickname of twenty
POST /register
{"username":"字","password":"aB3-xK9{x*13}","nickName":"{字*20}"}
200 {"code":200, "message":"success", "data":{"userId":{one:int}, "username":"字"}}
ann: GET /user/find/{one}
200 {"code":200, "data":{"username":"字", "nickName":"{字*20}", ...}, ...}
== an empty text is as good as none
POST /register
{"username":"g_{uniq}","password":"secret-1","nickName":"","email":"","phone":""}
200 {"code":200, "data":{"userId":{g:int}, ...}, ...}
POST /register
{"username":"h_{uniq}","password":"secret-1","nickName":"","email":"","phone":""}
200 {"code":200, ...}
ann: GET /user/find/{g}
200 {"code":200, "data":{"nickName":"g_{uniq}", ...}, ...}
POST /register
{"username":"","password":"secret-1"}
200 {"code":400, "message":"用户名不能为空", "data":null}
POST /register
{"username":"i_{uniq}","password":""}
200 {"code":400, "message":"密码不能为空", "data":null}
== the shape comes before names that are taken
POST /register
{"username":"{ann.name}","password":"1234"}
200 {"code":400, "message":"密码长度为5到20个字符", "data":null}
POST /register
{"username":"{ann.name}","password":"secret-1","email":"nowhere"}
200 {"code":400, "message":"邮箱格式不正确", "data":null}
== a new user has nothing, and is asked before anybody becomes their friend
POST /register?username=j_{uniq}&password=secret-1
200 {"code":200, ...}
POST /login
{"username":"j_{uniq}","password":"secret-1"}
200 {"code":200, "data":{"accessToken":{t:str}, ...}, ...}
GET /user/self
header Authorization Bearer {t}
200 {"code":200, "data":{"balance":0.00, "isVip":false, "vipExpireTime":null, "tradePasswordSet":false, "manualApprove":true, "email":null, "phone":null, ...}, ...}
== passwords that everybody tries first are refused
POST /register
{"username":"weak_{uniq}","password":"12345"}
200 {"code":400, "message":"密码过于常见，请换一个", "data":null}
POST /register
{"username":"weak_{uniq}","password":"qwerty123"}
200 {"code":400, "message":"密码过于常见，请换一个", "data":null}
POST /register
{"username":"weak_{uniq}","password":"weak_{uniq}"}
200 {"code":400, "message":"密码过于常见，请换一个", "data":null}
POST /register
{"username":"weak_{uniq}","password":"mailbox-{uniq}","email":"mailbox-{uniq}@example.com"}
200 {"code":400, "message":"密码过于常见，请换一个", "data":null}
== names of administrators are nobody else's
POST /register
{"username":"ADMIN","password":"secret-1"}
200 {"code":400, "message":"该用户名已注册", "data":null}
POST /register
{"username":"管理员","password":"secret-1"}
200 {"code":400, "message":"该用户名已注册", "data":null}
