#pragma once

#include <cstdint>
#include <vector>

#include "base/ids.h"
#include "store/txn.h"

// Who hears of what happens in a conversation: for the server's own work, which brings events to
// sessions, and not for rows of a dialect.
namespace koine::conversation {

// For the audience of a conversation: its active members and from which seq each may hear.
struct Listener {
  UserId user;
  std::int64_t min_seq = 0;
};
std::vector<Listener> ListListeners(store::Txn& txn, TenantId tenant, ConversationId conversation);
// Conversations in which the user is an active member, with the seq from which they may hear.
struct Heard {
  ConversationId conversation;
  std::int64_t min_seq = 0;
};
std::vector<Heard> ListHeard(store::Txn& txn, TenantId tenant, UserId user, int limit);

}  // namespace koine::conversation
