#include <sys/stat.h>

#include <bit>

#include "store/diag.h"
#include "store/file_lock.h"
#include "store/file_vfs.h"
#include "store/move_end.h"
#include "store/sqlite_conn.h"
#include "store/sqlite_schema.h"

namespace koine::store {

namespace {

constexpr std::int64_t kCacheKib = 64'000;
constexpr std::size_t kCheckpointBytes = 64 << 20;  // of rows, between two checkpoints

constexpr const char* kAnything = "select name from sqlite_master limit 1";
constexpr const char* kTables =
    "select m.name, p.name, p.type, p.pk from sqlite_master m join pragma_table_info(m.name) p"
    " where m.type = 'table' and m.name not like 'sqlite\\_%' escape '\\' order by m.name, p.cid";
constexpr const char* kIndexes =
    "select name, sql from sqlite_master where type = 'index' and sql is not null order by name";

struct Finalize {
  void operator()(sqlite3_stmt* stmt) const { sqlite3_finalize(stmt); }
};
using Statement = std::unique_ptr<sqlite3_stmt, Finalize>;

std::string_view Data(sqlite3_stmt* stmt, int column) {
  const void* data = sqlite3_column_blob(stmt, column);
  if (data == nullptr) return {};
  return {static_cast<const char*>(data),
          static_cast<std::size_t>(sqlite3_column_bytes(stmt, column))};
}

int Bind(sqlite3_stmt* stmt, int i, const MoveField& field, MoveColumn::Kind kind) {
  if (field.null) return sqlite3_bind_null(stmt, i);
  const char* data = field.data.data();
  switch (kind) {
    case MoveColumn::Kind::kInt:
      return sqlite3_bind_int64(stmt, i, IntOf(field.data));
    case MoveColumn::Kind::kReal:
      return sqlite3_bind_double(stmt, i, RealOf(field.data));
    case MoveColumn::Kind::kText:
      return sqlite3_bind_text64(stmt, i, data, field.data.size(), SQLITE_STATIC, SQLITE_UTF8);
    case MoveColumn::Kind::kBytes:
      return sqlite3_bind_blob64(stmt, i, data, field.data.size(), SQLITE_STATIC);
  }
  return SQLITE_MISUSE;
}

class SqliteEnd final : public MoveEnd {
 public:
  explicit SqliteEnd(std::string path) : path_(std::move(path)) {}

  Status Start(MoveRole role) {
    struct stat info {};
    const bool there = ::stat(path_.c_str(), &info) == 0 && info.st_size > 0;
    if (role == MoveRole::kSource && !there) {
      return StoreError(Code::kNotFound, "no store at " + path_);
    }
    KOINE_CHECK(lock_.Acquire(path_ + "-lock"));
    SqliteOpen open;
    open.path = path_;
    open.vfs = FileVfs(nullptr);
    open.query_only = role == MoveRole::kSource;
    open.cache_kib = kCacheKib;
    KOINE_TRY(conn_, SqliteConn::Open(open));
    schema_.emplace(*conn_);
    // Indexes are sorted in files: they may be larger than the memory.
    return schema_->Script("pragma temp_store=file");
  }

  std::string name() const override { return path_; }
  SchemaConnection& schema() override { return *schema_; }

  Result<Lines> Ask(const std::string& sql) override {
    KOINE_TRY(const Statement stmt, Prepare(sql));
    Lines out;
    int rc = SQLITE_OK;
    while ((rc = sqlite3_step(stmt.get())) == SQLITE_ROW) {
      std::vector<std::string>& line = out.emplace_back();
      for (int i = 0; i < sqlite3_column_count(stmt.get()); ++i) {
        line.emplace_back(Data(stmt.get(), i));
      }
    }
    if (rc != SQLITE_DONE) return Failed();
    return out;
  }

  Result<bool> Empty() override {
    KOINE_TRY(const Lines found, Ask(kAnything));
    return found.empty();
  }
  Result<std::vector<MoveTable>> Tables() override {
    KOINE_TRY(const Lines lines, Ask(kTables));
    return TablesOf(lines);
  }
  Result<Lines> Indexes() override { return Ask(kIndexes); }

  Status Freeze() override { return schema_->Script("begin"); }

  Status Read(const MoveTable& table, const std::string& select, const MoveRowFn& row) override {
    KOINE_TRY(const Statement stmt, Prepare(select));
    std::string one;
    int rc = SQLITE_OK;
    while ((rc = sqlite3_step(stmt.get())) == SQLITE_ROW) {
      one.clear();
      BeginRow(table.columns.size(), &one);
      for (std::size_t i = 0; i < table.columns.size(); ++i) {
        AddColumn(stmt.get(), static_cast<int>(i), table.columns[i].kind, &one);
      }
      KOINE_CHECK(row(one));
    }
    if (rc != SQLITE_DONE) return Failed();
    return Ok();
  }

  Status Begin() override { return schema_->Script("begin immediate"); }
  Status Commit() override { return schema_->Script("commit"); }

  Status Write(const MoveTable& table, std::string_view rows, const std::string& note) override {
    std::string names, marks;
    for (const MoveColumn& column : table.columns) {
      names += (names.empty() ? "\"" : ", \"") + column.name + "\"";
      marks += marks.empty() ? "?" : ", ?";
    }
    KOINE_TRY(const Statement stmt,
              Prepare("insert into \"" + table.name + "\" (" + names + ") values (" + marks + ")"));
    KOINE_CHECK(Begin());
    written_ += rows.size();
    while (!rows.empty()) {
      const std::vector<MoveField> fields = TakeRow(&rows);
      if (fields.size() != table.columns.size()) {
        return StoreError(Code::kInternal, "a row of " + table.name + " was cut");
      }
      for (std::size_t i = 0; i < fields.size(); ++i) {
        const int place = static_cast<int>(i) + 1;
        if (Bind(stmt.get(), place, fields[i], table.columns[i].kind) != SQLITE_OK) return Failed();
      }
      if (sqlite3_step(stmt.get()) != SQLITE_DONE) return Failed();
      sqlite3_reset(stmt.get());
    }
    KOINE_CHECK(schema_->Script(note));
    KOINE_CHECK(Commit());
    if (written_ < kCheckpointBytes) return Ok();
    written_ = 0;
    return schema_->Script("pragma wal_checkpoint(passive)");
  }

  Status Settle() override { return schema_->Script("pragma wal_checkpoint(truncate)"); }

 private:
  static void AddColumn(sqlite3_stmt* stmt, int i, MoveColumn::Kind kind, std::string* out) {
    if (sqlite3_column_type(stmt, i) == SQLITE_NULL) return AddNull(out);
    if (kind == MoveColumn::Kind::kInt) {
      return AddNumber(static_cast<std::uint64_t>(sqlite3_column_int64(stmt, i)), out);
    }
    if (kind == MoveColumn::Kind::kReal) {
      return AddNumber(std::bit_cast<std::uint64_t>(sqlite3_column_double(stmt, i)), out);
    }
    AddBytes(Data(stmt, i), out);
  }

  Result<Statement> Prepare(const std::string& sql) {
    sqlite3_stmt* stmt = nullptr;
    const int rc = sqlite3_prepare_v2(conn_->db(), sql.c_str(), -1, &stmt, nullptr);
    if (rc != SQLITE_OK) return Failed();
    return Statement(stmt);
  }
  Error Failed() { return StoreError(Code::kUnavailable, path_ + ": " + Reason(*conn_)); }

  std::string path_;
  FileLock lock_;
  std::unique_ptr<SqliteConn> conn_;
  std::optional<SqliteSchema> schema_;
  std::size_t written_ = 0;
};

}  // namespace

Result<std::unique_ptr<MoveEnd>> OpenSqliteEnd(const std::string& path, MoveRole role) {
  auto end = std::make_unique<SqliteEnd>(path);
  KOINE_CHECK(end->Start(role));
  return std::unique_ptr<MoveEnd>(std::move(end));
}

}  // namespace koine::store
