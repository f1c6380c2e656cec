#include "store/pg_store.h"

#include <algorithm>
#include <atomic>
#include <vector>

#include "store/diag.h"
#include "store/idle_connections.h"
#include "store/own_tables.h"
#include "store/pg_conn.h"
#include "store/pg_read_group.h"
#include "store/pg_schema.h"
#include "store/pg_txn.h"
#include "store/pg_writer.h"
#include "store/publisher.h"
#include "store/read_pool.h"

namespace koine::store {

namespace {

// Commands in one transaction here at most: meanwhile it holds the rows that they change, for which
// other nodes wait.
constexpr std::size_t kBatchMax = 256;

class PgStore final : public Store {
 public:
  explicit PgStore(const Options& options)
      : options_(options),
        writer_open_{
            .url = options.url, .statement_timeout_ms = kCommandMaxUs / 1000, .requests = true},
        reader_open_{options.url, kReadMaxUs / 1000, true},
        ids_(writer_open_),
        connections_([this]() -> Result<std::unique_ptr<PgLink>> {
          return std::make_unique<PgLink>(PgLink{reader_open_, nullptr});
        }),
        groups_([this]() -> Result<std::unique_ptr<PgReadGroup>> {
          PgOpen open = reader_open_;
          open.requests = true;
          return std::make_unique<PgReadGroup>(
              PgReadGroup::Deps{std::move(open), options_.clock, options_.random, &publisher_});
        }) {}
  ~PgStore() override {
    if (pool_) pool_->Stop();
    for (auto& writer : writers_) writer->queue().Close();
    writers_.clear();
    groups_.CloseAll();
    connections_.CloseAll();
  }

  Status Start(std::span<const Migration> migrations) {
    KOINE_TRY(auto conn, PgConn::Open(PgOpen{options_.url, 0}));
    Status migrated = MigratePostgresql(
        *conn, migrations, {options_.clock->NowMs(), options_.create, options_.on_step});
    if (!migrated.ok() && migrated.error().Is(Code::kNotFound)) {
      return StoreError(Code::kNotFound, "no store at store.url: the database is empty");
    }
    KOINE_CHECK(migrated);
    options_.on_step = nullptr;  // what it tells may be gone from now on
    const Txn::RowFn read = [&](const Row& row) { head_ = row.Int(0); };
    std::int64_t count = 0;
    const PgAnswer answer = conn->Run(kSelectHead, {}, &read, &count);
    if (!answer.ok() || count != 1) {
      return StoreError(Code::kUnavailable, "cannot read log_head: " + answer.message);
    }
    const int workers = std::max(options_.pg_writers, 1);
    for (int i = 0; i < workers; ++i) {
      writers_.push_back(std::make_unique<PgWriter>(
          PgWriter::Deps{writer_open_, options_.clock, options_.random, options_.queue_max,
                         std::min(options_.batch_max, kBatchMax), &ids_, &publisher_, &head_}));
    }
    pool_ = std::make_unique<ReadPool>(
        ReadPool::Limits{options_.readers, options_.read_queue_max, PgReadGroup::kMax},
        [this](std::span<ReadPool::Job> jobs) { RunReads(jobs); });
    return Ok();
  }

  void Submit(std::unique_ptr<Command> command) override {
    const std::uint64_t key = command->info().key.value;
    PgWriter& writer = *writers_[(key != 0 ? key : turn_.fetch_add(1)) % writers_.size()];
    const Status health = writer.health();
    if (health.ok() && queued() < options_.queue_max && writer.queue().Push(command)) return;
    const Error error = health.ok() ? StoreError(Code::kUnavailable, "too many writes are waiting")
                                    : health.error();
    command->Finish(&error, Numbering());
  }

  void Read(const ReadInfo& info, std::function<void(Txn&)> fn,
            std::function<void(const Error*)> done) override {
    pool_->Submit(ReadPool::Job{info, std::move(fn), std::move(done)});
  }
  Status ReadNow(const char* name, const std::function<void(Txn&)>& fn) override {
    KOINE_TRY(const auto link, connections_.Take());
    PgReadTxn txn(*options_.clock, *options_.random);
    const Status result = txn.Execute(*link, name, fn);
    txn.PublishTransients(publisher_);
    return result;
  }
  bool reads_inline() const override { return false; }
  void SetPublisher(std::function<void(std::shared_ptr<const Batch>)> publisher) override {
    publisher_.Set(std::move(publisher));
  }
  std::size_t queued() const override {
    std::size_t n = 0;
    for (const auto& writer : writers_) n += writer->queue().size();
    return n;
  }
  std::int64_t head() const override { return head_; }
  std::int64_t PendingFrom(std::int64_t from) const override {
    return publisher_.PendingFrom(from);
  }
  std::string_view engine() const override { return "postgresql"; }
  Status health() const override {
    for (const auto& writer : writers_) KOINE_CHECK(writer->health());
    return Ok();
  }

 private:
  void RunReads(std::span<ReadPool::Job> jobs) {
    const auto group = groups_.Take();
    if (group.ok()) return (**group).Run(jobs);
    for (ReadPool::Job& job : jobs) {
      if (job.done) job.done(&group.error());
    }
  }

  Options options_;
  PgOpen writer_open_;
  PgOpen reader_open_;
  PgIds ids_;
  Publisher publisher_;
  std::atomic<std::int64_t> head_{0};
  std::atomic<std::uint64_t> turn_{0};
  IdleConnections<PgLink> connections_;  // of ReadNow
  IdleConnections<PgReadGroup> groups_;  // of threads that read for others
  std::vector<std::unique_ptr<PgWriter>> writers_;
  std::unique_ptr<ReadPool> pool_;
};

}  // namespace

Result<std::unique_ptr<Store>> OpenPostgresql(const Options& options,
                                              std::span<const Migration> migrations) {
  auto store = std::make_unique<PgStore>(options);
  KOINE_CHECK(store->Start(migrations));
  return std::unique_ptr<Store>(std::move(store));
}

}  // namespace koine::store
