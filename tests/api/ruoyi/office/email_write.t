# ruoyi 13.3, 13.4, 13.10 mail: drafts, refusals of what is sent, answers
use three people
== a draft, changed and sent
ann: POST /api/im/email/draft
{"subject":"one", "content":"<p>a</p>", "toIds":[{bob.id}]}
200 {"code":200, "msg":"保存成功", "data":{d:int}}
ann: GET /api/im/email/list?folder=DRAFT
200 {"data":[{"id":{d}, "folder":"DRAFTS", "subject":"one", "isRead":true, "sendTime":null, "toIds":[{bob.id}], "sender":"{ann.nick}", ...}], ...}
bob: GET /api/im/email/list
200 {"data":[], ...}
ann: POST /api/im/email/draft
{"id":{d}, "subject":"two", "ccIds":[{cat.id}]}
200 {"code":200, "msg":"保存成功", "data":{d}}
ann: GET /api/im/email/{d}
200 {"data":{"subject":"two", "content":"<p>a</p>", "toIds":[{bob.id}], "ccIds":[{cat.id}], ...}, ...}
bob: POST /api/im/email/draft
{"draftId":{d}, "subject":"mine"}
403 {"code":403, "msg":"无权限操作此邮件", "data":null}
bob: POST /api/im/email/send
{"draftId":{d}, "toIds":[{bob.id}]}
403 {"code":403, "msg":"无权限操作此邮件", "data":null}
ann: POST /api/im/email/{d}/reply
{"content":"x"}
400 {"code":400, "msg":"草稿不能回复或转发", "data":null}
ann: POST /api/im/email/reply
{"mailId":{d}, "content":"x"}
400 {"code":400, "msg":"草稿不能回复或转发", "data":null}
ann: POST /api/im/email/{d}/forward
{"toIds":[{bob.id}]}
400 {"code":400, "msg":"草稿不能回复或转发", "data":null}
ann: POST /api/im/email/send
{"draftId":{d}}
200 {"code":200, "msg":"发送成功", "data":{s:int}}
ann: GET /api/im/email/list?folder=DRAFTS
200 {"data":[], ...}
bob: GET /api/im/email/list
200 {"data":[{"subject":"two", "preview":"a", ...}], ...}
cat: GET /api/im/email/list
200 {"data":[{"subject":"two", ...}], ...}
ann: POST /api/im/email/send
{"draftId":{d}}
404 {"code":404, "msg":"邮件不存在", "data":null}
ann: POST /api/im/email/draft
{"draftId":{d}, "subject":"x"}
404 {"code":404, "msg":"邮件不存在", "data":null}
ann: POST /api/im/email/draft
{"draftId":{s}, "subject":"x"}
400 {"code":400, "msg":"该邮件不是草稿", "data":null}
ann: POST /api/im/email/send
{"draftId":{s}, "toIds":[{bob.id}]}
400 {"code":400, "msg":"该邮件不是草稿", "data":null}
== a draft that answers a mail is in its thread once it is sent
ann: POST /api/im/email/send
{"toIds":[{bob.id}], "subject":"one", "content":"a"}
200 {"data":{s:int}, ...}
bob: GET /api/im/email/list
200 {"data":[{"id":{m:int}, "threadId":{t:int}, ...}], ...}
bob: POST /api/im/email/draft
{"subject":"Re: one", "replyToId":{m}}
200 {"data":{d:int}, ...}
bob: POST /api/im/email/draft
{"draftId":{d}, "toIds":[{ann.id}], "content":"b"}
200 {"data":{d}, ...}
bob: GET /api/im/email/{m}/thread
200 {"data":[{"id":{m}, ...}, {"id":{d}, "folder":"DRAFTS", "threadId":{t}, ...}], ...}
bob: POST /api/im/email/send
{"draftId":{d}}
200 {"data":{r:int}, ...}
bob: GET /api/im/email/{m}/thread
200 {"data":[{"id":{m}, ...}, {"id":{r}, "folder":"SENT", "threadId":{t}, ...}], ...}
ann: GET /api/im/email/list
200 {"data":[{"subject":"Re: one", "threadId":{t}, "preview":"b", ...}], ...}
cat: POST /api/im/email/draft
{"subject":"x", "replyToId":{m}}
403 {"code":403, "msg":"无权限操作此邮件", "data":null}
cat: POST /api/im/email/draft
{"subject":"x", "replyToId":999999999}
404 {"code":404, "msg":"邮件不存在", "data":null}
bob: POST /api/im/email/draft
{"subject":"x"}
200 {"data":{e:int}, ...}
bob: POST /api/im/email/draft
{"subject":"x", "replyToId":{e}}
400 {"code":400, "msg":"草稿不能回复或转发", "data":null}
== a draft in the trash is none, and comes back
ann: POST /api/im/email/draft
{"subject":"one"}
200 {"data":{d:int}, ...}
ann: PUT /api/im/email/{d}/trash
200 any
ann: POST /api/im/email/draft
{"draftId":{d}, "subject":"two"}
400 {"code":400, "msg":"该邮件不是草稿", "data":null}
ann: PUT /api/im/email/{d}/move?folder=DRAFTS
200 {"code":200, "msg":"操作成功", "data":null}
ann: POST /api/im/email/draft
{"draftId":{d}, "subject":"two"}
200 {"code":200, "msg":"保存成功", "data":{d}}
== what is refused
ann: POST /api/im/email/send
{"toIds":[], "subject":"x", "content":"y"}
400 {"code":400, "msg":"接收者不能为空", "data":null}
ann: POST /api/im/email/send
{"subject":"x"}
400 {"code":400, "msg":"接收者不能为空", "data":null}
ann: POST /api/im/email/send
{"toIds":[{bob.id}, 999999999]}
404 {"code":404, "msg":"接收者不存在", "data":null}
ann: POST /api/im/email/send
{"toIds":[{bob.id}], "attachmentIds":[999999999]}
400 {"code":4401, "msg":"文件不存在", "data":null}
ann: POST /api/im/email/draft
{"attachmentIds":[999999999]}
400 {"code":4401, "msg":"文件不存在", "data":null}
ann: POST /api/im/email/reply
{"toIds":[], "content":"x"}
400 {"code":400, "msg":"参数校验失败", "data":{"emailId":"邮件ID不能为空"}}
== answers are one thread
ann: POST /api/im/email/send
{"toIds":[{bob.id}], "ccIds":[{cat.id}], "subject":"Plan", "content":"one\ntwo"}
200 {"data":{s:int}, ...}
bob: GET /api/im/email/list
200 {"data":[{"id":{r:int}, "threadId":{t:int}, ...}], ...}
bob: GET /api/im/email/{r}
200 {"data":{"content":"one<br>two", "textContent":"one\ntwo", ...}, ...}
bob: POST /api/im/email/{r}/reply
{"content":"<p>yes</p>", "replyAll":true}
200 {"code":200, "msg":"发送成功", "data":{_:int}}
ann: GET /api/im/email/list
200 {"data":[{"id":{x:int}, "subject":"Re: Plan", "threadId":{t}, "toIds":[{ann.id}], "ccIds":[{cat.id}], ...}], ...}
ann: POST /api/im/email/{x}/reply
{"content":"good"}
200 {"code":200, ...}
bob: GET /api/im/email/{r}/thread
200 {"code":200, "msg":"操作成功", "data":[{"id":{r}, "textContent":"one\ntwo", ...}, {"subject":"Re: Plan", "folder":"SENT", ...}, {"subject":"Re: Plan", "folder":"INBOX", "textContent":"good", ...}]}
bob: POST /api/im/email/{r}/forward
{"content":"see", "toIds":[{cat.id}]}
200 {"code":200, "msg":"发送成功", "data":{_:int}}
cat: GET /api/im/email/list?pageSize=1
200 {"data":[{"id":{f:int}, "subject":"Fwd: Plan", "sender":"{bob.nick}", ...}], ...}
cat: GET /api/im/email/{f}
200 {"data":{"content":{_:str}, "textContent":{_:str}, ...}, ...}
bob: POST /api/im/email/{r}/forward
{"content":"x"}
400 {"code":400, "msg":"接收者不能为空", "data":null}
