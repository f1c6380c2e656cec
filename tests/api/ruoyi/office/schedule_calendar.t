# ruoyi 11 import and export
use two people
== a file is tried first, then taken over, and again changes nothing
ann: POST /api/im/schedule/import
{"dryRun":true, "content":"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:one@x\r\nSUMMARY:Sync\r\nDTSTART;TZID=Europe/Berlin:20300506T100000\r\nDTEND;TZID=Europe/Berlin:20300506T110000\r\nRRULE:FREQ=WEEKLY;COUNT=3\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:two@x\r\nDTSTART:20300506T020000Z\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"}
200 {"code":200, "msg":"导入成功", "data":{"dryRun":true, "created":1, "updated":0, "unchanged":0, "events":[{"uid":"one@x", "title":"Sync", "startTime":"2030-05-06 16:00:00", "endTime":"2030-05-06 17:00:00", "isAllDay":false, "recurrenceRule":"FREQ=WEEKLY;COUNT=3", "action":"CREATED"}], "skipped":[{"uid":"two@x", "title":"", "reason":"title"}]}}
ann: GET /api/im/schedule/list
200 {"data":[], ...}
ann: POST /api/im/schedule/import
{"content":"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:one@x\r\nSUMMARY:Sync\r\nDTSTART;TZID=Europe/Berlin:20300506T100000\r\nDTEND;TZID=Europe/Berlin:20300506T110000\r\nRRULE:FREQ=WEEKLY;COUNT=3\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"}
200 {"data":{"dryRun":false, "created":1, "updated":0, "unchanged":0, "skipped":[], ...}, ...}
ann: GET /api/im/schedule/range?startTime=2030-05-01&endTime=2030-05-31
200 {"data":[{"title":"Sync", "startTime":"2030-05-06 16:00:00", "timeZone":"Europe/Berlin", "recurrenceType":"CUSTOM", ...}, {"startTime":"2030-05-13 16:00:00", ...}, {"startTime":"2030-05-20 16:00:00", ...}], ...}
ann: POST /api/im/schedule/import?dryRun=false
{"content":"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:one@x\r\nSUMMARY:Sync\r\nDTSTART;TZID=Europe/Berlin:20300506T100000\r\nDTEND;TZID=Europe/Berlin:20300506T110000\r\nRRULE:FREQ=WEEKLY;COUNT=3\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"}
200 {"data":{"created":0, "updated":0, "unchanged":1, ...}, ...}
ann: POST /api/im/schedule/import
{"content":"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:one@x\r\nSUMMARY:Sync\r\nDTSTART;TZID=Europe/Berlin:20300506T100000\r\nDTEND;TZID=Europe/Berlin:20300506T110000\r\nRRULE:FREQ=WEEKLY;COUNT=3\r\nEXDATE;TZID=Europe/Berlin:20300513T100000\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"}
200 {"data":{"created":0, "updated":1, "unchanged":0, ...}, ...}
ann: GET /api/im/schedule/range?startTime=2030-05-01&endTime=2030-05-31
200 {"data":[{"startTime":"2030-05-06 16:00:00", ...}, {"startTime":"2030-05-20 16:00:00", ...}], ...}
bob: GET /api/im/schedule/list
200 {"data":[], ...}
== what is no calendar is refused
ann: POST /api/im/schedule/import
{}
400 {"code":400, "msg":"参数校验失败", "data":{"content":"日历内容不能为空"}}
ann: POST /api/im/schedule/import
{"content":"hello"}
400 {"code":400, "msg":"日历文件格式不正确", "data":null}
ann: POST /api/im/schedule/import
{"content":"{x*524289}"}
400 {"code":400, "msg":"参数校验失败", "data":{"content":"日历内容过长"}}
== the schedule as a file
ann: POST /api/im/schedule
{"title":"Lunch", "startTime":"2030-05-06 12:00:00", "endTime":"2030-05-06 13:00:00"}
200 {"data":{e:int}, ...}
ann: GET /api/im/schedule/export?startTime=2031-01-01&endTime=2031-12-31
200 text "BEGIN:VCALENDAR\r\nPRODID:-//Koine//Schedule//EN\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n"
header Content-Type text/calendar; charset=utf-8
== without a token
GET /api/im/schedule/export
401 {"code":401, ...}
