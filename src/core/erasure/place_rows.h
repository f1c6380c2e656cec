#pragma once

#include "base/ids.h"
#include "store/txn.h"

// The SQL of erasing a conversation (place.h).
namespace koine::erasure {

// Files that are in no other conversation and in nobody's drive are to be swept away.
void MarkFilesOf(store::Txn& txn, TenantId tenant, ConversationId conversation);
// What it is called, and what its people wrote there beside messages.
void ClearPlace(store::Txn& txn, TenantId tenant, ConversationId conversation);

}  // namespace koine::erasure
