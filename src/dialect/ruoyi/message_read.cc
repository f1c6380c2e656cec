// Who read what (ruoyi 27 MessageRead and the reads of 27 Message).

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "core/access/doors.h"
#include "core/conversation/summary.h"
#include "core/message/read.h"
#include "dialect/ruoyi/message.h"
#include "dialect/ruoyi/ruoyi.h"
#include "dialect/ruoyi/wire.h"

namespace koine::ruoyi {

using gateway::Call;
using gateway::Nothing;
using store::Txn;

constexpr std::size_t kBatchReadMax = 1000;

struct ReadTargetIn {
  MessageId messageId;
};
KOINE_DESCRIBE(ReadTargetIn, (messageId))
struct ReadOfIn {
  ConversationId conversationId;
  MessageId messageId;
};
KOINE_DESCRIBE(ReadOfIn, (conversationId, messageId))
struct ReadPlaceIn {
  ConversationId conversationId;
  std::optional<MessageId> upToMessageId;
};
KOINE_DESCRIBE(ReadPlaceIn, (conversationId, upToMessageId))
KOINE_RULES(ReadPlaceIn, json::Rule("upToMessageId").Alias("lastReadMessageId"))
struct BatchReadIn {
  std::optional<ConversationId> conversationId;
  std::vector<std::int64_t> messageIds;
};
KOINE_DESCRIBE(BatchReadIn, (conversationId, messageIds))
KOINE_RULES(BatchReadIn, json::Rule("conversationId").Alias("sessionId"),
            json::Rule("messageIds")
                .Alias("ids")
                .WholeBody()
                .Required("消息ID不能为空")
                .MinItems(1, "消息ID不能为空")
                .MaxItems(kBatchReadMax))
struct TypingPlaceIn {
  ConversationId conversationId;
  bool typing = true;
};
KOINE_DESCRIBE(TypingPlaceIn, (conversationId, typing))
KOINE_RULES(TypingPlaceIn, json::Rule("typing").Alias("isTyping"))

struct ReadUserOut {
  UserId userId;
  std::string userName, avatar;
  std::optional<json::Time> readTime;
  std::string nickname;  // as published clients call the name
};
KOINE_DESCRIBE(ReadUserOut, (userId, userName, avatar, readTime, nickname))
struct UnreadUserOut {
  UserId userId;
  std::string userName, avatar, nickname;
};
KOINE_DESCRIBE(UnreadUserOut, (userId, userName, avatar, nickname))
struct ReadDetailOut {
  MessageId messageId;
  ConversationId conversationId;
  std::string messagePreview;
  json::Time sendTime;
  std::int64_t totalCount = 0, readCount = 0, unreadCount = 0;
  std::vector<ReadUserOut> readUsers;
  std::vector<UnreadUserOut> unreadUsers;
};
KOINE_DESCRIBE(ReadDetailOut, (messageId, conversationId, messagePreview, sendTime, totalCount,
                               readCount, unreadCount, readUsers, unreadUsers))
// Of an own message the counts, of others' whether the caller has read it.
struct ReadStateOut {
  MessageId messageId;
  ConversationId conversationId;
  bool isRead = false;
  std::optional<std::int64_t> readCount, totalCount, unreadCount, readPercent;
  std::optional<bool> allRead;
};
KOINE_DESCRIBE(ReadStateOut, (messageId, conversationId, isRead, readCount, totalCount, unreadCount,
                              readPercent, allRead))
struct ReadPlaceOut {
  ConversationId conversationId;
  std::optional<MessageId> lastReadMessageId;
  std::int64_t unreadCount = 0;
};
KOINE_DESCRIBE(ReadPlaceOut, (conversationId, lastReadMessageId, unreadCount))

namespace {

Result<ReadDetailOut> Detail(Txn& txn, Call&, const access::Message& place, ReadTargetIn&) {
  KOINE_TRY(const message::ReadDetail detail, message::FindReaders(txn, place));
  const body::Message& m = detail.row.message;
  ReadDetailOut out;
  out.messageId = m.id;
  out.conversationId = m.conversation;
  out.messagePreview = m.recalled() ? kRecalledText : ListPreview(m, detail.row.sender, true);
  out.sendTime = {m.sent_at};
  for (const message::Reader& reader : detail.readers) {
    const Person& who = reader.who;
    if (!reader.read) {
      out.unreadUsers.push_back({who.id, who.name, AvatarOf(who.avatar), who.name});
      continue;
    }
    out.readUsers.push_back(
        {who.id, who.name, AvatarOf(who.avatar), OptTime(reader.read_at), who.name});
  }
  out.totalCount = static_cast<std::int64_t>(detail.readers.size());
  out.readCount = static_cast<std::int64_t>(out.readUsers.size());
  out.unreadCount = out.totalCount - out.readCount;
  return out;
}

Result<ReadStateOut> State(Txn& txn, Call&, const access::Message& place, ReadTargetIn&) {
  ReadStateOut out;
  out.messageId = place.id();
  out.conversationId = place.conversation().id;
  auto detail = message::FindReaders(txn, place);
  if (!detail.ok()) {
    if (!detail.error().Is(Code::kNotYourMessage)) return std::move(detail).error();
    out.isRead = place.seq() <= place.member().read_seq;
    return out;
  }
  const auto total = static_cast<std::int64_t>(detail->readers.size());
  const auto read = static_cast<std::int64_t>(
      std::count_if(detail->readers.begin(), detail->readers.end(),
                    [](const message::Reader& reader) { return reader.read; }));
  out.isRead = read > 0;
  out.readCount = read;
  out.totalCount = total;
  out.unreadCount = total - read;
  out.readPercent = total > 0 ? read * 100 / total : 0;
  out.allRead = total > 0 && read == total;
  return out;
}

Result<ReadStateOut> StateOf(Txn& txn, Call& call, const access::Message& place, ReadOfIn& in) {
  if (place.conversation().id != in.conversationId) return Error{Code::kMessageNotFound};
  ReadTargetIn target;
  return State(txn, call, place, target);
}

Result<Nothing> Unread(Txn& txn, Call&, const access::Message& place, ReadTargetIn&) {
  KOINE_CHECK(message::MarkUnread(txn, place, place.seq()));
  return Nothing{};
}

Result<Nothing> ReadPlace(Txn& txn, Call&, const access::Member& place, ReadPlaceIn& in) {
  KOINE_CHECK(ReadUpTo(txn, place, in.upToMessageId, std::nullopt));
  return Nothing{};
}

Result<ReadPlaceOut> PlaceState(Txn& txn, Call& call, const access::Member& place, ReadPlaceIn&) {
  const ConversationId id = place.conversation().id;
  const auto summary = conversation::FindSummary(txn, call.who, id);
  if (!summary) return Error{Code::kConversationNotFound};
  ReadPlaceOut out{id, std::nullopt, summary->unread};
  if (summary->last_read) out.lastReadMessageId = summary->last_read;
  return out;
}

Result<std::int64_t> UnreadOf(Txn& txn, Call& call, const access::Member& place, ReadPlaceIn& in) {
  KOINE_TRY(const ReadPlaceOut state, PlaceState(txn, call, place, in));
  return state.unreadCount;
}

// Without a conversation, each message is read where it lies.
// Where the messages are: in the conversation that is named, or wherever the caller may read some
// of them, and up to which number there.
class ReadPlaces {
 public:
  static constexpr const char* kDoor = "message";
  static Result<ReadPlaces> Open(Txn& txn, Call& call, const BatchReadIn& in) {
    ReadPlaces out;
    if (in.conversationId) {
      KOINE_TRY(access::Member place, access::Member::Open(txn, call.who, *in.conversationId));
      out.named_ = std::move(place);
      return out;
    }
    for (const message::Reached& one : message::GreatestSeqs(txn, call.who, in.messageIds)) {
      KOINE_TRY(access::Member place, access::Member::Open(txn, call.who, one.conversation));
      out.reached_.emplace_back(std::move(place), one.seq);
    }
    if (out.reached_.empty()) return Error{Code::kMessageNotFound};
    return out;
  }
  const std::optional<access::Member>& named() const { return named_; }
  const std::vector<std::pair<access::Member, std::int64_t>>& reached() const { return reached_; }

 private:
  ReadPlaces() = default;
  std::optional<access::Member> named_;
  std::vector<std::pair<access::Member, std::int64_t>> reached_;
};

Result<Nothing> ReadBatch(Txn& txn, Call&, const ReadPlaces& places, BatchReadIn& in) {
  if (places.named()) {
    KOINE_CHECK(ReadUpTo(txn, *places.named(), std::nullopt, in.messageIds));
    return Nothing{};
  }
  for (const auto& [place, seq] : places.reached()) {
    KOINE_CHECK(message::MarkRead(txn, place, seq));
  }
  return Nothing{};
}

Result<Nothing> Typing(Txn& txn, Call&, const access::Member& place, TypingPlaceIn& in) {
  message::TellTyping(txn, place, in.typing);
  return Nothing{};
}

constexpr char kRead[] = "已标记为已读";
constexpr char kMessage[] = R"({"messageId":"{message.mine}"})";
constexpr char kConversation[] = R"({"conversationId":"{conversation.mine}"})";

void AddReadStates(std::vector<gateway::Endpoint>* rows) {
  using gateway::Ep;
  using gateway::Mode;
  using net::Method;
  rows->push_back(
      Ep<&Detail>(Method::kGet, "/api/im/message/read/detail/{messageId}",
                  "List who has read your message, and when",
                  {.mode = Mode::kScan, .door = "messageId", .example = kMessage, .ref = "27"}));
  rows->push_back(Ep<&State>(
      Method::kGet, "/api/im/message/read/status/{messageId}", "Count the readers of a message",
      {.mode = Mode::kScan, .door = "messageId", .example = kMessage, .ref = "27"}));
  rows->push_back(Ep<&StateOf>(
      Method::kGet, "/api/im/message/read/status/{conversationId}/{messageId}",
      "Count the readers of a message",
      {.mode = Mode::kScan,
       .door = "messageId",
       .example = R"({"conversationId":"{conversation.mine}","messageId":"{message.mine}"})",
       .ref = "27"}));
  rows->push_back(Ep<&PlaceState>(
      Method::kGet, "/api/im/message/read/conversation/{conversationId}",
      "Get how far you have read a conversation",
      {.mode = Mode::kScan, .door = "conversationId", .example = kConversation, .ref = "27"}));
  rows->push_back(Ep<&UnreadOf>(
      Method::kGet, "/api/im/message/unread/count/{conversationId}",
      "Count unread messages in a conversation",
      {.mode = Mode::kScan, .door = "conversationId", .example = kConversation, .ref = "27"}));
}

}  // namespace

void AddMessageReads(std::vector<gateway::Endpoint>* rows) {
  using gateway::Ep;
  using gateway::Mode;
  using net::Method;
  AddReadStates(rows);
  rows->push_back(Ep<&Unread>(Method::kDelete, "/api/im/message/read/{messageId}",
                              "Mark a message and all later ones as unread",
                              {.mode = Mode::kWrite,
                               .door = "messageId",
                               .repeatable = true,
                               .example = kMessage,
                               .ref = "27"}));
  rows->push_back(Ep<&ReadPlace>(Method::kPost,
                                 "/api/im/message/read/conversation/{conversationId}",
                                 "Mark a conversation as read up to a message",
                                 {.mode = Mode::kWrite,
                                  .door = "conversationId",
                                  .repeatable = true,
                                  .ok = kRead,
                                  .example = kConversation,
                                  .ref = "27"}));
  rows->push_back(Ep<&ReadBatch>(Method::kPost, "/api/im/message/read/batch",
                                 "Mark messages of several conversations as read",
                                 {.mode = Mode::kWrite,
                                  .door = "messageIds conversationId",
                                  .repeatable = true,
                                  .ok = kRead,
                                  .example = R"({"messageIds":["{message.mine}"]})",
                                  .ref = "27"}));
  rows->push_back(Ep<&Typing>(
      Method::kPost, "/api/im/message/typing/{conversationId}",
      "Tell the others that you are typing",
      {.mode = Mode::kRead, .door = "conversationId", .example = kConversation, .ref = "27"}));
}

}  // namespace koine::ruoyi
