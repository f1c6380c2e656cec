#include "store/migrate.h"

#include "store/diag.h"
#include "store/own_tables.h"

namespace koine::store {

const Sql kHighestMigration{
    "select coalesce(max(number), 0) from schema_version where set_name = ?"};
const Sql kRecordMigration{
    "insert into schema_version (set_name, number, name, applied_at) values (?, ?, ?, ?)"};

namespace {

constexpr const char* kVersionTable =
    "create table if not exists schema_version (set_name TEXT not null, number INT not null,"
    " name TEXT not null, applied_at INT not null, primary key (set_name, number));";

Status MigrateSet(SchemaConnection& connection, std::string_view set,
                  std::span<const Migration> migrations, std::int64_t now_ms) {
  KOINE_TRY(const std::int64_t applied, connection.HighestMigration(set));
  const std::int64_t known = static_cast<std::int64_t>(migrations.size());
  if (applied > known) {
    return StoreError(Code::kBadState, "the schema '" + std::string(set) + "' is at version " +
                                           std::to_string(applied) +
                                           ", newer than this program knows (" +
                                           std::to_string(known) + "): run a newer koine");
  }
  for (std::int64_t i = 0; i < known; ++i) {
    const Migration& m = migrations[static_cast<std::size_t>(i)];
    if (m.number != i + 1) {
      return StoreError(Code::kInternal, "migration '" + std::string(m.name) + "' has number " +
                                             std::to_string(m.number) + ", expected " +
                                             std::to_string(i + 1));
    }
    if (m.number <= applied) continue;
    if (auto done = connection.Script(ExpandSchema(m.sql, connection.engine())); !done.ok()) {
      Error error = std::move(done).error();
      error.text = "migration " + std::to_string(m.number) + " '" + m.name + "' of '" +
                   std::string(set) + "': " + error.text;
      return error;
    }
    KOINE_CHECK(connection.RecordMigration(set, m, now_ms));
  }
  return Ok();
}

}  // namespace

Status Migrate(SchemaConnection& connection, std::span<const Migration> migrations,
               std::int64_t now_ms) {
  KOINE_CHECK(connection.Script(ExpandSchema(kVersionTable, connection.engine())));
  KOINE_CHECK(MigrateSet(connection, kOwnSet, OwnMigrations(), now_ms));
  return MigrateSet(connection, kCallerSet, migrations, now_ms);
}

}  // namespace koine::store
