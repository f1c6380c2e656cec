#include "core/identity/credentials.h"

#include <optional>
#include <utility>

#include "base/text.h"
#include "core/identity/login.h"
#include "core/identity/password.h"
#include "core/identity/rows.h"

namespace koine::identity {

Result<UserId> CheckCredentials(store::Store& store, AttemptLimiter& attempts, TenantId tenant,
                                const std::string& name, std::string_view password,
                                const std::string& address) {
  const std::string key = std::to_string(tenant.value) + "\n" + name + "\n" + address;
  if (!attempts.Allowed(key)) return Error{Code::kTooManyAttempts};
  std::optional<Credentials> found;
  KOINE_CHECK(store.ReadNow("credentials", [&](store::Txn& txn) {
    found = FindCredentials(txn, tenant, name);
  }));
  if (!found) BurnPasswordTime(password);
  if (!found || !VerifyPassword(found->hash, password)) {
    attempts.Failed(key);
    return Error{Code::kWrongPassword};
  }
  attempts.Succeeded(key);
  return found->user;
}

Result<UserId> CheckNamedCredentials(store::Store& store, AttemptLimiter& attempts,
                                     TenantId tenant, const std::string& name,
                                     std::string_view password, const std::string& address) {
  std::optional<User> user;
  std::optional<std::string> hash;
  std::int64_t now_ms = 0;
  KOINE_CHECK(store.ReadNow("credentials", [&](store::Txn& txn) {
    user = FindUserByLoginName(txn, tenant, name);
    if (!user) user = FindUserByEmail(txn, tenant, text::LowerAscii(name));
    if (user) hash = FindPassword(txn, tenant, user->id);
    now_ms = txn.now_ms();
  }));
  if (!user || !hash || user->status == UserStatus::kDeregistered) {
    return Error{Code::kUserNotFound};
  }
  if (!user->active(now_ms)) return BannedError(*user);
  const std::string key = std::to_string(tenant.value) + "\n" + name + "\n" + address;
  if (!attempts.Allowed(key)) return Error{Code::kTooManyAttempts};
  if (!VerifyPassword(*hash, password)) {
    attempts.Failed(key);
    return Error{Code::kWrongPassword};
  }
  attempts.Succeeded(key);
  return user->id;
}

Result<std::string> CheckOwnPassword(store::Store& store, AttemptLimiter& attempts,
                                     const access::Principal& who, std::string_view password) {
  const std::string key = "password of\n" + std::to_string(who.user.value);
  if (!attempts.Allowed(key)) return Error{Code::kTooManyAttempts, "password"};
  std::optional<std::string> hash;
  KOINE_CHECK(store.ReadNow("password", [&](store::Txn& txn) {
    hash = FindPassword(txn, who.tenant, who.user);
  }));
  if (!hash || !VerifyPassword(*hash, password)) {
    attempts.Failed(key);
    return Error{Code::kWrongPassword, "old"};
  }
  attempts.Succeeded(key);
  return *std::move(hash);
}

}  // namespace koine::identity
