# ruoyi-client 2.7, check list 50 to 53 and 81: mail as the published web client sends and reads it
use two people
== folders, marks and searches
ann: POST /api/im/email/send
{"toIds":[{bob.id}], "subject":"Plan", "content":"<p>one</p><p>two</p>"}
200 {"data":{s:int}, ...}
bob: GET /api/im/email/list?folder=INBOX
header X-CSRF-Token x
200 {"data":[{"id":{r:int}, "sender":"{ann.nick}", "subject":"Plan", "preview":"one two", "time":{_:time}, "read":false, "fullContent":"one\ntwo", "starred":false, "senderAvatar":{_:str}, "attachments":[], ...}], ...}
bob: PUT /api/im/email/{r}/read
header X-CSRF-Token x
200 {"code":200, "msg":"标记成功", "data":null}
bob: GET /api/im/email/search?keyword=plan
header X-CSRF-Token x
200 {"data":[{"id":{r}, "sender":"{ann.nick}", "preview":"one two", "read":true, "fullContent":"one\ntwo", ...}], ...}
ann: POST /api/im/email/draft
{"subject":"later"}
200 {"data":{d:int}, ...}
ann: GET /api/im/email/list?folder=DRAFT
header X-CSRF-Token x
200 {"data":[{"id":{d}, "sender":"{ann.nick}", "preview":"", "read":true, ...}], ...}
ann: PUT /api/im/email/{s}/star
200 any
ann: GET /api/im/email/list?folder=STARRED
header X-CSRF-Token x
200 {"data":[{"id":{s}, "sender":"{ann.nick}", "starred":true, ...}], ...}
ann: GET /api/im/email/list?folder=SENT
header X-CSRF-Token x
200 {"data":[{"id":{s}, "sender":"{ann.nick}", ...}], ...}
ann: POST /api/im/email/send
header X-CSRF-Token x
{"toIds":[], "subject":"x", "content":"y"}
400 {"code":400, "msg":"接收者不能为空", "data":null}
bob: POST /api/im/email/reply
header X-CSRF-Token x
{"mailId":{r}, "toIds":[], "subject":"Re: Plan", "content":"yes"}
200 {"code":200, "msg":"发送成功", ...}
ann: GET /api/im/email/list?folder=INBOX
header X-CSRF-Token x
200 {"data":[{"sender":"{bob.nick}", "subject":"Re: Plan", "fullContent":"yes", ...}], ...}
bob: DELETE /api/im/email/{r}
header X-CSRF-Token x
200 {"code":200, "msg":"删除成功", "data":null}
