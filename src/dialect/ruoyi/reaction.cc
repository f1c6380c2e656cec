// Reactions (ruoyi 3.11, 3.12, 27 MessageReaction).

#include "core/message/reaction.h"

#include <map>
#include <utility>

#include "core/access/doors.h"
#include "dialect/ruoyi/ruoyi.h"
#include "dialect/ruoyi/wire.h"

namespace koine::ruoyi {

using gateway::Call;
using gateway::Nothing;
using store::Txn;

struct ReactIn {
  MessageId messageId;
  std::string emoji;
  std::optional<std::string> reactionType;
};
KOINE_DESCRIBE(ReactIn, (messageId, emoji, reactionType))
KOINE_RULES(ReactIn, json::Rule("messageId").Required("消息ID不能为空"),
            json::Rule("emoji").NotBlank("表情不能为空").MaxChars(message::kEmojiMax),
            json::Rule("reactionType").MaxChars(message::kReactionKindMax))
struct ReactedIn {
  MessageId messageId;
};
KOINE_DESCRIBE(ReactedIn, (messageId))
struct ReactionOut {
  std::int64_t id = 0;
  MessageId messageId;
  UserId userId;
  std::string userNickname, userAvatar, reactionType, emoji;
  std::int64_t count = 0;
  bool isMine = false;
  json::Time createTime;
};
KOINE_DESCRIBE(ReactionOut, (id, messageId, userId, userNickname, userAvatar, reactionType, emoji,
                             count, isMine, createTime))

namespace {

constexpr char kRemoved[] = "已取消反应";

ReactionOut ToReaction(const access::Message& place, const message::Reaction& r,
                       std::int64_t count) {
  return {r.id,
          place.id(),
          r.who.id,
          r.who.name,
          AvatarOf(r.who.avatar),
          r.kind,
          r.emoji,
          count,
          r.who.id == place.who().user,
          {r.created_at}};
}

message::ReactionIn ToIn(ReactIn& in) {
  return {std::move(in.emoji), in.reactionType.value_or("EMOJI")};
}

std::int64_t CountOf(Txn& txn, const access::Message& place, const std::string& emoji) {
  return message::CountReactions(txn, place, emoji);
}

Result<std::optional<ReactionOut>> Toggle(Txn& txn, Call& call, const access::Message& place,
                                          ReactIn& in) {
  KOINE_TRY(const std::optional<message::Reaction> now,
            message::ToggleReaction(txn, place, ToIn(in)));
  if (!now) {
    call.message = kRemoved;
    return std::optional<ReactionOut>();
  }
  return std::optional(ToReaction(place, *now, CountOf(txn, place, now->emoji)));
}

Result<ReactionOut> Add(Txn& txn, Call&, const access::Message& place, ReactIn& in) {
  KOINE_TRY(const message::Reaction now, message::SetReaction(txn, place, ToIn(in)));
  return ToReaction(place, now, CountOf(txn, place, now.emoji));
}

Result<Nothing> Remove(Txn& txn, Call&, const access::Message& place, ReactedIn&) {
  KOINE_CHECK(message::RemoveReaction(txn, place));
  return Nothing{};
}

Result<std::vector<ReactionOut>> List(Txn& txn, Call&, const access::Message& place, ReactedIn&) {
  const std::vector<message::Reaction> all = message::ListReactions(txn, place);
  std::map<std::string, std::int64_t> counts;
  for (const message::Reaction& one : all) counts[one.emoji] += 1;
  std::vector<ReactionOut> out;
  out.reserve(all.size());
  for (const message::Reaction& one : all) {
    out.push_back(ToReaction(place, one, counts[one.emoji]));
  }
  return out;
}

Result<std::vector<ReactionGroup>> Stats(Txn& txn, Call&, const access::Message& place,
                                         ReactedIn&) {
  // A recalled message shows none.
  if (message::ListReactions(txn, place).empty()) return std::vector<ReactionGroup>();
  auto groups = message::ReactionGroups(txn, place, place.seq(), place.seq());
  return ToGroups(groups[place.seq()]);
}

}  // namespace

void AddReactions(std::vector<gateway::Endpoint>* rows) {
  using gateway::Ep;
  using gateway::Mode;
  using net::Method;
  static constexpr char kReact[] = R"({"messageId":"{message.mine}","emoji":"❤"})";
  static constexpr char kMine[] = R"({"messageId":"{message.mine}"})";
  for (const char* path :
       {"/api/im/message/{messageId}/reaction", "/api/im/message/reaction/toggle"}) {
    rows->push_back(Ep<&Toggle>(Method::kPost, path,
                                "React to a message; the same emoji again removes the reaction",
                                {.mode = Mode::kWrite,
                                 .door = "messageId",
                                 .ok = "反应成功",
                                 .example = kReact,
                                 .ref = "3.11"}));
  }
  rows->push_back(Ep<&Add>(Method::kPost, "/api/im/message/reaction/add", "React to a message",
                           {.mode = Mode::kWrite,
                            .door = "messageId",
                            .repeatable = true,
                            .ok = "反应成功",
                            .example = kReact,
                            .ref = "27"}));
  for (const char* path :
       {"/api/im/message/{messageId}/reaction", "/api/im/message/reaction/{messageId}"}) {
    rows->push_back(Ep<&Remove>(Method::kDelete, path, "Remove your reaction",
                                {.mode = Mode::kWrite,
                                 .door = "messageId",
                                 .ok = kRemoved,
                                 .example = kMine,
                                 .ref = "3.12"}));
  }
  for (const char* path :
       {"/api/im/message/reaction/{messageId}", "/api/im/message/{messageId}/reactions"}) {
    rows->push_back(
        Ep<&List>(Method::kGet, path, "List the reactions to a message",
                  {.mode = Mode::kScan, .door = "messageId", .example = kMine, .ref = "27"}));
  }
  rows->push_back(
      Ep<&Stats>(Method::kGet, "/api/im/message/{messageId}/reactions/stats",
                 "Count the reactions to a message by emoji",
                 {.mode = Mode::kScan, .door = "messageId", .example = kMine, .ref = "27"}));
}

}  // namespace koine::ruoyi
