#include "core/identity/login.h"

#include <utility>

#include "base/crypto.h"
#include "base/text.h"
#include "core/access/behalf.h"
#include "core/access/system.h"
#include "core/audit/audit.h"
#include "core/event/event.h"
#include "core/identity/origin.h"
#include "core/identity/rows.h"
#include "core/job.h"

namespace koine::identity {

namespace {

void EmitAbout(store::Txn& txn, TenantId tenant, UserId user, event::Payload payload) {
  event::Event event;
  event.tenant = tenant;
  event.actor = user;
  event.users = {user};
  event.payload = std::move(payload);
  event::Emit(txn, std::move(event));
}

}  // namespace

Error BannedError(const User& user) {
  return Error{Code::kAccountBanned, "ban", user.ban_reason};
}

Result<LoginResult> StartLogin(store::Txn& txn, TenantId tenant, UserId id, const NewLogin& in) {
  auto user = FindUser(txn, tenant, id);
  if (!user) return Error{Code::kUserNotFound};
  if (in.staff && user->role == access::Role::kUser) return Error{Code::kForbidden};
  if (!user->active(txn.now_ms())) return BannedError(*user);
  Login login;
  login.id = NewLoginId(txn);
  login.tenant = tenant;
  login.user = id;
  login.dialect = in.dialect;
  login.terminal = in.terminal;
  login.address = in.address;
  login.digest = in.refresh_digest;
  login.issued_at = txn.now_ms();
  login.expires_at = txn.now_ms() + in.lifetime_ms;
  InsertLogin(txn, login);
  if (!in.address.empty())
    identity::RememberNetwork(txn, tenant, id, identity::NetworkOf(in.address));
  if (user->role != access::Role::kUser) {
    const access::Principal who = access::From(access::OfUser(tenant, id), in.address);
    audit::Note(txn, who, "user.sign_in", audit::UserTarget(id), in.terminal);
  }
  SetLastOnline(txn, tenant, id, txn.now_ms());
  user->last_online_at = txn.now_ms();
  return LoginResult{std::move(login), *std::move(user)};
}

Result<LoginResult> RenewLoginWith(store::Txn& txn, LoginId id,
                                   const std::optional<std::string>& presented_digest,
                                   const std::string& new_digest, std::int64_t lifetime_ms) {
  auto view = LockLogin(txn, id);
  if (!view || view->login.status != LoginStatus::kActive ||
      view->login.expires_at <= txn.now_ms()) {
    return Error{Code::kSessionRevoked};
  }
  // An empty one is of a login that no token renews (WeakenLogins).
  if (view->login.digest.empty()) return Error{Code::kSessionRevoked};
  if (presented_digest && view->login.digest != *presented_digest) {
    const std::int64_t renewed_at = view->login.expires_at - lifetime_ms;
    const bool late = txn.now_ms() - renewed_at >= kReuseGraceMs;
    return Error{Code::kSessionRevoked, late ? kReused : ""};
  }
  auto user = FindUser(txn, view->login.tenant, view->login.user);
  if (!user) return Error{Code::kSessionRevoked};
  if (!user->active(txn.now_ms())) return BannedError(*user);
  view->login.digest = new_digest;
  view->login.expires_at = txn.now_ms() + lifetime_ms;
  RenewLogin(txn, view->login);
  return LoginResult{std::move(view->login), *std::move(user)};
}

Status EndReusedLogin(store::Txn& txn, LoginId id) {
  const auto view = LockLogin(txn, id);
  if (!view || !RevokeLogin(txn, view->login.tenant, id)) return Ok();
  TellRevoked(txn, view->login.tenant, view->login.user, {id}, kReused);
  return Ok();
}

Status CheckLogin(const LoginView& view, std::int64_t now_ms) {
  if (view.status == UserStatus::kDeregistered) return Error{Code::kSessionRevoked};
  if (view.status != UserStatus::kActive || view.banned_until > now_ms) {
    return Error{Code::kAccountBanned};
  }
  if (view.login.status != LoginStatus::kActive) return Error{Code::kSessionRevoked};
  if (view.login.expires_at <= now_ms) return Error{Code::kTokenExpired};
  return Ok();
}

namespace {

Result<LoginView> Usable(std::optional<LoginView> view, std::int64_t now_ms) {
  if (!view) return Error{Code::kSessionRevoked, "unknown"};
  KOINE_CHECK(CheckLogin(*view, now_ms));
  return *std::move(view);
}

}  // namespace

Result<LoginView> OpenLogin(store::Txn& txn, LoginId id) {
  return Usable(FindLogin(txn, id), txn.now_ms());
}

Result<LoginView> OpenLogin(store::Txn& txn, std::string_view digest) {
  return Usable(FindLoginByDigest(txn, digest), txn.now_ms());
}

void KeepRefreshToken(store::Txn& txn, LoginResult* made, std::string_view token) {
  made->login.digest = text::Hex(crypto::Sha256(token));
  RenewLogin(txn, made->login);
}

void DropLogin(store::Txn& txn, const access::Principal& who) {
  const std::int64_t login[] = {who.login.value};
  RevokeLogins(txn, who.tenant, who.user, login);
}

Status EndLogin(store::Txn& txn, const access::Principal& who) {
  if (RevokeLogin(txn, who.tenant, who.login)) {
    TellRevoked(txn, who.tenant, who.user, {who.login}, "logout");
  }
  return Ok();
}

void TellRevoked(store::Txn& txn, TenantId tenant, UserId user, std::vector<LoginId> logins,
                 const char* reason) {
  EmitAbout(txn, tenant, user, event::LoginsRevoked{user, std::move(logins), reason});
}

void TellShutOut(store::Txn& txn, TenantId tenant, UserId user, const char* reason) {
  TellRevoked(txn, tenant, user, {}, reason);
  PutRowJob(txn, kShutOutJob, {tenant, user.value}, txn.now_ms());
}

void TellAccountChanged(store::Txn& txn, TenantId tenant, UserId user) {
  EmitAbout(txn, tenant, user, event::AccountChanged{user, std::nullopt});
}

}  // namespace koine::identity
