#include "server/clocks.h"
#include "base/time.h"

#include <gtest/gtest.h>

#include <chrono>
#include <thread>

namespace koine::server {
namespace {

constexpr std::int64_t kSlackMs = 2'000;  // of a machine under load

TEST(AdjustableClock, ShowsTheMachinesTimeAlone) {
  AdjustableClock clock(true);
  const std::int64_t machine = SystemClock().NowMs();
  EXPECT_NEAR(static_cast<double>(clock.NowMs()), static_cast<double>(machine), kSlackMs);
  EXPECT_TRUE(clock.Advance(kHourMs, 0));
  EXPECT_GE(clock.NowMs(), machine + kHourMs);
}

TEST(AdjustableClock, ShowsTheStoresTimeInACluster) {
  AdjustableClock clock(true);
  const std::int64_t store = SystemClock().NowMs() - kHourMs;
  clock.Follow(store);
  EXPECT_NEAR(static_cast<double>(clock.NowMs()), static_cast<double>(store), kSlackMs);
  // What the machine believes does not matter any more.
  EXPECT_TRUE(clock.Advance(kHourMs, 0));
  EXPECT_NEAR(static_cast<double>(clock.NowMs()), static_cast<double>(store), kSlackMs);
}

TEST(AdjustableClock, GoesForwardAtOnceAndNeverBack) {
  AdjustableClock clock(false);
  const std::int64_t store = SystemClock().NowMs();
  clock.Follow(store);
  clock.Follow(store + kHourMs);
  const std::int64_t ahead = clock.NowMs();
  EXPECT_GE(ahead, store + kHourMs);
  clock.Follow(store);
  std::int64_t last = clock.NowMs();
  EXPECT_GE(last, ahead);
  // It is held back: at each call by half of what has passed.
  for (int i = 0; i < 5; ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
    clock.Follow(store);
    const std::int64_t now = clock.NowMs();
    EXPECT_GE(now, last);
    last = now;
  }
  EXPECT_LE(last - ahead, SystemClock().NowMs() - store);
}

}  // namespace
}  // namespace koine::server
