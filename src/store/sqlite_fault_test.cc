#include <gtest/gtest.h>

#include <thread>

#include "store/fault_vfs_test_util.h"
#include "store/store_test_util.h"

namespace koine::store {
namespace {

class SqliteFaults : public StoreTest {
 protected:
  void SetUp() override {
    FaultVfs::Reset();
    options_.sqlite_vfs = FaultVfs::Name();
    StoreTest::SetUp();
  }
  void TearDown() override {
    FaultVfs::Reset();
    StoreTest::TearDown();
  }

  Result<std::int64_t> Put(std::int64_t seq, bool repeatable = false) {
    const CommandInfo info{"put", KeyOf('k', 1), false, repeatable};
    return store().WriteAndWait(info, [&](Txn& txn) -> Result<std::int64_t> {
      txn.Exec(kInsertThing, seq, "x", 1, std::nullopt, std::nullopt);
      return AppendEntry(txn, 1, seq, "body");
    });
  }
  bool BecomesHealthy() {
    for (int i = 0; i < 300; ++i) {
      if (store().health().ok()) return true;
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    return false;
  }
  // The rows of `seqs` and nothing else are there, also after opening again.
  void ExpectExactly(std::int64_t count) {
    for (int i = 0; i < 2; ++i) {
      EXPECT_EQ(CountThings(store()), count);
      EXPECT_EQ(CountEntries(store()), std::pair(count, count)) << "positions are dense";
      EXPECT_EQ(store().head(), count);
      ExpectKeys(store());
      if (i == 0) Open();
    }
  }
};
INSTANTIATE_TEST_SUITE_P(Sqlite, SqliteFaults, testing::Values(Engine::kSqlite));

TEST_P(SqliteFaults, AFullDiskRefusesAndRecovers) {
  ASSERT_TRUE(Put(1).ok());
  FaultVfs::disk_full = true;
  const auto refused = Put(2);
  ASSERT_FALSE(refused.ok());
  EXPECT_TRUE(refused.error().Is(Code::kUnavailable));
  const Status health = store().health();
  ASSERT_FALSE(health.ok());
  EXPECT_NE(health.error().text.find("disk full"), std::string::npos) << health.error().text;
  const auto again = Put(3);
  ASSERT_FALSE(again.ok());
  EXPECT_NE(again.error().text.find("disk full"), std::string::npos) << again.error().text;
  EXPECT_EQ(CountThings(store()), 1) << "reads go on";
  FaultVfs::disk_full = false;
  ASSERT_TRUE(BecomesHealthy());
  EXPECT_TRUE(Put(2).ok());
  EXPECT_TRUE(Put(3).ok());
  ExpectExactly(3);
}

TEST_P(SqliteFaults, AFullDiskFailsEveryCommandOfTheBatch) {
  const auto release = HoldWriters();
  Countdown done(20);
  std::atomic<int> failed = 0;
  for (int i = 1; i <= 20; ++i) {
    store().Write(
        {"put", KeyOf('k', i)},
        [i](Txn& txn) -> Result<std::int64_t> { return AppendEntry(txn, i, 1, "body"); },
        [&](const Result<std::int64_t>& result, const Numbering&) {
          failed += !result.ok() && result.error().Is(Code::kUnavailable) ? 1 : 0;
          done.Down();
        });
  }
  FaultVfs::disk_full = true;
  release();
  done.Wait();
  EXPECT_EQ(failed, 20);
  FaultVfs::disk_full = false;
  ASSERT_TRUE(BecomesHealthy());
  ExpectExactly(0);
}

TEST_P(SqliteFaults, AFailedSyncGivesNoAckAndGoesOnAfterAReopening) {
  ASSERT_TRUE(Put(1).ok());
  FaultVfs::fail_syncs = 1;
  const auto unknown = Put(2);
  ASSERT_FALSE(unknown.ok()) << "acknowledged without a sync";
  EXPECT_TRUE(unknown.error().Is(Code::kResultUnknown));
  EXPECT_EQ(store().head(), 1);
  EXPECT_EQ(CountThings(store()), 1) << "readers see nothing of it";
  ASSERT_TRUE(BecomesHealthy());
  FaultVfs::fail_syncs = 1;
  const auto repeatable = Put(2, /*repeatable=*/true);
  ASSERT_FALSE(repeatable.ok());
  EXPECT_TRUE(repeatable.error().Is(Code::kUnavailable)) << "the client comes again";
  ASSERT_TRUE(BecomesHealthy());
  EXPECT_TRUE(Put(2).ok());
  ExpectExactly(2);
}

TEST_P(SqliteFaults, WhileSyncsFailNothingIsAcknowledged) {
  ASSERT_TRUE(Put(1).ok());
  FaultVfs::fail_syncs = 1'000'000;
  for (int i = 2; i < 30; ++i) {
    EXPECT_FALSE(Put(i).ok());
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  EXPECT_FALSE(store().health().ok());
  FaultVfs::fail_syncs = 0;
  ASSERT_TRUE(BecomesHealthy());
  EXPECT_TRUE(Put(2).ok());
  ExpectExactly(2);
}

TEST_P(SqliteFaults, AFailedWriteIsTakenBack) {
  ASSERT_TRUE(Put(1).ok());
  FaultVfs::write_error = true;
  EXPECT_FALSE(Put(2).ok());
  FaultVfs::write_error = false;
  ASSERT_TRUE(BecomesHealthy());
  EXPECT_TRUE(Put(2).ok());
  ExpectExactly(2);
}

TEST_P(SqliteFaults, EachCommitSyncsBeforeTheAck) {
  for (int i = 1; i <= 10; ++i) {
    const int before = FaultVfs::syncs;
    ASSERT_TRUE(Put(i).ok());
    EXPECT_GE(FaultVfs::syncs - before, 1);
  }
}

TEST_P(SqliteFaults, TheFileBelongsToOneStore) {
  const auto second = Store::Open(options_, TestMigrations());
  ASSERT_FALSE(second.ok());
  EXPECT_NE(second.error().text.find("another server"), std::string::npos);
}

}  // namespace
}  // namespace koine::store
