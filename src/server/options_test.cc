#include "server/options.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "server/settings.h"

namespace koine::server {
namespace {

Result<attendance::Hours> HoursOf(std::vector<std::string> args) {
  auto config = config::Config::Load(AllSettings(), {std::move(args)});
  if (!config.ok()) return config.error();
  return AttendanceHours(*config);
}

TEST(AttendanceSettings, TheDefaultsAreThoseOfTheContract) {
  const auto hours = HoursOf({});
  ASSERT_TRUE(hours.ok());
  const attendance::Hours contract;
  EXPECT_EQ(hours->begin, contract.begin);
  EXPECT_EQ(hours->end, contract.end);
  EXPECT_EQ(hours->late_after, contract.late_after);
  EXPECT_EQ(hours->early_before, contract.early_before);
  EXPECT_EQ(hours->longest_ms, contract.longest_ms);
  EXPECT_EQ(hours->zone->OffsetAt(0), contract.zone->OffsetAt(0));
  EXPECT_TRUE(hours->holidays.empty() && hours->workdays.empty());
}

TEST(AttendanceSettings, AnErrorNamesTheSetting) {
  const struct {
    const char* name;
    const char* value;
  } cases[] = {{"attendance.begins", "9"},
               {"attendance.begins", "18:00"},  // not before the end
               {"attendance.ends", "24:00"},
               {"attendance.zone", "Nowhere/Land"},
               {"attendance.longest_day", "25h"},
               {"attendance.late_after", "13h"},
               {"attendance.holidays", "2026-10-01,2026-02-30"},
               {"attendance.workdays", "Sunday"}};
  for (const auto& one : cases) {
    const auto hours = HoursOf({"--" + std::string(one.name) + "=" + one.value});
    ASSERT_FALSE(hours.ok()) << one.name;
    EXPECT_NE(hours.error().text.find("attendance."), std::string::npos) << hours.error().text;
  }
}

TEST(AttendanceSettings, DaysAreRead) {
  const auto hours =
      HoursOf({"--attendance.holidays=2026-10-01,2026-10-02", "--attendance.workdays=2026-10-10",
               "--attendance.zone=Europe/Berlin"});
  ASSERT_TRUE(hours.ok());
  EXPECT_EQ(hours->holidays.size(), 2U);
  EXPECT_EQ(attendance::DayText(*hours->workdays.begin()), "2026-10-10");
  EXPECT_EQ(hours->zone->name(), "Europe/Berlin");
}

}  // namespace
}  // namespace koine::server
