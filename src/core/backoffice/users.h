#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <vector>

#include "base/ids.h"
#include "base/result.h"
#include "core/access/principal.h"
#include "store/txn.h"

// What the back office asks of users besides what identity tells: for those who oversee, kForbidden
// for others.
namespace koine::backoffice {

// When each of these users signed in last, by id, as far as their logins are kept.
Result<std::map<std::int64_t, std::int64_t>> LastLogins(store::Txn& txn,
                                                        const access::Principal& who,
                                                        std::span<const std::int64_t> users);

}  // namespace koine::backoffice
