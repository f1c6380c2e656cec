# app-im 3.4, mapping 15.2: banning is one act in all dialects, and an application ranks lowest
use nobody
== who works for the server is not banned by an application, and the back office's ban stands
bound: PUT /im/users/10001/ban
{"reason": "no"}
200 {"code":1, "message":"forbidden", "data":null, "request-id":null}
