# What is served beside the dialects, and what a stopping server says
use one user
== health
GET /health
200 {"code":200, "data":{"status":"UP", ...}, ...}
GET /api/im/health
200 {"code":200, ...}
GET /healthz
200 any
== metrics are no page of the main address (mapping 15.6), documents are
GET /metrics
404 any
GET /doc.html
200 any
header content-type text/html; charset=utf-8
== the page of the web client
GET /
200 any
header content-type text/html; charset=utf-8
header x-content-type-options nosniff
== no way out of the files
GET /../../etc/passwd
404 any
GET /%2e%2e/%2e%2e/etc/passwd
404 any
GET /..%2f..%2fetc/passwd
404 any
== a stopping server says that it goes
ann: WS /ws/im?token={ann.token}
ann < {"type":"connected", ...}
restart
ann closed 1001
ann: GET /api/im/user/profile
200 {"data":{"id":{ann.id}, ...}, ...}
