#pragma once

#include <cstdint>
#include <vector>

#include "base/ids.h"
#include "store/txn.h"

// The SQL of erasing a conversation (place.h).
namespace koine::erasure {

// Messages that still hold something, by number.
std::vector<std::int64_t> ListHolding(store::Txn& txn, TenantId tenant, ConversationId conversation,
                                      int limit);
// Files that are in no other conversation and in nobody's drive are to be swept away.
void MarkFilesOf(store::Txn& txn, TenantId tenant, ConversationId conversation);
// What it is called, and what its people wrote there beside messages.
void ClearPlace(store::Txn& txn, TenantId tenant, ConversationId conversation);

}  // namespace koine::erasure
