// The back office: orders, accounts and red packets (im-chat 3.1, 3.3.4 … 3.3.6).

#include <utility>

#include "core/wallet/order.h"
#include "core/wallet/red_packet.h"
#include "core/wallet/wallet.h"
#include "dialect/imchat/imchat.h"
#include "dialect/imchat/money.h"
#include "dialect/imchat/packet.h"

namespace koine::imchat {

using gateway::Call;
using store::Txn;
using wallet::OrderKind;

struct OrdersQuery {
  std::optional<UserId> userId;
  std::optional<std::int64_t> status;
  std::optional<std::string> orderSn;
  std::optional<std::int64_t> page, size;
};
KOINE_DESCRIBE(OrdersQuery, (userId, status, orderSn, page, size))
KOINE_RULES(OrdersQuery, json::Rule("status").Min(0).Max(5), json::Rule("orderSn").MaxChars(64),
            json::Rule("page").Alias("pageNum"), json::Rule("size").Alias("pageSize"))
struct OrderKey {
  std::int64_t id = 0;
};
KOINE_DESCRIBE(OrderKey, (id))
struct OrderAuditIn {
  std::optional<std::string> orderSn;
  std::optional<std::int64_t> id;
  bool pass = false;
  std::optional<std::string> txHash;
  std::optional<json::Cents> amount;
  std::optional<std::string> remark;
};
KOINE_DESCRIBE(OrderAuditIn, (orderSn, id, pass, txHash, amount, remark))
KOINE_RULES(OrderAuditIn, json::Rule("orderSn").MaxChars(64),
            json::Rule("pass").Required("pass不能为空"),
            json::Rule("txHash").MaxChars(wallet::kHashMax),
            json::Rule("amount").Min(1).Max(wallet::kRechargeCentsMax),
            json::Rule("remark").MaxChars(wallet::kRemarkMax))
struct OrderConfirmIn {
  std::optional<std::string> orderSn;
  std::optional<std::int64_t> id;
  bool success = false;
  std::optional<std::string> txHash, remark;
};
KOINE_DESCRIBE(OrderConfirmIn, (orderSn, id, success, txHash, remark))
KOINE_RULES(OrderConfirmIn, json::Rule("orderSn").MaxChars(64),
            json::Rule("success").Required("success不能为空"),
            json::Rule("txHash").MaxChars(wallet::kHashMax),
            json::Rule("remark").MaxChars(wallet::kRemarkMax))

namespace {

wallet::OrderFilter FilterOf(const OrdersQuery& in) {
  return {in.userId.value_or(UserId()), static_cast<int>(in.status.value_or(0)),
          in.orderSn.value_or("")};
}

template <class Page, class Show>
Page ListOrders(Txn& txn, Call& call, OrderKind kind, const OrdersQuery& in, Show show) {
  const TenantId tenant = call.who.tenant;
  const wallet::OrderFilter filter = FilterOf(in);
  const Slice slice = SliceOf(in.page, in.size);
  return PageOf<Page>(slice, wallet::CountOrders(txn, tenant, kind, filter),
                      wallet::ListOrders(txn, tenant, kind, filter, slice.limit, slice.offset()),
                      show);
}

Result<RechargePage> Recharges(Txn& txn, Call& call, OrdersQuery& in) {
  return ListOrders<RechargePage>(txn, call, OrderKind::kRecharge, in, ToRecharge);
}

Result<WithdrawalPage> Withdrawals(Txn& txn, Call& call, OrdersQuery& in) {
  return ListOrders<WithdrawalPage>(txn, call, OrderKind::kWithdrawal, in, ToWithdrawal);
}

Result<RechargeOut> OneRecharge(Txn& txn, Call& call, OrderKey& in) {
  const auto order = wallet::FindOrder(txn, call.who.tenant, OrderKind::kRecharge, {"", in.id});
  if (!order) return Error{Code::kNotFound, "order"};
  return ToRecharge(*order);
}

Result<WithdrawalOut> OneWithdrawal(Txn& txn, Call& call, OrderKey& in) {
  const auto order = wallet::FindOrder(txn, call.who.tenant, OrderKind::kWithdrawal, {"", in.id});
  if (!order) return Error{Code::kNotFound, "order"};
  return ToWithdrawal(*order);
}

template <class In>
Result<wallet::AuditIn> DecisionOf(const In& in, bool pass) {
  if (!in.id && in.orderSn.value_or("").empty()) {
    return FieldError(Code::kMissingArgument, "orderSn");
  }
  wallet::AuditIn out;
  out.order = {in.orderSn.value_or(""), in.id.value_or(0)};
  out.pass = pass;
  out.tx_hash = in.txHash;
  out.remark = in.remark.value_or("");
  return out;
}

Result<RechargeOut> AuditRecharge(Txn& txn, Call& call, OrderAuditIn& in) {
  KOINE_TRY(wallet::AuditIn decision, DecisionOf(in, in.pass));
  if (in.amount) decision.cents = in.amount->value;
  KOINE_TRY(const wallet::Order order,
            wallet::AuditRecharge(txn, call.who, decision, call.address));
  return ToRecharge(order);
}

Result<WithdrawalOut> AuditWithdrawal(Txn& txn, Call& call, OrderAuditIn& in) {
  KOINE_TRY(const wallet::AuditIn decision, DecisionOf(in, in.pass));
  KOINE_TRY(const wallet::Order order,
            wallet::AuditWithdrawal(txn, call.who, decision, call.address));
  return ToWithdrawal(order);
}

Result<WithdrawalOut> ConfirmWithdrawal(Txn& txn, Call& call, OrderConfirmIn& in) {
  KOINE_TRY(const wallet::AuditIn decision, DecisionOf(in, in.success));
  KOINE_TRY(const wallet::Order order,
            wallet::ConfirmWithdrawal(txn, call.who, decision, call.address));
  return ToWithdrawal(order);
}

}  // namespace

// --- accounts (im-chat 3.1, 3.3.6)

struct AssetIn {
  UserId userId;
  json::Cents amount;
  int transferFlag = 0;
  std::optional<std::string> remark;
};
KOINE_DESCRIBE(AssetIn, (userId, amount, transferFlag, remark))
KOINE_RULES(AssetIn, json::Rule("userId").Required("userId不能为空"),
            json::Rule("amount").Required("amount不能为空").Min(1).Max(wallet::kCentsMax),
            json::Rule("transferFlag").Required("transferFlag不能为空").Min(-1).Max(1),
            json::Rule("remark").MaxChars(wallet::kRemarkMax))
struct AssetOut {
  UserId userId;
  json::Cents balance;
};
KOINE_DESCRIBE(AssetOut, (userId, balance))
struct OfficeFundQuery {
  std::optional<UserId> userId;
  std::optional<std::int64_t> type, page, size;
};
KOINE_DESCRIBE(OfficeFundQuery, (userId, type, page, size))
KOINE_RULES(OfficeFundQuery, json::Rule("type").Min(0).Max(8), json::Rule("page").Alias("pageNum"),
            json::Rule("size").Alias("pageSize"))
struct PacketQuery {
  std::optional<UserId> userId;
  std::optional<ConversationId> groupId;
  std::optional<std::int64_t> page, size;
};
KOINE_DESCRIBE(PacketQuery, (userId, groupId, page, size))
KOINE_RULES(PacketQuery, json::Rule("page").Alias("pageNum"), json::Rule("size").Alias("pageSize"))
struct PacketPage {
  std::int64_t total = 0;
  std::vector<PacketOut> records;
  std::int64_t page = 1, size = kPageDefault;
};
KOINE_DESCRIBE(PacketPage, (total, records, page, size))
struct PacketPathKey {
  std::string redPacketId;
};
KOINE_DESCRIBE(PacketPathKey, (redPacketId))
KOINE_RULES(PacketPathKey, json::Rule("redPacketId").MaxChars(64))

namespace {

Result<AssetOut> ModifyAsset(Txn& txn, Call& call, AssetIn& in) {
  if (in.transferFlag == 0) return FieldError(Code::kBadArgument, "transferFlag");
  KOINE_TRY(const std::int64_t balance,
            wallet::Adjust(txn, call.who,
                           {in.userId, in.amount.value * in.transferFlag, in.remark.value_or("")},
                           call.address));
  return AssetOut{in.userId, {balance}};
}

Result<FundPage> Funds(Txn& txn, Call& call, OfficeFundQuery& in) {
  const TenantId tenant = call.who.tenant;
  const wallet::EntryFilter filter{in.userId.value_or(UserId()), in.type.value_or(0), 0};
  const Slice slice = SliceOf(in.page, in.size);
  return PageOf<FundPage>(slice, wallet::CountEntries(txn, tenant, filter),
                          wallet::ListEntries(txn, tenant, filter, slice.limit, slice.offset()),
                          ToFund);
}

Result<PacketPage> Packets(Txn& txn, Call& call, PacketQuery& in) {
  const TenantId tenant = call.who.tenant;
  const wallet::PacketFilter filter{in.userId.value_or(UserId()),
                                    in.groupId.value_or(ConversationId()), 0};
  const Slice slice = SliceOf(in.page, in.size);
  return PageOf<PacketPage>(
      slice, wallet::CountPackets(txn, tenant, filter),
      wallet::ListPackets(txn, tenant, filter, slice.limit, slice.offset()),
      [&](const wallet::Packet& packet) { return ToPacket(packet, txn.now_ms()); });
}

Result<PacketDetailOut> OnePacket(Txn& txn, Call& call, PacketPathKey& in) {
  KOINE_TRY(const wallet::PacketDetail detail,
            wallet::LookAtPacketAsAdmin(txn, call.who, in.redPacketId));
  return ToDetail(detail, txn.now_ms());
}

}  // namespace

void AddOfficeMoney(std::vector<gateway::Endpoint>* rows) {
  using gateway::Auth;
  using gateway::Ep;
  using gateway::Mode;
  using net::Method;
  const gateway::Options list{
      .auth = Auth::kAdmin, .also = kAuditors, .mode = Mode::kScan, .ref = "3.3.6"};
  gateway::Options orders = list;
  orders.also |= kFinances;
  orders.ref = "3.3.4";
  rows->push_back(
      Ep<&Recharges>(Method::kGet, "/im/userRecharge/list", "List recharge orders", orders));
  orders.ref = "3.3.5";
  rows->push_back(
      Ep<&Withdrawals>(Method::kGet, "/im/userWithdrawal/list", "List withdrawal orders", orders));
  rows->push_back(Ep<&OneRecharge>(Method::kGet, "/im/userRecharge/{id}", "Get a recharge order",
                                   {.auth = Auth::kAdmin,
                                    .also = kAuditors | kFinances,
                                    .example = R"({"id":1})",
                                    .ref = "3.3.4"}));
  rows->push_back(Ep<&OneWithdrawal>(Method::kGet, "/im/userWithdrawal/{id}",
                                     "Get a withdrawal order",
                                     {.auth = Auth::kAdmin,
                                      .also = kAuditors | kFinances,
                                      .example = R"({"id":1})",
                                      .ref = "3.3.5"}));
  rows->push_back(Ep<&AuditRecharge>(Method::kPut, "/im/userRecharge/audit",
                                     "Approve or decline a recharge order",
                                     {.auth = Auth::kAdmin,
                                      .also = kFinances,
                                      .mode = Mode::kWrite,
                                      .example = R"({"orderSn":"CZ1","pass":true})",
                                      .ref = "3.3.4"}));
  rows->push_back(Ep<&AuditWithdrawal>(Method::kPut, "/im/userWithdrawal/audit",
                                       "Approve or decline a withdrawal order",
                                       {.auth = Auth::kAdmin,
                                        .also = kFinances,
                                        .mode = Mode::kWrite,
                                        .example = R"({"orderSn":"TX1","pass":true})",
                                        .ref = "3.3.5"}));
  rows->push_back(Ep<&ConfirmWithdrawal>(Method::kPut, "/im/userWithdrawal/confirm",
                                         "Confirm whether a withdrawal was paid out",
                                         {.auth = Auth::kAdmin,
                                          .also = kFinances,
                                          .mode = Mode::kWrite,
                                          .example = R"({"orderSn":"TX1","success":true})",
                                          .ref = "3.3.5"}));
  rows->push_back(
      Ep<&ModifyAsset>(Method::kPost, "/im/user/modifyAsset", "Credit or debit an account",
                       {.auth = Auth::kAdmin,
                        .mode = Mode::kWrite,
                        .example = R"({"userId":"{user.stranger}","amount":1.00,"transferFlag":1})",
                        .ref = "3.1"}));
  orders.ref = "3.3.6";
  rows->push_back(
      Ep<&Funds>(Method::kGet, "/im/userFundDetail/list", "List account entries", orders));
  rows->push_back(Ep<&Packets>(Method::kGet, "/im/redRecord/list", "List red packets", list));
  rows->push_back(Ep<&OnePacket>(
      Method::kGet, "/im/redRecord/{redPacketId}", "Get a red packet with its shares",
      {.auth = Auth::kAdmin,
       .also = kAuditors,
       .mode = Mode::kScan,
       .example = R"({"redPacketId":"00000000-0000-4000-8000-000000000000"})",
       .ref = "3.3.6"}));
}

}  // namespace koine::imchat
