#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/ids.h"
#include "store/txn.h"

// SQL on what applications keep with their users.
namespace koine::client {

std::string FindExtend(store::Txn& txn, TenantId tenant, UserId user);
void PutExtend(store::Txn& txn, TenantId tenant, UserId user, std::string_view extend);
// Clients with an id above `after` who are logged in, by id.
std::vector<UserId> FindLoggedIn(store::Txn& txn, TenantId tenant, UserId after, int limit);

}  // namespace koine::client
