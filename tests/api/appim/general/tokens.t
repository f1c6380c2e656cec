# app-im 1.4: an application that verifies tokens
use tokens
== without a token nothing is served, with the master key everything
shut: GET /im/conversations/{shutconv}/members
200 {"code":4002, "message":"头信息缺失", "data":null, "request-id":null}
shutmaster: GET /im/conversations/{shutconv}/members
200 {"code":0, "message":"ok", "data":["{ann.id}", "{bob.id}"], "request-id":null}

== a login token reads what its client is in
by_ann: GET /im/conversations/{shutconv}/members
200 {"code":0, "message":"ok", "data":["{ann.id}", "{bob.id}"], "request-id":null}
by_cat: GET /im/conversations/{shutconv}/members
200 {"code":1, "message":"forbidden", "data":null, "request-id":null}
by_cat: GET /im/conversations/{shutconv}/message
200 {"code":1, "message":"forbidden", "data":null, "request-id":null}
by_ann: GET /im/conversations?where=[]
200 {"code":0, "data":{"total":1, ...}, ...}
by_cat: GET /im/conversations?where=[]
200 {"code":0, "data":{"total":0, ...}, ...}

== and sends as itself alone
by_ann: POST /im/conversations/{shutconv}/message
{"from_client": "{ann.id}", "type": -1, "text": "mine"}
200 {"code":0, ...}
by_ann: POST /im/conversations/{shutconv}/message
{"from_client": "{bob.id}", "type": -1, "text": "his"}
200 {"code":1, "message":"forbidden", "data":null, "request-id":null}
by_cat: POST /im/conversations/{shutconv}/message
{"from_client": "{cat.id}", "type": -1, "text": "a stranger"}
200 {"code":1, "message":"not a member", "data":null, "request-id":null}

== a login token manages nothing
by_ann: DELETE /im/conversations/{shutconv}
200 {"code":1, "message":"forbidden", "data":null, "request-id":null}
by_ann: POST /im/conversations/{shutconv}/members
{"client_ids": ["{cat.id}"]}
200 {"code":1, "message":"forbidden", "data":null, "request-id":null}
by_ann: POST /im/users
{"client_id": "x{uniq}"}
200 {"code":1, "message":"forbidden", "data":null, "request-id":null}

== forged, old and endless tokens
by_forged: GET /im/conversations/{shutconv}/members
200 {"code":1, "message":"token invalid", "data":null, "request-id":null}
by_old: GET /im/conversations/{shutconv}/members
200 {"code":1, "message":"token invalid", "data":null, "request-id":null}
by_timeless: GET /im/conversations/{shutconv}/members
200 {"code":1, "message":"token invalid", "data":null, "request-id":null}
by_nonsense: GET /im/conversations/{shutconv}/members
200 {"code":1, "message":"token invalid", "data":null, "request-id":null}

== a token comes before the parameters
by_forged: POST /im/conversations
{}
200 {"code":1, "message":"token invalid", "data":null, "request-id":null}

== an action token is for one action, one client and these members
by_send: POST /im/conversations/{shutconv}/message
{"from_client": "{ann.id}", "type": -1, "text": "a"}
200 {"code":0, ...}
by_create: POST /im/conversations/{shutconv}/message
{"from_client": "{ann.id}", "type": -1, "text": "a"}
200 {"code":1, "message":"forbidden", "data":null, "request-id":null}
by_create: POST /im/conversations
{"client_id": "{ann.id}", "to_client_ids": ["{bob.id}"], "conv_type": 3}
200 {"code":0, ...}
by_create: POST /im/conversations
{"client_id": "{ann.id}", "to_client_ids": ["{cat.id}"], "conv_type": 3}
200 {"code":1, "message":"forbidden", "data":null, "request-id":null}
by_add: POST /im/conversations/{shutconv}/members
{"client_ids": ["{bob.id}"]}
200 {"code":1, "message":"forbidden", "data":null, "request-id":null}
by_add: POST /im/conversations/{shutconv}/members
{"client_ids": ["{cat.id}"]}
200 {"code":0, "message":"ok", "data":true, "request-id":null}
