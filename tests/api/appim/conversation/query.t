# app-im 2.3
use group of three
== the operation of the document: a POST with everything in the address
master: POST /im/conversations?where=[["conv_id","=","{conv}"]]&page=1&size=20
200 {"code":0, "message":"ok", "data":{"current_page":1, "data":[{"conv_id":"{conv}", ...}], "last_page":1, "per_page":20, "total":1}, "request-id":null}

== conditions of each field
app: GET /im/conversations?where=[["user_id","{ann.id}"]]
200 {"code":0, "data":{"total":1, ...}, ...}
app: GET /im/conversations?where=[["client_id","in",["{ann.id}","{cat.id}"]],["conv_type","in",[1,3]]]
200 {"code":0, "data":{"total":1, ...}, ...}
app: GET /im/conversations?where=[["user_id","=","{ann.id}"],["conv_type","NOT IN",[3]]]
200 {"code":0, "data":{"total":0, ...}, ...}
app: GET /im/conversations?where=[["user_id","=","{ann.id}"],["conv_type",">=",2]]
200 {"code":0, "data":{"total":1, ...}, ...}
app: GET /im/conversations?where=[["conv_creater_id","=","{ann.id}"]]
200 {"code":0, "data":{"total":1, ...}, ...}
app: GET /im/conversations?where=[["user_id","=","{ann.id}"],["conv_creater_id","!=","{ann.id}"]]
200 {"code":0, "data":{"total":0, ...}, ...}
app: GET /im/conversations?where=[["user_id","=","{ann.id}"],["conv_id","not in",["{conv}"]]]
200 {"code":0, "data":{"total":0, ...}, ...}
app: GET /im/conversations?where=[["user_id","=","{ann.id}"],["client_num","between",[3,3]]]
200 {"code":0, "data":{"total":1, ...}, ...}
app: GET /im/conversations?where=[["user_id","=","{ann.id}"],["client_num","!=",3]]
200 {"code":0, "data":{"total":0, ...}, ...}
app: GET /im/conversations?where=[["user_id","=","{ann.id}"],["ctime",">","2020-01-01 00:00:00"],["ctime","<",4102444800000]]
200 {"code":0, "data":{"total":1, ...}, ...}
app: GET /im/conversations?where=[["user_id","=","{ann.id}"],["mtime",">","2020-01-01 00:00:00"]]
200 {"code":0, "data":{"total":0, ...}, ...}
app: GET /im/conversations?where=[["user_id","=","{ann.id}"],["conv_extend.conv_name","=","team"]]
200 {"code":0, "data":{"total":1, ...}, ...}
app: GET /im/conversations?where=[["user_id","=","{ann.id}"],["conv_extend.conv_name","like","te_m%25"]]
200 {"code":0, "data":{"total":1, ...}, ...}
app: GET /im/conversations?where=[["user_id","=","{ann.id}"],["conv_extend.conv_name","like","Te_m"]]
200 {"code":0, "data":{"total":0, ...}, ...}
app: GET /im/conversations?where=[["user_id","=","{ann.id}"],["conv_extend.none","!=",1]]
200 {"code":0, "data":{"total":1, ...}, ...}

== pages
app: GET /im/conversations?where=[["user_id","=","{ann.id}"]]&page=3&size=500
200 {"code":0, "data":{"current_page":3, "data":[], "last_page":1, "per_page":100, "total":1}, ...}
app: GET /im/conversations?where=[["user_id","=","{ann.id}"]]&page=0&size=0
200 {"code":0, "data":{"current_page":1, "per_page":20, "total":1, ...}, ...}

== who is unknown is named
app: GET /im/conversations?where=[["user_id","=","ghost"]]
200 {"code":211, "message":"未知用户 ghost", "data":null, "request-id":null}
app: GET /im/conversations?where=[["conv_creater_id","=","ghost"]]
200 {"code":211, ...}

== nothing but conditions of the list is taken
app: GET /im/conversations
200 {"code":4001, "message":"参数缺失", "data":null, "request-id":null}
app: GET /im/conversations?where=x
200 {"code":4406, "message":"错误的参数格式", "data":null, "request-id":null}
app: GET /im/conversations?where={"conv_id":"1"}
200 {"code":4406, ...}
app: GET /im/conversations?where=[["conv_id","=","1","2"]]
200 {"code":4406, ...}
app: GET /im/conversations?where=[["password","=","1"]]
200 {"code":4406, ...}
app: GET /im/conversations?where=[["tenant_id","=",1]]
200 {"code":4406, ...}
app: GET /im/conversations?where=[["conv_id","like","%25"]]
200 {"code":4406, ...}
app: GET /im/conversations?where=[["conv_type","=","3%20or%201=1"]]
200 {"code":4406, ...}
app: GET /im/conversations?where=[["conv_id","=","'%20or%20'1'='1"]]
200 {"code":0, "data":{"total":0, ...}, ...}
app: GET /im/conversations?where=[["conv_extend.a')%20or%20('1","=","1"]]
200 {"code":0, "data":{"data":[], ...}, ...}
app: GET /im/conversations?where=[["client_num","between",[1]]]
200 {"code":4406, ...}
app: GET /im/conversations?where=[["ctime",">","yesterday"]]
200 {"code":4406, ...}
app: GET /im/conversations?where=[["conv_extend","=","1"]]
200 {"code":4406, ...}
