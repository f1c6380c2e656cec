# im-chat 2.1.1; mapping 15.5: failures count by account, however it is spelled and named
use nobody
== all names of an account are one
POST /register
{"username":"spell_{uniq}","password":"fixture-Pw-1","phone":"{phone}","email":"spell{uniq}@example.com"}
200 {"code":200, ...}
POST /login
{"username":"spell{uniq}@example.com","password":"wrong-1"}
200 {"code":1002, ...}
POST /login
{"username":"Spell{uniq}@example.com","password":"wrong-2"}
200 {"code":1002, ...}
POST /login
{"username":"spell{uniq}@EXAMPLE.com","password":"wrong-3"}
200 {"code":1002, ...}
POST /login
{"username":"{phone}","password":"wrong-4"}
200 {"code":1002, ...}
POST /login
{"username":"spell_{uniq}","password":"wrong-5"}
200 {"code":1002, ...}
POST /login
{"username":"spell_{uniq}","password":"fixture-Pw-1"}
200 {"code":400, "message":"登录失败次数过多，请稍后再试", "data":null}
POST /login
{"username":"SPELL{uniq}@example.com","password":"fixture-Pw-1"}
200 {"code":400, "message":"登录失败次数过多，请稍后再试", "data":null}
# Nor by another dialect, nor at the back office.
POST /api/im/auth/login
{"username":"spell_{uniq}","password":"fixture-Pw-1"}
400 {"code":400, "msg":"登录失败次数过多，请稍后再试", "data":null}
POST /auth/login
{"username":"{phone}","password":"fixture-Pw-1"}
200 {"code":400, "message":"登录失败次数过多，请稍后再试", "data":null}
