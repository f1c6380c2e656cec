#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "core/access/doors.h"
#include "core/reaction/rows.h"
#include "store/txn.h"

// Emojis under messages: one of each user (ruoyi 3.11). All verbs tell the members.
namespace koine::reaction {

inline constexpr std::size_t kEmojiMax = 32;  // code points; one emoji may have a dozen
inline constexpr std::size_t kKindMax = 20;
inline constexpr int kUsersShown = 100;  // of one emoji, in a group
inline constexpr int kListMax = 5000;

struct In {
  std::string emoji;
  std::string kind;
};

// Sets the principal's reaction, in place of another emoji; nothing happens when it stands there.
// kAlreadyRecalled; kMessageNotFound when it was deleted in the meantime.
Result<Reaction> Set(store::Txn& txn, const access::Message& place, const In& in);
// The same, but an emoji that stands there is removed, and nothing comes back.
Result<std::optional<Reaction>> Toggle(store::Txn& txn, const access::Message& place, const In& in);
// kNotFound "reaction".
Status Remove(store::Txn& txn, const access::Message& place);

// Equal emojis under one message.
struct Group {
  std::string emoji, kind;
  std::int64_t count = 0;
  bool mine = false;
  std::vector<UserId> users;  // the first kUsersShown
};
// The groups of messages with from <= seq <= to by seq, the commonest first. One statement.
std::map<std::int64_t, std::vector<Group>> Groups(store::Txn& txn, const access::Member& place,
                                                  std::int64_t from, std::int64_t to);
// Those of one message, each with the number of its emoji; kAlreadyRecalled shows none.
std::vector<Reaction> ListAll(store::Txn& txn, const access::Message& place);

}  // namespace koine::reaction
