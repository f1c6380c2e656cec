#pragma once

#include <cstdint>
#include <vector>

#include "core/access/principal.h"
#include "core/message/kept_ends.h"
#include "core/message/row.h"
#include "store/txn.h"

// What users missed while nothing of theirs was connected.
namespace koine::message {

// What was not delivered to a user yet (ruoyi 22.5): unread messages of others with a position
// above `after`, not older than `since_ms`, the newest `limit`, in ascending order of position.
// `busy` for somebody of whom it is known that they have many conversations.
std::vector<Row> ListUndelivered(store::Txn& txn, const access::Principal& who, MessageId after,
                                 std::int64_t since_ms, int limit, EndsCache* busy = nullptr);

}  // namespace koine::message
