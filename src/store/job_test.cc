#include "store/job.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <thread>
#include <vector>

#include "base/metrics.h"
#include "store/store_test_util.h"

namespace koine::store {
namespace {

const Sql kCountJobs{"select count(*) from job where dead = ?"};

class StoreJobs : public StoreTest {
 protected:
  void SetUp() override {
    StoreTest::SetUp();
    if (store_) Reopen();
  }
  // The store on the clock that the test moves.
  void Reopen() {
    Options options = options_;
    options.clock = &fake_;
    Open(options);
  }
  void Put(std::string_view kind, std::string_view key, std::int64_t in_ms,
           std::string_view payload = "p") {
    ASSERT_TRUE(store()
                    .WriteAndWait({"put"},
                                  [&](Txn& txn) -> Result<int> {
                                    txn.PutJob(kind, key, fake_.NowMs() + in_ms, payload);
                                    return 1;
                                  })
                    .ok());
  }
  std::int64_t Count(bool dead) {
    std::int64_t n = -1;
    EXPECT_TRUE(store()
                    .ReadNow("count",
                             [&](Txn& txn) {
                               txn.Each(
                                   kCountJobs, [&](const Row& row) { n = row.Int(0); }, dead);
                             })
                    .ok());
    return n;
  }

  FakeClock fake_{1'000'000'000};
};
KOINE_ON_BOTH_ENGINES(StoreJobs);

TEST_P(StoreJobs, WhatWaitsIsFoundByKindAndKey) {
  const std::vector<std::string> kinds = {"now", "later", "given up", "of another", "nowhere"};
  JobRunner runner(store(), fake_);
  runner.Add("given up", [](Txn&, std::string_view, std::string_view) -> Status {
    return Error{Code::kConflict};
  });
  Put("given up", "all", 0);
  for (int i = 0; i < kJobAttemptsMax; ++i) {
    runner.RunDue();
    fake_.Advance(4'000'000);
  }
  ASSERT_EQ(Count(true), 1);
  Put("now", "all", 0);
  Put("later", "all", 5'000);
  Put("of another", "one", 0);
  Put("of none of them", "all", 0);
  std::vector<std::string> waiting;
  EXPECT_TRUE(
      store().ReadNow("waiting", [&](Txn& txn) { waiting = ListWaiting(txn, kinds, "all"); }).ok());
  std::ranges::sort(waiting);
  EXPECT_EQ(waiting, (std::vector<std::string>{"later", "now"}));
}

TEST_P(StoreJobs, WhatWaitsIsCounted) {
  const auto gauge = [](const char* name) {
    return metrics::Default().GetGauge(name, "")->Value();
  };
  JobRunner runner(store(), fake_);
  Put("nobody does it", "a", 0);
  Put("nobody does it", "b", 5'000);
  fake_.Advance(7'000);
  runner.RunDue();
  EXPECT_EQ(gauge("koine_jobs_due"), 2);
  EXPECT_EQ(gauge("koine_jobs_late_seconds"), 7);
  EXPECT_EQ(gauge("koine_jobs_given_up"), 0);
  runner.Add("nobody does it",
             [](Txn&, std::string_view, std::string_view) { return Status(Code::kInternal); });
  for (int i = 0; i < kJobAttemptsMax + 1; ++i) {
    fake_.Advance(4'000'000);
    runner.RunDue();
  }
  EXPECT_EQ(gauge("koine_jobs_due"), 0);
  EXPECT_EQ(gauge("koine_jobs_late_seconds"), 0);
  EXPECT_EQ(gauge("koine_jobs_given_up"), 2);
}

TEST_P(StoreJobs, RunsWhatIsDueOnceWithItsKeyAndPayload) {
  std::vector<std::string> seen;
  JobRunner runner(store(), fake_);
  const std::string payload("by\0tes", 6);
  runner.Add("mail", [&](Txn& txn, std::string_view key, std::string_view p) -> Status {
    seen.push_back(std::string(key) + ":" + std::string(p));
    txn.Exec(kBumpCounter, 1, 1);
    return Ok();
  });
  Put("mail", "a", 100, payload);
  Put("mail", "b", 200);
  EXPECT_EQ(runner.RunDue(), 0);
  fake_.Advance(100);
  EXPECT_EQ(runner.RunDue(), 1);
  EXPECT_EQ(runner.RunDue(), 0);
  fake_.Advance(1000);
  EXPECT_EQ(runner.RunDue(), 1);
  EXPECT_EQ(seen, (std::vector<std::string>{"a:" + payload, "b:p"}));
  EXPECT_EQ(Count(false), 0);
}

TEST_P(StoreJobs, PutReplacesAndCancelRemoves) {
  std::vector<std::string> seen;
  JobRunner runner(store(), fake_);
  runner.Add("mail", [&](Txn&, std::string_view, std::string_view p) -> Status {
    seen.push_back(std::string(p));
    return Ok();
  });
  Put("mail", "a", 0, "old");
  Put("mail", "a", 50, "new");
  Put("mail", "gone", 0);
  ASSERT_TRUE(store()
                  .WriteAndWait({"cancel"},
                                [](Txn& txn) -> Result<int> {
                                  txn.CancelJob("mail", "gone");
                                  return 1;
                                })
                  .ok());
  EXPECT_EQ(runner.RunDue(), 0);
  fake_.Advance(50);
  EXPECT_EQ(runner.RunDue(), 1);
  EXPECT_EQ(seen, (std::vector<std::string>{"new"}));
}

TEST_P(StoreJobs, AHandlerMayPutTheJobAgain) {
  int runs = 0;
  JobRunner runner(store(), fake_);
  runner.Add("tick", [&](Txn& txn, std::string_view key, std::string_view) -> Status {
    ++runs;
    txn.PutJob("tick", key, fake_.NowMs() + 10, "again");
    return Ok();
  });
  Put("tick", "t", 0);
  for (int i = 1; i <= 3; ++i) {
    EXPECT_EQ(runner.RunDue(), 1);
    EXPECT_EQ(runs, i);
    EXPECT_EQ(runner.RunDue(), 0);
    fake_.Advance(10);
  }
  EXPECT_EQ(Count(false), 1);
}

TEST_P(StoreJobs, AFailingOneBacksOffAndIsKeptDead) {
  int runs = 0;
  JobRunner runner(store(), fake_);
  runner.Add("bad", [&](Txn& txn, std::string_view, std::string_view) -> Status {
    ++runs;
    txn.Exec(kBumpCounter, 1, 1);
    return Code::kForbidden;
  });
  Put("bad", "b", 0);
  EXPECT_EQ(runner.RunDue(), 0);
  EXPECT_EQ(runs, 1);
  EXPECT_EQ(runner.RunDue(), 0);
  EXPECT_EQ(runs, 1) << "not before a second has passed";
  fake_.Advance(1000);
  EXPECT_EQ(runner.RunDue(), 0);
  EXPECT_EQ(runs, 2);
  fake_.Advance(1000);
  EXPECT_EQ(runner.RunDue(), 0);
  EXPECT_EQ(runs, 2) << "the second time two seconds";
  for (int i = 0; i < 20; ++i) {
    fake_.Advance(3'600'000);
    EXPECT_EQ(runner.RunDue(), 0);
  }
  EXPECT_EQ(runs, kJobAttemptsMax);
  EXPECT_EQ(Count(true), 1);
  std::int64_t effects = -1;
  ASSERT_TRUE(store()
                  .ReadNow("count",
                           [&](Txn& txn) {
                             effects = txn.First(
                                              kSelectCounter,
                                              [](const Row& row) { return row.Int(0); }, 1)
                                           .value_or(0);
                           })
                  .ok());
  EXPECT_EQ(effects, 0) << "rolled back each time";
  Put("bad", "b", 0);
  EXPECT_EQ(Count(true), 0) << "put again, it lives again";
}

TEST_P(StoreJobs, ManyAreRunAndUnknownKindsStay) {
  std::atomic<int> runs = 0;
  JobRunner runner(store(), fake_);
  runner.Add("one", [&](Txn&, std::string_view, std::string_view) -> Status {
    ++runs;
    return Ok();
  });
  ASSERT_TRUE(store()
                  .WriteAndWait({"put"},
                                [&](Txn& txn) -> Result<int> {
                                  for (int i = 0; i < 250; ++i) {
                                    txn.PutJob(i % 5 == 0 ? "other" : "one", std::to_string(i), i,
                                               "");
                                  }
                                  return 1;
                                })
                  .ok());
  EXPECT_EQ(runner.RunDue(), 200);
  EXPECT_EQ(Count(false), 50);
}

TEST_P(StoreJobs, TwoRunnersShareTheWork) {
  const auto effect = [](Txn& txn, std::string_view, std::string_view) -> Status {
    txn.Exec(kBumpCounter, 1, 1);
    return Ok();
  };
  JobRunner first(store(), fake_);
  JobRunner second(store(), fake_);
  first.Add("n", effect);
  second.Add("n", effect);
  ASSERT_TRUE(store()
                  .WriteAndWait({"put"},
                                [&](Txn& txn) -> Result<int> {
                                  for (int i = 0; i < 100; ++i)
                                    txn.PutJob("n", std::to_string(i), 1, "");
                                  return 1;
                                })
                  .ok());
  std::atomic<int> done = 0;
  std::thread other([&] { done += second.RunDue(); });
  done += first.RunDue();
  other.join();
  EXPECT_EQ(done, 100);
  std::int64_t effects = -1;
  ASSERT_TRUE(store()
                  .ReadNow("count",
                           [&](Txn& txn) {
                             effects = txn.First(
                                              kSelectCounter,
                                              [](const Row& row) { return row.Int(0); }, 1)
                                           .value_or(0);
                           })
                  .ok());
  EXPECT_EQ(effects, 100);
}

TEST_P(StoreJobs, RunsInTheBackground) {
  std::promise<void> ran;
  Countdown once(1);
  JobRunner runner(store(), fake_);
  runner.Add("n", [&](Txn&, std::string_view, std::string_view) -> Status {
    once.Down();
    return Ok();
  });
  runner.Start();
  Put("n", "1", 0);
  once.Wait();
  runner.Stop();
}

}  // namespace
}  // namespace koine::store
