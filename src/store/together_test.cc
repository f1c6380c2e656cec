#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <stdexcept>
#include <string>
#include <vector>

#include "store/store_test_util.h"

// Txn::Together: what reads ask goes to the server at once.
namespace koine::store {
namespace {

class Together : public StoreTest {
 protected:
  void SetUp() override {
    options_.readers = 1;
    StoreTest::SetUp();
  }
  bool pg() const { return GetParam() == Engine::kPostgresql; }
  // What a read of three, each of which asks twice, tells.
  std::string Told() {
    std::string told;
    std::vector<std::int64_t> found;
    const Status read = store().ReadNow("together", [&](Txn& txn) {
      const auto ask = [&](char name, std::int64_t number) {
        for (int i = 0; i < 2; ++i) {
          told += name;
          found.push_back(One(txn, kNumber, number + i));
          told += static_cast<char>(name - 'a' + 'A');
        }
      };
      txn.Together({[&] { ask('a', 10); }, [&] { ask('b', 20); }, [] {}, [&] { ask('c', 30); }});
      told += std::to_string(One(txn, kNumber, 4));
    });
    EXPECT_TRUE(read.ok());
    std::sort(found.begin(), found.end());
    EXPECT_EQ(found, (std::vector<std::int64_t>{10, 11, 20, 21, 30, 31}));
    return told;
  }
};
INSTANTIATE_TEST_SUITE_P(Sqlite, Together, testing::Values(Engine::kSqlite));
INSTANTIATE_TEST_SUITE_P(Postgresql, Together, testing::Values(Engine::kPostgresql));

TEST_P(Together, AllAskBeforeTheFirstIsAnswered) {
  for (int i = 0; i < 3; ++i) EXPECT_EQ(Told(), pg() ? "abcAaBbCcABC4" : "aAaAbBbBcCcC4");
}

TEST_P(Together, WithinOthersTheyTakeTheirTurns) {
  const Status read = store().ReadNow("together", [](Txn& txn) {
    std::int64_t sum = 0;
    const auto add = [&](std::int64_t n) { sum += One(txn, kNumber, n); };
    txn.Together({[&] { txn.Together({[&] { add(1); }, [&] { add(20); }}); }, [&] { add(300); }});
    EXPECT_EQ(sum, 321);
  });
  EXPECT_TRUE(read.ok());
}

TEST_P(Together, OneThatThrowsFailsTheReadOnceAllHaveEnded) {
  int ended = 0;
  const Status read = store().ReadNow("together", [&](Txn& txn) {
    txn.Together({[&] {
                    One(txn, kNumber, 1);
                    throw std::runtime_error("a fault");
                  },
                  [&] {
                    for (int i = 0; i < 3; ++i) One(txn, kNumber, 2);
                    ++ended;
                  }});
    ++ended;
  });
  EXPECT_FALSE(read.ok());
  EXPECT_EQ(ended, pg() ? 1 : 0);
  EXPECT_FALSE(Told().empty());
}

TEST_P(Together, ReadsOfAGroupRunThemToo) {
  constexpr int kReads = 8;
  Countdown done(kReads);
  std::atomic<int> right = 0;
  for (int i = 0; i < kReads; ++i) {
    store().Read(
        {"read"},
        [&, i](Txn& txn) {
          std::int64_t sum = 0;
          const auto add = [&](std::int64_t n) { sum += One(txn, kNumber, n + i); };
          txn.Together({[&] { add(1); }, [&] { add(20); }, [&] { add(300); }});
          if (sum == 321 + 3 * i) ++right;
        },
        [&](const Error*) { done.Down(); });
  }
  done.Wait();
  EXPECT_EQ(right, kReads);
}

class PgTogether : public Together {};
INSTANTIATE_TEST_SUITE_P(Postgresql, PgTogether, testing::Values(Engine::kPostgresql));

TEST_P(PgTogether, OneStatementThatFailsFailsTheRead) {
  int ended = 0;
  const Status read = store().ReadNow("together", [&](Txn& txn) {
    txn.Together({[&] { ended += One(txn, kNumber, 1) == -1; },
                  [&] { ended += One(txn, kDivide, 0) == -1; },
                  [&] { ended += One(txn, kNumber, 1) == -1; }});
    EXPECT_TRUE(txn.failed());
  });
  EXPECT_FALSE(read.ok());
  EXPECT_EQ(ended, 3) << "none has an answer";
  EXPECT_EQ(Told(), "abcAaBbCcABC4");
}

// They are the first of their read, so they are asked again.
TEST_P(PgTogether, ALostConnectionIsOpenedAgain) {
  EXPECT_EQ(Told(), "abcAaBbCcABC4");
  static_cast<void>(store().ReadNow("end", [](Txn& txn) { One(txn, kEndOwnBackend, 0); }));
  EXPECT_EQ(Told(), "abcAaBbCcABC4");
}

}  // namespace
}  // namespace koine::store
