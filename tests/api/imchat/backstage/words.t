# im-chat 3.3.1, 1.8: words that nobody is to read
use two friends, backstage
== from now on, and not any more
admin: POST /im/sensitiveWord
{"content":"bad{uniq}"}
200 {"code":200, "message":"success", "data":{"id":{w:int}, "ids":null}}
ann: POST /message/private/send
{"receiverId":{bob.id},"content":"a B.A-D{uniq} day","messageType":1,"clientMsgId":"w1"}
200 {"code":200, "data":{"content":"a *** day", ...}, ...}
ann: POST /message/private/send
{"receiverId":{bob.id},"content":"a B.A-D{uniq} day","messageType":1,"clientMsgId":"w1"}
200 {"code":200, "data":{"content":"a *** day", ...}, ...}
bob: GET /message/private/pullOfflineMessage
200 {"code":200, "data":[..., {"content":"a *** day", ...}], ...}
ann: PUT /user/update
{"nickName":"xBad{uniq}x"}
200 {"code":400, "message":"内容包含敏感词", "data":null}
ann: POST /group/create
{"groupName":"bad{uniq}"}
200 {"code":400, "message":"内容包含敏感词", "data":null}
POST /register
{"username":"bad{uniq}","password":"secret-1"}
200 {"code":400, "message":"内容包含敏感词", "data":null}
admin: PUT /im/sensitiveWord/enable
{"id":{w},"enabled":false}
200 {"code":200, "message":"success", "data":null}
ann: POST /message/private/send
{"receiverId":{bob.id},"content":"a bad{uniq} day","messageType":1}
200 {"code":200, "data":{"content":"a bad{uniq} day", ...}, ...}
admin: PUT /im/sensitiveWord
{"id":{w},"content":"worse{uniq}","enabled":true}
200 {"code":200, "message":"success", "data":null}
ann: POST /message/private/send
{"receiverId":{bob.id},"content":"worse{uniq} and bad{uniq}","messageType":1}
200 {"code":200, "data":{"content":"*** and bad{uniq}", ...}, ...}
admin: GET /im/sensitiveWord/{w}
200 {"code":200, "data":{"id":{w}, "content":"worse{uniq}", "enabled":true, "creator":{admin.id}, "createTime":{_:time}}, ...}
admin: GET /im/sensitiveWord/list?content={uniq}
200 {"code":200, "data":{"total":1, "records":[{"id":{w}, ...}], "page":1, "size":20}, ...}
admin: DELETE /im/sensitiveWord/{w}
200 {"code":200, "message":"success", "data":null}
ann: POST /message/private/send
{"receiverId":{bob.id},"content":"worse{uniq}","messageType":1}
200 {"code":200, "data":{"content":"worse{uniq}", ...}, ...}
== many at once, each once
admin: POST /im/sensitiveWord
{"contents":["one{uniq}","two{uniq}"],"enabled":false}
200 {"code":200, "data":{"id":null, "ids":[{a:int},{b:int}]}, ...}
admin: POST /im/sensitiveWord
{"content":"ONE-{uniq}"}
200 {"code":400, "message":"敏感词已存在", "data":null}
admin: PUT /im/sensitiveWord
{"id":{a},"content":"two{uniq}"}
200 {"code":400, "message":"敏感词已存在", "data":null}
admin: DELETE /im/sensitiveWord/{a},{b}
200 {"code":200, ...}
admin: DELETE /im/sensitiveWord/{a}
200 {"code":404, "message":"资源不存在", "data":null}
== what is missing, what is not there, who may not
admin: POST /im/sensitiveWord
{}
200 {"code":400, "message":"content不能为空", "data":null}
admin: POST /im/sensitiveWord
{"content":"…!"}
200 {"code":400, ...}
admin: POST /im/sensitiveWord
{"content":"{字*65}"}
200 {"code":400, "message":"敏感词不能超过64个字符", "data":null}
admin: PUT /im/sensitiveWord
{"id":999999999,"content":"x{uniq}"}
200 {"code":404, ...}
admin: PUT /im/sensitiveWord/enable
{"id":999999999,"enabled":true}
200 {"code":404, ...}
admin: PUT /im/sensitiveWord/enable
{"id":1}
200 {"code":400, "message":"enabled不能为空", "data":null}
admin: GET /im/sensitiveWord/999999999
200 {"code":404, ...}
ann: GET /im/sensitiveWord/list
200 {"code":403, ...}
ann: POST /im/sensitiveWord
{"content":"x{uniq}"}
200 {"code":403, ...}
ann: PUT /im/sensitiveWord
{"id":1,"content":"x"}
200 {"code":403, ...}
ann: PUT /im/sensitiveWord/enable
{"id":1,"enabled":true}
200 {"code":403, ...}
ann: DELETE /im/sensitiveWord/1
200 {"code":403, ...}
ann: GET /im/sensitiveWord/1
200 {"code":403, ...}
== lengths, and the order of checks
admin: POST /im/sensitiveWord
{"content":"{字*55}{uniq}","enabled":false}
200 {"code":200, "data":{"id":{w:int}, "ids":null}, ...}
admin: GET /im/sensitiveWord/{w}
200 {"code":200, "data":{"enabled":false, ...}, ...}
admin: PUT /im/sensitiveWord
{"id":{w},"content":"{字*64}"}
200 {"code":200, ...}
admin: PUT /im/sensitiveWord
{"id":999999999,"content":"{字*65}"}
200 {"code":400, "message":"敏感词不能超过64个字符", "data":null}
admin: PUT /im/sensitiveWord
{"id":999999999,"content":"…!"}
200 {"code":400, ...}
admin: PUT /im/sensitiveWord
{"content":"x"}
200 {"code":400, "message":"id不能为空", "data":null}
admin: PUT /im/sensitiveWord/enable
{"enabled":true}
200 {"code":400, "message":"id不能为空", "data":null}
admin: POST /im/sensitiveWord
{"content":""}
200 {"code":400, ...}
admin: POST /im/sensitiveWord
{"contents":[]}
200 {"code":400, ...}
admin: POST /im/sensitiveWord
{"contents":["v{uniq}",""]}
200 {"code":400, ...}
admin: POST /im/sensitiveWord
{"contents":["u{uniq}","U-{uniq}"]}
200 {"code":400, "message":"敏感词已存在", "data":null}
admin: GET /im/sensitiveWord/list?content=u{uniq}
200 {"code":200, "data":{"total":0, "records":[], ...}, ...}
admin: DELETE /im/sensitiveWord/x
200 {"code":400, ...}
admin: GET /im/sensitiveWord/x
200 {"code":400, ...}
admin: DELETE /im/sensitiveWord/999999999
200 {"code":404, "message":"资源不存在", "data":null}
# Of several, those that are there go.
admin: DELETE /im/sensitiveWord/{w},999999999
200 {"code":200, "message":"success", "data":null}
admin: GET /im/sensitiveWord/list?enabled=x
200 {"code":400, "message":"enabled类型不正确", "data":null}
POST /im/sensitiveWord
{}
200 {"code":401, ...}
