# im-chat 1.6 paging, 2.1.11 the ledger, the own orders
use one user, backstage
== pages begin at 1, have 20 and at most 100
do enrich ann 3
ann: POST /user/withdraw
{"amount":1,"toAddress":"0x1","tradePassword":"246813"}
200 {"code":200, "data":{"orderSn":{a:str}, ...}, ...}
ann: POST /user/withdraw
{"amount":2,"toAddress":"0x1","tradePassword":"246813"}
200 {"code":200, "data":{"orderSn":{b:str}, ...}, ...}
ann: GET /user/queryUserFundDetail?page=0&size=0
200 {"code":200, "data":{"total":3, "records":[{"orderNo":"{b}", "amount":2.00, "balance":0.00, ...}, {"orderNo":"{a}", "balance":2.00, ...}, {"type":8, "transferFlag":1, "balance":3.00, ...}], "page":1, "size":20}, ...}
ann: GET /user/queryUserFundDetail?page=-7&size=101
200 {"code":200, "data":{"total":3, "page":1, "size":100, ...}, ...}
ann: GET /user/queryUserFundDetail?page=2&size=1
200 {"code":200, "data":{"total":3, "records":[{"orderNo":"{a}", ...}], "page":2, "size":1}, ...}
ann: GET /user/queryUserFundDetail?pageNum=2&pageSize=2
200 {"code":200, "data":{"total":3, "records":[{"type":8, ...}], "page":2, "size":2}, ...}
ann: GET /user/queryUserFundDetail?page=3&size=2
200 {"code":200, "data":{"total":3, "records":[], "page":3, "size":2}, ...}
ann: GET /user/queryUserFundDetail?size=100
200 {"code":200, "data":{"size":100, ...}, ...}
ann: GET /user/queryUserWithdrawPageList?pageNum=1&pageSize=1
200 {"code":200, "data":{"total":2, "records":[{"orderSn":"{b}", ...}], "page":1, "size":1}, ...}
ann: GET /user/queryUserWithdrawPageList?page=0&size=-1
200 {"code":200, "data":{"total":2, "page":1, "size":20, ...}, ...}
ann: GET /user/queryUserRechargePageList?page=0&size=1000
200 {"code":200, "data":{"total":0, "records":[], "page":1, "size":100}, ...}
== filters, and what is none
do enrich ann 3
ann: GET /user/queryUserFundDetail?type=8&transferFlag=1
200 {"code":200, "data":{"total":1, ...}, ...}
ann: GET /user/queryUserFundDetail?type=8&transferFlag=-1
200 {"code":200, "data":{"total":0, "records":[], ...}, ...}
ann: GET /user/queryUserFundDetail?type=1
200 {"code":200, "data":{"total":0, ...}, ...}
ann: GET /user/queryUserFundDetail?type=&transferFlag=
200 {"code":200, "data":{"total":1, ...}, ...}
ann: GET /user/queryUserFundDetail?transferFlag=2
200 {"code":400, "message":"transferFlag超出范围", "data":null}
ann: GET /user/queryUserFundDetail?type=9
200 {"code":400, "message":"type超出范围", "data":null}
ann: GET /user/queryUserFundDetail?page=x
200 {"code":400, "message":"page类型不正确", "data":null}
ann: GET /user/queryUserFundDetail?size=x
200 {"code":400, "message":"size类型不正确", "data":null}
ann: GET /user/queryUserRechargePageList?status=x
200 {"code":400, "message":"status类型不正确", "data":null}
ann: GET /user/queryUserWithdrawPageList?status=6
200 {"code":400, "message":"status超出范围", "data":null}
