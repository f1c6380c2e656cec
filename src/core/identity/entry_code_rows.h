#pragma once

#include <cstdint>
#include <string_view>

#include "base/ids.h"
#include "store/txn.h"

// All SQL on codes of entry.
namespace koine::identity {

void InsertEntryCode(store::Txn& txn, TenantId tenant, std::string_view digest, UserId by,
                     std::int64_t expires_at);
// Deletes it; false: there is none, or it has ended. Of two at once one succeeds.
bool TakeEntryCode(store::Txn& txn, TenantId tenant, std::string_view digest, std::int64_t now_ms);
void DeleteEndedEntryCodes(store::Txn& txn, TenantId tenant, std::int64_t now_ms);
std::int64_t CountEntryCodes(store::Txn& txn, TenantId tenant);

}  // namespace koine::identity
