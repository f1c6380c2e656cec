#include <algorithm>
#include <chrono>
#include <optional>
#include <thread>

#include "store/diag.h"
#include "store/move_end.h"
#include "store/pg_conn.h"
#include "store/pg_schema.h"

namespace koine::store {

namespace {

// What comes before the rows of a binary COPY, and after them.
constexpr char kHead[] = "PGCOPY\n\377\r\n\0\0\0\0\0\0\0\0";
constexpr std::size_t kHeadBytes = sizeof(kHead);  // with the zero at the end
constexpr std::string_view kTail("\377\377", 2);
constexpr std::size_t kPieceBytes = 1 << 20;
// A process that was killed keeps its connection for a moment.
constexpr int kTries = 25;
constexpr std::chrono::milliseconds kBetween{200};

constexpr const char* kAnything =
    "select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace"
    " where c.relkind in ('r', 'p', 'v', 'm', 'S', 'f') and n.nspname <> 'pg_catalog'"
    " and pg_table_is_visible(c.oid) limit 1";
constexpr const char* kTables =
    "select c.relname, a.attname, format_type(a.atttypid, null), coalesce("
    "(select k from generate_series(1, x.indnatts::int) k where x.indkey[k - 1] = a.attnum), 0)"
    " from pg_class c join pg_namespace n on n.oid = c.relnamespace"
    " join pg_attribute a on a.attrelid = c.oid"
    " left join pg_index x on x.indrelid = c.oid and x.indisprimary"
    " where c.relkind = 'r' and n.nspname <> 'pg_catalog' and pg_table_is_visible(c.oid)"
    " and a.attnum > 0 and not a.attisdropped order by c.relname collate \"C\", a.attnum";
constexpr const char* kIndexes =
    "select i.relname, pg_get_indexdef(x.indexrelid) from pg_index x"
    " join pg_class i on i.oid = x.indexrelid join pg_class t on t.oid = x.indrelid"
    " join pg_namespace n on n.oid = t.relnamespace where t.relkind = 'r'"
    " and n.nspname <> 'pg_catalog' and pg_table_is_visible(t.oid)"
    " and not exists (select 1 from pg_constraint c where c.conindid = x.indexrelid)"
    " order by i.relname";
constexpr const char* kOthers =
    "select count(*) from pg_stat_activity where datname = current_database()"
    " and application_name in ('koine', 'pg_restore') and pid <> pg_backend_pid()";

using Answer = std::unique_ptr<PGresult, decltype(&PQclear)>;

// Outside of the pipeline, in which there is no COPY.
class Outside {
 public:
  explicit Outside(PgConn& conn) : conn_(conn) { PQexitPipelineMode(conn_.raw()); }
  ~Outside() { PQenterPipelineMode(conn_.raw()); }
  Outside(const Outside&) = delete;
  Outside& operator=(const Outside&) = delete;
  Answer Run(const std::string& sql) { return Answer(PQexec(conn_.raw(), sql.c_str()), &PQclear); }

 private:
  PgConn& conn_;
};

// The address without the password.
std::string Shown(const std::string& url) {
  const std::size_t begin = url.find("://") + 3;
  const std::size_t at = url.find('@', begin);
  const std::size_t colon = url.find(':', begin);
  if (at == std::string::npos || colon == std::string::npos || colon > at) {
    return url.substr(0, url.find('?'));
  }
  return (url.substr(0, colon) + url.substr(at)).substr(0, url.find('?'));
}

std::string Columns(const MoveTable& table) {
  std::string out;
  for (const MoveColumn& column : table.columns) {
    out += (out.empty() ? "\"" : ", \"") + column.name + "\"";
  }
  return out;
}

class PgEnd final : public MoveEnd {
 public:
  explicit PgEnd(std::string url) : url_(std::move(url)) {}

  Status Start(MoveRole role) {
    KOINE_TRY(conn_, PgConn::Open(PgOpen{url_, 0, false}));
    schema_.emplace(*conn_);
    KOINE_CHECK(CheckServer(*schema_));
    KOINE_CHECK(AwaitAlone());
    if (role == MoveRole::kSource) return Ok();
    // What is not on the disk yet when the machine stops is copied again; the last step waits.
    return schema_->Script("set synchronous_commit = off; set maintenance_work_mem = '256MB'");
  }

  std::string name() const override { return Shown(url_); }
  SchemaConnection& schema() override { return *schema_; }

  Result<Lines> Ask(const std::string& sql) override {
    const Answer answer = Outside(*conn_).Run(sql);
    if (PQresultStatus(answer.get()) != PGRES_TUPLES_OK) return Failed(answer.get());
    Lines out(static_cast<std::size_t>(PQntuples(answer.get())));
    for (std::size_t row = 0; row < out.size(); ++row) {
      for (int i = 0; i < PQnfields(answer.get()); ++i) {
        const int line = static_cast<int>(row);
        out[row].emplace_back(PQgetvalue(answer.get(), line, i),
                              static_cast<std::size_t>(PQgetlength(answer.get(), line, i)));
      }
    }
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

  // The head of the log is what every writer takes.
  Status Freeze() override {
    return schema_->Script(
        "begin isolation level repeatable read; lock table log_head in share mode");
  }

  Status Read(const MoveTable& table, const std::string& select, const MoveRowFn& row) override {
    static_cast<void>(table);
    Outside outside(*conn_);
    const Answer answer = outside.Run("copy (" + select + ") to stdout (format binary)");
    if (PQresultStatus(answer.get()) != PGRES_COPY_OUT) return Failed(answer.get());
    bool headed = false;
    std::string buffer;
    for (;;) {
      char* data = nullptr;
      const int size = PQgetCopyData(conn_->raw(), &data, 0);
      if (size == -1) break;
      if (size < 0) return StoreError(Code::kUnavailable, PQerrorMessage(conn_->raw()));
      buffer.append(data, static_cast<std::size_t>(size));
      PQfreemem(data);
      if (!headed && buffer.size() < kHeadBytes) continue;
      if (!headed) buffer.erase(0, kHeadBytes);
      headed = true;
      KOINE_CHECK(Rows(&buffer, row));
    }
    const Answer end(PQgetResult(conn_->raw()), &PQclear);
    if (PQresultStatus(end.get()) != PGRES_COMMAND_OK) return Failed(end.get());
    while (PGresult* more = PQgetResult(conn_->raw())) PQclear(more);
    return Ok();
  }

  Status Begin() override { return schema_->Script("begin"); }
  Status Commit() override { return schema_->Script("commit"); }

  Status Write(const MoveTable& table, std::string_view rows, const std::string& note) override {
    KOINE_CHECK(Begin());
    KOINE_CHECK(CopyIn(table, rows));
    KOINE_CHECK(schema_->Script(note));
    return Commit();
  }

  Status Settle() override { return schema_->Script("set synchronous_commit = on; analyze"); }

 private:
  // The rows that are whole; what is left stays in the buffer.
  static Status Rows(std::string* buffer, const MoveRowFn& row) {
    std::string_view rest = *buffer;
    while (!rest.empty() && !rest.starts_with(kTail)) {
      const std::string_view before = rest;
      if (TakeRow(&rest).empty()) break;
      KOINE_CHECK(row(before.substr(0, before.size() - rest.size())));
    }
    buffer->erase(0, buffer->size() - rest.size());
    return Ok();
  }

  Status CopyIn(const MoveTable& table, std::string_view rows) {
    Outside outside(*conn_);
    PGconn* conn = conn_->raw();
    const Answer begun = outside.Run("copy \"" + table.name + "\" (" + Columns(table) +
                                     ") from stdin (format binary)");
    if (PQresultStatus(begun.get()) != PGRES_COPY_IN) return Failed(begun.get());
    bool put = PQputCopyData(conn, kHead, static_cast<int>(kHeadBytes)) == 1;
    for (; put && !rows.empty(); rows.remove_prefix(std::min(rows.size(), kPieceBytes))) {
      const std::string_view piece = rows.substr(0, kPieceBytes);
      put = PQputCopyData(conn, piece.data(), static_cast<int>(piece.size())) == 1;
    }
    put = put && PQputCopyData(conn, kTail.data(), static_cast<int>(kTail.size())) == 1 &&
          PQputCopyEnd(conn, nullptr) == 1;
    if (!put) return StoreError(Code::kUnavailable, name() + ": " + PQerrorMessage(conn));
    const Answer ended(PQgetResult(conn), &PQclear);
    const bool done = PQresultStatus(ended.get()) == PGRES_COMMAND_OK;
    while (PGresult* more = PQgetResult(conn)) PQclear(more);
    if (done) return Ok();
    return Failed(ended.get());
  }

  // No server is at work here, and none can start while this connection lives.
  Status AwaitAlone() {
    for (int tries = 0;; ++tries) {
      KOINE_TRY(const Lines locked,
                Ask("select pg_try_advisory_lock(" + std::to_string(kMigrationLock) + ")"));
      KOINE_TRY(const Lines others, Ask(kOthers));
      const bool mine = locked[0][0] == "t";
      if (mine && others[0][0] == "0") return Ok();
      if (mine) {
        KOINE_CHECK(
            schema_->Script("select pg_advisory_unlock(" + std::to_string(kMigrationLock) + ")"));
      }
      if (tries == kTries) {
        return StoreError(Code::kBadState, "a koine or pg_restore is at work on " + name() + " (" +
                                               others[0][0] + " connections): stop it first");
      }
      std::this_thread::sleep_for(kBetween);
    }
  }

  Error Failed(const PGresult* result) {
    std::string text = result != nullptr ? PQresultErrorMessage(result) : "";
    if (text.empty()) text = PQerrorMessage(conn_->raw());
    while (text.ends_with('\n')) text.pop_back();
    return StoreError(Code::kUnavailable, name() + ": " + text);
  }

  std::string url_;
  std::unique_ptr<PgConn> conn_;
  std::optional<PgSchema> schema_;
};

}  // namespace

Result<std::unique_ptr<MoveEnd>> OpenPgEnd(const std::string& url, MoveRole role) {
  auto end = std::make_unique<PgEnd>(url);
  KOINE_CHECK(end->Start(role));
  return std::unique_ptr<MoveEnd>(std::move(end));
}

}  // namespace koine::store
