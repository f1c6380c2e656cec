#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "core/access/state.h"
#include "store/txn.h"

// What the verbs of the core read without a door, not for the rows of a dialect: for who acts
// without a seat (an applicant, a job, a call that ends), after another check or on behalf of the
// server itself.
namespace koine::access {

// The conversation alone. `lock` locks its row until the end of the transaction.
std::optional<ConversationState> FindConversation(store::Txn& txn, TenantId tenant,
                                                  ConversationId conversation, bool lock);

// A user as others see them; without a name when there is none.
Person FindPerson(store::Txn& txn, TenantId tenant, UserId user);

// Which of these users are active members of a conversation, by user, in one statement.
std::vector<MemberState> MembersAmong(store::Txn& txn, TenantId tenant, ConversationId conversation,
                                      std::span<const std::int64_t> users);

}  // namespace koine::access
