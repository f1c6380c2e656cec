#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/ids.h"
#include "store/txn.h"

// Calls for the server's own work, where nobody acts; nothing for rows of a dialect.
namespace koine::call {

// Those of `users` who are busy with a call, by id.
std::vector<UserId> BusyAmong(store::Txn& txn, TenantId tenant,
                              std::span<const std::int64_t> users);

}  // namespace koine::call
