#include "base/log.h"

#include <gtest/gtest.h>

#include "base/log_scope.h"

namespace koine {
namespace {

class LogTest : public testing::Test {
 protected:
  void SetUp() override { log::CaptureForTest(&lines_); }
  void TearDown() override {
    log::CaptureForTest(nullptr);
    log::SetLevel(log::Level::kInfo);
    log::SetFormat(log::Format::kText);
    log::SetNode("");
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
  EXPECT_EQ(lines_, "warn net: name a\\nerror core: gone\\u001b[0m\n");
  lines_.clear();
  log::Warn("store", "{}", "said by a library\n");
  EXPECT_EQ(lines_, "warn store: said by a library\n");
}

TEST_F(LogTest, LinesOfARequestNameItAndTheNode) {
  log::SetNode("b");
  {
    const log::Scope outer("r1");
    const log::Scope none("");
    log::Info("net", "one");
    {
      const log::Scope inner("r2\nx");
      log::Info("net", "two");
    }
    log::Info("net", "three");
  }
  log::Info("net", "four");
  EXPECT_EQ(lines_,
            "info net@b: one [r1]\ninfo net@b: two [r2\\nx]\ninfo net@b: three [r1]\n"
            "info net@b: four\n");
}

TEST_F(LogTest, Json) {
  log::SetFormat(log::Format::kJson);
  log::Warn("net", "a \"name\"\n{}", "\xff");
  const log::Scope scope(std::string(100, 'x'));
  log::SetNode("b");
  log::Info("net", "é");
  EXPECT_EQ(
      lines_,
      "{\"level\":\"warn\",\"component\":\"net\",\"message\":\"a \\\"name\\\"\\\\n\\\\ufffd\"}\n"
      "{\"level\":\"info\",\"component\":\"net\",\"node\":\"b\",\"request\":\"" +
          std::string(64, 'x') + "\",\"message\":\"é\"}\n");
}

TEST(LogLevel, Parse) {
  log::Level level = log::Level::kInfo;
  EXPECT_TRUE(log::ParseLevel("warn", &level));
  EXPECT_EQ(level, log::Level::kWarn);
  EXPECT_FALSE(log::ParseLevel("WARN", &level));
}

}  // namespace
}  // namespace koine
