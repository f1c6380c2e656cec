# ruoyi 21.14 external contacts from and for other address books
use two people
== a table is tried first, then taken over, and again changes nothing
ann: POST /api/im/external-contact/import
{"dryRun":true, "content":"姓名,手机号,公司,分组\r\n王伟,138 0000,Acme,供应商\r\n,1\r\nBo,{1*21}\r\nCy,1,,,more\r\n"}
200 {"code":200, "msg":"导入成功", "data":{"dryRun":true, "created":1, "updated":0, "unchanged":0, "contacts":[{"line":2, "name":"王伟", "company":"Acme", "mobile":"138 0000", "email":null, "groupName":"供应商", "action":"CREATED"}], "skipped":[{"line":3, "name":"", "reason":"name"}, {"line":4, "name":"Bo", "reason":"mobile"}, {"line":5, "name":"Cy", "reason":"columns"}]}}
ann: GET /api/im/external-contact/list
200 {"data":[], ...}
ann: GET /api/im/external-contact/group/list
200 {"data":[], ...}
ann: POST /api/im/external-contact/import
{"content":"姓名,手机号,公司,分组\r\n王伟,138 0000,Acme,供应商\r\n"}
200 {"data":{"dryRun":false, "created":1, "updated":0, "unchanged":0, "skipped":[], ...}, ...}
ann: GET /api/im/external-contact/list
200 {"data":[{"id":{c:int}, "name":"王伟", "company":"Acme", "groupName":"供应商", "source":"IMPORT", ...}], ...}
ann: POST /api/im/external-contact/import
{"content":"姓名,手机号,公司,分组\r\n王伟,138 0000,Acme,供应商\r\n"}
200 {"data":{"created":0, "updated":0, "unchanged":1, "contacts":[{"action":"UNCHANGED", ...}], ...}, ...}
ann: POST /api/im/external-contact/import?dryRun=false
{"content":"name,mobile,position\n王伟,1380000,Buyer\n"}
200 {"data":{"created":0, "updated":1, "unchanged":0, "contacts":[{"action":"UPDATED", ...}], ...}, ...}
ann: GET /api/im/external-contact/{c}
200 {"data":{"company":"Acme", "mobile":"1380000", "position":"Buyer", "groupName":"供应商", ...}, ...}
bob: GET /api/im/external-contact/list
200 {"data":[], ...}
== cards, into a group
ann: POST /api/im/external-contact/group
{"name":"Fair"}
200 {"data":{g:int}, ...}
ann: POST /api/im/external-contact/import
{"groupId":{g}, "content":"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Eve Miller\r\nORG:Acme\r\nTEL;TYPE=CELL:+49 1\r\nEMAIL:eve@example.org\r\nCATEGORIES:buyer\r\nEND:VCARD\r\nBEGIN:VCARD\r\nVERSION:3.0\r\nTEL:1\r\nEND:VCARD\r\n"}
200 {"data":{"created":1, "contacts":[{"line":1, "name":"Eve Miller", "company":"Acme", "mobile":"+49 1", "email":"eve@example.org", "groupName":null, "action":"CREATED"}], "skipped":[{"line":9, "name":"", "reason":"name"}], ...}, ...}
ann: GET /api/im/external-contact/group/{g}
200 {"data":[{"name":"Eve Miller", "tags":"buyer", "groupName":"Fair", "source":"IMPORT", ...}], ...}
bob: POST /api/im/external-contact/import
{"groupId":{g}, "content":"name\nEve\n"}
400 {"code":6001, "msg":"分组不存在", "data":null}
== what is no such file is refused
ann: POST /api/im/external-contact/import
{}
400 {"code":400, "msg":"参数校验失败", "data":{"content":"文件内容不能为空"}}
ann: POST /api/im/external-contact/import
{"content":"hello"}
400 {"code":400, "msg":"联系人文件格式不正确", "data":null}
ann: POST /api/im/external-contact/import
{"content":"name\nEve\n", "format":"vcard"}
400 {"code":400, "msg":"联系人文件格式不正确", "data":null}
ann: POST /api/im/external-contact/import
{"content":"name\nEve\n", "format":"xls"}
400 {"code":400, "msg":"参数校验失败", "data":{"format":"文件格式不正确"}}
ann: POST /api/im/external-contact/import
{"content":"{x*524289}"}
400 {"code":400, "msg":"参数校验失败", "data":{"content":"文件内容不能超过512KB"}}
ann: GET /api/im/external-contact/export?format=xls
400 {"code":400, "msg":"参数校验失败", "data":{"format":"文件格式不正确"}}
== the book as files
ann: POST /api/im/external-contact/group
{"name":"Fair"}
200 {"data":{g:int}, ...}
ann: POST /api/im/external-contact
{"name":"Eve; M", "company":"=1+1", "mobile":"+49 1", "tags":"a,b", "groupId":{g}, "isStarred":true}
200 any
ann: POST /api/im/external-contact
{"name":"Bo"}
200 any
ann: GET /api/im/external-contact/export?groupId={g}
200 text "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Eve\\; M\r\nN:Eve\\; M;;;;\r\nORG:=1+1\r\nTEL;TYPE=CELL:+49 1\r\nCATEGORIES:a,b\r\nX-KOINE-GROUP:Fair\r\nX-KOINE-STARRED:1\r\nEND:VCARD\r\n"
header Content-Type text/vcard; charset=utf-8
ann: GET /api/im/external-contact/export?format=CSV&groupId={g}
200 text "\xef\xbb\xbf姓名,公司,职位,手机号,邮箱,微信号,地址,备注,标签,头像,分组,星标\r\n\"Eve; M\",'=1+1,,+49 1,,,,,\"a,b\",,Fair,1\r\n"
header Content-Type text/csv; charset=utf-8
bob: GET /api/im/external-contact/export?groupId={g}
200 text ""
== without a token
GET /api/im/external-contact/export
401 {"code":401, ...}
POST /api/im/external-contact/import
{"content":"name\nEve\n"}
401 {"code":401, ...}
