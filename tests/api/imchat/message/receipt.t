# im-chat 2.5.1 receipt, 2.5.4: who asked is told of each who reads
use group of three
== all are told how many have read it, and when all have
ann: WS /ws?accessToken={ann.token}
ann < {"type":"SYSTEM_MESSAGE", "data":{"event":"CONNECTED", ...}, ...}
bob: WS /ws?accessToken={bob.token}
bob < {"type":"SYSTEM_MESSAGE", "data":{"event":"CONNECTED", ...}, ...}
cat: WS /ws?accessToken={cat.token}
cat < {"type":"SYSTEM_MESSAGE", "data":{"event":"CONNECTED", ...}, ...}
ann > {"type":"GROUP_MESSAGE","data":{"groupId":{group.id},"content":"read me","messageType":1,"clientMsgId":"r1","receipt":true}}
ann < {"type":"GROUP_MESSAGE", "code":200, "data":{"id":{m:int}, "receipt":true, "receiptOk":false, "ack":true, ...}, ...}
bob < {"type":"GROUP_MESSAGE", "data":{"id":{m}, "messageType":1, "receipt":true, "receiptOk":false, "readCount":0, ...}}
cat < {"type":"GROUP_MESSAGE", "data":{"id":{m}, "messageType":1, "receipt":true, ...}}
bob: PUT /message/group/readed
{"groupId":{group.id},"maxMessageId":{m}}
200 {"code":200, "message":"success", "data":null}
ann < {"type":"GROUP_MESSAGE", "data":{"id":{m}, "messageType":12, "groupId":{group.id}, "readCount":1, "receiptOk":false}}
bob < {"type":"GROUP_MESSAGE", "data":{"id":null, "messageType":11, "groupId":{group.id}, "maxMessageId":{m}, ...}}
bob < {"type":"GROUP_MESSAGE", "data":{"id":{m}, "messageType":12, "groupId":{group.id}, "readCount":1, "receiptOk":false}}
cat < {"type":"GROUP_MESSAGE", "data":{"id":{m}, "messageType":12, "groupId":{group.id}, "readCount":1, "receiptOk":false}}
ann: GET /message/group/history?groupId={group.id}&size=1
200 {"code":200, "data":{"records":[{"id":{m}, "readCount":1, "receipt":true, "receiptOk":false, "status":1, ...}], ...}, ...}
cat: PUT /message/group/readed
{"groupId":{group.id}}
200 {"code":200, ...}
ann < {"type":"GROUP_MESSAGE", "data":{"id":{m}, "messageType":12, "groupId":{group.id}, "readCount":2, "receiptOk":true}}
bob < {"type":"GROUP_MESSAGE", "data":{"id":{m}, "messageType":12, "groupId":{group.id}, "readCount":2, "receiptOk":true}}
ann: GET /message/group/history?groupId={group.id}&size=1
200 {"code":200, "data":{"records":[{"id":{m}, "readCount":2, "receipt":true, "receiptOk":true, "status":3, ...}], ...}, ...}
bob: GET /message/group/pullOfflineMessage?minId=0
200 {"code":200, "data":[..., {"id":{m}, "readCount":2, "receipt":true, "receiptOk":true, ...}], ...}
cat: PUT /message/group/readed
{"groupId":{group.id}}
200 {"code":200, ...}
ann <! 300ms {"type":"GROUP_MESSAGE", "data":{"messageType":12, ...}}
== one frame for each that was asked for, and none for others
ann: WS /ws?accessToken={ann.token}
ann < {"type":"SYSTEM_MESSAGE", "data":{"event":"CONNECTED", ...}, ...}
ann: POST /message/group/send
{"groupId":{group.id},"content":"one","messageType":1,"receipt":true}
200 {"code":200, "data":{"id":{m:int}, "receipt":true, ...}, ...}
ann: POST /message/group/send
{"groupId":{group.id},"content":"two","messageType":1}
200 {"code":200, "data":{"receipt":false, ...}, ...}
cat: POST /message/group/send
{"groupId":{group.id},"content":"three","messageType":1,"receipt":"true"}
200 {"code":200, "data":{"id":{n:int}, "receipt":true, ...}, ...}
bob: PUT /message/group/readed
{"groupId":{group.id}}
200 {"code":200, ...}
ann < {"type":"GROUP_MESSAGE", "data":{"id":{m}, "messageType":12, "groupId":{group.id}, "readCount":1, "receiptOk":false}}
ann < {"type":"GROUP_MESSAGE", "data":{"id":{n}, "messageType":12, "groupId":{group.id}, "readCount":1, "receiptOk":false}}
ann <! 300ms {"type":"GROUP_MESSAGE", "data":{"messageType":12, ...}}
== a message that was taken back has none
ann: WS /ws?accessToken={ann.token}
ann < {"type":"SYSTEM_MESSAGE", "data":{"event":"CONNECTED", ...}, ...}
ann: POST /message/group/send
{"groupId":{group.id},"content":"oops","messageType":1,"receipt":true}
200 {"code":200, "data":{"id":{m:int}, ...}, ...}
ann: DELETE /message/group/recall/{m}
200 {"code":200, ...}
bob: PUT /message/group/readed
{"groupId":{group.id}}
200 {"code":200, ...}
ann <! 300ms {"type":"GROUP_MESSAGE", "data":{"messageType":12, ...}}
== who came later is neither counted nor waited for
use stranger
ann: POST /message/group/send
{"groupId":{group.id},"content":"early","messageType":1,"receipt":true}
200 {"code":200, "data":{"id":{m:int}, ...}, ...}
sam: POST /group/join/{group.id}
200 {"code":200, ...}
ann: GET /message/group/history?groupId={group.id}&size=2
200 {"code":200, "data":{"records":[{"messageType":21, ...}, {"id":{m}, "readCount":0, "receiptOk":false, ...}], ...}, ...}
bob: PUT /message/group/readed
{"groupId":{group.id}}
200 {"code":200, ...}
cat: PUT /message/group/readed
{"groupId":{group.id}}
200 {"code":200, ...}
ann: GET /message/group/history?groupId={group.id}&size=2
200 {"code":200, "data":{"records":[{"messageType":21, ...}, {"id":{m}, "readCount":2, "receiptOk":true, "status":3, ...}], ...}, ...}
