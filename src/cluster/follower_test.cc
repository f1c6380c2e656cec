#include "cluster/follower.h"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <condition_variable>

#include "core/core_test_util.h"
#include "core/event/event.h"

namespace koine::cluster {
namespace {

// Real rows and real time: what the follower does with batches that do not come.
class FollowerTest : public core::PairOnBothTest {
 protected:
  void SetUp() override {
    PairOnBothTest::SetUp();
    from_ = store().head();
    Follower::Sinks sinks;
    sinks.deliver = [this](BatchPtr batch) {
      const std::lock_guard lock(mutex_);
      for (const store::Entry& entry : batch->entries) {
        if (entry.position > 0) seen_.push_back(entry);
      }
      changed_.notify_all();
    };
    sinks.fresh = [this](std::int64_t us) {
      fresh_us_ = us;
      ++fresh_;
    };
    sinks.lost = [this] { ++lost_; };
    follower_ = std::make_unique<Follower>(store(), real_, from_, std::move(sinks));
  }
  void TearDown() override {
    follower_.reset();
    CoreOnBothTest::TearDown();
  }
  // Says something, which another node is taken to have committed.
  std::int64_t Say() {
    auto sent = World::Say(bob_, direct_, "text");
    EXPECT_TRUE(sent.ok());
    return sent.ok() ? sent->id.value : 0;
  }
  bool WaitFor(std::size_t count) {
    std::unique_lock lock(mutex_);
    return changed_.wait_for(lock, std::chrono::seconds(10), [&] { return seen_.size() >= count; });
  }
  template <class F>
  bool Soon(F fn) {
    for (int i = 0; i < 500 && !fn(); ++i) {
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    return fn();
  }

  SystemClock real_;
  std::int64_t from_ = 0;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<store::Entry> seen_;
  std::atomic<std::int64_t> fresh_us_{0};
  std::atomic<int> fresh_{0}, lost_{0};
  std::unique_ptr<Follower> follower_;
};
KOINE_ON_BOTH(FollowerTest);

TEST_P(FollowerTest, ReadsWhatNobodyTells) {
  follower_->Start();
  const std::int64_t first = Say();
  const std::int64_t second = Say();
  ASSERT_TRUE(WaitFor(2));
  EXPECT_EQ(seen_[0].position, first);
  EXPECT_EQ(seen_[1].position, second);
  const auto& event = *static_cast<const event::Event*>(seen_[1].object.get());
  EXPECT_EQ(event.place.id, direct_);
  EXPECT_EQ(follower_->position(), second);
}

TEST_P(FollowerTest, ReadsAHoleBeforeWhatComesBehind) {
  follower_->Start();
  const std::int64_t first = Say();
  const std::int64_t second = Say();
  auto batch = std::make_shared<store::Batch>();
  batch->first_position = batch->last_position = second;
  batch->entries.push_back({second, std::make_shared<const event::Event>()});
  follower_->Add(batch);
  ASSERT_TRUE(WaitFor(2));
  EXPECT_EQ(seen_[0].position, first);
  EXPECT_EQ(seen_[1].object, batch->entries[0].object);
}

TEST_P(FollowerTest, AHintIsEnough) {
  follower_->Start();
  const std::int64_t first = Say();
  const auto before = std::chrono::steady_clock::now();
  follower_->Hint(first);
  ASSERT_TRUE(WaitFor(1));
  const auto took = std::chrono::steady_clock::now() - before;
  EXPECT_LT(took, std::chrono::seconds(5));
}

TEST_P(FollowerTest, SaysHowFreshItIs) {
  const std::int64_t begun = real_.SteadyUs();
  follower_->Start();
  EXPECT_TRUE(Soon([&] { return fresh_ >= 2; }));
  EXPECT_GE(fresh_us_, begun);
  EXPECT_EQ(lost_, 0);
}

TEST_P(FollowerTest, NoticesALogThatBecameShorter) {
  follower_->Start();
  auto batch = std::make_shared<store::Batch>();
  batch->first_position = from_ + 1;
  batch->last_position = from_ + 5;
  follower_->Add(batch);
  EXPECT_TRUE(Soon([&] { return lost_ == 1; }));
  EXPECT_TRUE(Soon([&] { return follower_->position() == from_; }));
  const std::int64_t next = Say();
  ASSERT_TRUE(WaitFor(1));
  EXPECT_EQ(seen_[0].position, next);
}

}  // namespace
}  // namespace koine::cluster
