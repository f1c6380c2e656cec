#pragma once

#include <sqlite3.h>

#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "store/txn.h"

namespace koine::store {

struct SqliteOpen {
  std::string path;
  const char* vfs = nullptr;
  bool query_only = false;
  std::int64_t cache_kib = 2'000;
  std::int64_t mmap_bytes = 0;
  int busy_timeout_ms = 5'000;
};

// A connection with its prepared statements. Used by one thread at a time.
class SqliteConn {
 public:
  static Result<std::unique_ptr<SqliteConn>> Open(const SqliteOpen& options);
  SqliteConn() = default;  // closed; use Open
  ~SqliteConn();
  SqliteConn(const SqliteConn&) = delete;
  SqliteConn& operator=(const SqliteConn&) = delete;

  // Runs statements of fixed text, without parameters; an SQLite result code.
  int Script(const char* sql);

  // Runs a statement: binds `first` (if given) and then `params`, steps, calls `row` per row. Sets
  // `count` to the rows changed or, for a statement that answers rows, read.
  int Run(const Sql& sql, std::span<const Param> params, const Txn::RowFn* row, std::int64_t* count,
          const std::int64_t* first = nullptr);
  int Run(const Sql& sql) {
    std::int64_t count = 0;
    return Run(sql, {}, nullptr, &count);
  }
  // Whether the statement changes nothing.
  bool ReadOnly(const Sql& sql);

  // What a statement sets where it updates: tables with their columns.
  struct Updates {
    std::uint32_t sql = 0;  // Sql::index()
    std::vector<std::pair<std::string, std::string>> columns;
  };
  // From here on statements are prepared with their updates.
  void NoteUpdates();
  // Those of the statement that SQLite runs now; null where they were not noted.
  const Updates* running() const { return running_; }

  // Statements running after this time (steady, microseconds) are interrupted; 0: never.
  void SetDeadline(const Clock* clock, std::int64_t deadline_us) {
    clock_ = clock;
    deadline_us_ = deadline_us;
  }
  bool InTransaction() const { return sqlite3_get_autocommit(db_) == 0; }
  std::string ErrorText() const { return sqlite3_errmsg(db_); }
  sqlite3* db() { return db_; }

 private:
  struct Prepared {
    sqlite3_stmt* stmt = nullptr;
    bool read_only = false;
    bool busy = false;
    int params = 0;
    int columns = 0;
    std::unique_ptr<Updates> updates;
  };

  static int OnProgress(void* self);
  static int OnAuthorize(void* self, int action, const char* table, const char* column,
                         const char* schema, const char* trigger);
  // The statement, which stays where it is.
  int Find(const Sql& sql, Prepared** out);
  int Prepare(const Sql& sql, Prepared* out);
  int Bind(const Prepared& p, std::span<const Param> params, const std::int64_t* first);
  int Step(const Prepared& p, const Txn::RowFn* row, std::int64_t* count);

  sqlite3* db_ = nullptr;
  // By Sql::index(); most connections run few of them.
  std::vector<std::unique_ptr<Prepared>> prepared_;
  bool notes_updates_ = false;
  Updates* preparing_ = nullptr;
  const Updates* running_ = nullptr;
  const Clock* clock_ = nullptr;
  std::int64_t deadline_us_ = 0;
};

}  // namespace koine::store
