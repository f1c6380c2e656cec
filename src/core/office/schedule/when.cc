#include "core/office/schedule/when.h"

#include <cstdio>
#include <string>

#include "base/time.h"

namespace koine::schedule {

namespace {

constexpr const char* kDays[] = {"MO", "TU", "WE", "TH", "FR", "SA", "SU"};

// 1 Monday … 7 Sunday.
int WeekdayOf(std::int64_t ms, const Zone& zone) {
  // The first of January 1970 was a Thursday.
  const std::int64_t day = (ms + std::int64_t{zone.OffsetAt(ms)} * 1000) / kDayMs;
  return static_cast<int>((day + 3) % 7) + 1;
}

Result<std::int64_t> UntilOf(const Details& what, const Zone& zone) {
  if (what.repeat.last_day.empty()) {
    Civil end = ToCivil(what.when.start_at, zone);
    end.year += kSeriesYears;
    return FromCivil(end, zone);
  }
  const auto until = ParseTime(what.repeat.last_day, zone, true);
  if (!until || *until < what.when.start_at) return Error{Code::kBadArgument, "last_day"};
  if (*until > kTimeMax) return Error{Code::kBadArgument, "event_time"};
  return *until;
}

std::string UtcText(std::int64_t ms) {
  const Civil c = ToCivil(ms, Zone::Utc());
  char out[32];
  std::snprintf(out, sizeof out, "%04d%02d%02dT%02d%02d%02dZ", c.year, c.month, c.day, c.hour,
                c.minute, c.second);
  return out;
}

std::string DaysOf(const Details& what, const Zone& zone) {
  std::string out;
  for (const int day : what.repeat.days) {
    if (day < 1 || day > 7) continue;
    out += (out.empty() ? "" : ",") + std::string(kDays[day - 1]);
  }
  return out.empty() ? kDays[WeekdayOf(what.when.start_at, zone) - 1] : out;
}

Result<std::string> RuleOf(const Details& what, const Zone& zone) {
  const Repeat& repeat = what.repeat;
  std::string rule;
  switch (repeat.frequency) {
    case Frequency::kNone:
      return std::string();
    case Frequency::kDaily:
      rule = "FREQ=DAILY";
      break;
    case Frequency::kMonthly:
      rule = "FREQ=MONTHLY;BYMONTHDAY=" + std::to_string(ToCivil(what.when.start_at, zone).day);
      break;
    case Frequency::kWeekly:
    case Frequency::kCustom:
      if (!repeat.written.empty()) return ReadRule(repeat.written);
      rule = "FREQ=WEEKLY;BYDAY=" + DaysOf(what, zone);
      break;
  }
  KOINE_TRY(const std::int64_t until, UntilOf(what, zone));
  return ReadRule(rule + ";INTERVAL=" + std::to_string(repeat.interval) +
                  ";UNTIL=" + UtcText(until));
}

}  // namespace

Status Settle(Details* what) {
  When& when = what->when;
  if (when.end_at < when.start_at) return Error{Code::kBadArgument, "end_before_start"};
  if (when.start_at < 0 || when.end_at > kTimeMax || when.end_at - when.start_at > kLengthMax) {
    return Error{Code::kBadArgument, "event_time"};
  }
  const Zone* zone = Zone::Find(when.zone);
  // Other calendars know names, not offsets.
  const bool named = when.zone == "UTC" || when.zone.find('/') != when.zone.npos;
  if (zone == nullptr || !named) return Error{Code::kBadArgument, "time_zone"};
  if (what->repeat.frequency == Frequency::kNone) what->repeat = Repeat();
  KOINE_TRY(when.rule, RuleOf(*what, *zone));
  if (what->repeat.written.empty()) return Ok();
  what->repeat.days.clear();
  what->repeat.last_day.clear();
  what->repeat.written = when.rule;
  return CheckRule(when);
}

}  // namespace koine::schedule
