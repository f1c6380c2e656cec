#include "gateway/turns.h"

#include <gtest/gtest.h>

#include <vector>

namespace koine::gateway {
namespace {

TEST(Turns, SoMuchIsUnderWayAndTheRestInOrder) {
  Turns turns(2);
  std::vector<int> begun;
  for (int i = 1; i <= 5; ++i) turns.Take([&begun, i] { begun.push_back(i); });
  EXPECT_EQ(begun, (std::vector{1, 2}));
  turns.GiveBack();
  EXPECT_EQ(begun, (std::vector{1, 2, 3}));
  turns.GiveBack();
  turns.GiveBack();
  EXPECT_EQ(begun, (std::vector{1, 2, 3, 4, 5}));
  turns.GiveBack();
  turns.GiveBack();
  EXPECT_EQ(turns.taken(), 0u);
}

TEST(Turns, WorkThatEndsAtOnceDoesNotNest) {
  constexpr int kMany = 200'000;
  Turns turns(1);
  int done = 0;
  turns.Take([] {});
  for (int i = 0; i < kMany; ++i) {
    turns.Take([&] {
      ++done;
      turns.GiveBack();
    });
  }
  EXPECT_EQ(done, 0);
  turns.GiveBack();
  EXPECT_EQ(done, kMany);
  EXPECT_EQ(turns.taken(), 0u);
}

}  // namespace
}  // namespace koine::gateway
