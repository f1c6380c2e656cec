#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "base/ids.h"
#include "store/txn.h"

// What hangs on an account that ends.
namespace koine::erasure {

// Groups in which the user is, by id.
std::vector<std::int64_t> ListGroups(store::Txn& txn, TenantId tenant, UserId user, int limit);
// Who takes a group over from its owner: of its administrators, else of its members, who has been
// in it longest; nothing when nobody else is there.
std::optional<UserId> FindSuccessor(store::Txn& txn, TenantId tenant, ConversationId group,
                                    UserId owner);
// Whether an order of the user's waits for a decision or its payment, or a packet of theirs is
// still to be taken.
bool HasOpenMoney(store::Txn& txn, TenantId tenant, UserId user);

}  // namespace koine::erasure
