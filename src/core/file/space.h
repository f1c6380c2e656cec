#pragma once

#include <cstdint>

#include "base/result.h"
#include "store/txn.h"

// The space of a user, for what they keep beside files.
namespace koine::file {

// So many bytes more count against their quota, or fewer. kFileRejected "quota" when they would
// have more than it; fewer are always possible.
Status CountSpace(store::Txn& txn, TenantId tenant, UserId user, std::int64_t bytes,
                  std::int64_t quota);

}  // namespace koine::file
