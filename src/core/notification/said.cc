#include "core/notification/said.h"

#include "base/time.h"

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

// 2026-11-22 14:00-15:00; the second day only where it is another.
std::string TimeOf(const Line& line) {
  const Zone& zone = Zone::Shanghai();
  constexpr std::size_t kMinutes = 16, kDay = 10, kHours = 11;
  const std::string from = FormatTime(line.from_ms, zone).substr(0, kMinutes);
  const std::string to = FormatTime(line.to_ms, zone).substr(0, kMinutes);
  const bool same = from.compare(0, kDay, to, 0, kDay) == 0;
  return from + (same ? "-" + to.substr(kHours) : " - " + to);
}

std::string TitleOfMeeting(LineKind kind) {
  switch (kind) {
    case LineKind::kMeetingBooked:
      return "会议邀请";
    case LineKind::kBookingWaits:
      return "会议室预订待确认";
    case LineKind::kBookingConfirmed:
      return "会议室预订已确认";
    case LineKind::kMeetingCancelled:
      return "会议已取消";
    case LineKind::kMeetingSoon:
      return "会议提醒";
    default:
      return "会议室已释放";
  }
}

std::string TextOfMeeting(const Line& line) {
  const std::string meeting = "会议'" + line.topic + "'";
  const std::string where = TimeOf(line) + "，" + line.place;
  switch (line.kind) {
    case LineKind::kMeetingBooked:
      return line.actor + "邀请您参加" + meeting + "：" + where;
    case LineKind::kBookingWaits:
      return line.actor + "为" + meeting + "预订的会议室等待确认：" + where;
    case LineKind::kBookingConfirmed:
      return "您为" + meeting + "预订的会议室已确认：" + where;
    case LineKind::kMeetingCancelled:
      return With((line.actor.empty() ? meeting + "已取消" : line.actor + "取消了" + meeting) +
                      "：" + where,
                  "，原因：", line.text);
    case LineKind::kMeetingSoon:
      return meeting + "即将开始：" + where;
    default:
      return meeting + "无人签到，会议室已释放：" + where;
  }
}

std::string TextOfSchedule(const Line& line) {
  const std::string event = "日程'" + line.topic + "'";
  switch (line.kind) {
    case LineKind::kScheduleInvited:
      return line.actor + "邀请您参加" + event + "：" + TimeOf(line);
    case LineKind::kScheduleMoved:
      return line.actor + "更改了" + event + "的时间，请重新确认：" + TimeOf(line);
    case LineKind::kScheduleCancelled:
      return line.actor + "取消了" + event + "：" + TimeOf(line);
    case LineKind::kScheduleUninvited:
      return line.actor + "将您移出了" + event + "：" + TimeOf(line);
    case LineKind::kScheduleAccepted:
      return With(line.actor + "接受了" + event + "的邀请", "：", line.text);
    case LineKind::kScheduleDeclined:
      return With(line.actor + "拒绝了" + event + "的邀请", "：", line.text);
    default:
      return event + "即将开始：" + TimeOf(line);
  }
}

std::string TitleOfSchedule(LineKind kind) {
  switch (kind) {
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
    default:
      return "日程提醒";
  }
}

std::string TitleOfApproval(LineKind kind) {
  switch (kind) {
    case LineKind::kApprovalWaits:
    case LineKind::kApprovalPassed:
      return "待审批";
    case LineKind::kApprovalCopied:
      return "审批抄送";
    case LineKind::kApprovalReminded:
      return "审批催办";
    case LineKind::kApprovalApproved:
      return "审批已通过";
    case LineKind::kApprovalRejected:
      return "审批被驳回";
    default:
      return "审批已撤回";
  }
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
    case LineKind::kMeetingBooked:
    case LineKind::kBookingWaits:
    case LineKind::kBookingConfirmed:
    case LineKind::kMeetingCancelled:
    case LineKind::kMeetingSoon:
    case LineKind::kBookingReleased:
      return TitleOfMeeting(kind);
    case LineKind::kApprovalWaits:
    case LineKind::kApprovalPassed:
    case LineKind::kApprovalCopied:
    case LineKind::kApprovalReminded:
    case LineKind::kApprovalApproved:
    case LineKind::kApprovalRejected:
    case LineKind::kApprovalCancelled:
      return TitleOfApproval(kind);
    case LineKind::kScheduleInvited:
    case LineKind::kScheduleMoved:
    case LineKind::kScheduleCancelled:
    case LineKind::kScheduleUninvited:
    case LineKind::kScheduleAccepted:
    case LineKind::kScheduleDeclined:
    case LineKind::kScheduleSoon:
      return TitleOfSchedule(kind);
    case LineKind::kDingReceived:
      return "DING消息";
    case LineKind::kDingReminded:
      return "DING提醒";
    case LineKind::kTaskAssigned:
      return "新任务";
    case LineKind::kTaskReminded:
      return "任务提醒";
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
    case LineKind::kMeetingBooked:
    case LineKind::kBookingWaits:
    case LineKind::kBookingConfirmed:
    case LineKind::kMeetingCancelled:
    case LineKind::kMeetingSoon:
    case LineKind::kBookingReleased:
      return TextOfMeeting(line);
    case LineKind::kApprovalWaits:
      return line.actor + "提交的'" + line.target + "'待您审批";
    case LineKind::kApprovalPassed:
      return With(line.actor + "请您审批'" + line.target + "'", "：", line.text);
    case LineKind::kApprovalCopied:
      return line.actor + "将'" + line.target + "'抄送给您";
    case LineKind::kApprovalReminded:
      return line.actor + "提交的'" + line.target + "'仍待您审批";
    case LineKind::kApprovalApproved:
      return With("您提交的'" + line.target + "'已通过", "：", line.text);
    case LineKind::kApprovalRejected:
      return With(line.actor + "驳回了您提交的'" + line.target + "'", "：", line.text);
    case LineKind::kApprovalCancelled:
      return line.actor + "撤回了'" + line.target + "'";
    case LineKind::kScheduleInvited:
    case LineKind::kScheduleMoved:
    case LineKind::kScheduleCancelled:
    case LineKind::kScheduleUninvited:
    case LineKind::kScheduleAccepted:
    case LineKind::kScheduleDeclined:
    case LineKind::kScheduleSoon:
      return TextOfSchedule(line);
    case LineKind::kDingReceived:
      return line.actor + "：" + line.text;
    case LineKind::kDingReminded:
      return line.actor + "的DING等待您确认：" + line.text;
    case LineKind::kTaskAssigned:
      return line.actor + "给您分配了任务'" + line.topic + "'";
    case LineKind::kTaskReminded:
      return "任务'" + line.topic + "'到了提醒时间";
  }
  return "";
}

Content ContentOf(const char* type, const Line& line, const char* related_type,
                  std::int64_t related_id) {
  return {type, TitleOf(line.kind), TextOf(line), related_type, related_id, json::ToText(line)};
}

}  // namespace koine::notification
