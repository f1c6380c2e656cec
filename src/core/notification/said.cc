#include "core/notification/said.h"

namespace koine::notification {

namespace {

std::string With(std::string sentence, const std::string& separator, const std::string& text) {
  if (!text.empty()) sentence += separator + text;
  return sentence;
}

std::string Invited(const Line& line) {
  const std::string more = line.count > 1 ? "等" + std::to_string(line.count) + "人" : "";
  return line.actor + "邀请" + line.target + more + "加入群聊'" + line.group + "'";
}

}  // namespace

std::string TitleOf(LineKind kind) {
  switch (kind) {
    case LineKind::kContactAsked:
      return "好友申请";
    case LineKind::kContactAccepted:
      return "好友申请已通过";
    case LineKind::kContactDeclined:
      return "好友申请被拒绝";
    case LineKind::kContactAdded:
      return "已添加好友";
    case LineKind::kJoinAsked:
    case LineKind::kJoinInvited:
      return "入群申请";
    case LineKind::kJoinApproved:
      return "入群申请已通过";
    case LineKind::kJoinDeclined:
      return "入群申请未通过";
    case LineKind::kRechargeArrived:
      return "充值已到账";
    case LineKind::kRechargeDeclined:
      return "充值未通过";
    case LineKind::kWithdrawalWaits:
      return "提现待审核";
    case LineKind::kWithdrawalApproved:
      return "提现审核通过";
    case LineKind::kWithdrawalDeclined:
      return "提现审核未通过，金额已退回";
    case LineKind::kWithdrawalArrived:
      return "提现已到账";
    case LineKind::kWithdrawalFailed:
      return "提现未到账，金额已退回";
    case LineKind::kPacketTaken:
      return "红包";
    case LineKind::kPacketReturned:
      return "红包退款";
    case LineKind::kScheduleInvited:
      return "日程邀请";
    case LineKind::kScheduleMoved:
      return "日程时间变更";
    case LineKind::kScheduleCancelled:
      return "日程已取消";
    case LineKind::kScheduleUninvited:
      return "已移出日程";
    case LineKind::kScheduleAccepted:
      return "日程邀请已接受";
    case LineKind::kScheduleDeclined:
      return "日程邀请被拒绝";
    case LineKind::kScheduleSoon:
      return "日程提醒";
  }
  return "";
}

std::string TextOf(const Line& line) {
  switch (line.kind) {
    case LineKind::kContactAsked:
      return With(line.actor + "请求添加您为好友", "：", line.text);
    case LineKind::kContactAccepted:
      return line.actor + "通过了您的好友申请";
    case LineKind::kContactDeclined:
      return line.actor + "拒绝了您的好友申请";
    case LineKind::kContactAdded:
      return "您已与" + line.actor + "成为好友";
    case LineKind::kJoinAsked:
      return With(line.actor + "申请加入群聊'" + line.group + "'", "：", line.text);
    case LineKind::kJoinInvited:
      return With(Invited(line), "：", line.text);
    case LineKind::kJoinApproved:
      return With("您加入群聊'" + line.group + "'的申请已通过", "：", line.text);
    case LineKind::kJoinDeclined:
      return With("您加入群聊'" + line.group + "'的申请未通过", "：", line.text);
    case LineKind::kRechargeArrived:
    case LineKind::kRechargeDeclined:
    case LineKind::kWithdrawalWaits:
    case LineKind::kWithdrawalApproved:
    case LineKind::kWithdrawalDeclined:
    case LineKind::kWithdrawalArrived:
    case LineKind::kWithdrawalFailed:
      return With("订单 " + line.order + "，金额 " + line.amount, "，", line.text);
    case LineKind::kPacketTaken:
      return line.actor + "领取了你的红包";
    case LineKind::kPacketReturned:
      return "未领取的红包 " + line.amount + " 已退回";
    case LineKind::kScheduleInvited:
      return line.actor + "邀请您参加日程'" + line.event + "'，时间 " + line.time;
    case LineKind::kScheduleMoved:
      return line.actor + "将日程'" + line.event + "'的时间改为 " + line.time + "，请重新确认";
    case LineKind::kScheduleCancelled:
      return line.actor + "取消了日程'" + line.event + "'";
    case LineKind::kScheduleUninvited:
      return line.actor + "将您移出了日程'" + line.event + "'";
    case LineKind::kScheduleAccepted:
      return With(line.actor + "接受了日程'" + line.event + "'的邀请", "：", line.text);
    case LineKind::kScheduleDeclined:
      return With(line.actor + "拒绝了日程'" + line.event + "'的邀请", "：", line.text);
    case LineKind::kScheduleSoon:
      return "日程'" + line.event + "'将于 " + line.time + " 开始";
  }
  return "";
}

Content ContentOf(const char* type, const Line& line, const char* related_type,
                  std::int64_t related_id) {
  return {type, TitleOf(line.kind), TextOf(line), related_type, related_id, json::ToText(line)};
}

}  // namespace koine::notification
