#include "store/upgrade.h"

#include <sys/stat.h>

#include <algorithm>
#include <map>
#include <memory>
#include <regex>

#include "store/diag.h"
#include "store/file_vfs.h"
#include "store/migrate.h"
#include "store/move_end.h"
#include "store/pg_schema.h"
#include "store/sqlite_conn.h"
#include "store/sqlite_schema.h"
#include "store/url.h"

namespace koine::store {

namespace {

// Rows that a slow disk changes or sorts in a second.
constexpr std::int64_t kRowsPerSecond = 50'000;
constexpr std::int64_t kStatementMs = 60'000;

const Sql kDatabaseBytes{"select pg_database_size(current_database())"};

// The tables of a step, and whether it goes through their rows.
std::map<std::string, bool> TouchedBy(const std::string& sql) {
  static const std::regex kTouch(
      "(alter table|drop table|update|delete from|insert into|from|index \\w+ on) (\\w+)");
  std::map<std::string, bool> out;
  for (std::sregex_iterator it(sql.begin(), sql.end(), kTouch), end; it != end; ++it) {
    bool& rewritten = out[(*it)[2]];
    const std::string what = (*it)[1];
    rewritten = rewritten || !(what == "alter table" || what == "drop table");
  }
  return out;
}

Result<UpgradePlan> Plan(SchemaConnection& schema, std::span<const Migration> migrations,
                         const std::string& where) {
  KOINE_TRY(const SchemaState state, LookAtSchema(schema, migrations));
  if (state.move_broken) {
    return StoreError(Code::kBadState, "a move into " + where + " was broken off: run it again");
  }
  if (!state.made) return StoreError(Code::kNotFound, "no store at " + where);
  UpgradePlan out;
  out.schema = state.applied;
  KOINE_TRY(const Layout layout, ReadLayout(schema));
  for (const PendingStep& pending : state.pending) {
    const Migration& m = *pending.migration;
    UpgradeStep& step = out.steps.emplace_back();
    step.set = pending.set;
    step.number = m.number;
    step.name = m.name;
    step.additive = m.additive.value_or(false);
    std::int64_t rows = 0;
    for (const auto& [name, rewritten] : TouchedBy(ExpandSchema(m.sql, schema.engine()))) {
      const std::string column = "column " + name + ".";
      const bool there = std::ranges::any_of(
          layout, [&](const std::string& line) { return line.starts_with(column); });
      if (!there) continue;
      KOINE_TRY(const std::int64_t count, schema.RowsOf(name));
      step.tables.push_back({name, count, rewritten});
      if (rewritten) rows += count;
    }
    step.seconds = rows / kRowsPerSecond;
  }
  return out;
}

Result<UpgradePlan> PlanSqlite(const std::string& path, std::span<const Migration> migrations) {
  struct stat info {};
  if (::stat(path.c_str(), &info) != 0 || info.st_size == 0) {
    return StoreError(Code::kNotFound, "no store at " + path);
  }
  SqliteOpen open;
  open.path = path;
  open.vfs = FileVfs(nullptr);
  open.query_only = true;
  KOINE_TRY(const auto conn, SqliteConn::Open(open));
  SqliteSchema schema(*conn);
  KOINE_TRY(UpgradePlan out, Plan(schema, migrations, path));
  out.bytes = info.st_size;
  if (::stat((path + "-wal").c_str(), &info) == 0) out.bytes += info.st_size;
  return out;
}

}  // namespace

Result<UpgradePlan> PlanUpgrade(const std::string& url, std::span<const Migration> migrations) {
  KOINE_TRY(const StorePlace place, ReadStoreUrl(url));
  if (place.engine == Engine::kSqlite) return PlanSqlite(place.path, migrations);
  KOINE_TRY(const auto conn, PgConn::Open(PgOpen{url, kStatementMs}));
  PgSchema schema(*conn);
  KOINE_TRY(UpgradePlan out, Plan(schema, migrations, "store.url"));
  const Txn::RowFn bytes = [&out](const Row& row) { out.bytes = row.Int(0); };
  KOINE_CHECK(schema.Run(kDatabaseBytes, {}, &bytes));
  return out;
}

Status CheckUnused(const std::string& url) {
  KOINE_CHECK(OpenEnd(url, MoveRole::kSource));
  return Ok();
}

}  // namespace koine::store
