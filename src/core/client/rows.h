#pragma once

#include <string>
#include <string_view>

#include "base/ids.h"
#include "store/txn.h"

// SQL on what applications keep with their users.
namespace koine::client {

std::string FindExtend(store::Txn& txn, TenantId tenant, UserId user);
void PutExtend(store::Txn& txn, TenantId tenant, UserId user, std::string_view extend);

}  // namespace koine::client
