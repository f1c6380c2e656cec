#pragma once

#include <optional>
#include <utility>

#include "core/access/state.h"
#include "store/txn.h"

namespace koine::access {

struct Seat {
  ConversationState conversation;
  MemberState member;
};

// The conversation with one of its members, whatever their states; nothing when either is missing
// or of another tenant. `lock` locks both rows until the end of the transaction, so that what is
// decided on them stands.
std::optional<Seat> FindSeat(store::Txn& txn, TenantId tenant, ConversationId conversation,
                             UserId user, bool lock);

// The conversation and seq of a message; nothing when it is of another tenant.
std::optional<std::pair<ConversationId, std::int64_t>> FindMessage(store::Txn& txn,
                                                                   TenantId tenant, MessageId id);

}  // namespace koine::access
