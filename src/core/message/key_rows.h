#pragma once

#include "core/message/rows.h"
#include "core/message/shared_sends.h"

// How a message is found by its client id, which `client_key` is a hash of: by an index on
// PostgreSQL, by a table that is written late on SQLite (docs/adr/0025-late-index.md).
namespace koine::message {

// What is known of a key without asking for its message, which may be gone, or have its key no
// longer. kUnknown: a statement can tell.
SharedKeys::Key AskKey(store::Txn& txn, const KeyOfSender& key);
// A message was appended with it.
void NoteKey(store::Txn& txn, const KeyOfSender& key, MessageId id);

}  // namespace koine::message
