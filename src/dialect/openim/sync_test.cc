#include "dialect/openim/sync.h"

#include <gtest/gtest.h>

namespace koine::openim {
namespace {

TEST(IdHash, IsTheHeadOfTheMd5OfTheJsonText) {
  EXPECT_EQ(HashOf({}), 0U);
  const std::uint64_t hash = HashOf({"a", "b"});
  EXPECT_EQ(hash, 0xe53f04d1bcc1428d);  // printf '["a","b"]' | md5sum
  EXPECT_NE(hash, HashOf({"b", "a"}));
  auto same = SameHash({std::to_string(hash)}, {"a", "b"});
  ASSERT_TRUE(same.ok());
  EXPECT_TRUE(*same);
}

TEST(IdHash, UsesAllSixtyFourBits) {
  auto same = SameHash({"18446744073709551615"}, {"a"});
  ASSERT_TRUE(same.ok());
  EXPECT_FALSE(*same);
  EXPECT_TRUE(SameHash({""}, {}).value());
  for (const char* bad : {"\"1\"", "-1", "1.5", "18446744073709551616", "{}"}) {
    EXPECT_FALSE(SameHash({bad}, {}).ok()) << bad;
  }
}

}  // namespace
}  // namespace koine::openim
