# app-im 1.4: an application that verifies tokens
use tokens
== without a token nothing is served, with the master key everything
shut: GET /im/conversations/{shutconv}/members
200 {"code":4002, "message":"头信息缺失", "data":null, "request-id":null}
shutmaster: GET /im/conversations/{shutconv}/members
200 {"code":0, "message":"ok", "data":["{ann.id}", "{bob.id}"], "request-id":null}

== a login token reads what its client is in
shut: GET /im/conversations/{shutconv}/members
header Authorization Bearer {t.ann}
200 {"code":0, "message":"ok", "data":["{ann.id}", "{bob.id}"], "request-id":null}
shut: GET /im/conversations/{shutconv}/members
header Authorization Bearer {t.cat}
200 {"code":1, "message":"forbidden", "data":null, "request-id":null}
shut: GET /im/conversations/{shutconv}/message
header Authorization Bearer {t.cat}
200 {"code":1, "message":"forbidden", "data":null, "request-id":null}
shut: GET /im/conversations?where=[]
header Authorization Bearer {t.ann}
200 {"code":0, "data":{"total":1, ...}, ...}
shut: GET /im/conversations?where=[]
header Authorization Bearer {t.cat}
200 {"code":0, "data":{"total":0, ...}, ...}

== and sends as itself alone
shut: POST /im/conversations/{shutconv}/message
header Authorization Bearer {t.ann}
{"from_client": "{ann.id}", "type": -1, "text": "mine"}
200 {"code":0, ...}
shut: POST /im/conversations/{shutconv}/message
header Authorization Bearer {t.ann}
{"from_client": "{bob.id}", "type": -1, "text": "his"}
200 {"code":1, "message":"forbidden", "data":null, "request-id":null}
shut: POST /im/conversations/{shutconv}/message
header Authorization Bearer {t.cat}
{"from_client": "{cat.id}", "type": -1, "text": "a stranger"}
200 {"code":1, "message":"not a member", "data":null, "request-id":null}

== a login token manages nothing
shut: DELETE /im/conversations/{shutconv}
header Authorization Bearer {t.ann}
200 {"code":1, "message":"forbidden", "data":null, "request-id":null}
shut: POST /im/conversations/{shutconv}/members
header Authorization Bearer {t.ann}
{"client_ids": ["{cat.id}"]}
200 {"code":1, "message":"forbidden", "data":null, "request-id":null}
shut: POST /im/users
header Authorization Bearer {t.ann}
{"client_id": "x{uniq}"}
200 {"code":1, "message":"forbidden", "data":null, "request-id":null}

== forged, old and endless tokens
shut: GET /im/conversations/{shutconv}/members
header Authorization Bearer {t.forged}
200 {"code":1, "message":"token invalid", "data":null, "request-id":null}
shut: GET /im/conversations/{shutconv}/members
header Authorization Bearer {t.old}
200 {"code":1, "message":"token invalid", "data":null, "request-id":null}
shut: GET /im/conversations/{shutconv}/members
header Authorization Bearer {t.timeless}
200 {"code":1, "message":"token invalid", "data":null, "request-id":null}
shut: GET /im/conversations/{shutconv}/members
header Authorization Bearer nonsense
200 {"code":1, "message":"token invalid", "data":null, "request-id":null}

== a token comes before the parameters
shut: POST /im/conversations
header Authorization Bearer {t.forged}
{}
200 {"code":1, "message":"token invalid", "data":null, "request-id":null}

== an action token is for one action, one client and these members
shut: POST /im/conversations/{shutconv}/message
header Authorization Bearer {t.send}
{"from_client": "{ann.id}", "type": -1, "text": "a"}
200 {"code":0, ...}
shut: POST /im/conversations/{shutconv}/message
header Authorization Bearer {t.create}
{"from_client": "{ann.id}", "type": -1, "text": "a"}
200 {"code":1, "message":"forbidden", "data":null, "request-id":null}
shut: POST /im/conversations
header Authorization Bearer {t.create}
{"client_id": "{ann.id}", "to_client_ids": ["{bob.id}"], "conv_type": 3}
200 {"code":0, ...}
shut: POST /im/conversations
header Authorization Bearer {t.create}
{"client_id": "{ann.id}", "to_client_ids": ["{cat.id}"], "conv_type": 3}
200 {"code":1, "message":"forbidden", "data":null, "request-id":null}
shut: POST /im/conversations/{shutconv}/members
header Authorization Bearer {t.add}
{"client_ids": ["{bob.id}"]}
200 {"code":1, "message":"forbidden", "data":null, "request-id":null}
shut: POST /im/conversations/{shutconv}/members
header Authorization Bearer {t.add}
{"client_ids": ["{cat.id}"]}
200 {"code":0, "message":"ok", "data":true, "request-id":null}
