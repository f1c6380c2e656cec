# ruoyi 27.b GlobalSearch hot-keywords
use three people
== a keyword is told when three people searched for it
ann: GET /api/im/search/groups?keyword=hot{uniq}
200 {...}
bob: GET /api/im/search/groups?keyword=HOT{uniq}
200 {...}
bob: GET /api/im/search/groups?keyword=HOT{uniq}
200 {...}
clock +1m
cat: GET /api/im/search/hot-keywords
200 {"code":200, "msg":"操作成功", "data":[]}
cat: GET /api/im/message/search?keyword=hot{uniq}
200 {...}
ann: GET /api/im/search/hot-keywords
200 {"data":["hot{uniq}"], ...}
