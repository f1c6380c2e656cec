// What the store tells of rows that changed, on SQLite.

#include "store/change_log.h"

#include <gtest/gtest.h>
#include <sqlite3.h>

#include <atomic>
#include <map>
#include <optional>
#include <thread>
#include <vector>

#include "base/loop_turn.h"
#include "store/changes_test_util.h"

namespace koine::store {
namespace {

const Sql kDelete{"delete from counter where id = ?"};
const Sql kDeleteAll{"delete from counter"};
const Sql kInsertMany{
    "with recursive n(i) as (select ? union all select i + 1 from n where i < ?) "
    "insert into counter (id, value) select i, 0 from n"};

const ChangeKind kCounters{{{"counter", {"id"}, {"value"}}}};
const ChangeKind kThings{{{"thing", {"id"}, {"n"}, false}}};

constexpr int kMost = ChangeLog::kMost;

class ChangesTold : public ChangesTest {
 protected:
  std::optional<Keys> Told(const ChangeKind& kind = kCounters) { return ChangesTest::Told(kind); }
};
INSTANTIATE_TEST_SUITE_P(Sqlite, ChangesTold, testing::Values(Engine::kSqlite));

TEST_P(ChangesTold, EachRowThatComesChangesAndGoes) {
  EXPECT_EQ(Told(), std::nullopt);
  EXPECT_EQ(Told(), Keys{});  // a store that nobody writes to
  Do([](Txn& txn) { txn.Exec(kPutCounter, 1, 10); });
  Told();
  Do([](Txn& txn) {
    txn.Exec(kPutCounter, 2, 20);
    txn.Exec(kPutCounter, 3, 30);
  });
  EXPECT_EQ(Told(), (Keys{2, 3}));
  EXPECT_EQ(Told(), Keys{});
  Do([](Txn& txn) { txn.Exec(kAddToCounter, 1, 2); });
  Do([](Txn& txn) { txn.Exec(kMoveCounter, 5, 3); });
  EXPECT_EQ(Told(), (Keys{2, 3, 8}));
  Do([](Txn& txn) { txn.Exec(kDelete, 8); });
  EXPECT_EQ(Told(), Keys{8});
  Do([](Txn& txn) { txn.Exec(kDeleteAll); });
  EXPECT_EQ(Told(), (Keys{1, 2}));
}

TEST_P(ChangesTold, OnlyOfColumnsThatAreWantedAndRowsThatCameBefore) {
  Do([](Txn& txn) { txn.Exec(kInsertThing, 1, "one", 1, std::nullopt, std::nullopt); });
  Told(kThings);
  Do([](Txn&) {});
  Told(kThings);
  static const Sql rename{"update thing set name = 'other' where id = ?"};
  static const Sql count{"update thing set n = n + 1 where id = ?"};
  Do([](Txn& txn) {
    txn.Exec(kInsertThing, 2, "two", 1, std::nullopt, std::nullopt);
    txn.Exec(rename, 1);
    txn.Exec(kPutCounter, 7, 7);
  });
  EXPECT_EQ(Told(kThings), Keys{});
  Do([](Txn& txn) { txn.Exec(count, 2); });
  EXPECT_EQ(Told(kThings), Keys{2});
}

// A batch that had begun before anybody asked is not noted: then all may have changed.
TEST_P(ChangesTold, NothingIsMissedWhereNobodyListened) {
  Do([](Txn& txn) { txn.Exec(kPutCounter, 1, 10); });
  EXPECT_EQ(Told(), std::nullopt);
  Do([this](Txn& txn) {
    txn.Exec(kPutCounter, 2, 20);
    EXPECT_EQ(Told(), Keys{});  // of what is committed
  });
  EXPECT_EQ(Told(), Keys{2});
  StoreTest::TearDown();
  StoreTest::SetUp();
  mark_ = -1;
  Do([this](Txn& txn) {
    EXPECT_EQ(Told(), std::nullopt);
    txn.Exec(kPutCounter, 3, 30);
  });
  EXPECT_EQ(Told(), std::nullopt);
  EXPECT_EQ(Told(), Keys{});
}

// What is noted is not to be seen yet, and a read that goes on from there must hear of it again.
TEST_P(ChangesTold, AChangeIsToldUntilASnapshotShowsIt) {
  Told();
  Do([](Txn& txn) { txn.Exec(kPutCounter, 1, 10); });
  Told();
  const LoopTurn turn;
  EXPECT_EQ(Told(), Keys{});
  Do([](Txn& txn) { txn.Exec(kAddToCounter, 5, 1); });
  EXPECT_EQ(Told(), Keys{1});
  EXPECT_EQ(Told(), Keys{});
}

TEST_P(ChangesTold, WhatWasTakenBackDidNotChange) {
  Do([](Txn& txn) { txn.Exec(kPutCounter, 1, 10); });
  Told();
  Do([](Txn&) {});
  Told();
  Do([](Txn& txn) { txn.Exec(kAddToCounter, 1, 1); }, Error{Code::kConflict});
  EXPECT_EQ(Told(), Keys{});
  Do([](Txn& txn) { txn.Exec(kPutCounter, 2, 1); });
  EXPECT_EQ(Told(), Keys{2});
}

TEST_P(ChangesTold, WhoAsksTooLateIsToldSo) {
  Told();
  Do([](Txn& txn) { txn.Exec(kPutCounter, 0, 1); });
  Told();
  Do([](Txn& txn) { txn.Exec(kInsertMany, 1, kMost); });
  EXPECT_EQ(Told()->size(), ChangeLog::kMost);
  Do([](Txn& txn) { txn.Exec(kInsertMany, kMost + 1, 2 * kMost); });
  Do([](Txn& txn) { txn.Exec(kAddToCounter, 1, 0); });
  EXPECT_EQ(Told(), std::nullopt) << "the first is gone";
  // More in one batch than are kept.
  Do([](Txn& txn) { txn.Exec(kInsertMany, 2 * kMost + 1, 3 * kMost + 1); });
  EXPECT_EQ(Told(), std::nullopt);
  EXPECT_EQ(Told(), Keys{});
}

// As in a file of another version; what is there is told all the same.
TEST_P(ChangesTold, OfTablesThatAreNotThereNothingIsKnown) {
  static const ChangeKind kMissing{{{"counter", {"id"}, {"colour"}}}};
  TearDown();
  SetUp();
  mark_ = -1;
  Told();
  Do([](Txn& txn) { txn.Exec(kPutCounter, 1, 10); });
  Told();
  Do([](Txn& txn) { txn.Exec(kAddToCounter, 1, 1); });
  EXPECT_EQ(Told(), Keys{1});
  for (int i = 0; i < 2; ++i) EXPECT_EQ(Told(kMissing), std::nullopt);
}

TEST_P(ChangesTold, NobodyIsListenedForForEver) {
  Told();
  Do([](Txn& txn) { txn.Exec(kPutCounter, 0, 1); });
  Told();
  for (int i = 0; i < 3; ++i) {
    Do([i](Txn& txn) { txn.Exec(kInsertMany, i * kMost + 1, (i + 1) * kMost); });
  }
  EXPECT_EQ(Told(), std::nullopt);  // which listens again, from the next batch on
  Do([](Txn& txn) { txn.Exec(kAddToCounter, 1, 0); });
  EXPECT_EQ(Told(), Keys{0});
}

TEST_P(ChangesTold, AnotherProgramMayHaveChangedAnything) {
  Told();
  Do([](Txn& txn) { txn.Exec(kPutCounter, 1, 10); });
  Told();
  sqlite3* other = nullptr;
  ASSERT_EQ(sqlite3_open(database_->path().c_str(), &other), SQLITE_OK);
  EXPECT_EQ(sqlite3_exec(other, "update counter set value = 99", nullptr, nullptr, nullptr),
            SQLITE_OK);
  sqlite3_close(other);
  Do([](Txn& txn) { txn.Exec(kPutCounter, 2, 10); });
  EXPECT_EQ(Told(), std::nullopt);
  EXPECT_EQ(Told(), Keys{});
}

// A sum that is brought up to date by what was told is what a read gives, whoever writes meanwhile.
TEST_P(ChangesTold, WhatIsKeptIsWhatARowSaysWhileOthersWrite) {
  Do([](Txn& txn) { txn.Exec(kInsertMany, 0, 49); });
  std::atomic<bool> ends{false};
  std::thread writer([&] {
    for (int i = 0; !ends.load(); ++i) {
      Do([i](Txn& txn) { txn.Exec(kAddToCounter, 1, (i * 7) % 50); });
    }
  });
  std::map<std::int64_t, std::int64_t> values;
  std::int64_t mark = -1, read = 0, brought_up = 0;
  // On a busy machine the writer may not have had its turn yet.
  for (int i = 0; i < 3'000 || (brought_up <= 100 && i < 1'000'000); ++i) {
    const LoopTurn turn;
    EXPECT_TRUE(store()
                    .ReadNow("look",
                             [&](Txn& txn) {
                               const auto changes = txn.FindChanges(kCounters);
                               changes->Listen();
                               std::vector<ChangedKey> keys;
                               const bool known = changes->Since(kCounters, mark, &keys);
                               static const Sql all{"select id, value from counter"};
                               const auto take = [&](const Row& row) {
                                 values[row.Int(0)] = row.Int(1);
                                 ++read;
                               };
                               if (!known) txn.Each(all, take);
                               for (const ChangedKey& one : keys) {
                                 ++brought_up;
                                 values[one.key[0]] =
                                     txn.First(
                                            kSelectCounter,
                                            [](const Row& row) { return row.Int(0); }, one.key[0])
                                         .value_or(0);
                               }
                               mark = changes->mark();
                               std::int64_t sum = 0;
                               for (const auto& [id, value] : values) sum += value;
                               EXPECT_EQ(sum, txn.First(kSumOfCounters,
                                                        [](const Row& row) { return row.Int(0); })
                                                  .value_or(-1));
                             })
                    .ok());
    if (HasFailure()) break;
  }
  ends = true;
  writer.join();
  EXPECT_LT(read, 50 * 100);
  EXPECT_GT(brought_up, 100);
}

}  // namespace
}  // namespace koine::store
