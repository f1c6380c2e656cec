#pragma once

#include <cstdint>
#include <optional>

#include "base/ids.h"
#include "core/access/state.h"
#include "core/body/message.h"
#include "core/event/event.h"
#include "store/txn.h"

namespace koine::message {

// Gives the message the next seq of the conversation (and the next number, if it counts), stores it
// and publishes it to the members. Fills id (may be provisional), seq, counted, sent_at of
// `created.message` and moves `state` on.
// REQUIRES: the transaction holds the conversation's row; conversation, sender and body are set.
MessageId AppendMessage(store::Txn& txn, TenantId tenant, access::ConversationState* state,
                        event::MessageCreated created, std::optional<std::int64_t> client_key);

// Appends a system line (mapping 7.3) by `actor`.
void AppendNotice(store::Txn& txn, TenantId tenant, access::ConversationState* state,
                  access::Dialect origin, const Person& actor, body::Notice notice);

}  // namespace koine::message
