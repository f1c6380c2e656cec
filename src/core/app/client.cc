#include "core/app/client.h"

#include <algorithm>
#include <map>
#include <unordered_map>
#include <utility>

#include "base/json.h"
#include "base/name.h"
#include "base/text.h"
#include "core/app/client_rows.h"
#include "core/audit/audit.h"
#include "core/identity/account.h"
#include "core/identity/handle.h"
#include "core/identity/login.h"
#include "core/identity/system.h"
#include "core/identity/token.h"
#include "core/tenant/tenant.h"
#include "core/word/word.h"

namespace koine::app {

namespace {

constexpr std::size_t kNameChars = 50;
constexpr int kEndSlice = 200;

// A member of an object that is a text; empty for anything else.
std::string TextIn(const std::map<std::string, json::Raw>& object, const char* name) {
  const auto it = object.find(name);
  if (it == object.end() || it->second.text.empty() || it->second.text.front() != '"') return "";
  auto list = json::Parse<std::vector<std::string>>("[" + it->second.text + "]");
  return list.ok() ? list->front() : "";
}

struct Looks {
  std::string nickname, avatar;
};
Looks LooksIn(std::string_view extend) {
  auto object = json::Parse<std::map<std::string, json::Raw>>(extend);
  if (!object.ok()) return {};
  Looks out{name::Shown(text::Prefix(TextIn(*object, "nickname"), kNameChars)),
            TextIn(*object, "avatar")};
  if (out.avatar.empty()) out.avatar = TextIn(*object, "headImage");
  return out;
}

Status CheckExtend(store::Txn& txn, TenantId tenant, const std::optional<std::string>& extend) {
  if (!extend) return Ok();
  if (extend->size() > kClientExtendBytesMax) return FieldError(Code::kTooLarge, "extend");
  return word::CheckName(txn, tenant, LooksIn(*extend).nickname, "extend");
}

// Locks the user.
Result<Client> Put(store::Txn& txn, TenantId tenant, std::string_view handle,
                   const std::string& extend) {
  const Looks looks = LooksIn(extend);
  KOINE_TRY(identity::User user,
            identity::SetLooks(txn, tenant, handle, looks.nickname, looks.avatar));
  PutExtend(txn, tenant, user.id, extend);
  return Client{std::move(user), extend};
}

}  // namespace

bool ValidClientId(std::string_view handle) {
  auto fits = [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  };
  return !handle.empty() && handle.size() <= kClientIdCharsMax &&
         std::all_of(handle.begin(), handle.end(), fits);
}

Result<Client> GetClient(store::Txn& txn, TenantId tenant, std::string_view handle) {
  auto user = identity::FindUserByHandle(txn, tenant, handle);
  if (!user || user->status == identity::UserStatus::kDeregistered) {
    return FieldError(Code::kUserNotFound, std::string(handle));
  }
  Client client{*std::move(user), ""};
  client.extend = FindExtend(txn, tenant, client.user.id);
  return client;
}

Result<std::vector<identity::User>> GetClients(store::Txn& txn, TenantId tenant,
                                               std::span<const std::string> handles) {
  std::unordered_map<std::string, identity::User> found;
  for (identity::User& user : identity::FindNamed(txn, tenant, handles)) {
    std::string name = user.handle;
    found.emplace(std::move(name), std::move(user));
  }
  std::vector<identity::User> out;
  for (const std::string& handle : handles) {
    const auto it = found.find(handle);
    if (it == found.end()) return FieldError(Code::kUserNotFound, handle);
    out.push_back(it->second);
  }
  return out;
}

Result<Client> RegisterClient(store::Txn& txn, TenantId tenant, std::string_view handle,
                              const std::optional<std::string>& extend) {
  KOINE_CHECK(CheckExtend(txn, tenant, extend));
  if (identity::HandleTaken(txn, tenant, handle)) {
    if (!extend) return GetClient(txn, tenant, handle);
    return SetClientExtend(txn, tenant, handle, *extend);
  }
  if (!ValidClientId(handle)) return Error{Code::kBadHandle};
  identity::GivenUser given;
  given.handle = handle;
  given.nickname = handle;
  auto made = identity::RegisterGiven(txn, tenant, {given});
  // Another login of the same may have been first.
  if (!made.ok() && !made.error().Is(Code::kUserExists)) return std::move(made).error();
  return extend ? Put(txn, tenant, handle, *extend) : GetClient(txn, tenant, handle);
}

Result<Client> SetClientExtend(store::Txn& txn, TenantId tenant, std::string_view handle,
                               const std::string& extend) {
  KOINE_CHECK(CheckExtend(txn, tenant, extend));
  return Put(txn, tenant, handle, extend);
}

std::int64_t CountSeen(store::Txn& txn, TenantId tenant, std::int64_t since_ms,
                       std::span<const std::int64_t> online) {
  return CountSeenOf(txn, tenant, since_ms, online);
}

void KickClient(store::Txn& txn, TenantId tenant, UserId user, std::string_view reason) {
  const std::string why = reason.empty() ? "kicked" : std::string(kKickedFor) + std::string(reason);
  identity::EndAllTokens(txn, tenant, user, access::Dialect::kAppim, why);
}

Status EndLogins(store::Txn& txn, std::string_view key, std::string_view payload) {
  const auto tenant = text::ParseInt(key);
  const auto after = text::ParseInt(payload);
  if (!tenant || !after) return Error{Code::kBadArgument, "job"};
  const auto users = FindLoggedIn(txn, TenantId(*tenant), UserId(*after), kEndSlice);
  for (const UserId user : users) KickClient(txn, TenantId(*tenant), user);
  if (static_cast<int>(users.size()) == kEndSlice) {
    txn.PutJob(tenant::kEndLoginsJob, key, txn.now_ms(), std::to_string(users.back().value));
  }
  return Ok();
}

void SignOutClient(store::Txn& txn, const access::Principal& who, UserId user,
                   std::string_view reason) {
  KickClient(txn, who.tenant, user, reason);
  audit::Note(txn, who, "user.sign_out", audit::UserTarget(user), reason);
}

}  // namespace koine::app
