#pragma once

#include <atomic>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "store/command_queue.h"
#include "store/pg_txn.h"
#include "store/publisher.h"

namespace koine::store {

// One worker with its connection. A batch holds commands in key order, of one key several only
// where they chain; the rows that carry positions are numbered and inserted as its last step.
class PgWriter {
 public:
  struct Deps {
    PgOpen open;
    Clock* clock;
    Random* random;
    std::size_t queue_max;
    std::size_t batch_max;
    PgIds* ids;
    Publisher* publisher;
    std::atomic<std::int64_t>* head;
  };

  explicit PgWriter(Deps deps);
  // Runs what the queue still holds.
  ~PgWriter();

  CommandQueue& queue() { return queue_; }
  bool healthy() const { return healthy_.load(std::memory_order_relaxed); }
  Status health() const;

 private:
  enum class End { kCommitted, kRetry, kPlain, kSingly, kLost, kUnknown };
  struct Outcome {
    bool failed = false;
    bool postponed = false;  // it runs again after the batch
    Error error;
    std::vector<PgLogRow> rows;
    std::vector<std::shared_ptr<const void>> transients;
    std::vector<std::int64_t> positions;
  };
  using Span = std::span<std::unique_ptr<Command>>;

  void Loop();
  // Runs and finishes all.
  void RunBatch(Span batch);
  // The same in several transactions, after a conflict: of what is before and behind the command
  // that met it, or of two halves.
  void RunApart(Span batch);
  void RunOne(Span one);
  End TryBatch(Span batch, PgWriteTxn::Way way);
  // Tries commands, so that what they read is read at once.
  End Foresee(Span batch);
  End RunCommand(Command& command, Outcome& outcome);
  // Numbers and inserts the collected rows, commits.
  End Commit();
  End Insert(std::int64_t first_position);
  // Publishes what was committed and finishes the commands; returns those that run again,
  // in their order.
  Span Release(Span batch);
  // A lost answer of a commit: asks the server what became of it.
  End Resolve();
  void FinishUnknown(Span batch);
  void FinishFailed(Span batch, const Error& error);
  void Rollback();
  bool Connect(std::int64_t give_up_us);
  void SetHealthy(bool healthy, const std::string& why);

  Deps deps_;
  CommandQueue queue_;
  PgLink link_;
  PgWriteTxn txn_;
  std::vector<Outcome> outcomes_;
  std::int64_t first_position_ = 0;  // of the batch, 0 if it has none
  std::int64_t last_position_ = 0;
  std::string transaction_;         // the server's id of it, to ask what became of it
  std::int64_t transaction_s_ = 0;  // when it began, by the server's clock
  PgAnswer last_failure_;
  std::size_t conflict_at_ = 0;  // of the batch that met one; its size if no command is known
  int savepoint_batches_ = 0;
  std::atomic<bool> healthy_{true};
  mutable std::mutex why_mutex_;
  std::string why_;
  std::thread thread_;
};

}  // namespace koine::store
