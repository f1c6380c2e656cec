# im-chat 2.1.3 refresh; 1.5 tokens
use one user
== a refresh token gives a new pair, and stays good
PUT /refreshToken
{"refreshToken":"{ann.refresh}"}
200 {"code":200, "message":"success", "data":{"accessToken":{_:str}, "refreshToken":{fresh:str}, "userId":{ann.id}, "accessTokenExpiresIn":1800, "refreshTokenExpiresIn":604800}}
PUT /refreshToken
{"refreshToken":"{ann.refresh}"}
200 {"code":200, ...}
PUT /refreshToken
{"refreshToken":"{fresh}"}
200 {"code":200, ...}
== it may come in a header; the body wins
PUT /refreshToken
header refreshToken {ann.refresh}
200 {"code":200, ...}
PUT /refreshToken
header refreshToken {ann.refresh}
{"refreshToken":"rubbish"}
200 {"code":401, ...}
== none, a damaged one, an access token
PUT /refreshToken
200 {"code":400, "message":"refreshToken不能为空", "data":null}
PUT /refreshToken
{"refreshToken":"{ann.refresh}x"}
200 {"code":401, "message":"未授权，Token无效或过期", "data":null}
PUT /refreshToken
{"refreshToken":"{ann.token}"}
200 {"code":401, ...}
== a refresh token opens nothing else
GET /user/self
header Authorization Bearer {ann.refresh}
200 {"code":401, "message":"未授权，Token无效或过期", "data":null}
== both end
clock +31m
ann: GET /user/self
200 {"code":401, ...}
PUT /refreshToken
{"refreshToken":"{ann.refresh}"}
200 {"code":200, "data":{"accessToken":{next:str}, ...}, ...}
GET /user/self
header Authorization Bearer {next}
200 {"code":200, ...}
clock +8d
PUT /refreshToken
{"refreshToken":"{ann.refresh}"}
200 {"code":401, ...}
== a new password ends it, and not what was signed in with it
ann: PUT /modifyPwd
{"oldPassword":"{ann.password}","newPassword":"another"}
200 {"code":200, "message":"success", "data":null}
ann: GET /user/self
200 {"code":200, ...}
PUT /refreshToken
{"refreshToken":"{ann.refresh}"}
200 {"code":401, ...}
POST /login
{"username":"{ann.name}","password":"{ann.password}"}
200 {"code":1002, ...}
POST /login
{"username":"{ann.name}","password":"another"}
200 {"code":200, ...}
== the old password must be right, the new one fit
ann: PUT /modifyPwd
{"oldPassword":"wrong","newPassword":"another"}
200 {"code":1002, "message":"原密码错误", "data":null}
ann: PUT /modifyPwd
{"oldPassword":"wrong","newPassword":"1234"}
200 {"code":400, "message":"密码长度为5到20个字符", "data":null}
ann: PUT /modifyPwd
{"newPassword":"12345"}
200 {"code":400, "message":"原密码不能为空", "data":null}
PUT /modifyPwd
{"oldPassword":"wrong","newPassword":"another"}
200 {"code":401, ...}
== the kind of device is inherited
use ann on three devices
PUT /refreshToken
{"refreshToken":"{pc.refresh}"}
200 {"code":200, "data":{"accessToken":{t:str}, ...}, ...}
GET /user/self
header Authorization Bearer {t}
200 {"code":200, "data":{"terminal":2, ...}, ...}
== a new password of 5 and of 20 characters
ann: PUT /modifyPwd
{"oldPassword":"{ann.password}","newPassword":"{1*21}"}
200 {"code":400, "message":"密码长度为5到20个字符", "data":null}
ann: PUT /modifyPwd
{"oldPassword":"{ann.password}","newPassword":"aB3-xK9{x*13}"}
200 {"code":200, "message":"success", "data":null}
ann: PUT /modifyPwd
{"oldPassword":"aB3-xK9{x*13}","newPassword":"9-zkq"}
200 {"code":200, "message":"success", "data":null}
ann: PUT /modifyPwd
{"oldPassword":"","newPassword":"9-zkq"}
200 {"code":400, "message":"原密码不能为空", "data":null}
ann: PUT /modifyPwd
{"oldPassword":"9-zkq","newPassword":""}
200 {"code":400, "message":"新密码不能为空", "data":null}
ann: PUT /modifyPwd?oldPassword=9-zkq&newPassword=9-zkq7
200 {"code":200, "message":"success", "data":null}
== nor one that everybody tries first
ann: PUT /modifyPwd
{"oldPassword":"{ann.password}","newPassword":"password1"}
200 {"code":400, "message":"密码过于常见，请换一个", "data":null}
ann: PUT /modifyPwd
{"oldPassword":"{ann.password}","newPassword":"{ann.name}"}
200 {"code":400, "message":"密码过于常见，请换一个", "data":null}
