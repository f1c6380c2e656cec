#include "core/wallet/tell.h"

#include <string>
#include <utility>

#include "core/event/event.h"
#include "core/notification/notification.h"
#include "core/wallet/money.h"

namespace koine::wallet {

namespace {

const char* TitleOf(const Order& order) {
  if (order.kind == OrderKind::kRecharge) {
    return static_cast<RechargeState>(order.state) == RechargeState::kArrived ? "充值已到账"
                                                                              : "充值未通过";
  }
  switch (static_cast<WithdrawalState>(order.state)) {
    case WithdrawalState::kApproved:
      return "提现审核通过";
    case WithdrawalState::kArrived:
      return "提现已到账";
    case WithdrawalState::kFailed:
      return "提现未到账，金额已退回";
    case WithdrawalState::kRejected:
      return "提现审核未通过，金额已退回";
    case WithdrawalState::kWaiting:
      break;
  }
  return "提现待审核";
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
  notification::Content line;
  line.type = notification::kSystem;
  line.title = TitleOf(order);
  line.content = "订单 " + order.sn + "，金额 " + ToText(order.cents);
  if (!order.remark.empty()) line.content += "，" + order.remark;
  line.related_type = "PAYMENT_ORDER";
  line.related_id = order.id;
  notification::Notify(txn, tenant, UserId(), {&order.user, 1}, line);
}

}  // namespace koine::wallet
