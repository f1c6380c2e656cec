#include "base/kept_by_user.h"

#include <gtest/gtest.h>

namespace koine {
namespace {

struct Sized {
  std::size_t size = 0;
  std::size_t bytes() const { return size; }
};
using Kept = KeptByUser<Sized>;

void Keep(Kept& kept, int user, std::size_t size) {
  kept.Keep(UserId{user}, std::make_shared<const Sized>(Sized{size}));
}

TEST(KeptByUser, WhoDidNotAskForTheLongestGoes) {
  constexpr int kUsers = Kept::kBytesMax / Kept::kOneBytesMax;
  Kept kept;
  for (int user = 1; user <= kUsers; ++user) Keep(kept, user, Kept::kOneBytesMax);
  EXPECT_EQ(kept.bytes(), Kept::kBytesMax);
  EXPECT_NE(kept.Find(UserId{1}), nullptr);
  Keep(kept, 77, Kept::kOneBytesMax);
  EXPECT_EQ(kept.bytes(), Kept::kBytesMax);
  EXPECT_EQ(kept.Find(UserId{2}), nullptr);
  EXPECT_NE(kept.Find(UserId{1}), nullptr);
  EXPECT_NE(kept.Find(UserId{77}), nullptr);
}

TEST(KeptByUser, TheNewestOfAUserIsGiven) {
  Kept kept;
  Keep(kept, 1, 10);
  Keep(kept, 1, 20);
  EXPECT_EQ(kept.Find(UserId{1})->size, 20u);
  EXPECT_EQ(kept.bytes(), 20u);
  Keep(kept, 1, Kept::kOneBytesMax + 1);
  EXPECT_EQ(kept.Find(UserId{1})->size, 20u) << "what is too large is not kept";
}

}  // namespace
}  // namespace koine
