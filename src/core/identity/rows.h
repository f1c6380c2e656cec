#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/identity/directory.h"
#include "core/identity/handle.h"
#include "core/identity/people.h"
#include "core/identity/system.h"
#include "core/identity/user.h"
#include "store/txn.h"

// All SQL on users, password, login, device; also of what system.h finds.
namespace koine::identity {

// Locks the row until the end of the transaction: for changes, which write the whole row back.
std::optional<User> LockUser(store::Txn& txn, TenantId tenant, UserId id);
// Those that exist, in no order.
std::vector<User> FindUsersByHandles(store::Txn& txn, TenantId tenant,
                                     std::span<const std::string> handles);
std::optional<User> FindUserByEmail(store::Txn& txn, TenantId tenant, std::string_view email);
// Active users whose folded names contain `folded` or whose mobile number is `text`; by id.
std::vector<User> SearchUsers(store::Txn& txn, TenantId tenant, std::string_view folded,
                              std::string_view text, int limit);
std::vector<User> ListUsers(store::Txn& txn, TenantId tenant, const UserFilter& filter,
                            std::int64_t limit, std::int64_t offset);
// Those of the highest role who are not gone, at most `limit`, in order of their ids.
std::vector<User> ListSuperAdmins(store::Txn& txn, TenantId tenant, std::int64_t limit);
std::int64_t CountUsers(store::Txn& txn, TenantId tenant, const UserFilter& filter);
std::vector<User> ListPeople(store::Txn& txn, TenantId tenant, const PersonFilter& filter,
                             std::int64_t limit, std::int64_t offset);
std::int64_t CountPeople(store::Txn& txn, TenantId tenant, const PersonFilter& filter);
// Users, but deregistered ones, in whose folded login name or handle a text is; empty: all.
std::vector<User> ListByLoginName(store::Txn& txn, TenantId tenant, const std::string& folded,
                                  std::int64_t limit);
// Accounts that only send (kind 3 and above), by id: the one whose handle is `text`, else those
// whose nickname it is; empty: all.
std::vector<User> ListAccounts(store::Txn& txn, TenantId tenant, std::string_view text,
                               std::optional<std::int64_t> kind, std::int64_t limit,
                               std::int64_t offset);
std::int64_t CountAccounts(store::Txn& txn, TenantId tenant, std::string_view text,
                           std::optional<std::int64_t> kind);
UserCounts CountByState(store::Txn& txn, TenantId tenant, std::int64_t created_after_ms,
                        std::int64_t seen_after_ms);
// Of `ids`, those whose account is the administrators' highest.
std::vector<UserId> SuperAdminsAmong(store::Txn& txn, TenantId tenant,
                                     std::span<const std::int64_t> ids);
// The name of the value somebody else has ("username", "mobile", "email"), or null.
// Login names and mobile numbers are one space, since either signs in.
const char* LoginNameTaken(store::Txn& txn, const User& user);
// False when a unique value is taken after all (another writer was first).
bool InsertUser(store::Txn& txn, const User& user, std::string_view search_text);
// Users whom an integrator made: id, handle, nickname, avatar, ex, kind and recv_opt of each; the
// rest as that of a new account. How many were stored: fewer when a unique value is taken.
std::int64_t InsertGivenUsers(store::Txn& txn, TenantId tenant, std::span<const User> users,
                              std::span<const std::string> search_texts);
bool UpdateUser(store::Txn& txn, const User& user, std::string_view search_text);
// The next user id, never one that is somebody's handle already (design 7).
UserId NewUserId(store::Txn& txn, TenantId tenant);
std::vector<UserId> NewUserIds(store::Txn& txn, TenantId tenant, std::size_t count);

void PutPassword(store::Txn& txn, TenantId tenant, UserId user, std::string_view hash);

LoginId NewLoginId(store::Txn& txn);
void InsertLogin(store::Txn& txn, const Login& login);
// Keeps a token; the same one again is that login, active as before.
void PutToken(store::Txn& txn, const Login& login);
// The user's active logins of a dialect, the newest first: id, terminal, digest, issued_at.
std::vector<Login> ListTokens(store::Txn& txn, TenantId tenant, UserId user,
                              access::Dialect dialect, int limit);
// The same of several users, with whose they are.
std::vector<Login> ListTokensOf(store::Txn& txn, TenantId tenant,
                                std::span<const std::int64_t> users, access::Dialect dialect,
                                int limit);
void RevokeLogins(store::Txn& txn, TenantId tenant, UserId user, std::span<const std::int64_t> ids);
// They end at `until_ms`, if not before.
void ShortenLogins(store::Txn& txn, TenantId tenant, UserId user, std::span<const std::int64_t> ids,
                   std::int64_t until_ms);
// Locks the row until the end of the transaction.
std::optional<LoginView> LockLogin(store::Txn& txn, LoginId id);
void RenewLogin(store::Txn& txn, const Login& login);
bool RevokeLogin(store::Txn& txn, TenantId tenant, LoginId id);
// Ends every active login of the user.
void RevokeLoginsOf(store::Txn& txn, TenantId tenant, UserId user);
// Ends every active login of the user but one; returns them.
std::vector<LoginId> RevokeOtherLogins(store::Txn& txn, TenantId tenant, UserId user, LoginId keep);
// Ends every active login of the user but those of one dialect; returns them.
std::vector<LoginId> RevokeLoginsBut(store::Txn& txn, TenantId tenant, UserId user,
                                     access::Dialect keep);
// The user's logins of a dialect end at `until_ms`, if not before, and no token renews them.
void WeakenLogins(store::Txn& txn, TenantId tenant, UserId user, access::Dialect dialect,
                  std::int64_t until_ms);
void DeletePassword(store::Txn& txn, TenantId tenant, UserId user);
// Whether the tenant has more users than this.
bool HasMoreUsers(store::Txn& txn, TenantId tenant, int than);
// Whether there is more than one tenant.
bool HasOtherTenants(store::Txn& txn);

}  // namespace koine::identity
