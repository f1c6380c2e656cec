# openim 4.6 get_incremental_conversations, get_full_conversation_ids; 10
use direct chat
== who knows nothing reads everything
ann: POST /conversation/get_incremental_conversations
{"userID": "{ann.id}", "versionID": "", "version": 0}
200 {"errCode":0, "errMsg":"", "errDlt":"", "data":{"version":{v:int}, "versionID":{log:str}, "full":true, "delete":[], "insert":[], "update":[]}}
ann: POST /conversation/get_incremental_conversations
{"userID": "{ann.id}", "versionID": "{log}", "version": {v}}
200 {"errCode":0, "data":{"version":{v}, "versionID":"{log}", "full":false, "delete":[], "insert":[], "update":[]}, ...}
ann: POST /conversation/get_full_conversation_ids
{"userID": "{ann.id}", "idHash": 0}
200 {"errCode":0, "data":{"version":{v}, "versionID":"{log}", "equal":false, "conversationIDs":["{chat}"]}, ...}

== a change, a newcomer, one gone, one back
use stranger
ann: POST /conversation/get_incremental_conversations
{"userID": "{ann.id}", "versionID": "", "version": 0}
200 {"errCode":0, "data":{"version":{v:int}, "versionID":{log:str}, ...}, ...}
ann: POST /conversation/set_conversations
{"userIDs": ["{ann.id}"], "conversation": {"conversationID": "{chat}", "conversationType": 1, "userID": "{bob.id}", "ex": "e"}}
200 {"errCode":0, ...}
do say sam ann hello
ann: POST /conversation/get_incremental_conversations
{"userID": "{ann.id}", "versionID": "{log}", "version": {v}}
200 {"errCode":0, "data":{"version":{w:int}, "versionID":"{log}", "full":false, "delete":[], "insert":[{"userID":"{sam.id}", ...}], "update":[{"conversationID":"{chat}", "ex":"e", ...}]}, ...}
# What changes nothing is no version.
ann: POST /conversation/set_conversations
{"userIDs": ["{ann.id}"], "conversation": {"conversationID": "{chat}", "conversationType": 1, "userID": "{bob.id}", "ex": "e"}}
200 {"errCode":0, ...}
ann: POST /conversation/get_incremental_conversations
{"userID": "{ann.id}", "versionID": "{log}", "version": {w}}
200 {"errCode":0, "data":{"version":{w}, "full":false, "update":[], ...}, ...}
ann: POST /conversation/delete_conversations
{"ownerUserID": "{ann.id}", "conversationIDs": ["{chat}"]}
200 {"errCode":0, "errMsg":"", "errDlt":""}
ann: POST /conversation/get_incremental_conversations
{"userID": "{ann.id}", "versionID": "{log}", "version": {w}}
200 {"errCode":0, "data":{"version":{x:int}, "full":false, "delete":["{chat}"], "insert":[], "update":[], ...}, ...}
ann: POST /conversation/set_conversations
{"userIDs": ["{ann.id}"], "conversation": {"conversationID": "{chat}", "conversationType": 1, "userID": "{bob.id}", "isPinned": true}}
200 {"errCode":0, ...}
ann: POST /conversation/get_full_conversation_ids
{"userID": "{ann.id}", "idHash": 0}
200 {"errCode":0, "data":{"conversationIDs":["{chat}", {_:str}], ...}, ...}
ann: POST /conversation/get_conversation
{"ownerUserID": "{ann.id}", "conversationID": "{chat}"}
200 {"errCode":0, "data":{"conversation":{"isPinned":true, "ex":"e", ...}}, ...}

== what is refused
bob: POST /conversation/get_incremental_conversations
{"userID": "{ann.id}", "versionID": "", "version": 0}
200 {"errCode":1002, ...}
bob: POST /conversation/get_incremental_conversations
{}
200 {"errCode":1001, ...}
bob: POST /conversation/get_full_conversation_ids
{"userID": "{ann.id}", "idHash": 0}
200 {"errCode":1002, ...}
bob: POST /conversation/get_full_conversation_ids
{"userID": "{bob.id}", "idHash": "0"}
200 {"errCode":1001, ...}
