# ruoyi 27.b GlobalSearch contacts
use two friends, stranger
== only own contacts, by name or remark
ann: GET /api/im/search/contacts?keyword={bob.name}
200 {"data":[{"id":{bob.id}, "userId":{bob.id}, "name":"{bob.nick}", "isFriend":true, ...}], ...}
ann: GET /api/im/search/contacts?keyword={sam.name}
200 {"data":[], ...}
sam: GET /api/im/search/contacts?keyword={bob.name}
200 {"data":[], ...}
