#pragma once

#include <cstdint>
#include <span>

#include "base/ids.h"
#include "store/txn.h"

namespace koine::group {

// A group of these users, the first of whom owns it, who see it from `min_seq` on; nobody hears of
// it.
ConversationId MakeGroup(store::Txn& txn, TenantId tenant, std::span<const std::int64_t> users,
                         std::int64_t min_seq);

}  // namespace koine::group
