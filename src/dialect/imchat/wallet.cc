// The wallet (im-chat 2.1.8 … 2.1.12).

#include <utility>

#include "core/identity/password.h"
#include "core/identity/strength.h"
#include "dialect/imchat/imchat.h"
#include "dialect/imchat/money.h"

namespace koine::imchat {

using gateway::Call;
using gateway::Nothing;
using store::Txn;

namespace {

// im-chat 2.1; an entry may have a text of its own.
const char* RemarkOf(wallet::Type type) {
  switch (type) {
    case wallet::Type::kRecharge:
      return "充值";
    case wallet::Type::kWithdrawal:
      return "提现";
    case wallet::Type::kVip:
      return "购买VIP";
    case wallet::Type::kPacketSent:
      return "发红包";
    case wallet::Type::kPacketTaken:
      return "抢红包";
    case wallet::Type::kPacketRefund:
      return "红包退款";
    case wallet::Type::kWithdrawalBack:
      return "提现退回";
    case wallet::Type::kAdjustment:
    case wallet::Type::kPaidOut:
      break;
  }
  return "后台调整";
}

}  // namespace

FundOut ToFund(const wallet::Entry& entry) {
  FundOut out;
  out.id = entry.id;
  out.userId = entry.user;
  out.type = static_cast<int>(entry.type);
  out.transferFlag = entry.cents < 0 ? -1 : 1;
  out.amount = {entry.cents < 0 ? -entry.cents : entry.cents};
  out.balance = {entry.balance};
  out.remark = entry.remark.empty() ? RemarkOf(entry.type) : entry.remark;
  out.orderNo = OptText(entry.ref);
  out.createTime = {entry.at};
  return out;
}

RechargeOut ToRecharge(const wallet::Order& order) {
  return {order.id,
          order.sn,
          order.user,
          {order.cents},
          order.pay_type,
          OptText(order.chain),
          OptText(order.from_address),
          OptText(order.to_address),
          order.state,
          order.tx_hash,
          OptText(order.remark),
          {order.created_at},
          {order.updated_at}};
}

WithdrawalOut ToWithdrawal(const wallet::Order& order) {
  return {order.id,           order.sn,
          order.user,         {order.cents},
          {order.fee},        {order.cents - order.fee},
          order.to_address,   order.state,
          order.tx_hash,      OptText(order.remark),
          {order.created_at}, {order.updated_at}};
}

Status CheckTradeOf(Call& call, const std::string& password, wallet::TradeProof* out) {
  KOINE_TRY(*out, wallet::CheckTrade(*call.services->store, call.who, password,
                                     DialectOf(call).settings().money.trade_failures_max));
  return Ok();
}

// --- im-chat 2.1.8

struct TradePasswordIn {
  std::string tradePassword;
  std::optional<std::string> oldTradePassword;
  wallet::SetTradeIn set;  // made by HashTrade
};
KOINE_DESCRIBE(TradePasswordIn, (tradePassword, oldTradePassword))
KOINE_RULES(TradePasswordIn,
            json::Rule("tradePassword")
                .Required("交易密码不能为空")
                .MinChars(wallet::kTradePasswordMin, "交易密码长度为6到20个字符")
                .MaxChars(wallet::kTradePasswordMax, "交易密码长度为6到20个字符"),
            json::Rule("oldTradePassword").MaxBytes(1024))

namespace {

Status HashTrade(Call& call, TradePasswordIn& in) {
  if (identity::IsRepeatedOrRun(in.tradePassword)) {
    return Error{Code::kBadArgument, "usual_password"};
  }
  in.set.proves_old = !in.oldTradePassword.value_or("").empty();
  if (in.set.proves_old) KOINE_CHECK(CheckTradeOf(call, *in.oldTradePassword, &in.set.old));
  KOINE_TRY(in.set.hash, identity::HashPassword(in.tradePassword));
  return Ok();
}

Result<Nothing> SetTradePassword(Txn& txn, Call& call, TradePasswordIn& in) {
  KOINE_CHECK(wallet::SetTrade(txn, call.who, in.set));
  return Nothing{};
}

}  // namespace

// --- im-chat 2.1.9, 2.1.10

struct RechargeIn {
  json::Cents amount;
  std::string payType;
  std::optional<std::string> chainType, fromAddress, requestId;
};
KOINE_DESCRIBE(RechargeIn, (amount, payType, chainType, fromAddress, requestId))
KOINE_RULES(RechargeIn,
            json::Rule("amount").Required("amount不能为空").Min(1).Max(wallet::kRechargeCentsMax),
            json::Rule("payType").Required("payType不能为空").MaxChars(16),
            json::Rule("requestId").MaxChars(wallet::kRequestMax))
struct WithdrawIn {
  json::Cents amount;
  std::string toAddress, tradePassword;
  std::optional<std::string> requestId;
  wallet::TradeProof trade;
};
KOINE_DESCRIBE(WithdrawIn, (amount, toAddress, tradePassword, requestId))
KOINE_RULES(WithdrawIn,
            json::Rule("amount").Required("amount不能为空").Min(1).Max(wallet::kWithdrawalCentsMax),
            json::Rule("toAddress").Required("toAddress不能为空").MaxChars(wallet::kAddressMax),
            json::Rule("tradePassword").Required("交易密码不能为空").MaxBytes(1024),
            json::Rule("requestId").MaxChars(wallet::kRequestMax))
struct VipPurchaseIn {
  int duration = 0;
  std::string tradePassword;
  std::optional<std::string> requestId;
  wallet::TradeProof trade;
};
KOINE_DESCRIBE(VipPurchaseIn, (duration, tradePassword, requestId))
KOINE_RULES(VipPurchaseIn,
            json::Rule("duration").Required("duration不能为空").Min(1).Max(wallet::kVipDaysMax),
            json::Rule("tradePassword").Required("交易密码不能为空").MaxBytes(1024),
            json::Rule("requestId").MaxChars(wallet::kRequestMax))
struct VipPurchaseOut {
  bool isVip = true;
  json::Time vipExpireTime;
  json::Cents price, balance;
};
KOINE_DESCRIBE(VipPurchaseOut, (isVip, vipExpireTime, price, balance))

namespace {

Result<RechargeOut> Recharge(Txn& txn, Call& call, RechargeIn& in) {
  const MoneySettings& money = DialectOf(call).settings().money;
  KOINE_TRY(const wallet::Order order,
            wallet::Recharge(txn, call.who,
                             {in.amount.value, in.payType, in.chainType.value_or(""),
                              in.fromAddress.value_or(""), money.to_address,
                              money.confirm_recharges, in.requestId.value_or("")}));
  return ToRecharge(order);
}

Status CheckWithdraw(Call& call, WithdrawIn& in) {
  return CheckTradeOf(call, in.tradePassword, &in.trade);
}

Result<WithdrawalOut> Withdraw(Txn& txn, Call& call, WithdrawIn& in) {
  const MoneySettings& money = DialectOf(call).settings().money;
  KOINE_TRY(const wallet::Order order,
            wallet::Withdraw(txn, call.who,
                             {in.amount.value, in.toAddress, money.min_withdrawal, money.fee_ratio,
                              in.trade, in.requestId.value_or("")}));
  return ToWithdrawal(order);
}

Status CheckVip(Call& call, VipPurchaseIn& in) {
  return CheckTradeOf(call, in.tradePassword, &in.trade);
}

Result<VipPurchaseOut> BuyVip(Txn& txn, Call& call, VipPurchaseIn& in) {
  KOINE_TRY(const wallet::VipOut out,
            wallet::BuyVip(txn, call.who,
                           {in.duration, DialectOf(call).settings().money.vip, in.trade,
                            in.requestId.value_or("")}));
  return VipPurchaseOut{true, {out.until}, {out.price}, {out.balance}};
}

}  // namespace

// --- im-chat 2.1.11, and the own orders

struct FundQuery {
  std::optional<std::int64_t> type, transferFlag, page, size;
};
KOINE_DESCRIBE(FundQuery, (type, transferFlag, page, size))
KOINE_RULES(FundQuery, json::Rule("type").Min(0).Max(8), json::Rule("transferFlag").Min(-1).Max(1),
            json::Rule("page").Alias("pageNum"), json::Rule("size").Alias("pageSize"))
struct OwnOrdersQuery {
  std::optional<std::int64_t> status, page, size;
};
KOINE_DESCRIBE(OwnOrdersQuery, (status, page, size))
KOINE_RULES(OwnOrdersQuery, json::Rule("status").Min(0).Max(5), json::Rule("page").Alias("pageNum"),
            json::Rule("size").Alias("pageSize"))

namespace {

Result<FundPage> ListFunds(Txn& txn, Call& call, FundQuery& in) {
  const TenantId tenant = call.who.tenant;
  const wallet::EntryFilter filter{call.who.user, in.type.value_or(0),
                                   static_cast<int>(in.transferFlag.value_or(0))};
  const Slice slice = SliceOf(in.page, in.size);
  return PageOf<FundPage>(slice, wallet::CountEntries(txn, tenant, filter),
                          wallet::ListEntries(txn, tenant, filter, slice.limit, slice.offset()),
                          ToFund);
}

template <class Page, class Show>
Page OwnOrders(Txn& txn, Call& call, wallet::OrderKind kind, const OwnOrdersQuery& in, Show show) {
  const TenantId tenant = call.who.tenant;
  const wallet::OrderFilter filter{call.who.user, static_cast<int>(in.status.value_or(0)), ""};
  const Slice slice = SliceOf(in.page, in.size);
  return PageOf<Page>(slice, wallet::CountOrders(txn, tenant, kind, filter),
                      wallet::ListOrders(txn, tenant, kind, filter, slice.limit, slice.offset()),
                      show);
}

Result<RechargePage> OwnRecharges(Txn& txn, Call& call, OwnOrdersQuery& in) {
  return OwnOrders<RechargePage>(txn, call, wallet::OrderKind::kRecharge, in, ToRecharge);
}

Result<WithdrawalPage> OwnWithdrawals(Txn& txn, Call& call, OwnOrdersQuery& in) {
  return OwnOrders<WithdrawalPage>(txn, call, wallet::OrderKind::kWithdrawal, in, ToWithdrawal);
}

}  // namespace

void AddWallet(std::vector<gateway::Endpoint>* rows) {
  using gateway::Ep;
  using gateway::EpPrepared;
  using gateway::Mode;
  using net::Method;
  rows->push_back(EpPrepared<&SetTradePassword, &HashTrade>(
      Method::kPut, "/setTradePwd", "Set the trade password",
      {.mode = Mode::kWrite,
       .expensive = true,
       .example = R"({"tradePassword":"246813"})",
       .ref = "2.1.8",
       .about = gateway::About::kCaller}));
  rows->push_back(Ep<&Recharge>(Method::kPost, "/user/recharge", "Create a recharge order",
                                {.mode = Mode::kWrite,
                                 .example = R"({"amount":100.00,"payType":"alipay"})",
                                 .ref = "2.1.9",
                                 .about = gateway::About::kCaller}));
  rows->push_back(EpPrepared<&Withdraw, &CheckWithdraw>(
      Method::kPost, "/user/withdraw", "Create a withdrawal order",
      {.mode = Mode::kWrite,
       .expensive = true,
       .example = R"({"amount":5.00,"toAddress":"0x1","tradePassword":"246813"})",
       .ref = "2.1.10",
       .about = gateway::About::kCaller}));
  rows->push_back(
      Ep<&ListFunds>(Method::kGet, "/user/queryUserFundDetail", "Get the entries of your account",
                     {.mode = Mode::kScan, .ref = "2.1.11", .about = gateway::About::kCaller}));
  for (const char* path : {"/user/buyVip", "/user/purchaseVip"}) {
    rows->push_back(
        EpPrepared<&BuyVip, &CheckVip>(Method::kPost, path, "Buy VIP days",
                                       {.mode = Mode::kWrite,
                                        .expensive = true,
                                        .example = R"({"duration":30,"tradePassword":"246813"})",
                                        .ref = "2.1.12",
                                        .about = gateway::About::kCaller}));
  }
  rows->push_back(Ep<&OwnRecharges>(
      Method::kGet, "/user/queryUserRechargePageList", "List your recharge orders",
      {.mode = Mode::kScan, .ref = "2.1", .about = gateway::About::kCaller}));
  rows->push_back(Ep<&OwnWithdrawals>(
      Method::kGet, "/user/queryUserWithdrawPageList", "List your withdrawal orders",
      {.mode = Mode::kScan, .ref = "2.1", .about = gateway::About::kCaller}));
}

}  // namespace koine::imchat
