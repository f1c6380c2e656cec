# im-chat 1.2: bodies, numbers, truths, parameters
use two people
== without a type, and with one that names its letters
ann: POST /friend/request/apply
header Content-Type application/json; charset=UTF-8
{"friendId":{bob.id}}
200 {"code":200, "data":{"id":{r:int}, ...}, ...}
ann: POST /friend/request/recall
header Content-Type {empty}
{"requestId":{r}}
200 {"code":200, "message":"success", "data":null}
== numbers as texts, texts as numbers
ann: POST /friend/request/apply
{"friendId":"{bob.id}","applyInfo":"hi","unknown":{"a":[1,2]}}
200 {"code":200, "data":{"receiverId":{bob.id}, ...}, ...}
ann: POST /blacklist/add
{"targetId":"x{bob.id}"}
200 {"code":400, "message":"targetId类型不正确", "data":null}
ann: POST /blacklist/add
{"targetId":1.5}
200 {"code":400, "message":"targetId类型不正确", "data":null}
ann: POST /blacklist/add
{"targetId":true}
200 {"code":400, "message":"targetId类型不正确", "data":null}
ann: POST /blacklist/add
{"targetId":[{bob.id}]}
200 {"code":400, "message":"targetId类型不正确", "data":null}
ann: POST /blacklist/add
raw "{\"targetId\":9223372036854775808}"
200 {"code":400, ...}
ann: POST /blacklist/add
raw "{\"targetId\":9223372036854775807}"
200 {"code":1001, "message":"用户不存在", "data":null}
ann: POST /friend/request/apply
{"friendId":{bob.id},"applyInfo":5}
200 {"code":400, "message":"applyInfo类型不正确", "data":null}
== truths
use group of three
ann: PUT /group/muted
{"groupId":{group.id},"isMuted":1}
200 {"code":200, ...}
ann: GET /group/find/{group.id}
200 {"code":200, "data":{"isMuted":true, ...}, ...}
ann: PUT /group/muted
{"groupId":{group.id},"isMuted":"false"}
200 {"code":200, ...}
ann: GET /group/find/{group.id}
200 {"code":200, "data":{"isMuted":false, ...}, ...}
ann: PUT /group/muted
{"groupId":"{group.id}","isMuted":"true"}
200 {"code":200, ...}
ann: GET /group/find/{group.id}
200 {"code":200, "data":{"isMuted":true, ...}, ...}
ann: PUT /group/muted
{"groupId":{group.id},"isMuted":0}
200 {"code":200, ...}
ann: GET /group/find/{group.id}
200 {"code":200, "data":{"isMuted":false, ...}, ...}
ann: PUT /group/muted
{"groupId":{group.id},"isMuted":2}
200 {"code":400, "message":"isMuted类型不正确", "data":null}
ann: PUT /group/muted
{"groupId":{group.id},"isMuted":"yes"}
200 {"code":400, "message":"isMuted类型不正确", "data":null}
== parameters instead of a body; the body wins
ann: POST /friend/request/apply?friendId={bob.id}&applyInfo=by%20query
200 {"code":200, "data":{"id":{r:int}, "applyInfo":"by query", ...}, ...}
bob: POST /friend/request/approve?requestId={r}
200 {"code":200, "message":"success", "data":null}
ann: PUT /friend/remark?friendId={bob.id}&remark=q
{"remark":"b"}
200 {"code":200, "data":{"remark":"b", ...}, ...}
ann: PUT /friend/remark?friendId={bob.id}&remark=q
200 {"code":200, "data":{"remark":"q", ...}, ...}
ann: POST /blacklist/add?targetId={bob.id}
200 {"code":200, ...}
bob: POST /friend/request/reject?requestId=999999999&reason=no
200 {"code":404, ...}
bob: POST /friend/request/recall?requestId=999999999
200 {"code":404, ...}
== the same for groups
use group of three
ann: PUT /group/modify?groupId={group.id}&groupName=query
200 {"code":200, "data":{"groupName":"query", ...}, ...}
ann: PUT /group/muted?groupId={group.id}&isMuted=1
200 {"code":200, ...}
bob: PUT /group/dnd?groupId={group.id}&isDnd=true
200 {"code":200, ...}
ann: PUT /group/members/muted?groupId={group.id}&userId={bob.id}&isMuted=true&duration=60
200 {"code":200, ...}
ann: POST /group/manager/add?groupId={group.id}&userId={bob.id}
200 {"code":200, ...}
ann: DELETE /group/manager/remove?groupId={group.id}&userId={bob.id}
200 {"code":200, ...}
ann: POST /group/setTopMessage/{group.id}?content=read
200 {"code":200, "data":{"content":"read", ...}, ...}
ann: POST /group/create?groupName=query
200 {"code":200, "data":{"groupName":"query", "memberCount":1, ...}, ...}
bob: POST /complaint/submit?targetType=1&targetId={ann.id}&reason=spam
200 {"code":200, ...}
== texts that look like scripts are texts
ann: PUT /user/update
{"signature":"<script>alert(1)</script> javascript:x <a onclick=\"y\">"}
200 {"code":200, "data":{"signature":"<script>alert(1)</script> javascript:x <a onclick=\"y\">", ...}, ...}
