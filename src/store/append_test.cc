// Rows that commands append: where one cannot be, only its command fails, and a statement finds all
// that its batch has appended so far.

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "store/store_test_util.h"

namespace koine::store {
namespace {

class StoreAppends : public StoreTest {};
KOINE_ON_BOTH_ENGINES(StoreAppends);

// PostgreSQL appends when the batch is numbered, and nobody there asks before.
class AppendsOnSqlite : public StoreTest {};
INSTANTIATE_TEST_SUITE_P(Sqlite, AppendsOnSqlite, testing::Values(Engine::kSqlite));

TEST_P(StoreAppends, ARowThatCannotBeAppendedFailsItsCommandAlone) {
  constexpr int kCommands = 40;
  const auto codes = WriteTogether("append", kCommands, [](Txn& txn, int i) -> Result<int> {
    AppendEntry(txn, i, 1, "first");
    // Of every tenth the second has the key of the first.
    AppendEntry(txn, i, i % 10 == 5 ? 1 : 2, "second");
    return i;
  });
  for (int i = 0; i < kCommands; ++i) {
    EXPECT_EQ(codes[i], i % 10 == 5 ? static_cast<int>(Code::kInternal) : 0) << i;
  }
  const auto [count, last] = CountEntries(store());
  EXPECT_EQ(count, 2 * kCommands * 9 / 10);
  EXPECT_EQ(last, count) << "positions have holes";
  ExpectKeys(store());
}

TEST_P(StoreAppends, ARowThatCannotBeAppendedFailsACommandThatIsAlone) {
  const auto append = [](Txn& txn) -> Result<int> {
    AppendEntry(txn, 0, 1, "body");
    return 1;
  };
  ASSERT_TRUE(store().WriteAndWait({"first"}, append).ok());
  const auto again = store().WriteAndWait({"again"}, append);
  ASSERT_FALSE(again.ok());
  EXPECT_TRUE(again.error().Is(Code::kInternal));
  EXPECT_EQ(CountEntries(store()), std::pair(std::int64_t{1}, std::int64_t{1}));
  EXPECT_EQ(store().head(), 1);
}

TEST_P(AppendsOnSqlite, AStatementSeesWhatItsCommandAndEarlierOnesAppended) {
  const auto release = HoldWriters();
  constexpr int kCommands = 20;
  Countdown done(kCommands);
  for (int i = 0; i < kCommands; ++i) {
    store().Write(
        {"append", KeyOf('c', 1)},
        [i](Txn& txn) -> Result<std::int64_t> {
          AppendEntry(txn, 1, 2 * i, "one");
          const std::int64_t one = CountEntries(txn).first;
          AppendEntry(txn, 1, 2 * i + 1, "two");
          EXPECT_EQ(CountEntries(txn), std::pair(one + 1, one + 1));
          return one;
        },
        [&, i](Result<std::int64_t> result, const Numbering&) {
          EXPECT_EQ(result.ok() ? *result : -1, 2 * i + 1);
          done.Down();
        });
  }
  release();
  done.Wait();
  EXPECT_EQ(CountEntries(store()).first, 2 * kCommands);
  // More than may wait in memory.
  constexpr int kMany = 3'000;
  const std::string body(4'096, 'x');
  const auto many = store().WriteAndWait({"many"}, [&](Txn& txn) -> Result<std::int64_t> {
    for (int i = 0; i < kMany; ++i) AppendEntry(txn, 2, i, body);
    return CountEntries(txn).first;
  });
  ASSERT_TRUE(many.ok());
  EXPECT_EQ(*many, 2 * kCommands + kMany);
  ExpectKeys(store());
}

}  // namespace
}  // namespace koine::store
