#pragma once

#include <cstdint>
#include <string_view>

#include "core/access/principal.h"
#include "core/body/body.h"
#include "store/txn.h"

namespace koine::file {

// Notes that a message with this content holds files, named by an id or by links of this server, if
// the principal may read them: then its readers may, too. A foreign file gives nobody a right.
// Costs one statement for each file that the content names, none otherwise. `raw` is what the
// dialect keeps beside the body.
void NoteUse(store::Txn& txn, const access::Principal& who, ConversationId conversation,
             std::int64_t seq, const body::Body& body, std::string_view raw);

}  // namespace koine::file
