#include "core/identity/credentials.h"

#include <optional>
#include <utility>
#include <vector>

#include "base/text.h"
#include "core/identity/login.h"
#include "core/identity/origin.h"
#include "core/identity/password.h"
#include "core/identity/rows.h"

namespace koine::identity {

namespace {

// Who goes by a name, as the store has it.
struct Found {
  std::optional<User> user;
  std::string hash;
  bool known_origin = false;  // they signed in well from this network before
  std::int64_t now_ms = 0;
};

Result<Found> Find(store::Store& store, TenantId tenant, const std::string& name, bool by_email,
                   const std::string& network) {
  Found out;
  KOINE_CHECK(store.ReadNow("credentials", [&](store::Txn& txn) {
    out = Found{};
    out.now_ms = txn.now_ms();
    out.user = FindUserByLoginName(txn, tenant, name);
    if (!out.user && by_email) out.user = FindUserByEmail(txn, tenant, text::LowerAscii(name));
    if (!out.user) return;
    auto hash = FindPassword(txn, tenant, out.user->id);
    if (!hash || out.user->status == UserStatus::kDeregistered) {
      out.user.reset();
      return;
    }
    out.hash = *std::move(hash);
    out.known_origin = identity::IsKnownNetwork(txn, tenant, out.user->id, network);
  }));
  return out;
}

// Failures count by the account, however it was named, and apart from that by the network. Where
// somebody signed in well before, only what fails there counts, so that nobody else locks them out.
std::vector<AttemptLimiter::Key> KeysOf(const UserId user, bool known_origin,
                                        const std::string& network) {
  std::string account = "account " + std::to_string(user.value);
  if (known_origin) return {{account + " " + network}};
  return {{std::move(account)}, {"network " + network, AttemptLimiter::kAddressAttemptsMax, false}};
}

std::vector<AttemptLimiter::Key> KeysOfNobody(TenantId tenant, const std::string& name,
                                              const std::string& network, bool by_name) {
  std::vector<AttemptLimiter::Key> out{
      {"network " + network, AttemptLimiter::kAddressAttemptsMax, false}};
  if (by_name) out.push_back({"name " + std::to_string(tenant.value) + " " + text::Fold(name)});
  return out;
}

}  // namespace

Result<UserId> CheckCredentials(store::Store& store, AttemptLimiter& attempts, TenantId tenant,
                                const std::string& name, std::string_view password,
                                const std::string& address) {
  const std::string network = identity::NetworkOf(address);
  KOINE_TRY(const Found found, Find(store, tenant, name, false, network));
  auto trial = attempts.Begin(found.user ? KeysOf(found.user->id, found.known_origin, network)
                                         : KeysOfNobody(tenant, name, network, true));
  if (!trial) return Error{Code::kTooManyAttempts};
  if (!found.user) BurnPasswordTime(password);
  if (!found.user || !VerifyPassword(found.hash, password)) {
    trial->Failed();
    return Error{Code::kWrongPassword};
  }
  trial->Succeeded();
  return found.user->id;
}

Result<UserId> CheckNamedCredentials(store::Store& store, AttemptLimiter& attempts, TenantId tenant,
                                     const std::string& name, std::string_view password,
                                     const std::string& address) {
  const std::string network = identity::NetworkOf(address);
  KOINE_TRY(const Found found, Find(store, tenant, name, true, network));
  if (found.user && !found.user->active(found.now_ms)) return BannedError(*found.user);
  auto trial = attempts.Begin(found.user ? KeysOf(found.user->id, found.known_origin, network)
                                         : KeysOfNobody(tenant, name, network, false));
  if (!trial) return Error{Code::kTooManyAttempts};
  if (!found.user) {
    BurnPasswordTime(password);
    trial->Failed();
    return Error{Code::kUserNotFound};
  }
  if (!VerifyPassword(found.hash, password)) {
    trial->Failed();
    return Error{Code::kWrongPassword};
  }
  trial->Succeeded();
  return found.user->id;
}

Result<std::string> CheckOwnPassword(store::Store& store, AttemptLimiter& attempts,
                                     const access::Principal& who, std::string_view password) {
  auto trial = attempts.Begin({{"password of " + std::to_string(who.user.value)}});
  if (!trial) return Error{Code::kTooManyAttempts, "password"};
  std::optional<std::string> hash;
  KOINE_CHECK(store.ReadNow(
      "password", [&](store::Txn& txn) { hash = FindPassword(txn, who.tenant, who.user); }));
  if (!hash || !VerifyPassword(*hash, password)) {
    trial->Failed();
    return Error{Code::kWrongPassword, "old"};
  }
  trial->Succeeded();
  return *std::move(hash);
}

}  // namespace koine::identity
