#include "net/outbox_budget.h"

#include <gtest/gtest.h>

namespace koine::net {
namespace {

struct Reader final : OutboxOwner {
  void Cut() override { cut = true; }
  bool cut = false;
};

TEST(OutboxBudget, TheLargestIsCutFirst) {
  auto budget = std::make_shared<OutboxBudget>(100);
  OutboxShare share(budget);
  Reader small, large, last;
  share.Set(&small, 30);
  share.Set(&large, 60);
  EXPECT_FALSE(large.cut);
  share.Set(&last, 20);
  EXPECT_TRUE(large.cut);
  EXPECT_FALSE(small.cut);
  EXPECT_FALSE(last.cut);
  EXPECT_EQ(budget->used, 50U);
  EXPECT_EQ(budget->readers, 2U);
}

TEST(OutboxBudget, WhoReadsGivesBack) {
  auto budget = std::make_shared<OutboxBudget>(100);
  Reader reader, other;
  {
    OutboxShare share(budget);
    share.Set(&reader, 90);
    share.Set(&reader, 0);
    share.Set(&other, 90);
    EXPECT_FALSE(reader.cut);
    EXPECT_FALSE(other.cut);
  }
  EXPECT_EQ(budget->used, 0U);
  EXPECT_EQ(budget->readers, 0U);
}

TEST(OutboxBudget, AThreadLeavesThoseOfAnotherToIt) {
  auto budget = std::make_shared<OutboxBudget>(100);
  OutboxShare here(budget), there(budget);
  Reader small, large;
  there.Set(&large, 95);
  here.Set(&small, 10);
  EXPECT_FALSE(small.cut);
  there.Set(&large, 96);
  EXPECT_TRUE(large.cut);
  EXPECT_EQ(budget->used, 10U);
}

}  // namespace
}  // namespace koine::net
