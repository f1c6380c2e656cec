#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "core/access/doors.h"
#include "core/identity/user.h"
#include "core/message/row.h"
#include "store/txn.h"

// Who may be mentioned, and what mentions a user (ruoyi 20; mapping 13, 14). Mentions by name are
// rows; those of everybody follow from the messages that say so, and no member has a row of them.
// A mention has no id of its own: it is named by its message, since there is one per message and
// user.
namespace koine::message {

// Lists and counts go so far.
inline constexpr int kUnreadMentionsMax = 1000;
inline constexpr int kMentionCandidatesMax = 5000;
inline constexpr std::size_t kMentionBatchMax = 1000;

struct MentionCandidate {
  identity::User user;
  std::string display_name;  // in the group, else the user's own
};
// Whom the member may mention: the others, those whose display name has `keyword` in it (in any
// case; empty: all).
std::vector<MentionCandidate> ListMentionCandidates(store::Txn& txn, const access::Member& place,
                                                    std::string_view keyword);

// Whether the member may mention everybody: owner and administrators of a group.
bool MayMentionAll(const access::Member& place);

// A message that mentions the user and that they have neither read nor marked as seen, deleted or
// lost to a recall.
struct UnreadMention {
  message::Row row;
  bool by_all = false;  // it names everybody, and not this user by name
};
// The principal's unread mentions, the newest first; at most kUnreadMax.
std::vector<UnreadMention> ListUnreadMentionsOf(store::Txn& txn, const access::Principal& who);
// How many; at most kUnreadMax.
std::int64_t CountUnreadMentionsOf(store::Txn& txn, const access::Principal& who);

// The principal has seen their mentions in these messages, without reading their conversations. Ids
// of messages that mention them nowhere are passed over. kBadArgument for more than kBatchMax.
Status MarkMentionsSeen(store::Txn& txn, const access::Principal& who,
                        const std::vector<std::int64_t>& messages);

}  // namespace koine::message
