#include "store/sqlite_store.h"

#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstring>
#include <utility>
#include <vector>

#include "base/loop_turn.h"
#include "store/change_log.h"
#include "store/command_queue.h"
#include "store/compact.h"
#include "store/diag.h"
#include "store/file_lock.h"
#include "store/file_vfs.h"
#include "store/idle_connections.h"
#include "store/own_tables.h"
#include "store/page_sums.h"
#include "store/publisher.h"
#include "store/read_pool.h"
#include "store/sqlite_checkpointer.h"
#include "store/sqlite_conn.h"
#include "store/sqlite_schema.h"
#include "store/sqlite_txn.h"
#include "store/sqlite_writer.h"

namespace koine::store {

namespace {

constexpr int kReaderShare = 16;  // of the writer's cache, the 16th part
// Readers see so much of the file through the page cache of the system, without a copy and a call
// for each page: a list of 1,000 conversations touches thousands.
constexpr std::int64_t kReaderMmapBytes = 1LL << 40;
constexpr int kTruncateWaitMs = 20;  // a checkpoint that waits for readers holds up the writer

// A connection of a thread that reads again before it waits, with the snapshot of its last read.
class KeptRead final : public TurnPart {
 public:
  explicit KeptRead(IdleConnections<SqliteConn>::Lent conn) : conn_(std::move(conn)) {}
  ~KeptRead() override { SqliteReadTxn::End(*conn_); }

  SqliteConn& conn() const { return *conn_; }

  // Of the store, before the snapshot was taken.
  std::int64_t commits = -1;
  std::int64_t mark = 0;  // of its log of changes
  bool reading = false;

 private:
  IdleConnections<SqliteConn>::Lent conn_;
};

// A file that is there and may not be written would only fail at the first command.
Status CheckWritable(const std::string& path) {
  for (const std::string& file : {path, path + "-wal", path + "-shm"}) {
    if (::access(file.c_str(), W_OK) == 0 || errno == ENOENT) continue;
    return StoreError(Code::kUnavailable,
                      "'" + file + "' cannot be written: " + std::strerror(errno));
  }
  return Ok();
}

class SqliteStore final : public Store {
 public:
  SqliteStore(const Options& options, const std::string& path)
      : options_(options),
        queue_(options.queue_max, options.batch_max),
        connections_([this] { return SqliteConn::Open(ReaderOpen()); }) {
    open_.path = path;
    open_.vfs = FileVfs(options.sqlite_vfs);
  }
  ~SqliteStore() override {
    if (pool_) pool_->Stop();
    queue_.Close();
    writer_.reset();
    checkpointer_.reset();
    connections_.CloseAll();
  }

  Status Start(std::span<const Migration> migrations) {
    if (!options_.create && ::access(open_.path.c_str(), F_OK) != 0) {
      return StoreError(Code::kNotFound, "no store at " + open_.path);
    }
    KOINE_CHECK(lock_.Acquire(open_.path + "-lock"));
    KOINE_CHECK(CheckWritable(open_.path));
    // This must come before SQLite opens the file: whoever closes a descriptor of it drops the
    // locks of the whole process, and another process, such as a backup, would then take itself for
    // the last one and delete the log under this one.
    if (LacksSums(open_.path)) {
      LogInfo("the pages of '" + open_.path +
              "' have no checksums, so damage may go unnoticed: `koine vacuum` adds them");
    }
    SqliteOpen writer_open = open_;
    writer_open.cache_kib = options_.cache_bytes / 1024;
    KOINE_TRY(auto conn, SqliteConn::Open(writer_open));
    Status migrated = MigrateSqlite(*conn, migrations,
                                    {options_.clock->NowMs(), options_.create, options_.on_step});
    if (!migrated.ok() && migrated.error().Is(Code::kNotFound)) {
      return StoreError(Code::kNotFound, "no store at " + open_.path + ": the file is empty");
    }
    if (!migrated.ok() && migrated.error().Is(Code::kUnavailable)) {
      return StoreError(Code::kUnavailable,
                        "cannot prepare '" + open_.path + "': " + migrated.error().text);
    }
    KOINE_CHECK(migrated);
    std::int64_t head = -1;
    std::int64_t count = 0;
    const Txn::RowFn read = [&](const Row& row) { head = row.Int(0); };
    if (conn->Run(kSelectHead, {}, &read, &count) != SQLITE_OK || head < 0) {
      return StoreError(Code::kUnavailable, "cannot read log_head: " + conn->ErrorText());
    }
    SqliteOpen checkpoint_open = open_;
    checkpoint_open.busy_timeout_ms = kTruncateWaitMs;
    KOINE_TRY(auto checkpoint_conn, SqliteConn::Open(checkpoint_open));
    checkpointer_ = std::make_unique<SqliteCheckpointer>(std::move(checkpoint_conn));
    writer_ = std::make_unique<SqliteWriter>(
        SqliteWriter::Deps{writer_open, options_.clock, options_.random, &queue_, &publisher_,
                           &changes_,
                           [this](int pages) {
                             // Before anybody is told of it.
                             commits_.fetch_add(1, std::memory_order_release);
                             checkpointer_->OnCommit(pages);
                           },
                           options_.late_most},
        std::move(conn), head);
    KOINE_CHECK(writer_->Start(options_.on_step));
    options_.on_step = nullptr;  // what it tells may be gone from now on
    pool_ = std::make_unique<ReadPool>(
        ReadPool::Limits{options_.readers, options_.read_queue_max},
        [this](std::span<ReadPool::Job> jobs) { RunRead(jobs.front()); });
    return Ok();
  }

  void Submit(std::unique_ptr<Command> command) override {
    if (!writer_->healthy()) {
      const Status health = writer_->health();
      const Error error =
          health.ok() ? StoreError(Code::kUnavailable, "try again") : health.error();
      command->Finish(&error, Numbering());
      return;
    }
    if (queue_.Push(command)) return;
    const Error error = StoreError(Code::kUnavailable, "too many writes are waiting");
    command->Finish(&error, Numbering());
  }

  void Read(const ReadInfo& info, std::function<void(Txn&)> fn,
            std::function<void(const Error*)> done) override {
    pool_->Submit(ReadPool::Job{info, std::move(fn), std::move(done)});
  }

  Status ReadNow(const char* name, const std::function<void(Txn&)>& fn) override {
    return ReadHere(name, fn, nullptr);
  }

  bool reads_inline() const override { return true; }
  void SetPublisher(std::function<void(std::shared_ptr<const Batch>)> publisher) override {
    publisher_.Set(std::move(publisher));
  }
  std::size_t queued() const override { return queue_.size(); }
  std::int64_t head() const override { return writer_->head(); }
  std::string_view engine() const override { return "sqlite"; }
  Status health() const override { return writer_->health(); }

 private:
  SqliteOpen ReaderOpen() const {
    SqliteOpen open = open_;
    open.query_only = true;
    open.cache_kib = options_.cache_bytes / 1024 / kReaderShare;
    open.mmap_bytes = kReaderMmapBytes;
    return open;
  }

  Status ReadHere(const char* name, const std::function<void(Txn&)>& fn,
                  const std::function<void(const Error*)>* done) {
    std::vector<Entry> transients;
    const Status result = Execute(name, fn, &transients);
    if (done != nullptr && *done) (*done)(result.ok() ? nullptr : &result.error());
    if (!transients.empty()) {
      publisher_.Now(std::make_shared<Batch>(Batch{0, 0, std::move(transients)}));
    }
    return result;
  }

  Status Execute(const char* name, const std::function<void(Txn&)>& fn,
                 std::vector<Entry>* transients) {
    LoopTurn* const turn = LoopTurn::Current();
    auto* kept = turn == nullptr ? nullptr : static_cast<KeptRead*>(turn->Find(this));
    if (turn == nullptr || (kept != nullptr && kept->reading)) {
      KOINE_TRY(const auto conn, connections_.Take());
      return ExecuteOn(*conn, name, fn, transients, changes_.settled(), false);
    }
    if (kept == nullptr) {
      KOINE_TRY(auto conn, connections_.Take());
      auto made = std::make_unique<KeptRead>(std::move(conn));
      kept = made.get();
      turn->Put(this, std::move(made));
    }
    // Nothing that somebody knows of may be missing in it.
    const std::int64_t commits = commits_.load(std::memory_order_acquire);
    if (kept->commits != commits) {
      SqliteReadTxn::End(kept->conn());
      kept->mark = changes_.settled();
    }
    kept->commits = commits;
    kept->reading = true;
    Status result = ExecuteOn(kept->conn(), name, fn, transients, kept->mark, true);
    kept->reading = false;
    return result;
  }

  Status ExecuteOn(SqliteConn& conn, const char* name, const std::function<void(Txn&)>& fn,
                   std::vector<Entry>* transients, std::int64_t mark, bool keep) {
    SqliteReadTxn txn(conn, *options_.clock, *options_.random, LogChanges(&changes_, mark));
    Status result = txn.Execute(name, fn, keep);
    *transients = std::move(txn.transients());
    return result;
  }

  void RunRead(ReadPool::Job& job) {
    const Status ignored = ReadHere(job.info.name, job.fn, &job.done);
    static_cast<void>(ignored);  // told to `done`
  }

  Options options_;
  SqliteOpen open_;
  FileLock lock_;
  CommandQueue queue_;
  Publisher publisher_;
  ChangeLog changes_;
  IdleConnections<SqliteConn> connections_;
  std::atomic<std::int64_t> commits_{0};
  std::unique_ptr<SqliteCheckpointer> checkpointer_;
  std::unique_ptr<SqliteWriter> writer_;
  std::unique_ptr<ReadPool> pool_;
};

}  // namespace

Result<std::unique_ptr<Store>> OpenSqlite(const Options& options, const std::string& path,
                                          std::span<const Migration> migrations) {
  auto store = std::make_unique<SqliteStore>(options, path);
  KOINE_CHECK(store->Start(migrations));
  return std::unique_ptr<Store>(std::move(store));
}

Status CompactSqlite(const std::string& path, const char* vfs) {
  struct stat info {};
  if (::stat(path.c_str(), &info) != 0 || info.st_size == 0) {
    return StoreError(Code::kNotFound, "no store at " + path);
  }
  FileLock lock;
  KOINE_CHECK(lock.Acquire(path + "-lock"));
  KOINE_CHECK(CheckWritable(path));
  SqliteOpen open;
  open.path = path;
  open.vfs = FileVfs(vfs);
  KOINE_TRY(auto conn, SqliteConn::Open(open));
  // The copy may be larger than the memory.
  const int rc = conn->Script(
      "pragma temp_store=file; pragma auto_vacuum=incremental; vacuum;"
      "pragma wal_checkpoint(truncate);");
  if (rc == SQLITE_OK) return Ok();
  return StoreError(Code::kUnavailable, "cannot rewrite '" + path + "': " + Reason(*conn));
}

Status EmptySqliteLog(const std::string& path) {
  SqliteOpen open;
  open.path = path;
  open.vfs = FileVfs(nullptr);
  open.busy_timeout_ms = kTruncateWaitMs;
  KOINE_TRY(auto conn, SqliteConn::Open(open));
  const int rc =
      sqlite3_wal_checkpoint_v2(conn->db(), nullptr, SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr);
  if (rc == SQLITE_OK) return Ok();
  return StoreError(Code::kUnavailable, "cannot empty the log of '" + path + "': " + Reason(*conn));
}

}  // namespace koine::store
