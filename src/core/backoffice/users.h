#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string_view>
#include <vector>

#include "core/identity/user.h"
#include "store/txn.h"

// What administrators ask of users besides what identity tells.
namespace koine::backoffice {

// Users whose login name contains `name`, in any case; empty: all. By id, without deregistered
// ones.
std::vector<identity::User> FindByLoginName(store::Txn& txn, TenantId tenant,
                                            std::string_view name, int limit);
// When each of these users signed in last, by id, as far as his logins are kept.
std::map<std::int64_t, std::int64_t> LastLogins(store::Txn& txn, TenantId tenant,
                                                std::span<const std::int64_t> users);

}  // namespace koine::backoffice
