// The log of SQLite while somebody reads for long, as a backup does.
#include <gtest/gtest.h>
#include <sqlite3.h>

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <string>
#include <thread>

#include "store/store_test_util.h"

namespace koine::store {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

const Sql kFill{
    "with recursive n(i) as (select ? union all select i + 1 from n where i < ?) "
    "insert into thing (id, name, n) select i, hex(zeroblob(2000)), 1 from n"};

class LongReaders : public StoreTest {
 protected:
  void TearDown() override {
    sqlite3_close(other_);
    StoreTest::TearDown();
  }
  void OpenOther() {
    ASSERT_EQ(sqlite3_open(database_->path().c_str(), &other_), SQLITE_OK);
    Other("select count(*) from thing");
  }
  void Other(const char* sql) {
    EXPECT_EQ(sqlite3_exec(other_, sql, nullptr, nullptr, nullptr), SQLITE_OK) << sql;
  }
  // As large as the log was at its largest.
  std::uintmax_t LogBytes() const { return std::filesystem::file_size(database_->path() + "-wal"); }
  // 0 while the connection has a snapshot.
  int PagesInLog() {
    int pages = 0, copied = 0;
    sqlite3_wal_checkpoint_v2(other_, nullptr, SQLITE_CHECKPOINT_PASSIVE, &pages, &copied);
    return pages;
  }
  void Fill(int from, int to) {
    const auto done = store().WriteAndWait({"fill"}, [=](Txn& txn) -> Status {
      txn.Exec(kFill, from, to);
      return Ok();
    });
    ASSERT_TRUE(done.ok());
  }
  // How often somebody else may not write, of once in a millisecond. The store writes nothing now.
  int Refused(milliseconds time) {
    sqlite3* probe = nullptr;
    EXPECT_EQ(sqlite3_open(database_->path().c_str(), &probe), SQLITE_OK);
    int refused = 0;
    const auto until = steady_clock::now() + time;
    while (steady_clock::now() < until) {
      const int rc = sqlite3_exec(probe, "begin immediate; rollback", nullptr, nullptr, nullptr);
      refused += rc == SQLITE_BUSY ? 1 : 0;
      std::this_thread::sleep_for(milliseconds(1));
    }
    sqlite3_close(probe);
    return refused;
  }
  sqlite3* other_ = nullptr;
};
INSTANTIATE_TEST_SUITE_P(Sqlite, LongReaders, testing::Values(Engine::kSqlite));

TEST_P(LongReaders, DoNotHoldUpTheWriter) {
  OpenOther();
  Other("begin; select count(*) from thing");
  for (int i = 0; i < 15; ++i) Fill(i * 1'000, i * 1'000 + 999);  // each of a page
  // The checkpointer looks 20 times in a second, and goes on looking for two.
  EXPECT_EQ(Refused(milliseconds(1'000)), 0);
  EXPECT_GT(LogBytes(), std::uintmax_t{12'000} * 4096);
  Other("commit");
  // When the reader is gone the log begins anew.
  for (int id = 2'000'000; id < 2'000'500 && PagesInLog() > 12'000; ++id) {
    Fill(id, id);
    std::this_thread::sleep_for(milliseconds(10));
  }
  EXPECT_LT(PagesInLog(), 12'000);
}

}  // namespace
}  // namespace koine::store
