#pragma once

#include "core/office/room/rows.h"
#include "store/txn.h"

// What becomes of a confirmed booking by time alone: one job for each, put for its next moment.
namespace koine::room {

// When something may be to be done next; 0: nothing. `release_ms`: 0 = never.
std::int64_t NextMoment(const Booking& row, std::int64_t now_ms, std::int64_t release_ms);

void PutNext(store::Txn& txn, TenantId tenant, const Booking& row);
void StopNext(store::Txn& txn, const Booking& row);

}  // namespace koine::room
