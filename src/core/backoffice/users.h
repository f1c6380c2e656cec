#pragma once

#include <string_view>
#include <vector>

#include "core/identity/user.h"
#include "store/txn.h"

// What administrators ask of users besides what identity tells.
namespace koine::backoffice {

// Users whose login name contains `name`, in any case; empty: all. By id, without deregistered
// ones.
std::vector<identity::User> FindByLoginName(store::Txn& txn, TenantId tenant, std::string_view name,
                                            int limit);

}  // namespace koine::backoffice
