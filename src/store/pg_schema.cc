#include "store/pg_schema.h"

#include <chrono>
#include <cstdlib>
#include <thread>

#include "store/diag.h"
#include "store/inspect.h"
#include "store/pg_changes.h"

namespace koine::store {

namespace {

const Sql kLockMigrations{"select pg_advisory_xact_lock(?)"};
const Sql kEstimate{
    "select greatest(reltuples, 0)::bigint from pg_class where oid = to_regclass(?)"};
const Sql kServerSetting{"select current_setting(?)"};

}  // namespace

Result<Layout> PgSchema::LayoutOf(const std::string& script) {
  KOINE_CHECK(Script("savepoint layout"));
  KOINE_CHECK(Script("set local search_path = pg_temp"));
  KOINE_CHECK(Script(script));
  auto layout = ReadLayout(*this);
  KOINE_CHECK(Script("rollback to savepoint layout"));
  return layout;
}

Status PgSchema::MakeWay() {
  return RemoveTellers(*this);
}

Status PgSchema::Run(const Sql& sql, std::span<const Param> params, const Txn::RowFn* row) {
  std::int64_t count = 0;
  const PgAnswer answer = conn_.Run(sql, params, row, &count);
  if (answer.ok()) return Ok();
  const bool in_the_way = answer.kind == PgAnswer::Kind::kError && answer.MayPass();
  return StoreError(in_the_way ? Code::kConflict : Code::kUnavailable, answer.message);
}

Result<std::int64_t> PgSchema::RowsOf(const std::string& table) {
  std::int64_t count = 0;
  const Txn::RowFn read = [&count](const Row& row) { count = row.Int(0); };
  const Param params[] = {Param(table)};
  KOINE_CHECK(Run(kEstimate, params, &read));
  return count;
}

Result<std::string> ServerSetting(PgSchema& schema, const char* name) {
  std::string value;
  const Txn::RowFn read = [&](const Row& row) { value = row.String(0); };
  const Param params[] = {Param(name)};
  KOINE_CHECK(schema.Run(kServerSetting, params, &read));
  return value;
}

Status CheckServer(PgSchema& schema) {
  struct Wanted {
    const char* setting;
    const char* value;
  };
  for (const Wanted w :
       {Wanted{"fsync", "on"}, {"full_page_writes", "on"}, {"server_encoding", "UTF8"}}) {
    KOINE_TRY(const std::string value, ServerSetting(schema, w.setting));
    if (value != w.value) {
      return StoreError(Code::kBadState, std::string("PostgreSQL has ") + w.setting + " = " +
                                             value + ", it must be " + w.value);
    }
  }
  KOINE_TRY(const std::string sums, ServerSetting(schema, "data_checksums"));
  if (sums != "on") {
    LogWarn("PostgreSQL has data_checksums = " + sums +
            ", so damage on its disk may go unnoticed: pg_checksums --enable");
  }
  KOINE_TRY(const std::string version, ServerSetting(schema, "server_version_num"));
  if (std::strtol(version.c_str(), nullptr, 10) < kPgVersionMin * kPgVersionStep) {
    return StoreError(Code::kBadState, "PostgreSQL has version " + version + ", at least " +
                                           std::to_string(kPgVersionMin) + " is needed");
  }
  return Ok();
}

namespace {

// Whoever waits for a table makes all wait that come after them, so a step that others are in the
// way of is given up soon, and taken again when they may be done.
constexpr int kTableWaitMs = 1'000;
constexpr auto kPause = std::chrono::milliseconds(500);
constexpr int kTriesMax = 40;

Status MigrateOnce(PgSchema& schema, std::span<const Migration> migrations, const Upgrading& how,
                   bool* upgraded) {
  KOINE_CHECK(schema.Script("begin"));
  if (how.on_step) how.on_step("the lock on the schema");
  const Param params[] = {Param(kMigrationLock)};
  Status done = schema.Run(kLockMigrations, params, nullptr);
  if (done.ok()) {
    done = schema.Script("set local lock_timeout = " + std::to_string(kTableWaitMs));
  }
  if (done.ok()) done = Migrate(schema, migrations, how, upgraded);
  if (done.ok()) done = AddTellers(schema);
  const Status ended = schema.Script(done.ok() ? "commit" : "rollback");
  return done.ok() ? ended : done;
}

}  // namespace

Status MigratePostgresql(PgConn& conn, std::span<const Migration> migrations,
                         const Upgrading& how) {
  PgSchema schema(conn);
  KOINE_CHECK(CheckServer(schema));
  for (int tries = 1;; ++tries) {
    bool upgraded = false;
    const Status done = MigrateOnce(schema, migrations, how, &upgraded);
    // What a step says of a column counts when PostgreSQL looks at the table, which by itself may
    // be weeks away for one that is large.
    if (done.ok() && upgraded) {
      if (how.on_step) how.on_step("analyze");
      LogInfo("PostgreSQL looks at all tables, since the schema was upgraded");
      KOINE_CHECK(schema.Script("analyze"));
    }
    if (done.ok() || !done.error().Is(Code::kConflict) || tries == kTriesMax) return done;
    LogInfo("others are at work on these tables, so the schema is brought up to date later: " +
            done.error().text);
    std::this_thread::sleep_for(kPause);
  }
}

}  // namespace koine::store
