#pragma once

#include <cstdint>

#include "store/txn.h"

// The server's own work on notifications, over all tenants; nothing for rows of a dialect.
namespace koine::notification {

// Deletes what was read before `read_before_ms` or came before `before_ms`, at most `limit` of
// each; returns the greater number.
std::int64_t DeleteOld(store::Txn& txn, std::int64_t read_before_ms, std::int64_t before_ms,
                       int limit);

}  // namespace koine::notification
