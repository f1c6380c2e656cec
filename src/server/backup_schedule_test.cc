#include "server/backup_schedule.h"

#include <gtest/gtest.h>

#include "server/settings.h"

namespace koine::server {
namespace {

constexpr std::int64_t kMinute = 60'000, kDay = 24 * 60 * kMinute;

TEST(BackupSchedule, TimesAreOfTheNextDayWhereTheyArePast) {
  const std::int64_t now = 1'800'000'000'000;
  for (const int minutes : {0, 195, 24 * 60 - 1}) {
    const std::int64_t next = NextBackupTime(now, minutes);
    EXPECT_GT(next, now);
    EXPECT_LE(next, now + kDay + 60 * kMinute);
    EXPECT_GT(NextBackupTime(next, minutes), next) << "not twice";
    EXPECT_EQ(NextBackupTime(next - 1, minutes), next);
  }
}

TEST(BackupSchedule, TheLastTimeIsTheOneBeforeTheNext) {
  const std::int64_t now = 1'800'000'000'000;
  for (const int minutes : {0, 195, 24 * 60 - 1}) {
    const std::int64_t last = LastBackupTime(now, minutes);
    EXPECT_LE(last, now);
    EXPECT_EQ(NextBackupTime(last, minutes), NextBackupTime(now, minutes));
    EXPECT_EQ(LastBackupTime(last, minutes), last);
    EXPECT_LT(LastBackupTime(last - 1, minutes), last);
  }
}

TEST(BackupSchedule, OneThatWasMissedIsMadeSoonAfterTheStart) {
  const int minutes = 195;
  const std::int64_t due = NextBackupTime(1'800'000'000'000, minutes);
  const std::int64_t next = NextBackupTime(due, minutes);
  // However short the server was away.
  for (const std::int64_t now : {due, due + kMinute, due + kDay / 2}) {
    EXPECT_EQ(FirstBackupTime(due - 1, now, minutes), now + kMinute);
    EXPECT_EQ(FirstBackupTime(due - 9 * kDay, now, minutes), now + kMinute);
    EXPECT_EQ(FirstBackupTime(due, now, minutes), next) << "it was made";
    EXPECT_EQ(FirstBackupTime(0, now, minutes), next) << "none was ever made";
  }
  EXPECT_EQ(FirstBackupTime(due - kDay + kMinute, due - kMinute, minutes), due) << "not due yet";
}

TEST(BackupSchedule, ReadsTimes) {
  const auto read = [](const char* text) {
    config::Inputs inputs;
    inputs.args = {std::string("--backup.at=") + text};
    const auto config = config::Config::Load(AllSettings(), inputs);
    EXPECT_TRUE(config.ok());
    return ReadBackupTime(*config);
  };
  EXPECT_EQ(*read("03:15"), 195);
  EXPECT_EQ(*read("00:00"), 0);
  EXPECT_EQ(*read("off"), -1);
  for (const char* bad : {"24:00", "3:15", "03:60", "0315", "-1:00", "03:15:00", "+3:15"}) {
    EXPECT_FALSE(read(bad).ok()) << bad;
  }
}

}  // namespace
}  // namespace koine::server
