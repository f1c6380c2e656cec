# ruoyi 3.11 reaction; 3.12; 22.4 reaction; 27 MessageReaction
use direct chat
== one of each user; another replaces it, the same again takes it back
ann: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "x"}
200 {"data": {a:int}, ...}
ann: WS /ws/im?token={ann.token}
ann < {"type":"connected", ...}
bob: POST /api/im/message/{a}/reaction
{"emoji": "👍"}
200 {"code":200, "msg":"反应成功", "data":{"id":{_:int}, "messageId":{a}, "userId":{bob.id}, "userNickname":"{bob.nick}", "userAvatar":"/avatar/default.png", "reactionType":"EMOJI", "emoji":"👍", "count":1, "isMine":true, "createTime":{_:time}}}
ann < {"type":"reaction", "action":"add", "conversationId":{dm}, "messageId":{a}, "userId":{bob.id}, "emoji":"👍", "timestamp":{_:ms}, ...}
clock +1s
ann: POST /api/im/message/{a}/reaction
{"emoji": "👍"}
200 {"code":200, "msg":"反应成功", "data":{"count":2, ...}}
bob: GET /api/im/message/list/{dm}
200 {"data":[{"id":{a}, "reactions":[{"emoji":"👍", "count":2, "isMine":true, "reactionType":"EMOJI", "userIds":[{bob.id}, {ann.id}]}], ...}], ...}
bob: POST /api/im/message/{a}/reaction
{"emoji": "😀"}
200 {"code":200, "msg":"反应成功", "data":{"emoji":"😀", "count":1, ...}}
ann < {"type":"reaction", "action":"remove", "userId":{bob.id}, "emoji":"👍", ...}
ann < {"type":"reaction", "action":"add", "userId":{bob.id}, "emoji":"😀", ...}
bob: GET /api/im/message/list/{dm}
200 {"data":[{"reactions":[{"emoji":"👍", "count":1, "isMine":false, "userIds":[{ann.id}], ...}, {"emoji":"😀", "count":1, "isMine":true, "userIds":[{bob.id}], ...}], ...}], ...}
bob: POST /api/im/message/{a}/reaction
{"emoji": "😀"}
200 {"code":200, "msg":"已取消反应", "data":null}
ann < {"type":"reaction", "action":"remove", "userId":{bob.id}, "emoji":"😀", ...}
bob: GET /api/im/message/list/{dm}
200 {"data":[{"reactions":[{"emoji":"👍", "count":1, ...}], ...}], ...}
== the other names of the operations
ann: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "x"}
200 {"data": {a:int}, ...}
ann: POST /api/im/message/reaction/toggle
{"messageId": {a}, "emoji": "👍", "reactionType": "EMOJI"}
200 {"code":200, "msg":"反应成功", "data":{"emoji":"👍", ...}}
ann: POST /api/im/message/reaction/toggle
{"messageId": {a}, "emoji": "👍"}
200 {"code":200, "msg":"已取消反应", "data":null}
ann: POST /api/im/message/reaction/add
{"messageId": {a}, "emoji": "👍"}
200 {"code":200, "msg":"反应成功", "data":{"emoji":"👍", "count":1, ...}}
ann: POST /api/im/message/reaction/add
{"messageId": {a}, "emoji": "👍"}
200 {"code":200, "msg":"反应成功", "data":{"emoji":"👍", "count":1, ...}}
ann: DELETE /api/im/message/reaction/{a}
200 {"code":200, "msg":"已取消反应", "data":null}
== lists and numbers
ann: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "x"}
200 {"data": {a:int}, ...}
ann: GET /api/im/message/reaction/{a}
200 {"code":200, "msg":"操作成功", "data":[]}
ann: POST /api/im/message/{a}/reaction
{"emoji": "👍"}
200 {"code":200, ...}
bob: POST /api/im/message/{a}/reaction
{"emoji": "👍"}
200 {"code":200, ...}
bob: GET /api/im/message/reaction/{a}
200 {"data":[{"userId":{ann.id}, "emoji":"👍", "count":2, "isMine":false, ...}, {"userId":{bob.id}, "emoji":"👍", "count":2, "isMine":true, ...}], ...}
bob: GET /api/im/message/{a}/reactions
200 {"data":[{"userId":{ann.id}, ...}, {"userId":{bob.id}, ...}], ...}
bob: GET /api/im/message/{a}/reactions/stats
200 {"code":200, "data":[{"emoji":"👍", "count":2, "isMine":true, "reactionType":"EMOJI", "userIds":[{ann.id}, {bob.id}]}], ...}
== 3.12 removes; 400 when there is none
ann: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "x"}
200 {"data": {a:int}, ...}
ann: POST /api/im/message/{a}/reaction
{"emoji": "👍"}
200 {"code":200, ...}
bob: WS /ws/im?token={bob.token}
bob < {"type":"connected", ...}
ann: DELETE /api/im/message/{a}/reaction
200 {"code":200, "msg":"已取消反应", "data":null}
bob < {"type":"reaction", "action":"remove", "messageId":{a}, "userId":{ann.id}, "emoji":"👍", ...}
ann: DELETE /api/im/message/{a}/reaction
400 {"code":400, "msg":"反应不存在或已删除", "data":null}
== 400 blank or too long
ann: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "x"}
200 {"data": {a:int}, ...}
ann: POST /api/im/message/{a}/reaction
{"emoji": ""}
400 {"code":400, "msg":"参数校验失败", "data":{"emoji":"表情不能为空"}}
ann: POST /api/im/message/{a}/reaction
400 {"code":400, "msg":"参数校验失败", "data":{"emoji":"表情不能为空"}}
ann: POST /api/im/message/{a}/reaction
{"emoji": "{x*32}"}
200 {"code":200, ...}
ann: POST /api/im/message/{a}/reaction
{"emoji": "{x*33}"}
400 {"code":400, "msg":"参数校验失败", "data":{"emoji":{_:str}}}
ann: POST /api/im/message/reaction/toggle
{"emoji": "👍"}
400 {"code":400, "msg":"参数校验失败", "data":{"messageId":"消息ID不能为空"}}
== 400 a recalled message, whose reactions nobody sees
ann: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "x"}
200 {"data": {a:int}, ...}
bob: POST /api/im/message/{a}/reaction
{"emoji": "👍"}
200 {"code":200, ...}
ann: DELETE /api/im/message/{a}/recall
200 {"code":200, ...}
bob: POST /api/im/message/{a}/reaction
{"emoji": "🎉"}
400 {"code":400, "msg":"消息已撤回", "data":null}
bob: GET /api/im/message/list/{dm}
200 {"data":[{"id":{a}, "reactions":[], ...}], ...}
bob: GET /api/im/message/reaction/{a}
200 {"data":[], ...}
bob: GET /api/im/message/{a}/reactions/stats
200 {"data":[], ...}
== 10003 nobody else's message
use stranger
ann: POST /api/im/message/send
{"conversationId": {dm}, "type": "TEXT", "content": "x"}
200 {"data": {a:int}, ...}
sam: POST /api/im/message/{a}/reaction
{"emoji": "👍"}
400 {"code":10003, "msg":"消息不存在", "data":null}
sam: GET /api/im/message/reaction/{a}
400 {"code":10003, "msg":"消息不存在", "data":null}
