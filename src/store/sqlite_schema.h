#pragma once

#include <span>
#include <string>

#include "store/migrate.h"
#include "store/sqlite_conn.h"

namespace koine::store {

// What SQLite says of its last error, and what the system said to SQLite.
std::string Reason(SqliteConn& conn);

// A connection to SQLite as the migration runner sees it.
class SqliteSchema final : public SchemaConnection {
 public:
  explicit SqliteSchema(SqliteConn& conn) : conn_(conn) {}
  Status Script(const std::string& sql) override;
  Status Run(const Sql& sql, std::span<const Param> params, const Txn::RowFn* row) override;
  Result<Layout> LayoutOf(const std::string& script) override;
  Result<std::int64_t> RowsOf(const std::string& table) override;
  Engine engine() const override { return Engine::kSqlite; }
  // A result code of SQLite as a status.
  Status Check(int rc);

 private:
  SqliteConn& conn_;
};

// Migrate in a transaction of its own.
Status MigrateSqlite(SqliteConn& conn, std::span<const Migration> migrations, const Upgrading& how);

}  // namespace koine::store
