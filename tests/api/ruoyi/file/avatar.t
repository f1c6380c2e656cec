# ruoyi 2.3 the own picture
use one user
== both paths and both names of the part
ann: POST /api/im/user/avatar/upload
multipart file=@a.png
200 {"code":200, "msg":"头像上传成功", "data":{u:str}}
ann: GET /api/im/user/profile
200 {"data":{"avatar":"{u}", ...}, ...}
GET {u}
200 any
header content-type image/png
ann: POST /api/im/user/avatar
multipart avatarfile=@b.png
200 {"code":200, "msg":"头像上传成功", "data":{v:str}}
ann: GET /api/im/user/profile
200 {"data":{"avatar":"{v}", ...}, ...}
== it is no file of the list
ann: POST /api/im/user/avatar
multipart avatarfile=@a.png
200 any
ann: GET /api/im/file/list
200 {"data":[], ...}
== errors
ann: POST /api/im/user/avatar/upload
multipart x=1
400 {"code":4405, "msg":"头像文件不能为空", "data":null}
ann: POST /api/im/user/avatar/upload
multipart file=@empty.txt
400 {"code":4405, "msg":"头像文件不能为空", "data":null}
ann: POST /api/im/user/avatar/upload
multipart file=@note.txt
400 {"code":400, "msg":"只支持图片格式的头像", "data":null}
ann: POST /api/im/user/avatar/upload
multipart file=@fake.png
400 {"code":400, "msg":"只支持图片格式的头像", "data":null}
POST /api/im/user/avatar
multipart file=@a.png
401 {"code":401, ...}
== the user's other sockets hear of it
ann: WS /ws/im?token={ann.token}
ann < {"type":"connected", ...}
ann: POST /api/im/user/avatar/upload
multipart file=@a.png
200 any
