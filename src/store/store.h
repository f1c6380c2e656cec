#pragma once

#include <cstdint>
#include <functional>
#include <future>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/clock.h"
#include "base/random.h"
#include "base/result.h"
#include "store/txn.h"

namespace koine::store {

// How to open a store.
// Is told, before what may take long while a store is opened, what that is; in the same thread.
using StepFn = std::function<void(const std::string& step)>;

struct Options {
  // `sqlite:PATH` (a file) or `postgresql://…` (a libpq URL).
  std::string url;
  bool create = true;  // whether a store is made where none is; else kNotFound
  Clock* clock = nullptr;
  Random* random = nullptr;
  int readers = 2;                 // threads of the reader pool
  int pg_writers = 4;              // connections that write, PostgreSQL only
  std::size_t queue_max = 10'000;  // commands waiting; above it Submit refuses with kUnavailable
  std::size_t batch_max = 1'000;   // commands in one commit
  std::size_t read_queue_max = 10'000;
  // Pages that SQLite's writer keeps in memory; each reader keeps a sixteenth of it.
  std::int64_t cache_bytes = 64 << 20;
  // Entries of an index that is written late (store/late_index.h) that wait in memory, some 64
  // bytes each; some two times as many are read at a start. SQLite only.
  std::size_t late_most = 32'768;
  StepFn on_step;                    // may be empty; called until the store is open
  const char* sqlite_vfs = nullptr;  // for tests: a VFS that fails on request
};

// Where a provisional position -(k+1) of a finished command finds its number.
class Numbering {
 public:
  explicit Numbering(std::span<const std::int64_t> positions = {}) : positions_(positions) {}
  std::int64_t Resolve(std::int64_t position) const {
    return position < 0 ? positions_[static_cast<std::size_t>(-position - 1)] : position;
  }
  std::span<const std::int64_t> positions() const { return positions_; }

 private:
  std::span<const std::int64_t> positions_;
};

// What one commit made known, in position order; transient entries last. Handed to the publisher
// before the answers of the same batch are given out.
struct Batch {
  std::int64_t first_position = 0;  // 0: nothing with a position
  std::int64_t last_position = 0;
  std::vector<Entry> entries;
};

// What a command is about: commands of one key keep their order. Build with KeyOf.
struct Key {
  std::uint64_t value = 0;  // 0: about several roots, runs alone on PostgreSQL
};
inline constexpr Key kNoKey{};
// A key for root `id` of `kind` ('c' conversation, 'u' user …).
Key KeyOf(char kind, std::int64_t id);

struct CommandInfo {
  const char* name;  // for logs and metrics, a literal
  Key key = kNoKey;
  bool background = false;  // takes at most a quarter of a batch
  bool repeatable = false;  // has an idempotency key: run again when a commit's answer was lost
  // May share a batch with others of its key on PostgreSQL, where it cannot read what they
  // appended: it reads none of that, or asks Txn::RunAfterBatch.
  bool chains = false;
  // Of those that chain: it reads what others of its key append, so it follows only such as itself.
  bool needs_rows = false;
  // So many times it is tried without effect before its batch runs, so that what all of it read is
  // read and locked at once (Txn::Share): once for what its door reads, once more for each thing
  // that it can only ask for when it knows another.
  int trials = 0;
};

struct ReadInfo {
  ReadInfo(const char* read, bool is_long = false) : name(read), alone(is_long) {}
  const char* name;  // for logs, a literal
  bool alone;        // may take long, so that no other waits for the same connection meanwhile
};

// One queued write. `Run` may be called several times (never at once), each time on a fresh
// transaction; true commits, false rolls its changes back. `Finish` is called once, on a store
// thread, after the batch is durable or the command has failed; it must not block.
class Command {
 public:
  explicit Command(const CommandInfo& info) : info_(info) {}
  virtual ~Command() = default;
  virtual bool Run(Txn& txn) = 0;
  // `failure` is null after a Run whose outcome stands (committed, or refused by the verb itself),
  // otherwise the engine's failure: kUnavailable, kResultUnknown, kInternal.
  virtual void Finish(const Error* failure, const Numbering& numbering) = 0;
  const CommandInfo& info() const { return info_; }

 private:
  CommandInfo info_;
};

// A step of the schema. Numbered from 1 without holes; forward only. The text uses the column words
// ID INT REAL TEXT BYTES, expanded per engine; `strict` is added on SQLite. Statements end with
// `;`.
struct Migration {
  int number;
  const char* name;
  const char* sql;
  // Whether a program that does not know this step goes on with the store beside one that took it
  // (docs/adr/0017-side-by-side.md). Steps of before there was this question say nothing, and are
  // taken for ones that are not.
  std::optional<bool> additive = std::nullopt;
};

// The SQL store of the process, on SQLite or PostgreSQL. Thread safe.
class Store {
 public:
  // Opens or creates, migrates, checks (PostgreSQL: fsync, full_page_writes, encoding). An error
  // names the setting `store.url` and what was found. The store's own tables (meta, id_block,
  // lease, log_head, job) come first, then `migrations`.
  static Result<std::unique_ptr<Store>> Open(const Options& options,
                                             std::span<const Migration> migrations);
  virtual ~Store() = default;

  // Queues a command. Never blocks; a full queue or a closed store finishes it at once with
  // kUnavailable on the calling thread.
  virtual void Submit(std::unique_ptr<Command> command) = 0;

  // Queues a read on a snapshot in the reader pool; `done(failure)` is called on the reader thread
  // right after `fn`. On PostgreSQL `fn` takes turns with others at its statements
  // (docs/adr/0020-reads-together.md): it holds no lock when it runs one.
  virtual void Read(const ReadInfo& info, std::function<void(Txn&)> fn,
                    std::function<void(const Error*)> done) = 0;
  // Runs a read at once on the calling thread with a connection of that thread (opened at first
  // use). On PostgreSQL this waits for the network: only for threads that may block.
  virtual Status ReadNow(const char* name, const std::function<void(Txn&)>& fn) = 0;
  // Whether point reads are cheap enough to run on an I/O thread (SQLite).
  virtual bool reads_inline() const = 0;

  // Called on a store thread for each durable batch, in commit order. Set before the first write.
  virtual void SetPublisher(std::function<void(std::shared_ptr<const Batch>)> publisher) = 0;

  // Commands waiting; the gateway stops reading sockets above half of queue_max.
  virtual std::size_t queued() const = 0;
  // The last position committed here.
  virtual std::int64_t head() const = 0;
  // The first position >= `from` of a batch of this process that is being committed or was, and
  // that the publisher has not got yet; kNothingPending without one. Its rows may be there already.
  static constexpr std::int64_t kNothingPending = INT64_MAX;
  virtual std::int64_t PendingFrom(std::int64_t /*from*/) const { return kNothingPending; }
  // "sqlite" or "postgresql".
  virtual std::string_view engine() const = 0;
  // Whether writes are taken at present; if not, why (disk full, failed sync).
  virtual Status health() const = 0;

  // Queues `fn(Txn&) -> Result<T>` and calls `done(Result<T>, const Numbering&)` after the commit,
  // on a store thread.
  template <class F, class D>
  void Write(const CommandInfo& info, F fn, D done);
  // The same, waiting for the outcome: for start-up, tools and tests.
  template <class F>
  auto WriteAndWait(const CommandInfo& info, F fn) -> decltype(fn(std::declval<Txn&>()));
};

// --- bodies of the templates

namespace internal {

template <class F, class D>
class FunctionCommand final : public Command {
 public:
  using R = decltype(std::declval<F&>()(std::declval<Txn&>()));

  FunctionCommand(const CommandInfo& info, F fn, D done)
      : Command(info), fn_(std::move(fn)), done_(std::move(done)) {}

  bool Run(Txn& txn) override {
    result_.emplace(fn_(txn));
    return result_->ok();
  }
  void Finish(const Error* failure, const Numbering& numbering) override {
    if (failure != nullptr) result_.emplace(*failure);
    done_(std::move(*result_), numbering);
  }

 private:
  F fn_;
  D done_;
  std::optional<R> result_;
};

}  // namespace internal

template <class F, class D>
void Store::Write(const CommandInfo& info, F fn, D done) {
  Submit(std::make_unique<internal::FunctionCommand<F, D>>(info, std::move(fn), std::move(done)));
}

template <class F>
auto Store::WriteAndWait(const CommandInfo& info, F fn) -> decltype(fn(std::declval<Txn&>())) {
  using R = decltype(fn(std::declval<Txn&>()));
  // Shared: this call returns while the store thread is still in set_value.
  auto promise = std::make_shared<std::promise<R>>();
  auto future = promise->get_future();
  Write(info, std::move(fn),
        [promise](R result, const Numbering&) { promise->set_value(std::move(result)); });
  return future.get();
}

}  // namespace koine::store
