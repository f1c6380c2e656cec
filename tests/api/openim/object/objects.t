# openim 4.8, 9: what needs no upload; objects_test.mjs has the rest
use two people
== how large parts are
ann: POST /object/part_limit
{}
200 {"errCode":0, "errMsg":"", "errDlt":"", "data":{"minPartSize":5242880, "maxPartSize":5368709120, "maxNumSize":10000}}
ann: POST /object/part_size
{"size": 1}
200 {"errCode":0, "errMsg":"", "errDlt":"", "data":{"size":5242880}}
ann: POST /object/part_size
{"size": 52428800000}
200 {"data":{"size":5242880}, ...}
ann: POST /object/part_size
{"size": 52428800001}
200 {"data":{"size":5242881}, ...}
ann: POST /object/part_size
{"size": 53687091200000}
200 {"data":{"size":5368709120}, ...}
ann: POST /object/part_size
{"size": 53687091200001}
200 {"errCode":500, "errMsg":"ServerInternalError", ...}
ann: POST /object/part_size
{"size": 0}
200 {"errCode":500, ...}

== names
ann: POST /object/initiate_multipart_upload
{"hash": "c4ca4238a0b923820dcc509a6f75849b", "size": 1, "maxParts": 1, "name": ""}
200 {"errCode":1001, "errMsg":"ArgsError", "errDlt":"name is empty"}
ann: POST /object/initiate_multipart_upload
{"hash": "c4ca4238a0b923820dcc509a6f75849b", "size": 1, "maxParts": 1, "name": "/{ann.id}/a"}
200 {"errCode":1001, ...}
ann: POST /object/initiate_multipart_upload
{"hash": "c4ca4238a0b923820dcc509a6f75849b", "size": 1, "maxParts": 1, "name": "   "}
200 {"errCode":1001, ...}
ann: POST /object/initiate_multipart_upload
{"hash": "c4ca4238a0b923820dcc509a6f75849b", "size": 1, "maxParts": 1, "name": "{ann.id}/{x*1024}"}
200 {"errCode":1001, ...}
ann: POST /object/initiate_multipart_upload
{"hash": "c4ca4238a0b923820dcc509a6f75849b", "size": 1, "maxParts": 1, "name": "{bob.id}/a"}
200 {"errCode":1002, "errMsg":"NoPermissionError", ...}
ann: POST /object/initiate_multipart_upload
{"hash": "c4ca4238a0b923820dcc509a6f75849b", "size": 1, "maxParts": 1, "name": "{ann.id}"}
200 {"errCode":1002, ...}
admin: POST /object/initiate_multipart_upload
{"hash": "c4ca4238a0b923820dcc509a6f75849b", "size": 1, "maxParts": 1, "name": "{bob.id}/a"}
200 {"errCode":0, "data":{"url":"", "upload":{"uploadID":{_:str}, "partSize":5242880, "sign":{"url":"", "query":[], "header":[], "parts":[{"partNumber":1, "url":{_:str}, "query":[], "header":[]}]}, "expireTime":{_:ms}}}, ...}
ann: POST /object/initiate_form_data
{"name": "{bob.id}/a", "size": 1}
200 {"errCode":1002, ...}
ann: POST /object/initiate_form_data
{"name": "", "size": 1}
200 {"errCode":1001, ...}
ann: POST /object/initiate_form_data
{"name": "{ann.id}/a", "size": 0}
200 {"errCode":1001, ...}
ann: POST /object/complete_multipart_upload
{"uploadID": "x", "parts": [], "name": "{bob.id}/a"}
200 {"errCode":1002, ...}
ann: POST /object/complete_multipart_upload
{"uploadID": "x", "parts": [], "name": "/a"}
200 {"errCode":1001, ...}
ann: POST /object/complete_multipart_upload
{"uploadID": "x", "parts": [], "name": "{ann.id}/a"}
200 {"errCode":1004, "errMsg":"RecordNotFoundError", ...}

== what is refused of an upload
ann: POST /object/initiate_multipart_upload
{"hash": "123", "size": 1, "maxParts": 1, "name": "{ann.id}/a"}
200 {"errCode":500, ...}
ann: POST /object/initiate_multipart_upload
{"hash": "c4ca4238a0b923820dcc509a6f75849b", "size": -1, "maxParts": 1, "name": "{ann.id}/a"}
200 {"errCode":500, ...}
ann: POST /object/initiate_multipart_upload
{"hash": "c4ca4238a0b923820dcc509a6f75849b", "size": 1, "maxParts": 2, "name": "{ann.id}/a"}
200 {"errCode":500, "errDlt":"too many parts", ...}
ann: POST /object/initiate_multipart_upload
{"hash": "c4ca4238a0b923820dcc509a6f75849b", "size": "1", "name": "{ann.id}/a"}
200 {"errCode":1001, ...}
ann: POST /object/auth_sign
{"uploadID": "none", "partNumbers": [1]}
200 {"errCode":1004, ...}
ann: POST /object/auth_sign
{"partNumbers": [1]}
200 {"errCode":1001, ...}
ann: POST /object/access_url
{"name": "{ann.id}/none"}
200 {"errCode":1004, ...}
ann: POST /object/access_url
{}
200 {"errCode":1001, ...}
ann: POST /object/complete_form_data
{"id": "none"}
200 {"errCode":1004, ...}
ann: POST /object/complete_form_data
{}
200 {"errCode":1001, ...}
GET /object/
400 text "BadArgument\n"
GET /object/{ann.id}/none
404 text "NotFound\n"
