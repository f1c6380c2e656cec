// Administration of messages, and of what the tenant may set for them (ruoyi 27 MessageAdmin,
// SystemConfigAdmin).

#include <array>
#include <utility>

#include "base/text.h"
#include "core/audit/audit.h"
#include "core/backoffice/messages.h"
#include "core/revise/revise.h"
#include "dialect/ruoyi/paging.h"
#include "dialect/ruoyi/published.h"
#include "dialect/ruoyi/ruoyi.h"
#include "dialect/ruoyi/wire.h"
#include "gateway/note.h"

namespace koine::ruoyi {

using gateway::Call;
using gateway::Nothing;
using store::Txn;


struct AdminMessagesIn {
  std::optional<std::string> keyword, messageType;
  std::optional<UserId> senderId;
  std::optional<ConversationId> conversationId;
  std::optional<json::Time> startTime, endTime;
  std::optional<std::int64_t> pageNum, pageSize;
};
KOINE_DESCRIBE(AdminMessagesIn, (keyword, messageType, senderId, conversationId, startTime, endTime,
                                 pageNum, pageSize))
KOINE_RULES(AdminMessagesIn, json::Rule("keyword").MaxChars(100),
            json::Rule("messageType").Alias("type").MaxChars(20), json::Rule("endTime").EndOfDay())
struct AdminMessageIn {
  MessageId id;
};
KOINE_DESCRIBE(AdminMessageIn, (id))
struct AdminDeleteIn {
  std::vector<std::int64_t> ids;
};
KOINE_DESCRIBE(AdminDeleteIn, (ids))
KOINE_RULES(AdminDeleteIn, json::Rule("ids")
                               .Alias("messageIds")
                               .WholeBody()
                               .Required("消息ID不能为空")
                               .MinItems(1, "消息ID不能为空"))
struct AdminStatsIn {
  std::optional<json::Time> startTime, endTime;
};
KOINE_DESCRIBE(AdminStatsIn, (startTime, endTime))
KOINE_RULES(AdminStatsIn, json::Rule("endTime").EndOfDay())
struct AdminMessageOut {
  MessageId id, messageId;
  ConversationId conversationId;
  std::string conversationType;
  std::optional<std::string> conversationName;  // of a group
  UserId senderId;
  std::string senderName, senderAvatar, messageType, type, content;
  bool isRevoked = false, isEdited = false, isDeleted = false;
  json::Time createTime, sendTime;
  std::optional<json::Time> editTime, revokedTime, deletedTime;
};
KOINE_DESCRIBE(AdminMessageOut,
               (id, messageId, conversationId, conversationType, conversationName, senderId,
                senderName, senderAvatar, messageType, type, content, isRevoked, isEdited,
                isDeleted, createTime, sendTime, editTime, revokedTime, deletedTime))
struct AdminMessagePage : PageOf<AdminMessageOut> {};
KOINE_DESCRIBE(AdminMessagePage, (records, rows, total, size, current, pages))
struct AdminStatsOut {
  std::int64_t total = 0, recalledCount = 0, editedCount = 0, deletedCount = 0;
  std::map<std::string, std::int64_t> typeCounts;
};
KOINE_DESCRIBE(AdminStatsOut, (total, recalledCount, editedCount, deletedCount, typeCounts))

namespace {

// --- MessageAdmin

struct TypeName {
  const char* name;
  body::Kind kind;
};
constexpr TypeName kTypes[] = {
    {"TEXT", body::Kind::kText},         {"IMAGE", body::Kind::kImage},
    {"VOICE", body::Kind::kVoice},       {"AUDIO", body::Kind::kVoice},
    {"VIDEO", body::Kind::kVideo},       {"FILE", body::Kind::kFile},
    {"LOCATION", body::Kind::kLocation}, {"CARD", body::Kind::kCard},
    {"LINK", body::Kind::kCustom},       {"SYSTEM", body::Kind::kNotice},
};

Result<body::Kind> KindOfType(const std::string& type) {
  for (const TypeName& one : kTypes) {
    if (text::Fold(one.name) == text::Fold(type)) return one.kind;
  }
  return Error{Code::kBadArgument, "message_type"};
}

std::string NameOfKind(body::Kind kind) {
  for (const TypeName& one : kTypes) {
    if (one.kind == kind) return one.name;
  }
  return "TEXT";
}

AdminMessageOut ToAdmin(const backoffice::MessageItem& item) {
  const body::Message& m = item.row.message;
  body::Message shown = m;
  shown.recalled_at = 0;  // the back office reads what was taken back
  AdminMessageOut out;
  const Content content = ToContent(shown);
  out.id = out.messageId = m.id;
  out.conversationId = m.conversation;
  const bool direct = item.kind == event::ConversationKind::kDirect;
  out.conversationType = direct ? "PRIVATE" : "GROUP";
  if (!item.conversation_name.empty()) out.conversationName = item.conversation_name;
  out.senderId = m.sender;
  out.senderName = item.row.sender.name;
  out.senderAvatar = AvatarOf(item.row.sender.avatar);
  out.messageType = out.type = content.type;
  out.isDeleted = m.deleted_at > 0;
  if (!out.isDeleted) out.content = content.content;
  out.isRevoked = m.recalled();
  out.isEdited = m.edited_at > 0;
  out.createTime = out.sendTime = {m.sent_at};
  out.editTime = OptTime(m.edited_at);
  out.revokedTime = OptTime(m.recalled_at);
  out.deletedTime = OptTime(m.deleted_at);
  return out;
}

Result<AdminMessagePage> ListMessages(Txn& txn, Call& call, AdminMessagesIn& in) {
  backoffice::MessageFilter filter;
  filter.keyword = std::string(text::Trim(in.keyword.value_or("")));
  if (in.messageType && !in.messageType->empty()) {
    KOINE_TRY(filter.kind, KindOfType(*in.messageType));
  }
  filter.sender = in.senderId.value_or(UserId());
  filter.conversation = in.conversationId.value_or(ConversationId());
  if (in.startTime) filter.from_ms = in.startTime->ms;
  if (in.endTime) filter.to_ms = in.endTime->ms;
  const Slice slice = SliceOf(in.pageNum.value_or(1), in.pageSize.value_or(kAdminPageDefault));
  const int limit = static_cast<int>(slice.limit);
  KOINE_TRY(const backoffice::MessagePage page,
            backoffice::FindMessages(txn, call.who, filter, limit, slice.offset));
  std::vector<AdminMessageOut> messages;
  for (const backoffice::MessageItem& item : page.items) messages.push_back(ToAdmin(item));
  gateway::NoteAfterwards(call, "message.read", "messages " + std::to_string(messages.size()));
  return PageData<AdminMessagePage>(call, std::move(messages), page.total, slice);
}

Result<AdminMessageOut> GetMessage(Txn& txn, Call& call, AdminMessageIn& in) {
  KOINE_TRY(const backoffice::MessageItem item, backoffice::FindMessage(txn, call.who, in.id));
  gateway::NoteAfterwards(call, "message.read", "message " + std::to_string(in.id.value));
  return ToAdmin(item);
}

Result<Nothing> DeleteMessage(Txn& txn, Call& call, AdminMessageIn& in) {
  KOINE_CHECK(revise::DeleteForAll(txn, call.who, {in.id.value}, call.address));
  return Nothing{};
}

Result<std::int64_t> DeleteMessages(Txn& txn, Call& call, AdminDeleteIn& in) {
  if (in.ids.size() > revise::kDeleteMax) return Error{Code::kBadArgument, "delete_many"};
  std::vector<FailedItem> failed;
  for (const std::int64_t id : in.ids) {
    if (!IsPublished(call)) break;
    const auto found = backoffice::FindMessage(txn, call.who, MessageId(id));
    if (!found.ok() || found->row.message.deleted_at > 0) {
      failed.push_back({{std::to_string(id)}, AnswerOf(Error{Code::kMessageNotFound}).msg});
    }
  }
  KOINE_TRY(const std::int64_t done,
            revise::DeleteForAll(txn, call.who, in.ids, call.address));
  if (IsPublished(call)) ShowInstead(call, ToBatch(done, std::move(failed)));
  return done;
}

Result<AdminStatsOut> Stats(Txn& txn, Call& call, AdminStatsIn& in) {
  KOINE_TRY(const std::vector<backoffice::KindCount> counts,
            backoffice::CountMessages(txn, call.who, in.startTime ? in.startTime->ms : 0,
                                      in.endTime ? in.endTime->ms : 0));
  AdminStatsOut out;
  for (const backoffice::KindCount& one : counts) {
    out.total += one.count;
    out.recalledCount += one.recalled;
    out.editedCount += one.edited;
    out.deletedCount += one.deleted;
    out.typeCounts[NameOfKind(one.kind)] += one.count;
  }
  return out;
}

}  // namespace

// --- SystemConfigAdmin

struct RecallTimeIn {
  std::optional<int> minutes;
};
KOINE_DESCRIBE(RecallTimeIn, (minutes))
KOINE_RULES(RecallTimeIn, json::Rule("minutes")
                              .Required("撤回时限不能为空")
                              .Min(1, "撤回时限必须在1-10080分钟之间")
                              .Max(revise::kRecallMinutesMax, "撤回时限必须在1-10080分钟之间"))
struct SystemConfigIn {
  std::string configKey;
  std::optional<std::string> configValue;
};
KOINE_DESCRIBE(SystemConfigIn, (configKey, configValue))
KOINE_RULES(SystemConfigIn,
            json::Rule("configValue").Alias("value").Required("配置值不能为空").MaxChars(500))
struct ConfigOut {
  std::string configKey, configValue, description;
};
KOINE_DESCRIBE(ConfigOut, (configKey, configValue, description))

namespace {

constexpr char kRecallTime[] = "message.recall.timeLimit";
constexpr char kRecallByManagers[] = "message.recall.byManagers";

void Note(Txn& txn, Call& call, const char* key) {
  audit::Record(txn, call.who, "config.set", std::string("config ") + key, "ok", call.address);
}

Result<std::vector<ConfigOut>> ListConfig(Txn& txn, Call& call, Nothing&) {
  const TenantId tenant = call.who.tenant;
  std::vector<ConfigOut> out;
  out.push_back({kRecallTime, std::to_string(revise::RecallMinutes(txn, tenant, *call.who.policy)),
                 "消息撤回时限（分钟）"});
  out.push_back({kRecallByManagers, revise::RecallOthersAllowed(txn, tenant) ? "true" : "false",
                 "群主和管理员可以撤回成员的消息"});
  return out;
}

Result<int> GetRecallTime(Txn& txn, Call& call, Nothing&) {
  return revise::RecallMinutes(txn, call.who.tenant, *call.who.policy);
}

Result<Nothing> SetRecallTime(Txn& txn, Call& call, RecallTimeIn& in) {
  revise::SetRecallMinutes(txn, call.who.tenant, *in.minutes);
  Note(txn, call, kRecallTime);
  return Nothing{};
}

Result<Nothing> SetConfig(Txn& txn, Call& call, SystemConfigIn& in) {
  const std::string& value = *in.configValue;
  if (in.configKey == kRecallTime) {
    const auto minutes = text::ParseInt(value);
    if (!minutes || *minutes < 1 || *minutes > revise::kRecallMinutesMax) {
      return FieldError(Code::kBadArgument, "configValue", "撤回时限必须在1-10080分钟之间");
    }
    revise::SetRecallMinutes(txn, call.who.tenant, static_cast<int>(*minutes));
    Note(txn, call, kRecallTime);
    return Nothing{};
  }
  if (in.configKey == kRecallByManagers) {
    const bool on = value == "true" || value == "1";
    if (!on && value != "false" && value != "0") {
      return FieldError(Code::kBadArgument, "configValue", "配置值必须是true或false");
    }
    revise::SetRecallOthers(txn, call.who.tenant, on);
    Note(txn, call, kRecallByManagers);
    return Nothing{};
  }
  return Error{Code::kNotFound, "setting"};
}

void AddSystemConfig(std::vector<gateway::Endpoint>* rows) {
  using gateway::Auth;
  using gateway::Ep;
  using gateway::Mode;
  using net::Method;
  rows->push_back(Ep<&ListConfig>(Method::kGet, "/api/admin/system-config",
                                  "What the administrators may set",
                                  {.auth = Auth::kAdmin, .ref = "27"}));
  rows->push_back(Ep<&GetRecallTime>(Method::kGet, "/api/admin/system-config/recall-time-limit",
                                     "For how many minutes messages may be recalled",
                                     {.auth = Auth::kAdmin, .ref = "27"}));
  rows->push_back(Ep<&SetRecallTime>(Method::kPut, "/api/admin/system-config/recall-time-limit",
                                     "Set for how many minutes messages may be recalled",
                                     {.auth = Auth::kAdmin,
                                      .mode = Mode::kWrite,
                                      .repeatable = true,
                                      .ok = "更新成功",
                                      .example = R"({"minutes":2})",
                                      .ref = "27"}));
  rows->push_back(Ep<&SetConfig>(
      Method::kPut, "/api/admin/system-config/{configKey}", "Set one of them",
      {.auth = Auth::kAdmin,
       .mode = Mode::kWrite,
       .repeatable = true,
       .ok = "更新成功",
       .example = R"({"configKey":"message.recall.byManagers","configValue":"false"})",
       .ref = "27"}));
}

}  // namespace

void AddMessageAdmin(std::vector<gateway::Endpoint>* rows) {
  using gateway::Auth;
  using gateway::Ep;
  using gateway::Mode;
  using net::Method;
  rows->push_back(Ep<&ListMessages>(Method::kGet, "/api/admin/messages",
                                    "Messages of all conversations, for administrators",
                                    {.auth = Auth::kAdmin,
                                     .mode = Mode::kScan,
                                     .expensive = true,
                                     .example = R"({"keyword":"text","pageSize":20})",
                                     .ref = "27"}));
  rows->push_back(
      Ep<&Stats>(Method::kGet, "/api/admin/messages/stats", "How many messages there are, by type",
                 {.auth = Auth::kAdmin, .mode = Mode::kScan, .expensive = true, .ref = "27"}));
  rows->push_back(Ep<&GetMessage>(Method::kGet, "/api/admin/messages/{id}",
                                  "A message, also a recalled one, for administrators",
                                  {.auth = Auth::kAdmin,
                                   .mode = Mode::kRead,
                                   .example = R"({"id":"{message.mine}"})",
                                   .ref = "27"}));
  rows->push_back(Ep<&DeleteMessages>(Method::kDelete, "/api/admin/messages/batch",
                                      "Delete messages for everybody",
                                      {.auth = Auth::kAdmin,
                                       .mode = Mode::kWrite,
                                       .ok = "删除成功",
                                       .example = R"({"ids":["{message.mine}"]})",
                                       .ref = "27"}));
  rows->push_back(Ep<&DeleteMessage>(Method::kDelete, "/api/admin/messages/{id}",
                                     "Delete a message for everybody",
                                     {.auth = Auth::kAdmin,
                                      .mode = Mode::kWrite,
                                      .ok = "删除成功",
                                      .example = R"({"id":"{message.mine}"})",
                                      .ref = "27"}));
  AddSystemConfig(rows);
}

}  // namespace koine::ruoyi
