#pragma once

#include <functional>

#include "core/conversation/rows.h"

namespace koine::conversation {

// What ListSummaries gives, one by one in its order, for whoever needs no list of them: the same
// rights, the same limit. `take` may move from its argument.
void EachSummary(store::Txn& txn, TenantId tenant, UserId user, int limit,
                 const std::function<void(Summary&)>& take);

}  // namespace koine::conversation
