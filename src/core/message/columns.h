#pragma once

#include "core/body/message.h"
#include "store/txn.h"

// How a row of `message` is read, here and in the SQL of other nouns that joins it.
namespace koine::message {

// The columns of a message as a statement calls it, `m` mostly, and what reads them, from the
// select's column `first` on. Where no row was joined, the message has no id.
#define KOINE_MESSAGE_COLUMNS_OF(m)                                                            \
  m ".id, " m ".conversation_id, " m ".seq, " m ".counted, " m ".sender_id, " m ".origin, " m  \
    ".kind, " m ".body, " m ".raw, " m ".client_id, " m ".reply_seq, " m ".forwarded_from, " m \
    ".mention_all, " m ".options, " m ".sent_at, " m ".edited_at, " m ".recalled_at, " m       \
    ".recalled_by, " m ".deleted_at"
#define KOINE_MESSAGE_COLUMNS KOINE_MESSAGE_COLUMNS_OF("m")
inline constexpr int kMessageColumns = 19;
// Texts are assigned, so that a message that is read again keeps its memory.
void ReadMessageAt(const store::Row& row, int first, body::Message* out);
body::Message ReadMessage(const store::Row& row);

// Less than half as many, for lists that show a line of each message and no more of it.
#define KOINE_PREVIEW_COLUMNS_OF(m)                                                        \
  m ".id, " m ".seq, " m ".sender_id, " m ".origin, " m ".kind, " m ".body, " m ".raw, " m \
    ".sent_at, " m ".recalled_at, " m ".recalled_by"
inline constexpr int kPreviewColumns = 10;
inline constexpr int kPreviewSeqColumn = 1;
// Sets these, and the conversation; all else of `out` stays.
void ReadPreviewAt(const store::Row& row, int first, ConversationId conversation,
                   body::Message* out);

}  // namespace koine::message
