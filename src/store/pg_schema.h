#pragma once

#include <span>
#include <string>

#include "store/migrate.h"
#include "store/pg_conn.h"

namespace koine::store {

// Number of the lock of the database that whoever changes its schema holds.
inline constexpr std::int64_t kMigrationLock = 0x6b6f696e65;  // "koine"

// A connection to PostgreSQL as the migration runner sees it.
class PgSchema final : public SchemaConnection {
 public:
  explicit PgSchema(PgConn& conn) : conn_(conn) {}
  // These two: kConflict where others were in the way (PgAnswer::MayPass).
  Status Script(const std::string& sql) override { return conn_.Script(sql); }
  // Temporary tables of the same names, which the rollback takes away again.
  Result<Layout> LayoutOf(const std::string& script) override;
  Status Run(const Sql& sql, std::span<const Param> params, const Txn::RowFn* row) override;
  Result<std::int64_t> RowsOf(const std::string& table) override;
  Engine engine() const override { return Engine::kPostgresql; }
  Status MakeWay() override;  // RemoveTellers

 private:
  PgConn& conn_;
};

// How the server is set.
Result<std::string> ServerSetting(PgSchema& schema, const char* name);

// What a server must have, or acknowledged writes could be lost and texts differ.
Status CheckServer(PgSchema& schema);

// Migrate in a transaction of its own, on a server that CheckServer finds right. Nodes that are at
// work may be in its way for some seconds; then it is tried again for a minute at most.
Status MigratePostgresql(PgConn& conn, std::span<const Migration> migrations, const Upgrading& how);

}  // namespace koine::store
