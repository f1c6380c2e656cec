#pragma once

#include <cstdint>

#include "base/result.h"
#include "core/office/schedule/event.h"

namespace koine::schedule {

// Events are between these, ms: 1970 and 2100. None lasts longer than a year.
inline constexpr std::int64_t kTimeMax = 4'102'444'800'000;
inline constexpr std::int64_t kLengthMax = 366LL * 24 * 3600 * 1000;

// Makes the rule of `what->when` from its repeat, and checks both. kBadArgument "end_before_start",
// "event_time", "time_zone", "last_day" when that is before the start, "recurrence".
Status Settle(Details* what);

}  // namespace koine::schedule
