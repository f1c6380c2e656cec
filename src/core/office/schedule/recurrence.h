#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/time.h"

// When events take place: once, or as a rule of RFC 5545 says. Rules are read and followed by
// libical alone, in the local time of the event's zone, so that ten o'clock stays ten o'clock when
// summer begins; what that is in UTC is for base/time.h.
namespace koine::schedule {

// Of rules that clients write themselves.
inline constexpr std::size_t kRuleMax = 500;
inline constexpr int kTimesMax = 4000;    // COUNT
inline constexpr int kIntervalMax = 400;  // days, weeks, months
// A rule that leaves longer pauses is none: looking for what never comes takes long.
inline constexpr std::int64_t kPauseMaxMs = 10LL * 366 * 24 * 3600 * 1000;
// Steps of one walk: a daily event of a hundred years.
inline constexpr int kStepsMax = 36'600;
// The end of an event that has none.
inline constexpr std::int64_t kForever = 253'402'300'799'000;
// Starts of occurrences that were taken out of a series.
inline constexpr std::size_t kExceptMax = 500;

struct When {
  std::int64_t start_at = 0, end_at = 0;  // ms; of the first occurrence
  bool all_day = false;                   // from the first second of a day to the last of one
  std::string zone = {};                  // an IANA name, or such as +08:00
  std::string rule = {};                  // RRULE without its name; empty: once
  std::vector<std::int64_t> except = {};  // starts that do not take place, ms, ascending
  friend bool operator==(const When&, const When&) = default;
};

// One occurrence.
struct Span {
  std::int64_t start_at = 0, end_at = 0;  // ms
  friend bool operator==(const Span&, const Span&) = default;
};

// In which it takes place; Shanghai's where the name is none.
const Zone& ZoneOf(const When& when);

// The rule as it is kept. kBadArgument "recurrence" for what is no rule, one with parts below a day
// or of other calendars, days by their number in the month (MONTHLY says that) or months by their
// name (YEARLY says that), or a COUNT or INTERVAL beyond the limits above.
Result<std::string> ReadRule(std::string_view text);
// Whether the rule leads anywhere from this start: kBadArgument "recurrence" when there is a longer
// pause than kPauseMaxMs before its end.
Status CheckRule(const When& when);

// Calls `see` for each occurrence that starts after `after_ms`, in order, until it returns false.
// Of a series they are those that the rule names: its start need not be one. An occurrence of hours
// lasts as long as each other, one of whole days ends at the same time of its last day.
void Walk(const When& when, std::int64_t after_ms, const std::function<bool(const Span&)>& see);
// Those that overlap [from, to), at most `limit`.
std::vector<Span> Between(const When& when, std::int64_t from_ms, std::int64_t to_ms,
                          std::size_t limit);
// The first that starts after that; nothing when none does.
std::optional<Span> NextAfter(const When& when, std::int64_t after_ms);
// A time that no occurrence ends after; kForever when there is none.
std::int64_t EndOf(const When& when);

// What a series is cut into at one of its occurrences: the rule up to that one, without it, and the
// rule from that one on, which has as many less as were before if it has a COUNT.
std::string RuleBefore(const When& when, std::int64_t start_at);
std::string RuleFrom(const When& when, std::int64_t start_at);
// The UNTIL of a rule, ms; nothing when it has none.
std::optional<std::int64_t> UntilOf(const When& when);
// The gaps of a series that became another one: each as far from the start as it was by local time,
// where the other one takes place then.
std::vector<std::int64_t> MovedGaps(const When& before, const When& after);

}  // namespace koine::schedule
