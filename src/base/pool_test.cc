#include "base/pool.h"

#include <gtest/gtest.h>

#include <atomic>
#include <future>

namespace koine {
namespace {

TEST(Pool, RunsEverythingBeforeItStops) {
  std::atomic<int> ran{0};
  Pool pool("test", 2, 1000);
  for (int i = 0; i < 500; ++i) {
    EXPECT_TRUE(pool.Submit([&ran, only = std::make_unique<int>(1)] { ran += *only; }));
  }
  pool.Stop();
  EXPECT_EQ(ran, 500);
  EXPECT_FALSE(pool.Submit([&ran] { ++ran; }));
}

TEST(Pool, RefusesWhenFull) {
  std::promise<void> started, release;
  std::atomic<int> ran{0};
  Pool pool("a-very-long-name-for-a-pool", 1, 2);
  ASSERT_TRUE(pool.Submit([&, gate = release.get_future().share()] {
    started.set_value();
    gate.wait();
  }));
  started.get_future().wait();
  EXPECT_TRUE(pool.Submit([&ran] { ++ran; }));
  EXPECT_TRUE(pool.Submit([&ran] { ++ran; }));
  EXPECT_FALSE(pool.Submit([&ran] { ++ran; }));
  EXPECT_EQ(pool.queued(), 2u);
  release.set_value();
  pool.Stop();
  EXPECT_EQ(ran, 2);
}

}  // namespace
}  // namespace koine
