#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/identity/user.h"
#include "core/people.h"
#include "store/txn.h"

// Users and logins for the server's own work (jobs, sweeps, the gateway, its commands) and for
// verbs of the core that have no principal, not for the rows of a dialect: those have a caller, and
// people.h.
namespace koine::identity {

std::optional<User> FindUser(store::Txn& txn, TenantId tenant, UserId id);
// How those of them that exist are shown, in one statement. `ids` in any order, also repeated.
People FindPeople(store::Txn& txn, TenantId tenant, std::vector<std::int64_t> ids);
// Those that exist, in no order.
std::vector<User> FindUsers(store::Txn& txn, TenantId tenant, std::span<const std::int64_t> ids);
std::optional<User> FindUserByHandle(store::Txn& txn, TenantId tenant, std::string_view handle);
// By login name, then by mobile number.
std::optional<User> FindUserByLoginName(store::Txn& txn, TenantId tenant, std::string_view name);
// The hash of their password.
std::optional<std::string> FindPassword(store::Txn& txn, TenantId tenant, UserId user);

// The login that a verified token names, whether it may be used or not (CheckLogin).
std::optional<LoginView> FindLogin(store::Txn& txn, LoginId id);
// By the SHA-256 (hexadecimal) of a token that the store keeps.
std::optional<LoginView> FindLoginByDigest(store::Txn& txn, std::string_view digest);

// What was delivered to the devices of a user in a dialect up to this position; never moves back.
void RaiseDelivered(store::Txn& txn, TenantId tenant, UserId user, access::Dialect dialect,
                    std::int64_t position);
// Stays as it is for a user who hides whether they are online.
void SetLastOnline(store::Txn& txn, TenantId tenant, UserId id, std::int64_t at_ms);

// Deletes at most `limit`, and says how many.
std::int64_t DeleteExpiredLogins(store::Txn& txn, std::int64_t before_ms, int limit);
// Notes what login names are compared by, where they were there before they were compared so, of
// the next `limit` users behind this id. Returns the id of the last of these; 0: there are none.
std::int64_t NoteOldLoginForms(store::Txn& txn, std::int64_t after, int limit);

// Creates the row of the tenant if it is missing.
void EnsureTenant(store::Txn& txn, TenantId tenant, std::string_view name);

}  // namespace koine::identity
