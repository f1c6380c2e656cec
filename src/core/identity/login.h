#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "core/access/principal.h"
#include "core/identity/user.h"
#include "store/txn.h"

namespace koine::identity {

// kAccountBanned with detail "ban"; why, in words of who did it, is in `field`.
Error BannedError(const User& user);

struct NewLogin {
  access::Dialect dialect = access::Dialect::kNone;
  std::string terminal;        // WEB, PC, APP …
  std::string refresh_digest;  // hexadecimal SHA-256 of the refresh token
  std::int64_t lifetime_ms = 0;
  std::string address;  // of the client; the user is told it, and is known there
  bool staff = false;   // only for who works for the server: kForbidden
};
struct LoginResult {
  Login login;
  User user;
};

// Makes a login for a user whose password was checked. kAccountBanned when the account is banned.
Result<LoginResult> StartLogin(store::Txn& txn, TenantId tenant, UserId user, const NewLogin& in);

// A login that was just made is renewed with this token from now on, which names it.
void KeepRefreshToken(store::Txn& txn, LoginResult* made, std::string_view token);

// Extends a login and replaces its refresh token. With `presented_digest`, that must be the current
// one: a token that was replaced is refused, and so is any of a login that ended
// (kSessionRevoked). Without, the caller has proven the login by an access token. One that was
// replaced kReuseGraceMs ago or more (kSessionRevoked "reused") was stolen, or its successor was:
// then the login has to end, which a refused transaction cannot do (EndReusedLogin). Sooner it may
// be a second page of the same client, or one whose answer was lost.
inline constexpr std::int64_t kReuseGraceMs = 60'000;
inline constexpr char kReused[] = "reused";
Result<LoginResult> RenewLoginWith(store::Txn& txn, LoginId id,
                                   const std::optional<std::string>& presented_digest,
                                   const std::string& new_digest, std::int64_t lifetime_ms);

// Ends a login of which a replaced refresh token was presented. Idempotent.
Status EndReusedLogin(store::Txn& txn, LoginId id);

// Whether a login may be used now. kAccountBanned before anything else, since switching an account
// off ends its logins too and its user shall hear the reason; kSessionRevoked; kTokenExpired.
Status CheckLogin(const LoginView& view, std::int64_t now_ms);

// The login that a verified token names, if it may be used now. kSessionRevoked "unknown"; refused
// as CheckLogin.
Result<LoginView> OpenLogin(store::Txn& txn, LoginId id);
// The login of a token that the store keeps, by its SHA-256 (hexadecimal).
Result<LoginView> OpenLogin(store::Txn& txn, std::string_view digest);

// Ends the principal's login and tells nobody, for a socket whose login ends with it.
void DropLogin(store::Txn& txn, const access::Principal& who);
// Ends the principal's login; closes its sessions. Idempotent.
Status EndLogin(store::Txn& txn, const access::Principal& who);

// Tells that logins of a user ended (none named: all of them): their sessions are closed.
void TellRevoked(store::Txn& txn, TenantId tenant, UserId user, std::vector<LoginId> logins,
                 const char* reason);
// The user may no longer sign in: as TellRevoked of all their logins, and what they take part in
// ends soon, by a job whose key is their id and whose payload is the tenant (call::AddJobs).
inline constexpr char kShutOutJob[] = "user.shut_out";
void TellShutOut(store::Txn& txn, TenantId tenant, UserId user, const char* reason);
// Tells that what a login of the user stands for is another thing from now on: their role, whether
// they may sign in, how long it lasts.
void TellAccountChanged(store::Txn& txn, TenantId tenant, UserId user);

}  // namespace koine::identity
