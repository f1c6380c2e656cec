// The lines in which a user reads what became of their money (im-chat 5.1).

#include "core/event/event.h"
#include "core/wallet/money.h"
#include "core/wallet/order.h"
#include "dialect/imchat/money.h"

namespace koine::imchat {

namespace {

std::string Yuan(std::int64_t cents) {
  return wallet::ToText(cents) + "元";
}

// What became of an order, with the remark of who decided.
std::string OrderLine(const event::MoneyTold& told, const char* what, const char* then) {
  return what + Yuan(told.cents) + then + (told.remark.empty() ? "" : "，备注:" + told.remark);
}

std::string RechargeLine(const event::MoneyTold& told) {
  const bool arrived = told.state == static_cast<int>(wallet::RechargeState::kArrived);
  return OrderLine(told, "充值", arrived ? "已到账" : "未通过审核");
}

std::string WithdrawalLine(const event::MoneyTold& told) {
  const char* then = "";
  switch (static_cast<wallet::WithdrawalState>(told.state)) {
    case wallet::WithdrawalState::kWaiting:
      then = "待审核";
      break;
    case wallet::WithdrawalState::kApproved:
      then = "已通过审核";
      break;
    case wallet::WithdrawalState::kArrived:
      then = "已到账";
      break;
    case wallet::WithdrawalState::kFailed:
      then = "未到账，金额已退回";
      break;
    case wallet::WithdrawalState::kRejected:
      then = "未通过审核，金额已退回";
      break;
  }
  return OrderLine(told, "提现", then);
}

}  // namespace

std::string MoneyLine(const event::MoneyTold& told) {
  switch (told.about) {
    case event::MoneyMatter::kRecharge:
      return RechargeLine(told);
    case event::MoneyMatter::kWithdrawal:
      return WithdrawalLine(told);
    case event::MoneyMatter::kPacketRefund:
      return "红包已过期，退回" + Yuan(told.cents);
  }
  return {};
}

}  // namespace koine::imchat
