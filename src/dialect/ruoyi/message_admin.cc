// Administration of messages (ruoyi 27 MessageAdmin).

#include <array>
#include <utility>

#include "base/text.h"
#include "core/backoffice/messages.h"
#include "core/message/revise.h"
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
  json::Raw isRevoked{"false"};  // published clients compare both of them with 1
  bool isEdited = false;
  json::Raw isDeleted{"false"};
  json::Time createTime, sendTime;
  std::optional<json::Time> editTime, revokedTime, deletedTime;
  std::optional<std::string> fileName;
};
KOINE_DESCRIBE(AdminMessageOut,
               (id, messageId, conversationId, conversationType, conversationName, senderId,
                senderName, senderAvatar, messageType, type, content, isRevoked, isEdited,
                isDeleted, createTime, sendTime, editTime, revokedTime, deletedTime, fileName))
struct AdminMessagePage : PageOf<AdminMessageOut> {};
KOINE_DESCRIBE(AdminMessagePage, (records, rows, list, total, size, current, pages))
struct AdminStatsOut {
  std::int64_t total = 0, recalledCount = 0, editedCount = 0, deletedCount = 0;
  std::map<std::string, std::int64_t> typeCounts;
  // What published clients read (ruoyi 28).
  std::int64_t totalMessages = 0, textMessages = 0, imageMessages = 0, fileMessages = 0;
};
KOINE_DESCRIBE(AdminStatsOut, (total, recalledCount, editedCount, deletedCount, typeCounts,
                               totalMessages, textMessages, imageMessages, fileMessages))

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

json::Raw FlagText(const Call& call, bool on) {
  if (IsPublished(call)) return {on ? "1" : "0"};
  return {on ? "true" : "false"};
}

AdminMessageOut ToAdmin(const Call& call, const backoffice::MessageItem& item) {
  const body::Message& m = item.row.message;
  body::Message shown = m;
  shown.recalled_at = 0;  // the back office reads what was taken back
  AdminMessageOut out;
  const Content content = ToContent(shown);
  out.id = out.messageId = m.id;
  out.conversationId = m.conversation;
  const bool direct = item.kind == ConversationKind::kDirect;
  out.conversationType = direct ? "PRIVATE" : "GROUP";
  if (!item.conversation_name.empty()) out.conversationName = item.conversation_name;
  out.senderId = m.sender;
  out.senderName = item.row.sender.name;
  out.senderAvatar = AvatarOf(item.row.sender.avatar);
  out.messageType = out.type = content.type;
  const bool deleted = m.deleted_at > 0;
  out.isDeleted = FlagText(call, deleted);
  if (!deleted) {
    out.content = content.content;
    out.fileName = ToMessage(shown, item.row.sender, m.id, false).fileName;
  }
  out.isRevoked = FlagText(call, m.recalled());
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
  for (const backoffice::MessageItem& item : page.items) messages.push_back(ToAdmin(call, item));
  gateway::NoteAfterwards(call, "message.read", "messages " + std::to_string(messages.size()));
  return PageData<AdminMessagePage>(call, std::move(messages), page.total, slice);
}

Result<AdminMessageOut> GetMessage(Txn& txn, Call& call, AdminMessageIn& in) {
  KOINE_TRY(const backoffice::MessageItem item, backoffice::FindMessage(txn, call.who, in.id));
  gateway::NoteAfterwards(call, "message.read", "message " + std::to_string(in.id.value));
  return ToAdmin(call, item);
}

Result<Nothing> DeleteMessage(Txn& txn, Call& call, AdminMessageIn& in) {
  KOINE_CHECK(message::DeleteForAll(txn, call.who, {in.id.value}, call.address));
  return Nothing{};
}

Result<std::int64_t> DeleteMessages(Txn& txn, Call& call, AdminDeleteIn& in) {
  if (in.ids.size() > message::kDeleteForAllMax) return Error{Code::kBadArgument, "delete_many"};
  std::vector<FailedItem> failed;
  for (const std::int64_t id : in.ids) {
    if (!IsPublished(call)) break;
    const auto found = backoffice::FindMessage(txn, call.who, MessageId(id));
    if (!found.ok() || found->row.message.deleted_at > 0) {
      failed.push_back({{std::to_string(id)}, AnswerOf(Error{Code::kMessageNotFound}).msg});
    }
  }
  KOINE_TRY(const std::int64_t done, message::DeleteForAll(txn, call.who, in.ids, call.address));
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
    if (one.kind == body::Kind::kText) out.textMessages += one.count;
    if (one.kind == body::Kind::kImage) out.imageMessages += one.count;
    if (one.kind == body::Kind::kFile) out.fileMessages += one.count;
  }
  out.totalMessages = out.total;
  return out;
}

}  // namespace

void AddMessageAdmin(std::vector<gateway::Endpoint>* rows) {
  using gateway::Auth;
  using gateway::Ep;
  using gateway::Mode;
  using net::Method;
  rows->push_back(Ep<&ListMessages>(Method::kGet, "/api/admin/messages",
                                    "List messages of all conversations",
                                    {.auth = Auth::kAdmin,
                                     .mode = Mode::kScan,
                                     .expensive = true,
                                     .example = R"({"keyword":"text","pageSize":20})",
                                     .ref = "27"}));
  rows->push_back(
      Ep<&Stats>(Method::kGet, "/api/admin/messages/stats", "Count all messages by type",
                 {.auth = Auth::kAdmin, .mode = Mode::kScan, .expensive = true, .ref = "27"}));
  rows->push_back(Ep<&GetMessage>(Method::kGet, "/api/admin/messages/{id}",
                                  "Get a message, even if it was recalled",
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
