#pragma once

#include <gtest/gtest.h>

#include <atomic>
#include <condition_variable>
#include <functional>
#include <future>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/random.h"
#include "store/late_index.h"
#include "store/sql_text.h"
#include "store/store.h"

namespace koine::store {

// The machine's clock.
using RealClock = SystemClock;

// Bytes that repeat in every run.
class FixedRandom final : public Random {
 public:
  void Fill(void* out, std::size_t size) override;

 private:
  std::atomic<std::uint64_t> state_{1};
};

// An empty database of an engine, gone at the end of the test.
class TestDatabase {
 public:
  explicit TestDatabase(Engine engine);
  ~TestDatabase();
  // Why there is none, empty if there is.
  const std::string& problem() const { return problem_; }
  const std::string& url() const { return url_; }
  // SQLite: the file.
  const std::string& path() const { return path_; }

 private:
  std::string problem_;
  std::string directory_;
  std::string path_;
  std::string name_;
  std::string url_;
};

// So few entries of the index wait (Options::late_most).
inline constexpr std::size_t kLateMost = 16;
// Tables of the tests: thing, counter, entry (a log table), and its index that is written late.
std::span<const Migration> TestMigrations();
extern const LogTable kEntryTable;  // (sender, seq, body, data)
extern const LateIndex kEntryKeys;  // (sender, seq)

extern const Sql kInsertThing;    // (id, name, n, ratio, data)
extern const Sql kSelectThing;    // (id) -> name, n, ratio, data
extern const Sql kCountThings;    // -> count
extern const Sql kBumpCounter;    // (id, 1) -> value; starts at 1
extern const Sql kSelectCounter;  // (id) -> value
extern const Sql kNumber;         // (number) -> number
extern const Sql kDivide;         // (0): a statement that fails
extern const Sql kEndOwnBackend;  // (0): PostgreSQL ends the connection
// What the one row of a statement with one parameter has; -1 without a row.
std::int64_t One(Txn& txn, const Sql& sql, std::int64_t param);
extern const Sql kLockCounter;   // (id) -> value, locked
extern const Sql kEntriesAfter;  // (position) -> position, sender, seq, body
extern const Sql kCountEntries;  // -> count, largest position
extern const Sql kSpin;          // (steps) runs long

// An object that an entry publishes.
struct Published {
  std::int64_t sender = 0;
  std::int64_t seq = 0;
};

// Appends an entry row that publishes Published{sender, seq}.
std::int64_t AppendEntry(Txn& txn, std::int64_t sender, std::int64_t seq, std::string_view body);
// Each entry is found by its key, and none behind the last of a sender (SQLite).
void ExpectKeys(Store& store);
std::int64_t CountThings(Store& store);
// -> count, largest position
std::pair<std::int64_t, std::int64_t> CountEntries(Store& store);
std::pair<std::int64_t, std::int64_t> CountEntries(Txn& txn);

// A store on a fresh database; runs once per engine. Test suites derive from it and are
// instantiated with KOINE_ON_BOTH_ENGINES.
class StoreTest : public testing::TestWithParam<Engine> {
 protected:
  void SetUp() override;
  void TearDown() override { store_.reset(); }

  // Opens or opens again.
  void Open() { Open(options_); }
  void Open(const Options& options);
  Store& store() { return *store_; }
  // Holds the writers until the returned function is called: one command that waits, per worker.
  std::function<void()> HoldWriters();
  // Runs fn(txn, 0) to fn(txn, n - 1) as commands of different keys that come while the writers are
  // held. The code that each was refused with; 0: none.
  std::vector<int> WriteTogether(const char* name, int n, std::function<Result<int>(Txn&, int)> fn);

  RealClock clock_;
  FixedRandom random_;
  Options options_;
  std::unique_ptr<TestDatabase> database_;
  std::unique_ptr<Store> store_;
};

#define KOINE_ON_BOTH_ENGINES(Suite)                                         \
  INSTANTIATE_TEST_SUITE_P(Sqlite, Suite, testing::Values(Engine::kSqlite)); \
  INSTANTIATE_TEST_SUITE_P(Postgresql, Suite, testing::Values(Engine::kPostgresql))

// Counts down from several threads; Wait returns when all are done.
class Countdown {
 public:
  explicit Countdown(int n) : left_(n) {}
  void Down() {
    const std::lock_guard lock(mutex_);
    if (--left_ == 0) done_.notify_all();  // under the lock: the waiter may destroy this at once
  }
  void Wait() {
    std::unique_lock lock(mutex_);
    done_.wait(lock, [this] { return left_ <= 0; });
  }

 private:
  std::mutex mutex_;
  std::condition_variable done_;
  int left_;
};

}  // namespace koine::store
