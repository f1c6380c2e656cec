#pragma once

#include <string_view>

#include "base/ids.h"
#include "store/txn.h"

// What login names are compared by, so that no two in a tenant look alike (base/name). Accounts
// that were there before keep their names.
namespace koine::login_form {

// The user has this login name from now on; false when another's looks like it.
bool Take(store::Txn& txn, TenantId tenant, UserId user, std::string_view username);
void Free(store::Txn& txn, TenantId tenant, UserId user);
// Notes up to `limit` names that were there before; returns how many.
std::int64_t NoteOld(store::Txn& txn, int limit);

}  // namespace koine::login_form
