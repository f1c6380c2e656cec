# ruoyi 13 mail: sending, mailboxes, marks, the trash
use three people
== from one to others, and what each has of it
ann: GET /api/im/email/unread/count
200 {"code":200, "msg":"操作成功", "data":0}
ann: POST /api/im/email/send
{"toIds":[{bob.id}], "ccIds":[{cat.id}], "subject":" 周会纪要 ", "content":"<p>周二 <b>开会</b></p><script>alert(1)</script>"}
200 {"code":200, "msg":"发送成功", "data":{s:int}}
bob: GET /api/im/email/list
200 {"code":200, "msg":"操作成功", "data":[{"id":{r:int}, "emailId":{r}, "threadId":{_:int}, "senderId":{ann.id}, "senderName":"{ann.nick}", "senderAvatar":{_:str}, "senderEmail":"{ann.id}@im.com", "receiverId":{bob.id}, "toIds":[{bob.id}], "toNames":["{bob.nick}"], "ccIds":[{cat.id}], "ccNames":["{cat.nick}"], "addresses":[], "subject":"周会纪要", "content":null, "htmlContent":null, "textContent":null, "isRead":false, "isStarred":false, "isDeleted":false, "folder":"INBOX", "attachmentCount":0, "attachments":[], "sendTime":{_:time}, "receiveTime":{_:time}, "createTime":{_:time}, "deletedTime":null, "sender":"{ann.nick}", "preview":"周二 开会", "time":{_:time}, "read":false, "starred":false, "fullContent":null}]}
bob: GET /api/im/email/{r}
200 {"code":200, "msg":"操作成功", "data":{"id":{r}, "content":"<p>周二 <b>开会</b></p>", "htmlContent":"<p>周二 <b>开会</b></p>", "textContent":"周二 开会", "fullContent":"周二 开会", "isRead":false, ...}}
bob: GET /api/im/email/unread/count
200 {"data":1, ...}
bob: PUT /api/im/email/{r}/read
200 {"code":200, "msg":"标记成功", "data":null}
bob: PUT /api/im/email/{r}/read
200 {"code":200, "msg":"标记成功", "data":null}
bob: GET /api/im/email/unread/count
200 {"data":0, ...}
cat: GET /api/im/email/list?unreadOnly=true
200 {"data":[{"id":{r}, "isRead":false, ...}], ...}
bob: GET /api/im/email/list?unreadOnly=true
200 {"data":[], ...}
ann: GET /api/im/email/list?folder=sent
200 {"data":[{"id":{s}, "folder":"SENT", "isRead":true, "receiveTime":null, "sendTime":{_:time}, ...}], ...}
ann: GET /api/im/email/list
200 {"data":[], ...}
bob: GET /api/im/notification/list?type=EMAIL
200 {"data":[{"title":"新邮件", "content":"{ann.nick}给您发来邮件'周会纪要'", "relatedType":"EMAIL", "relatedId":{r}, ...}], ...}
== a mailbox is its owner's alone
ann: POST /api/im/email/send
{"receiverIds":[{bob.id}], "subject":"x"}
200 {"data":{s:int}, ...}
cat: GET /api/im/email/{s}
403 {"code":403, "msg":"无权限查看此邮件", "data":null}
cat: GET /api/im/email/{s}/thread
403 {"code":403, "msg":"无权限查看此邮件", "data":null}
cat: PUT /api/im/email/{s}/read
403 {"code":403, "msg":"无权限操作此邮件", "data":null}
cat: PUT /api/im/email/{s}/star
403 {"code":403, "msg":"无权限操作此邮件", "data":null}
cat: PUT /api/im/email/{s}/trash
403 {"code":403, "msg":"无权限操作此邮件", "data":null}
cat: PUT /api/im/email/{s}/move?folder=SPAM
403 {"code":403, "msg":"无权限操作此邮件", "data":null}
cat: DELETE /api/im/email/{s}
403 {"code":403, "msg":"无权限操作此邮件", "data":null}
cat: POST /api/im/email/{s}/reply
{"content":"x"}
403 {"code":403, "msg":"无权限操作此邮件", "data":null}
cat: POST /api/im/email/reply
{"mailId":{s}, "content":"x"}
403 {"code":403, "msg":"无权限操作此邮件", "data":null}
cat: POST /api/im/email/{s}/forward
{"toIds":[{ann.id}]}
403 {"code":403, "msg":"无权限操作此邮件", "data":null}
== what is not there
ann: GET /api/im/email/999999999
404 {"code":404, "msg":"邮件不存在", "data":null}
ann: GET /api/im/email/999999999/thread
404 {"code":404, "msg":"邮件不存在", "data":null}
ann: PUT /api/im/email/999999999/read
404 {"code":404, "msg":"邮件不存在", "data":null}
ann: PUT /api/im/email/999999999/star
404 {"code":404, "msg":"邮件不存在", "data":null}
ann: PUT /api/im/email/999999999/trash
404 {"code":404, "msg":"邮件不存在", "data":null}
ann: PUT /api/im/email/999999999/move?folder=SENT
404 {"code":404, "msg":"邮件不存在", "data":null}
ann: DELETE /api/im/email/999999999
404 {"code":404, "msg":"邮件不存在", "data":null}
ann: POST /api/im/email/999999999/reply
{"content":"x"}
404 {"code":404, "msg":"邮件不存在", "data":null}
ann: POST /api/im/email/reply
{"mailId":999999999, "content":"x"}
404 {"code":404, "msg":"邮件不存在", "data":null}
ann: POST /api/im/email/999999999/forward
{"toIds":[{bob.id}]}
404 {"code":404, "msg":"邮件不存在", "data":null}
== stars, and the list of them
ann: POST /api/im/email/send
{"toIds":[{bob.id}], "subject":"one"}
200 {"data":{s:int}, ...}
ann: PUT /api/im/email/{s}/star
200 {"code":200, "msg":"操作成功", "data":null}
ann: GET /api/im/email/list?folder=STARRED
200 {"data":[{"id":{s}, "isStarred":true, "starred":true, "folder":"SENT", ...}], ...}
ann: PUT /api/im/email/{s}/star
200 any
ann: GET /api/im/email/list?folder=starred
200 {"data":[], ...}
ann: PUT /api/im/email/{s}/star?starred=true
200 any
ann: PUT /api/im/email/{s}/star
{"starred":true}
200 any
ann: GET /api/im/email/list?folder=STARRED&pageNum=1&pageSize=5
200 {"data":[{"id":{s}, ...}], "rows":[{"id":{s}, ...}], "total":1, ...}
bob: GET /api/im/email/list?folder=STARRED
200 {"data":[], ...}
== the trash, and back to where it belongs
ann: POST /api/im/email/send
{"toIds":[{bob.id}], "subject":"one"}
200 {"data":{s:int}, ...}
bob: GET /api/im/email/list
200 {"data":[{"id":{r:int}, ...}], ...}
bob: PUT /api/im/email/{r}/trash
200 {"code":200, "msg":"操作成功", "data":null}
bob: PUT /api/im/email/{r}/trash
200 {"code":200, "msg":"操作成功", "data":null}
bob: GET /api/im/email/list
200 {"data":[], ...}
bob: GET /api/im/email/list?folder=TRASH
200 {"data":[{"id":{r}, "folder":"TRASH", "isDeleted":true, "deletedTime":{_:time}, ...}], ...}
bob: GET /api/im/email/unread/count
200 {"data":0, ...}
bob: PUT /api/im/email/{r}/move?folder=SENT
400 {"code":400, "msg":"邮件不能移动到该文件夹", "data":null}
bob: PUT /api/im/email/{r}/move
{"folder":"STARRED"}
400 {"code":400, "msg":"参数校验失败", "data":{"folder":"邮件文件夹不正确"}}
bob: PUT /api/im/email/{r}/move
{}
400 {"code":400, "msg":"参数校验失败", "data":{"folder":"邮件文件夹不正确"}}
bob: PUT /api/im/email/{r}/move
{"folder":"spam"}
200 {"code":200, "msg":"操作成功", "data":null}
bob: GET /api/im/email/list?folder=SPAM
200 {"data":[{"id":{r}, "folder":"SPAM", "isDeleted":false, "deletedTime":null, ...}], ...}
bob: PUT /api/im/email/{r}/move?folder=INBOX
200 any
bob: DELETE /api/im/email/{r}
200 {"code":200, "msg":"删除成功", "data":null}
bob: GET /api/im/email/{r}
404 {"code":404, "msg":"邮件不存在", "data":null}
ann: GET /api/im/email/{s}
200 {"data":{"subject":"one", ...}, ...}
ann: DELETE /api/im/email/{s}
200 {"code":200, "msg":"删除成功", "data":null}
ann: GET /api/im/email/{s}
404 {"code":404, "msg":"邮件不存在", "data":null}
== several at once
ann: POST /api/im/email/send
{"toIds":[{ann.id}], "subject":"one"}
200 {"data":{a:int}, ...}
ann: POST /api/im/email/send
{"toIds":[{ann.id}], "subject":"two"}
200 {"data":{b:int}, ...}
ann: GET /api/im/email/list
200 {"data":[{"id":{y:int}, "subject":"two", ...}, {"id":{x:int}, "subject":"one", ...}], ...}
ann: PUT /api/im/email/batch/read
{"ids":[{x}, {y}, 999999999]}
200 {"code":200, "msg":"标记成功", "data":null}
ann: GET /api/im/email/unread/count
200 {"data":0, ...}
ann: PUT /api/im/email/batch/trash
{"emailIds":[{x}, {a}]}
200 {"code":200, "msg":"操作成功", "data":null}
ann: GET /api/im/email/list?folder=TRASH
200 {"data":[{"subject":"one", ...}, {"subject":"one", ...}], ...}
ann: PUT /api/im/email/batch/read
{"ids":[]}
400 {"code":400, "msg":"参数校验失败", "data":{"ids":"邮件ID不能为空"}}
ann: PUT /api/im/email/batch/trash
{}
400 {"code":400, "msg":"参数校验失败", "data":{"ids":"邮件ID不能为空"}}
== lists and searches
ann: POST /api/im/email/send
{"toIds":[{bob.id}], "subject":"季度总结", "content":"<h1>市场</h1><p>项目计划已完成</p>"}
200 any
cat: POST /api/im/email/send
{"toIds":[{bob.id}], "subject":"Roadmap", "content":"Internationalisation"}
200 any
bob: GET /api/im/email/list?keyword=项目计划
200 {"data":[{"subject":"季度总结", ...}], ...}
bob: GET /api/im/email/list?keyword=roadmap&pageNum=1
200 {"data":[{"subject":"Roadmap", ...}], "total":1, ...}
bob: GET /api/im/email/search?keyword=ROADMAP
200 {"code":200, "msg":"操作成功", "data":[{"subject":"Roadmap", ...}]}
cat: GET /api/im/email/search?keyword=international
200 {"data":[{"subject":"Roadmap", "folder":"SENT", ...}], ...}
cat: GET /api/im/email/search?keyword=项目计划
200 {"data":[], ...}
bob: GET /api/im/email/search?keyword=
400 {"code":400, "msg":"参数校验失败", "data":{"keyword":"搜索关键词不能为空"}}
bob: GET /api/im/email/search?keyword=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
400 {"code":400, "msg":"参数校验失败", "data":{"keyword":"搜索关键词过长"}}
bob: GET /api/im/email/list?keyword=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
400 {"code":400, "msg":"参数校验失败", "data":{"keyword":"搜索关键词过长"}}
bob: GET /api/im/email/list?folder=nothing
400 {"code":400, "msg":"参数校验失败", "data":{"folder":"邮件文件夹不正确"}}
