#pragma once

#include <cstdint>

#include "store/txn.h"

// The server's own work on DINGs, over all tenants; nothing for rows of a dialect.
namespace koine::ding {

// Deletes, with their receipts, at most `limit` that were made before that time and do not wait for
// theirs; returns how many.
std::int64_t DeleteBefore(store::Txn& txn, std::int64_t before_ms, int limit);

}  // namespace koine::ding
