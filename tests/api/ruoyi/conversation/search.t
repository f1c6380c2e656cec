# ruoyi 27 conversation/search; 4.1 list filters
use group of three
== by the name of the group or the peer, in any case
ann: GET /api/im/conversation/search?keyword=gROUP%20{uniq}
200 {"code":200, "msg":"操作成功", "data":[{"id":{group.id}, "type":"GROUP", "name":"{group.name}", ...}]}
use direct chat
ann: GET /api/im/conversation/search?keyword=bob
200 {"data":[{"id":{dm}, "name":"{bob.nick}", ...}], ...}
ann: GET /api/im/conversation/search?keyword={uniq}
200 {"data":[{...}, {...}], ...}
== by the remark
use direct chat
ann: PUT /api/im/conversation/{dm}
{"remark":"老王"}
200 {"code":200, ...}
ann: GET /api/im/conversation/search?keyword=王
200 {"data":[{"id":{dm}, "name":"老王", ...}], ...}
== only one's own
use stranger
sam: GET /api/im/conversation/search?keyword={uniq}
200 {"code":200, "msg":"操作成功", "data":[]}
== nothing fits, or there is no keyword
ann: GET /api/im/conversation/search?keyword=nobody-has-this
200 {"code":200, "msg":"操作成功", "data":[]}
ann: GET /api/im/conversation/search?keyword=
200 {"code":200, "msg":"操作成功", "data":[]}
ann: GET /api/im/conversation/search
200 {"code":200, "msg":"操作成功", "data":[]}
== in pages
use direct chat
ann: GET /api/im/conversation/search?keyword={uniq}&pageNum=2&pageSize=1
200 {"data":[{...}], "rows":[{...}], "total":2, ...}
== a keyword of 51 characters
ann: GET /api/im/conversation/search?keyword={a*51}
400 {"code":400, "msg":"参数校验失败", "data":{"keyword":{_:str}}}
== an unknown filter of the list
ann: GET /api/im/conversation/list?filter=noisy
400 {"code":400, "msg":"参数校验失败", "data":{"filter":"不支持的过滤条件"}}
== every filter of the list, in any case
use direct chat
ann: GET /api/im/conversation/list?filter=single
200 {"data":[{"id":{dm}, ...}], ...}
ann: GET /api/im/conversation/list?filter=group
200 {"data":[{"id":{group.id}, ...}], ...}
ann: GET /api/im/conversation/list?filter=ALL
200 {"data":[{...}, {...}], ...}
ann: GET /api/im/conversation/list?filter=
200 {"data":[{...}, {...}], ...}
ann: GET /api/im/conversation/list?filter=UNREAD
200 {"data":[], ...}
== the older names of list and detail
ann: GET /api/im/session/list
200 {"code":200, "data":[{"id":{group.id}, ...}], ...}
ann: GET /api/im/conversationMember/list
200 {"code":200, "data":[{"id":{group.id}, ...}], ...}
ann: GET /api/im/conversationMember/myList
200 {"code":200, "data":[{"id":{group.id}, ...}], ...}
ann: GET /api/im/session/{group.id}
200 {"code":200, "data":{"id":{group.id}, "members":[{...}, {...}, {...}], ...}, ...}
ann: GET /api/im/conversationMember/{group.id}
200 {"code":200, "data":{"id":{group.id}, ...}, ...}
== the detail of a group that one has left
bob: POST /api/im/group/{group.id}/quit
200 {"code":200, ...}
bob: GET /api/im/conversation/{group.id}
400 {"code":10002, "msg":"用户不在会话中", "data":null}
