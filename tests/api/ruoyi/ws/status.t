# ruoyi 22.2 status; 22.4 user_status_change
use two friends
== contacts hear how available somebody is
bob: WS /ws/im?token={bob.token}
bob < {"type":"connected", ...}
ann: WS /ws/im?token={ann.token}
ann < {"type":"connected", ...}
ann > {"type":"status", "payload":{"status":"busy"}}
bob < {"type":"user_status_change", "data":{"userId":{ann.id}, "status":"busy", "timestamp":{_:ms}}}
== nobody else does, and the word is one of three
use stranger
sam: WS /ws/im?token={sam.token}
sam < {"type":"connected", ...}
ann: WS /ws/im?token={ann.token}
ann < {"type":"connected", ...}
ann > {"type":"status", "payload":{"status":"away"}}
sam <! 300ms {"type":"user_status_change", ...}
ann > {"type":"status", "payload":{"status":"hidden"}}
ann < {"type":"error", ...}
