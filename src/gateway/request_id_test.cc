#include "gateway/request_id.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

#include "base/log_scope.h"

namespace koine::gateway {
namespace {

TEST(RequestId, NewOnesAreSixteenDigitsThatDiffer) {
  SystemRandom random;
  std::set<std::string> seen;
  for (int i = 0; i < 1'000; ++i) {
    const std::string id(NewId(random).text());
    EXPECT_EQ(id.size(), 16U);
    EXPECT_EQ(id.find_first_not_of("0123456789abcdef"), std::string::npos) << id;
    EXPECT_TRUE(FitsLog(id));
    seen.insert(id);
  }
  EXPECT_EQ(seen.size(), 1'000U);
}

TEST(RequestId, OnlyPlainWordsFitTheLog) {
  for (const char* fit : {"a", "op-1_2.3:4", "4F0C"}) EXPECT_TRUE(FitsLog(fit)) << fit;
  EXPECT_TRUE(FitsLog(std::string(64, 'x')));
  EXPECT_FALSE(FitsLog(std::string(65, 'x')));
  for (const char* unfit : {"", "two words", "a\nb", "é", "a]", "a\"b"}) {
    EXPECT_FALSE(FitsLog(unfit)) << unfit;
  }
}

TEST(RequestId, AFrameHasTheOneOfItsScope) {
  EXPECT_EQ(IdOfFrame(), "");
  const log::Scope scope("f-1");
  EXPECT_EQ(IdOfFrame(), "f-1");
}

}  // namespace
}  // namespace koine::gateway
