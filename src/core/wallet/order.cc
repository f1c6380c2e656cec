#include "core/wallet/order.h"

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "core/access/allowance.h"
#include "core/audit/audit.h"
#include "core/wallet/rows.h"
#include "core/wallet/tell.h"
#include "core/wallet/wallet.h"

namespace koine::wallet {

namespace {

constexpr const char* kPayTypes[] = {"alipay", "wechat", "bank", "usdt", "chain"};
constexpr std::size_t kSerialDigits = 10;

Status CheckText(std::string_view text, std::size_t max, const char* field) {
  if (text::CodePoints(text) > max) return FieldError(Code::kBadArgument, field);
  return Ok();
}

Status CheckAmount(std::int64_t cents, std::int64_t max) {
  if (cents < 1 || cents > max) return FieldError(Code::kBadArgument, "amount");
  return Ok();
}

std::string NewSn(const char* prefix, std::int64_t now_ms, std::int64_t id) {
  const std::string serial = std::to_string(id);
  std::string out = prefix + std::to_string(now_ms);
  out.append(kSerialDigits - std::min(kSerialDigits, serial.size()), '0');
  return out + serial;
}

Order NewOrder(store::Txn& txn, const access::Principal& who, OrderKind kind) {
  Order out;
  out.id = NewOrderId(txn);
  out.kind = kind;
  out.sn = NewSn(kind == OrderKind::kRecharge ? "CZ" : "TX", txn.now_ms(), out.id);
  out.user = who.user;
  out.created_at = out.updated_at = txn.now_ms();
  return out;
}

// The order that was made under this name already.
Result<std::optional<Order>> Earlier(store::Txn& txn, const access::Principal& who, OrderKind kind,
                                     const Request& request) {
  KOINE_TRY(const auto sn, Claim(txn, who, request));
  return sn ? FindOrder(txn, who.tenant, kind, {*sn, 0}) : std::nullopt;
}

Status Credit(store::Txn& txn, TenantId tenant, const Order& order) {
  KOINE_TRY(
      const std::int64_t balance,
      Post(txn, tenant,
           {Type::kRecharge,
            order.sn,
            "",
            {{Of(order.user), order.cents}, {Of(tenant, AccountKind::kRecharge), -order.cents}}}));
  static_cast<void>(balance);
  return Ok();
}

Status GiveBack(store::Txn& txn, TenantId tenant, const Order& order) {
  KOINE_TRY(
      const std::int64_t balance,
      Post(txn, tenant,
           {Type::kWithdrawalBack,
            order.sn,
            "",
            {{Of(order.user), order.cents}, {Of(tenant, AccountKind::kHold), -order.cents}}}));
  static_cast<void>(balance);
  return Ok();
}

Status PayOut(store::Txn& txn, TenantId tenant, const Order& order) {
  Posting posting{Type::kPaidOut, order.sn, "", {{Of(tenant, AccountKind::kHold), -order.cents}}};
  const std::int64_t paid = order.cents - order.fee;
  if (paid > 0) posting.lines.push_back({Of(tenant, AccountKind::kPayout), paid});
  if (order.fee > 0) posting.lines.push_back({Of(tenant, AccountKind::kFee), order.fee});
  KOINE_TRY(const std::int64_t balance, Post(txn, tenant, std::move(posting)));
  static_cast<void>(balance);
  return Ok();
}

// The order, locked, in the state it must be in.
Result<Order> ToDecide(store::Txn& txn, const access::Principal& who, OrderKind kind,
                       const AuditIn& in, int state) {
  if (!who.decides_on_money()) return Error{Code::kForbidden};
  KOINE_CHECK(CheckText(in.remark, kRemarkMax, "remark"));
  KOINE_CHECK(CheckText(in.tx_hash.value_or(""), kHashMax, "txHash"));
  auto order = LockOrder(txn, who.tenant, kind, in.order);
  if (!order) return Error{Code::kNotFound, "order"};
  if (order->state != state) return Error{Code::kBadState, "order"};
  if (in.tx_hash && !in.tx_hash->empty()) order->tx_hash = in.tx_hash;
  return *std::move(order);
}

// What it names is the transaction of no other order that arrived.
Status CheckHash(store::Txn& txn, TenantId tenant, const Order& order) {
  const bool taken = order.tx_hash && HashTaken(txn, tenant, order.kind, *order.tx_hash, order.id);
  return taken ? Status(Error{Code::kConflict, "tx_hash"}) : Ok();
}

Order Decided(store::Txn& txn, const access::Principal& who, Order order, const AuditIn& in,
              int state, const char* action, std::string_view address) {
  order.state = state;
  if (!in.remark.empty()) order.remark = in.remark;
  order.handled_by = who.user;
  order.updated_at = txn.now_ms();
  SaveOrder(txn, who.tenant, order);
  audit::Record(txn, who, action, "order " + order.sn + " to " + std::to_string(state), "ok",
                address);
  return order;
}

}  // namespace

Result<Order> Recharge(store::Txn& txn, const access::Principal& who, const RechargeIn& in) {
  KOINE_CHECK(CheckAmount(in.cents, kRechargeCentsMax));
  if (std::find(std::begin(kPayTypes), std::end(kPayTypes), in.pay_type) == std::end(kPayTypes)) {
    return FieldError(Code::kBadArgument, "payType");
  }
  KOINE_CHECK(CheckText(in.chain, kChainMax, "chainType"));
  KOINE_CHECK(CheckText(in.from_address, kAddressMax, "fromAddress"));
  const Request request{in.request, RequestKind::kRecharge,
                        std::to_string(in.cents) + " " + in.pay_type};
  KOINE_TRY(auto earlier, Earlier(txn, who, OrderKind::kRecharge, request));
  if (earlier) return *std::move(earlier);
  KOINE_CHECK(access::CountAct(txn, who, access::Act::kOrder));
  Order order = NewOrder(txn, who, OrderKind::kRecharge);
  order.cents = in.cents;
  const auto state = in.confirm_now ? RechargeState::kArrived : RechargeState::kWaiting;
  order.state = static_cast<int>(state);
  order.pay_type = in.pay_type;
  order.chain = in.chain;
  order.from_address = in.from_address;
  order.to_address = in.to_address;
  InsertOrder(txn, who.tenant, order);
  Keep(txn, who, request, order.sn);
  if (in.confirm_now) {
    KOINE_CHECK(Credit(txn, who.tenant, order));
    TellOrder(txn, who.tenant, order);
  }
  return order;
}

Result<Order> Withdraw(store::Txn& txn, const access::Principal& who, const WithdrawIn& in) {
  KOINE_CHECK(CheckAmount(in.cents, kWithdrawalCentsMax));
  if (in.to_address.empty()) return FieldError(Code::kMissingArgument, "toAddress");
  KOINE_CHECK(CheckText(in.to_address, kAddressMax, "toAddress"));
  KOINE_CHECK(RequireTrade(txn, who, in.trade));
  const Request request{in.request, RequestKind::kWithdrawal,
                        std::to_string(in.cents) + " " + in.to_address};
  KOINE_TRY(auto earlier, Earlier(txn, who, OrderKind::kWithdrawal, request));
  if (earlier) return *std::move(earlier);
  if (LockBalance(txn, who.tenant, Of(who.user)) < in.cents) {
    return Error{Code::kMoneyRefused, "balance"};
  }
  if (in.cents < in.min_cents) return Error{Code::kMoneyRefused, "minimum"};
  KOINE_CHECK(access::CountAct(txn, who, access::Act::kOrder));
  Order order = NewOrder(txn, who, OrderKind::kWithdrawal);
  order.cents = in.cents;
  order.fee = (in.cents * in.fee_ratio * 2 + kRatioBase) / (2 * kRatioBase);
  order.state = static_cast<int>(WithdrawalState::kWaiting);
  order.to_address = in.to_address;
  KOINE_TRY(const std::int64_t balance,
            Post(txn, who.tenant,
                 {Type::kWithdrawal,
                  order.sn,
                  "",
                  {{Of(who.user), -in.cents}, {Of(who.tenant, AccountKind::kHold), in.cents}}}));
  static_cast<void>(balance);
  InsertOrder(txn, who.tenant, order);
  Keep(txn, who, request, order.sn);
  return order;
}

Result<Order> AuditRecharge(store::Txn& txn, const access::Principal& who, const AuditIn& in,
                            std::string_view address) {
  if (in.cents) KOINE_CHECK(CheckAmount(*in.cents, kRechargeCentsMax));
  KOINE_TRY(Order order, ToDecide(txn, who, OrderKind::kRecharge, in,
                                  static_cast<int>(RechargeState::kWaiting)));
  if (in.pass) KOINE_CHECK(CheckHash(txn, who.tenant, order));
  const auto state = in.pass ? RechargeState::kArrived : RechargeState::kRejected;
  if (in.pass && in.cents) order.cents = *in.cents;
  if (in.pass) KOINE_CHECK(Credit(txn, who.tenant, order));
  order =
      Decided(txn, who, std::move(order), in, static_cast<int>(state), "recharge.audit", address);
  TellOrder(txn, who.tenant, order);
  return order;
}

Result<Order> AuditWithdrawal(store::Txn& txn, const access::Principal& who, const AuditIn& in,
                              std::string_view address) {
  KOINE_TRY(Order order, ToDecide(txn, who, OrderKind::kWithdrawal, in,
                                  static_cast<int>(WithdrawalState::kWaiting)));
  const auto state = in.pass ? WithdrawalState::kApproved : WithdrawalState::kRejected;
  if (!in.pass) KOINE_CHECK(GiveBack(txn, who.tenant, order));
  order =
      Decided(txn, who, std::move(order), in, static_cast<int>(state), "withdrawal.audit", address);
  TellOrder(txn, who.tenant, order);
  return order;
}

Result<Order> ConfirmWithdrawal(store::Txn& txn, const access::Principal& who, const AuditIn& in,
                                std::string_view address) {
  KOINE_TRY(Order order, ToDecide(txn, who, OrderKind::kWithdrawal, in,
                                  static_cast<int>(WithdrawalState::kApproved)));
  if (in.pass) KOINE_CHECK(CheckHash(txn, who.tenant, order));
  const auto state = in.pass ? WithdrawalState::kArrived : WithdrawalState::kFailed;
  KOINE_CHECK(in.pass ? PayOut(txn, who.tenant, order) : GiveBack(txn, who.tenant, order));
  order = Decided(txn, who, std::move(order), in, static_cast<int>(state), "withdrawal.confirm",
                  address);
  TellOrder(txn, who.tenant, order);
  return order;
}

}  // namespace koine::wallet
