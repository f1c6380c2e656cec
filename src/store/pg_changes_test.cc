// What PostgreSQL tells of rows that changed.

#include "store/pg_changes.h"

#include <gtest/gtest.h>

#include <atomic>
#include <map>
#include <optional>
#include <thread>
#include <vector>

#include "store/changes_test_util.h"
#include "store/pg_conn.h"
#include "store/pg_test_util.h"

namespace koine::store {
namespace {

const Sql kDrop{"delete from counter where id <= ?"};
const Sql kMany{"insert into counter (id, value) select i, 0 from generate_series(?, ?) i"};
const Sql kNoted{"select count(*) from row_change"};

// SQLite, whose tests count what is noted, is not told of these.
const ChangeKind kCounters{{}, {{"counter", {"id"}, {"value"}}}};
const ChangeKind kThings{{}, {{"thing", {"id"}, {"ratio"}, false}, {"counter", {"id"}, {}}}};
const ChangeKind kOnSqlite{{{"counter", {"id"}, {"colour"}}}};

constexpr int kMost = ChangeLog::kMost;

class PgChangesTold : public ChangesTest {
 protected:
  std::optional<Keys> Told(const ChangeKind& kind = kCounters) { return ChangesTest::Told(kind); }
  std::optional<Keys> ToldSince(std::int64_t mark) {
    return ChangesTest::ToldSince(mark, kCounters);
  }
  std::int64_t Mark() { return ChangesTest::Mark(kCounters); }
  std::int64_t Noted() {
    std::int64_t out = -1;
    const auto read = [&out](Txn& txn) {
      txn.Each(kNoted, [&out](const Row& row) { out = row.Int(0); });
    };
    EXPECT_TRUE(store().ReadNow("noted", read).ok());
    return out;
  }
  void Forget() { Do(ForgetRowChanges); }
  // As another program, or a person, on a connection of their own.
  std::unique_ptr<PgConn> Other() {
    auto conn = PgConn::Open(PgOpen{database_->url()});
    EXPECT_TRUE(conn.ok());
    return std::move(*conn);
  }
  static void Run(PgConn& conn, const std::string& sql) {
    const Status done = conn.Script(sql);
    EXPECT_TRUE(done.ok()) << done.error().text;
  }
};
INSTANTIATE_TEST_SUITE_P(Postgresql, PgChangesTold, testing::Values(Engine::kPostgresql));

TEST_P(PgChangesTold, EachRowThatComesChangesAndGoes) {
  EXPECT_EQ(Told(), std::nullopt);
  EXPECT_EQ(Told(), Keys{});
  Do([](Txn& txn) {
    txn.Exec(kPutCounter, 2, 20);
    txn.Exec(kPutCounter, 3, 30);
  });
  EXPECT_EQ(Told(), (Keys{2, 3}));
  EXPECT_EQ(Told(), Keys{});
  Do([](Txn& txn) { txn.Exec(kAddToCounter, 1, 2); });
  Do([](Txn& txn) { txn.Exec(kMoveCounter, 5, 3); });
  EXPECT_EQ(Told(), (Keys{2, 3, 8}));
  Do([](Txn& txn) { txn.Exec(kDrop, 9); });
  EXPECT_EQ(Told(), (Keys{2, 8}));
}

TEST_P(PgChangesTold, OnlyOfColumnsThatAreWantedAndRowsThatCameBefore) {
  static const Sql rename{"update thing set name = 'other', ratio = ratio where id = ?"};
  static const Sql count{"update thing set ratio = 2.5 where id = ?"};
  Do([](Txn& txn) { txn.Exec(kInsertThing, 1, "one", 1, std::nullopt, std::nullopt); });
  Told(kThings);
  Do([](Txn& txn) {
    txn.Exec(kInsertThing, 2, "two", 1, std::nullopt, std::nullopt);
    txn.Exec(rename, 1);
    txn.Exec(kPutCounter, 7, 7);
  });
  EXPECT_EQ(Told(kThings), Keys{});
  Do([](Txn& txn) { txn.Exec(count, 2); });
  EXPECT_EQ(Told(kThings), Keys{2});
}

TEST_P(PgChangesTold, KindsThatItKnowsNothingOfAreNotTold) {
  const auto read = [](Txn& txn) {
    EXPECT_EQ(txn.FindChanges(kOnSqlite), nullptr);
    const Changes* const changes = txn.FindChanges(kCounters);
    ASSERT_NE(changes, nullptr);
    EXPECT_FALSE(changes->all_told());
    EXPECT_EQ(txn.FindChanges(kCounters), changes);
  };
  EXPECT_TRUE(store().ReadNow("find", read).ok());
  Do([](Txn& txn) { EXPECT_EQ(txn.FindChanges(kCounters), nullptr); });
}

TEST_P(PgChangesTold, WhatWasTakenBackDidNotChange) {
  Do([](Txn& txn) { txn.Exec(kPutCounter, 1, 10); });
  Told();
  Do([](Txn& txn) { txn.Exec(kAddToCounter, 1, 1); }, Error{Code::kConflict});
  EXPECT_EQ(Told(), Keys{});
}

TEST_P(PgChangesTold, WhateverProgramChangedThem) {
  Do([](Txn& txn) { txn.Exec(kPutCounter, 1, 10); });
  Told();
  Run(*Other(), "update counter set value = 99");
  EXPECT_EQ(Told(), Keys{1});
}

// Its number is older than that of whoever has ended meanwhile.
TEST_P(PgChangesTold, ATransactionThatTakesLongIsToldWhenItHasEnded) {
  Do([](Txn& txn) { txn.Exec(kMany, 1, 9); });
  Told();
  const auto slow = Other();
  Run(*slow, "begin; update counter set value = 5 where id = 5");
  Do([](Txn& txn) { txn.Exec(kAddToCounter, 1, 6); });
  EXPECT_EQ(Told(), Keys{6});
  Do([](Txn& txn) { txn.Exec(kAddToCounter, 1, 7); });
  const auto told = Told();
  ASSERT_TRUE(told);
  EXPECT_TRUE(told->contains(7) && !told->contains(5));
  Run(*slow, "commit");
  EXPECT_TRUE(Told()->contains(5));
  EXPECT_EQ(Told(), Keys{});
}

TEST_P(PgChangesTold, MoreThanAnybodyLooksAtIsNotKnown) {
  Told();
  Do([](Txn& txn) { txn.Exec(kMany, 1, kMost); });
  EXPECT_EQ(Told()->size(), ChangeLog::kMost);
  Do([](Txn& txn) { txn.Exec(kMany, kMost + 1, 2 * kMost + 1); });
  EXPECT_EQ(Told(), std::nullopt);
  EXPECT_EQ(Told(), Keys{});
}

// However often a transaction changes a row, that is noted once.
TEST_P(PgChangesTold, WhatIsForgottenIsNotKnown) {
  Do([](Txn& txn) { txn.Exec(kPutCounter, 1, 0); });
  Forget();
  const std::int64_t before = Mark();
  Do([](Txn& txn) {
    for (int i = 0; i < 5; ++i) txn.Exec(kAddToCounter, 1, 1);
  });
  EXPECT_EQ(Noted(), 2);
  Forget();
  EXPECT_EQ(ToldSince(before), Keys{1}) << "it is known until the next time";
  const std::int64_t after = Mark();
  Do([](Txn& txn) { txn.Exec(kPutCounter, 2, 0); });
  Forget();
  EXPECT_EQ(ToldSince(before), std::nullopt);
  EXPECT_EQ(ToldSince(after), Keys{2});
  EXPECT_EQ(Noted(), 1);
}

// As after a restore: the numbers of another server, which are far ahead.
TEST_P(PgChangesTold, NumbersOfAnotherServerEndWithTheNextSweep) {
  Do([](Txn& txn) { txn.Exec(kPutCounter, 1, 0); });
  Run(*Other(),
      "insert into row_change select 1000000000000000, source, 77, 0 from row_change;"
      "update row_change_floor set forgotten = 1000000000000000, noted = 1000000000000001");
  EXPECT_EQ(ToldSince(Mark()), std::nullopt);
  Do([](Txn& txn) { txn.Exec(kAddToCounter, 1, 1); });
  Forget();
  EXPECT_EQ(Noted(), 0);
  const std::int64_t mark = Mark();
  EXPECT_EQ(ToldSince(mark), Keys{});
  Do([](Txn& txn) { txn.Exec(kAddToCounter, 1, 1); });
  EXPECT_EQ(ToldSince(mark), Keys{1});
}

TEST_P(PgChangesTold, WhatTellsIsMadeOnce) {
  static const Sql count{"select 0",
                         "select count(*) from pg_trigger where tgname like 'row_change_%'"};
  const auto tellers = [this] {
    std::int64_t out = 0;
    EXPECT_TRUE(store()
                    .ReadNow("tellers",
                             [&out](Txn& txn) {
                               txn.Each(count, [&out](const Row& row) { out = row.Int(0); });
                             })
                    .ok());
    return out;
  };
  EXPECT_EQ(tellers(), 3 + 2);  // counter; thing, of which nobody wants to know what comes
  Open();
  EXPECT_EQ(tellers(), 3 + 2);
  Told();
  Do([](Txn& txn) { txn.Exec(kPutCounter, 1, 10); });
  EXPECT_EQ(Told(), Keys{1});
}

// A column that a trigger names cannot be changed, and a step may have to.
TEST_P(PgChangesTold, AStepMayChangeAnyColumn) {
  std::vector<Migration> more(TestMigrations().begin(), TestMigrations().end());
  more.push_back({static_cast<int>(more.size()) + 1, "another value",
                  "alter table counter drop column value;"
                  "alter table counter add column value INT not null default 0;"});
  store_.reset();
  auto opened = Store::Open(options_, more);
  ASSERT_TRUE(opened.ok()) << opened.error().text;
  store_ = std::move(*opened);
  Told();
  Do([](Txn& txn) { txn.Exec(kPutCounter, 1, 10); });
  EXPECT_EQ(Told(), Keys{1});
}

// A sum that is brought up to date by what was told is what a read gives, whoever writes meanwhile.
TEST_P(PgChangesTold, WhatIsKeptIsWhatARowSaysWhileOthersWrite) {
  Do([](Txn& txn) { txn.Exec(kMany, 0, 49); });
  std::atomic<bool> ends{false};
  std::vector<std::thread> writers;
  for (int w = 0; w < 3; ++w) {
    writers.emplace_back([this, w, &ends] {
      const auto conn = Other();
      for (int i = 0; !ends.load(); ++i) {
        const std::string id = std::to_string(w + 3 * (i % 16));
        Run(*conn, "begin; update counter set value = value + 1 where id = " + id);
        if (i % 3 == 0) std::this_thread::sleep_for(std::chrono::milliseconds(1 + w));
        Run(*conn, i % 7 == 0 ? "rollback" : "commit");
        if (i % 10 == 0) Forget();
      }
    });
  }
  std::map<std::int64_t, std::int64_t> values;
  std::int64_t mark = -1;
  int brought_up = 0, unknown = 0;
  const auto look = [&](Txn& txn) {
    const Changes* const changes = txn.FindChanges(kCounters);
    std::vector<ChangedKey> keys;
    static const Sql all{"select id, value from counter"};
    if (!changes->Since(kCounters, mark, &keys)) {
      ++unknown;
      txn.Each(all, [&values](const Row& row) { values[row.Int(0)] = row.Int(1); });
    }
    for (const ChangedKey& one : keys) {
      ++brought_up;
      values[one.key[0]] = One(txn, kSelectCounter, one.key[0]);
    }
    mark = changes->mark();
    std::int64_t sum = 0;
    for (const auto& [id, value] : values) sum += value;
    EXPECT_EQ(sum,
              txn.First(kSumOfCounters, [](const Row& row) { return row.Int(0); }).value_or(-1));
  };
  // On a busy machine the writers may not have had their turn yet.
  for (int i = 0; !HasFailure() && (i < 1'000 || (brought_up <= 1'000 && i < 100'000)); ++i) {
    EXPECT_TRUE(store().ReadNow("look", look).ok());
  }
  ends = true;
  for (std::thread& writer : writers) writer.join();
  EXPECT_GT(brought_up, 1'000);
  EXPECT_LT(unknown, brought_up);
}

}  // namespace
}  // namespace koine::store
