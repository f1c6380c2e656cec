#include "dialect/openim/known_handles.h"

#include <gtest/gtest.h>

namespace koine::openim {
namespace {

TEST(KnownHandles, KeepWhatNeverChanges) {
  KnownHandles known;
  EXPECT_FALSE(known.Find(UserId(7)).has_value());
  known.Put({UserId(7), "ann", "Ann", "https://faces/ann", 3});
  const auto found = known.Find(UserId(7));
  ASSERT_TRUE(found.has_value());
  EXPECT_EQ(found->handle, "ann");
  EXPECT_EQ(found->kind, 3);
  // These do change.
  EXPECT_EQ(found->nickname, "");
  EXPECT_EQ(found->avatar, "");
}

TEST(KnownHandles, AreBounded) {
  KnownHandles known;
  for (std::size_t i = 1; i <= 2 * KnownHandles::kMax + 5; ++i) {
    known.Put({UserId(static_cast<std::int64_t>(i)), std::to_string(i), "", "", 0});
    ASSERT_LE(known.size(), KnownHandles::kMax);
  }
  const auto last = static_cast<std::int64_t>(2 * KnownHandles::kMax + 5);
  EXPECT_EQ(known.Find(UserId(last))->handle, std::to_string(last));
}

}  // namespace
}  // namespace koine::openim
