#pragma once

#include <cstdint>
#include <vector>

#include "base/ids.h"
#include "store/txn.h"

// The SQL of rows that leave the store (drop.h).
namespace koine::retention {

// A conversation, and whether it has rows before the first message that anybody may read which are
// to go, or to be erased.
struct Below {
  ConversationId conversation;
  TenantId tenant;
  std::int64_t min_seq = 0;
  bool any = false;
};
// The next `limit` conversations of all tenants from this one on, by id.
std::vector<Below> ListBelow(store::Txn& txn, ConversationId from, int limit);

// The next rows of a conversation after a number and before another.
struct Rows {
  std::int64_t count = 0, last = 0;  // how many, and the number of the last
  // Those that still hold something and were sent before a time: the first and the last; 0: none.
  std::int64_t first_due = 0, last_due = 0;
};
Rows FindRows(store::Txn& txn, const Below& place, std::int64_t after, std::int64_t sent_before_ms,
              int limit);

// Lets rows from `from` to `to` go, if they may; returns how many did. `sent_before_ms`: who sent
// one earlier does not send it again.
std::int64_t DropRows(store::Txn& txn, const Below& place, std::int64_t from, std::int64_t to,
                      std::int64_t sent_before_ms);

}  // namespace koine::retention
