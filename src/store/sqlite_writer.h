#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "store/command_queue.h"
#include "store/publisher.h"
#include "store/sqlite_conn.h"
#include "store/sqlite_txn.h"

namespace koine::store {

// The thread that owns the only writing connection: it takes everything queued, runs it in one
// transaction, commits with one sync and then releases acks and events. While it syncs, the next
// batch queues.
class SqliteWriter {
 public:
  struct Deps {
    SqliteOpen open;
    Clock* clock;
    Random* random;
    CommandQueue* queue;
    Publisher* publisher;
    ChangeLog* changes;
    std::function<void(int)> on_commit;  // pages in the WAL, after each commit that wrote
    std::size_t late_most;               // of Options
  };

  SqliteWriter(Deps deps, std::unique_ptr<SqliteConn> conn, std::int64_t head);
  // The queue must be closed; runs what it still holds.
  ~SqliteWriter();
  // Opens the indexes that are written late, and begins.
  Status Start(const StepFn& on_step);

  std::int64_t head() const { return head_.load(std::memory_order_relaxed); }
  bool healthy() const { return state_.load(std::memory_order_relaxed) == State::kHealthy; }
  Status health() const;

 private:
  enum class State { kHealthy, kDiskFull, kReopen, kClosed };
  // kApart: what was to be written for all commands together failed; each writes its own now.
  enum class End { kCommitted, kRetry, kApart, kFailed };
  // What became of a command in this batch.
  struct Outcome {
    bool failed = false;
    Error error;
  };

  void Loop();
  void RunBatch(Commands& batch);
  End TryBatch(Commands& batch);
  End RunCommand(Command& command, Outcome& outcome);
  int Commit();
  void Release(Commands& batch);
  // Takes the transaction back, refuses further writes, remembers why.
  void FailBatch(int rc, const char* where);
  int OpenLate(const StepFn& on_step);
  void Probe();
  bool Reopen();
  void SetState(State state, std::string why);
  Error Refusal() const;
  void WatchWal();
  static int OnWal(void* self, sqlite3* db, const char* schema, int pages);

  Deps deps_;
  std::unique_ptr<SqliteConn> conn_;
  std::optional<SqliteWriteTxn> txn_;
  std::vector<Outcome> outcomes_;
  int savepoint_batches_ = 0;  // batches still to run with savepoints
  std::atomic<std::int64_t> head_;
  std::atomic<State> state_{State::kHealthy};
  mutable std::mutex why_mutex_;
  std::string why_;
  Error batch_error_;     // why the batch failed as a whole
  bool unknown_ = false;  // the failed batch may come back when the process dies now
  std::thread thread_;
};

}  // namespace koine::store
