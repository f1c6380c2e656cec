# im-chat 2.1.1 login; 1.3 envelope; 1.5 tokens
use one user
== name and password give two tokens
POST /login
{"username":"{ann.name}","password":"{ann.password}"}
200 {"code":200, "message":"success", "data":{"accessToken":{_:str}, "refreshToken":{_:str}, "userId":{ann.id}, "accessTokenExpiresIn":1800, "refreshTokenExpiresIn":604800}}
== terminals are 0, 1 and 2
POST /login
{"username":"{ann.name}","password":"{ann.password}","terminal":2}
200 {"code":200, ...}
POST /login
{"username":"{ann.name}","password":"{ann.password}","terminal":3}
200 {"code":400, "message":"terminal超出范围", "data":null}
POST /login
{"username":"{ann.name}","password":"{ann.password}","terminal":-1}
200 {"code":400, ...}
== an unknown name comes before a wrong password
POST /login
{"username":"nobody_{uniq}","password":"wrong"}
200 {"code":1001, "message":"用户不存在", "data":null}
POST /login
{"username":"{ann.name}","password":"wrong"}
200 {"code":1002, "message":"密码错误", "data":null}
== what is missing or of the wrong type comes before everything
POST /login
{"password":"x"}
200 {"code":400, "message":"用户名不能为空", "data":null}
POST /login
{"username":"nobody_{uniq}","password":""}
200 {"code":400, "message":"密码不能为空", "data":null}
POST /login
{"username":7,"password":"x"}
200 {"code":400, "message":"username类型不正确", "data":null}
POST /login
raw "{no json"
200 {"code":400, "message":"body不是有效的JSON", "data":null}
== names are told apart by case
POST /login
{"username":"ANN_{uniq}","password":"{ann.password}"}
200 {"code":1001, ...}
== telephone and address sign in too
POST /register
{"username":"tel_{uniq}","password":"secret-1","phone":"{phone}","email":"Tel{uniq}@example.com"}
200 {"code":200, "message":"success", "data":{"userId":{tel:int}, "username":"tel_{uniq}"}}
POST /login
{"username":"{phone}","password":"secret-1"}
200 {"code":200, "data":{"userId":{tel}, ...}, ...}
POST /login
{"username":"tel{uniq}@EXAMPLE.com","password":"secret-1"}
200 {"code":200, "data":{"userId":{tel}, ...}, ...}
== parameters may come in the query, and the body wins
POST /login?username={ann.name}&password=wrong
{"password":"{ann.password}"}
200 {"code":200, ...}
== too many wrong passwords are refused for a while
POST /login
{"username":"{ann.name}","password":"wrong-1"}
200 {"code":1002, ...}
POST /login
{"username":"{ann.name}","password":"wrong-2"}
200 {"code":1002, ...}
POST /login
{"username":"{ann.name}","password":"wrong-3"}
200 {"code":1002, ...}
POST /login
{"username":"{ann.name}","password":"wrong-4"}
200 {"code":1002, ...}
POST /login
{"username":"{ann.name}","password":"wrong-5"}
200 {"code":1002, ...}
POST /login
{"username":"{ann.name}","password":"{ann.password}"}
200 {"code":400, "message":"登录失败次数过多，请稍后再试", "data":null}
== a number as text, and what is not known is passed over
use ann on three devices
POST /login
{"username":"{ann.name}","password":"{ann.password}","terminal":"2","more":{"x":[1]}}
200 {"code":200, "data":{"accessToken":{t:str}, ...}, ...}
GET /user/self
header Authorization Bearer {t}
200 {"code":200, "data":{"terminal":2, ...}, ...}
POST /login
{"username":"{ann.name}","password":"{ann.password}","terminal":"x"}
200 {"code":400, "message":"terminal类型不正确", "data":null}
GET /user/self
header Authorization Bearer {phone1.token}
200 {"code":200, "data":{"terminal":1, ...}, ...}
ann: GET /user/self
200 {"code":200, "data":{"terminal":0, ...}, ...}
