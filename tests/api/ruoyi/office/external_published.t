# ruoyi-client 2.12, check list 76 to 78: external contacts as the published web client sends and reads them
use two people
== the page of external contacts
ann: POST /api/im/external-contact/group
{"name":"A"}
200 {"data":{g:int}, ...}
ann: POST /api/im/external-contact
header X-CSRF-Token x
{"name":"Eve", "company":"", "position":"", "mobile":"", "email":"", "groupId":null, "remark":""}
200 {"code":200, "data":{c:int}, ...}
ann: GET /api/im/external-contact/list
200 {"code":200, "data":[{"id":{c}, "name":"Eve", "groupId":null, "starred":false, ...}], ...}
ann: PUT /api/im/external-contact/{c}/star
header X-CSRF-Token x
200 {"code":200, ...}
ann: GET /api/im/external-contact/starred
200 {"data":[{"id":{c}, "starred":true, ...}], ...}
ann: PUT /api/im/external-contact/{c}
header X-CSRF-Token x
{"name":"Eve", "company":"Acme", "position":"", "mobile":"1", "email":"", "groupId":{g}, "remark":"x"}
200 {"code":200, ...}
ann: GET /api/im/external-contact/group/{g}
200 {"data":[{"id":{c}, "company":"Acme", "mobile":"1", "groupId":{g}, "starred":true, ...}], ...}
ann: PUT /api/im/external-contact/{c}
header X-CSRF-Token x
{"name":"Eve", "company":"Acme", "position":"", "mobile":"", "email":"", "groupId":null, "remark":""}
200 {"code":200, ...}
ann: GET /api/im/external-contact/{c}
200 {"data":{"company":"Acme", "mobile":null, "groupId":null, "remark":null, "starred":true, ...}, ...}
ann: PUT /api/im/external-contact/{c}/star
header X-CSRF-Token x
200 {"code":200, ...}
ann: GET /api/im/external-contact/starred
200 {"data":[], ...}
bob: GET /api/im/external-contact/{c}
403 {"code":403, "msg":"无权限查看", "data":null}
bob: PUT /api/im/external-contact/{c}
header X-CSRF-Token x
{"name":"Mine"}
400 {"code":403, "msg":"无权限操作", "data":null}
ann: DELETE /api/im/external-contact/{c}
header X-CSRF-Token x
200 {"code":200, ...}
ann: GET /api/im/external-contact/search?keyword=eve
200 {"data":[], ...}
