#pragma once

#include "base/ids.h"
#include "base/result.h"
#include "core/access/principal.h"
#include "store/job.h"
#include "store/txn.h"

// What was said in one conversation, for whoever runs the server.
namespace koine::erasure {

// Erases what was ever said in a conversation, the files that were sent only there, and what it is
// called, soon and in slices. A group ends by it; two who have a chat may go on in it. Noted by the
// caller. kConversationNotFound.
Status EraseConversation(store::Txn& txn, TenantId tenant, ConversationId conversation);
void AddConversationJob(store::JobRunner& jobs);

// How much there is to erase: messages and files.
struct Amount {
  std::int64_t messages = 0, files = 0;
};
Amount CountConversation(store::Txn& txn, TenantId tenant, ConversationId conversation);
Amount CountPerson(store::Txn& txn, TenantId tenant, UserId user);

}  // namespace koine::erasure
