#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "core/access/doors.h"
#include "core/person.h"
#include "store/txn.h"

// Emojis under messages: one of each user (ruoyi 3.11). All verbs tell the members.
namespace koine::message {

inline constexpr std::size_t kEmojiMax = 32;  // code points; one emoji may have a dozen
inline constexpr std::size_t kReactionKindMax = 20;
inline constexpr int kReactionUsersShown = 100;  // of one emoji, in a group
inline constexpr int kReactionsListMax = 5000;

// What one user answered to a message with an emoji.
struct Reaction {
  std::int64_t id = 0;
  std::int64_t seq = 0;
  Person who;
  std::string emoji, kind;  // kind: a word of the client, "EMOJI"
  std::int64_t created_at = 0;
};
struct ReactionIn {
  std::string emoji;
  std::string kind;
};

// Sets the principal's reaction, in place of another emoji; nothing happens when it stands there.
// kAlreadyRecalled; kMessageNotFound when it was deleted in the meantime.
Result<Reaction> SetReaction(store::Txn& txn, const access::Message& place, const ReactionIn& in);
// The same, but an emoji that stands there is removed, and nothing comes back.
Result<std::optional<Reaction>> ToggleReaction(store::Txn& txn, const access::Message& place,
                                               const ReactionIn& in);
// kNotFound "reaction".
Status RemoveReaction(store::Txn& txn, const access::Message& place);

// Equal emojis under one message.
struct ReactionGroup {
  std::string emoji, kind;
  std::int64_t count = 0;
  bool mine = false;
  std::vector<UserId> users;  // the first kUsersShown
};
// The groups of messages with from <= seq <= to by seq, the commonest first. One statement.
std::map<std::int64_t, std::vector<ReactionGroup>> ReactionGroups(store::Txn& txn,
                                                                  const access::Member& place,
                                                                  std::int64_t from,
                                                                  std::int64_t to);
// Those of one message, each with the number of its emoji; kAlreadyRecalled shows none.
std::vector<Reaction> ListReactions(store::Txn& txn, const access::Message& place);
// How many of this emoji stand under it.
std::int64_t CountReactions(store::Txn& txn, const access::Message& place, std::string_view emoji);

}  // namespace koine::message
