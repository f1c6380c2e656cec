#pragma once

#include <vector>

#include "base/ids.h"
#include "core/identity/signin.h"
#include "store/txn.h"

// All SQL on where a user is signed in: the logins of every dialect, as their owner sees them.
namespace koine::identity {

// Those that hold now, the newest first.
std::vector<SignIn> ListActiveSignIns(store::Txn& txn, TenantId tenant, UserId user, int limit);
// Ends one that holds, if it is the user's; what it was. Of two at once one succeeds.
std::vector<SignIn> EndSignIn(store::Txn& txn, TenantId tenant, UserId user, LoginId id);
// Ends all but one.
std::vector<SignIn> EndSignInsBut(store::Txn& txn, TenantId tenant, UserId user, LoginId keep);

}  // namespace koine::identity
