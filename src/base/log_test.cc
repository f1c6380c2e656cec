#include "base/log.h"

#include <gtest/gtest.h>

namespace koine {
namespace {

class LogTest : public testing::Test {
 protected:
  void SetUp() override { log::CaptureForTest(&lines_); }
  void TearDown() override {
    log::CaptureForTest(nullptr);
    log::SetLevel(log::Level::kInfo);
  }
  std::string lines_;
};

TEST_F(LogTest, LevelComponentMessage) {
  log::Info("store", "checkpoint took {} ms", 12);
  log::Debug("store", "not shown {}", 1);
  EXPECT_EQ(lines_, "info store: checkpoint took 12 ms\n");
  log::SetLevel(log::Level::kError);
  log::Warn("net", "dropped");
  log::Error("net", "kept");
  EXPECT_EQ(lines_, "info store: checkpoint took 12 ms\nerror net: kept\n");
}

TEST_F(LogTest, InputCannotForgeLines) {
  log::Warn("net", "name {}", "a\nerror core: gone\x1b[0m");
  EXPECT_EQ(lines_, "warn net: name a error core: gone [0m\n");
}

TEST(LogLevel, Parse) {
  log::Level level = log::Level::kInfo;
  EXPECT_TRUE(log::ParseLevel("warn", &level));
  EXPECT_EQ(level, log::Level::kWarn);
  EXPECT_FALSE(log::ParseLevel("WARN", &level));
}

}  // namespace
}  // namespace koine
