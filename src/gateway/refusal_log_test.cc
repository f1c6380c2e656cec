#include "gateway/refusal_log.h"

#include <gtest/gtest.h>

#include "base/log.h"

namespace koine::gateway {
namespace {

class RefusalLogTest : public testing::Test {
 protected:
  RefusalLogTest() { log::CaptureForTest(&log_); }
  ~RefusalLogTest() override { log::CaptureForTest(nullptr); }
  void Refuse(Code code, int status, std::int64_t now_ms) {
    const Error error{code};
    LogRefusal({"/login", &error, status, UserId(7), "192.0.2.1", "abc"}, now_ms);
  }
  std::size_t Lines() const {
    std::size_t lines = 0;
    for (const char c : log_) lines += c == '\n' ? 1 : 0;
    return lines;
  }

  std::string log_;
};

TEST_F(RefusalLogTest, OneLineASecondForEachCause) {
  constexpr std::int64_t kNow = 1'000'000;  // later than what other tests refused
  for (int i = 0; i < 100; ++i) Refuse(Code::kWrongPassword, 400, kNow + i);
  EXPECT_EQ(Lines(), 1U) << log_;
  EXPECT_NE(log_.find("/login: WrongPassword, user 7, from 192.0.2.1 [abc]"), std::string::npos);
  Refuse(Code::kForbidden, 403, kNow + 100);
  EXPECT_EQ(Lines(), 2U) << log_;
  Refuse(Code::kWrongPassword, 400, kNow + 1'000);
  EXPECT_NE(log_.find("and 99 more of the same before [abc]"), std::string::npos) << log_;
}

TEST_F(RefusalLogTest, WhatIsMerelyNotThereIsNotTold) {
  Refuse(Code::kNotFound, 404, 2'000'000);
  Refuse(Code::kBadArgument, 400, 2'000'000);
  EXPECT_EQ(Lines(), 0U) << log_;
}

TEST_F(RefusalLogTest, AFullDiskIsOneLineAndEachFaultOfTheServerHasItsOwn) {
  for (int i = 0; i < 50; ++i) Refuse(Code::kUnavailable, 503, 3'000'000);
  EXPECT_EQ(Lines(), 1U);
  for (int i = 0; i < 3; ++i) Refuse(Code::kInternal, 500, 3'000'000);
  EXPECT_EQ(Lines(), 4U);
}

TEST_F(RefusalLogTest, SignInsAreOneLineASecondForEachDialect) {
  constexpr std::int64_t kNow = 4'000'000;
  for (int i = 0; i < 10; ++i) {
    LogSignIn({"ruoyi", 1, UserId(7), "WEB", "192.0.2.1", false}, kNow + i);
  }
  EXPECT_EQ(log_, "info gateway: ruoyi sign-in of user 7 at WEB from 192.0.2.1\n");
  LogSignIn({"openim", 2, UserId(8), "1", "", true}, kNow + 10);
  EXPECT_EQ(Lines(), 2U) << log_;
  LogSignIn({"ruoyi", 1, UserId(7), "WEB", "192.0.2.1", false}, kNow + 1'000);
  EXPECT_NE(log_.find("192.0.2.1, and 9 more in this dialect before\n"), std::string::npos);
}

}  // namespace
}  // namespace koine::gateway
