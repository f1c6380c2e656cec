#pragma once

#include <cstdint>

#include "core/access/principal.h"
#include "core/body/body.h"
#include "store/txn.h"

namespace koine::file {

// Notes that a message with this content holds a file, named by its id or by a link of this server,
// if the principal may read it: then its readers may, too. A foreign file gives nobody a right.
// Costs one statement where the body names a file, none otherwise.
void NoteUse(store::Txn& txn, const access::Principal& who, ConversationId conversation,
             std::int64_t seq, const body::Body& body);

}  // namespace koine::file
