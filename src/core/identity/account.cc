#include "core/identity/account.h"

#include <algorithm>
#include <array>
#include <set>
#include <string_view>

#include "base/name.h"
#include "base/text.h"
#include "core/identity/admin.h"
#include "core/identity/device_rows.h"
#include "core/identity/entry_code.h"
#include "core/identity/handle.h"
#include "core/identity/login.h"
#include "core/identity/login_form_rows.h"
#include "core/identity/rows.h"
#include "core/word/word.h"

namespace koine::identity {

namespace {

void Assign(const std::optional<std::string>& from, std::optional<std::string>* to) {
  if (!from) return;
  if (from->empty()) {
    to->reset();
  } else {
    *to = *from;
  }
}

}  // namespace

std::string SearchText(const User& user) {
  // A handle that is the id is found as such.
  const bool given = user.handle != std::to_string(user.id.value);
  return text::Fold(user.username.value_or("") + (given ? " " + user.handle : "") + "\n" +
                    user.nickname);
}

bool IsReservedName(std::string_view name) {
  constexpr std::array<std::string_view, 11> kReserved{
      "admin", "administrator", "superadmin", "sysadmin", "root",      "system",
      "koine", "管理员",        "系统管理员", "系统",     "超级管理员"};
  std::string plain;
  for (const char c : text::Fold(text::Trim(name))) {
    if (c == '_' || c == '-' || c == '.' || c == ' ') continue;
    plain += c == '0' ? 'o' : c == '1' || c == '|' ? 'i' : c == '4' || c == '@' ? 'a' : c;
  }
  return std::find(kReserved.begin(), kReserved.end(), plain) != kReserved.end();
}

Result<UserId> Register(store::Txn& txn, TenantId tenant, const Registration& in) {
  // Before anything that tells who is here.
  if (in.invitation && !identity::UseEntryCode(txn, tenant, *in.invitation)) {
    return Error{Code::kForbidden, "invitation"};
  }
  User user;
  user.tenant = tenant;
  // Who signs in with it types it: nothing of it may be invisible.
  if (name::Shown(in.username) != in.username) return FieldError(Code::kBadArgument, "username");
  KOINE_CHECK(word::CheckName(txn, tenant, in.username, "username"));
  user.username = in.username;
  KOINE_TRY(user.nickname, word::TakeName(txn, tenant, in.nickname, "nickname"));
  if (user.nickname.empty()) user.nickname = in.username;
  Assign(in.email, &user.email);
  Assign(in.mobile, &user.mobile);
  user.role = in.role;
  user.created_at = txn.now_ms();
  // Whoever sees such a name takes its bearer for one.
  if (in.role == access::Role::kUser && IsReservedName(in.username)) {
    return FieldError(Code::kUserExists, "username");
  }
  if (const char* field = LoginNameTaken(txn, user)) return FieldError(Code::kUserExists, field);
  user.id = NewUserId(txn, tenant);
  user.handle = std::to_string(user.id.value);
  if (!identity::TakeLoginForm(txn, tenant, user.id, in.username)) {
    return FieldError(Code::kUserExists, "username");
  }
  if (!InsertUser(txn, user, SearchText(user))) {
    identity::FreeLoginForm(txn, tenant, user.id);
    return FieldError(Code::kUserExists, "username");
  }
  PutPassword(txn, tenant, user.id, in.password_hash);
  return user.id;
}

Result<std::vector<UserId>> RegisterGiven(store::Txn& txn, TenantId tenant,
                                          const std::vector<GivenUser>& users) {
  if (users.size() > kGivenUsersMax) return FieldError(Code::kTooLarge, "users");
  std::set<std::string_view> seen;
  std::vector<std::string> handles;
  for (const GivenUser& given : users) {
    if (!ValidHandle(given.handle)) return FieldError(Code::kBadHandle, "userID");
    if (given.nickname.empty()) return FieldError(Code::kMissingArgument, "nickname");
    if (!seen.insert(given.handle).second) return Error{Code::kConflict, "handle", "userID"};
    handles.push_back(given.handle);
  }
  if (!FindUsersByHandles(txn, tenant, handles).empty()) {
    return FieldError(Code::kUserExists, "userID");
  }
  const word::Names names(txn, tenant);
  std::vector<UserId> out = NewUserIds(txn, tenant, users.size());
  std::vector<User> made;
  std::vector<std::string> search_texts;
  for (std::size_t i = 0; i < users.size(); ++i) {
    const GivenUser& given = users[i];
    User user;
    user.tenant = tenant;
    user.id = out[i];
    user.handle = given.handle;
    KOINE_TRY(user.nickname, names.Take(given.nickname, "nickname"));
    user.avatar = given.avatar;
    user.ex = given.ex;
    user.kind = given.kind;
    user.recv_opt = given.recv_opt;
    search_texts.push_back(SearchText(user));
    made.push_back(std::move(user));
  }
  if (InsertGivenUsers(txn, tenant, made, search_texts) != std::ssize(made)) {
    return FieldError(Code::kUserExists, "userID");
  }
  return out;
}

Result<OneAccount> OneAccount::Open(store::Txn&, const access::Principal& who, UserId user) {
  if (user != who.user && !who.admin()) return Error{Code::kForbidden};
  return OneAccount(user);
}

Result<User> ChangeProfile(store::Txn& txn, const access::Principal& who, UserId target,
                           const ProfileChange& change) {
  if (target != who.user && !who.admin()) return Error{Code::kForbidden, "self"};
  auto user = LockUser(txn, who.tenant, target);
  if (!user || user->status == UserStatus::kDeregistered) return Error{Code::kUserNotFound};
  if (target != who.user && !MayActOn(who, *user)) {
    return Error{Code::kForbidden, "self"};
  }
  if (change.nickname) {
    KOINE_TRY(user->nickname, word::TakeName(txn, who.tenant, *change.nickname, "nickname"));
  }
  if (change.avatar) user->avatar = *change.avatar;
  if (change.signature) user->signature = *change.signature;
  if (change.gender) user->gender = *change.gender;
  if (change.department) user->department = *change.department;
  if (change.position) user->position = *change.position;
  if (change.ex) user->ex = *change.ex;
  if (change.recv_opt) user->recv_opt = *change.recv_opt;
  if (change.auto_accept) user->auto_accept = *change.auto_accept;
  Assign(change.email, &user->email);
  Assign(change.mobile, &user->mobile);
  if (const char* field = LoginNameTaken(txn, *user)) return FieldError(Code::kUserExists, field);
  if (!UpdateUser(txn, *user, SearchText(*user))) return Error{Code::kUserNotFound};
  return *std::move(user);
}

Result<User> SetLooks(store::Txn& txn, TenantId tenant, std::string_view handle,
                      const std::string& nickname, const std::string& avatar) {
  auto user = FindUserByHandle(txn, tenant, handle);
  if (user) user = LockUser(txn, tenant, user->id);
  if (!user || user->status == UserStatus::kDeregistered) {
    return FieldError(Code::kUserNotFound, std::string(handle));
  }
  const User before = *user;
  if (!nickname.empty()) user->nickname = nickname;
  if (!avatar.empty()) user->avatar = avatar;
  if (user->nickname != before.nickname || user->avatar != before.avatar) {
    UpdateUser(txn, *user, SearchText(*user));
  }
  return *std::move(user);
}

Status SetEnabled(store::Txn& txn, const access::Principal& who, UserId id, bool enabled) {
  auto user = LockUser(txn, who.tenant, id);
  if (!user || user->status == UserStatus::kDeregistered) return Error{Code::kUserNotFound};
  if (!MayActOn(who, *user)) return Error{Code::kForbidden};
  const UserStatus wanted = enabled ? UserStatus::kActive : UserStatus::kDisabled;
  if (user->status == wanted) return Ok();
  user->status = wanted;
  UpdateUser(txn, *user, SearchText(*user));
  if (enabled) {
    TellAccountChanged(txn, who.tenant, id);
  } else {
    RevokeLoginsOf(txn, who.tenant, id);
    identity::ForgetPushTokensOf(txn, who.tenant, id);
    TellShutOut(txn, who.tenant, id, "disabled");
  }
  return Ok();
}

}  // namespace koine::identity
