// A cluster in simulated time, under random faults: each session hears each message that was
// committed, once and in order, and every node knows who is online. KOINE_SIM_SEED=7 replays a seed
// that failed, KOINE_SIM_SEEDS=10000 runs so many (CONTRIBUTING.md).

#include "cluster/sim_test_util.h"

#include <gtest/gtest.h>

#include "base/log.h"

namespace koine::cluster {
namespace {

constexpr std::uint64_t kSeeds = 80;
constexpr std::uint64_t kSeedsPerStore = 200;  // then it begins anew, so that it stays small

class ClusterSim : public testing::Test {
 protected:
  // Kills and lost connections are what it is about, so nobody needs to read of them.
  void SetUp() override { log::SetLevel(log::Level::kOff); }
  void TearDown() override { log::SetLevel(log::Level::kInfo); }
};

TEST_F(ClusterSim, EverySessionHearsEachMessageOnceAndInOrder) {
  const auto seeds = store::SimSeeds::FromEnvironment(kSeeds);
  std::unique_ptr<sim::Shared> shared;
  std::size_t messages = 0, faults = 0;
  for (std::uint64_t i = 0; i < seeds.count; ++i) {
    if (i % kSeedsPerStore == 0) {
      if (shared != nullptr) shared->Stop();
      shared = std::make_unique<sim::Shared>();
      ASSERT_TRUE(shared->Begin());
    }
    sim::World world(*shared, seeds.first + i);
    const std::string wrong = world.Run();
    ASSERT_EQ(wrong, "") << "KOINE_SIM_SEED=" << seeds.first + i;
    messages += world.messages();
    faults += world.faults();
  }
  printf("seeds %llu to %llu: %zu messages amid %zu faults\n",
         static_cast<unsigned long long>(seeds.first),
         static_cast<unsigned long long>(seeds.first + seeds.count - 1), messages, faults);
  EXPECT_GT(messages, seeds.count * 10);
  EXPECT_GT(faults, seeds.count);
}

TEST_F(ClusterSim, ASeedReplays) {
  std::uint64_t traces[2] = {};
  for (std::uint64_t& trace : traces) {
    sim::Shared shared;
    ASSERT_TRUE(shared.Begin());
    sim::World world(shared, 11);
    EXPECT_EQ(world.Run(), "");
    trace = world.trace();
  }
  EXPECT_EQ(traces[0], traces[1]);
}

}  // namespace
}  // namespace koine::cluster
