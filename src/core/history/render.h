#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "core/body/message.h"
#include "core/change/stream.h"
#include "core/event/event.h"
#include "core/history/sync.h"
#include "store/txn.h"

// What is shown around messages and events that their reader has been given already: what they
// quote, whom they name, what those are called. There may be no caller here: an event has been
// routed to its audience. Nothing of it may be asked about what nobody was given.
namespace koine::history {

// People whom what is shown is about.
std::vector<Handle> FindHandles(store::Txn& txn, TenantId tenant,
                                std::span<const std::int64_t> users);
// As they are called in the conversation of the event, and with the pictures that they have there.
std::vector<Handle> FindHandlesIn(store::Txn& txn, const event::Event& event,
                                  std::span<const std::int64_t> users);
// Of the group of the event: its handle, or its id where it has no other.
std::string FindGroupHandle(store::Txn& txn, const event::Event& event);

// The messages that these reply to, in one statement, and none where they reply to nothing.
std::vector<SyncEntry> ListQuoted(store::Txn& txn, TenantId tenant,
                                  std::span<const body::Message* const> messages);
// Whom messages name, by conversation, seq and user.
struct Mentioned {
  ConversationId conversation;
  std::int64_t seq = 0;
  Handle who;  // as they are called there
};
// Of these messages.
std::vector<Mentioned> ListMentioned(store::Txn& txn, TenantId tenant,
                                     std::span<const body::Message* const> messages);

// The conversation in which the messages of a change in a user's own stream are; 0 for other
// changes, and where it is about no messages.
ConversationId PlaceOfOwn(const change::Entry& entry);
// Fills in the messages that recalls and edits among these are about, which are known by their
// numbers alone in users' own streams. One statement, and none where there are no such changes.
void NameOwnMessages(store::Txn& txn, TenantId tenant, std::vector<change::Entry>* entries);

}  // namespace koine::history
