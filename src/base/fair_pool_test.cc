#include "base/fair_pool.h"

#include <gtest/gtest.h>

#include <future>
#include <string>
#include <utility>

namespace koine {
namespace {

using Taken = FairPool::Taken;

// A pool of one thread that waits until it is let go, and then notes whose work it does.
class Gated {
 public:
  explicit Gated(const FairPool::Bounds& bounds) : pool_("test", 1, bounds) {
    std::promise<void> started;
    (void)pool_.Submit(0, [&started, gate = release_.get_future().share()] {
      started.set_value();
      gate.wait();
    });
    started.get_future().wait();
  }
  Taken Ask(std::uint64_t caller, char name) {
    return pool_.Submit(caller, [this, name] { order_ += name; });
  }
  std::string Run() {
    release_.set_value();
    pool_.Stop();
    return order_;
  }
  FairPool& pool() { return pool_; }

 private:
  std::promise<void> release_;
  std::string order_;
  FairPool pool_;
};

TEST(FairPool, CallersTakeTurns) {
  Gated gated({10, 5, 0});
  for (int i = 0; i < 4; ++i) EXPECT_EQ(gated.Ask(1, 'a'), Taken::kYes);
  EXPECT_EQ(gated.Ask(2, 'b'), Taken::kYes);
  EXPECT_EQ(gated.Ask(3, 'c'), Taken::kYes);
  EXPECT_EQ(gated.pool().queued(), 6U);
  EXPECT_EQ(gated.Run(), "abcaaa");
}

TEST(FairPool, OneCallerHasSoManyPlaces) {
  Gated gated({10, 2, 0});
  EXPECT_EQ(gated.Ask(1, 'a'), Taken::kYes);
  EXPECT_EQ(gated.Ask(1, 'a'), Taken::kYes);
  EXPECT_EQ(gated.Ask(1, 'a'), Taken::kTooMany);
  EXPECT_EQ(gated.Ask(2, 'b'), Taken::kYes);
  EXPECT_EQ(gated.Run(), "aba");
}

TEST(FairPool, KnownCallersHaveEverySecondTurnAndPlacesOfTheirOwn) {
  Gated gated({5, 0, 2});
  gated.pool().Trust(9);
  EXPECT_EQ(gated.Ask(1, 'a'), Taken::kYes);
  EXPECT_EQ(gated.Ask(2, 'b'), Taken::kYes);
  EXPECT_EQ(gated.Ask(3, 'c'), Taken::kYes);
  EXPECT_EQ(gated.Ask(4, 'd'), Taken::kFull);
  EXPECT_EQ(gated.Ask(9, 'k'), Taken::kYes);
  EXPECT_EQ(gated.Ask(9, 'k'), Taken::kYes);
  EXPECT_EQ(gated.Ask(9, 'k'), Taken::kFull);
  // The work that held the thread was a stranger's: a known caller is next.
  EXPECT_EQ(gated.Run(), "kakbc");
}

TEST(FairPool, TakesNothingOnceItStops) {
  FairPool pool("a-very-long-name-for-a-pool", 2, {});
  pool.Stop();
  EXPECT_EQ(pool.Submit(1, [] {}), Taken::kFull);
}

}  // namespace
}  // namespace koine
