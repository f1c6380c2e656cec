#pragma once

#include <cstdint>
#include <functional>

#include "core/identity/user.h"
#include "store/txn.h"

// Users and logins for the tests of other layers, as no verb makes or changes them.
namespace koine::identity {

// With this number and name. False when there is one.
bool PutUser(store::Txn& txn, const User& user);
void PutLogin(store::Txn& txn, const Login& login);
void ChangeUser(store::Txn& txn, TenantId tenant, UserId id,
                const std::function<void(User*)>& change);
void ChangeLogin(store::Txn& txn, LoginId id, const std::function<void(Login*)>& change);
// Nobody is told.
void EndLoginOf(store::Txn& txn, TenantId tenant, LoginId id);
// The next `count` numbers of logins are nobody's.
void SkipLoginIds(store::Txn& txn, int count);
std::size_t CountTokens(store::Txn& txn, TenantId tenant, UserId user, access::Dialect dialect);

}  // namespace koine::identity
