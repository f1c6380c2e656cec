// What is remembered over batches is what a statement would read.

#include "store/kept.h"

#include <gtest/gtest.h>
#include <sqlite3.h>

#include <map>

#include "store/store_test_util.h"

namespace koine::store {
namespace {

const Sql kInsert{"insert into counter (id, value) values (?, ?)"};
const Sql kAdd{"update counter set value = value + ? where id = ?"};
const Sql kAddToAll{"update counter set value = value + ?"};
const Sql kMove{"update counter set id = id + ? where id = ?"};
const Sql kReplace{
    "insert into counter (id, value) values (?, ?) on conflict (id) do update set "
    "value = excluded.value"};
const Sql kDelete{"delete from counter where id = ?"};
const Sql kDeleteAll{"delete from counter"};

class Counters final : public Kept {
 public:
  static const KeptKind kKind;
  static std::atomic<int> reads;

  void Changed(const RowChange& change) override {
    EXPECT_EQ(change.after.has_value(), change.now != nullptr);
    if (change.before && change.before != change.after) values.erase((*change.before)[0]);
    if (change.now == nullptr || !values.contains((*change.after)[0])) return;
    if (change.Sets(0)) values[(*change.after)[0]] = change.now->Int(0);
  }
  void Clear() override { values.clear(); }

  std::map<std::int64_t, std::int64_t> values;
};
std::atomic<int> Counters::reads{0};
const KeptKind Counters::kKind{{{"counter", {"id"}, {"value"}}}, []() -> std::unique_ptr<Kept> {
                                 return std::make_unique<Counters>();
                               }};

// -1 where there is none.
std::int64_t ReadCounter(Txn& txn, std::int64_t id) {
  auto* kept = txn.Keep<Counters>(kSelectCounter);
  if (kept != nullptr && kept->values.contains(id)) return kept->values[id];
  ++Counters::reads;
  const auto value = txn.First(
      kSelectCounter, [](const Row& row) { return row.Int(0); }, id);
  if (kept != nullptr && value) kept->values[id] = *value;
  return value.value_or(-1);
}

class KeptOverBatches : public StoreTest {
 protected:
  void SetUp() override {
    StoreTest::SetUp();
    Do([](Txn& txn) {
      for (int i = 0; i < 4; ++i) txn.Exec(kInsert, i, 10 * i);
    });
    Counters::reads = 0;
  }
  void Do(const std::function<void(Txn&)>& fn) {
    EXPECT_TRUE(store()
                    .WriteAndWait({"do"},
                                  [&fn](Txn& txn) -> Status {
                                    fn(txn);
                                    return Ok();
                                  })
                    .ok());
  }
  std::vector<std::int64_t> All() {
    std::vector<std::int64_t> out;
    Do([&out](Txn& txn) {
      for (int i = 0; i < 6; ++i) out.push_back(ReadCounter(txn, i));
    });
    return out;
  }
  using Values = std::vector<std::int64_t>;
};
KOINE_ON_BOTH_ENGINES(KeptOverBatches);

TEST_P(KeptOverBatches, IsReadOnceOnSqlite) {
  for (int i = 0; i < 3; ++i) EXPECT_EQ(All(), (Values{0, 10, 20, 30, -1, -1}));
  // What there is not is asked for each time.
  EXPECT_EQ(Counters::reads, GetParam() == Engine::kSqlite ? 4 + 3 * 2 : 3 * 6);
}

TEST_P(KeptOverBatches, HearsOfEachChange) {
  All();
  Do([](Txn& txn) { txn.Exec(kAdd, 1, 2); });
  EXPECT_EQ(All(), (Values{0, 10, 21, 30, -1, -1}));
  Do([](Txn& txn) { txn.Exec(kAddToAll, 1); });
  EXPECT_EQ(All(), (Values{1, 11, 22, 31, -1, -1}));
  Do([](Txn& txn) { txn.Exec(kMove, 4, 1); });
  EXPECT_EQ(All(), (Values{1, -1, 22, 31, -1, 11}));
  Do([](Txn& txn) { txn.Exec(kReplace, 2, 5); });
  EXPECT_EQ(All(), (Values{1, -1, 5, 31, -1, 11}));
  Do([](Txn& txn) {
    txn.Exec(kDelete, 3);
    EXPECT_EQ(ReadCounter(txn, 3), -1);
    txn.Exec(kInsert, 3, 7);
    EXPECT_EQ(ReadCounter(txn, 3), 7);
  });
  EXPECT_EQ(All(), (Values{1, -1, 5, 7, -1, 11}));
  Do([](Txn& txn) { txn.Exec(kDeleteAll); });
  EXPECT_EQ(All(), (Values{-1, -1, -1, -1, -1, -1}));
}

TEST_P(KeptOverBatches, KnowsNothingOfWhatWasTakenBack) {
  All();
  auto failing = [](Txn& txn) -> Status {
    txn.Exec(kAdd, 1, 2);
    EXPECT_EQ(ReadCounter(txn, 2) % 10, 1);
    return Error{Code::kConflict};
  };
  EXPECT_FALSE(store().WriteAndWait({"fails"}, failing).ok());
  EXPECT_EQ(All(), (Values{0, 10, 20, 30, -1, -1}));
  // With others in its batch, which stand; again where batches have savepoints.
  for (int round = 1; round <= 3; ++round) {
    const auto release = HoldWriters();
    Countdown done(9);
    for (int i = 0; i < 9; ++i) {
      const auto ended = [&done](const Result<Done>&, const Numbering&) { done.Down(); };
      if (i == 4) {
        store().Write({"fails"}, failing, ended);
        continue;
      }
      store().Write(
          {"adds"},
          [](Txn& txn) -> Status {
            ReadCounter(txn, 1);
            txn.Exec(kAdd, 1, 1);
            return Ok();
          },
          ended);
    }
    release();
    done.Wait();
    EXPECT_EQ(All(), (Values{0, 10 + 8 * round, 20, 30, -1, -1}));
  }
  // A statement that fails halfway fails its command.
  const auto twice = store().WriteAndWait({"twice"}, [](Txn& txn) -> Status {
    txn.Exec(kMove, 1, 2);
    return Ok();
  });
  EXPECT_FALSE(twice.ok());
  EXPECT_EQ(All(), (Values{0, 18 + 16, 20, 30, -1, -1}));
}

TEST_P(KeptOverBatches, SeesWhatOtherProgramsWrite) {
  if (GetParam() != Engine::kSqlite) return;
  All();
  sqlite3* other = nullptr;
  ASSERT_EQ(sqlite3_open(database_->path().c_str(), &other), SQLITE_OK);
  EXPECT_EQ(
      sqlite3_exec(other, "update counter set value = 99 where id = 2", nullptr, nullptr, nullptr),
      SQLITE_OK);
  sqlite3_close(other);
  EXPECT_EQ(All(), (Values{0, 10, 99, 30, -1, -1}));
}

TEST_P(KeptOverBatches, IsNotThereForReads) {
  EXPECT_TRUE(
      store()
          .ReadNow("read", [](Txn& txn) { EXPECT_EQ(txn.Keep<Counters>(kSelectCounter), nullptr); })
          .ok());
}

// Of which there is nothing in the file.
class Nothing final : public Kept {
 public:
  static const KeptKind kKind;
  void Changed(const RowChange&) override {}
  void Clear() override {}
};
const KeptKind Nothing::kKind{
    {{"counter", {"id"}, {"value", "colour"}}},
    []() -> std::unique_ptr<Kept> { return std::make_unique<Nothing>(); }};

TEST_P(KeptOverBatches, NeedsItsColumns) {
  Do([](Txn& txn) { EXPECT_EQ(txn.Keep<Nothing>(kSelectCounter), nullptr); });
}

}  // namespace
}  // namespace koine::store
