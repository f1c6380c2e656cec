#pragma once

#include <vector>

#include "core/conversation/audience.h"
#include "core/conversation/direct.h"
#include "core/conversation/summary.h"
#include "core/conversation/system.h"
#include "store/txn.h"

// SQL on conversation and member that names users by their ids; the rest is declared in the headers
// above.
namespace koine::conversation {

// Lists it again for this user although it holds nothing new. True if it was not listed.
bool Unhide(store::Txn& txn, TenantId tenant, ConversationId conversation, UserId user);

// Gives a new one of two the kind kSystem.
void MakeSystem(store::Txn& txn, TenantId tenant, ConversationId conversation);

// In which conversations something was said, or happened, after one position of the log and up to
// another; each at least once.
std::vector<std::int64_t> ListTouched(store::Txn& txn, TenantId tenant, std::int64_t after,
                                      std::int64_t upto);

// Who hears of a user's presence: their contacts and those they share a conversation of at most
// `members_max` members with; at most `limit`.
std::vector<UserId> ListPresenceAudience(store::Txn& txn, TenantId tenant, UserId user,
                                         int members_max, int limit);

}  // namespace koine::conversation
