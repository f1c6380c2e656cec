#include "core/notification/said.h"

#include <string_view>

#include "base/time.h"

namespace koine::notification {

namespace {

// How a line is said. In `text`, {actor} is a member of Line, {time} the span of from_ms and to_ms,
// {people} the first of those invited and how many, and {：text} what somebody wrote, after
// the sign, or nothing where they wrote nothing. `alone` is the text where nobody did it.
struct Saying {
  LineKind kind;
  std::string_view title, text, alone = {};
};

constexpr std::string_view kOrder = "订单 {order}，金额 {amount}{，text}";

// In the order of LineKind.
constexpr Saying kSayings[] = {
    {LineKind::kContactAsked, "好友申请", "{actor}请求添加您为好友{：text}"},
    {LineKind::kContactAccepted, "好友申请已通过", "{actor}通过了您的好友申请"},
    {LineKind::kContactDeclined, "好友申请被拒绝", "{actor}拒绝了您的好友申请"},
    {LineKind::kContactAdded, "已添加好友", "您已与{actor}成为好友"},
    {LineKind::kJoinAsked, "入群申请", "{actor}申请加入群聊'{group}'{：text}"},
    {LineKind::kJoinInvited, "入群申请", "{actor}邀请{people}加入群聊'{group}'{：text}"},
    {LineKind::kJoinApproved, "入群申请已通过", "您加入群聊'{group}'的申请已通过{：text}"},
    {LineKind::kJoinDeclined, "入群申请未通过", "您加入群聊'{group}'的申请未通过{：text}"},
    {LineKind::kRechargeArrived, "充值已到账", kOrder},
    {LineKind::kRechargeDeclined, "充值未通过", kOrder},
    {LineKind::kWithdrawalWaits, "提现待审核", kOrder},
    {LineKind::kWithdrawalApproved, "提现审核通过", kOrder},
    {LineKind::kWithdrawalDeclined, "提现审核未通过，金额已退回", kOrder},
    {LineKind::kWithdrawalArrived, "提现已到账", kOrder},
    {LineKind::kWithdrawalFailed, "提现未到账，金额已退回", kOrder},
    {LineKind::kPacketTaken, "红包", "{actor}领取了你的红包"},
    {LineKind::kPacketReturned, "红包退款", "未领取的红包 {amount} 已退回"},
    {LineKind::kMeetingBooked, "会议邀请", "{actor}邀请您参加会议'{topic}'：{time}，{place}"},
    {LineKind::kBookingWaits, "会议室预订待确认",
     "{actor}为会议'{topic}'预订的会议室等待确认：{time}，{place}"},
    {LineKind::kBookingConfirmed, "会议室预订已确认",
     "您为会议'{topic}'预订的会议室已确认：{time}，{place}"},
    {LineKind::kMeetingCancelled, "会议已取消",
     "{actor}取消了会议'{topic}'：{time}，{place}{，原因：text}",
     "会议'{topic}'已取消：{time}，{place}{，原因：text}"},
    {LineKind::kMeetingSoon, "会议提醒", "会议'{topic}'即将开始：{time}，{place}"},
    {LineKind::kBookingReleased, "会议室已释放",
     "会议'{topic}'无人签到，会议室已释放：{time}，{place}"},
    {LineKind::kApprovalWaits, "待审批", "{actor}提交的'{target}'待您审批"},
    {LineKind::kApprovalPassed, "待审批", "{actor}请您审批'{target}'{：text}"},
    {LineKind::kApprovalCopied, "审批抄送", "{actor}将'{target}'抄送给您"},
    {LineKind::kApprovalReminded, "审批催办", "{actor}提交的'{target}'仍待您审批"},
    {LineKind::kApprovalApproved, "审批已通过", "您提交的'{target}'已通过{：text}"},
    {LineKind::kApprovalRejected, "审批被驳回", "{actor}驳回了您提交的'{target}'{：text}"},
    {LineKind::kApprovalCancelled, "审批已撤回", "{actor}撤回了'{target}'"},
    {LineKind::kScheduleInvited, "日程邀请", "{actor}邀请您参加日程'{topic}'：{time}"},
    {LineKind::kScheduleMoved, "日程时间变更",
     "{actor}更改了日程'{topic}'的时间，请重新确认：{time}"},
    {LineKind::kScheduleCancelled, "日程已取消", "{actor}取消了日程'{topic}'：{time}"},
    {LineKind::kScheduleUninvited, "已移出日程", "{actor}将您移出了日程'{topic}'：{time}"},
    {LineKind::kScheduleAccepted, "日程邀请已接受", "{actor}接受了日程'{topic}'的邀请{：text}"},
    {LineKind::kScheduleDeclined, "日程邀请被拒绝", "{actor}拒绝了日程'{topic}'的邀请{：text}"},
    {LineKind::kScheduleSoon, "日程提醒", "日程'{topic}'即将开始：{time}"},
    {LineKind::kDingReceived, "DING消息", "{actor}：{text}"},
    {LineKind::kDingReminded, "DING提醒", "{actor}的DING等待您确认：{text}"},
    {LineKind::kSupplementWaits, "补卡申请待审批", "{actor}申请{topic}补卡，待您审批{：text}"},
    {LineKind::kSupplementApproved, "补卡申请已通过", "您{topic}的补卡申请已通过{：text}"},
    {LineKind::kSupplementRejected, "补卡申请被驳回", "{actor}驳回了您{topic}的补卡申请{：text}"},
    {LineKind::kTaskAssigned, "新任务", "{actor}给您分配了任务'{topic}'"},
    {LineKind::kTaskReminded, "任务提醒", "任务'{topic}'到了提醒时间"},
    {LineKind::kDocumentShared, "文档分享", "{actor}与您分享了文档'{topic}'"},
    {LineKind::kDocumentCommented, "文档评论", "{actor}评论了您的文档'{topic}'{：text}"},
    {LineKind::kDocumentReplied, "评论回复", "{actor}回复了您在文档'{topic}'中的评论{：text}"},
    {LineKind::kReportWaits, "日志待审批", "{actor}提交了{topic}的日志，待您审批"},
    {LineKind::kReportApproved, "日志已通过", "{actor}通过了您{topic}的日志{：text}"},
    {LineKind::kReportRejected, "日志被退回", "{actor}退回了您{topic}的日志{：text}"},
    {LineKind::kReportCommented, "日志评论", "{actor}评论了您{topic}的日志{：text}"},
    {LineKind::kReportAnswered, "日志评论回复", "{actor}回复了您在{topic}的日志中的评论{：text}"},
    {LineKind::kMailReceived, "新邮件", "{actor}给您发来邮件'{topic}'"},
};

constexpr bool InOrder() {
  std::size_t kind = 0;
  for (const Saying& saying : kSayings) {
    if (static_cast<std::size_t>(saying.kind) != kind++) return false;
  }
  return true;
}
static_assert(InOrder());

const Saying* SayingOf(LineKind kind) {
  const auto at = static_cast<std::size_t>(kind);
  return at < std::size(kSayings) ? &kSayings[at] : nullptr;
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

// What stands for the word of a pattern.
std::string ValueOf(const Line& line, std::string_view word) {
  if (word == "actor") return line.actor;
  if (word == "target") return line.target;
  if (word == "group") return line.group;
  if (word == "order") return line.order;
  if (word == "amount") return line.amount;
  if (word == "topic") return line.topic;
  if (word == "place") return line.place;
  if (word == "time") return TimeOf(line);
  if (word == "people") {
    return line.target + (line.count > 1 ? "等" + std::to_string(line.count) + "人" : "");
  }
  // What is left is the text somebody wrote, and what stands before it.
  constexpr std::string_view kText = "text";
  if (line.text.empty()) return "";
  return std::string(word.substr(0, word.size() - kText.size())) + line.text;
}

}  // namespace

const char kServerName[] = "系统通知";

std::string InOneLine(const Content& what) {
  return what.title + "：" + what.content;
}

std::string TitleOf(LineKind kind) {
  const Saying* saying = SayingOf(kind);
  return saying == nullptr ? "" : std::string(saying->title);
}

std::string TextOf(const Line& line) {
  const Saying* saying = SayingOf(line.kind);
  if (saying == nullptr) return "";
  std::string_view left =
      line.actor.empty() && !saying->alone.empty() ? saying->alone : saying->text;
  std::string out;
  for (std::size_t open; (open = left.find('{')) != left.npos;) {
    const std::size_t close = left.find('}', open);
    out += left.substr(0, open);
    out += ValueOf(line, left.substr(open + 1, close - open - 1));
    left.remove_prefix(close + 1);
  }
  return out += left;
}

Content ContentOf(const char* type, const Line& line, const char* related_type,
                  std::int64_t related_id) {
  return {type, TitleOf(line.kind), TextOf(line), related_type, related_id, json::ToText(line)};
}

}  // namespace koine::notification
