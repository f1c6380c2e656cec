#pragma once

#include "core/body/message.h"
#include "store/txn.h"

// How a row of `message` is read, for the SQL of other nouns that joins it.
namespace koine::message {

// The columns of a message `m`, first in a select, and what reads them.
#define KOINE_MESSAGE_COLUMNS                                                                 \
  "m.id, m.conversation_id, m.seq, m.counted, m.sender_id, m.origin, m.kind, m.body, m.raw, " \
  "m.client_id, m.reply_seq, m.forwarded_from, m.mention_all, m.options, m.sent_at, "         \
  "m.edited_at, m.recalled_at, m.recalled_by, m.deleted_at"
inline constexpr int kMessageColumns = 19;
body::Message ReadMessage(const store::Row& row);

}  // namespace koine::message
