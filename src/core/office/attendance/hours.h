#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "base/time.h"
#include "core/office/attendance/states.h"

// When people work, as the settings `attendance.*` say. Days are numbers: of days since
// 1970-01-01, where clocks are set as in `zone`.
namespace koine::attendance {

inline constexpr std::int64_t kDaySeconds = 24 * 3600;

struct Hours {
  const Zone* zone = &Zone::Shanghai();
  // Seconds from the day's midnight; `begin` is before `end`.
  std::int64_t begin = 9 * 3600, end = 18 * 3600;
  // So much later is not late yet, so much earlier not early; seconds.
  std::int64_t late_after = 10 * 60, early_before = 30 * 60;
  // Who checks out on the day after, no longer after they checked in, ends the day before. At most
  // a day.
  std::int64_t longest_ms = 16LL * 3600 * 1000;
  std::set<std::int64_t> holidays;  // days of the week on which nobody works
  std::set<std::int64_t> workdays;  // weekends on which people work
};

struct Local {
  std::int64_t day = 0;
  std::int64_t second = 0;  // of that day
};
Local LocalOf(std::int64_t ms, const Zone& zone);
// The moment of a second of the day, ms.
std::int64_t MomentOf(const Hours& hours, std::int64_t day, std::int64_t second);

// WORK on days that are worked, WEEKEND on Saturdays and Sundays, OVERTIME on holidays.
AttendanceType TypeOf(const Hours& hours, std::int64_t day);
// Nobody is late or early on a day that is not worked.
CheckInStatus StatusIn(const Hours& hours, std::int64_t day, std::int64_t at_ms);
CheckOutStatus StatusOut(const Hours& hours, std::int64_t day, std::int64_t at_ms);

struct Days {
  std::int64_t first = 0, last = 0;  // both inclusive
};
// REQUIRES: 1 <= month <= 12
Days MonthOf(int year, int month);
// That month in which the day is.
Days MonthAround(std::int64_t day);
std::int64_t CountWorked(const Hours& hours, Days days);

// yyyy-MM-dd
std::string DayText(std::int64_t day);
std::optional<std::int64_t> DayIn(std::string_view text);
// HH:mm as seconds of the day.
std::optional<std::int64_t> SecondIn(std::string_view text);

}  // namespace koine::attendance
