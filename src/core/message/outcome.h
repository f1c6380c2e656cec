#pragma once

#include <cstdint>
#include <string_view>

#include "base/ids.h"
#include "store/txn.h"

// What has become of calls that callers gave names, for who asks later (openim 4.5
// check_msg_is_send_success). Names are of the tenant: a call may have no user.
namespace koine::message {

// Stored in outcome.state: never renumber.
enum class OutcomeState : std::uint8_t { kUnknown = 0, kSent = 2, kFailed = 3 };

// Remembered at least so long.
inline constexpr std::int64_t kOutcomesKeepMs = 24LL * 3600 * 1000;
// Longer names are not remembered.
inline constexpr std::size_t kOutcomeNameBytesMax = 256;

// The last outcome of a name counts. Without a name nothing is remembered.
void PutOutcome(store::Txn& txn, TenantId tenant, std::string_view name, OutcomeState state);
OutcomeState FindOutcome(store::Txn& txn, TenantId tenant, std::string_view name);

// Forgets those that are older than kOutcomesKeepMs, of all tenants, at most `limit`; returns how
// many.
std::int64_t SweepOutcomes(store::Txn& txn, int limit);

}  // namespace koine::message
