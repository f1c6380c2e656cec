#include "store/sqlite_conn.h"

#include <cstring>

#include "base/json.h"
#include "store/diag.h"
#include "store/page_sums.h"

namespace koine::store {

namespace {

constexpr int kProgressSteps = 20'000;  // virtual machine steps between looks at the clock

class SqliteRow final : public Row {
 public:
  explicit SqliteRow(sqlite3_stmt* stmt) : stmt_(stmt) {}
  bool Null(int column) const override { return sqlite3_column_type(stmt_, column) == SQLITE_NULL; }
  std::int64_t Int(int column) const override { return sqlite3_column_int64(stmt_, column); }
  double Real(int column) const override { return sqlite3_column_double(stmt_, column); }
  std::string_view Text(int column) const override {
    // Gives texts as well, as they are: nothing is converted, and no zero put behind.
    const void* data = sqlite3_column_blob(stmt_, column);
    if (data == nullptr) return {};
    return {static_cast<const char*>(data),
            static_cast<std::size_t>(sqlite3_column_bytes(stmt_, column))};
  }

 private:
  sqlite3_stmt* stmt_;
};

std::string JsonArray(std::span<const std::int64_t> values) {
  std::string out = "[";
  for (const std::int64_t v : values) {
    if (out.size() > 1) out += ',';
    out += std::to_string(v);
  }
  return out + "]";
}

std::string JsonArray(std::span<const std::string> values) {
  std::string out = "[";
  for (const std::string& v : values) {
    if (out.size() > 1) out += ',';
    json::Quote(v, &out);
  }
  return out + "]";
}

int BindOne(sqlite3_stmt* stmt, int i, const Param& p) {
  // Static: the views live until the call returns, and every run binds anew.
  switch (p.kind) {
    case Param::Kind::kNull:
      return sqlite3_bind_null(stmt, i);
    case Param::Kind::kInt:
      return sqlite3_bind_int64(stmt, i, p.integer);
    case Param::Kind::kReal:
      return sqlite3_bind_double(stmt, i, p.real);
    case Param::Kind::kText:
      return sqlite3_bind_text64(stmt, i, p.text.data() != nullptr ? p.text.data() : "",
                                 p.text.size(), SQLITE_STATIC, SQLITE_UTF8);
    case Param::Kind::kBytes:
      return sqlite3_bind_blob64(stmt, i, p.text.data() != nullptr ? p.text.data() : "",
                                 p.text.size(), SQLITE_STATIC);
    case Param::Kind::kIntList:
    case Param::Kind::kTextList: {
      const std::string json =
          p.kind == Param::Kind::kIntList ? JsonArray(p.list) : JsonArray(p.texts);
      return sqlite3_bind_text64(stmt, i, json.data(), json.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
    }
  }
  return SQLITE_MISUSE;
}

}  // namespace

Result<std::unique_ptr<SqliteConn>> SqliteConn::Open(const SqliteOpen& options) {
  auto conn = std::make_unique<SqliteConn>();
  const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX;
  int rc = sqlite3_open_v2(options.path.c_str(), &conn->db_, flags, options.vfs);
  if (rc == SQLITE_OK) {
    sqlite3_extended_result_codes(conn->db_, 1);
    sqlite3_busy_timeout(conn->db_, options.busy_timeout_ms);
    // Room for the sums of pages, which a file keeps that is made or rewritten from here.
    int reserve = static_cast<int>(kSumBytes);
    if (!options.query_only) {
      sqlite3_file_control(conn->db_, "main", SQLITE_FCNTL_RESERVE_BYTES, &reserve);
    }
    // synchronous=FULL syncs the WAL at each commit. Checkpoints run on a thread of their own.
    const std::string setup =
        // This must come before a new file has anything in it: then it can shrink. It writes, so
        // it is nothing for readers, who are opened while the disk is full, too.
        std::string(options.query_only ? "" : "pragma auto_vacuum=incremental;") +
        "pragma journal_mode=wal; pragma synchronous=full;"
        "pragma wal_autocheckpoint=0; pragma foreign_keys=on;"
        "pragma temp_store=memory; pragma trusted_schema=off;"
        // What is deleted is not to be read in the file afterwards.
        "pragma secure_delete=on;"
        "pragma cache_size=-" +
        std::to_string(options.cache_kib) +
        "; pragma mmap_size=" + std::to_string(options.mmap_bytes) +
        (options.query_only ? "; pragma query_only=on;" : ";");
    rc = conn->Script(setup.c_str());
  }
  if (rc != SQLITE_OK) {
    const int system = conn->db_ != nullptr ? sqlite3_system_errno(conn->db_) : 0;
    return StoreError(Code::kUnavailable,
                      "cannot open SQLite file '" + options.path +
                          "': " + (conn->db_ != nullptr ? conn->ErrorText() : sqlite3_errstr(rc)) +
                          (system != 0 ? std::string(" (") + std::strerror(system) + ")" : ""));
  }
  // The pages of the schema, which is read.
  sqlite3_db_release_memory(conn->db_);
  sqlite3_progress_handler(conn->db_, kProgressSteps, &SqliteConn::OnProgress, conn.get());
  return conn;
}

SqliteConn::~SqliteConn() {
  for (const auto& p : prepared_) {
    if (p != nullptr) sqlite3_finalize(p->stmt);
  }
  sqlite3_close_v2(db_);
}

int SqliteConn::OnProgress(void* self) {
  const auto* conn = static_cast<SqliteConn*>(self);
  return conn->deadline_us_ != 0 && conn->clock_->SteadyUs() > conn->deadline_us_ ? 1 : 0;
}

void SqliteConn::NoteUpdates() {
  notes_updates_ = true;
  sqlite3_set_authorizer(db_, &SqliteConn::OnAuthorize, this);
}

int SqliteConn::OnAuthorize(void* self, int action, const char* table, const char* column,
                            const char*, const char*) {
  Updates* const updates = static_cast<SqliteConn*>(self)->preparing_;
  if (action == SQLITE_UPDATE && updates != nullptr) updates->columns.emplace_back(table, column);
  return SQLITE_OK;
}

int SqliteConn::Script(const char* sql) {
  return sqlite3_exec(db_, sql, nullptr, nullptr, nullptr);
}

int SqliteConn::Prepare(const Sql& sql, Prepared* out) {
  if (notes_updates_) {
    out->updates = std::make_unique<Updates>();
    out->updates->sql = sql.index();
  }
  preparing_ = out->updates.get();
  const int rc =
      sqlite3_prepare_v3(db_, sql.sqlite(), -1, SQLITE_PREPARE_PERSISTENT, &out->stmt, nullptr);
  preparing_ = nullptr;
  if (rc != SQLITE_OK) return rc;
  out->read_only = sqlite3_stmt_readonly(out->stmt) != 0;
  out->params = sqlite3_bind_parameter_count(out->stmt);
  out->columns = sqlite3_column_count(out->stmt);
  return SQLITE_OK;
}

int SqliteConn::Find(const Sql& sql, Prepared** out) {
  if (sql.index() >= prepared_.size()) prepared_.resize(Sql::Count());
  std::unique_ptr<Prepared>& p = prepared_[sql.index()];
  if (p == nullptr) p = std::make_unique<Prepared>();
  *out = p.get();
  return p->stmt != nullptr ? SQLITE_OK : Prepare(sql, p.get());
}

bool SqliteConn::ReadOnly(const Sql& sql) {
  Prepared* p = nullptr;
  return Find(sql, &p) == SQLITE_OK && p->read_only;
}

int SqliteConn::Bind(const Prepared& p, std::span<const Param> params, const std::int64_t* first) {
  int i = 0;
  int rc = SQLITE_OK;
  if (static_cast<std::size_t>(p.params) != params.size() + (first != nullptr ? 1 : 0)) {
    return SQLITE_RANGE;
  }
  if (first != nullptr) rc = sqlite3_bind_int64(p.stmt, ++i, *first);
  for (const Param& param : params) {
    if (rc != SQLITE_OK) return rc;
    rc = BindOne(p.stmt, ++i, param);
  }
  return rc;
}

int SqliteConn::Step(const Prepared& p, const Txn::RowFn* row, std::int64_t* count) {
  const SqliteRow view(p.stmt);
  for (;;) {
    running_ = p.updates.get();
    const int rc = sqlite3_step(p.stmt);
    running_ = nullptr;
    if (rc == SQLITE_ROW) {
      ++*count;
      if (row != nullptr) (*row)(view);
      continue;
    }
    if (rc != SQLITE_DONE) return rc;
    if (p.columns == 0 && !p.read_only) *count = sqlite3_changes64(db_);
    return SQLITE_OK;
  }
}

int SqliteConn::Run(const Sql& sql, std::span<const Param> params, const Txn::RowFn* row,
                    std::int64_t* count, const std::int64_t* first) {
  *count = 0;
  Prepared* cached = nullptr;
  int rc = Find(sql, &cached);
  if (rc != SQLITE_OK) return rc;
  if (cached->busy) {  // run again from its own row callback
    Prepared extra;
    rc = Prepare(sql, &extra);
    if (rc == SQLITE_OK) rc = Bind(extra, params, first);
    if (rc == SQLITE_OK) rc = Step(extra, row, count);
    const int end = sqlite3_finalize(extra.stmt);
    return rc != SQLITE_OK ? rc : end;
  }
  // Also when a row callback throws.
  struct InUse {
    Prepared* p;
    ~InUse() {
      sqlite3_reset(p->stmt);
      p->busy = false;
    }
  } const in_use{cached};
  cached->busy = true;
  rc = Bind(*cached, params, first);
  return rc != SQLITE_OK ? rc : Step(*cached, row, count);
}

}  // namespace koine::store
