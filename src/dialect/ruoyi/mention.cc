// Mentions (ruoyi 20).

#include "core/message/mention.h"

#include <utility>

#include "base/text.h"
#include "core/access/doors.h"
#include "dialect/ruoyi/paging.h"
#include "dialect/ruoyi/ruoyi.h"
#include "dialect/ruoyi/wire.h"

namespace koine::ruoyi {

using gateway::Call;
using gateway::Nothing;
using store::Txn;

constexpr std::size_t kPreviewMax = 50;

struct MentionUserOut {
  UserId userId;
  std::string userName, nickname, avatar, displayName;
};
KOINE_DESCRIBE(MentionUserOut, (userId, userName, nickname, avatar, displayName))
// A mention's id is its message's: there is one per message and user.
struct MentionRowOut {
  MessageId id, messageId;
  ConversationId conversationId;
  UserId mentionedUserId, mentionedBy, senderId;
  std::string senderName, senderAvatar, mentionType;
  int isRead = 0;
  std::string messagePreview;
  json::Time createTime;
};
KOINE_DESCRIBE(MentionRowOut,
               (id, messageId, conversationId, mentionedUserId, mentionedBy, senderId, senderName,
                senderAvatar, mentionType, isRead, messagePreview, createTime))

struct MentionUsersIn {
  ConversationId conversationId;
  std::optional<std::string> keyword;
};
KOINE_DESCRIBE(MentionUsersIn, (conversationId, keyword))
KOINE_RULES(MentionUsersIn, json::Rule("keyword").MaxChars(50))
struct MentionPlaceIn {
  ConversationId conversationId;
};
KOINE_DESCRIBE(MentionPlaceIn, (conversationId))
struct MentionsIn {
  std::optional<std::int64_t> pageNum, pageSize;
};
KOINE_DESCRIBE(MentionsIn, (pageNum, pageSize))
struct MentionSeenIn {
  MessageId messageId;
};
KOINE_DESCRIBE(MentionSeenIn, (messageId))
struct MentionsSeenIn {
  std::vector<std::int64_t> mentionIds;
};
KOINE_DESCRIBE(MentionsSeenIn, (mentionIds))
KOINE_RULES(MentionsSeenIn, json::Rule("mentionIds")
                                .Alias("messageIds")
                                .Alias("ids")
                                .WholeBody()
                                .Required("提及ID列表不能为空")
                                .MaxItems(message::kMentionBatchMax))

namespace {

Result<std::vector<MentionUserOut>> MentionUsers(Txn& txn, Call&, const access::Member& place,
                                                 MentionUsersIn& in) {
  std::vector<MentionUserOut> out;
  for (const auto& one : message::ListMentionCandidates(txn, place, in.keyword.value_or(""))) {
    out.push_back({one.user.id, one.user.username.value_or(one.user.handle), one.user.name(),
                   AvatarOf(one.user.avatar), one.display_name});
  }
  return out;
}

Result<bool> CanMentionAll(Txn&, Call&, const access::Member& place, MentionPlaceIn&) {
  return message::MayMentionAll(place);
}

Result<std::vector<MentionRowOut>> UnreadMentions(Txn& txn, Call& call, MentionsIn& in) {
  std::vector<MentionRowOut> out;
  for (const auto& one : message::ListUnreadMentionsOf(txn, call.who)) {
    const body::Message& m = one.row.message;
    MentionRowOut row;
    row.id = row.messageId = m.id;
    row.conversationId = m.conversation;
    row.mentionedUserId = call.who.user;
    row.mentionedBy = row.senderId = m.sender;
    row.senderName = one.row.sender.name;
    row.senderAvatar = AvatarOf(one.row.sender.avatar);
    row.mentionType = one.by_all ? "ALL" : "USER";
    row.messagePreview = text::Shorten(body::Preview(m.body), kPreviewMax, "");
    row.createTime = {m.sent_at};
    out.push_back(std::move(row));
  }
  return Paged(call, std::move(out), in.pageNum, in.pageSize);
}

Result<std::int64_t> UnreadMentionCount(Txn& txn, Call& call, Nothing&) {
  return message::CountUnreadMentionsOf(txn, call.who);
}

Result<Nothing> SeeMention(Txn& txn, Call& call, const access::Message& place, MentionSeenIn&) {
  KOINE_CHECK(message::MarkMentionsSeen(txn, call.who, {place.id().value}));
  return Nothing{};
}

Result<Nothing> SeeMentions(Txn& txn, Call& call, MentionsSeenIn& in) {
  KOINE_CHECK(message::MarkMentionsSeen(txn, call.who, in.mentionIds));
  return Nothing{};
}

}  // namespace

void AddMentions(std::vector<gateway::Endpoint>* rows) {
  using gateway::Ep;
  using gateway::Mode;
  using net::Method;
  static constexpr char kGroup[] = R"({"conversationId":"{conversation.mine}"})";
  rows->push_back(Ep<&MentionUsers>(
      Method::kGet, "/api/im/mention/users/{conversationId}",
      "List whom you can mention in a conversation",
      {.mode = Mode::kScan, .door = "conversationId", .example = kGroup, .ref = "20.1"}));
  rows->push_back(Ep<&CanMentionAll>(
      Method::kGet, "/api/im/mention/can-mention-all/{conversationId}",
      "Check whether you can mention everybody",
      {.mode = Mode::kRead, .door = "conversationId", .example = kGroup, .ref = "20.2"}));
  for (const char* path : {"/api/im/mention/unread", "/api/im/message/mention/unread"}) {
    rows->push_back(Ep<&UnreadMentions>(
        Method::kGet, path, "List unread messages that mention you",
        {.mode = Mode::kScan, .ref = "20.3", .about = gateway::About::kCaller}));
  }
  for (const char* path :
       {"/api/im/mention/unread/count", "/api/im/message/mention/unread/count"}) {
    rows->push_back(Ep<&UnreadMentionCount>(
        Method::kGet, path, "Count unread messages that mention you",
        {.mode = Mode::kScan, .ref = "20.4", .about = gateway::About::kCaller}));
  }
  for (const char* path : {"/api/im/mention/read/batch", "/api/im/message/mention/read/batch"}) {
    rows->push_back(Ep<&SeeMentions>(Method::kPut, path, "Mark mentions as read",
                                     {.mode = Mode::kWrite,
                                      .repeatable = true,
                                      .ok = "已批量标记为已读",
                                      .example = R"({"mentionIds":[1]})",
                                      .ref = "20.6",
                                      .about = gateway::About::kOwnList}));
  }
  for (const char* path :
       {"/api/im/mention/{messageId}/read", "/api/im/message/{messageId}/mention/read"}) {
    rows->push_back(Ep<&SeeMention>(Method::kPut, path, "Mark the mention in a message as read",
                                    {.mode = Mode::kWrite,
                                     .door = "messageId",
                                     .repeatable = true,
                                     .ok = "已标记为已读",
                                     .example = R"({"messageId":"{message.mine}"})",
                                     .ref = "20.5"}));
  }
}

}  // namespace koine::ruoyi
