# ruoyi 0.2 envelope, 0.4 binding, and bad input on the way in
use one user
== an unknown path below the base
ann: GET /api/im/no/such/thing
404 {"code":404, "msg":{_:str}, "data":null}
== an unknown path beside it
GET /no/such/thing/at/all
404 any
== an unknown path without a token
GET /api/im/no/such/thing
404 {"code":404, "msg":{_:str}, "data":null}
== another method
ann: DELETE /api/im/user/profile
405 {"code":405, "msg":{_:str}, "data":null}
ann: GET /api/im/message/send
405 {"code":405, "msg":{_:str}, "data":null}
== broken JSON
ann: POST /api/im/message/send
raw "{\"conversationId\": 1, "
400 {"code":400, "msg":"参数校验失败", "data":{"body":{_:str}}}
== JSON that is no object
ann: POST /api/im/message/send
raw "[1,2"
400 {"code":400, "msg":"参数校验失败", "data":{"body":{_:str}}}
ann: POST /api/im/message/send
raw "\"text\""
400 {"code":400, ...}
ann: POST /api/im/message/send
raw "null"
400 {"code":{_:int}, ...}
== something after the JSON
ann: POST /api/im/message/send
raw "{} {}"
400 {"code":400, ...}
== depth is bounded
ann: POST /api/im/message/send
raw "{\"extra\":{[*20000}{]*20000}}"
400 {"code":400, ...}
== bytes that are no UTF-8
ann: PUT /api/im/user/profile
raw "{\"signature\":\"\xff\xfe\"}"
400 {"code":400, ...}
ann: PUT /api/im/user/profile
raw "{\"signature\":\"\xed\xa0\x80\"}"
400 {"code":400, ...}
ann: GET /api/im/user/search?keyword=%ff%fe
400 {"code":400, ...}
== half a surrogate pair becomes the replacement character, as in browsers
ann: PUT /api/im/user/profile
raw "{\"signature\":\"a\\ud800b\"}"
200 {"code":200, ...}
ann: GET /api/im/user/profile
200 {"data":{"signature":"a\ufffdb", ...}, ...}
== U+0000 names the field
ann: PUT /api/im/user/profile
raw "{\"signature\":\"a\\u0000b\"}"
400 {"code":400, "msg":"参数校验失败", "data":{"signature":{_:str}}}
== U+0000 in a query
ann: GET /api/im/user/search?keyword=a%00b
400 {"code":400, "msg":"参数校验失败", "data":{"keyword":{_:str}}}
== wrong types name the field
ann: POST /api/im/message/send
{"conversationId":"abc", "type":"TEXT", "content":"x"}
400 {"code":400, "msg":"参数校验失败", "data":{"conversationId":{_:str}}}
ann: POST /api/im/message/send
{"conversationId":{"a":1}, "type":"TEXT", "content":"x"}
400 {"code":400, "msg":"参数校验失败", "data":{"conversationId":{_:str}}}
ann: POST /api/im/message/send
{"conversationId":1.5, "type":"TEXT", "content":"x"}
400 {"code":400, "msg":"参数校验失败", "data":{"conversationId":{_:str}}}
ann: PUT /api/im/user/profile
{"gender":"many"}
400 {"code":400, "msg":"参数校验失败", "data":{"gender":{_:str}}}
ann: PUT /api/im/user/profile
{"nickname":{"a":1}}
400 {"code":400, "msg":"参数校验失败", "data":{"nickname":{_:str}}}
== a number above 2^63 is refused
ann: GET /api/im/message/list/99999999999999999999
400 {"code":400, ...}
ann: POST /api/im/message/send
raw "{\"conversationId\":99999999999999999999, \"type\":\"TEXT\", \"content\":\"x\"}"
400 {"code":400, ...}
== unknown members are ignored
ann: PUT /api/im/user/profile
{"signature":"kept", "nobodyKnows":{"a":[1,2,3]}}
200 {"code":200, ...}
ann: GET /api/im/user/profile
200 {"data":{"signature":"kept", ...}, ...}
== a body above the limit is refused
ann: POST /api/im/message/send
raw "{\"content\":\"{x*3000000}\"}"
413 {"code":413, "msg":{_:str}, "data":null}
== the server goes on after all that
ann: GET /api/im/user/profile
200 {"code":200, "msg":"操作成功", "data":{"id":{ann.id}, ...}}
== a trace id is in a header, not in the text
ann: GET /api/im/no/such/thing
404 {"code":404, ...}
header x-trace-id {_:str}
== the preflight of another origin needs no token
OPTIONS /api/im/message/send
header Origin http://example.com
header Access-Control-Request-Method POST
header Access-Control-Request-Headers authorization,userid,x-csrf-token,content-type
204
header access-control-allow-origin http://example.com
header access-control-max-age 3600
== an answer to another origin may be read by it
ann: GET /api/im/user/profile
header Origin http://example.com
200 any
header access-control-allow-origin http://example.com
== the CSRF token is a formality
GET /csrf/token
200 {"code":200, "msg":"操作成功", "data":{"csrfToken":"disabled-by-backend", "parameterName":"_csrf", "headerName":"X-CSRF-TOKEN"}}
POST /csrf/token
200 {"code":200, "msg":"操作成功", "data":{"csrfToken":"disabled-by-backend", "parameterName":"_csrf", "headerName":"X-CSRF-TOKEN"}}
