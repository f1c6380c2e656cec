# app-im 1.5: what is missing, what has the wrong form, kinds, conversations, clients, rules
use group of three, a message, pair, stranger
== a body that is too large
app: POST /im/conversations
raw "{\"client_id\":\"{x*2000000}\"}"
413 {"code":1, "message":"too large", "data":null, "request-id":null}

== taking back: the sender, the conversation, who it is, whose it is
master: PUT /im/users/{dan.id}/ban
200 {"code":0, ...}
app: PUT /im/conversations/none/message/none/recall
{}
200 {"code":4001, "message":"参数缺失", "data":null, "request-id":null}
app: PUT /im/conversations/none/message/none/recall
{"from_client": ["{ann.id}"]}
200 {"code":4406, "message":"错误的参数格式", "data":null, "request-id":null}
app: PUT /im/conversations/none/message/none/recall
{"from_client": "ghost"}
200 {"code":4011, "message":"未知会话", "data":null, "request-id":null}
app: PUT /im/conversations/{conv}/message/none/recall
{"from_client": "ghost"}
200 {"code":211, "message":"未知用户 ghost", "data":null, "request-id":null}
app: PUT /im/conversations/{conv}/message/none/recall
{"from_client": "{dan.id}"}
200 {"code":213, "message":"账号封禁", "data":null, "request-id":null}
app: PUT /im/conversations/{conv}/message/none/recall
{"from_client": "{bob.id}"}
200 {"code":1, "message":"unknown message", "data":null, "request-id":null}
app: PUT /im/conversations/{conv}/message/{msg}/recall
{"from_client": "{bob.id}"}
200 {"code":1, "message":"not the sender", "data":null, "request-id":null}
app: PUT /im/conversations/{pair}/message/{msg}/recall
{"from_client": "{ann.id}"}
200 {"code":1, "message":"unknown message", "data":null, "request-id":null}

== changing and deleting likewise
master: PUT /im/users/{dan.id}/ban
200 {"code":0, ...}
app: PUT /im/conversations/{conv}/message/{msg}
{"from_client": "{dan.id}", "text": "a"}
200 {"code":213, "message":"账号封禁", "data":null, "request-id":null}
app: DELETE /im/conversations/none/message/{msg}
{"from_client": "ghost"}
200 {"code":4011, "message":"未知会话", "data":null, "request-id":null}
app: DELETE /im/conversations/{conv}/message/{msg}
{"from_client": "ghost"}
200 {"code":211, "message":"未知用户 ghost", "data":null, "request-id":null}
app: DELETE /im/conversations/{conv}/message/{msg}
{"from_client": "{dan.id}"}
200 {"code":213, "message":"账号封禁", "data":null, "request-id":null}
app: DELETE /im/conversations/{conv}/message/{msg}
{"from_client": "{bob.id}"}
200 {"code":1, "message":"not the sender", "data":null, "request-id":null}

== reading and counting
app: POST /im/conversations/none/read
{"client_id": "ghost"}
200 {"code":4001, "message":"参数缺失", "data":null, "request-id":null}
app: POST /im/conversations/none/read
{"client_id": "ghost", "time": "soon"}
200 {"code":4406, "message":"错误的参数格式", "data":null, "request-id":null}
app: POST /im/conversations/none/read
{"client_id": "ghost", "time": 1}
200 {"code":4011, "message":"未知会话", "data":null, "request-id":null}
app: POST /im/conversations/{conv}/read
{"client_id": "ghost", "time": 1}
200 {"code":211, "message":"未知用户 ghost", "data":null, "request-id":null}
app: POST /im/conversations/{conv}/read
{"client_id": "{dan.id}", "time": 1}
200 {"code":1, "message":"not a member", "data":null, "request-id":null}
app: GET /im/clients/{dan.id}/unread-count?conv_id={conv}
200 {"code":1, "message":"not a member", "data":null, "request-id":null}
master: PUT /im/users/{dan.id}/ban
200 {"code":0, ...}
app: POST /im/conversations/{conv}/read
{"client_id": "{dan.id}", "time": 1}
200 {"code":213, "message":"账号封禁", "data":null, "request-id":null}
master: GET /im/clients/{ann.id}/messages?page=x
200 {"code":4406, "message":"错误的参数格式", "data":null, "request-id":null}

== letting write and come in again
app: DELETE /im/conversations/none/temporary-silenceds
{"client_id": []}
200 {"code":4406, "message":"错误的参数格式", "data":null, "request-id":null}
app: DELETE /im/conversations/{pair}/temporary-silenceds
{"client_id": "ghost"}
200 {"code":4405, "message":"错误的会话类型", "data":null, "request-id":null}
app: DELETE /im/conversations/{conv}/temporary-silenceds
{"client_id": "ghost"}
200 {"code":211, "message":"未知用户 ghost", "data":null, "request-id":null}
app: DELETE /im/conversations/none/blacklists
{"client_ids": "{ann.id}"}
200 {"code":4406, "message":"错误的参数格式", "data":null, "request-id":null}
app: DELETE /im/conversations/{pair}/blacklists
{"client_ids": ["ghost"]}
200 {"code":4405, "message":"错误的会话类型", "data":null, "request-id":null}
app: DELETE /im/conversations/{conv}/blacklists
{"client_ids": ["{ann.id}", "ghost"]}
200 {"code":211, "message":"未知用户 ghost", "data":null, "request-id":null}

== why a client is shut out has at most 20 characters
master: PUT /im/users/ghost/ban
{"reason": "{x*21}"}
200 {"code":4406, "message":"错误的参数格式", "data":null, "request-id":null}
master: PUT /im/users/ghost/unban
{"reason": ["x"]}
200 {"code":4406, "message":"错误的参数格式", "data":null, "request-id":null}
master: PUT /im/users/{bob.id}/ban
{"reason": "{x*20}"}
200 {"code":0, "data":true, ...}
