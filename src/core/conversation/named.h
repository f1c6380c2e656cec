#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "base/ids.h"
#include "core/access/doors.h"
#include "store/txn.h"

// Conversations by what people call them. An id is no secret and opens nothing: that is what doors
// are for.
namespace koine::conversation {

// The door to the principal's conversation with this user, or what it refuses; nothing unless it is
// there already, their list shows it, and the other has not left. As a rule nothing else needs to
// be looked at.
std::optional<Result<access::Member>> OpenListedDirect(store::Txn& txn,
                                                       const access::Principal& who,
                                                       const access::Peer& peer);

// The id that stands for a group without a handle; 0 where this is none.
std::int64_t GroupIdIn(std::string_view handle);
// The group with this handle (or, without one, this id); nothing when there is none.
std::optional<ConversationId> FindGroup(store::Txn& txn, const access::Principal& who,
                                        std::string_view handle);

}  // namespace koine::conversation
