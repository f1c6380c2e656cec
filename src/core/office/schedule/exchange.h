#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"
#include "core/access/principal.h"
#include "core/office/fate.h"
#include "core/office/schedule/calendar.h"
#include "store/txn.h"

// Events from and for other calendars.
namespace koine::schedule {

inline constexpr std::size_t kExportMax = 2000;

// What the principal has within [from, to) as a calendar: their own and what they did not decline,
// series whole. kBadArgument "schedule_many" beyond kExportMax.
Result<std::string> Export(store::Txn& txn, const access::Principal& who, std::int64_t from_ms,
                           std::int64_t to_ms);

// Makes the entries the principal's own events; one whose uid they have becomes like the entry,
// another that they cancelled stays as it is. What became of each, in order; with `dry_run` nothing
// is changed. kBadState "events_full"; else refused as Create.
Result<std::vector<office::Fate>> Import(store::Txn& txn, const access::Principal& who,
                                         const File& file, bool dry_run);

}  // namespace koine::schedule
