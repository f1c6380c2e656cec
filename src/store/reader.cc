#include "store/reader.h"

#include <sys/stat.h>

#include <string>
#include <utility>

#include "store/diag.h"
#include "store/file_vfs.h"
#include "store/idle_connections.h"
#include "store/pg_conn.h"
#include "store/pg_txn.h"
#include "store/sqlite_conn.h"
#include "store/sqlite_txn.h"
#include "store/url.h"

namespace koine::store {

namespace {

constexpr std::int64_t kCacheKib = 8'000;

const Sql kHead{"select position from log_head where one = 1"};
const Sql kVersion{"select coalesce(max(number), 0) from schema_version where set_name = 'koine'"};

// What both engines refuse.
class Reader : public Store {
 public:
  void Submit(std::unique_ptr<Command> command) override {
    const Error error = StoreError(Code::kUnavailable, "this store is open for reading only");
    command->Finish(&error, Numbering());
  }
  void Read(const ReadInfo&, std::function<void(Txn&)>,
            std::function<void(const Error*)> done) override {
    const Error error = StoreError(Code::kUnavailable, "this store has no threads that read");
    done(&error);
  }
  bool reads_inline() const override { return false; }
  void SetPublisher(std::function<void(std::shared_ptr<const Batch>)>) override {}
  std::size_t queued() const override { return 0; }
  std::int64_t head() const override { return head_; }
  Status health() const override { return Ok(); }

  Status Look(std::span<const Migration> migrations) {
    std::int64_t version = 0;
    KOINE_CHECK(ReadNow("open", [&](Txn& txn) {
      const auto number = [](const Row& row) { return row.Int(0); };
      version = txn.First(kVersion, number).value_or(0);
      head_ = txn.First(kHead, number).value_or(0);
    }));
    if (version == static_cast<std::int64_t>(migrations.size())) return Ok();
    return StoreError(Code::kBadState, "the schema of the store is at version " +
                                           std::to_string(version) + ", that of this program at " +
                                           std::to_string(migrations.size()) +
                                           ": run the koine that serves it");
  }

 private:
  std::int64_t head_ = 0;
};

class SqliteReader final : public Reader {
 public:
  SqliteReader(const Options& options, std::string path)
      : options_(options), connections_([path = std::move(path)] {
          SqliteOpen open;
          open.path = path;
          open.vfs = FileVfs(nullptr);
          open.query_only = true;
          open.cache_kib = kCacheKib;
          return SqliteConn::Open(open);
        }) {}
  Status ReadNow(const char* name, const std::function<void(Txn&)>& fn) override {
    KOINE_TRY(const auto conn, connections_.Take());
    SqliteReadTxn txn(*conn, *options_.clock, *options_.random);
    return txn.Execute(name, fn);
  }
  std::string_view engine() const override { return "sqlite"; }

 private:
  Options options_;
  IdleConnections<SqliteConn> connections_;
};

class PgReader final : public Reader {
 public:
  explicit PgReader(const Options& options)
      : options_(options), connections_([this]() -> Result<std::unique_ptr<PgLink>> {
          return std::make_unique<PgLink>(
              PgLink{PgOpen{options_.url, kReadMaxUs / 1000, true}, nullptr});
        }) {}
  Status ReadNow(const char* name, const std::function<void(Txn&)>& fn) override {
    KOINE_TRY(const auto link, connections_.Take());
    PgReadTxn txn(*options_.clock, *options_.random);
    return txn.Execute(*link, name, fn);
  }
  std::string_view engine() const override { return "postgresql"; }

 private:
  Options options_;
  IdleConnections<PgLink> connections_;
};

}  // namespace

Result<std::unique_ptr<Store>> OpenReader(const Options& options,
                                          std::span<const Migration> migrations) {
  std::unique_ptr<Reader> reader;
  KOINE_TRY(StorePlace place, ReadStoreUrl(options.url));
  if (place.engine == Engine::kSqlite) {
    struct stat info {};
    if (::stat(place.path.c_str(), &info) != 0 || info.st_size == 0) {
      return StoreError(Code::kNotFound, "no store at " + place.path);
    }
    reader = std::make_unique<SqliteReader>(options, std::move(place.path));
  } else {
    reader = std::make_unique<PgReader>(options);
  }
  KOINE_CHECK(reader->Look(migrations));
  return std::unique_ptr<Store>(std::move(reader));
}

}  // namespace koine::store
