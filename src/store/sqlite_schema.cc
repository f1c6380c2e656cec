#include "store/sqlite_schema.h"

#include <cstring>

#include "store/diag.h"

namespace koine::store {

std::string Reason(SqliteConn& conn) {
  const int system = sqlite3_system_errno(conn.db());
  return conn.ErrorText() + (system != 0 ? std::string(" (") + std::strerror(system) + ")" : "");
}

Status SqliteSchema::Script(const std::string& sql) {
  return Check(conn_.Script(sql.c_str()));
}

Status SqliteSchema::Run(const Sql& sql, std::span<const Param> params, const Txn::RowFn* row) {
  std::int64_t count = 0;
  return Check(conn_.Run(sql, params, row, &count));
}

Result<Layout> SqliteSchema::LayoutOf(const std::string& script) {
  SqliteOpen memory;
  memory.path = ":memory:";
  KOINE_TRY(auto conn, SqliteConn::Open(memory));
  SqliteSchema other(*conn);
  KOINE_CHECK(other.Script(script));
  return ReadLayout(other);
}

Result<std::int64_t> SqliteSchema::RowsOf(const std::string& table) {
  sqlite3_stmt* stmt = nullptr;
  const std::string sql = "select count(*) from \"" + table + "\"";
  KOINE_CHECK(Check(sqlite3_prepare_v2(conn_.db(), sql.c_str(), -1, &stmt, nullptr)));
  const bool found = sqlite3_step(stmt) == SQLITE_ROW;
  const std::int64_t count = found ? sqlite3_column_int64(stmt, 0) : 0;
  KOINE_CHECK(Check(sqlite3_finalize(stmt)));
  return count;
}

Status SqliteSchema::Check(int rc) {
  if (rc == SQLITE_OK) return Ok();
  return StoreError(Code::kUnavailable, Reason(conn_));
}

Status MigrateSqlite(SqliteConn& conn, std::span<const Migration> migrations,
                     const Upgrading& how) {
  SqliteSchema schema(conn);
  KOINE_CHECK(schema.Check(conn.Script("begin immediate")));
  auto done = Migrate(schema, migrations, how);
  if (done.ok()) done = schema.Check(conn.Script("commit"));
  if (conn.InTransaction()) conn.Script("rollback");
  return done;
}

}  // namespace koine::store
