# What this installation offers besides chat
use nobody
== everything, unless it was switched off
GET /api/im/features
200 {"code":200, "msg":"操作成功", "data":{"money":true, "packets":true, "calls":true, "callParticipants":9, "mailOutside":false}}
