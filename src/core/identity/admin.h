#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include "base/result.h"
#include "core/access/principal.h"
#include "core/identity/user.h"
#include "store/txn.h"

// What is done to accounts with the rights of an administrator, or to one's own.
namespace koine::identity {

// A deregistered user's name (mapping P10).
inline constexpr char kGoneName[] = "已注销用户";

// Whether `who` may do something to somebody else's account: to accounts of strictly lower rank, so
// that no two do it to each other; whoever runs the server to all. What is done to one's own
// account is another question.
inline bool MayActOn(const access::Principal& who, const User& user) {
  if (who.operates()) return true;
  return who.admin() && user.id != who.user && access::Rank(user.role) < access::Rank(who.role);
}

// Gives a user another role; for whoever runs the server, and for the highest administrators, who
// do it to others than themselves, so that one always remains. It holds from the user's next call
// on. kForbidden; kForbidden "own_role"; kUserNotFound.
Status SetRole(store::Txn& txn, const access::Principal& who, UserId user, access::Role role);

// Replaces a password by its hash and ends the user's logins, except the one that acts. One's own
// needs `verified`, the hash the old password was checked against: kWrongPassword "old" when it is
// no longer that. Somebody else's needs the rights over them: kForbidden "self". kUserNotFound.
Status ReplacePassword(store::Txn& txn, const access::Principal& who, UserId user,
                       const std::string& hash, const std::optional<std::string>& verified);

// Replaces a password that was forgotten, for whoever runs the server, and ends all logins.
// kUserNotFound.
Status ResetPassword(store::Txn& txn, TenantId tenant, UserId user, const std::string& hash);

// The first administrator of a server that has none, for whoever runs it: an account that nobody
// can sign in to until a link that `binding` binds (RedeemReset) gave it a password. Makes the
// account under this name if it is missing. Nothing where somebody has the highest role and a
// password, and where the name is that of a user. REQUIRES: txn.writable()
struct FirstAdmin {
  UserId user;
  std::string binding;
};
std::optional<FirstAdmin> PrepareFirstAdmin(store::Txn& txn, TenantId tenant,
                                            const std::string& username);

// Whether somebody has the highest role, a password and an account that is not disabled.
bool HasAdministrator(store::Txn& txn, TenantId tenant);

// For a link by which a user below `who` sets a new password: what binds it to the present one, so
// that it works once, and not after another change. kForbidden; kUserNotFound.
Result<std::string> BindReset(store::Txn& txn, const access::Principal& who, UserId user);
// Whether `binding` still stands for the user's password.
bool ResetIsBound(store::Txn& txn, TenantId tenant, UserId user, const std::string& binding);

// Replaces the password by the hash if `binding` still stands, as ResetPassword. kForbidden "link"
// when it does not: it was used, or the password was changed, also by somebody at the same time.
Status RedeemReset(store::Txn& txn, TenantId tenant, UserId user, const std::string& binding,
                   const std::string& hash);

// The user may not sign in, and is signed out, until `until_ms`; their sessions hear the reason
// first (event::SystemTold). A second time replaces reason and end. Noted (core/audit). kForbidden
// for those who are no administrators, and for accounts that have no fewer rights; kUserNotFound.
// An application (user 0) ranks below everybody who works for the server; a ban that an
// administrator set stands whatever it does.
inline constexpr std::int64_t kForEverMs = 253402300799000;  // the end of the year 9999
Status Ban(store::Txn& txn, const access::Principal& who, UserId user, const std::string& reason,
           std::int64_t until_ms);
// The user may again. Idempotent. Refused as Ban; kForbidden for an application that did not set
// it.
Status Unban(store::Txn& txn, const access::Principal& who, UserId user);

// Whether none of these accounts is one that CloseAccount refuses to end for its role. kForbidden
// "delete_super_admin".
Status MayCloseAll(store::Txn& txn, const access::Principal& who,
                   std::span<const std::int64_t> users);

// Ends an account for good, the principal's own or that of a user below them: its login names are
// free, its logins and password are gone, its name is kGoneName. The caller sees to what hangs on
// it elsewhere (erasure::Deregister). kForbidden; kForbidden "delete_super_admin"; kUserNotFound,
// also when it is deregistered already.
Result<User> CloseAccount(store::Txn& txn, const access::Principal& who, UserId user);

}  // namespace koine::identity
