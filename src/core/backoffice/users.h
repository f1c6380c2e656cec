#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "core/access/principal.h"
#include "core/identity/user.h"
#include "store/txn.h"

// What the back office asks of users besides what identity tells: for those who oversee, kForbidden
// for others.
namespace koine::backoffice {

// Users whose login name contains `name`, in any case; empty: all. By id, without deregistered
// ones.
Result<std::vector<identity::User>> FindByLoginName(store::Txn& txn, const access::Principal& who,
                                                    std::string_view name, int limit);

// When each of these users signed in last, by id, as far as their logins are kept.
Result<std::map<std::int64_t, std::int64_t>> LastLogins(store::Txn& txn,
                                                        const access::Principal& who,
                                                        std::span<const std::int64_t> users);

}  // namespace koine::backoffice
