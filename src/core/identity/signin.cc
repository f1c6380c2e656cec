#include "core/identity/signin.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "core/identity/device_rows.h"
#include "core/identity/login.h"
#include "core/identity/signin_rows.h"
#include "core/identity/system.h"

namespace koine::identity {

namespace {

void Tell(store::Txn& txn, const access::Principal& who, const std::vector<SignIn>& ended) {
  if (ended.empty()) return;
  std::vector<LoginId> logins;
  std::map<access::Dialect, std::vector<std::string>> terminals;
  for (const SignIn& one : ended) {
    logins.push_back(one.id);
    terminals[one.dialect].push_back(one.terminal);
  }
  for (const auto& [dialect, names] : terminals) {
    identity::ForgetPushTokens(txn, who.tenant, who.user, dialect, names);
  }
  identity::TellRevoked(txn, who.tenant, who.user, std::move(logins), "kicked");
}

}  // namespace

std::vector<SignIn> ListSignIns(store::Txn& txn, const access::Principal& who) {
  std::vector<SignIn> list = ListActiveSignIns(txn, who.tenant, who.user, kSignInsListedMax);
  for (SignIn& one : list) {
    // The one that asks is here now; of others the renewal of their tokens tells.
    one.seen_at = one.id == who.login ? txn.now_ms() : std::max(one.seen_at, one.issued_at);
  }
  return list;
}

Result<OwnSignIn> OwnSignIn::Open(store::Txn& txn, const access::Principal& who, LoginId id) {
  const auto found = FindLogin(txn, id);
  const bool own = found && found->login.tenant == who.tenant && found->login.user == who.user;
  if (!own) return Error{Code::kNotFound};
  return OwnSignIn(who, id);
}

Status SignOut(store::Txn& txn, const OwnSignIn& own) {
  const access::Principal& who = own.who();
  const std::vector<SignIn> ended = EndSignIn(txn, who.tenant, who.user, own.id());
  if (ended.empty()) return Error{Code::kNotFound};
  Tell(txn, who, ended);
  return Ok();
}

Status SignOutOthers(store::Txn& txn, const access::Principal& who) {
  Tell(txn, who, EndSignInsBut(txn, who.tenant, who.user, who.login));
  return Ok();
}

}  // namespace koine::identity
