#include "base/require.h"

#include <gtest/gtest.h>

#include "base/random.h"
#include "base/result.h"

namespace koine {
namespace {

TEST(RequireDeathTest, ABrokenDemandEndsTheProgramAndNamesItself) {
  testing::FLAGS_gtest_death_test_style = "threadsafe";
  const int two = 2;
  KOINE_REQUIRE(two == 2);
  EXPECT_DEATH(KOINE_REQUIRE(two == 3), "broken demand: two == 3 .*require_test.cc");
}

TEST(RequireDeathTest, TheValueOfAFailureIsNotRead) {
  testing::FLAGS_gtest_death_test_style = "threadsafe";
  const Result<int> failed = Error{Code::kInternal};
  EXPECT_DEATH(static_cast<void>(*failed), "broken demand: ok");
  EXPECT_DEATH(static_cast<void>(Result<int>(1).error()), "broken demand: !ok");
  SystemRandom random;
  EXPECT_DEATH(random.Below(0), "broken demand: bound > 0");
}

}  // namespace
}  // namespace koine
