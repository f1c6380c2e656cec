# mapping 15.4: clients are told whether people make accounts for themselves
use nobody
== they do
GET /api/im/auth/registration
200 {"code":200, "msg":"操作成功", "data":{"open":true}}
