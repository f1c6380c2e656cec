# ruoyi 0.6: a page of any list has its rows and the total of all
use three people
== contacts
ann: POST /api/im/contact/request/send
{"targetUserId": {bob.id}, "message": "it is me"}
200 {"data":{r:int}, ...}
ann: POST /api/im/contact/request/send
{"targetUserId": {cat.id}, "message": "it is me"}
200 {"data":{s:int}, ...}
ann: GET /api/im/contact/request/sent?pageNum=1&pageSize=1
200 {"data":[{"id":{s}, "status":"PENDING", ...}], "rows":[{"id":{s}, ...}], "total":2, ...}
ann: GET /api/im/contact/request/sent?pageNum=2&pageSize=1
200 {"data":[{"id":{r}, ...}], "total":2, ...}
bob: POST /api/im/contact/request/{r}/handle
{"approved": true}
200 {"code":200, ...}
bob: GET /api/im/contact/request/received?pageNum=1&pageSize=1
200 {"data":[], "rows":[], "total":0, ...}
bob: GET /api/im/contact/request/received?status=ALL&pageNum=1&pageSize=1
200 {"data":[{"id":{r}, "status":"APPROVED", ...}], "total":1, ...}
cat: POST /api/im/contact/request/{s}/handle
{"approved": true}
200 {"code":200, ...}
ann: GET /api/im/contact/list?pageNum=1&pageSize=1
200 {"data":[{"friendId":{bob.id}, ...}], "rows":[{"friendId":{bob.id}, ...}], "total":2, ...}
ann: GET /api/im/contact/list?pageNum=2&pageSize=1
200 {"data":[{"friendId":{cat.id}, ...}], "total":2, ...}
ann: GET /api/im/contact/list?pageNum=1&pageSize=1&keyword={cat.nick}
200 {"data":[{"friendId":{cat.id}, ...}], "total":1, ...}
ann: GET /api/im/contact/list?pageNum=1&pageSize=1&groupName=nobody
200 {"data":[], "total":0, ...}
== groups and their members
ann: POST /api/im/group/create
{"name":"One {uniq}", "memberIds":[{bob.id}, {cat.id}]}
200 {"data":{g:int}, ...}
wait 5ms
ann: POST /api/im/group/create
{"name":"Two {uniq}", "memberIds":[{bob.id}]}
200 {"data":{h:int}, ...}
bob: GET /api/im/group/list?pageNum=1&pageSize=1
200 {"data":[{"id":{h}, ...}], "rows":[{"id":{h}, ...}], "total":2, ...}
bob: GET /api/im/group/list?pageNum=2&pageSize=1
200 {"data":[{"id":{g}, ...}], "total":2, ...}
bob: GET /api/im/group/{g}/members?pageNum=1&pageSize=1
200 {"data":[{"userId":{ann.id}, "role":"OWNER", ...}], "rows":[{"userId":{ann.id}, ...}], "total":3, ...}
bob: GET /api/im/group/{g}/members?pageNum=4&pageSize=1
200 {"data":[], "total":3, ...}
bob: GET /api/im/conversation/list?filter=GROUP&pageNum=1&pageSize=1
200 {"data":[{"id":{_:int}, "type":"GROUP", ...}], "total":2, ...}
bob: GET /api/im/conversation/list?filter=PRIVATE&pageNum=1&pageSize=1
200 {"data":[], "total":0, ...}
bob: GET /api/im/conversation/list?filter=unread&pageNum=1&pageSize=1
200 {"data":[], "total":0, ...}
ann: POST /api/im/message/send
{"conversationId": {g}, "type": "TEXT", "content": "hi"}
200 {"data":{m:int}, ...}
bob: GET /api/im/conversation/list?filter=unread&pageNum=1&pageSize=1
200 {"data":[{"id":{g}, "unreadCount":1, ...}], "total":1, ...}
bob: GET /api/im/conversation/list?pageNum=2&pageSize=1
200 {"data":[{"id":{h}, ...}], "total":2, ...}
