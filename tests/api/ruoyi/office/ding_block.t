# ruoyi 7.1 send: receivers who block the sender
use two friends, stranger
== who blocks the sender is passed over
bob: PUT /api/im/contact/{ann.id}/block?blocked=true
200 any
ann: POST /api/im/ding/send
{"content":"x", "receiverIds":[{bob.id}]}
403 {"code":403, "msg":"对方已将您拉黑", "data":null}
ann: POST /api/im/ding/send
{"content":"x", "receiverIds":[{bob.id}, {sam.id}]}
200 {"data":{d:int}, ...}
bob: GET /api/im/ding/received
200 {"data":[], ...}
ann: GET /api/im/ding/{d}/receipts
200 {"data":[{"receiverId":{sam.id}, ...}], ...}
