#pragma once

#include "base/result.h"
#include "core/access/doors.h"
#include "core/message/row.h"
#include "store/txn.h"

namespace koine::message {

// Whether the member may write here now: what Send says of a plain text (mutes, blocks, refusal,
// friendship). For verbs that bring new text to the others without a new message.
Status MayWrite(store::Txn& txn, const access::Member& place);

// The message at `seq` as it is now: what a door saw before it had its lock may have changed.
// kMessageNotFound: deleted for all in the meantime.
Result<Row> Kept(store::Txn& txn, const access::Member& place, std::int64_t seq);
// The same of one that is still read: kAlreadyRecalled.
Result<Row> Standing(store::Txn& txn, const access::Member& place, std::int64_t seq);

}  // namespace koine::message
