// Messages that are sent on as one, and what is in such a message (ruoyi 3.5,
// mapping 7.1).

#include <optional>
#include <utility>
#include <variant>

#include "base/text.h"
#include "core/access/doors.h"
#include "core/history/merge.h"
#include "core/message/read.h"
#include "dialect/ruoyi/message.h"
#include "dialect/ruoyi/ruoyi.h"

namespace koine::ruoyi {

using gateway::Call;
using store::Txn;

struct MergeForwardIn {
  std::vector<std::int64_t> messageIds;
  std::optional<ConversationId> toConversationId;
  std::optional<UserId> toUserId;
  std::optional<std::string> title, clientMsgId;
};
KOINE_DESCRIBE(MergeForwardIn, (messageIds, toConversationId, toUserId, title, clientMsgId))
KOINE_RULES(MergeForwardIn,
            json::Rule("messageIds").Required("消息ID不能为空").MinItems(1, "消息ID不能为空"),
            json::Rule("toConversationId").Alias("targetConversationId"),
            json::Rule("title").MaxChars(body::kMergedTitleMax),
            json::Rule("clientMsgId").MaxChars(64, "客户端消息ID长度不能超过64个字符"))
// `path`: in which of the items, and in which of theirs, as 4 or 4.0.
struct MergedIn {
  MessageId messageId;
  std::optional<std::string> path;
};
KOINE_DESCRIBE(MergedIn, (messageId, path))
KOINE_RULES(MergedIn, json::Rule("path").MaxChars(20))

struct MergedItemOut {
  UserId senderId;  // 0 where it is not known
  std::string senderName, senderAvatar, messageType, content;
  json::Time sendTime;
  bool isMerged = false;
};
KOINE_DESCRIBE(MergedItemOut,
               (senderId, senderName, senderAvatar, messageType, content, sendTime, isMerged))
struct MergedOut {
  MessageId messageId;
  std::string title;
  std::vector<MergedItemOut> items;
};
KOINE_DESCRIBE(MergedOut, (messageId, title, items))

namespace {

// Copies of messages, each of which the caller may read.
class MergedMessages {
 public:
  static constexpr const char* kDoor = "message";
  static Result<MergedMessages> Open(Txn& txn, Call& call, const MergeForwardIn& in) {
    const history::MergeIn wanted{in.messageIds, in.title.value_or("")};
    KOINE_TRY(message::SendIn draft, history::DraftOf(txn, call.who, wanted));
    return MergedMessages(std::move(draft));
  }
  const message::SendIn& draft() const { return draft_; }

 private:
  explicit MergedMessages(message::SendIn draft) : draft_(std::move(draft)) {}
  message::SendIn draft_;
};

Result<MessageId> MergeForward(Txn& txn, Call& call, const MergedMessages& messages,
                               MergeForwardIn& in) {
  message::SendIn draft = messages.draft();
  draft.client_id = in.clientMsgId.value_or("");
  KOINE_TRY(const access::Member target, TargetOf(txn, call, in.toConversationId, in.toUserId));
  return SendDraft(txn, call, target, std::move(draft));
}

Result<body::Merged> MergedAt(body::Body body, std::string_view path) {
  for (;;) {
    auto* merged = std::get_if<body::Merged>(&body);
    if (merged == nullptr) return Error{Code::kBadArgument, "message_type"};
    if (path.empty()) return std::move(*merged);
    const std::size_t end = std::min(path.find('.'), path.size());
    const auto at = text::ParseInt(path.substr(0, end));
    const auto size = static_cast<std::int64_t>(merged->items.size());
    if (!at || *at < 0 || *at >= size) return Error{Code::kMessageNotFound};
    path.remove_prefix(std::min(end + 1, path.size()));
    body = body::BodyOf(merged->items[static_cast<std::size_t>(*at)]);
  }
}

Result<MergedOut> Merged(Txn& txn, Call&, const access::Message& place, MergedIn& in) {
  KOINE_TRY(body::Body body, message::BodyOf(txn, place));
  KOINE_TRY(body::Merged merged, MergedAt(std::move(body), in.path.value_or("")));
  MergedOut out{place.id(), std::move(merged.title), {}};
  for (body::MergedItem& item : merged.items) {
    // The links in it open by the right to the message that it is in.
    body::Message shown;
    shown.conversation = place.conversation().id;
    shown.seq = place.seq();
    shown.body = body::BodyOf(item);
    Content content = ToContent(shown);
    out.items.push_back({item.sender,
                         std::move(item.name),
                         AvatarOf(item.avatar),
                         std::move(content.type),
                         std::move(content.content),
                         {item.sent_at},
                         std::holds_alternative<body::Merged>(shown.body)});
  }
  return out;
}

}  // namespace

void AddMessageMerges(std::vector<gateway::Endpoint>* rows) {
  using gateway::Ep;
  using gateway::Mode;
  using net::Method;
  rows->push_back(
      Ep<&MergeForward>(Method::kPost, "/api/im/message/merge-forward", "Forward messages as one",
                        {.mode = Mode::kWrite,
                         .door = "messageIds",
                         .sends = true,
                         .ok = "转发成功",
                         .example = R"({"messageIds":["{message.mine}"],"toUserId":"{user.peer}"})",
                         .ref = "3.5"}));
  rows->push_back(Ep<&Merged>(Method::kGet, "/api/im/message/merged/{messageId}",
                              "List the messages within a forwarded one",
                              {.mode = Mode::kRead,
                               .door = "messageId",
                               .example = R"({"messageId":"{message.mine}"})",
                               .ref = "3.5"}));
}

}  // namespace koine::ruoyi
