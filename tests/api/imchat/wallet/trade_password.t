# im-chat 2.1.8: the trade password
use one user
== it is set, shown as set, and replaced
ann: PUT /setTradePwd
{"tradePassword":"246813"}
200 {"code":200, "message":"success", "data":null}
ann: GET /user/self
200 {"code":200, "data":{"tradePasswordSet":true, "balance":0.00, "isVip":false, ...}, ...}
ann: PUT /setTradePwd
{"tradePassword":"135792","oldTradePassword":"wrong-1"}
200 {"code":4002, "message":"交易密码错误", "data":null}
ann: PUT /setTradePwd
{"tradePassword":"135792","oldTradePassword":"246813"}
200 {"code":200, "message":"success", "data":null}
== an old one that was never set
ann: PUT /setTradePwd
{"tradePassword":"135792","oldTradePassword":"246813"}
200 {"code":4002, "message":"未设置交易密码", "data":null}
== limits
ann: PUT /setTradePwd
{}
200 {"code":400, "message":"交易密码不能为空", "data":null}
ann: PUT /setTradePwd
{"tradePassword":"12345"}
200 {"code":400, "message":"交易密码长度为6到20个字符", "data":null}
ann: PUT /setTradePwd
{"tradePassword":"{1*21}"}
200 {"code":400, "message":"交易密码长度为6到20个字符", "data":null}
PUT /setTradePwd
{"tradePassword":"246813"}
200 {"code":401, ...}
== six and twenty characters; empty texts; parameters
ann: PUT /setTradePwd
{"tradePassword":"123456"}
200 {"code":400, "message":"密码过于常见，请换一个", "data":null}
ann: PUT /setTradePwd
{"tradePassword":"147258"}
200 {"code":200, "message":"success", "data":null}
ann: PUT /setTradePwd
{"tradePassword":"2468{1*16}","oldTradePassword":"147258"}
200 {"code":200, "message":"success", "data":null}
ann: PUT /setTradePwd
{"tradePassword":""}
200 {"code":400, "message":"交易密码不能为空", "data":null}
ann: PUT /setTradePwd
{"tradePassword":"246813","oldTradePassword":""}
200 {"code":200, "message":"success", "data":null}
ann: PUT /setTradePwd?tradePassword=135792&oldTradePassword=246813
200 {"code":200, "message":"success", "data":null}
== the shape comes before the old one
ann: PUT /setTradePwd
{"tradePassword":"12345","oldTradePassword":"wrong-1"}
200 {"code":400, "message":"交易密码长度为6到20个字符", "data":null}
== without the old one it is replaced soon after a sign-in only
ann: PUT /setTradePwd
{"tradePassword":"246813"}
200 {"code":200, ...}
ann: PUT /setTradePwd
{"tradePassword":"135792"}
200 {"code":200, ...}
clock +5m
ann: PUT /setTradePwd
{"tradePassword":"975318"}
200 {"code":4002, "message":"请输入原交易密码，或重新登录后5分钟内设置", "data":null}
ann: PUT /setTradePwd
{"tradePassword":"975318","oldTradePassword":"246813"}
200 {"code":4002, "message":"交易密码错误", "data":null}
ann: PUT /setTradePwd
{"tradePassword":"975318","oldTradePassword":"135792"}
200 {"code":200, "message":"success", "data":null}
== five wrong old ones lock it for half an hour
ann: PUT /setTradePwd
{"tradePassword":"246813"}
200 {"code":200, ...}
ann: PUT /setTradePwd
{"tradePassword":"135792","oldTradePassword":"wrong-1"}
200 {"code":4002, ...}
ann: PUT /setTradePwd
{"tradePassword":"135792","oldTradePassword":"wrong-2"}
200 {"code":4002, ...}
ann: PUT /setTradePwd
{"tradePassword":"135792","oldTradePassword":"wrong-3"}
200 {"code":4002, ...}
ann: PUT /setTradePwd
{"tradePassword":"135792","oldTradePassword":"wrong-4"}
200 {"code":4002, ...}
ann: PUT /setTradePwd
{"tradePassword":"135792","oldTradePassword":"wrong-5"}
200 {"code":4002, ...}
ann: PUT /setTradePwd
{"tradePassword":"135792","oldTradePassword":"246813"}
200 {"code":400, "message":"交易密码错误次数过多，请稍后再试", "data":null}
clock +29m
ann: PUT /setTradePwd
{"tradePassword":"135792","oldTradePassword":"246813"}
200 {"code":400, ...}
