#include "gateway/logins.h"

#include <memory>
#include <optional>
#include <utility>

#include "base/require.h"
#include "core/identity/login.h"
#include "core/identity/system.h"
#include "gateway/io_thread.h"

namespace koine::gateway {

Result<const identity::LoginView*> LoginCache::Judge(const identity::LoginView& view) const {
  KOINE_CHECK(identity::CheckLogin(view, thread_.loop().wall_ms()));
  return &view;
}

void LoginCache::Check(const TokenClaim& claim, Callback done) {
  KOINE_REQUIRE(thread_.loop().InLoopThread());
  LoginId id = claim.login;
  if (!id) {
    const auto known = digests_.find(claim.digest);
    if (known != digests_.end()) id = known->second;
  }
  auto it = logins_.find(id);
  const std::int64_t stale_us = thread_.StaleUs();
  if (stale_us > kUnreachableUs) {
    done(Error{Code::kUnavailable, "store"});
    return;
  }
  // One that seems to have expired may have been renewed meanwhile.
  if (it != logins_.end() && stale_us <= kStaleUs &&
      it->second.login.expires_at > thread_.loop().wall_ms()) {
    done(Judge(it->second));
    return;
  }
  Load(claim, std::move(done));
}

void LoginCache::Keep(const TokenClaim& claim, const identity::LoginView& view) {
  if (logins_.size() >= kLoginsMax) {
    logins_.clear();
    digests_.clear();
  }
  identity::LoginView& kept = logins_[view.login.id];
  kept = view;
  // What only identity needs would be copied for each request.
  kept.login.device = std::string();
  kept.login.address = std::string();
  if (claim.login) {
    kept.login.digest = std::string();
  } else {
    digests_[claim.digest] = view.login.id;
  }
  gauge_.Set(logins_.size());
}

void LoginCache::Load(const TokenClaim& claim, Callback done) {
  auto found = std::make_shared<std::optional<identity::LoginView>>();
  auto read = [found, claim](store::Txn& txn) {
    *found = claim.login ? identity::FindLogin(txn, claim.login)
                         : identity::FindLoginByDigest(txn, claim.digest);
  };
  store::Store& store = *thread_.services().store;
  if (store.reads_inline()) {
    Status status = store.ReadNow("login", read);
    if (!status.ok()) {
      done(std::move(status).error());
    } else if (!*found) {
      done(Error{Code::kSessionRevoked, "unknown"});
    } else {
      Keep(claim, **found);
      done(Judge(**found));
    }
    return;
  }
  IoThread* thread = &thread_;
  const std::uint64_t drops = drops_;
  auto finish = [found, claim, done = std::move(done), thread, drops](const Error* failure) {
    std::optional<Error> error;
    if (failure != nullptr) error = *failure;
    thread->loop().Post([found, claim, done, thread, drops, error] {
      LoginCache& cache = thread->logins();
      if (error) {
        done(*error);
      } else if (cache.drops_ != drops) {
        cache.Load(claim, done);
      } else if (!*found) {
        done(Error{Code::kSessionRevoked, "unknown"});
      } else {
        cache.Keep(claim, **found);
        done(cache.Judge(**found));
      }
    });
  };
  store.Read("login", read, std::move(finish));
}

void LoginCache::Forget(LoginId id) {
  const auto it = logins_.find(id);
  if (it == logins_.end()) return;
  digests_.erase(it->second.login.digest);
  logins_.erase(it);
}

void LoginCache::Drop(LoginId id) {
  KOINE_REQUIRE(thread_.loop().InLoopThread());
  ++drops_;
  Forget(id);
  gauge_.Set(logins_.size());
}

void LoginCache::DropUser(UserId user) {
  KOINE_REQUIRE(thread_.loop().InLoopThread());
  ++drops_;
  std::erase_if(logins_, [user, this](const auto& entry) {
    if (entry.second.login.user != user) return false;
    digests_.erase(entry.second.login.digest);
    return true;
  });
  gauge_.Set(logins_.size());
}

void LoginCache::Clear() {
  ++drops_;
  logins_.clear();
  digests_.clear();
  gauge_.Set(0);
}

Result<TokenClaim> TokenCache::Read(const Dialect& dialect, std::string_view token,
                                    std::int64_t now_ms) {
  if (now_ms - turned_ms_ >= kTurnMs || used_.size() >= kTokensMax / 2) {
    before_ = std::exchange(used_, {});
    turned_ms_ = now_ms;
  }
  auto it = used_.find(token);
  if (it == used_.end()) {
    const auto old = before_.find(token);
    if (old != before_.end()) it = used_.insert(before_.extract(old)).position;
  }
  if (it != used_.end() && it->second.dialect == &dialect && it->second.claim.expires_ms > now_ms) {
    return it->second.claim;
  }
  auto claim = dialect.ReadToken(token, now_ms);
  if (claim.ok()) used_.insert_or_assign(std::string(token), Known{&dialect, *claim});
  return claim;
}

}  // namespace koine::gateway
