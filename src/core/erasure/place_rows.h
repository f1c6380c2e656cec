#pragma once

#include "base/ids.h"
#include "store/txn.h"

// The SQL of erasing a conversation (place.h).
namespace koine::erasure {

// Files that are in no other conversation and in nobody's drive are to be swept away.
void MarkFilesOf(store::Txn& txn, TenantId tenant, ConversationId conversation);
// What it is called, what its people wrote there beside messages, and events up to `until_ms`.
void ClearPlace(store::Txn& txn, TenantId tenant, ConversationId conversation,
                std::int64_t until_ms);

}  // namespace koine::erasure
