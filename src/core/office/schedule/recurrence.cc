#include "core/office/schedule/recurrence.h"

#include <libical/ical.h>

#include <algorithm>
#include <memory>
#include <mutex>

#include "base/text.h"
#include "base/time.h"

namespace koine::schedule {

namespace {

const Error kBadRule{Code::kBadArgument, "recurrence"};

// It calls abort() at what it cannot read unless told otherwise.
void Gentle() {
  static std::once_flag once;
  std::call_once(once, [] { icalerror_set_errors_are_fatal(0); });
}

std::int64_t FloorSeconds(std::int64_t ms) {
  return ms >= 0 ? ms / 1000 : (ms - 999) / 1000;
}

// Local time as seconds since 1970.
std::int64_t ToLocal(std::int64_t ms, const Zone& zone) {
  return FloorSeconds(ms) + zone.OffsetAt(ms);
}

std::int64_t FromLocal(std::int64_t seconds, const Zone& zone) {
  return zone.FromLocal(seconds);
}

// A time without a zone, which is how libical gets and gives local time here.
icaltimetype Floating(std::int64_t seconds) {
  return icaltime_from_timet_with_zone(static_cast<time_t>(seconds), 0, nullptr);
}

bool Given(const short* list) {
  return list[0] != ICAL_RECURRENCE_ARRAY_MAX;
}

icalrecurrencetype Parsed(const std::string& text) {
  Gentle();
  icalerror_clear_errno();
  return icalrecurrencetype_from_string(text.c_str());
}

// The rule with its end in local time.
icalrecurrencetype LocalRule(const When& when, const Zone& zone) {
  icalrecurrencetype rule = Parsed(when.rule);
  if (icaltime_is_null_time(rule.until)) return rule;
  if (rule.until.is_date) {
    rule.until.is_date = 0;
    rule.until.hour = 23;
    rule.until.minute = rule.until.second = 59;
  } else if (icaltime_is_utc(rule.until)) {
    const std::int64_t ms = static_cast<std::int64_t>(icaltime_as_timet(rule.until)) * 1000;
    rule.until = Floating(ToLocal(ms, zone));
  }
  return rule;
}

std::string TextOf(icalrecurrencetype rule) {
  char* written = icalrecurrencetype_as_string_r(&rule);
  if (written == nullptr) return "";
  std::string out = written;
  icalmemory_free_buffer(written);
  return out;
}

struct FreeIterator {
  void operator()(icalrecur_iterator* one) const { icalrecur_iterator_free(one); }
};
using Iterator = std::unique_ptr<icalrecur_iterator, FreeIterator>;

}  // namespace

const Zone& ZoneOf(const When& when) {
  const Zone* zone = Zone::Find(when.zone);
  return zone == nullptr ? Zone::Shanghai() : *zone;
}

Result<std::string> ReadRule(std::string_view text) {
  std::string upper(text::Trim(text));
  for (char& c : upper) {
    if (c < ' ' || c > '~') return kBadRule;
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  if (upper.starts_with("RRULE:")) upper.erase(0, 6);
  if (upper.empty() || upper.size() > kRuleMax) return kBadRule;
  for (const char* part : {"RSCALE", "BYHOUR", "BYMINUTE", "BYSECOND"}) {
    if (upper.find(part) != upper.npos) return kBadRule;
  }
  icalrecurrencetype rule = Parsed(upper);
  if (icalerrno != ICAL_NO_ERROR) return kBadRule;
  if (rule.freq < ICAL_DAILY_RECURRENCE || rule.freq > ICAL_YEARLY_RECURRENCE) return kBadRule;
  // Where these never meet libical looks at each day up to the year 2582.
  if (rule.freq == ICAL_DAILY_RECURRENCE && Given(rule.by_month_day)) return kBadRule;
  if (rule.freq == ICAL_MONTHLY_RECURRENCE && Given(rule.by_month)) return kBadRule;
  if (Given(rule.by_hour) || Given(rule.by_minute) || Given(rule.by_second)) return kBadRule;
  if (rule.count < 0 || rule.count > kTimesMax) return kBadRule;
  if (rule.interval < 1 || rule.interval > kIntervalMax) return kBadRule;
  if (rule.count > 0 && !icaltime_is_null_time(rule.until)) return kBadRule;
  std::string out = TextOf(rule);
  if (out.empty()) return kBadRule;
  return out;
}

void Walk(const When& when, std::int64_t after_ms, const std::function<bool(const Span&)>& see) {
  const auto taken_out = [&](std::int64_t start) {
    return std::binary_search(when.except.begin(), when.except.end(), start);
  };
  if (when.rule.empty()) {
    if (when.start_at > after_ms) see({when.start_at, when.end_at});
    return;
  }
  const Zone& zone = ZoneOf(when);
  const std::int64_t first = ToLocal(when.start_at, zone);
  const std::int64_t days = ToLocal(when.end_at, zone) - first;
  icalrecurrencetype rule = LocalRule(when, zone);
  const Iterator walk(icalrecur_iterator_new(rule, Floating(first)));
  if (!walk) return;
  // What was before need not be walked through, unless it is counted.
  constexpr std::int64_t kDay = 24 * 3600;
  const std::int64_t from = after_ms > when.start_at ? ToLocal(after_ms, zone) - kDay : first;
  if (from > first && rule.count == 0) {
    if (icalrecur_iterator_set_start(walk.get(), Floating(from)) == 0) return;
  }
  for (int step = 0; step < kStepsMax; ++step) {
    const icaltimetype next = icalrecur_iterator_next(walk.get());
    if (icaltime_is_null_time(next)) return;
    const auto local = static_cast<std::int64_t>(icaltime_as_timet(next));
    if (local < first) continue;
    // Of an hour that there is twice, the first may have been the second.
    const std::int64_t start = local == first ? when.start_at : FromLocal(local, zone);
    if (start <= after_ms || taken_out(start)) continue;
    const std::int64_t end =
        when.all_day ? FromLocal(local + days, zone) : start + (when.end_at - when.start_at);
    if (!see({start, end})) return;
  }
}

Status CheckRule(const When& when) {
  if (when.rule.empty()) return Ok();
  When plain = when;
  plain.except.clear();
  std::int64_t last = when.start_at;
  int seen = 0;
  bool paused = false;
  // Enough to meet each pause of a rule that repeats itself.
  Walk(plain, when.start_at, [&](const Span& one) {
    paused = one.start_at - last > kPauseMaxMs;
    last = one.start_at;
    return !paused && ++seen < 50;
  });
  const icalrecurrencetype rule = Parsed(when.rule);
  const bool ends = rule.count > 0 || !icaltime_is_null_time(rule.until);
  if (paused || (!ends && seen < 50)) return kBadRule;
  return Ok();
}

std::vector<Span> Between(const When& when, std::int64_t from_ms, std::int64_t to_ms,
                          std::size_t limit) {
  std::vector<Span> out;
  // An hour more: where the clock is set, days are longer.
  const std::int64_t longest = when.end_at - when.start_at + 3600 * 1000;
  Walk(when, from_ms - longest, [&](const Span& one) {
    if (one.start_at >= to_ms || out.size() >= limit) return false;
    // What has no length is where it starts.
    const bool point = one.end_at == one.start_at && one.start_at >= from_ms;
    if (one.end_at > from_ms || point) out.push_back(one);
    return true;
  });
  return out;
}

std::optional<Span> NextAfter(const When& when, std::int64_t after_ms) {
  std::optional<Span> out;
  Walk(when, after_ms, [&](const Span& one) {
    out = one;
    return false;
  });
  return out;
}

std::int64_t EndOf(const When& when) {
  if (when.rule.empty()) return when.end_at;
  const Zone& zone = ZoneOf(when);
  const icalrecurrencetype rule = LocalRule(when, zone);
  const std::int64_t longest = when.end_at - when.start_at + 3600 * 1000;
  if (!icaltime_is_null_time(rule.until)) {
    const auto until = static_cast<std::int64_t>(icaltime_as_timet(rule.until));
    return std::max(when.end_at, FromLocal(until, zone) + longest);
  }
  if (rule.count == 0) return kForever;
  std::int64_t end = when.end_at;
  Walk(when, when.start_at, [&](const Span& one) {
    end = std::max(end, one.end_at);
    return true;
  });
  return end;
}

std::string RuleBefore(const When& when, std::int64_t start_at) {
  icalrecurrencetype rule = Parsed(when.rule);
  rule.count = 0;
  const auto until = static_cast<time_t>(FloorSeconds(start_at) - 1);
  rule.until = icaltime_from_timet_with_zone(until, 0, icaltimezone_get_utc_timezone());
  return TextOf(rule);
}

std::string RuleFrom(const When& when, std::int64_t start_at) {
  icalrecurrencetype rule = Parsed(when.rule);
  if (rule.count == 0) return when.rule;
  When plain = when;
  plain.except.clear();
  Walk(plain, when.start_at - 1, [&](const Span& one) {
    if (one.start_at >= start_at) return false;
    --rule.count;
    return true;
  });
  return TextOf(rule);
}

std::optional<std::int64_t> UntilOf(const When& when) {
  if (when.rule.empty()) return std::nullopt;
  const Zone& zone = ZoneOf(when);
  const icalrecurrencetype rule = LocalRule(when, zone);
  if (icaltime_is_null_time(rule.until)) return std::nullopt;
  return FromLocal(static_cast<std::int64_t>(icaltime_as_timet(rule.until)), zone);
}

std::vector<std::int64_t> MovedGaps(const When& before, const When& after) {
  std::vector<std::int64_t> out;
  if (before.except.empty() || after.rule.empty()) return out;
  const Zone& from = ZoneOf(before);
  const Zone& to = ZoneOf(after);
  const std::int64_t further = ToLocal(after.start_at, to) - ToLocal(before.start_at, from);
  std::vector<std::int64_t> moved;
  for (const std::int64_t gap : before.except) {
    moved.push_back(FromLocal(ToLocal(gap, from) + further, to));
  }
  std::sort(moved.begin(), moved.end());
  When plain = after;
  plain.except.clear();
  Walk(plain, moved.front() - 1, [&](const Span& one) {
    if (std::binary_search(moved.begin(), moved.end(), one.start_at)) out.push_back(one.start_at);
    return one.start_at < moved.back();
  });
  return out;
}

}  // namespace koine::schedule
