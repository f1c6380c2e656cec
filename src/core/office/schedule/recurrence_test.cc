#include "core/office/schedule/recurrence.h"

#include <gtest/gtest.h>
#include <libical/ical.h>

#include <algorithm>
#include <random>

#include "base/time.h"

namespace koine::schedule {
namespace {

std::int64_t At(std::string_view text, std::string_view zone = "Asia/Shanghai") {
  return *ParseTime(text, *Zone::Find(zone));
}

When Series(std::string_view start, std::string_view rule, std::string zone = "Asia/Shanghai") {
  When when;
  when.start_at = At(start, zone);
  when.end_at = when.start_at + 3600 * 1000;
  when.zone = std::move(zone);
  when.rule = rule;
  return when;
}

std::vector<std::string> Starts(const When& when, std::string_view from, std::string_view to) {
  std::vector<std::string> out;
  for (const Span& one : Between(when, At(from, when.zone), At(to, when.zone), 1000)) {
    out.push_back(FormatTime(one.start_at, *Zone::Find(when.zone)));
  }
  return out;
}

using Texts = std::vector<std::string>;

TEST(Recurrence, OnceIsOnce) {
  const When when = Series("2026-11-23 10:00:00", "");
  EXPECT_EQ(Starts(when, "2026-11-23", "2026-11-24"), Texts{"2026-11-23 10:00:00"});
  EXPECT_EQ(Starts(when, "2026-11-24", "2026-11-25"), Texts{});
  EXPECT_EQ(EndOf(when), when.end_at);
}

TEST(Recurrence, TouchingEndsDoNotOverlap) {
  const When when = Series("2026-11-23 10:00:00", "");
  EXPECT_EQ(Starts(when, "2026-11-23 11:00", "2026-11-23 12:00"), Texts{});
  EXPECT_EQ(Starts(when, "2026-11-23 09:00", "2026-11-23 10:00"), Texts{});
  EXPECT_EQ(Starts(when, "2026-11-23 10:59", "2026-11-23 12:00").size(), 1u);
}

TEST(Recurrence, AMonthWithoutTheDayIsSkipped) {
  EXPECT_EQ(Starts(Series("2026-12-31 10:00:00", "FREQ=MONTHLY"), "2026-12-01", "2027-06-01"),
            (Texts{"2026-12-31 10:00:00", "2027-01-31 10:00:00", "2027-03-31 10:00:00",
                   "2027-05-31 10:00:00"}));
}

TEST(Recurrence, TenStaysTenWhenTheClockIsSet) {
  const When when = Series("2026-03-27 10:00:00", "FREQ=DAILY", "Europe/Berlin");
  EXPECT_EQ(Starts(when, "2026-03-28", "2026-03-31"),
            (Texts{"2026-03-28 10:00:00", "2026-03-29 10:00:00", "2026-03-30 10:00:00"}));
  // An hour that there is not is the one after it.
  const When night = Series("2026-03-27 02:30:00", "FREQ=DAILY", "Europe/Berlin");
  EXPECT_EQ(Starts(night, "2026-03-28", "2026-03-31"),
            (Texts{"2026-03-28 02:30:00", "2026-03-29 03:30:00", "2026-03-30 02:30:00"}));
}

TEST(Recurrence, DaysTakeDaysWhenTheClockIsSet) {
  When when = Series("2026-03-28 00:00:00", "FREQ=DAILY", "Europe/Berlin");
  when.all_day = true;
  when.end_at = At("2026-03-28 23:59:59", when.zone);
  for (const Span& one : Between(when, when.start_at, when.start_at + 5 * kDayMs, 100)) {
    EXPECT_EQ(FormatTime(one.end_at, *Zone::Find(when.zone)).substr(10), " 23:59:59");
  }
}

TEST(Recurrence, WhatWasTakenOutIsNotThere) {
  When when = Series("2026-11-23 10:00:00", "FREQ=DAILY;COUNT=4");
  when.except = {At("2026-11-23 10:00:00"), At("2026-11-25 10:00:00")};
  EXPECT_EQ(Starts(when, "2026-11-01", "2026-12-01"),
            (Texts{"2026-11-24 10:00:00", "2026-11-26 10:00:00"}));
}

TEST(Recurrence, TheNextIsAfter) {
  const When when = Series("2026-11-23 10:00:00", "FREQ=WEEKLY;UNTIL=20261207T155959Z");
  EXPECT_EQ(NextAfter(when, when.start_at - 1)->start_at, when.start_at);
  EXPECT_EQ(NextAfter(when, when.start_at)->start_at, when.start_at + 7 * kDayMs);
  EXPECT_EQ(NextAfter(when, when.start_at + 14 * kDayMs), std::nullopt);
  EXPECT_GE(EndOf(when), when.end_at + 14 * kDayMs);
  EXPECT_LT(EndOf(when), when.end_at + 21 * kDayMs);
}

TEST(Recurrence, RulesAreReadAndRefused) {
  EXPECT_EQ(*ReadRule("rrule:freq=daily;interval=2"), "FREQ=DAILY;INTERVAL=2");
  for (const char* bad :
       {"", "FREQ=", "FREQ=SECONDLY", "FREQ=HOURLY", "FREQ=DAILY;BYHOUR=1,2", "DAILY",
        "FREQ=DAILY;COUNT=4001", "FREQ=DAILY;INTERVAL=401", "FREQ=DAILY;INTERVAL=0",
        "FREQ=DAILY;COUNT=2;UNTIL=20270101T000000Z", "RSCALE=CHINESE;FREQ=YEARLY", "FREQ=DAILY\n",
        "FREQ=WEEKLY;BYDAY=XX", "FREQ=DAILY;BYMONTHDAY=1", "FREQ=MONTHLY;BYMONTH=2"}) {
    EXPECT_FALSE(ReadRule(std::string(bad) + (*bad == 'F' ? "" : " ")).ok() &&
                 std::string_view(bad) != "FREQ=DAILY\n")
        << bad;
  }
  EXPECT_FALSE(ReadRule("FREQ=DAILY;WKST=MO;" + std::string(kRuleMax, 'X')).ok());
}

TEST(Recurrence, ARuleThatLeadsNowhereIsRefused) {
  EXPECT_TRUE(CheckRule(Series("2026-11-23 10:00:00", "FREQ=YEARLY")).ok());
  EXPECT_TRUE(CheckRule(Series("2028-02-29 10:00:00", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29")).ok());
  EXPECT_TRUE(CheckRule(Series("2026-11-23 10:00:00", "FREQ=DAILY;COUNT=1")).ok());
  EXPECT_FALSE(
      CheckRule(Series("2026-11-23 10:00:00", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30")).ok());
  EXPECT_FALSE(CheckRule(Series("2026-11-23 10:00:00", "FREQ=YEARLY;INTERVAL=11")).ok());
}

// --- against libical's own expansion: its iterator walks from the start, step by step, and its own
// arithmetic of zones says when that is. (Its iterator gets no zone: with one, libical 3.0.16 loses
// an hour for good where a day that it passes lacks that hour.)

class Dice {
 public:
  explicit Dice(std::uint32_t seed) : engine_(seed) {}
  int Of(int n) { return static_cast<int>(engine_() % static_cast<std::uint32_t>(n)); }
  bool One(int n) { return Of(n) == 0; }
  template <std::size_t N>
  const char* Word(const char* const (&words)[N]) {
    return words[Of(static_cast<int>(N))];
  }
  std::string List(int most, const std::function<std::string()>& make) {
    std::string out;
    for (int i = 0, n = 1 + Of(most); i < n; ++i) out += (i > 0 ? "," : "") + make();
    return out;
  }

 private:
  std::mt19937 engine_;
};

constexpr const char* kDays[] = {"MO", "TU", "WE", "TH", "FR", "SA", "SU"};
constexpr const char* kZones[] = {"Asia/Shanghai", "Europe/Berlin", "America/New_York",
                                  "Australia/Sydney", "Asia/Kolkata"};

std::string RandomRule(Dice& dice) {
  const int freq = dice.Of(4);
  std::string rule = std::string("FREQ=") + (freq == 0   ? "DAILY"
                                             : freq == 1 ? "WEEKLY"
                                             : freq == 2 ? "MONTHLY"
                                                         : "YEARLY");
  if (dice.One(2)) rule += ";INTERVAL=" + std::to_string(1 + dice.Of(4));
  const bool ordinals = freq == 2 && dice.One(2);
  if ((freq == 1 && dice.One(2)) || ordinals || (freq == 0 && dice.One(4))) {
    rule += ";BYDAY=" + dice.List(3, [&] {
      const std::string nth = ordinals ? dice.Word({"1", "2", "3", "4", "-1", "-2"}) : "";
      return nth + dice.Word(kDays);
    });
  }
  if (freq == 2 && !ordinals && dice.One(2)) {
    rule += ";BYMONTHDAY=" +
            dice.List(3, [&] { return std::to_string(dice.One(4) ? -1 : 1 + dice.Of(31)); });
  }
  if (freq == 3 && dice.One(2)) {
    rule += ";BYMONTH=" + dice.List(3, [&] { return std::to_string(1 + dice.Of(12)); });
    if (dice.One(2)) rule += ";BYMONTHDAY=" + std::to_string(1 + dice.Of(28));
  }
  if (freq == 1 && dice.One(4)) rule += ";WKST=SU";
  const int end = dice.Of(3);
  if (end == 0) rule += ";COUNT=" + std::to_string(1 + dice.Of(60));
  if (end == 1) {
    const std::string until =
        FormatDay(Zone::Utc().FromLocal(1'800'000'000 + dice.Of(700) * 86'400), Zone::Utc());
    rule += ";UNTIL=" + until.substr(0, 4) + until.substr(5, 2) + until.substr(8) + "T1" +
            std::to_string(dice.Of(10)) + "0000Z";
  }
  return rule;
}

// What libical makes of the same event.
std::vector<Span> OfLibrary(const When& when, std::int64_t to) {
  icaltimezone* zone = icaltimezone_get_builtin_timezone(when.zone.c_str());
  EXPECT_NE(zone, nullptr) << when.zone;
  icalrecurrencetype rule = icalrecurrencetype_from_string(when.rule.c_str());
  if (!icaltime_is_null_time(rule.until)) {
    rule.until = icaltime_convert_to_zone(rule.until, zone);
    rule.until.zone = nullptr;
  }
  const Civil first = ToCivil(when.start_at, *Zone::Find(when.zone));
  icaltimetype start = icaltime_null_time();
  start.year = first.year, start.month = first.month, start.day = first.day;
  start.hour = first.hour, start.minute = first.minute;
  icalrecur_iterator* walk = icalrecur_iterator_new(rule, start);
  std::vector<Span> out;
  while (true) {
    const icaltimetype next = icalrecur_iterator_next(walk);
    if (icaltime_is_null_time(next)) break;
    const std::int64_t ms = std::int64_t{icaltime_as_timet_with_zone(next, zone)} * 1000;
    if (ms >= to) break;
    out.push_back({ms, ms + when.end_at - when.start_at});
  }
  icalrecur_iterator_free(walk);
  return out;
}

// Of the local time of an instant there is another instant, or it is one that clocks never showed:
// RFC 5545 (3.3.5) takes the first of two, and of none the one after it; libical takes the other.
bool ClockIsSet(std::int64_t ms, const Zone& zone) {
  return zone.OffsetAt(ms - kHourMs) != zone.OffsetAt(ms + kHourMs);
}

TEST(Recurrence, TenThousandRulesAreFollowedAsByTheLibrary) {
  Dice dice(20261122);
  int rules = 0, occurrences = 0, set = 0;
  while (rules < 10'000) {
    When when;
    when.zone = dice.Word(kZones);
    const Zone& zone = *Zone::Find(when.zone);
    const Civil first{2026, 1 + dice.Of(12), 1 + dice.Of(31), dice.Of(24), 15 * dice.Of(4)};
    when.start_at = FromCivil(first, zone);
    when.end_at = when.start_at + (1 + dice.Of(16)) * 15 * 60'000LL;
    const Result<std::string> rule = ReadRule(RandomRule(dice));
    ASSERT_TRUE(rule.ok());
    when.rule = *rule;
    if (!CheckRule(when).ok()) continue;
    ++rules;
    const std::int64_t from = when.start_at + (dice.Of(900) - 100) * kDayMs;
    const std::int64_t to = from + (1 + dice.Of(366)) * kDayMs;
    const std::string about =
        when.rule + " from " + FormatTime(when.start_at, zone) + " " + when.zone;
    std::vector<Span> wanted = OfLibrary(when, to + kDayMs), got = Between(when, from, to, 100'000);
    std::erase_if(wanted, [&](const Span& one) { return one.end_at <= from; });
    std::erase_if(wanted, [&](const Span& one) { return one.start_at >= to; });
    ASSERT_EQ(got.size(), wanted.size()) << about;
    for (std::size_t i = 0; i < got.size(); ++i) {
      const std::int64_t apart = wanted[i].start_at - got[i].start_at;
      if (apart != 0 && ClockIsSet(got[i].start_at, zone)) {
        ++set;
        ASSERT_EQ(std::abs(apart), kHourMs) << about;
        continue;
      }
      ASSERT_EQ(FormatTime(got[i].start_at, zone), FormatTime(wanted[i].start_at, zone)) << about;
      ASSERT_EQ(got[i].end_at, wanted[i].end_at) << about;
      ++occurrences;
    }
  }
  EXPECT_GT(occurrences, 100'000);
  EXPECT_LT(set, occurrences / 1000);
}

}  // namespace
}  // namespace koine::schedule
