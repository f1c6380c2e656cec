#pragma once

#include <cstdint>
#include <vector>

#include "store/store.h"

// The log read back: what was published when it was committed, for a node that did not hear it.
namespace koine::history {

// Positions that one call may ask for at most.
inline constexpr std::int64_t kReplaySlice = 500;

// The events of first <= position <= last, in order, as store::Store published them, with these
// differences: a message names no origin session, and shows sender and quoted message as they are
// now. Rows that are gone (events are kept for a day) and those of kinds that this version does not
// know are left out. Entries are event::EventPtr.
std::vector<store::Entry> ReadLog(store::Txn& txn, std::int64_t first, std::int64_t last);

}  // namespace koine::history
