// What the commands of a batch share, with the same outcome as if each asked for itself.

#include "store/shared.h"

#include <gtest/gtest.h>

#include <map>
#include <set>

#include "store/store_test_util.h"

namespace koine::store {
namespace {

const Sql kAddToCounter{"update counter set value = value + ? where id = ?"};
const Sql kCountersOf{"select id, value from counter where id {in ?} order by id {for update}"};
const Sql kSumOfCounters{"select coalesce(sum(value), 0){::bigint} from counter"};
// engines: SQLite's has no number, and its commands read what was appended just before
const Sql kTransaction{"select 1", "select txid_current()"};
const Sql kInsertCounter{"insert into counter (id, value) values (?, ?)"};

// Counters that a batch has locked, and what it adds to them.
class Counters final : public Shared {
 public:
  static const SharedKind kKind;

  std::optional<std::int64_t> Find(std::int64_t id) {
    const auto it = known_.find(id);
    if (it != known_.end()) return it->second;
    if (read_ahead()) wanted_.insert(id);
    return std::nullopt;
  }
  void Keep(std::int64_t id, std::int64_t value) { known_[id] = value; }
  void Add(std::int64_t id, std::int64_t n) {
    added_[id].push_back(n);
    if (known_.contains(id)) known_[id] += n;
  }
  bool Load(Txn& txn) override {
    const std::vector<std::int64_t> ids(wanted_.begin(), wanted_.end());
    wanted_.clear();
    if (ids.empty()) return false;
    txn.Each(
        kCountersOf, [this](const Row& row) { known_[row.Int(0)] = row.Int(1); }, IntList{ids});
    ++reads;
    return true;
  }
  void Flush(Txn& txn) override {
    for (const auto& [id, all] : std::exchange(added_, {})) {
      for (const std::int64_t n : all) txn.ExecSoon(kAddToCounter, n, id);
    }
  }
  void Forget() override { known_.clear(); }

  static std::atomic<int> reads;

 private:
  std::set<std::int64_t> wanted_;
  std::map<std::int64_t, std::int64_t> known_;
  std::map<std::int64_t, std::vector<std::int64_t>> added_;
};
std::atomic<int> Counters::reads{0};
const SharedKind Counters::kKind{
    {"counter"}, []() -> std::unique_ptr<Shared> { return std::make_unique<Counters>(); }};

std::int64_t ReadCounter(Txn& txn, std::int64_t id) {
  auto* shared = txn.Share<Counters>();
  if (shared != nullptr) {
    if (const auto known = shared->Find(id)) return *known;
  }
  const auto read = [](const Row& row) { return row.Int(0); };
  const auto value = txn.First(kLockCounter, read, id);
  if (shared != nullptr && value) {
    ++Counters::reads;
    shared->Keep(id, *value);
  }
  return value.value_or(-1);
}

void AddToCounter(Txn& txn, std::int64_t id, std::int64_t n) {
  if (auto* shared = txn.Share<Counters>(); shared != nullptr && txn.MayNote()) {
    shared->Add(id, n);
    return;
  }
  txn.ExecSoon(kAddToCounter, n, id);
}

class SharedInBatch : public StoreTest {
 protected:
  void SetUp() override {
    StoreTest::SetUp();
    Counters::reads = 0;
    const auto made = store().WriteAndWait({"make"}, [](Txn& txn) -> Result<int> {
      for (int i = 0; i < 4; ++i) txn.Exec(kInsertCounter, i, 0);
      return 1;
    });
    ASSERT_TRUE(made.ok());
  }
  static CommandInfo Info(int key) {
    CommandInfo info{"share", KeyOf('c', key)};
    info.chains = true;
    info.trials = 2;
    return info;
  }
  std::int64_t Counter(std::int64_t id) {
    std::int64_t value = -1;
    const Status read = store().ReadNow("read", [&](Txn& txn) {
      txn.Each(
          kSelectCounter, [&](const Row& row) { value = row.Int(0); }, id);
    });
    EXPECT_TRUE(read.ok());
    return value;
  }
  // Runs `fn(i)` as n commands that wait together, of `keys` keys; what became of each.
  std::vector<Result<std::int64_t>> Run(int n, int keys,
                                        const std::function<Result<std::int64_t>(Txn&, int)>& fn) {
    const auto release = HoldWriters();
    std::vector<Result<std::int64_t>> out(static_cast<std::size_t>(n), Error{Code::kInternal});
    Countdown done(n);
    for (int i = 0; i < n; ++i) {
      store().Write(
          Info(i % keys), [fn, i](Txn& txn) { return fn(txn, i); },
          [&, i](Result<std::int64_t> result, const Numbering& numbering) {
            if (result.ok()) result = numbering.Resolve(*result);
            out[static_cast<std::size_t>(i)] = std::move(result);
            done.Down();
          });
    }
    release();
    done.Wait();
    return out;
  }
};
KOINE_ON_BOTH_ENGINES(SharedInBatch);

TEST_P(SharedInBatch, EachSeesWhatTheOneBeforeItChanged) {
  constexpr int kCommands = 120;
  const auto told = Run(kCommands, 3, [](Txn& txn, int i) -> Result<std::int64_t> {
    const std::int64_t value = ReadCounter(txn, i % 3);
    AddToCounter(txn, i % 3, 1);
    return value;
  });
  for (int i = 0; i < kCommands; ++i) {
    ASSERT_TRUE(told[i].ok()) << i;
    EXPECT_EQ(*told[i], i / 3) << i;
  }
  for (int id = 0; id < 3; ++id) EXPECT_EQ(Counter(id), kCommands / 3);
  // Read once for a batch, and not for each command.
  EXPECT_LE(Counters::reads, kCommands / 4);
  EXPECT_GT(Counters::reads, 0);
}

TEST_P(SharedInBatch, AStatementSeesWhatWasOnlyNoted) {
  const auto told = Run(40, 1, [](Txn& txn, int i) -> Result<std::int64_t> {
    static_cast<void>(ReadCounter(txn, 0));
    AddToCounter(txn, 0, 1);
    if (i % 4 == 1) txn.Exec(kAddToCounter, 10, 0);  // past what is shared
    if (i % 4 != 3) return ReadCounter(txn, 0);
    return txn.First(kSumOfCounters, [](const Row& row) { return row.Int(0); }).value_or(-1);
  });
  std::int64_t expected = 0;
  for (int i = 0; i < 40; ++i) {
    expected += i % 4 == 1 ? 11 : 1;
    ASSERT_TRUE(told[i].ok()) << i;
    EXPECT_EQ(*told[i], expected) << i;
  }
  EXPECT_EQ(Counter(0), expected);
}

TEST_P(SharedInBatch, WhatARefusedCommandNotedIsTakenBack) {
  const auto told = Run(60, 2, [](Txn& txn, int i) -> Result<std::int64_t> {
    const std::int64_t value = ReadCounter(txn, i % 2);
    AddToCounter(txn, i % 2, 1);
    AppendEntry(txn, i % 2, i, "");
    if (i % 7 == 3) return Code::kForbidden;
    if (i % 11 == 5) txn.Exec(kInsertCounter, 1, 0);  // exists: a failure
    return value;
  });
  std::int64_t good[2] = {0, 0};
  for (int i = 0; i < 60; ++i) {
    if (i % 7 == 3) {
      ASSERT_FALSE(told[i].ok());
      EXPECT_TRUE(told[i].error().Is(Code::kForbidden)) << i;
    } else if (i % 11 == 5) {
      ASSERT_FALSE(told[i].ok());
      EXPECT_TRUE(told[i].error().Is(Code::kInternal)) << i;
    } else {
      ASSERT_TRUE(told[i].ok()) << i;
      EXPECT_EQ(*told[i], good[i % 2]++) << i;
    }
  }
  EXPECT_EQ(Counter(0), good[0]);
  EXPECT_EQ(Counter(1), good[1]);
  const auto [count, last] = CountEntries(store());
  EXPECT_EQ(count, good[0] + good[1]);
  EXPECT_EQ(last, count) << "a hole";
}

// What is noted is written later, in the name of whoever is then at work: an error is not theirs.
TEST_P(SharedInBatch, WhatCannotBeWrittenFailsWhoNotedIt) {
  constexpr int kCommands = 40;
  constexpr int kBad = 17;
  const auto told = Run(kCommands, 2, [](Txn& txn, int i) -> Result<std::int64_t> {
    static_cast<void>(ReadCounter(txn, i % 2));
    AddToCounter(txn, i % 2, 1);
    for (int n = 0; i == kBad && n < 2; ++n) AddToCounter(txn, i % 2, INT64_MAX - 1'000);
    AppendEntry(txn, i % 2, i, "");
    if (i % 5 != 4) return 0;
    return txn.First(kSumOfCounters, [](const Row& row) { return row.Int(0); }).value_or(-1);
  });
  for (int i = 0; i < kCommands; ++i) EXPECT_EQ(told[i].ok(), i != kBad) << i;
  EXPECT_EQ(Counter(0), kCommands / 2);
  EXPECT_EQ(Counter(1), kCommands / 2 - 1);
  const auto [count, last] = CountEntries(store());
  EXPECT_EQ(count, kCommands - 1);
  EXPECT_EQ(last, count) << "a hole";
}

// Two commands append what only one may have: the batch ends in a conflict, the others stand.
TEST_P(SharedInBatch, AConflictAtTheEndCostsOnlyItsCommand) {
  const auto told = Run(64, 2, [](Txn& txn, int i) -> Result<std::int64_t> {
    static_cast<void>(ReadCounter(txn, i % 2));
    AddToCounter(txn, i % 2, 1);
    return AppendEntry(txn, 1, i == 41 ? 21 : i, "");
  });
  for (int i = 0; i < 64; ++i) EXPECT_EQ(told[i].ok(), i != 41) << i;
  EXPECT_EQ(Counter(0) + Counter(1), 63);
  const auto [count, last] = CountEntries(store());
  EXPECT_EQ(count, 63);
  EXPECT_EQ(last, 63) << "a hole";
}

// One that runs again after its batch is not overtaken by the next of its key.
TEST_P(SharedInBatch, OneThatRunsLaterKeepsItsPlace) {
  const auto told = Run(30, 3, [](Txn& txn, int i) -> Result<std::int64_t> {
    if (i >= 9 && i < 12 && txn.RunAfterBatch()) return Code::kUnavailable;
    static_cast<void>(ReadCounter(txn, i % 3));
    AddToCounter(txn, i % 3, 1);
    return AppendEntry(txn, i % 3, i, "");
  });
  std::int64_t last[3] = {0, 0, 0};
  for (int i = 0; i < 30; ++i) {
    ASSERT_TRUE(told[i].ok()) << i;
    EXPECT_GT(*told[i], last[i % 3]) << i;
    last[i % 3] = *told[i];
  }
  for (int id = 0; id < 3; ++id) EXPECT_EQ(Counter(id), 10);
}

// Where nothing was appended there is nothing to wait for.
TEST_P(SharedInBatch, NothingRunsLaterWithoutARow) {
  std::atomic<int> later{0};
  const auto told = Run(20, 3, [&later](Txn& txn, int i) -> Result<std::int64_t> {
    if (txn.RunAfterBatch()) {
      ++later;
      return Code::kUnavailable;
    }
    AddToCounter(txn, i % 3, 1);
    return i;
  });
  for (const auto& one : told) EXPECT_TRUE(one.ok());
  EXPECT_EQ(later, 0);
  EXPECT_EQ(Counter(0) + Counter(1) + Counter(2), 20);
}

// Those that run later share a transaction again, and not that of what they waited for.
TEST_P(SharedInBatch, ThoseThatRunLaterShareABatch) {
  std::int64_t waited_for = 0;
  const auto told = Run(40, 1, [&waited_for](Txn& txn, int i) -> Result<std::int64_t> {
    if (i >= 20 && txn.RunAfterBatch()) return Code::kUnavailable;
    const auto read = [](const Row& row) { return row.Int(0); };
    const std::int64_t transaction = txn.First(kTransaction, read).value_or(0);
    if (i < 20) {
      waited_for = transaction;
      AppendEntry(txn, 0, i, "");
    }
    AddToCounter(txn, 0, 1);
    return transaction;
  });
  std::set<std::int64_t> later;
  for (int i = 0; i < 40; ++i) {
    ASSERT_TRUE(told[i].ok()) << i;
    if (i >= 20) later.insert(*told[i]);
  }
  EXPECT_EQ(Counter(0), 40);
  EXPECT_EQ(later.size(), 1u);
  if (GetParam() != Engine::kSqlite) {
    EXPECT_FALSE(later.contains(waited_for));
  }
}

// Two processes on one store change the same rows, in batches that lock them in the same order.
TEST_P(SharedInBatch, TwoStoresLoseNothing) {
  if (GetParam() == Engine::kSqlite) GTEST_SKIP() << "one process has the file";
  auto other = Store::Open(options_, TestMigrations());
  ASSERT_TRUE(other.ok());
  constexpr int kEach = 300;
  Countdown done(2 * kEach);
  std::atomic<int> good = 0;
  for (int i = 0; i < kEach; ++i) {
    for (Store* one : {&store(), other->get()}) {
      one->Write(
          Info(i % 4),
          [i](Txn& txn) -> Result<int> {
            static_cast<void>(ReadCounter(txn, i % 4));
            AddToCounter(txn, i % 4, 1);
            AppendEntry(txn, static_cast<std::int64_t>(txn.random().Below(1'000'000'000)), i, "");
            return 1;
          },
          [&](const Result<int>& result, const Numbering&) {
            good += result.ok() ? 1 : 0;
            done.Down();
          });
    }
  }
  done.Wait();
  EXPECT_EQ(good, 2 * kEach);
  for (int id = 0; id < 4; ++id) EXPECT_EQ(Counter(id), 2 * kEach / 4);
}

TEST(TableNames, AreFoundAsWholeWords) {
  const TableNames names({"member", "users"});
  EXPECT_TRUE(names.AreIn("select 1 from member m"));
  EXPECT_TRUE(names.AreIn("update users set a = 1"));
  EXPECT_TRUE(names.AreIn("insert into member(a) values (1)"));
  EXPECT_FALSE(names.AreIn("select member_count from conversation"));
  EXPECT_FALSE(names.AreIn("select 1 from department_member"));
  EXPECT_TRUE(names.AreIn("select 1 from department_member join member on true"));
}

}  // namespace
}  // namespace koine::store
