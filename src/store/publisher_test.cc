#include "store/publisher.h"

#include <gtest/gtest.h>

#include <atomic>
#include <optional>
#include <thread>
#include <vector>

#include "base/wake.h"
#include "store/store_test_util.h"

namespace koine::store {
namespace {

class PublisherTest : public testing::Test {
 protected:
  void SetUp() override {
    publisher_.Set([this](const std::shared_ptr<const Batch>& batch) {
      published_.push_back(batch->first_position);
    });
  }
  void Complete(std::int64_t first) {
    auto batch = std::make_shared<Batch>();
    batch->first_position = first;
    batch->last_position = first;
    batch->entries.push_back(Entry{first, nullptr});
    publisher_.Complete(std::move(batch));
  }
  using Positions = std::vector<std::int64_t>;
  Publisher publisher_;
  Positions published_;
};

TEST_F(PublisherTest, WaitsForSmallerRanges) {
  publisher_.Announce(1);
  publisher_.Announce(2);
  publisher_.Announce(3);
  std::thread third([this] { Complete(3); });
  third.join();
  EXPECT_EQ(published_, Positions());
  Complete(1);
  EXPECT_EQ(published_, Positions({1}));
  publisher_.Abandon(2);
  EXPECT_EQ(published_, Positions({1, 3}));
}

TEST_F(PublisherTest, ARangeLostInACrashMayBelongToAnotherWriterBeforeItIsAbandoned) {
  publisher_.Announce(5);  // lost with the server
  publisher_.Announce(5);  // given to another writer after the recovery
  publisher_.Announce(6);
  publisher_.Abandon(5);  // the first one learns of it
  std::thread sixth([this] { Complete(6); });
  sixth.join();
  EXPECT_EQ(published_, Positions()) << "5 is still to come";
  Complete(5);
  EXPECT_EQ(published_, Positions({5, 6}));
}

TEST_F(PublisherTest, AnAbandonThatComesLateHarmsNobody) {
  publisher_.Announce(5);
  publisher_.Announce(5);
  Complete(5);
  publisher_.Abandon(5);
  publisher_.Announce(6);
  Complete(6);
  EXPECT_EQ(published_, Positions({5, 6}));
}

// A gap would never be noticed by those who follow the log.
TEST_F(PublisherTest, ABatchHasEachOfItsPositionsOnce) {
  for (const std::vector<std::int64_t>& wrong :
       {Positions{5}, {5, 7}, {5, 6, 6}, {6, 5}, {5, 6, 7}}) {
    Batch batch{5, 6, {}};
    for (const std::int64_t position : wrong) batch.entries.push_back(Entry{position, nullptr});
    EXPECT_DEATH(publisher_.Now(std::make_shared<Batch>(batch)), "broken demand: Whole");
  }
  publisher_.Now(std::make_shared<Batch>(Batch{0, 0, {Entry{0, nullptr}}}));
  publisher_.Now(std::make_shared<Batch>(Batch{5, 6, {Entry{5, nullptr}, Entry{6, nullptr}}}));
  EXPECT_EQ(published_, Positions({0, 5}));
}

// Or a thread would not hear of what was told before, as long as that lasts.
TEST_F(PublisherTest, WhoWaitsForSmallerRangesWakesFirst) {
  class Flag : public Waker {
   public:
    void Wake() override { woken_after_it_waited = waited; }
    bool waited = false;
    std::optional<bool> woken_after_it_waited;
  };
  const auto flag = std::make_shared<Flag>();
  publisher_.Announce(1);
  {
    const WakesHeld together;
    WakeOrHold(flag);
    Complete(2);  // waits for the first in vain
    flag->waited = true;
  }
  EXPECT_EQ(flag->woken_after_it_waited, false);
}

class PublishedBatches : public StoreTest {};
KOINE_ON_BOTH_ENGINES(PublishedBatches);

// So a thread that delivers messages has the answers to them at the same time, and writes both to a
// socket at once.
TEST_P(PublishedBatches, ABatchAndItsAnswersWakeAThreadOnce) {
  class Loop : public Waker {
   public:
    void Wake() override {
      ++woken;
      published_when_woken = published.load();
      answered_when_woken = answered.load();
    }
    std::atomic<int> woken = 0;
    std::atomic<int> published = 0;
    std::atomic<int> answered = 0;
    std::atomic<int> published_when_woken = 0;
    std::atomic<int> answered_when_woken = 0;
  };
  const auto loop = std::make_shared<Loop>();
  store().SetPublisher([&](const std::shared_ptr<const Batch>&) {
    ++loop->published;
    WakeOrHold(loop);
  });
  store().Write(
      {"publish"},
      [](Txn& txn) -> Result<int> {
        AppendEntry(txn, 1, 0, "");
        return 1;
      },
      [&](const Result<int>& result, const Numbering&) {
        EXPECT_TRUE(result.ok());
        ++loop->answered;
        WakeOrHold(loop);
      });
  store_.reset();  // waits for the command and its thread
  EXPECT_EQ(loop->woken, 1);
  EXPECT_EQ(loop->published_when_woken, 1);
  EXPECT_EQ(loop->answered_when_woken, 1);
}

}  // namespace
}  // namespace koine::store
