#pragma once

#include <cstdint>
#include <string_view>

#include "base/ids.h"
#include "store/txn.h"

// All SQL on codes of entry.
namespace koine::entry_code {

void Insert(store::Txn& txn, TenantId tenant, std::string_view digest, UserId by,
            std::int64_t expires_at);
// Deletes it; false: there is none, or it has ended. Of two at once one succeeds.
bool Take(store::Txn& txn, TenantId tenant, std::string_view digest, std::int64_t now_ms);
void DeleteEnded(store::Txn& txn, TenantId tenant, std::int64_t now_ms);
std::int64_t Count(store::Txn& txn, TenantId tenant);

}  // namespace koine::entry_code
