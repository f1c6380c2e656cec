# ruoyi 13.3 mail: who blocks the sender gets none
use two friends, stranger
== one who blocks the sender keeps the mail from all
bob: PUT /api/im/contact/{ann.id}/block?blocked=true
200 any
ann: POST /api/im/email/send
{"toIds":[{bob.id}]}
403 {"code":403, "msg":"对方已将您拉黑", "data":null}
ann: POST /api/im/email/send
{"toIds":[{sam.id}], "ccIds":[{bob.id}]}
403 {"code":403, "msg":"对方已将您拉黑", "data":null}
sam: GET /api/im/email/list
200 {"data":[], ...}
bob: POST /api/im/email/send
{"toIds":[{ann.id}]}
200 {"code":200, "msg":"发送成功", "data":{_:int}}
