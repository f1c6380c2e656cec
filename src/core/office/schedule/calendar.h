#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "core/office/schedule/event.h"

// Events as a file of other calendars has them: iCalendar (RFC 5545). Read and written by libical.
namespace koine::schedule {

inline constexpr std::size_t kCalendarMax = 512 * 1024;  // bytes
inline constexpr std::size_t kCalendarEventsMax = 500;
inline constexpr std::size_t kUidMax = 200;

// One event of a file, as it would be kept. Its times are settled (when.h).
struct Entry {
  std::string uid;
  Details what;
};
// One that cannot be kept, and why: "uid", "title", "start", "cancelled", "time_zone",
// "recurrence", "rdate", "time".
struct Unread {
  std::string uid, title;
  const char* why = "";
};
struct File {
  std::vector<Entry> entries;
  std::vector<Unread> unread;
};
// Texts that are too long are cut; people, attachments and whatever the schedule does not have are
// left out. A changed occurrence of a series becomes an event of its own, and a gap in the series.
// Times without a zone are those of kHomeZone. kBadArgument "calendar" for what is no calendar;
// "calendar_many" beyond kCalendarEventsMax.
Result<File> ReadCalendar(std::string_view text);

// A calendar of these. Those with a zone bring it along; people stay out.
std::string WriteCalendar(std::span<const Event> events, std::int64_t now_ms);

}  // namespace koine::schedule
