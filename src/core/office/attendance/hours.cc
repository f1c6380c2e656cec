#include "core/office/attendance/hours.h"

#include "base/text.h"
#include "base/time.h"

namespace koine::attendance {

namespace {

// 0 is Sunday; 1970-01-01 was a Thursday.
std::int64_t DayOfWeek(std::int64_t day) {
  constexpr std::int64_t kWeek = 7, kThursday = 4;
  return ((day + kThursday) % kWeek + kWeek) % kWeek;
}

std::int64_t FloorOf(std::int64_t value, std::int64_t unit) {
  return value / unit - (value % unit < 0 ? 1 : 0);
}

// Seconds from the day's midnight, which may be more than a day has.
std::int64_t SinceMidnight(const Hours& hours, std::int64_t day, std::int64_t at_ms) {
  const Local at = LocalOf(at_ms, *hours.zone);
  return (at.day - day) * kDaySeconds + at.second;
}

Days MonthFrom(const Civil& any) {
  Civil first;
  first.year = any.year;
  first.month = any.month;
  const std::int64_t begin = FromCivil(first, Zone::Utc()) / kDayMs;
  return {begin, begin + DaysInMonth(any.year, any.month) - 1};
}

}  // namespace

Local LocalOf(std::int64_t ms, const Zone& zone) {
  const std::int64_t seconds = FloorOf(ms, kSecondMs) + zone.OffsetAt(ms);
  const std::int64_t day = FloorOf(seconds, kDaySeconds);
  return {day, seconds - day * kDaySeconds};
}

std::int64_t MomentOf(const Hours& hours, std::int64_t day, std::int64_t second) {
  return hours.zone->FromLocal(day * kDaySeconds + second);
}

AttendanceType TypeOf(const Hours& hours, std::int64_t day) {
  if (hours.workdays.contains(day)) return AttendanceType::kWork;
  const std::int64_t of_week = DayOfWeek(day);
  constexpr std::int64_t kSunday = 0, kSaturday = 6;
  if (of_week == kSunday || of_week == kSaturday) return AttendanceType::kWeekend;
  return hours.holidays.contains(day) ? AttendanceType::kOvertime : AttendanceType::kWork;
}

CheckInStatus StatusIn(const Hours& hours, std::int64_t day, std::int64_t at_ms) {
  const bool late = SinceMidnight(hours, day, at_ms) > hours.begin + hours.late_after;
  return late && TypeOf(hours, day) == AttendanceType::kWork ? CheckInStatus::kLate
                                                             : CheckInStatus::kNormal;
}

CheckOutStatus StatusOut(const Hours& hours, std::int64_t day, std::int64_t at_ms) {
  const bool early = SinceMidnight(hours, day, at_ms) < hours.end - hours.early_before;
  return early && TypeOf(hours, day) == AttendanceType::kWork ? CheckOutStatus::kEarly
                                                              : CheckOutStatus::kNormal;
}

Days MonthOf(int year, int month) {
  Civil any;
  any.year = year;
  any.month = month;
  return MonthFrom(any);
}

Days MonthAround(std::int64_t day) {
  return MonthFrom(ToCivil(day * kDayMs, Zone::Utc()));
}

std::int64_t CountWorked(const Hours& hours, Days days) {
  std::int64_t out = 0;
  for (std::int64_t day = days.first; day <= days.last; ++day) {
    if (TypeOf(hours, day) == AttendanceType::kWork) ++out;
  }
  return out;
}

std::string DayText(std::int64_t day) {
  return FormatDay(day * kDayMs, Zone::Utc());
}

std::optional<std::int64_t> DayIn(std::string_view text) {
  const auto ms = ParseDay(text, Zone::Utc());
  if (!ms) return std::nullopt;
  return FloorOf(*ms, kDayMs);
}

std::optional<std::int64_t> SecondIn(std::string_view text) {
  constexpr std::size_t kChars = 5, kColon = 2;
  if (text.size() != kChars || text[kColon] != ':') return std::nullopt;
  const auto hour = text::ParseInt(text.substr(0, kColon));
  const auto minute = text::ParseInt(text.substr(kColon + 1));
  if (!hour || !minute || *hour < 0 || *hour > 23 || *minute < 0 || *minute > 59) {
    return std::nullopt;
  }
  return *hour * 3600 + *minute * 60;
}

}  // namespace koine::attendance
