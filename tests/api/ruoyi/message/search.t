# ruoyi 3.7 search; 10001 10002
use direct chat, stranger
== found by a part, newest first, with the page and the snippet
ann: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "明天下午三点开会 {uniq}"}
200 {"data": {a:int}, ...}
bob: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "三点见"}
200 {"data": {b:int}, ...}
ann: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "Hello World"}
200 {"data": {c:int}, ...}
within 10s
ann: GET /api/im/message/search?keyword=三点
200 {"code":200, "msg":"操作成功", "data":{"total":2, "pageNum":1, "pageSize":20, "totalPages":1, "items":[{"id":{b}, "messageId":{b}, "conversationId":{dm}, "senderId":{bob.id}, "senderName":"{bob.nick}", "senderAvatar":"/avatar/default.png", "type":"TEXT", "messageType":"TEXT", "content":"三点见", "highlightSnippet":"三点见", "sendTime":{_:time}, "createTime":{_:time}, "isSelf":false, "isRevoked":false, "isPacket":null}, {"id":{a}, "isSelf":true, "content":"明天下午三点开会 {uniq}", ...}]}}
ann: POST /api/im/message/search
{"keyword":"三点", "pageNum":2, "pageSize":1}
200 {"data":{"total":2, "pageNum":2, "pageSize":1, "totalPages":2, "items":[{"id":{a}, ...}]}, ...}
ann: POST /api/im/message/search
{"keyword":"三点", "pageNum":3, "pageSize":1}
200 {"data":{"total":2, "pageNum":3, "pageSize":1, "totalPages":2, "items":[]}, ...}
within 10s
bob: GET /api/im/message/search?keyword=HELL&conversationId={dm}
200 {"data":{"total":1, "items":[{"id":{c}, ...}], ...}, ...}
bob: GET /api/im/message/search?keyword=点&sessionId={dm}
200 {"data":{"total":2, ...}, ...}
bob: GET /api/im/message/search?keyword=三点&senderId={ann.id}
200 {"data":{"total":1, "items":[{"id":{a}, ...}], ...}, ...}
bob: GET /api/im/message/search?keyword=三点&exactMatch=true
200 {"data":{"total":0, "items":[], "totalPages":0, ...}, ...}
bob: GET /api/im/message/search?keyword=三点见&exactMatch=true
200 {"data":{"total":1, "items":[{"id":{b}, ...}], ...}, ...}
bob: GET /api/im/message/search?keyword=三点&messageType=FILE
200 {"data":{"total":0, ...}, ...}
bob: GET /api/im/message/search?keyword=三点&type=text
200 {"data":{"total":2, ...}, ...}
bob: GET /api/im/message/search?keyword=三点&startTime=2020-01-01&endTime=2020-12-31
200 {"data":{"total":0, ...}, ...}
bob: GET /api/im/message/search?keyword=三点&startTime=2020-01-01%2000:00:00&endTime=2999-12-31
200 {"data":{"total":2, ...}, ...}
sam: GET /api/im/message/search?keyword={uniq}
200 {"data":{"total":0, "items":[], ...}, ...}
== a long text is cut around the hit
ann: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "{前*300}目标{后*300}"}
200 {...}
within 10s
ann: GET /api/im/message/search?keyword=目标
200 {"data":{"items":[{"highlightSnippet":"...{前*46}目标{后*46}...", ...}], ...}, ...}
== nothing is asked for
ann: GET /api/im/message/search
200 {"data":{"total":0, "pageNum":1, "pageSize":20, "totalPages":0, "items":[]}, ...}
ann: GET /api/im/message/search?keyword=%20
200 {"data":{"total":0, ...}, ...}
ann: GET /api/im/message/search?keyword=!!!
200 {"data":{"total":0, ...}, ...}
== without a keyword the filters find
ann: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "one"}
200 {"data": {a:int}, ...}
ann: POST /api/im/message/send
{"conversationId": {dm}, "type": "IMAGE", "content": "{\"fileUrl\":\"/x.png\"}"}
200 {"data": {b:int}, ...}
within 10s
bob: GET /api/im/message/search?conversationId={dm}
200 {"data":{"total":2, "items":[{"id":{b}, "highlightSnippet":"", ...}, {"id":{a}, ...}], ...}, ...}
bob: GET /api/im/message/search?conversationId={dm}&messageType=IMAGE
200 {"data":{"total":1, "items":[{"id":{b}, ...}], ...}, ...}
bob: GET /api/im/message/search?senderId={bob.id}
200 {"data":{"total":0, ...}, ...}
== a file is found by its name
ann: POST /api/im/message/send
{"conversationId": {dm}, "type": "FILE", "content": "{\"fileUrl\":\"/f/1\",\"fileName\":\"季度报表.xlsx\"}"}
200 {"data": {a:int}, ...}
within 10s
bob: GET /api/im/message/search?keyword=报表
200 {"data":{"total":1, "items":[{"id":{a}, "type":"FILE", "highlightSnippet":"季度报表.xlsx", ...}], ...}, ...}
bob: GET /api/im/message/search?keyword=xls
200 {"data":{"total":1, ...}, ...}
== only in own conversations
use group of three
sam: GET /api/im/message/search?keyword=x&conversationId={dm}
400 {"code":10001, "msg":"会话不存在", "data":null}
bob: POST /api/im/group/{group.id}/quit
200 {...}
bob: GET /api/im/message/search?keyword=x&conversationId={group.id}
400 {"code":10002, "msg":"用户不在会话中", "data":null}
ann: POST /api/im/message/search
{"keyword":"x", "conversationId":999999999999}
400 {"code":10001, "msg":"会话不存在", "data":null}
== what is wrong is named
ann: GET /api/im/message/search?keyword=x&pageSize=101
400 {"code":400, "msg":"参数校验失败", "data":{"pageSize":"每页数量必须在1-100之间"}}
ann: GET /api/im/message/search?keyword=x&pageSize=0
400 {"code":400, "msg":"参数校验失败", "data":{"pageSize":"每页数量必须在1-100之间"}}
ann: GET /api/im/message/search?keyword=x&pageNum=0
400 {"code":400, "msg":"参数校验失败", "data":{"pageNum":"页码必须大于0"}}
ann: GET /api/im/message/search?keyword=x&pageSize=100
200 {"data":{"total":0, ...}, ...}
ann: GET /api/im/message/search?keyword={x*101}
400 {"code":400, "msg":"参数校验失败", "data":{"keyword":"搜索关键词长度不能超过100个字符"}}
ann: GET /api/im/message/search?keyword={x*100}
200 {"data":{"total":0, ...}, ...}
ann: POST /api/im/message/search
{"keyword":"x", "pageSize":101}
400 {"code":400, "msg":"参数校验失败", "data":{"pageSize":"每页数量必须在1-100之间"}}
ann: GET /api/im/message/search?keyword=x&messageType=NONSENSE
400 {"code":400, "msg":"不支持的消息类型", "data":null}
ann: GET /api/im/message/search?keyword=x&startTime=yesterday
400 {"code":400, "msg":"参数校验失败", "data":{"startTime":"时间格式不正确"}}
GET /api/im/message/search?keyword=x
401 {"code":401, ...}
== a restart loses nothing
ann: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "重启以后"}
200 {"data": {a:int}, ...}
restart kill -9
# A second one would have come by then.
wait 5000ms
within 10s
bob: GET /api/im/message/search?keyword=重启
200 {"data":{"total":1, "items":[{"id":{a}, ...}], ...}, ...}
