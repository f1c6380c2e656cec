#include "core/identity/admin.h"

#include <algorithm>
#include <utility>

#include "base/crypto.h"
#include "base/text.h"
#include "base/time.h"
#include "core/audit/audit.h"
#include "core/event/event.h"
#include "core/identity/account.h"
#include "core/identity/ban_rows.h"
#include "core/identity/device_rows.h"
#include "core/identity/directory.h"
#include "core/identity/login.h"
#include "core/identity/login_form_rows.h"
#include "core/identity/origin.h"
#include "core/identity/password.h"
#include "core/identity/rows.h"

namespace koine::identity {

using access::Role;

namespace {

const char* RoleName(Role role) {
  switch (role) {
    case Role::kUser:
      return "user";
    case Role::kAdmin:
      return "administrator";
    case Role::kSuperAdmin:
      return "super administrator";
    case Role::kAuditor:
      return "auditor";
    case Role::kFinance:
      return "finance";
  }
  return "";
}

}  // namespace

Status SetRole(store::Txn& txn, const access::Principal& who, UserId id, Role role) {
  if (who.role != Role::kSuperAdmin) return Error{Code::kForbidden};
  if (id == who.user) return Error{Code::kForbidden, "own_role"};
  // In the order of ids, since two may do this to each other; and the caller's own role as it is
  // now.
  auto first = LockUser(txn, who.tenant, std::min(id, who.user));
  auto second = LockUser(txn, who.tenant, std::max(id, who.user));
  auto& me = id < who.user ? second : first;
  auto& user = id < who.user ? first : second;
  const bool highest = who.operates() || (me && me->role == Role::kSuperAdmin);
  if (!highest) return Error{Code::kForbidden};
  if (!user || user->status == UserStatus::kDeregistered) return Error{Code::kUserNotFound};
  audit::Note(txn, who, "user.role", audit::UserTarget(id), RoleName(role));
  if (user->role == role) return Ok();
  user->role = role;
  UpdateUser(txn, *user, SearchText(*user));
  TellAccountChanged(txn, who.tenant, id);
  return Ok();
}

Status ReplacePassword(store::Txn& txn, const access::Principal& who, UserId id,
                       const std::string& hash, const std::optional<std::string>& verified) {
  const bool own = id == who.user;
  if (!own && !who.admin()) return Error{Code::kForbidden, "self"};
  auto user = LockUser(txn, who.tenant, id);
  if (!user || user->status == UserStatus::kDeregistered) return Error{Code::kUserNotFound};
  if (!own && !MayActOn(who, *user)) return Error{Code::kForbidden, "self"};
  if (own && (!verified || FindPassword(txn, who.tenant, id) != verified)) {
    return Error{Code::kWrongPassword, "old"};
  }
  PutPassword(txn, who.tenant, id, hash);
  if (!own) audit::Note(txn, who, "user.password", audit::UserTarget(id));
  if (own && who.policy->old_logins_ms > 0) {
    const access::Dialect acting = who.policy->dialect;
    WeakenLogins(txn, who.tenant, id, acting, txn.now_ms() + who.policy->old_logins_ms);
    auto others = RevokeLoginsBut(txn, who.tenant, id, acting);
    if (!others.empty()) TellRevoked(txn, who.tenant, id, std::move(others), "password");
    return Ok();
  }
  auto ended = RevokeOtherLogins(txn, who.tenant, id, own ? who.login : LoginId());
  if (!ended.empty()) TellRevoked(txn, who.tenant, id, std::move(ended), "password");
  return Ok();
}

namespace {

constexpr std::size_t kFirstBytes = 32;  // what a link to a first password is bound to

// Tells nothing of the hash that it stands for.
std::string BindingOf(const std::string& hash) {
  return text::Hex(crypto::Sha256("a link to a new password\n" + hash));
}

}  // namespace

Result<std::string> BindReset(store::Txn& txn, const access::Principal& who, UserId id) {
  const auto user = FindUser(txn, who.tenant, id);
  if (!user || user->status == UserStatus::kDeregistered) return Error{Code::kUserNotFound};
  if (!MayActOn(who, *user)) return Error{Code::kForbidden};
  const auto hash = FindPassword(txn, who.tenant, id);
  // Who signs in by tokens of an application has none.
  if (!hash) return Error{Code::kUserNotFound};
  audit::Note(txn, who, "user.reset_link", audit::UserTarget(id));
  return BindingOf(*hash);
}

bool ResetIsBound(store::Txn& txn, TenantId tenant, UserId id, const std::string& binding) {
  const auto hash = FindPassword(txn, tenant, id);
  return hash && BindingOf(*hash) == binding;
}

Status ResetPassword(store::Txn& txn, TenantId tenant, UserId id, const std::string& hash) {
  auto user = LockUser(txn, tenant, id);
  if (!user || user->status == UserStatus::kDeregistered) return Error{Code::kUserNotFound};
  PutPassword(txn, tenant, id, hash);
  auto ended = RevokeOtherLogins(txn, tenant, id, LoginId());
  if (!ended.empty()) TellRevoked(txn, tenant, id, std::move(ended), "password");
  return Ok();
}

std::optional<FirstAdmin> PrepareFirstAdmin(store::Txn& txn, TenantId tenant,
                                            const std::string& username) {
  const auto found = FindUserByLoginName(txn, tenant, username);
  const std::size_t others = found ? 1 : 0;
  if (ListSuperAdmins(txn, tenant, 2).size() > others) return std::nullopt;
  if (found) {
    const auto hash = FindPassword(txn, tenant, found->id);
    if (found->role != Role::kSuperAdmin || !hash || !hash->starts_with(kNoPassword)) {
      return std::nullopt;
    }
    return FirstAdmin{found->id, BindingOf(*hash)};
  }
  Registration admin;
  admin.username = username;
  admin.role = Role::kSuperAdmin;
  admin.password_hash = kNoPassword + txn.random().Hex(kFirstBytes);
  const auto id = Register(txn, tenant, admin);
  if (!id.ok()) return std::nullopt;
  return FirstAdmin{*id, BindingOf(admin.password_hash)};
}

bool HasAdministrator(store::Txn& txn, TenantId tenant) {
  constexpr std::int64_t kLookedAt = 1'000;  // nobody has more of them
  for (const User& user : ListSuperAdmins(txn, tenant, kLookedAt)) {
    if (user.status != UserStatus::kActive) continue;
    const auto hash = FindPassword(txn, tenant, user.id);
    if (hash && !hash->empty() && !hash->starts_with(kNoPassword)) return true;
  }
  return false;
}

Status RedeemReset(store::Txn& txn, TenantId tenant, UserId id, const std::string& binding,
                   const std::string& hash) {
  if (!LockUser(txn, tenant, id) || !ResetIsBound(txn, tenant, id, binding)) {
    return Error{Code::kForbidden, "link"};
  }
  return ResetPassword(txn, tenant, id, hash);
}

Status MayCloseAll(store::Txn& txn, const access::Principal& who,
                   std::span<const std::int64_t> users) {
  if (SuperAdminsAmong(txn, who.tenant, users).empty()) return Ok();
  return Error{Code::kForbidden, "delete_super_admin"};
}

namespace {

bool IsApplication(const access::Principal& who) {
  return !who.user;
}

Result<User> LockForBan(store::Txn& txn, const access::Principal& who, UserId id) {
  if (!who.admin()) return Error{Code::kForbidden};
  auto user = LockUser(txn, who.tenant, id);
  if (!user || user->status == UserStatus::kDeregistered) return Error{Code::kUserNotFound};
  const bool below = IsApplication(who) ? user->role == Role::kUser : MayActOn(who, *user);
  if (!below) return Error{Code::kForbidden, "admin"};
  return *std::move(user);
}

// Whether an administrator has banned the user, so that no application changes it.
bool HeldByOffice(store::Txn& txn, const access::Principal& who, const User& user) {
  return IsApplication(who) && user.banned_until > txn.now_ms() &&
         identity::FindBannedBy(txn, who.tenant, user.id) == identity::BannedBy::kOffice;
}

std::string BanDetail(std::int64_t until_ms, const std::string& reason) {
  std::string out;
  if (until_ms < kForEverMs) out = "until " + FormatTime(until_ms, Zone::Utc()) + " UTC";
  if (!reason.empty()) out += (out.empty() ? "" : ", ") + ("because: " + reason);
  return out;
}

}  // namespace

Status Ban(store::Txn& txn, const access::Principal& who, UserId id, const std::string& reason,
           std::int64_t until_ms) {
  KOINE_TRY(const User user, LockForBan(txn, who, id));
  if (HeldByOffice(txn, who, user)) return Ok();
  if (IsApplication(who)) {
    // Which says it again and again; and its tokens are no longer good once the ban is over.
    if (user.banned_until == until_ms) return Ok();
    RevokeLoginsOf(txn, who.tenant, id);
  }
  identity::SetBan(
      txn, who.tenant, id, until_ms, reason,
      IsApplication(who) ? identity::BannedBy::kApplication : identity::BannedBy::kOffice);
  audit::Note(txn, who, "user.ban", audit::UserTarget(id), BanDetail(until_ms, reason));
  event::Event told;
  told.tenant = who.tenant;
  told.actor = who.user;
  told.users = {id};
  event::SystemTold banned;
  banned.kind = event::SystemKind::kBanned;
  banned.text = reason;
  banned.until = until_ms;
  told.payload = std::move(banned);
  event::Emit(txn, std::move(told));
  identity::ForgetPushTokensOf(txn, who.tenant, id);
  TellShutOut(txn, who.tenant, id, "banned");
  return Ok();
}

Status Unban(store::Txn& txn, const access::Principal& who, UserId id) {
  KOINE_TRY(const User user, LockForBan(txn, who, id));
  if (HeldByOffice(txn, who, user)) return Error{Code::kForbidden, "admin"};
  audit::Note(txn, who, "user.unban", audit::UserTarget(id));
  if (user.banned_until == 0) return Ok();
  identity::SetBan(txn, who.tenant, id, 0, "", identity::BannedBy::kOffice);
  TellAccountChanged(txn, who.tenant, id);
  return Ok();
}

Result<User> CloseAccount(store::Txn& txn, const access::Principal& who, UserId id) {
  const bool own = id == who.user;
  if (!own && !who.admin()) return Error{Code::kForbidden};
  auto user = LockUser(txn, who.tenant, id);
  if (!user || user->status == UserStatus::kDeregistered) return Error{Code::kUserNotFound};
  if (user->role == Role::kSuperAdmin) return Error{Code::kForbidden, "delete_super_admin"};
  if (!own && !MayActOn(who, *user)) return Error{Code::kForbidden};
  user->username.reset();
  user->mobile.reset();
  user->email.reset();
  user->nickname = kGoneName;
  user->avatar = user->signature = user->ex = "";
  user->department = user->position = "";
  user->gender = 0;
  user->role = Role::kUser;
  user->status = UserStatus::kDeregistered;
  UpdateUser(txn, *user, "");
  identity::FreeLoginForm(txn, who.tenant, id);
  DeletePassword(txn, who.tenant, id);
  identity::ForgetNetworks(txn, who.tenant, id);
  RevokeLoginsOf(txn, who.tenant, id);
  if (!own) audit::Note(txn, who, "user.delete", audit::UserTarget(id));
  identity::ForgetPushTokensOf(txn, who.tenant, id);
  TellShutOut(txn, who.tenant, id, "deregistered");
  return *std::move(user);
}

}  // namespace koine::identity
