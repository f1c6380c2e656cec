# ruoyi 7.1 send; 7.2 received; 7.3 sent; 7.4 get; 7.5 read; 7.6 confirm; 7.7 cancel; 7.8 receipts; 7.9 templates; 7.10 template; 22.4 ding
use three people
== it is sent, read, confirmed, and each hears of it
bob: WS /ws/im?token={bob.token}
bob < {"type":"connected", ...}
ann: WS /ws/im?token={ann.token}
ann < {"type":"connected", ...}
ann: POST /api/im/ding/send
{"content":" Lift is stuck ", "receiverIds":[{bob.id}, {cat.id}, {bob.id}, {ann.id}], "isUrgent":1, "attachment":"/a.png"}
200 {"code":200, "msg":"DING发送成功", "data":{d:int}}
bob < {"type":"ding", "action":"new_ding", "payload":{"dingId":{d}, "content":"Lift is stuck", "dingType":"APP", "isUrgent":1, "receiptRequired":1, "sendTime":{_:time}, "senderId":{ann.id}, "senderName":"{ann.nick}", "senderAvatar":{_:str}}, "timestamp":{_:ms}}
bob < {"type":"notification", "payload":{"type":"DING", "title":"DING消息", "content":"{ann.nick}：Lift is stuck", "relatedType":"DING", "relatedId":{d}, ...}, ...}
bob: GET /api/im/ding/received
200 {"code":200, "msg":"操作成功", "data":[{"id":{d}, "dingId":{d}, "senderId":{ann.id}, "senderName":"{ann.nick}", "senderAvatar":{_:str}, "content":"Lift is stuck", "receiverType":"USER", "remindType":"APP", "dingType":"APP", "reachedBy":"APP", "isUrgent":1, "priority":"URGENT", "scheduledTime":null, "scheduleTime":null, "sendTime":{_:time}, "status":"SENT", "receiptRequired":1, "totalCount":2, "sendCount":2, "readCount":0, "confirmedCount":0, "remindInterval":0, "maxRemindCount":3, "remindedCount":0, "attachment":"/a.png", "createTime":{_:time}, "updateTime":{_:time}, "isRead":false, "readTime":null, "confirmed":0, "confirmTime":null}]}
bob: PUT /api/im/ding/{d}/read
200 {"code":200, "msg":"已标记为已读", "data":null}
ann < {"type":"ding", "action":"ding_read", "payload":{"dingId":{d}, "userId":{bob.id}, "userName":"{bob.nick}", "readTime":{_:time}}, "timestamp":{_:ms}}
bob: PUT /api/im/ding/{d}/read
200 {"code":200, "msg":"已标记为已读", "data":null}
ann <! 200ms {"type":"ding", "action":"ding_read", ...}
cat: PUT /api/im/ding/{d}/confirm
{"remark":"coming"}
200 {"code":200, "msg":"确认成功", "data":null}
ann < {"type":"ding", "action":"ding_confirmed", "payload":{"dingId":{d}, "userId":{cat.id}, "userName":"{cat.nick}", "confirmTime":{_:time}, "remark":"coming"}, "timestamp":{_:ms}}
cat: PUT /api/im/ding/{d}/confirm
{"remark":"again"}
200 {"code":200, "msg":"确认成功", "data":null}
ann: GET /api/im/ding/sent
200 {"code":200, "msg":"操作成功", "data":[{"id":{d}, "status":"SENT", "sendCount":2, "readCount":2, "confirmedCount":1, "isRead":null, "confirmed":null, ...}]}
ann: GET /api/im/ding/{d}/receipts
200 {"code":200, "msg":"操作成功", "data":[{"id":{_:int}, "receiverId":{bob.id}, "receiverName":"{bob.nick}", "receiverAvatar":{_:str}, "readTime":{_:time}, "confirmed":0, "confirmTime":null, "remark":null, "userId":{bob.id}, "userName":"{bob.nick}", "userAvatar":{_:str}, "status":"READ", "reachStatus":null}, {"receiverId":{cat.id}, "confirmed":1, "confirmTime":{_:time}, "remark":"coming", "status":"CONFIRMED", ...}]}
ann: GET /api/im/ding/{d}
200 {"code":200, "msg":"操作成功", "data":{"id":{d}, "receipts":[{"receiverId":{bob.id}, ...}, {"receiverId":{cat.id}, ...}], ...}}
bob: GET /api/im/ding/{d}
200 {"data":{"id":{d}, "isRead":true, "readTime":{_:time}, "receipts":[{"receiverId":{bob.id}, ...}], ...}, ...}
== lists: pages, unread ones, states
ann: POST /api/im/ding/send
{"content":"one", "targetUsers":[{bob.id}], "dingType":"PHONE"}
200 {"data":{a:int}, ...}
ann: POST /api/im/ding/send
{"content":"two", "receiverIds":[{bob.id}], "remindType":"sms", "priority":"URGENT"}
200 {"data":{b:int}, ...}
bob: GET /api/im/ding/received?pageNum=1&pageSize=1
200 {"code":200, "data":[{"id":{b}, "dingType":"SMS", "priority":"URGENT", "isUrgent":1, ...}], "rows":[{"id":{b}, ...}], "total":2, ...}
bob: PUT /api/im/ding/{b}/read
200 any
bob: GET /api/im/ding/received?unreadOnly=true
200 {"data":[{"id":{a}, "remindType":"CALL", "dingType":"CALL", ...}], ...}
bob: GET /api/im/ding/received?status=DRAFT&pageNum=1
200 {"data":[], "rows":[], "total":0, ...}
bob: GET /api/im/ding/received?status=sent
200 {"data":[{"id":{b}, ...}, {"id":{a}, ...}], ...}
ann: GET /api/im/ding/sent?status=SENT&pageNum=2&pageSize=1
200 {"data":[{"id":{a}, ...}], "rows":[{"id":{a}, ...}], "total":2, ...}
ann: GET /api/im/ding/sent?status=CANCELLED
200 {"data":[], ...}
ann: GET /api/im/ding/sent?status=NONE
400 {"code":400, "msg":"参数校验失败", "data":{"status":"状态不正确"}}
== what is missing or wrong is named
ann: POST /api/im/ding/send
{"receiverIds":[{bob.id}]}
400 {"code":400, "msg":"参数校验失败", "data":{"content":"DING内容不能为空"}}
ann: POST /api/im/ding/send
{"content":"x"}
400 {"code":400, "msg":"参数校验失败", "data":{"receiverIds":"接收者不能为空"}}
ann: POST /api/im/ding/send
{"content":"x", "receiverIds":[{ann.id}]}
400 {"code":400, "msg":"接收者不能为空", "data":null}
ann: POST /api/im/ding/send
{"content":"x", "receiverIds":[{bob.id}, 999999999]}
404 {"code":404, "msg":"接收者不存在: 999999999", "data":null}
ann: POST /api/im/ding/send
{"content":"{字*2000}", "receiverIds":[{bob.id}]}
200 any
ann: POST /api/im/ding/send
{"content":"{字*2001}", "receiverIds":[{bob.id}], "remindType":"MAIL", "remindInterval":10081, "maxRemindCount":11, "attachment":"{a*501}", "receiverType":"ROOM", "priority":"LOW"}
400 {"code":400, "msg":"参数校验失败", "data":{"content":"DING内容长度不能超过2000个字符", "remindType":"提醒方式不正确", "remindInterval":"提醒间隔不正确", "maxRemindCount":"提醒次数不正确", "attachment":"附件长度不能超过500个字符", "receiverType":"接收者类型不正确", "priority":"优先级不正确"}}
ann: POST /api/im/ding/send
{"content":"x", "receiverIds":[{bob.id}], "scheduledTime":"2020-01-01 00:00:00"}
400 {"code":400, "msg":"定时时间必须晚于当前时间", "data":null}
ann: POST /api/im/ding/send
{"content":"x", "receiverIds":[{bob.id}], "scheduleTime":"2099-01-01 00:00:00"}
400 {"code":400, "msg":"定时时间不能超过一年", "data":null}
== each acts on what is theirs
ann: POST /api/im/ding/send
{"content":"x", "receiverIds":[{bob.id}]}
200 {"data":{d:int}, ...}
cat: GET /api/im/ding/{d}
403 {"code":403, "msg":"无权限查看此DING", "data":null}
cat: PUT /api/im/ding/{d}/read
403 {"code":403, "msg":"无权限操作", "data":null}
ann: PUT /api/im/ding/{d}/confirm
403 {"code":403, "msg":"无权限操作", "data":null}
bob: PUT /api/im/ding/{d}/cancel
403 {"code":403, "msg":"无权限操作", "data":null}
bob: GET /api/im/ding/{d}/receipts
403 {"code":403, "msg":"无权限查看回执", "data":null}
ann: PUT /api/im/ding/{d}/cancel
400 {"code":400, "msg":"只能取消定时的DING", "data":null}
bob: PUT /api/im/ding/{d}/confirm
{"remark":"{字*501}"}
400 {"code":400, "msg":"参数校验失败", "data":{"remark":"备注长度不能超过500个字符"}}
ann: GET /api/im/ding/999999999
404 {"code":404, "msg":"DING消息不存在", "data":null}
ann: PUT /api/im/ding/999999999/read
404 {"code":404, "msg":"DING消息不存在", "data":null}
ann: PUT /api/im/ding/999999999/confirm
404 {"code":404, "msg":"DING消息不存在", "data":null}
ann: PUT /api/im/ding/999999999/cancel
404 {"code":404, "msg":"DING消息不存在", "data":null}
ann: GET /api/im/ding/999999999/receipts
404 {"code":404, "msg":"DING消息不存在", "data":null}
== templates
ann: GET /api/im/ding/templates
200 {"code":200, "msg":"操作成功", "data":[{"id":1, "name":"会议提醒", "content":{_:str}, "category":"MEETING", "isSystem":true, "sortOrder":1, "status":"ACTIVE"}, ...]}
ann: GET /api/im/ding/templates?category=remind
200 {"data":[{"id":4, "name":"紧急通知", "category":"REMIND", ...}, {"id":5, "name":"打卡提醒", ...}], ...}
ann: GET /api/im/ding/templates?category=PARTY
400 {"code":400, "msg":"参数校验失败", "data":{"category":"分类不正确"}}
ann: POST /api/im/ding/template/2
{"params":{"content":"Tidy up", "deadline":5, "other":"x"}}
200 {"code":200, "msg":"操作成功", "data":{"id":2, "name":"工作安排", "category":"WORK", "content":"【工作安排】Tidy up，请于5前完成。"}}
ann: POST /api/im/ding/template/2
{"content":"Tidy up"}
200 {"data":{"id":2, "content":{_:str}, ...}, ...}
ann: POST /api/im/ding/template/2
{"params":7}
400 {"code":400, ...}
ann: POST /api/im/ding/template/9
{}
404 {"code":404, "msg":"DING模板不存在", "data":null}
