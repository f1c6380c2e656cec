#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/result.h"
#include "core/identity/user.h"
#include "gateway/dialect.h"
#include "gateway/series.h"

namespace koine::gateway {

class IoThread;

// Logins in use on one thread, with their users' state. Dropped when an event says that they
// changed, so a revoked token ends at once on every thread.
class LoginCache {
 public:
  static constexpr std::size_t kLoginsMax = 200'000;
  // What is in memory may be so old (IoThread::StaleUs); then logins are read from the store, and
  // when it is older still, nobody is let in.
  static constexpr std::int64_t kStaleUs = 1'000'000;
  static constexpr std::int64_t kUnreachableUs = 4'000'000;
  // The view is there as long as the call lasts and nothing else is checked.
  using Callback = std::function<void(const Result<const identity::LoginView*>&)>;

  explicit LoginCache(IoThread& thread) : thread_(thread) {}

  // Checks that the login is active, not expired, and its user not turned off. `done` is called in
  // the loop's thread, at once if the login is in memory or the store reads inline; its view may
  // lack device, address and digest.
  // kSessionRevoked ("unknown" without a login), kTokenExpired, kAccountBanned, kUnavailable.
  void Check(const TokenClaim& claim, Callback done);
  void Drop(LoginId id);
  void DropUser(UserId user);
  void Clear();
  std::size_t size() const { return logins_.size(); }

 private:
  Result<const identity::LoginView*> Judge(const identity::LoginView& view) const;
  void Keep(const TokenClaim& claim, const identity::LoginView& view);
  void Load(const TokenClaim& claim, Callback done);
  void Forget(LoginId id);

  IoThread& thread_;
  std::unordered_map<LoginId, identity::LoginView> logins_;
  std::unordered_map<std::string, LoginId> digests_;  // of those of them that tokens name so
  std::uint64_t drops_ = 0;                           // a login read before a drop is read again
  GaugePart gauge_{LoginsGauge()};
};

// Claims of tokens whose signature was checked on this thread, so that a client's next request does
// not pay for it again. Whether the login still holds is asked each time.
// What was not used for one to two turns is forgotten, and the elder half when there are too many.
class TokenCache {
 public:
  static constexpr std::size_t kTokensMax = 50'000;
  static constexpr std::int64_t kTurnMs = 60'000;

  // As Dialect::ReadToken.
  Result<TokenClaim> Read(const Dialect& dialect, std::string_view token, std::int64_t now_ms);

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const {
      return std::hash<std::string_view>{}(text);
    }
  };
  struct Known {
    const Dialect* dialect;
    TokenClaim claim;
  };
  using Tokens = std::unordered_map<std::string, Known, Hash, std::equal_to<>>;
  Tokens used_, before_;  // since the last turn, and in the turn before
  std::int64_t turned_ms_ = 0;
};

}  // namespace koine::gateway
