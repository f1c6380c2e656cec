// Statements whose answer nobody waits for (Txn::ExecSoon).

#include <gtest/gtest.h>

#include <stdexcept>
#include <string>
#include <vector>

#include "store/store_test_util.h"

namespace koine::store {
namespace {

const Sql kPutName{"insert into thing (id, name) values (?, ?)"};

class StoreSoon : public StoreTest {};
KOINE_ON_BOTH_ENGINES(StoreSoon);

TEST_P(StoreSoon, FailsItsCommandAlone) {
  const auto put = [](Txn& txn, int id) { txn.ExecSoon(kPutName, id, std::string("name")); };
  ASSERT_TRUE(store()
                  .WriteAndWait({"first"},
                                [put](Txn& txn) -> Result<int> {
                                  put(txn, 5);
                                  return 1;
                                })
                  .ok());
  constexpr int kCommands = 40;
  const auto codes = WriteTogether("soon", kCommands, [put](Txn& txn, int i) -> Result<int> {
    const int digit = i % 10;
    put(txn, 100 + i);
    if (digit >= 2) AppendEntry(txn, i, 1, "body");
    if (digit == 1) txn.ExecSoon(kPutName, 200 + i, std::nullopt);  // no name
    if (digit == 5 || digit == 6) put(txn, 5);                      // exists
    if (digit == 6) txn.Exec(kCountThings);
    if (digit == 7) return Code::kForbidden;
    if (digit == 8) throw std::runtime_error("thrown");
    return 1;
  });
  for (int i = 0; i < kCommands; ++i) {
    const int digit = i % 10;
    const bool failed = digit == 1 || digit == 5 || digit == 6 || digit == 8;
    const int expected = failed       ? static_cast<int>(Code::kInternal)
                         : digit == 7 ? static_cast<int>(Code::kForbidden)
                                      : 0;
    EXPECT_EQ(codes[i], expected) << i;
  }
  EXPECT_EQ(CountThings(store()), 1 + kCommands / 2);
  const auto [count, last] = CountEntries(store());
  EXPECT_EQ(count, kCommands * 4 / 10);
  EXPECT_EQ(last, count) << "positions have holes";
}

TEST_P(StoreSoon, WritesGoOnAfterAFailure) {
  for (int i = 0; i < 4; ++i) {
    const auto failed = store().WriteAndWait({"bad"}, [i](Txn& txn) -> Result<int> {
      txn.ExecSoon(kPutName, 1, std::nullopt);
      if (i == 1) return Code::kForbidden;
      if (i == 2) AppendEntry(txn, 1, 1, "gone");
      if (i == 3) {
        EXPECT_EQ(txn.Exec(kCountThings), 0);
      }
      return 1;
    });
    EXPECT_FALSE(failed.ok());
    const auto good = store().WriteAndWait({"good"}, [i](Txn& txn) -> Result<int> {
      txn.ExecSoon(kPutName, 10 + i, std::string("name"));
      return static_cast<int>(*txn.First(kCountThings, [](const Row& row) { return row.Int(0); }));
    });
    ASSERT_TRUE(good.ok());
    EXPECT_EQ(*good, i + 1) << "a statement sees what was sent before it";
  }
  EXPECT_EQ(CountEntries(store()).first, 0);
}

}  // namespace
}  // namespace koine::store
