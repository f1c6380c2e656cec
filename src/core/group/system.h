#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/ids.h"
#include "core/access/state.h"
#include "store/txn.h"

// Members of groups for the server's own work, where nobody acts; nothing for rows of a dialect.
namespace koine::group {

// Of `users`, those who are active members, with their roles.
struct RoleOf {
  UserId user;
  access::MemberRole role = access::MemberRole::kMember;
};
std::vector<RoleOf> FindRoles(store::Txn& txn, TenantId tenant, ConversationId conversation,
                              std::span<const std::int64_t> users);

}  // namespace koine::group
