#pragma once

#include <cstdint>
#include <functional>
#include <unordered_map>

#include "base/result.h"
#include "core/identity/rows.h"

namespace koine::gateway {

class IoThread;

// Logins in use on one thread, with their users' state. Dropped when an event says that they
// changed, so a revoked token ends at once on every thread.
class LoginCache {
 public:
  static constexpr std::size_t kLoginsMax = 200'000;
  using Callback = std::function<void(Result<identity::LoginView>)>;

  explicit LoginCache(IoThread& thread) : thread_(thread) {}

  // Checks that the login is active, not expired, and its user not turned off. `done` is called in
  // the loop's thread, at once if the login is in memory or the store reads inline.
  // kSessionRevoked, kTokenExpired, kAccountBanned, kUnavailable.
  void Check(LoginId id, Callback done);
  void Drop(LoginId id);
  void DropUser(UserId user);
  std::size_t size() const { return logins_.size(); }

 private:
  Result<identity::LoginView> Judge(const identity::LoginView& view) const;
  void Keep(const identity::LoginView& view);
  void Load(LoginId id, Callback done);

  IoThread& thread_;
  std::unordered_map<LoginId, identity::LoginView> logins_;
  std::uint64_t drops_ = 0;  // a login read before a drop is read again
};

}  // namespace koine::gateway
