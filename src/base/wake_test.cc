#include "base/wake.h"

#include <gtest/gtest.h>

#include <thread>

namespace koine {
namespace {

class Counter : public Waker {
 public:
  void Wake() override { ++woken_; }
  int woken() const { return woken_; }

 private:
  int woken_ = 0;
};

TEST(WakesHeld, AWakeOutsideOfAScopeIsDoneAtOnce) {
  const auto counter = std::make_shared<Counter>();
  WakeOrHold(counter);
  EXPECT_EQ(counter->woken(), 1);
}

TEST(WakesHeld, EachIsWokenOnceAtTheEndOfTheOutermost) {
  const auto one = std::make_shared<Counter>();
  const auto other = std::make_shared<Counter>();
  {
    const WakesHeld outer;
    WakeOrHold(one);
    {
      const WakesHeld inner;
      WakeOrHold(other);
      WakeOrHold(one);
    }
    EXPECT_EQ(one->woken() + other->woken(), 0);
  }
  EXPECT_EQ(one->woken(), 1);
  EXPECT_EQ(other->woken(), 1);
  WakeOrHold(one);
  EXPECT_EQ(one->woken(), 2);
}

TEST(WakesHeld, WhoIsAboutToWaitWakesFirst) {
  const auto counter = std::make_shared<Counter>();
  WakesHeld::Release();
  const WakesHeld held;
  WakeOrHold(counter);
  WakesHeld::Release();
  EXPECT_EQ(counter->woken(), 1);
  WakeOrHold(counter);
  EXPECT_EQ(counter->woken(), 1);
}

TEST(WakesHeld, HoldsBackWhatItsOwnThreadWakesAlone) {
  const auto counter = std::make_shared<Counter>();
  const WakesHeld held;
  std::thread([&] { WakeOrHold(counter); }).join();
  EXPECT_EQ(counter->woken(), 1);
}

TEST(WakesHeld, WhatIsHeldOutlivesItsThread) {
  auto counter = std::make_shared<Counter>();
  const std::weak_ptr<Counter> alive = counter;
  {
    const WakesHeld held;
    WakeOrHold(counter);
    counter.reset();
    EXPECT_FALSE(alive.expired());
  }
  EXPECT_TRUE(alive.expired());
}

}  // namespace
}  // namespace koine
