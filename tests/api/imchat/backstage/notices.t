# im-chat 3.3.7: notices of the office, and the tasks that send them
use two people, backstage
== written, shown, changed, removed
admin: POST /im/systemMessage
{"title":"T{uniq}","coverUrl":"http://files/a.png","intro":"From ten to eleven.","contentType":0,"richText":"<p>Closed.</p>"}
200 {"code":200, "message":"success", "data":{"id":{n:int}}}
admin: GET /im/systemMessage/{n}
200 {"code":200, "message":"success", "data":{"id":{n}, "title":"T{uniq}", "coverUrl":"http://files/a.png", "intro":"From ten to eleven.", "contentType":0, "richText":"<p>Closed.</p>", "externLink":null, "creator":{admin.id}, "createTime":{_:time}, "updateTime":{_:time}}}
admin: POST /im/systemMessage
{"title":"L{uniq}","contentType":1,"externLink":"https://example.org/a"}
200 {"code":200, "data":{"id":{l:int}}, ...}
admin: GET /im/systemMessage/list?title={uniq}&contentType=1
200 {"code":200, "message":"success", "data":{"total":1, "records":[{"id":{l}, "title":"L{uniq}", "coverUrl":null, "intro":null, "contentType":1, "richText":null, "externLink":"https://example.org/a", "creator":{admin.id}, "createTime":{_:time}, "updateTime":{_:time}}], "page":1, "size":20}}
admin: GET /im/systemMessage/list?title={uniq}&contentType=0
200 {"code":200, "data":{"total":1, "records":[{"id":{n}, "richText":"<p>Closed.</p>", ...}], ...}, ...}
admin: GET /im/systemMessage/list?title={uniq}&page=1&size=1
200 {"code":200, "data":{"total":2, "records":[{"title":{_:str}, ...}], "page":1, "size":1}, ...}
admin: PUT /im/systemMessage
{"id":{n},"title":"U{uniq}"}
200 {"code":200, "message":"success", "data":null}
admin: GET /im/systemMessage/{n}
200 {"code":200, "data":{"title":"U{uniq}", "intro":"From ten to eleven.", "richText":"<p>Closed.</p>", ...}, ...}
admin: PUT /im/systemMessage
{"id":{n},"contentType":1,"externLink":"http://example.org/b","coverUrl":"","intro":""}
200 {"code":200, "message":"success", "data":null}
admin: GET /im/systemMessage/{n}
200 {"code":200, "data":{"title":"U{uniq}", "coverUrl":null, "intro":null, "contentType":1, "richText":null, "externLink":"http://example.org/b", ...}, ...}
admin: DELETE /im/systemMessage/{n},{l}
200 {"code":200, "message":"success", "data":null}
admin: GET /im/systemMessage/{n}
200 {"code":404, "message":"系统消息不存在", "data":null}
admin: DELETE /im/systemMessage/{n}
200 {"code":404, "message":"系统消息不存在", "data":null}
== what a notice needs, and how long it may be
admin: POST /im/systemMessage
{"contentType":0,"richText":"x"}
200 {"code":400, "message":"标题不能为空", "data":null}
admin: POST /im/systemMessage
{"title":"{字*17}","richText":"x"}
200 {"code":400, "message":"标题不能超过16个字符", "data":null}
admin: POST /im/systemMessage
{"title":"{字*16}","intro":"{字*512}","richText":"{字*10000}"}
200 {"code":200, "data":{"id":{n:int}}, ...}
admin: POST /im/systemMessage
{"title":"a","intro":"{字*513}","richText":"x"}
200 {"code":400, "message":"简介不能超过512个字符", "data":null}
admin: POST /im/systemMessage
{"title":"a","richText":"{字*10001}"}
200 {"code":400, "message":"正文不能超过10000个字符", "data":null}
admin: POST /im/systemMessage
{"title":"a","coverUrl":"{x*256}","richText":"x"}
200 {"code":400, "message":"封面地址不能超过255个字符", "data":null}
admin: POST /im/systemMessage
{"title":"a","contentType":0,"externLink":"https://example.org"}
200 {"code":400, "message":"richText不能为空", "data":null}
admin: POST /im/systemMessage
{"title":"a","contentType":1,"richText":"x"}
200 {"code":400, "message":"externLink不能为空", "data":null}
admin: POST /im/systemMessage
{"title":"a","contentType":1,"externLink":"javascript:alert(1)"}
200 {"code":400, "message":"externLink格式不正确", "data":null}
admin: POST /im/systemMessage
{"title":"a","contentType":1,"externLink":"https://{x*505}"}
200 {"code":400, "message":"链接不能超过512个字符", "data":null}
admin: POST /im/systemMessage
{"title":"a","contentType":2,"richText":"x"}
200 {"code":400, "message":"contentType超出范围", "data":null}
admin: PUT /im/systemMessage
{"title":"a"}
200 {"code":400, "message":"id不能为空", "data":null}
admin: PUT /im/systemMessage
{"id":{n},"title":"{字*17}"}
200 {"code":400, "message":"标题不能超过16个字符", "data":null}
admin: PUT /im/systemMessage
{"id":{n},"title":" "}
200 {"code":400, "message":"标题不能为空", "data":null}
admin: PUT /im/systemMessage
{"id":{n},"contentType":1}
200 {"code":400, "message":"externLink不能为空", "data":null}
admin: PUT /im/systemMessage
{"id":999999999,"contentType":1}
200 {"code":404, "message":"系统消息不存在", "data":null}
admin: DELETE /im/systemMessage/{n},x
200 {"code":400, "message":"ids格式不正确", "data":null}
admin: DELETE /im/systemMessage/{n},999999999
200 {"code":404, "message":"系统消息不存在", "data":null}
admin: DELETE /im/systemMessage/{n}
200 {"code":200, ...}
== a task is put, shown and done; shape before existence, existence before state
admin: POST /im/systemMessage
{"title":"T{uniq}","richText":"x"}
200 {"code":200, "data":{"id":{n:int}}, ...}
admin: POST /im/smPushTask
{"recvIds":[{bob.id}]}
200 {"code":400, "message":"messageId不能为空", "data":null}
admin: POST /im/smPushTask
{"messageId":999999999}
200 {"code":400, "message":"recvIds不能为空", "data":null}
admin: POST /im/smPushTask
{"messageId":999999999,"sendToAll":true,"recvIds":[{bob.id}]}
200 {"code":400, "message":"recvIds格式不正确", "data":null}
admin: POST /im/smPushTask
{"messageId":999999999,"recvIds":[{bob.id}],"sendTime":"soon"}
200 {"code":400, "message":"sendTime类型不正确", "data":null}
admin: POST /im/smPushTask
{"messageId":999999999,"recvIds":[{bob.id}],"sendTime":"2199-01-01 00:00:00"}
200 {"code":400, "message":"sendTime格式不正确", "data":null}
admin: POST /im/smPushTask
{"messageId":999999999,"recvIds":[999999999999]}
200 {"code":404, "message":"系统消息不存在", "data":null}
admin: POST /im/smPushTask
{"messageId":{n},"recvIds":[{bob.id},999999999999]}
200 {"code":1001, "message":"用户不存在", "data":null}
admin: GET /im/smPushTask/list?messageId={n}
200 {"code":200, "message":"success", "data":{"total":0, "records":[], "page":1, "size":20}}
admin: POST /im/smPushTask
{"messageId":{n},"recvIds":[{bob.id},{ann.id},{bob.id}]}
200 {"code":200, "message":"success", "data":{"id":{t:int}}}
within 10s
admin: GET /im/smPushTask/list?messageId={n}&status=3
200 {"code":200, "message":"success", "data":{"total":1, "records":[{"id":{t}, "messageId":{n}, "title":"T{uniq}", "sendTime":{_:time}, "sendToAll":false, "recvIds":[{ann.id},{bob.id}], "status":3, "seqNo":{_:int}, "sentCount":2, "creator":{admin.id}, "createTime":{_:time}, "startTime":{_:time}, "finishTime":{_:time}}], "page":1, "size":20}}
admin: GET /im/smPushTask/list?messageId={n}&status=1
200 {"code":200, "data":{"total":0, ...}, ...}
admin: GET /im/smPushTask/list?status=5
200 {"code":400, ...}
admin: PUT /im/smPushTask/cancel?id={t}
200 {"code":400, "message":"推送任务不是待发送状态，不可取消", "data":null}
admin: PUT /im/smPushTask/cancel?id=999999999
200 {"code":404, "message":"推送任务不存在", "data":null}
admin: PUT /im/smPushTask/cancel
200 {"code":400, "message":"id不能为空", "data":null}
admin: PUT /im/systemMessage
{"id":{n},"title":"other"}
200 {"code":400, "message":"系统消息已发送，不可修改或删除", "data":null}
admin: PUT /im/systemMessage
{"id":{n},"contentType":1}
200 {"code":400, "message":"externLink不能为空", "data":null}
admin: DELETE /im/systemMessage/{n}
200 {"code":400, "message":"系统消息已发送，不可修改或删除", "data":null}
== later, as the notice is then; what is cancelled does not come
# When a ban of a day ends is a time of tomorrow.
admin: PUT /im/user/ban
{"userId":{bob.id},"duration":1}
200 {"code":200, ...}
admin: GET /im/user/findByName?name={bob.name}
200 {"code":200, "data":[{"banExpireTime":{tomorrow:time}, ...}], ...}
admin: POST /im/systemMessage
{"title":"a","richText":"x"}
200 {"code":200, "data":{"id":{n:int}}, ...}
admin: POST /im/systemMessage
{"title":"b","richText":"y"}
200 {"code":200, "data":{"id":{m:int}}, ...}
admin: POST /im/smPushTask
{"messageId":{n},"sendTime":"{tomorrow}","recvIds":[{ann.id}]}
200 {"code":200, "data":{"id":{t:int}}, ...}
admin: POST /im/smPushTask
{"messageId":{m},"sendTime":"{tomorrow}","sendToAll":true,"recvIds":[]}
200 {"code":200, "data":{"id":{u:int}}, ...}
admin: GET /im/smPushTask/list?messageId={m}&status=1
200 {"code":200, "data":{"total":1, "records":[{"id":{u}, "sendTime":"{tomorrow}", "sendToAll":true, "recvIds":[], "status":1, "seqNo":null, "sentCount":0, "startTime":null, "finishTime":null, ...}], ...}, ...}
admin: DELETE /im/systemMessage/{m}
200 {"code":400, "message":"系统消息有待发送的推送任务，请先取消", "data":null}
admin: PUT /im/smPushTask/cancel?id={u}
200 {"code":200, "message":"success", "data":null}
admin: PUT /im/smPushTask/cancel?id={u}
200 {"code":400, "message":"推送任务不是待发送状态，不可取消", "data":null}
admin: GET /im/smPushTask/list?messageId={m}&status=4
200 {"code":200, "data":{"total":1, "records":[{"id":{u}, "status":4, "seqNo":null, "finishTime":{_:time}, ...}], ...}, ...}
admin: PUT /im/systemMessage
{"id":{n},"title":"c"}
200 {"code":200, ...}
ann: GET /message/system/pullOfflineMessage
200 {"code":200, "message":"success", "data":[]}
clock +24h
POST /login
{"username":"{ann.name}","password":"{ann.password}"}
200 {"code":200, "data":{"accessToken":{at:str}, ...}, ...}
within 10s
GET /message/system/pullOfflineMessage
header Authorization Bearer {at}
200 {"code":200, "message":"success", "data":[{"seqNo":{_:int}, "id":{n}, "title":"c", "coverUrl":null, "intro":null, "contentType":0, "richText":"x", "externLink":null, "sendTime":{_:time}}]}
restart
wait 600ms
GET /message/system/pullOfflineMessage
header Authorization Bearer {at}
200 {"code":200, "data":[{"seqNo":{_:int}, "id":{n}, ...}], ...}
GET /message/system/{m}
header Authorization Bearer {at}
200 {"code":404, "message":"系统消息不存在", "data":null}
== who may not
use three people
admin: POST /im/systemMessage
{"title":"T{uniq}","richText":"x"}
200 {"code":200, "data":{"id":{n:int}}, ...}
POST /im/systemMessage
{"title":"a","richText":"x"}
200 {"code":401, ...}
GET /im/systemMessage/list
200 {"code":401, ...}
ann: POST /im/systemMessage
{"title":"a","richText":"x"}
200 {"code":403, "message":"无权限访问", "data":null}
ann: PUT /im/systemMessage
{"id":{n},"title":"a"}
200 {"code":403, ...}
ann: GET /im/systemMessage/list
200 {"code":403, ...}
ann: GET /im/systemMessage/{n}
200 {"code":403, ...}
ann: DELETE /im/systemMessage/{n}
200 {"code":403, ...}
ann: POST /im/smPushTask
{"messageId":{n},"recvIds":[{ann.id}]}
200 {"code":403, ...}
ann: GET /im/smPushTask/list
200 {"code":403, ...}
ann: PUT /im/smPushTask/cancel?id=1
200 {"code":403, ...}
admin: PUT /im/user/role
{"userId":{cat.id},"role":"auditor"}
200 {"code":200, ...}
POST /auth/login
{"username":"{cat.name}","password":"{cat.password}"}
200 {"code":200, "data":{"accessToken":{a:str}, ...}, ...}
GET /im/systemMessage/list
header Authorization Bearer {a}
200 {"code":200, ...}
GET /im/systemMessage/{n}
header Authorization Bearer {a}
200 {"code":200, ...}
GET /im/smPushTask/list
header Authorization Bearer {a}
200 {"code":200, ...}
POST /im/systemMessage
header Authorization Bearer {a}
{"title":"a","richText":"x"}
200 {"code":403, ...}
PUT /im/systemMessage
header Authorization Bearer {a}
{"id":{n},"title":"a"}
200 {"code":403, ...}
DELETE /im/systemMessage/{n}
header Authorization Bearer {a}
200 {"code":403, ...}
POST /im/smPushTask
header Authorization Bearer {a}
{"messageId":{n},"recvIds":[{cat.id}]}
200 {"code":403, ...}
PUT /im/smPushTask/cancel?id=1
header Authorization Bearer {a}
200 {"code":403, ...}
