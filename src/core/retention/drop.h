#pragma once

#include <cstdint>
#include <map>

#include "base/ids.h"
#include "store/job.h"
#include "store/txn.h"

// Rows of messages that nobody reads any more leave the store.
namespace koine::retention {

// A client may send a message again so long after it was first stored, and gets the first answer:
// the row of one that was erased stays until then, empty.
inline constexpr std::int64_t kRetryMs = 7LL * 24 * 3600 * 1000;

// Orders a walk through all conversations, of all tenants, once the index has had time to let go of
// what was erased. Of what lies before the first message that anybody may read, rows go that were
// erased, that nobody can send again, of which the index has no words, and that nothing which stays
// leads to: no reply, no forwarded message, no favourite. The last of them stays too, for cursors
// stand on it.
void PutDrop(store::Txn& txn);

// How long messages are kept, in ms, by tenant; those of other tenants are for ever. `messages_ms`:
// in the default tenant (Keep), 0: for ever; applications have settings of their own.
std::map<TenantId, std::int64_t> ListAges(store::Txn& txn, std::int64_t messages_ms);

// That job; `messages_ms` as above. What was cleared for everybody, and is older, is erased on the
// way.
void AddDropJob(store::JobRunner& jobs, std::int64_t messages_ms);

}  // namespace koine::retention
