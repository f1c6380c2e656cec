// What one does to messages after sending them: recall, edit, forward, reply, delete
// (ruoyi 3.3 to 3.6, N4.9, 27 Message and MessageEditHistory).

#include <algorithm>
#include <set>
#include <utility>

#include "base/text.h"
#include "core/access/doors.h"
#include "core/conversation/direct.h"
#include "core/message/mark.h"
#include "core/message/read.h"
#include "core/message/revise.h"
#include "core/message/send.h"
#include "dialect/ruoyi/message.h"
#include "dialect/ruoyi/published.h"
#include "dialect/ruoyi/ruoyi.h"

namespace koine::ruoyi {

using gateway::Call;
using gateway::Nothing;
using store::Txn;

constexpr char kForwardMark[] = "[转发消息]";
constexpr std::size_t kForwardMax = 100;  // messages times targets in one call

struct MessageIdIn {
  MessageId messageId;
};
KOINE_DESCRIBE(MessageIdIn, (messageId))
struct EditIn {
  MessageId messageId;
  std::string newContent;
};
KOINE_DESCRIBE(EditIn, (messageId, newContent))
KOINE_RULES(EditIn, json::Rule("newContent").Alias("content"))
struct ReplyIn {
  MessageId messageId;
  std::string content;
  std::optional<std::string> clientMsgId;
};
KOINE_DESCRIBE(ReplyIn, (messageId, content, clientMsgId))
KOINE_RULES(ReplyIn, json::Rule("messageId").Required("消息ID不能为空"),
            json::Rule("content").NotBlank("回复内容不能为空"),
            json::Rule("clientMsgId").MaxChars(64, "客户端消息ID长度不能超过64个字符"))
struct ForwardIn {
  MessageId messageId;
  std::optional<ConversationId> toConversationId;
  std::optional<UserId> toUserId;
  std::optional<std::string> content, clientMsgId;
};
KOINE_DESCRIBE(ForwardIn, (messageId, toConversationId, toUserId, content, clientMsgId))
KOINE_RULES(ForwardIn, json::Rule("messageId").Required("消息ID不能为空"),
            json::Rule("toConversationId").Alias("targetConversationId"),
            json::Rule("content").MaxChars(kTextMax, "消息内容过长，最大支持5000个字符"),
            json::Rule("clientMsgId").MaxChars(64, "客户端消息ID长度不能超过64个字符"))
struct BatchForwardIn {
  std::vector<std::int64_t> messageIds;
  std::vector<std::int64_t> toConversationIds, toUserIds;
  std::optional<ConversationId> toConversationId;
  std::optional<UserId> toUserId;
  std::optional<std::string> content;
  // Before any message is looked for.
  Status Check(Txn&, const access::Principal&) const {
    const std::size_t targets = toConversationIds.size() + toUserIds.size() +
                                (toConversationId ? 1 : 0) + (toUserId ? 1 : 0);
    if (targets == 0) return Error{Code::kMissingArgument, "target"};
    if (targets > kForwardMax || messageIds.size() > kForwardMax / targets) {
      return Error{Code::kBadArgument, "forward_many"};
    }
    return Ok();
  }
};
KOINE_DESCRIBE(BatchForwardIn,
               (messageIds, toConversationIds, toUserIds, toConversationId, toUserId, content))
KOINE_RULES(BatchForwardIn,
            json::Rule("messageIds").Required("消息ID不能为空").MinItems(1, "消息ID不能为空"),
            json::Rule("toConversationIds").Alias("targetConversationIds"),
            json::Rule("toConversationId").Alias("targetConversationId"),
            json::Rule("content").MaxChars(kTextMax, "消息内容过长，最大支持5000个字符"))
struct DeleteManyIn {
  std::vector<std::int64_t> messageIds;
};
KOINE_DESCRIBE(DeleteManyIn, (messageIds))
KOINE_RULES(DeleteManyIn, json::Rule("messageIds")
                              .Alias("ids")
                              .WholeBody()
                              .Required("消息ID不能为空")
                              .MinItems(1, "消息ID不能为空"))
struct EditOut {
  std::int64_t id = 0;  // its number among the edits of the message, from 1
  MessageId messageId;
  std::string oldContent, newContent;
  UserId editorId;
  std::string editorName, editorAvatar;
  json::Time editTime;
};
KOINE_DESCRIBE(EditOut, (id, messageId, oldContent, newContent, editorId, editorName, editorAvatar,
                         editTime))
struct EditStatsOut {
  MessageId messageId;
  std::int64_t editCount = 0;
  std::optional<json::Time> firstEditTime, lastEditTime;
};
KOINE_DESCRIBE(EditStatsOut, (messageId, editCount, firstEditTime, lastEditTime))

Result<access::Member> TargetOf(Txn& txn, Call& call, std::optional<ConversationId> conversation,
                                std::optional<UserId> user) {
  if (conversation) return access::Member::Open(txn, call.who, *conversation);
  if (user) return conversation::DirectPlace(txn, call.who, *user);
  return Error{Code::kMissingArgument, "target"};
}

namespace {

// --- ruoyi 3.3, 3.4, 3.6, N4.9

Result<Nothing> Recall(Txn& txn, Call&, const access::Message& place, MessageIdIn&) {
  KOINE_CHECK(message::Recall(txn, place));
  return Nothing{};
}

Result<Nothing> Edit(Txn& txn, Call&, const access::Message& place, EditIn& in) {
  // The same limits as when it was sent.
  SendIn sent;
  sent.content = in.newContent;
  KOINE_CHECK(ReadMessage(sent, false));
  KOINE_CHECK(message::EditText(txn, place, in.newContent));
  return Nothing{};
}

Result<MessageId> Reply(Txn& txn, Call&, const access::Message& place, ReplyIn& in) {
  SendIn reply;
  reply.content = in.content;
  reply.replyToMessageId = in.messageId;
  reply.clientMsgId = in.clientMsgId;
  KOINE_TRY(message::SendIn draft, ReadMessage(reply, place.conversation().group()));
  // The number in both forms (ruoyi 28).
  draft.answered = true;
  KOINE_TRY(const message::Sent sent, message::Send(txn, place, std::move(draft)));
  return sent.id;
}

Result<Nothing> Delete(Txn& txn, Call& call, const access::Message&, MessageIdIn& in) {
  KOINE_CHECK(message::HideMessages(txn, call.who, {in.messageId.value}));
  return Nothing{};
}

Result<Nothing> DeleteMany(Txn& txn, Call& call, DeleteManyIn& in) {
  if (in.messageIds.size() > message::kHideMax) return Error{Code::kBadArgument, "delete_many"};
  KOINE_CHECK(message::HideMessages(txn, call.who, in.messageIds));
  return Nothing{};
}

// --- ruoyi 3.5

// A text says that it was forwarded, below the note if there is one; other content goes as it is,
// after the note as a message of its own.
Result<MessageId> ForwardTo(Txn& txn, Call& call, const access::Member& target,
                            message::SendIn draft, const std::string& note) {
  const bool noted = !text::IsBlank(note);
  if (auto* text = std::get_if<body::Text>(&draft.body)) {
    text->text = noted ? note + "\n\n" + kForwardMark + text->text
                       : std::string(kForwardMark) + "\n" + text->text;
    draft.raw.clear();
    return SendDraft(txn, call, target, std::move(draft));
  }
  if (!noted) return SendDraft(txn, call, target, std::move(draft));
  message::SendIn first;
  first.body = body::Text{note};
  KOINE_CHECK(SendDraft(txn, call, target, std::move(first)));
  // The door again: the first message moved its conversation on.
  KOINE_TRY(const access::Member place,
            access::Member::Open(txn, target.who(), target.conversation().id));
  return SendDraft(txn, call, place, std::move(draft));
}

// A message that is only read from: its conversation is not locked, for another is written to.
class ForwardedMessage {
 public:
  static constexpr const char* kDoor = "message";
  using Key = MessageId;
  static Result<ForwardedMessage> Open(Txn& txn, Call& call, const MessageId& id) {
    KOINE_TRY(access::Message source, access::Message::Peek(txn, call.who, id));
    return ForwardedMessage(std::move(source));
  }
  const access::Message& source() const { return source_; }

 private:
  explicit ForwardedMessage(access::Message source) : source_(std::move(source)) {}
  access::Message source_;
};

Result<MessageId> Forward(Txn& txn, Call& call, const ForwardedMessage& message, ForwardIn& in) {
  KOINE_TRY(message::SendIn draft, message::ForwardOf(txn, message.source()));
  draft.client_id = in.clientMsgId.value_or("");
  KOINE_TRY(const access::Member target, TargetOf(txn, call, in.toConversationId, in.toUserId));
  return ForwardTo(txn, call, target, std::move(draft), in.content.value_or(""));
}

// Several of them, each of which the caller may read.
class ForwardedMessages {
 public:
  static constexpr const char* kDoor = "message";
  using Key = std::vector<std::int64_t>;
  static Result<ForwardedMessages> Open(Txn& txn, Call& call, const Key& ids) {
    if (ids.size() > kForwardMax) return Error{Code::kBadArgument, "forward_many"};
    std::vector<access::Message> sources;
    for (const std::int64_t id : ids) {
      KOINE_TRY(access::Message source, access::Message::Peek(txn, call.who, MessageId(id)));
      sources.push_back(std::move(source));
    }
    return ForwardedMessages(std::move(sources));
  }
  const std::vector<access::Message>& sources() const { return sources_; }

 private:
  explicit ForwardedMessages(std::vector<access::Message> sources) : sources_(std::move(sources)) {}
  std::vector<access::Message> sources_;
};

// All or none. Conversations come first, in the order of their ids, so that two such calls lock
// them in one order.
Result<std::vector<MessageId>> ForwardMany(Txn& txn, Call& call, const ForwardedMessages& messages,
                                           BatchForwardIn& in) {
  std::set<std::int64_t> places(in.toConversationIds.begin(), in.toConversationIds.end());
  std::set<std::int64_t> users(in.toUserIds.begin(), in.toUserIds.end());
  if (in.toConversationId) places.insert(in.toConversationId->value);
  if (in.toUserId) users.insert(in.toUserId->value);
  std::vector<message::SendIn> drafts;
  for (const access::Message& source : messages.sources()) {
    KOINE_TRY(message::SendIn draft, message::ForwardOf(txn, source));
    drafts.push_back(std::move(draft));
  }
  std::vector<MessageId> out;
  auto forward_all = [&](std::optional<ConversationId> place,
                         std::optional<UserId> user) -> Status {
    bool first = true;
    for (const message::SendIn& draft : drafts) {
      KOINE_TRY(const access::Member target, TargetOf(txn, call, place, user));
      const std::string note = first ? in.content.value_or("") : "";
      KOINE_TRY(const MessageId id, ForwardTo(txn, call, target, draft, note));
      out.push_back(id);
      first = false;
    }
    return Ok();
  };
  for (const std::int64_t id : places) {
    KOINE_CHECK(forward_all(ConversationId(id), std::nullopt));
  }
  for (const std::int64_t id : users) KOINE_CHECK(forward_all(std::nullopt, UserId(id)));
  call.caller = nullptr;  // the numbers, in both forms
  return out;
}

// --- 27 MessageEditHistory

Result<std::vector<EditOut>> History(Txn& txn, Call&, const access::Message& place, MessageIdIn&) {
  KOINE_TRY(const std::vector<message::Edit> edits, message::EditHistory(txn, place));
  std::vector<EditOut> out;
  for (const message::Edit& edit : edits) {
    out.push_back({static_cast<std::int64_t>(out.size()) + 1,
                   place.id(),
                   edit.old_body,
                   edit.new_body,
                   edit.editor.id,
                   edit.editor.name,
                   AvatarOf(edit.editor.avatar),
                   {edit.edited_at}});
  }
  return out;
}

Result<EditStatsOut> HistoryStats(Txn& txn, Call&, const access::Message& place, MessageIdIn&) {
  KOINE_TRY(const std::vector<message::Edit> edits, message::EditHistory(txn, place));
  EditStatsOut out;
  out.messageId = place.id();
  out.editCount = static_cast<std::int64_t>(edits.size());
  if (!edits.empty()) {
    out.firstEditTime = json::Time{edits.front().edited_at};
    out.lastEditTime = json::Time{edits.back().edited_at};
  }
  return out;
}

constexpr char kMine[] = R"({"messageId":"{message.mine}"})";

void AddForwards(std::vector<gateway::Endpoint>* rows) {
  using gateway::Ep;
  using gateway::Mode;
  using net::Method;
  rows->push_back(Ep<&Forward>(
      Method::kPost, "/api/im/message/forward", "Forward a message to another conversation",
      {.mode = Mode::kWrite,
       .door = "messageId",
       .sends = true,
       .ok = "转发成功",
       .example = R"({"messageId":"{message.mine}","toUserId":"{user.peer}"})",
       .ref = "3.5"}));
  rows->push_back(Ep<&ForwardMany>(
      Method::kPost, "/api/im/message/batch-forward", "Forward messages one by one",
      {.mode = Mode::kWrite,
       .door = "messageIds",
       .sends = true,
       .ok = "转发成功",
       .example = R"({"messageIds":["{message.mine}"],"toUserIds":["{user.peer}"]})",
       .ref = "27"}));
  rows->push_back(Ep<&Reply>(Method::kPost, "/api/im/message/reply", "Reply to a message",
                             {.mode = Mode::kWrite,
                              .door = "messageId",
                              .sends = true,
                              .ok = "回复成功",
                              .example = R"({"messageId":"{message.mine}","content":"yes"})",
                              .ref = "3.6"}));
}

}  // namespace

void AddMessageEdits(std::vector<gateway::Endpoint>* rows) {
  using gateway::Ep;
  using gateway::Mode;
  using net::Method;
  rows->push_back(Ep<&Recall>(Method::kDelete, "/api/im/message/{messageId}/recall",
                              "Recall your message",
                              {.mode = Mode::kWrite,
                               .door = "messageId",
                               .ok = "消息已撤回",
                               .example = kMine,
                               .ref = "3.3"}));
  rows->push_back(Ep<&Edit>(Method::kPut, "/api/im/message/{messageId}/edit", "Revise your message",
                            {.mode = Mode::kWrite,
                             .door = "messageId",
                             .repeatable = true,
                             .ok = "消息已编辑",
                             .example = R"({"messageId":"{message.mine}","newContent":"new"})",
                             .ref = "3.4"}));
  AddForwards(rows);
  rows->push_back(Ep<&Delete>(Method::kDelete, "/api/im/message/{messageId}",
                              "Delete a message for yourself",
                              {.mode = Mode::kWrite,
                               .door = "messageId",
                               .ok = "删除成功",
                               .example = kMine,
                               .ref = "N4.9"}));
  rows->push_back(Ep<&DeleteMany>(Method::kDelete, "/api/im/message/batch",
                                  "Delete messages for yourself",
                                  {.mode = Mode::kWrite,
                                   .ok = "删除成功",
                                   .example = R"({"messageIds":["{message.mine}"]})",
                                   .ref = "27",
                                   .about = gateway::About::kOwnList}));
  rows->push_back(Ep<&History>(
      Method::kGet, "/api/im/message/edit-history/{messageId}", "List the revisions of a message",
      {.mode = Mode::kRead, .door = "messageId", .example = kMine, .ref = "27"}));
  rows->push_back(
      Ep<&HistoryStats>(Method::kGet, "/api/im/message/edit-history/stats/{messageId}",
                        "Count the revisions of a message",
                        {.mode = Mode::kRead, .door = "messageId", .example = kMine, .ref = "27"}));
}

}  // namespace koine::ruoyi
