# ruoyi 27.7 talks with a language model, on a server that has none
use two people
== it says so
ann: GET /api/im/ai/models
200 {"code":200, "msg":"操作成功", "data":[]}
ann: POST /api/im/ai/chat
{"content":"Hi", "conversationId":"conv_1", "userId":{bob.id}, "model":"qwen"}
400 {"code":400, "msg":"未配置AI模型，请联系管理员", "data":null}
POST /api/im/ai/chat
header Authorization Bearer {ann.token}
header X-CSRF-Token x
{"content":"Hi", "conversationId":"conv_1", "userId":{ann.id}, "model":"qwen"}
400 {"code":400, "msg":"未配置AI模型，请联系管理员", "data":null}
ann: POST /api/im/ai/summarize
{"content":"Hi"}
400 {"code":400, "msg":"未配置AI模型，请联系管理员", "data":null}
ann: DELETE /api/im/ai/conversation/conv_1
200 {"code":200, "msg":"删除成功", "data":null}
== what is no question is refused
ann: POST /api/im/ai/chat
{"content":" "}
400 {"code":400, "msg":"参数校验失败", "data":{"content":"内容不能为空"}}
ann: POST /api/im/ai/chat
{"content":"{x*8001}"}
400 {"code":400, "msg":"参数校验失败", "data":{"content":"内容长度不能超过8000个字符"}}
