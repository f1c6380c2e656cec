// Messages (ruoyi 3).

#include "dialect/ruoyi/message.h"

#include <utility>

#include "base/text.h"
#include "core/access/doors.h"
#include "core/conversation/direct.h"
#include "core/conversation/summary.h"
#include "core/message/read.h"
#include "dialect/ruoyi/published.h"
#include "dialect/ruoyi/ruoyi.h"

namespace koine::ruoyi {

using gateway::Call;
using gateway::Nothing;
using store::Txn;

namespace {

// Finds `@{id:name}`, `@id`, `@所有人` and `@all` in a text (ruoyi 3.c).
void FindMentions(std::string_view text, message::SendIn* out) {
  constexpr std::string_view kAllNames[] = {"@所有人", "@all"};
  for (std::size_t at = text.find('@'); at != text.npos; at = text.find('@', at + 1)) {
    std::string_view rest = text.substr(at);
    for (const std::string_view name : kAllNames) {
      if (rest.substr(0, name.size()) == name) out->mention_all = true;
    }
    rest.remove_prefix(1);
    if (!rest.empty() && rest.front() == '{') rest.remove_prefix(1);
    std::size_t digits = 0;
    while (digits < rest.size() && rest[digits] >= '0' && rest[digits] <= '9') ++digits;
    auto id = text::ParseInt(rest.substr(0, digits));
    if (id && out->mentions.size() < message::kMentionsMax) out->mentions.push_back(*id);
  }
}

}  // namespace

Result<message::SendIn> ReadMessage(const SendIn& in, bool group) {
  return ReadMessage(in, in.type.value_or(kTextType), group);
}

Result<message::SendIn> ReadMessage(const SendIn& in, const std::string& type, bool group) {
  message::SendIn out;
  if (text::IsBlank(in.content)) return Error{Code::kMissingArgument, "content"};
  if (!ParseContent(type, in.content, &out.body, &out.raw)) {
    return Error{Code::kBadArgument, "message_type"};
  }
  const bool is_text = body::KindOf(out.body) == body::Kind::kText;
  if (is_text && text::CodePoints(in.content) > static_cast<std::size_t>(kTextMax)) {
    return FieldError(Code::kBadArgument, "content", "消息内容过长，最大支持5000个字符");
  }
  if (in.content.size() > kContentBytesMax) {
    return FieldError(Code::kBadArgument, "content", "消息内容过长");
  }
  out.client_id = in.clientMsgId.value_or("");
  out.reply_to = in.replyToMessageId.value_or(MessageId());
  if (in.mentionInfo) {
    out.mentions = in.mentionInfo->userIds;
    out.mention_all = in.mentionInfo->mentionAll && group;
  } else if (is_text && group) {
    FindMentions(in.content, &out);
  }
  return out;
}

std::vector<MessageOut> ToMessages(Txn& txn, const access::Member& place,
                                   const std::vector<message::Listed>& listed) {
  std::vector<MessageOut> out;
  out.reserve(listed.size());
  bool reacted = false;
  for (const message::Listed& item : listed) {
    out.push_back(ToMessage(item, place.who().user));
    reacted = reacted || item.row.reacted;
  }
  if (!reacted) return out;
  const auto groups = message::ReactionGroups(txn, place, listed.front().row.message.seq,
                                              listed.back().row.message.seq);
  for (std::size_t i = 0; i < listed.size(); ++i) {
    const body::Message& m = listed[i].row.message;
    const auto found = groups.find(m.seq);
    if (found != groups.end() && !m.recalled()) out[i].reactions = ToGroups(found->second);
  }
  return out;
}

Status ReadUpTo(Txn& txn, const access::Member& place, const std::optional<MessageId>& last,
                const std::optional<std::vector<std::int64_t>>& ids) {
  std::int64_t to = place.conversation().last_seq;
  if (last) {
    const std::int64_t one[] = {last->value};
    to = message::GreatestSeq(txn, place, one);
  } else if (ids) {
    to = message::GreatestSeq(txn, place, *ids);
  }
  return message::MarkRead(txn, place, to);
}

namespace {

// What was sent, as its sender sees it.
MessageOut ToSent(const access::Member& place, const message::SendIn& draft,
                  const message::Sent& sent) {
  body::Message m;
  if (sent.before) {
    m = *sent.before;
  } else {
    m.conversation = place.conversation().id;
    m.seq = sent.seq;
    m.sender = place.who().user;
    m.origin = static_cast<std::uint8_t>(place.who().policy->dialect);
    m.body = sent.masked ? body::Body(body::Text{*sent.masked}) : draft.body;
    if (!sent.masked) m.raw = draft.raw;
    m.client_id = draft.client_id;
    m.forwarded_from = draft.forwarded_from;
    m.mention_all = draft.mention_all;
    m.sent_at = sent.sent_at;
  }
  MessageOut out = ToMessage(m, place.member().person, sent.id, true);
  if (draft.reply_to) out.replyToMessageId = draft.reply_to;
  out.isRead = false;
  return out;
}

}  // namespace

Result<MessageId> SendDraft(Txn& txn, Call& call, const access::Member& place,
                            message::SendIn draft) {
  draft.answered = true;
  KOINE_TRY(const message::Sent sent, message::Send(txn, place, draft));
  if (IsPublished(call)) {
    MessageOut shown = ToSent(place, draft, sent);
    Publish(&shown);
    ShowInstead(call, std::move(shown));
  }
  return sent.id;
}

namespace {

Result<MessageId> SendTo(Txn& txn, Call& call, const access::Member& place, const SendIn& in) {
  KOINE_TRY(message::SendIn draft, ReadMessage(in, place.conversation().group()));
  return SendDraft(txn, call, place, std::move(draft));
}

// Where a message goes: a conversation of the caller's, or the one with a person.
class SendPlace {
 public:
  static constexpr const char* kDoor = "member";
  static Result<SendPlace> Open(Txn& txn, Call& call, const SendIn& in) {
    // What is wrong with the message itself comes before who may read it.
    KOINE_CHECK(ReadMessage(in, false));
    if (in.conversationId) {
      KOINE_TRY(access::Member place, access::Member::Open(txn, call.who, in.conversationId));
      return SendPlace(std::move(place));
    }
    if (!in.receiverId) return Error{Code::kMissingArgument, "target"};
    KOINE_TRY(access::Member place, conversation::DirectPlace(txn, call.who, *in.receiverId));
    return SendPlace(std::move(place));
  }
  const access::Member& place() const { return place_; }

 private:
  explicit SendPlace(access::Member place) : place_(std::move(place)) {}
  access::Member place_;
};

Result<MessageId> Send(Txn& txn, Call& call, const SendPlace& to, const SendIn& in) {
  return SendTo(txn, call, to.place(), in);
}

}  // namespace

struct ListIn {
  ConversationId conversationId;
  std::optional<MessageId> lastId, afterId, aroundId;
  std::optional<int> limit;
};
KOINE_DESCRIBE(ListIn, (conversationId, lastId, afterId, aroundId, limit))
KOINE_RULES(ListIn, json::Rule("lastId").Alias("lastMessageId"),
            json::Rule("limit")
                .Alias("pageSize")
                .Min(1, "每页数量必须在1-100之间")
                .Max(message::kPageMax, "每页数量必须在1-100之间"))

namespace {

Result<std::vector<MessageOut>> List(Txn& txn, Call& call, const access::Member& place,
                                     ListIn& in) {
  using Kind = message::PageOf::Kind;
  message::PageOf page;
  page.limit = in.limit.value_or(20);
  if (in.afterId) {
    page.kind = Kind::kAfter;
    page.id = *in.afterId;
  } else if (in.aroundId) {
    page.kind = Kind::kAround;
    page.id = *in.aroundId;
  } else {
    page.id = in.lastId.value_or(MessageId());
  }
  KOINE_TRY(const std::vector<message::Listed> listed, message::ListMessages(txn, place, page));
  std::vector<MessageOut> out = ToMessages(txn, place, listed);
  if (IsPublished(call)) {
    for (MessageOut& one : out) Publish(&one);
  }
  return out;
}

}  // namespace

struct ReadOneIn {
  MessageId messageId;
};
KOINE_DESCRIBE(ReadOneIn, (messageId))
struct ReadIn {
  ConversationId conversationId;
  std::optional<std::vector<std::int64_t>> messageIds;
  std::optional<MessageId> lastReadMessageId;
};
KOINE_DESCRIBE(ReadIn, (conversationId, messageIds, lastReadMessageId))
KOINE_RULES(ReadIn, json::Rule("conversationId").Alias("sessionId").Required("会话ID不能为空"),
            json::Rule("messageIds").MaxItems(1000))

namespace {

Result<Nothing> ReadOne(Txn& txn, Call&, const access::Message& place, ReadOneIn&) {
  KOINE_CHECK(message::MarkRead(txn, place, place.seq()));
  return Nothing{};
}

Result<Nothing> Read(Txn& txn, Call&, const access::Member& place, ReadIn& in) {
  KOINE_CHECK(ReadUpTo(txn, place, in.lastReadMessageId, in.messageIds));
  return Nothing{};
}

Result<std::int64_t> UnreadCount(Txn& txn, Call& call, Nothing&) {
  return conversation::TotalUnread(txn, call.who);
}

}  // namespace

void AddMessages(std::vector<gateway::Endpoint>* rows) {
  using gateway::Ep;
  using gateway::Mode;
  using net::Method;
  rows->push_back(Ep<&Send>(
      Method::kPost, "/api/im/message/send", "Send a message",
      {.mode = Mode::kWrite,
       .door = "conversationId receiverId",
       .repeatable = true,
       .sends = true,
       .chains = true,
       .ok = "发送成功",
       .example = R"({"conversationId":"{conversation.mine}","type":"TEXT","content":"hello"})",
       .ref = "3.1"}));
  rows->push_back(Ep<&List>(Method::kGet, "/api/im/message/list/{conversationId}",
                            "List the messages of a conversation",
                            {.mode = Mode::kScan,
                             .door = "conversationId",
                             .example = R"({"conversationId":"{conversation.mine}"})",
                             .ref = "3.2"}));
  rows->push_back(Ep<&ReadOne>(Method::kPost, "/api/im/message/read/{messageId}",
                               "Mark messages as read up to this one",
                               {.mode = Mode::kWrite,
                                .door = "messageId",
                                .repeatable = true,
                                .chains = true,
                                .needs_rows = true,
                                .ok = "已标记为已读",
                                .example = R"({"messageId":"{message.mine}"})",
                                .ref = "3.8"}));
  for (const char* path : {"/api/im/message/read", "/api/im/message/mark-read"}) {
    rows->push_back(Ep<&Read>(Method::kPut, path, "Mark messages of a conversation as read",
                              {.mode = Mode::kWrite,
                               .door = "conversationId",
                               .repeatable = true,
                               .chains = true,
                               .needs_rows = true,
                               .ok = "已标记为已读",
                               .example = R"({"conversationId":"{conversation.mine}"})",
                               .ref = "N4.7"}));
  }
  rows->push_back(Ep<&UnreadCount>(
      Method::kGet, "/api/im/message/unread/count", "Count unread messages in all conversations",
      {.mode = Mode::kScan, .ref = "N4.10", .about = gateway::About::kCaller}));
  rows->push_back(
      Ep<&UnreadCount>(Method::kGet, "/api/im/conversation/unreadCount",
                       "Count unread messages in all conversations",
                       {.mode = Mode::kScan, .ref = "4.8", .about = gateway::About::kCaller}));
}

}  // namespace koine::ruoyi
