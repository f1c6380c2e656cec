// DINGs (ruoyi 7).

#include "core/office/ding/ding.h"

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "core/office/ding/templates.h"
#include "dialect/ruoyi/paging.h"
#include "dialect/ruoyi/published.h"
#include "dialect/ruoyi/ruoyi.h"
#include "dialect/ruoyi/wire.h"

namespace koine::ruoyi {

using ding::DingId;
using gateway::Call;
using gateway::Nothing;
using store::Txn;

// PHONE is what published servers say for CALL.
enum class DingWayIn : std::uint8_t { kApp, kSms, kCall, kPhone };
KOINE_ENUM(DingWayIn, (DingWayIn::kApp, "APP"), (DingWayIn::kSms, "SMS"),
           (DingWayIn::kCall, "CALL"), (DingWayIn::kPhone, "PHONE"))
enum class DingPriority : std::uint8_t { kNormal, kUrgent };
KOINE_ENUM(DingPriority, (DingPriority::kNormal, "NORMAL"), (DingPriority::kUrgent, "URGENT"))

struct SendDingIn {
  std::string content;
  std::optional<ding::DingAudience> receiverType;
  std::vector<std::int64_t> receiverIds;
  std::optional<ConversationId> conversationId;  // of published clients, instead of receivers
  std::optional<DingWayIn> remindType;
  std::optional<json::Time> scheduledTime;
  std::optional<bool> isUrgent, receiptRequired;
  std::optional<DingPriority> priority;
  std::optional<std::string> attachment;
  std::optional<std::int64_t> remindInterval, maxRemindCount;
};
KOINE_DESCRIBE(SendDingIn,
               (content, receiverType, receiverIds, conversationId, remindType, scheduledTime,
                isUrgent, receiptRequired, priority, attachment, remindInterval, maxRemindCount))
KOINE_RULES(SendDingIn,
            json::Rule("content")
                .NotBlank("DING内容不能为空")
                .MaxChars(ding::kContentMax, "DING内容长度不能超过2000个字符"),
            json::Rule("receiverType").AnyCase().Text("接收者类型不正确"),
            json::Rule("receiverIds")
                .Alias("targetUsers")
                .MaxItems(ding::kReceiversMax, "接收者数量超出限制"),
            json::Rule("remindType").Alias("dingType").AnyCase().Text("提醒方式不正确"),
            json::Rule("scheduledTime").Alias("scheduleTime"),
            json::Rule("priority").AnyCase().Text("优先级不正确"),
            json::Rule("attachment").MaxChars(ding::kAttachmentMax, "附件长度不能超过500个字符"),
            json::Rule("remindInterval")
                .Min(0, "提醒间隔不正确")
                .Max(ding::kRemindMinutesMax, "提醒间隔不正确"),
            json::Rule("maxRemindCount")
                .Min(0, "提醒次数不正确")
                .Max(ding::kRemindTimesMax, "提醒次数不正确"))
struct DingIn {
  DingId dingId;
};
KOINE_DESCRIBE(DingIn, (dingId))
struct ConfirmDingIn {
  DingId dingId;
  std::optional<std::string> remark;
};
KOINE_DESCRIBE(ConfirmDingIn, (dingId, remark))
KOINE_RULES(ConfirmDingIn,
            json::Rule("remark").MaxChars(ding::kRemarkMax, "备注长度不能超过500个字符"))
struct ReceivedDingsIn {
  std::optional<bool> unreadOnly;
  std::optional<ding::DingState> status;
  std::optional<std::int64_t> pageNum, pageSize;
};
KOINE_DESCRIBE(ReceivedDingsIn, (unreadOnly, status, pageNum, pageSize))
KOINE_RULES(ReceivedDingsIn, json::Rule("status").AnyCase().Text("状态不正确"))
struct SentDingsIn {
  std::optional<ding::DingState> status;
  std::optional<std::int64_t> pageNum, pageSize;
};
KOINE_DESCRIBE(SentDingsIn, (status, pageNum, pageSize))
KOINE_RULES(SentDingsIn, json::Rule("status").AnyCase().Text("状态不正确"))
struct DingTemplatesIn {
  std::optional<ding::DingCategory> category;
};
KOINE_DESCRIBE(DingTemplatesIn, (category))
KOINE_RULES(DingTemplatesIn, json::Rule("category").AnyCase().Text("分类不正确"))

// Beside the contract's: the names under which published clients read the same.
struct DingReceiptOut {
  std::int64_t id = 0;
  UserId receiverId;
  std::string receiverName, receiverAvatar;
  std::optional<json::Time> readTime;
  int confirmed = 0;
  std::optional<json::Time> confirmTime;
  std::optional<std::string> remark;
  UserId userId;
  std::string userName, userAvatar;
  ding::DingAnswer status = ding::DingAnswer::kUnread;
  // Of its text or call; null where none was meant to go out.
  std::optional<ding::Reach> reachStatus;
};
KOINE_DESCRIBE(DingReceiptOut,
               (id, receiverId, receiverName, receiverAvatar, readTime, confirmed, confirmTime,
                remark, userId, userName, userAvatar, status, reachStatus))
struct DingOut {
  DingId id, dingId;
  UserId senderId;
  std::string senderName, senderAvatar, content;
  ding::DingAudience receiverType = ding::DingAudience::kUser;
  ding::DingWay remindType = ding::DingWay::kApp, dingType = ding::DingWay::kApp;
  // How it really went out: APP where there is no gateway for texts and calls.
  ding::DingWay reachedBy = ding::DingWay::kApp;
  int isUrgent = 0;
  DingPriority priority = DingPriority::kNormal;
  std::optional<json::Time> scheduledTime, scheduleTime, sendTime;
  std::string status;
  int receiptRequired = 0;
  std::int64_t totalCount = 0, sendCount = 0, readCount = 0, confirmedCount = 0;
  std::int64_t remindInterval = 0, maxRemindCount = 0, remindedCount = 0;
  std::optional<std::string> attachment;
  json::Time createTime, updateTime;
  // Of who received it; null for who sent it.
  std::optional<bool> isRead;
  std::optional<json::Time> readTime;
  std::optional<int> confirmed;
  std::optional<json::Time> confirmTime;
};
KOINE_DESCRIBE(DingOut,
               (id, dingId, senderId, senderName, senderAvatar, content, receiverType, remindType,
                dingType, reachedBy, isUrgent, priority, scheduledTime, scheduleTime, sendTime,
                status, receiptRequired, totalCount, sendCount, readCount, confirmedCount,
                remindInterval, maxRemindCount, remindedCount, attachment, createTime, updateTime,
                isRead, readTime, confirmed, confirmTime))
struct DingDetailOut : DingOut {
  std::vector<DingReceiptOut> receipts;
};
KOINE_DESCRIBE(DingDetailOut,
               (id, dingId, senderId, senderName, senderAvatar, content, receiverType, remindType,
                dingType, reachedBy, isUrgent, priority, scheduledTime, scheduleTime, sendTime,
                status, receiptRequired, totalCount, sendCount, readCount, confirmedCount,
                remindInterval, maxRemindCount, remindedCount, attachment, createTime, updateTime,
                isRead, readTime, confirmed, confirmTime, receipts))
struct DingTemplateOut {
  std::int64_t id = 0;
  std::string name, content;
  ding::DingCategory category = ding::DingCategory::kNotice;
  bool isSystem = true;
  std::int64_t sortOrder = 0;
  std::string status = "ACTIVE";
};
KOINE_DESCRIBE(DingTemplateOut, (id, name, content, category, isSystem, sortOrder, status))

namespace {

// A sent one is shown as running out after that to published clients.
constexpr std::int64_t kPublishedLifeMs = 24LL * 3600 * 1000;

ding::DingWay WayOf(DingWayIn way) {
  switch (way) {
    case DingWayIn::kApp:
      return ding::DingWay::kApp;
    case DingWayIn::kSms:
      return ding::DingWay::kSms;
    case DingWayIn::kCall:
    case DingWayIn::kPhone:
      break;
  }
  return ding::DingWay::kCall;
}

// The words that published clients know: ACTIVE may be cancelled, EXPIRED is over.
std::string PublishedStatus(const ding::Ding& d, std::int64_t now_ms) {
  if (d.state == ding::DingState::kDraft) return "ACTIVE";
  if (!d.delivered()) return std::string(office::WordOf(d.state));
  const bool fresh = now_ms - d.sent_at < kPublishedLifeMs && d.confirmed < d.total;
  return fresh ? "ACTIVE" : "EXPIRED";
}

DingReceiptOut ToReceipt(const ding::Receipt& r) {
  DingReceiptOut out;
  out.id = r.id;
  out.receiverId = out.userId = r.person.id;
  out.receiverName = out.userName = r.person.name;
  out.receiverAvatar = out.userAvatar = AvatarOf(r.person.avatar);
  out.readTime = OptTime(r.read_at);
  out.confirmed = r.confirmed_at > 0 ? 1 : 0;
  out.confirmTime = OptTime(r.confirmed_at);
  if (!r.remark.empty()) out.remark = r.remark;
  out.status = r.answer();
  if (r.reach != ding::Reach::kNone) out.reachStatus = r.reach;
  return out;
}

void Fill(const Call& call, const ding::Shown& shown, DingOut* out) {
  const ding::Ding& d = shown.ding;
  out->id = out->dingId = d.id;
  out->senderId = d.sender;
  out->senderName = shown.sender.name;
  out->senderAvatar = AvatarOf(shown.sender.avatar);
  out->content = d.content;
  out->receiverType = d.audience;
  out->remindType = out->dingType = d.way;
  out->reachedBy = d.reached_by();
  out->isUrgent = d.urgent ? 1 : 0;
  out->priority = d.urgent ? DingPriority::kUrgent : DingPriority::kNormal;
  out->scheduledTime = out->scheduleTime = OptTime(d.scheduled_at);
  out->sendTime = OptTime(d.sent_at);
  // Who has it need not know that others are still to get it.
  const ding::DingState state = shown.mine && d.delivered() ? ding::DingState::kSent : d.state;
  out->status =
      IsPublished(call) ? PublishedStatus(d, call.now_ms()) : std::string(office::WordOf(state));
  out->receiptRequired = d.needs_receipt ? 1 : 0;
  out->totalCount = out->sendCount = d.total;
  out->readCount = d.read;
  out->confirmedCount = d.confirmed;
  out->remindInterval = d.remind_minutes;
  out->maxRemindCount = d.remind_max;
  out->remindedCount = d.reminded;
  if (!d.attachment.empty()) out->attachment = d.attachment;
  out->createTime = {d.created_at};
  out->updateTime = {d.updated_at};
  if (!shown.mine) return;
  out->isRead = shown.mine->read_at > 0;
  out->readTime = OptTime(shown.mine->read_at);
  out->confirmed = shown.mine->confirmed_at > 0 ? 1 : 0;
  out->confirmTime = OptTime(shown.mine->confirmed_at);
}

std::vector<DingOut> ToDings(const Call& call, const std::vector<ding::Shown>& dings) {
  std::vector<DingOut> out(dings.size());
  for (std::size_t i = 0; i < dings.size(); ++i) Fill(call, dings[i], &out[i]);
  return out;
}

Result<DingId> SendDing(Txn& txn, Call& call, SendDingIn& in) {
  constexpr std::int64_t kRemindTimes = 3;  // unless it is said
  ding::Draft draft;
  draft.content = std::string(text::Trim(in.content));
  draft.audience = in.receiverType.value_or(ding::DingAudience::kUser);
  draft.receivers = in.receiverIds;
  if (in.receiverIds.empty()) {
    if (!in.conversationId) {
      return FieldError(Code::kMissingArgument, "receiverIds", "接收者不能为空");
    }
    draft.conversation = in.conversationId;
  }
  draft.way = WayOf(in.remindType.value_or(DingWayIn::kApp));
  draft.urgent = in.isUrgent.value_or(in.priority == DingPriority::kUrgent);
  draft.needs_receipt = in.receiptRequired.value_or(true);
  if (in.scheduledTime) draft.scheduled_at = std::max<std::int64_t>(in.scheduledTime->ms, 1);
  draft.attachment = in.attachment.value_or("");
  draft.remind_minutes = in.remindInterval.value_or(0);
  draft.remind_max = in.maxRemindCount.value_or(kRemindTimes);
  auto sent = ding::Send(txn, call.who, draft);
  if (!sent.ok() && sent.error().Is(Code::kUserNotFound)) {
    Error error = sent.error();
    error.text = "接收者不存在: " + error.text;
    return error;
  }
  return sent;
}

Result<std::vector<DingOut>> ReceivedDings(Txn& txn, Call& call, ReceivedDingsIn& in) {
  const Slice slice = SliceOf(in.pageNum, in.pageSize);
  const bool unread = in.unreadOnly.value_or(false);
  std::vector<DingOut> out;
  // What somebody has was sent.
  const bool none = in.status && *in.status != ding::DingState::kSent;
  if (!none) {
    out = ToDings(call, ding::ListReceived(txn, call.who, unread, slice.reach(), slice.offset));
  }
  TellTotal(call, out, slice,
            [&] { return none ? 0 : ding::CountReceived(txn, call.who, unread); });
  return out;
}

Result<std::vector<DingOut>> SentDings(Txn& txn, Call& call, SentDingsIn& in) {
  const Slice slice = SliceOf(in.pageNum, in.pageSize);
  auto out = ToDings(call, ding::ListSent(txn, call.who, in.status, slice.reach(), slice.offset));
  TellTotal(call, out, slice, [&] { return ding::CountSent(txn, call.who, in.status); });
  return out;
}

Result<DingDetailOut> ShowDing(Txn& txn, Call& call, const ding::Seen& place, DingIn&) {
  const ding::Shown shown = ding::Show(txn, place);
  DingDetailOut out;
  Fill(call, shown, &out);
  for (const ding::Receipt& receipt : shown.receipts) out.receipts.push_back(ToReceipt(receipt));
  return out;
}

Result<Nothing> ReadDing(Txn& txn, Call&, const ding::Received& place, DingIn&) {
  KOINE_CHECK(ding::Read(txn, place));
  return Nothing{};
}

Result<Nothing> ConfirmDing(Txn& txn, Call&, const ding::Received& place, ConfirmDingIn& in) {
  KOINE_CHECK(ding::Confirm(txn, place, in.remark.value_or("")));
  return Nothing{};
}

Result<Nothing> CancelDing(Txn& txn, Call&, const ding::Sent& place, DingIn&) {
  KOINE_CHECK(ding::Cancel(txn, place));
  return Nothing{};
}

Result<std::vector<DingReceiptOut>> DingReceipts(Txn& txn, Call&, const ding::Sent& place,
                                                 DingIn&) {
  std::vector<DingReceiptOut> out;
  for (const ding::Receipt& receipt : ding::Receipts(txn, place)) out.push_back(ToReceipt(receipt));
  return out;
}

Result<std::vector<DingTemplateOut>> DingTemplates(Txn&, Call&, DingTemplatesIn& in) {
  std::vector<DingTemplateOut> out;
  std::int64_t number = 0;
  for (const ding::Template& one : ding::Templates()) {
    ++number;
    if (in.category && *in.category != one.category) continue;
    DingTemplateOut to;
    to.id = to.sortOrder = number;
    to.name = one.name;
    to.content = one.content;
    to.category = one.category;
    out.push_back(std::move(to));
  }
  return out;
}

using gateway::About;
using gateway::Ep;
using gateway::Mode;
using net::Method;

void AddDingActs(std::vector<gateway::Endpoint>* rows) {
  rows->push_back(Ep<&ReadDing>(Method::kPut, "/api/im/ding/{dingId}/read", "Mark a DING as read",
                                {.mode = Mode::kWrite,
                                 .door = "dingId",
                                 .repeatable = true,
                                 .ok = "已标记为已读",
                                 .example = R"({"dingId":"{dingreceived.mine}"})",
                                 .ref = "7.5"}));
  rows->push_back(
      Ep<&ConfirmDing>(Method::kPut, "/api/im/ding/{dingId}/confirm", "Confirm a DING",
                       {.mode = Mode::kWrite,
                        .door = "dingId",
                        .repeatable = true,
                        .ok = "确认成功",
                        .example = R"({"dingId":"{dingreceived.mine}","remark":"On my way"})",
                        .ref = "7.6"}));
  rows->push_back(Ep<&CancelDing>(Method::kPut, "/api/im/ding/{dingId}/cancel",
                                  "Cancel a DING that waits for its time",
                                  {.mode = Mode::kWrite,
                                   .door = "dingId",
                                   .ok = "已取消",
                                   .example = R"({"dingId":"{ding.mine}"})",
                                   .ref = "7.7"}));
}

}  // namespace

void AddDings(std::vector<gateway::Endpoint>* rows) {
  rows->push_back(
      Ep<&SendDing>(Method::kPost, "/api/im/ding/send", "Send a DING",
                    {.mode = Mode::kWrite,
                     .sends = true,
                     .ok = "DING发送成功",
                     .example = R"({"content":"The lift is stuck","receiverIds":["{user.peer}"],)"
                                R"("isUrgent":true})",
                     .ref = "7.1",
                     .about = About::kCaller}));
  rows->push_back(Ep<&ReceivedDings>(Method::kGet, "/api/im/ding/received",
                                     "List the DINGs that you received",
                                     {.mode = Mode::kScan, .ref = "7.2", .about = About::kCaller}));
  rows->push_back(Ep<&SentDings>(Method::kGet, "/api/im/ding/sent", "List the DINGs that you sent",
                                 {.mode = Mode::kScan, .ref = "7.3", .about = About::kCaller}));
  rows->push_back(
      Ep<&ShowDing>(Method::kGet, "/api/im/ding/{dingId}", "Get a DING with its receipts",
                    {.door = "dingId", .example = R"({"dingId":"{ding.mine}"})", .ref = "7.4"}));
  AddDingActs(rows);
  rows->push_back(Ep<&DingReceipts>(Method::kGet, "/api/im/ding/{dingId}/receipts",
                                    "List the receipts of a DING",
                                    {.mode = Mode::kScan,
                                     .door = "dingId",
                                     .refusal = "无权限查看回执",
                                     .example = R"({"dingId":"{ding.mine}"})",
                                     .ref = "7.8"}));
  rows->push_back(Ep<&DingTemplates>(Method::kGet, "/api/im/ding/templates",
                                     "List texts to begin a DING with",
                                     {.ref = "7.9", .about = About::kNothing}));
}

}  // namespace koine::ruoyi
