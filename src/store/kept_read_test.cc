// Reads of one turn of a loop, on SQLite (docs/adr/0030-kept-reads.md).
#include <gtest/gtest.h>

#include <string>

#include "base/loop_turn.h"
#include "store/compact.h"
#include "store/file_vfs.h"
#include "store/sqlite_conn.h"
#include "store/store_test_util.h"

namespace koine::store {
namespace {

const Sql kWrong{"select no_such_function(1)"};

class KeptRead : public StoreTest {
 protected:
  void Put(int id) {
    const auto done = store().WriteAndWait({"put"}, [id](Txn& txn) -> Status {
      txn.Exec(kInsertThing, id, "thing", 1, std::nullopt, std::nullopt);
      return Ok();
    });
    ASSERT_TRUE(done.ok());
  }
  // Past the store, which does not hear of it.
  void PutUnheard(int id) {
    SqliteOpen open;
    open.path = database_->path();
    open.vfs = FileVfs(nullptr);
    auto conn = SqliteConn::Open(open);
    ASSERT_TRUE(conn.ok());
    const std::string sql =
        "insert into thing (id, name, n) values (" + std::to_string(id) + ", 'thing', 1)";
    ASSERT_EQ((*conn)->Script(sql.c_str()), SQLITE_OK) << (*conn)->ErrorText();
  }
  std::int64_t Count() { return CountThings(store()); }
};
INSTANTIATE_TEST_SUITE_P(Sqlite, KeptRead, testing::Values(Engine::kSqlite));

TEST_P(KeptRead, ATurnHasOneSnapshot) {
  Put(1);
  {
    const LoopTurn turn;
    EXPECT_EQ(Count(), 1);
    PutUnheard(2);
    EXPECT_EQ(Count(), 1);
  }
  EXPECT_EQ(Count(), 2);
  PutUnheard(3);
  EXPECT_EQ(Count(), 3);  // outside of a turn each read has its own
  const LoopTurn turn;
  EXPECT_EQ(Count(), 3);
}

TEST_P(KeptRead, WhatTheStoreCommitsIsSeenAtOnce) {
  const LoopTurn turn;
  for (int id = 1; id <= 20; ++id) {
    EXPECT_EQ(Count(), id - 1);
    Put(id);
    EXPECT_EQ(Count(), id);
    EXPECT_EQ(Count(), id);
  }
}

TEST_P(KeptRead, AReadWithinAReadHasItsOwn) {
  Put(1);
  const LoopTurn turn;
  EXPECT_EQ(Count(), 1);
  std::int64_t inner = 0, outer = 0;
  const Status read = store().ReadNow("outer", [&](Txn& txn) {
    Put(2);
    inner = Count();
    txn.Each(kCountThings, [&](const Row& row) { outer = row.Int(0); });
  });
  EXPECT_TRUE(read.ok());
  EXPECT_EQ(inner, 2);
  EXPECT_EQ(outer, 1);
  EXPECT_EQ(Count(), 2);
}

TEST_P(KeptRead, OneThatFailsLeavesNothingBehind) {
  Put(1);
  const LoopTurn turn;
  EXPECT_EQ(Count(), 1);
  PutUnheard(2);
  EXPECT_FALSE(store().ReadNow("wrong", [](Txn& txn) { txn.Exec(kWrong); }).ok());
  EXPECT_EQ(Count(), 2);
}

// A reader that stayed would keep what it reads in the log.
TEST_P(KeptRead, ATurnThatEndedHoldsNothing) {
  Put(1);
  const auto empty = [this] { return EmptySqliteLog(database_->path()).ok(); };
  {
    const LoopTurn turn;
    EXPECT_EQ(Count(), 1);
    PutUnheard(2);
    EXPECT_FALSE(empty());
  }
  EXPECT_TRUE(empty());
}

}  // namespace
}  // namespace koine::store
