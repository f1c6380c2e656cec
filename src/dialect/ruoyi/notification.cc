// Notifications (ruoyi 18, 27).

#include <utility>

#include "base/enum_words.h"
#include "base/text.h"
#include "core/audit/audit.h"
#include "core/notification/said.h"
#include "dialect/ruoyi/paging.h"
#include "dialect/ruoyi/ruoyi.h"
#include "dialect/ruoyi/wire.h"

namespace koine::ruoyi {

using gateway::Call;
using gateway::Nothing;
using store::Txn;

constexpr std::size_t kNotificationBatchMax = 500;

enum class NotificationType : std::uint8_t {
  kSystem,
  kApproval,
  kMessage,
  kMention,
  kDing,
  kSchedule,
  kEmail,
  kDocument,
  kMeeting,
  kAttendance,
  kContact,
  kGroup,
  kTodo,
};
KOINE_ENUM(NotificationType, (NotificationType::kSystem, "SYSTEM"),
           (NotificationType::kApproval, "APPROVAL"), (NotificationType::kMessage, "MESSAGE"),
           (NotificationType::kMention, "MENTION"), (NotificationType::kDing, "DING"),
           (NotificationType::kSchedule, "SCHEDULE"), (NotificationType::kEmail, "EMAIL"),
           (NotificationType::kDocument, "DOCUMENT"), (NotificationType::kMeeting, "MEETING"),
           (NotificationType::kAttendance, "ATTENDANCE"), (NotificationType::kContact, "CONTACT"),
           (NotificationType::kGroup, "GROUP"),
           (NotificationType::kTodo,
            "TO"
            "DO"))

struct NotificationOut {
  NotificationId id;
  UserId receiverId;
  std::optional<UserId> senderId;
  std::string type, title, content;
  std::optional<std::string> relatedType;
  std::optional<std::int64_t> relatedId;
  int isRead = 0;
  bool read = false;
  std::optional<json::Time> readTime;
  json::Time createTime, updateTime;
  // What title and content say, for clients that say it in the language of their user; none where a
  // person wrote them (ruoyi 28).
  std::optional<notification::Line> line;
};
KOINE_DESCRIBE(NotificationOut, (id, receiverId, senderId, type, title, content, relatedType,
                                 relatedId, isRead, read, readTime, createTime, updateTime, line))

struct NotificationsIn {
  std::optional<NotificationType> type;
  std::optional<bool> isRead;
  std::optional<std::int64_t> pageNum, pageSize;
};
KOINE_DESCRIBE(NotificationsIn, (type, isRead, pageNum, pageSize))
KOINE_RULES(NotificationsIn, json::Rule("type").AnyCase(), json::Rule("isRead").Alias("read"))

struct UnreadNotificationsIn {
  std::optional<NotificationType> type;
  std::optional<std::int64_t> pageNum, pageSize;
};
KOINE_DESCRIBE(UnreadNotificationsIn, (type, pageNum, pageSize))
KOINE_RULES(UnreadNotificationsIn, json::Rule("type").AnyCase())

struct NotificationIn {
  NotificationId id;
};
KOINE_DESCRIBE(NotificationIn, (id))

struct ReadAllIn {
  std::optional<NotificationType> type;
};
KOINE_DESCRIBE(ReadAllIn, (type))
KOINE_RULES(ReadAllIn, json::Rule("type").AnyCase())

struct NotificationIdsIn {
  std::vector<std::int64_t> ids;
};
KOINE_DESCRIBE(NotificationIdsIn, (ids))
KOINE_RULES(NotificationIdsIn,
            json::Rule("ids").Required().WholeBody().MinItems(1).MaxItems(kNotificationBatchMax))

struct NotifyIn {
  UserId receiverId;
  std::optional<NotificationType> type;
  std::string title, content;
  std::optional<std::int64_t> relatedId;
  std::optional<std::string> relatedType;
};
KOINE_DESCRIBE(NotifyIn, (receiverId, type, title, content, relatedId, relatedType))
KOINE_RULES(NotifyIn, json::Rule("receiverId").Required(), json::Rule("type").Required().AnyCase(),
            json::Rule("title").NotBlank().MaxChars(200),
            json::Rule("content").NotBlank().MaxChars(2000), json::Rule("relatedType").MaxChars(50))

namespace {

std::optional<std::string> TypeText(const std::optional<NotificationType>& type) {
  if (!type) return std::nullopt;
  return std::string(json::WordOf(*type));
}

NotificationOut ToNotification(const notification::Notification& n) {
  NotificationOut out;
  out.id = n.id;
  out.receiverId = n.receiver;
  if (n.sender) out.senderId = n.sender;
  out.type = n.what.type;
  out.title = n.what.title;
  out.content = n.what.content;
  if (!n.what.related_type.empty()) out.relatedType = n.what.related_type;
  if (n.what.related_id != 0) out.relatedId = n.what.related_id;
  out.read = n.read_at > 0;
  out.isRead = out.read ? 1 : 0;
  if (out.read) out.readTime = json::Time{n.read_at};
  out.createTime = {n.created_at};
  out.updateTime = {out.read ? n.read_at : n.created_at};
  if (auto line = json::Parse<notification::Line>(n.what.line); line.ok()) out.line = *line;
  return out;
}

Result<std::vector<NotificationOut>> ListOf(Txn& txn, Call& call,
                                            const notification::Filter& filter,
                                            const Slice& slice) {
  std::vector<NotificationOut> out;
  for (const auto& n : notification::List(txn, call.who, filter, slice.reach(), slice.offset)) {
    out.push_back(ToNotification(n));
  }
  TellTotal(call, out, slice, [&] { return notification::Count(txn, call.who, filter); });
  return out;
}

Result<std::vector<NotificationOut>> ListNotifications(Txn& txn, Call& call, NotificationsIn& in) {
  return ListOf(txn, call, {TypeText(in.type), in.isRead}, SliceOf(in.pageNum, in.pageSize));
}

Result<std::vector<NotificationOut>> ListUnread(Txn& txn, Call& call, UnreadNotificationsIn& in) {
  return ListOf(txn, call, {TypeText(in.type), false}, SliceOf(in.pageNum, in.pageSize));
}

Result<std::int64_t> CountUnread(Txn& txn, Call& call, Nothing&) {
  return notification::Count(txn, call.who, {std::nullopt, false});
}

Result<NotificationOut> GetNotification(Txn&, Call&, const notification::OwnNotification& own,
                                        NotificationIn&) {
  return ToNotification(own.notification());
}

Result<Nothing> ReadNotification(Txn& txn, Call&, const notification::OwnNotification& own,
                                 NotificationIn&) {
  notification::MarkRead(txn, own);
  return Nothing{};
}

Result<Nothing> ReadAllNotifications(Txn& txn, Call& call, ReadAllIn& in) {
  notification::MarkAllRead(txn, call.who, TypeText(in.type));
  return Nothing{};
}

Result<Nothing> RemoveNotification(Txn& txn, Call&, const notification::OwnNotification& own,
                                   NotificationIn&) {
  notification::Remove(txn, own);
  return Nothing{};
}

Result<Nothing> RemoveNotifications(Txn& txn, Call& call, NotificationIdsIn& in) {
  notification::RemoveMany(txn, call.who, in.ids);
  return Nothing{};
}

Result<Nothing> ClearNotifications(Txn& txn, Call& call, Nothing&) {
  notification::Clear(txn, call.who);
  return Nothing{};
}

Result<NotificationId> SendNotification(Txn& txn, Call& call, NotifyIn& in) {
  const UserId receivers[] = {in.receiverId};
  const auto ids = notification::Notify(txn, call.who.tenant, call.who.user, receivers,
                                        {*TypeText(in.type), in.title, in.content,
                                         in.relatedType.value_or(""), in.relatedId.value_or(0)});
  if (ids.empty()) return Error{Code::kUserNotFound};
  audit::Record(txn, call.who, "notification.send", "user " + std::to_string(in.receiverId.value),
                "ok", call.address);
  return ids.front();
}

}  // namespace

void AddNotifications(std::vector<gateway::Endpoint>* rows) {
  using gateway::Ep;
  using gateway::Mode;
  using net::Method;
  static constexpr char kOne[] = R"({"id":"{notification.mine}"})";
  rows->push_back(Ep<&ListNotifications>(Method::kGet, "/api/im/notification/list",
                                         "List your notifications",
                                         {.mode = Mode::kScan,
                                          .example = R"({"type":"CONTACT","pageNum":1})",
                                          .ref = "18.1",
                                          .about = gateway::About::kCaller}));
  rows->push_back(
      Ep<&ListUnread>(Method::kGet, "/api/im/notification/unread", "List your unread notifications",
                      {.mode = Mode::kScan, .ref = "18.2", .about = gateway::About::kCaller}));
  rows->push_back(Ep<&CountUnread>(Method::kGet, "/api/im/notification/unread/count",
                                   "Count your unread notifications",
                                   {.ref = "18.6", .about = gateway::About::kCaller}));
  rows->push_back(Ep<&GetNotification>(Method::kGet, "/api/im/notification/{id}",
                                       "Get a notification",
                                       {.door = "id", .example = kOne, .ref = "27"}));
  rows->push_back(Ep<&ReadNotification>(Method::kPut, "/api/im/notification/{id}/read",
                                        "Mark a notification as read",
                                        {.mode = Mode::kWrite,
                                         .door = "id",
                                         .repeatable = true,
                                         .ok = "标记已读成功",
                                         .example = kOne,
                                         .ref = "18.3"}));
  rows->push_back(Ep<&ReadAllNotifications>(Method::kPut, "/api/im/notification/read/all",
                                            "Mark all notifications as read",
                                            {.mode = Mode::kWrite,
                                             .repeatable = true,
                                             .ok = "全部标记已读成功",
                                             .ref = "18.5",
                                             .about = gateway::About::kCaller}));
  rows->push_back(Ep<&RemoveNotification>(
      Method::kDelete, "/api/im/notification/{id}", "Delete a notification",
      {.mode = Mode::kWrite, .door = "id", .ok = "删除成功", .example = kOne, .ref = "18.4"}));
  rows->push_back(Ep<&RemoveNotifications>(Method::kDelete, "/api/im/notification/batch",
                                           "Delete several notifications",
                                           {.mode = Mode::kWrite,
                                            .repeatable = true,
                                            .ok = "删除成功",
                                            .example = R"({"ids":"1,2"})",
                                            .ref = "27",
                                            .about = gateway::About::kOwnList}));
  rows->push_back(Ep<&ClearNotifications>(Method::kDelete, "/api/im/notification/clear",
                                          "Delete all your notifications",
                                          {.mode = Mode::kWrite,
                                           .repeatable = true,
                                           .ok = "清空成功",
                                           .ref = "27",
                                           .about = gateway::About::kCaller}));
  rows->push_back(Ep<&SendNotification>(
      Method::kPost, "/api/im/notification/send", "Send a notification to a user",
      {.auth = gateway::Auth::kAdmin,
       .mode = Mode::kWrite,
       .ok = "发送成功",
       .example = R"({"receiverId":"{user.peer}","type":"SYSTEM","title":"t","content":"c"})",
       .ref = "27"}));
}

}  // namespace koine::ruoyi
