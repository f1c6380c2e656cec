# im-chat 3.3.7, 5.1: notices of the office, as users get them
use three people, backstage
== to some: at once on their sockets, and for who was away by pulling
bob: WS /ws?accessToken={bob.token}
bob < {"type":"SYSTEM_MESSAGE", "data":{"event":"CONNECTED", ...}, ...}
cat: WS /ws?accessToken={cat.token}
cat < {"type":"SYSTEM_MESSAGE", "data":{"event":"CONNECTED", ...}, ...}
admin: POST /im/systemMessage
{"title":"T{uniq}","coverUrl":"http://files/a.png","intro":"From ten to eleven.","richText":"<p>Closed.</p>"}
200 {"code":200, "data":{"id":{n:int}}, ...}
admin: POST /im/smPushTask
{"messageId":{n},"recvIds":[{ann.id},{bob.id}]}
200 {"code":200, "data":{"id":{_:int}}, ...}
bob < {"type":"SYSTEM_MESSAGE", "data":{"event":"NOTICE", "content":"From ten to eleven.", "seqNo":{s:int}, "id":{n}, "title":"T{uniq}", "coverUrl":"http://files/a.png", "intro":"From ten to eleven.", "contentType":0, "richText":"<p>Closed.</p>", "externLink":null, "time":{at:time}}}
bob <! 300ms {"type":"SYSTEM_MESSAGE", "data":{"event":"NOTICE", ...}, ...}
cat <! 100ms {"type":"SYSTEM_MESSAGE", "data":{"event":"NOTICE", ...}, ...}
ann: GET /message/system/pullOfflineMessage?minSeqNo=0
200 {"code":200, "message":"success", "data":[{"seqNo":{s}, "id":{n}, "title":"T{uniq}", "coverUrl":"http://files/a.png", "intro":"From ten to eleven.", "contentType":0, "richText":"<p>Closed.</p>", "externLink":null, "sendTime":"{at}"}]}
ann: GET /message/system/pullOfflineMessage?minSeqNo=0
200 {"code":200, "message":"success", "data":[{"seqNo":{s}, "id":{n}, "title":"T{uniq}", "coverUrl":"http://files/a.png", "intro":"From ten to eleven.", "contentType":0, "richText":"<p>Closed.</p>", "externLink":null, "sendTime":"{at}"}]}
ann: GET /message/system/pullOfflineMessage?minSeqNo={s}
200 {"code":200, "message":"success", "data":[]}
ann: GET /message/system/{n}
200 {"code":200, "message":"success", "data":{"seqNo":{s}, "id":{n}, "title":"T{uniq}", "coverUrl":"http://files/a.png", "intro":"From ten to eleven.", "contentType":0, "richText":"<p>Closed.</p>", "externLink":null, "sendTime":"{at}"}}
cat: GET /message/system/pullOfflineMessage
200 {"code":200, "message":"success", "data":[]}
cat: GET /message/system/{n}
200 {"code":404, "message":"系统消息不存在", "data":null}
GET /message/system/pullOfflineMessage
200 {"code":401, ...}
GET /message/system/{n}
200 {"code":401, ...}
admin: GET /message/system/pullOfflineMessage
200 {"code":401, ...}
ann: GET /message/system/pullOfflineMessage?minSeqNo=x
200 {"code":400, "message":"minSeqNo类型不正确", "data":null}
== a link; several, in order and in parts
ann: WS /ws?accessToken={ann.token}
ann < {"type":"SYSTEM_MESSAGE", "data":{"event":"CONNECTED", ...}, ...}
admin: POST /im/systemMessage
{"title":"L{uniq}","contentType":1,"externLink":"https://example.org/a"}
200 {"code":200, "data":{"id":{l:int}}, ...}
admin: POST /im/systemMessage
{"title":"T{uniq}","contentType":0,"richText":"x"}
200 {"code":200, "data":{"id":{n:int}}, ...}
admin: POST /im/smPushTask
{"messageId":{l},"recvIds":[{ann.id}]}
200 {"code":200, ...}
ann < {"type":"SYSTEM_MESSAGE", "data":{"event":"NOTICE", "content":"L{uniq}", "seqNo":{a:int}, "id":{l}, "title":"L{uniq}", "coverUrl":null, "intro":null, "contentType":1, "richText":null, "externLink":"https://example.org/a", "time":{_:time}}}
admin: POST /im/smPushTask
{"messageId":{n},"recvIds":[{ann.id}]}
200 {"code":200, ...}
ann < {"type":"SYSTEM_MESSAGE", "data":{"event":"NOTICE", "seqNo":{b:int}, "id":{n}, ...}}
admin: POST /im/smPushTask
{"messageId":{l},"recvIds":[{ann.id}]}
200 {"code":200, ...}
ann < {"type":"SYSTEM_MESSAGE", "data":{"event":"NOTICE", "seqNo":{c:int}, "id":{l}, ...}}
ann: GET /message/system/pullOfflineMessage
200 {"code":200, "data":[{"seqNo":{a}, ...},{"seqNo":{b}, ...},{"seqNo":{c}, ...}], ...}
ann: GET /message/system/pullOfflineMessage?minSeqNo={a}&size=1
200 {"code":200, "data":[{"seqNo":{b}, ...}], ...}
ann: GET /message/system/pullOfflineMessage?minSeqNo={b}&size=0
200 {"code":200, "data":[{"seqNo":{c}, ...}], ...}
# As ann got it last.
ann: GET /message/system/{l}
200 {"code":200, "data":{"seqNo":{c}, ...}, ...}
== to all who are there, on RuoYi-IM a line in the list of notifications
use ruoyi user
clock +1s
ann: WS /ws?accessToken={ann.token}
ann < {"type":"SYSTEM_MESSAGE", "data":{"event":"CONNECTED", ...}, ...}
rae: WS /ws/im?token={rae.token}
rae < {"type":"connected", ...}
admin: POST /im/systemMessage
{"title":"T{uniq}","intro":"From ten to eleven.","contentType":1,"externLink":"https://example.org/a"}
200 {"code":200, "data":{"id":{n:int}}, ...}
admin: POST /im/smPushTask
{"messageId":{n},"sendToAll":true}
200 {"code":200, "data":{"id":{t:int}}, ...}
ann < {"type":"SYSTEM_MESSAGE", "data":{"event":"NOTICE", "seqNo":{s:int}, "id":{n}, ...}}
rae < {"type":"notification", "payload":{"id":{_:int}, "type":"SYSTEM", "title":"T{uniq}", "content":"From ten to eleven.\nhttps://example.org/a", "relatedType":"SYSTEM_NOTICE", "relatedId":{n}, ...}, ...}
rae: GET /api/im/notification/list
200 {"code":200, "data":[{"type":"SYSTEM", "title":"T{uniq}", "relatedId":{n}, ...}], ...}
within 10s
admin: GET /im/smPushTask/list?messageId={n}&status=3
200 {"code":200, "data":{"total":1, "records":[{"id":{t}, "sendToAll":true, "recvIds":[], "seqNo":{s}, "sentCount":{_:int}, ...}], ...}, ...}
bob: GET /message/system/pullOfflineMessage
200 {"code":200, "data":[{"seqNo":{s}, "id":{n}, ...}], ...}
bob: GET /message/system/pullOfflineMessage
200 {"code":200, "data":[{"seqNo":{s}, "id":{n}, ...}], ...}
# Who comes later has no old notices.
wait 5ms
POST /register
{"username":"late_{uniq}","password":"secret-1"}
200 {"code":200, ...}
POST /login
{"username":"late_{uniq}","password":"secret-1"}
200 {"code":200, "data":{"accessToken":{late:str}, ...}, ...}
GET /message/system/pullOfflineMessage
header Authorization Bearer {late}
200 {"code":200, "message":"success", "data":[]}
GET /message/system/{n}
header Authorization Bearer {late}
200 {"code":404, ...}
admin: POST /im/smPushTask
{"messageId":{n},"sendToAll":true}
200 {"code":200, ...}
ann < {"type":"SYSTEM_MESSAGE", "data":{"event":"NOTICE", "seqNo":{s2:int}, "id":{n}, ...}}
GET /message/system/pullOfflineMessage
header Authorization Bearer {late}
200 {"code":200, "data":[{"seqNo":{s2}, "id":{n}, ...}], ...}
ann <! 200ms {"type":"SYSTEM_MESSAGE", "data":{"event":"NOTICE", ...}, ...}
