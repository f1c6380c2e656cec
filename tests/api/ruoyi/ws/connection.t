# ruoyi 22.1 connection, auth, heartbeat, bad frames
use one user
== a good token connects
ann: WS /ws/im?token={ann.token}
ann < {"type":"connected", "userId":{ann.id}, "data":{"connected":true}, "timestamp":{_:ms}}
== the userId of the query means nothing
use stranger
ann: WS /ws/im?token={ann.token}&userId={sam.id}
ann < {"type":"connected", "userId":{ann.id}, ...}
== a userId without a token signs nobody in
anon: WS /ws/im?userId={ann.id}
anon < {"type":"auth_required", "userId":null, ...}
anon > {"type":"auth", "payload":{"userId":{ann.id}}}
anon < {"type":"auth_response", "success":false, ...}
== an empty userId, as the published client sends it
ann: WS /ws/im?token={ann.token}&userId=
ann < {"type":"connected", "userId":{ann.id}, ...}
== a bad token closes with 1003
anon: WS /ws/im?token=nonsense
anon closed 1003 token 无效或已过期
== forged tokens close with 1003
use forged tokens
anon: WS /ws/im?token={forged.none}
anon closed 1003
anon: WS /ws/im?token={forged.key}
anon closed 1003
anon: WS /ws/im?token={forged.payload}
anon closed 1003
== a refresh token is none
anon: WS /ws/im?token={ann.refresh}
anon closed 1003
== a signed-out token closes with 1003
ann: POST /api/im/auth/logout
200 {"code":200, ...}
wait 1s
anon: WS /ws/im?token={ann.token}
anon closed 1003
== an expired token closes with 1003
clock +121m
anon: WS /ws/im?token={ann.token}
anon closed 1003 token 无效或已过期
== without a token the first frame signs in
anon: WS /ws/im
anon < {"type":"auth_required", "userId":null, "data":"请发送认证消息", "timestamp":{_:ms}}
anon > {"type":"auth", "payload":{"token":"{ann.token}"}}
anon < {"type":"auth_response", "success":true, "userId":{ann.id}, "message":"认证成功", ...}
anon < {"type":"connected", "userId":{ann.id}, ...}
anon > {"type":"ping"}
anon < {"type":"pong", "timestamp":{_:ms}}
== the token of the first frame in data, and flat
anon: WS /ws/im
anon < {"type":"auth_required", ...}
anon > {"type":"auth", "data":{"token":"{ann.token}"}}
anon < {"type":"auth_response", "success":true, ...}
anon/old: WS /ws/im
anon/old < {"type":"auth_required", ...}
anon/old > {"type":"auth", "token":"{ann.token}", "userId":{ann.id}}
anon/old < {"type":"auth_response", "success":true, ...}
== other frames before signing in are refused
anon: WS /ws/im
anon < {"type":"auth_required", ...}
anon > {"type":"typing", "payload":{"conversationId":1}}
anon < {"type":"error", "data":"请先认证", ...}
== a bad token in the first frame
anon: WS /ws/im
anon < {"type":"auth_required", ...}
anon > {"type":"auth", "payload":{"token":"nonsense"}}
anon < {"type":"auth_response", "success":false, "message":{_:str}, ...}
== who does not sign in within 10 s is closed with 1008
anon: WS /ws/im
anon < {"type":"auth_required", ...}
wait 9500ms
anon closed 1008
== an auth frame after signing in is answered harmlessly
ann: WS /ws/im?token={ann.token}
ann < {"type":"connected", ...}
ann > {"type":"auth", "payload":{"token":"{ann.token}"}}
ann < {"type":"auth_response", "success":true, "userId":{ann.id}, "message":"认证成功", ...}
== ping and pong, also those of the protocol
ann: WS /ws/im?token={ann.token}
ann < {"type":"connected", ...}
ann > {"type":"ping"}
ann < {"type":"pong", "timestamp":{_:ms}}
ann > ping
ann < pong
== unknown types are ignored
ann: WS /ws/im?token={ann.token}
ann < {"type":"connected", ...}
ann > {"type":"nobodyKnows", "payload":{"a":1}}
ann <! 200ms {"type":"error", ...}
ann > {"type":"ping"}
ann < {"type":"pong", ...}
== broken JSON is told, and the socket stays
ann: WS /ws/im?token={ann.token}
ann < {"type":"connected", ...}
ann > raw "{\"type\":"
ann < {"type":"error", "userId":{_:any}, "data":"消息格式错误", "timestamp":{_:ms}, "traceId":{_:str}}
ann > raw "[1]"
ann < {"type":"error", "data":"消息格式错误", ...}
ann > {"type":"ping"}
ann < {"type":"pong", ...}
== a text frame that is no UTF-8 closes with 1007
ann: WS /ws/im?token={ann.token}
ann < {"type":"connected", ...}
ann > raw "{\"type\":\"\xff\xfe\"}"
ann closed 1007
== a frame above 64 KiB is told, and the socket stays
ann: WS /ws/im?token={ann.token}
ann < {"type":"connected", ...}
ann > {"type":"message", "payload":{"conversationId":1, "content":"{a*70000}"}}
ann < {"type":"error", "data":"消息过长", ...}
ann > {"type":"ping"}
ann < {"type":"pong", ...}
== a frame far above every limit closes with 1009
ann: WS /ws/im?token={ann.token}
ann < {"type":"connected", ...}
ann > {"type":"message", "payload":{"content":"{a*20000000}"}}
ann closed 1009
== a binary frame is no message
ann: WS /ws/im?token={ann.token}
ann < {"type":"connected", ...}
ann > binary "\x00\x01\x02"
ann <! 200ms {"type":"connected", ...}
== several sockets of one user live side by side
ann: WS /ws/im?token={ann.token}
ann < {"type":"connected", ...}
ann/two: WS /ws/im?token={ann.token}
ann/two < {"type":"connected", ...}
ann > {"type":"ping"}
ann < {"type":"pong", ...}
ann/two > {"type":"ping"}
ann/two < {"type":"pong", ...}
== a path that is no WebSocket
ann: WS /ws/nowhere?token={ann.token}
404 any
== the path without an upgrade
GET /ws/im
426 any
