#pragma once

#include <vector>

#include "core/change/stream.h"
#include "store/txn.h"

// The stream of a user, `n_<user>_<user>`: what he did for himself, and what changed in his
// conversation with himself (mapping 1.1).
namespace koine::openim {

// The conversation in which the messages of such a change are; 0 for other changes, and where it is
// about no messages.
ConversationId PlaceOfOwn(const change::Entry& entry);

// Fills in the messages that recalls and edits among these are about, which are known by their
// numbers alone. One statement, and none where there are no such changes.
void NameOwnMessages(store::Txn& txn, TenantId tenant, std::vector<change::Entry>* entries);

}  // namespace koine::openim
