#include "core/office/attendance/judge.h"

#include <algorithm>

#include "base/time.h"

namespace koine::attendance {

std::int64_t MinutesOf(const Record& record) {
  if (record.in_at == 0 || record.out_at == 0) return 0;
  return std::max<std::int64_t>(0, (record.out_at - record.in_at) / kMinuteMs);
}

bool MayGoOn(const Hours& hours, const Record& record, std::int64_t now_ms) {
  if (record.in_at == 0) return false;
  const std::int64_t today = LocalOf(now_ms, *hours.zone).day;
  if (record.day == today) return true;
  return record.day == today - 1 && now_ms - record.in_at <= hours.longest_ms;
}

void Judge(const Hours& hours, std::int64_t now_ms, Record* record) {
  const bool past = record->day < LocalOf(now_ms, *hours.zone).day;
  if (record->in_at == 0 && past) record->in = CheckInStatus::kAbsent;
  if (record->out_at == 0 && past && !MayGoOn(hours, *record, now_ms)) {
    record->out = CheckOutStatus::kAbsent;
  }
}

}  // namespace koine::attendance
