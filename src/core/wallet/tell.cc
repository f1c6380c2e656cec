#include "core/wallet/tell.h"

#include <string>
#include <utility>

#include "core/event/event.h"
#include "core/notification/said.h"
#include "core/wallet/money.h"

namespace koine::wallet {

namespace {

using notification::LineKind;

LineKind KindOf(const Order& order) {
  if (order.kind == OrderKind::kRecharge) {
    return static_cast<RechargeState>(order.state) == RechargeState::kArrived
               ? LineKind::kRechargeArrived
               : LineKind::kRechargeDeclined;
  }
  switch (static_cast<WithdrawalState>(order.state)) {
    case WithdrawalState::kApproved:
      return LineKind::kWithdrawalApproved;
    case WithdrawalState::kArrived:
      return LineKind::kWithdrawalArrived;
    case WithdrawalState::kFailed:
      return LineKind::kWithdrawalFailed;
    case WithdrawalState::kRejected:
      return LineKind::kWithdrawalDeclined;
    case WithdrawalState::kWaiting:
      break;
  }
  return LineKind::kWithdrawalWaits;
}

}  // namespace

void TellOrder(store::Txn& txn, TenantId tenant, const Order& order) {
  event::Event event;
  event.tenant = tenant;
  event.at = txn.now_ms();
  event.users = {order.user};
  event::MoneyTold told;
  told.about = order.kind == OrderKind::kRecharge ? event::MoneyMatter::kRecharge
                                                  : event::MoneyMatter::kWithdrawal;
  told.ref = order.sn;
  told.cents = order.cents;
  told.state = order.state;
  told.remark = order.remark;
  event.payload = std::move(told);
  event::Emit(txn, std::move(event));
  notification::Line line{KindOf(order)};
  line.order = order.sn;
  line.amount = ToText(order.cents);
  line.text = order.remark;
  notification::Notify(
      txn, tenant, UserId(), {&order.user, 1},
      notification::ContentOf(notification::kSystem, line, "PAYMENT_ORDER", order.id));
}

}  // namespace koine::wallet
