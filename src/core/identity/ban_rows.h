#pragma once

#include <cstdint>
#include <string_view>

#include "base/ids.h"
#include "store/txn.h"

// Bans of accounts, as core/identity judges them.
namespace koine::identity {

// Who set one. Stored in users.banned_by: never renumber.
enum class BannedBy : std::uint8_t { kOffice = 0, kApplication = 1 };
BannedBy FindBannedBy(store::Txn& txn, TenantId tenant, UserId user);
// The user may not sign in until then; 0: they may.
void SetBan(store::Txn& txn, TenantId tenant, UserId user, std::int64_t until_ms,
            std::string_view reason, BannedBy by);

}  // namespace koine::identity
