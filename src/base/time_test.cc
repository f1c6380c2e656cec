#include "base/time.h"

#include <gtest/gtest.h>

#include <ctime>

#include "base/clock.h"
#include "base/random.h"
#include "base/result.h"

namespace koine {
namespace {

constexpr std::int64_t kMs = 1769817600123;  // 2026-01-31 00:00:00.123 UTC

TEST(Time, Formats) {
  const Zone& zone = Zone::Shanghai();
  EXPECT_EQ(FormatTime(kMs, zone), "2026-01-31 08:00:00");
  EXPECT_EQ(FormatDay(kMs, *Zone::Find("-01:00")), "2026-01-30");
  EXPECT_EQ(FormatTime(-1, Zone::Utc()), "1969-12-31 23:59:59");
  EXPECT_EQ(FormatTime(INT64_MAX, zone), "9999-12-31 23:59:59");
  EXPECT_EQ(FormatTime(INT64_MIN, *Zone::Find("-05:00")), "0001-01-01 00:00:00");
}

TEST(Time, EveryDayOfFourCenturiesComesBack) {
  for (std::int64_t day = -150000; day < 150000; ++day) {
    const std::int64_t ms = day * 86400000 + 1;
    ASSERT_EQ(FromCivil(ToCivil(ms, Zone::Utc()), Zone::Utc()), ms);
  }
  EXPECT_EQ(FromCivil({2026, 14, 32, 25, 61, 61}, Zone::Utc()),
            FromCivil({2027, 3, 5, 2, 2, 1}, Zone::Utc()));
}

TEST(Time, Parses) {
  const Zone& zone = Zone::Shanghai();
  const std::int64_t s = kMs / 1000 * 1000;
  EXPECT_EQ(ParseTime("2026-01-31 08:00:00", zone), s);
  EXPECT_EQ(ParseTime("2026-01-31 08:00", zone), s);
  EXPECT_EQ(ParseTime("2026-01-31T08:00:00.123", zone), kMs);
  EXPECT_EQ(ParseTime("2026-01-31T00:00:00.123Z", zone), kMs);
  EXPECT_EQ(ParseTime("2026-01-31T00:00:00.123456789Z", zone), kMs);
  EXPECT_EQ(ParseTime("2026-01-31T01:30:00.1+0130", zone), s + 100);
  EXPECT_EQ(ParseTime("2026-01-31", zone), s - 8 * 3600000);
  EXPECT_EQ(ParseTime("2026-01-31", zone, true), s + 16 * 3600000 - 1000);
  EXPECT_TRUE(ParseTime("2024-02-29", zone));
  for (const char* bad : {"",
                          "2026",
                          "2026-1-31",
                          "2026-02-29",
                          "2026-13-01",
                          "2026-00-01",
                          "2026-01-32",
                          "0000-01-01",
                          "2026-01-31 24:00:00",
                          "2026-01-31 08:60:00",
                          "2026-01-31 08:00:60",
                          "2026-01-31 08",
                          "2026-01-31 08:00:00 ",
                          "2026-01-31  08:00:00",
                          "2026-01-31T08:00:00.",
                          "2026-01-31T08:00:00z",
                          "2026-01-31T08:00:00+8",
                          "2026-01-31x",
                          "2026/01/31",
                          "2026-01-31T08:00:00.1234567890"}) {
    EXPECT_FALSE(ParseTime(bad, zone)) << bad;
  }
  EXPECT_EQ(ParseDay("2026-01-31", zone), s - 8 * 3600000);
  EXPECT_FALSE(ParseDay("2026-01-31 00:00:00", zone));
}

TEST(Time, ZoneNames) {
  EXPECT_EQ(Zone::Find("Asia/Shanghai"), &Zone::Shanghai());
  EXPECT_EQ(Zone::Find("GMT+8")->OffsetAt(0), 8 * 3600);
  EXPECT_EQ(Zone::Find("UTC+05:30")->OffsetAt(0), 5 * 3600 + 1800);
  EXPECT_EQ(Zone::Find("-03:00")->OffsetAt(0), -3 * 3600);
  for (const char* bad : {"", "Mars/Base", "../etc/passwd", "/etc/passwd", "Asia/../Asia/Tokyo",
                          "posixrules\n", "Asia", "tzdata.zi"}) {
    EXPECT_EQ(Zone::Find(bad), nullptr) << bad;
  }
}

// The system's own conversion is the judge, hour by hour through changes of the clocks, with the
// rule that continues the table (2040) as well.
TEST(Time, ZonesOfTheDatabaseAgreeWithTheSystem) {
  const char* names[] = {"Europe/Berlin", "America/New_York",  "Australia/Sydney",
                         "Asia/Kolkata",  "America/Sao_Paulo", "Africa/Casablanca"};
  const char* before = std::getenv("TZ");
  const std::string saved = before != nullptr ? before : "";
  for (const char* name : names) {
    const Zone* zone = Zone::Find(name);
    ASSERT_NE(zone, nullptr) << name;
    setenv("TZ", name, 1);
    tzset();
    for (const std::int64_t year_start : {1009843200LL, 1767225600LL, 2208988800LL}) {
      for (std::int64_t s = year_start; s < year_start + 366 * 86400; s += 3600) {
        const auto t = static_cast<std::time_t>(s);
        std::tm local{};
        localtime_r(&t, &local);
        ASSERT_EQ(zone->OffsetAt(s * 1000), local.tm_gmtoff) << name << " " << s;
      }
    }
  }
  if (before != nullptr) {
    setenv("TZ", saved.c_str(), 1);
  } else {
    unsetenv("TZ");
  }
  tzset();
}

TEST(Time, GapsAndRepeatedHours) {
  const Zone& zone = *Zone::Find("Europe/Berlin");
  // 2026-03-29 02:30 does not exist, 2026-10-25 02:30 exists twice.
  EXPECT_EQ(FormatTime(*ParseTime("2026-03-29 02:30:00", zone), zone), "2026-03-29 03:30:00");
  EXPECT_EQ(FormatTime(*ParseTime("2026-10-25 02:30:00", zone), Zone::Utc()),
            "2026-10-25 00:30:00");
  EXPECT_EQ(FormatTime(*ParseTime("2026-10-25 03:00:00", zone), Zone::Utc()),
            "2026-10-25 02:00:00");
}

TEST(Clock, NowIsNow) {
  const SystemClock clock;
  EXPECT_NEAR(static_cast<double>(clock.NowMs()), static_cast<double>(std::time(nullptr)) * 1000,
              2000);
  const std::int64_t first = clock.SteadyUs();
  EXPECT_GE(clock.SteadyUs(), first);
}

TEST(Random, BelowAndHex) {
  SystemRandom random;
  bool seen[3] = {};
  for (int i = 0; i < 200; ++i) seen[random.Below(3)] = true;
  EXPECT_TRUE(seen[0] && seen[1] && seen[2]);
  EXPECT_EQ(random.Below(1), 0u);
  EXPECT_EQ(random.Hex(16).size(), 32u);
  EXPECT_NE(random.Hex(16), random.Hex(16));
}

TEST(Result, CodesHaveNames) {
  EXPECT_EQ(CodeName(Code::kNotMember), "NotMember");
  EXPECT_EQ(CodeName(Code::kResultUnknown), "ResultUnknown");
  EXPECT_EQ(CodeName(static_cast<Code>(255)), "Unknown");
}

}  // namespace
}  // namespace koine
