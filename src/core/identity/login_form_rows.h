#pragma once

#include <string_view>

#include "base/ids.h"
#include "store/txn.h"

// What login names are compared by, so that no two in a tenant look alike (base/name). Accounts
// that were there before keep their names.
namespace koine::identity {

// The user has this login name from now on; false when another's looks like it.
bool TakeLoginForm(store::Txn& txn, TenantId tenant, UserId user, std::string_view username);
void FreeLoginForm(store::Txn& txn, TenantId tenant, UserId user);

}  // namespace koine::identity
