// What a calendar of another program may do to what reads it: it is kept within its limits, and
// what was read is written and read again as the same.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "core/office/schedule/calendar.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace koine;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  // As the reader of requests leaves it.
  if (!text::IsUtf8(text) || text.find('\0') != text.npos) return 0;
  const auto file = schedule::ReadCalendar(text);
  if (!file.ok()) return 0;
  std::vector<schedule::Event> events;
  for (const schedule::Entry& entry : file->entries) {
    const schedule::When& when = entry.what.when;
    if (entry.uid.empty() || entry.what.title.empty() || when.end_at < when.start_at) std::abort();
    if (text::CodePoints(entry.what.title) > schedule::kTitleMax) std::abort();
    const std::int64_t month = 31LL * 24 * 3600 * 1000;
    for (const schedule::Span& span :
         schedule::Between(when, when.start_at, when.start_at + month, 100)) {
      if (span.end_at < span.start_at) std::abort();
    }
    schedule::Event event;
    event.uid = entry.uid;
    event.what = entry.what;
    events.push_back(event);
  }
  const auto again = schedule::ReadCalendar(schedule::WriteCalendar(events, 0));
  if (!again.ok()) std::abort();
  return 0;
}
