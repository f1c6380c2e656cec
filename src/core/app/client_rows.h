#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.h"
#include "store/txn.h"

// SQL on what applications keep with their users.
namespace koine::app {

std::string FindExtend(store::Txn& txn, TenantId tenant, UserId user);
// Users whose last session ended at `since_ms` or later, or who are among `online`.
std::int64_t CountSeenOf(store::Txn& txn, TenantId tenant, std::int64_t since_ms,
                         std::span<const std::int64_t> online);
void PutExtend(store::Txn& txn, TenantId tenant, UserId user, std::string_view extend);
// Clients with an id above `after` who are logged in, by id.
std::vector<UserId> FindLoggedIn(store::Txn& txn, TenantId tenant, UserId after, int limit);

}  // namespace koine::app
