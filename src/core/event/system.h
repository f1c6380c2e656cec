#pragma once

#include <cstdint>

#include "store/txn.h"

// The server's own work on the log of events, over all tenants; nothing for rows of a dialect.
namespace koine::event {

// Deletes events older than `before_ms` and not after position `read_up_to`, which the readers of
// the log have passed; at most `limit`; returns how many.
std::int64_t DeleteEventsBefore(store::Txn& txn, std::int64_t before_ms, std::int64_t read_up_to,
                                int limit);

}  // namespace koine::event
