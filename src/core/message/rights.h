#pragma once

#include "base/result.h"
#include "core/access/doors.h"
#include "store/txn.h"

namespace koine::message {

// Whether the member may write here now: what Send says of a plain text (mutes, blocks, refusal,
// friendship). For verbs that bring new text to the others without a new message.
Status MayWrite(store::Txn& txn, const access::Member& place);

}  // namespace koine::message
