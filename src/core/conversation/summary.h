#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/access/principal.h"
#include "core/access/state.h"
#include "core/message/row.h"
#include "core/person.h"
#include "store/txn.h"

// The conversations of the principal as their list shows them.
namespace koine::conversation {

// A conversation in a user's list.
struct Summary {
  access::ConversationState conversation;
  access::MemberState member;
  std::int64_t created_at = 0, updated_at = 0;
  std::string description, notice;
  bool pinned = false;
  std::string draft, remark;
  std::optional<Person> peer;  // of a direct one
  std::string peer_remark;     // what the user calls them
  // The last that the user may read, as a line shows it: nothing of quotes, options and edits, and
  // of its sender no avatar.
  std::optional<message::Row> last;
  MessageId last_read;
  std::int64_t unread = 0;
  bool mentioned = false;  // by name or with all, in a message that is neither read nor seen
  bool operator==(const Summary&) const = default;
};
// Those listed for the principal, pinned first, then the newest; at most `limit`. Of the
// conversation they have what a list shows: no pair, owner, mute, join mode, limit, description and
// notice, and of the member neither role nor what hides or mutes.
std::vector<Summary> ListSummaries(store::Txn& txn, const access::Principal& who, int limit);
// One of them, listed or not; nothing if they have no active seat.
std::optional<Summary> FindSummary(store::Txn& txn, const access::Principal& who,
                                   ConversationId conversation);
// The groups of which they are an active member, the newest first; a page costs what it shows.
std::vector<Summary> ListGroups(store::Txn& txn, const access::Principal& who, std::int64_t limit,
                                std::int64_t offset = 0);
std::int64_t CountGroups(store::Txn& txn, const access::Principal& who);
// Of all that ListSummaries may give.
std::int64_t CountListed(store::Txn& txn, const access::Principal& who);
std::int64_t TotalUnread(store::Txn& txn, const access::Principal& who);

}  // namespace koine::conversation
