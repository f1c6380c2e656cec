#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/ids.h"
#include "store/txn.h"

// What blocks and contacts say of those who are to be brought somewhere. They lie apart from
// core/contact, which makes conversations, whose members are asked here.
namespace koine::setting {

// Of `owners`, those who block the user, and those who have them among their contacts.
std::vector<UserId> BlockersAmong(store::Txn& txn, TenantId tenant, UserId user,
                                  std::span<const std::int64_t> owners);
std::vector<UserId> KnownTo(store::Txn& txn, TenantId tenant, UserId user,
                            std::span<const std::int64_t> owners);

}  // namespace koine::setting
