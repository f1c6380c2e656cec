# ruoyi 3.9 favorite; 3.10; 27 MessageFavorite; 28 isFavorited
use direct chat
== kept, listed, changed, taken out
ann: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "keep me"}
200 {"data": {a:int}, ...}
bob: POST /api/im/message/favorite/{a}
{"conversationId": {dm}, "remark": "for later", "tags": "work, home,work"}
200 {"code":200, "msg":"收藏成功", "data":{a}}
bob: GET /api/im/message/favorite/list
200 {"code":200, "msg":"操作成功", "data":[{"id":{a}, "messageId":{a}, "conversationId":{dm}, "conversationName":"{ann.nick}", "messageContent":"keep me", "senderId":{ann.id}, "senderName":"{ann.nick}", "senderAvatar":"/avatar/default.png", "messageType":"TEXT", "messageTime":{_:time}, "isRevoked":false, "remark":"for later", "tags":"work,home", "createTime":{_:time}, "content":"keep me", "contentPreview":"keep me", "fileName":null, "fileUrl":null}]}
bob: GET /api/im/message/list/{dm}
200 {"data":[{"id":{a}, "isFavorited":true, ...}], ...}
ann: GET /api/im/message/list/{dm}
200 {"data":[{"id":{a}, "isFavorited":false, ...}], ...}
bob: GET /api/im/message/favorite/{a}/check
200 {"code":200, "data":true, ...}
ann: GET /api/im/message/favorite/{a}/check
200 {"code":200, "data":false, ...}
bob: PUT /api/im/message/favorite/{a}
{"remark": "done"}
200 {"code":200, "msg":"更新成功", "data":null}
bob: GET /api/im/message/favorite/list
200 {"data":[{"id":{a}, "remark":"done", "tags":"work,home", ...}], ...}
bob: PUT /api/im/message/favorite/{a}?tags=archive
200 {"code":200, ...}
bob: GET /api/im/message/favorite/list
200 {"data":[{"id":{a}, "remark":"done", "tags":"archive", ...}], ...}
bob: DELETE /api/im/message/favorite/{a}
200 {"code":200, "msg":"取消收藏成功", "data":null}
bob: GET /api/im/message/favorite/list
200 {"data":[], ...}
== 400 twice
ann: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "x"}
200 {"data": {a:int}, ...}
ann: POST /api/im/message/favorite/{a}
200 {"code":200, "msg":"收藏成功", "data":{a}}
ann: POST /api/im/message/favorite/{a}
400 {"code":400, "msg":"该消息已收藏", "data":null}
== 404 none
ann: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "x"}
200 {"data": {a:int}, ...}
ann: DELETE /api/im/message/favorite/{a}
404 {"code":404, "msg":"收藏记录不存在", "data":null}
ann: PUT /api/im/message/favorite/{a}
{"remark": "r"}
404 {"code":404, "msg":"收藏记录不存在", "data":null}
ann: DELETE /api/im/message/favorite/999999999
404 {"code":404, "msg":"收藏记录不存在", "data":null}
== 400 a remark or tags too long
ann: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "x"}
200 {"data": {a:int}, ...}
ann: POST /api/im/message/favorite/{a}
{"remark": "{字*501}", "tags": "{t*201}"}
400 {"code":400, "msg":"参数校验失败", "data":{"remark":"备注长度不能超过500个字符", "tags":"标签长度不能超过200个字符"}}
ann: POST /api/im/message/favorite/{a}
{"remark": "{字*500}", "tags": "{t*200}"}
200 {"code":200, ...}
== 10003 nobody else's message
use stranger
ann: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "x"}
200 {"data": {a:int}, ...}
sam: POST /api/im/message/favorite/{a}
400 {"code":10003, "msg":"消息不存在", "data":null}
== by tag, by conversation, in pages
use group of three
ann: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "one"}
200 {"data": {a:int}, ...}
ann: POST /api/im/message/send
{"conversationId": {group.id}, "type": "TEXT", "content": "two"}
200 {"data": {b:int}, ...}
ann: POST /api/im/message/favorite/{a}
{"tags": "工作,home"}
200 {"code":200, ...}
ann: POST /api/im/message/favorite/{b}
{"tags": "homework"}
200 {"code":200, ...}
ann: GET /api/im/message/favorite/tag/home
200 {"data":[{"id":{a}, ...}], ...}
ann: GET /api/im/message/favorite/tag/%E5%B7%A5%E4%BD%9C
200 {"data":[{"id":{a}, ...}], ...}
ann: GET /api/im/message/favorite/conversation/{group.id}
200 {"data":[{"id":{b}, "conversationName":"{group.name}", ...}], ...}
ann: GET /api/im/message/favorite/list?pageNum=1&pageSize=1
200 {"code":200, "msg":"操作成功", "data":[{"id":{b}, ...}], "rows":[{"id":{b}, ...}], "total":2}
ann: GET /api/im/message/favorite/list?pageNum=2&pageSize=1
200 {"data":[{"id":{a}, ...}], "total":2, ...}
== a message that its keeper may no longer read shows as recalled
ann: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "taken back"}
200 {"data": {a:int}, ...}
ann: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "deleted"}
200 {"data": {b:int}, ...}
bob: POST /api/im/message/favorite/{a}
200 {"code":200, ...}
bob: POST /api/im/message/favorite/{b}
200 {"code":200, ...}
ann: DELETE /api/im/message/{a}/recall
200 {"code":200, ...}
bob: DELETE /api/im/message/{b}
200 {"code":200, ...}
bob: GET /api/im/message/favorite/list
200 {"data":[{"id":{b}, "messageContent":"[消息已撤回]", "isRevoked":true, ...}, {"id":{a}, "messageContent":"[消息已撤回]", "isRevoked":true, ...}], ...}
bob: POST /api/im/message/favorite/{a}
400 {"code":400, "msg":"消息已撤回", "data":null}
bob: DELETE /api/im/message/favorite/{b}
200 {"code":200, ...}
== who left the group keeps the favourite without its text
use group of three
ann: POST /api/im/message/send
{"conversationId": {group.id}, "type": "TEXT", "content": "inside"}
200 {"data": {a:int}, ...}
bob: POST /api/im/message/favorite/{a}
200 {"code":200, ...}
bob: POST /api/im/group/{group.id}/quit
200 {"code":200, ...}
bob: GET /api/im/message/favorite/list
200 {"data":[{"id":{a}, "messageContent":"[消息已撤回]", "isRevoked":true, ...}], ...}
bob: DELETE /api/im/message/favorite/{a}
200 {"code":200, "msg":"取消收藏成功", "data":null}
