#include "core/identity/handle.h"

#include <unordered_map>
#include <utility>

#include "base/text.h"
#include "core/access/behalf.h"
#include "core/identity/rows.h"

namespace koine::identity {

bool ValidHandle(std::string_view handle) {
  std::size_t count = 0;
  for (std::size_t pos = 0; pos < handle.size(); ++count) {
    const char32_t c = text::NextCodePoint(handle, &pos);
    if (c != U'_' && !text::IsAlphanumeric(c)) return false;
  }
  return count > 0 && count <= kHandleCharsMax;
}

Result<access::Principal> ActFor(store::Txn& txn, const access::Principal& who,
                                 std::string_view handle) {
  auto user = FindUserByHandle(txn, who.tenant, handle);
  if (user && user->id == who.user) return who;
  if (!who.admin()) return Error{Code::kForbidden, "self"};
  if (!user || user->status == UserStatus::kDeregistered) {
    return FieldError(Code::kUserNotFound, "userID");
  }
  return access::OnBehalfOf(who, user->id);
}

Result<User> GetUser(store::Txn& txn, TenantId tenant, std::string_view handle, const char* field) {
  auto user = FindUserByHandle(txn, tenant, handle);
  if (!user || user->status == UserStatus::kDeregistered) {
    return FieldError(Code::kUserNotFound, field);
  }
  return *std::move(user);
}

std::vector<User> FindNamed(store::Txn& txn, TenantId tenant,
                            std::span<const std::string> handles) {
  std::unordered_map<std::string, User> found;
  for (User& user : FindUsersByHandles(txn, tenant, handles)) {
    if (user.status != UserStatus::kDeregistered) found.emplace(user.handle, std::move(user));
  }
  std::vector<User> out;
  for (const std::string& handle : handles) {
    auto node = found.extract(handle);
    if (!node.empty()) out.push_back(std::move(node.mapped()));
  }
  return out;
}

Result<std::vector<User>> GetUsers(store::Txn& txn, TenantId tenant,
                                   std::span<const std::string> handles, const char* field) {
  std::unordered_map<std::string, User> found;
  for (User& user : FindUsersByHandles(txn, tenant, handles)) {
    if (user.status != UserStatus::kDeregistered) found.emplace(user.handle, std::move(user));
  }
  std::vector<User> out;
  for (const std::string& handle : handles) {
    const auto it = found.find(handle);
    if (it == found.end()) return FieldError(Code::kUserNotFound, field);
    out.push_back(it->second);
  }
  return out;
}

}  // namespace koine::identity
