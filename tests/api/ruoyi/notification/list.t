# ruoyi 18.1 list; 18.2 unread; 18.3 read; 18.4 delete; 18.5 read all; 18.6 unread count; 22.4 notification; 27 Notification
use two people, administrator
== a line arrives, is listed, counted, read and deleted
ann: WS /ws/im?token={ann.token}
ann < {"type":"connected", ...}
admin: POST /api/im/notification/send
{"receiverId":{ann.id}, "type":"SYSTEM", "title":"Upgrade", "content":"Tonight at ten", "relatedId":7, "relatedType":"PLAN"}
200 {"code":200, "msg":"发送成功", "data":{n:int}}
ann < {"type":"notification", "payload":{"id":{n}, "type":"SYSTEM", "title":"Upgrade", "content":"Tonight at ten", "relatedType":"PLAN", "relatedId":7, "createTime":{_:time}}, "title":"Upgrade", "content":"Tonight at ten", "notificationType":"SYSTEM", "timestamp":{_:ms}}
ann: GET /api/im/notification/list
200 {"code":200, "msg":"操作成功", "data":[{"id":{n}, "receiverId":{ann.id}, "senderId":{_:int}, "type":"SYSTEM", "title":"Upgrade", "content":"Tonight at ten", "relatedType":"PLAN", "relatedId":7, "isRead":0, "read":false, "readTime":null, "createTime":{_:time}, "updateTime":{_:time}, "line":null}]}
ann: GET /api/im/notification/unread/count
200 {"code":200, "msg":"操作成功", "data":1}
ann: GET /api/im/notification/{n}
200 {"data":{"id":{n}, "title":"Upgrade", ...}, ...}
ann: PUT /api/im/notification/{n}/read
200 {"code":200, "msg":"标记已读成功", "data":null}
ann: PUT /api/im/notification/{n}/read
200 {"code":200, "msg":"标记已读成功", "data":null}
ann: GET /api/im/notification/{n}
200 {"data":{"isRead":1, "read":true, "readTime":{_:time}, ...}, ...}
ann: GET /api/im/notification/unread
200 {"code":200, "msg":"操作成功", "data":[]}
ann: GET /api/im/notification/unread/count
200 {"data":0, ...}
ann: DELETE /api/im/notification/{n}
200 {"code":200, "msg":"删除成功", "data":null}
ann: DELETE /api/im/notification/{n}
400 {"code":6501, "msg":"通知不存在", "data":null}
ann: GET /api/im/notification/list
200 {"data":[], ...}
== unread ones first, by type and by state, in pages
admin: POST /api/im/notification/send
{"receiverId":{ann.id}, "type":"SYSTEM", "title":"one", "content":"c"}
200 {"data":{n1:int}, ...}
wait 5ms
admin: POST /api/im/notification/send
{"receiverId":{ann.id}, "type":"todo", "title":"two", "content":"c"}
200 {"data":{n2:int}, ...}
wait 5ms
admin: POST /api/im/notification/send
{"receiverId":{ann.id}, "type":"SYSTEM", "title":"three", "content":"c"}
200 {"data":{n3:int}, ...}
ann: PUT /api/im/notification/{n3}/read
200 {"code":200, ...}
ann: GET /api/im/notification/list
200 {"data":[{"id":{n2}, "type":"TODO", ...}, {"id":{n1}, ...}, {"id":{n3}, ...}], ...}
ann: GET /api/im/notification/list?isRead=1
200 {"data":[{"id":{n3}, ...}], ...}
ann: GET /api/im/notification/list?isRead=false&type=system
200 {"data":[{"id":{n1}, ...}], ...}
ann: GET /api/im/notification/unread?type=TODO
200 {"data":[{"id":{n2}, ...}], ...}
ann: GET /api/im/notification/list?pageNum=2&pageSize=2
200 {"code":200, "msg":"操作成功", "data":[{"id":{n3}, ...}], "rows":[{"id":{n3}, ...}], "total":3}
ann: GET /api/im/notification/unread?pageSize=1
200 {"code":200, "msg":"操作成功", "data":[{"id":{n2}, ...}], "rows":[{"id":{n2}, ...}], "total":2}
ann: GET /api/im/notification/list?pageNum=99999999999999999
200 {"data":[], "total":3, ...}
ann: GET /api/im/notification/list?type=GOSSIP
400 {"code":400, "msg":"参数校验失败", "data":{"type":{_:str}}}
== all of one type are read, then all
admin: POST /api/im/notification/send
{"receiverId":{ann.id}, "type":"SYSTEM", "title":"one", "content":"c"}
200 {"code":200, ...}
admin: POST /api/im/notification/send
{"receiverId":{ann.id}, "type":"TODO", "title":"two", "content":"c"}
200 {"code":200, ...}
ann: PUT /api/im/notification/read/all?type=TODO
200 {"code":200, "msg":"全部标记已读成功", "data":null}
ann: GET /api/im/notification/unread
200 {"data":[{"type":"SYSTEM", ...}], ...}
ann: PUT /api/im/notification/read/all
200 {"code":200, "msg":"全部标记已读成功", "data":null}
ann: GET /api/im/notification/unread/count
200 {"data":0, ...}
== it is nobody else's
admin: POST /api/im/notification/send
{"receiverId":{ann.id}, "type":"SYSTEM", "title":"one", "content":"c"}
200 {"data":{n:int}, ...}
bob: PUT /api/im/notification/{n}/read
403 {"code":403, "msg":"无权限操作", "data":null}
bob: DELETE /api/im/notification/{n}
403 {"code":403, "msg":"无权限操作", "data":null}
bob: GET /api/im/notification/{n}
403 {"code":403, "msg":"无权限操作", "data":null}
bob: DELETE /api/im/notification/batch
[{n}]
200 {"code":200, ...}
ann: GET /api/im/notification/unread/count
200 {"data":1, ...}
bob: GET /api/im/notification/list
200 {"data":[], ...}
== one that is not there
ann: PUT /api/im/notification/999999999/read
400 {"code":6501, "msg":"通知不存在", "data":null}
ann: DELETE /api/im/notification/999999999
400 {"code":6501, "msg":"通知不存在", "data":null}
ann: GET /api/im/notification/999999999
400 {"code":6501, "msg":"通知不存在", "data":null}
== several are deleted at once, or all
admin: POST /api/im/notification/send
{"receiverId":{ann.id}, "type":"SYSTEM", "title":"one", "content":"c"}
200 {"data":{n1:int}, ...}
admin: POST /api/im/notification/send
{"receiverId":{ann.id}, "type":"SYSTEM", "title":"two", "content":"c"}
200 {"data":{n2:int}, ...}
admin: POST /api/im/notification/send
{"receiverId":{ann.id}, "type":"SYSTEM", "title":"three", "content":"c"}
200 {"data":{n3:int}, ...}
ann: DELETE /api/im/notification/batch
[{n1}, {n2}]
200 {"code":200, "msg":"删除成功", "data":null}
ann: GET /api/im/notification/list
200 {"data":[{"id":{n3}, ...}], ...}
ann: DELETE /api/im/notification/batch
[]
400 {"code":400, "msg":"参数校验失败", "data":{"ids":{_:str}}}
ann: DELETE /api/im/notification/clear
200 {"code":200, "msg":"清空成功", "data":null}
ann: GET /api/im/notification/list
200 {"data":[], ...}
== sending is for administrators, to somebody, with words
ann: POST /api/im/notification/send
{"receiverId":{bob.id}, "type":"SYSTEM", "title":"t", "content":"c"}
403 {"code":403, "msg":"无权限操作", "data":null}
admin: POST /api/im/notification/send
{"receiverId":999999999, "type":"SYSTEM", "title":"t", "content":"c"}
400 {"code":4001, "msg":"用户不存在", "data":null}
admin: POST /api/im/notification/send
{"receiverId":{ann.id}, "type":"GOSSIP", "title":" ", "content":""}
400 {"code":400, "msg":"参数校验失败", "data":{"type":{_:str}, "title":{_:str}, "content":{_:str}}}
admin: POST /api/im/notification/send
{}
400 {"code":400, "msg":"参数校验失败", "data":{"receiverId":{_:str}, "type":{_:str}, "title":{_:str}, "content":{_:str}}}
admin: POST /api/im/notification/send
{"receiverId":{ann.id}, "type":"SYSTEM", "title":"{字*201}", "content":"{字*2001}"}
400 {"code":400, "msg":"参数校验失败", "data":{"title":{_:str}, "content":{_:str}}}
admin: POST /api/im/notification/send
{"receiverId":{ann.id}, "type":"SYSTEM", "title":"{字*200}", "content":"{字*2000}"}
200 {"code":200, ...}
== it is there after a crash
admin: POST /api/im/notification/send
{"receiverId":{ann.id}, "type":"SYSTEM", "title":"kept", "content":"c"}
200 {"code":200, ...}
restart kill -9
ann: GET /api/im/notification/list
200 {"data":[{"title":"kept", ...}], ...}
== without a token
GET /api/im/notification/list
401 {"code":401, "msg":"未授权，需要登录", "data":null}
GET /api/im/notification/unread
401 {"code":401, ...}
PUT /api/im/notification/1/read
401 {"code":401, ...}
DELETE /api/im/notification/1
401 {"code":401, ...}
PUT /api/im/notification/read/all
401 {"code":401, ...}
GET /api/im/notification/unread/count
401 {"code":401, ...}
POST /api/im/notification/send
{}
401 {"code":401, ...}
