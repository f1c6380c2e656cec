#include "store/migrate.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "base/crypto.h"
#include "base/text.h"
#include "store/diag.h"
#include "store/own_tables.h"

namespace koine::store {

namespace {

// engines: each has a catalogue of its own; as below
const Sql kHasTable{"select count(*) from sqlite_master where type = 'table' and name = ?",
                    "select count(to_regclass(?))"};
const Sql kHighestMigration{
    "select coalesce(max(number), 0) from schema_version where set_name = ?"};
const Sql kRecordMigration{
    "insert into schema_version (set_name, number, name, applied_at) values (?, ?, ?, ?)"};
const Sql kSelectSums{"select number, sum from schema_sum where set_name = ?"};
const Sql kRecordSum{"insert into schema_sum (set_name, number, sum) values (?, ?, ?)"};
const Sql kSelectAdditive{"select number from schema_additive where set_name = ?"};
const Sql kRecordAdditive{"insert into schema_additive (set_name, number) values (?, ?)"};
const Sql kLiveNode{"select name, version from node where seen_at > ? order by name limit 1"};

// engines: as above
const Sql kColumns{
    "select 'column ' || m.name || '.' || p.name || ' ' || p.type ||"
    " case when p.\"notnull\" <> 0 then ' not null' else '' end"
    " from sqlite_master m join pragma_table_info(m.name) p where m.type = 'table'",
    "select ('column ' || c.relname || '.' || a.attname || ' ' ||"
    " format_type(a.atttypid, a.atttypmod) ||"
    " case when a.attnotnull then ' not null' else '' end)::text"
    " from pg_class c join pg_namespace n on n.oid = c.relnamespace"
    " join pg_attribute a on a.attrelid = c.oid"
    " where c.relkind = 'r' and n.nspname <> 'pg_catalog' and pg_table_is_visible(c.oid)"
    " and a.attnum > 0 and not a.attisdropped"};
// engines: as above
const Sql kIndexes{
    "select 'index ' || l.name || ' of ' || m.name || ' (' || ("
    " select group_concat(coalesce(name, '…'), ', ') from"
    " (select i.name as name from pragma_index_info(l.name) i order by i.seqno)) || ')' ||"
    " case when l.\"unique\" <> 0 then ' unique' else '' end"
    " from sqlite_master m join pragma_index_list(m.name) l where m.type = 'table'",
    "select ('index ' || i.relname || ' of ' || t.relname || ' (' || ("
    " select string_agg(pg_get_indexdef(x.indexrelid, k, true), ', ' order by k)"
    " from generate_series(1, x.indnkeyatts::int) k) || ')' ||"
    " case when x.indisunique then ' unique' else '' end)::text"
    " from pg_index x join pg_class i on i.oid = x.indexrelid"
    " join pg_class t on t.oid = x.indrelid join pg_namespace n on n.oid = t.relnamespace"
    " where t.relkind = 'r' and n.nspname <> 'pg_catalog' and pg_table_is_visible(t.oid)"};

constexpr const char* kVersionTables =
    "create table if not exists schema_version (set_name TEXT not null, number INT not null,"
    " name TEXT not null, applied_at INT not null, primary key (set_name, number));"
    "create table if not exists schema_sum (set_name TEXT not null, number INT not null,"
    " sum TEXT not null, primary key (set_name, number));"
    "create table if not exists schema_additive (set_name TEXT not null, number INT not null,"
    " primary key (set_name, number));";

constexpr std::int64_t kNodeLivesMs = 30'000;  // after it was seen last

// One of the two lists of migrations: the store's own, or the caller's.
struct Set {
  std::string_view name;
  std::span<const Migration> migrations;
  std::int64_t applied = 0;
  std::map<std::int64_t, std::string> sums = {};  // by number, of the applied ones
  std::set<std::int64_t> additive = {};           // numbers of applied ones
};

std::string Called(const Set& set, const Migration& m) {
  return "migration " + std::to_string(m.number) + " '" + m.name + "' of '" +
         std::string(set.name) + "'";
}

Status CheckNumbers(const Set& set) {
  const auto known = static_cast<std::int64_t>(set.migrations.size());
  for (std::int64_t newer = known + 1; newer <= set.applied; ++newer) {
    if (set.additive.contains(newer)) continue;
    return StoreError(Code::kBadState, "the schema '" + std::string(set.name) + "' is at version " +
                                           std::to_string(set.applied) +
                                           ", newer than this program knows (" +
                                           std::to_string(known) + "): run a newer koine");
  }
  for (std::int64_t i = 0; i < known; ++i) {
    const Migration& m = set.migrations[static_cast<std::size_t>(i)];
    if (m.number == i + 1) continue;
    return StoreError(Code::kInternal, "migration '" + std::string(m.name) + "' has number " +
                                           std::to_string(m.number) + ", expected " +
                                           std::to_string(i + 1));
  }
  return Ok();
}

Result<bool> HasTable(SchemaConnection& connection, std::string_view name) {
  std::int64_t count = 0;
  const Param params[] = {Param(name)};
  const Txn::RowFn read = [&count](const Row& row) { count = row.Int(0); };
  KOINE_CHECK(connection.Run(kHasTable, params, &read));
  return count > 0;
}

Status ReadSet(SchemaConnection& connection, Set* set) {
  const Param params[] = {Param(set->name)};
  const Txn::RowFn highest = [set](const Row& row) { set->applied = row.Int(0); };
  KOINE_CHECK(connection.Run(kHighestMigration, params, &highest));
  const Txn::RowFn sum = [set](const Row& row) { set->sums[row.Int(0)] = row.String(1); };
  // A store from before sums, or before additive steps, has no such table yet.
  KOINE_TRY(const bool has_sums, HasTable(connection, "schema_sum"));
  if (has_sums) KOINE_CHECK(connection.Run(kSelectSums, params, &sum));
  const Txn::RowFn additive = [set](const Row& row) { set->additive.insert(row.Int(0)); };
  KOINE_TRY(const bool has_additive, HasTable(connection, "schema_additive"));
  if (has_additive) KOINE_CHECK(connection.Run(kSelectAdditive, params, &additive));
  KOINE_CHECK(CheckNumbers(*set));
  for (const Migration& m : set->migrations) {
    const auto it = set->sums.find(m.number);
    if (it == set->sums.end() || it->second == SumOf(m)) continue;
    return StoreError(Code::kBadState,
                      Called(*set, m) +
                          " was applied to this store with another text than this program has, so "
                          "its tables differ: run the koine that made the store");
  }
  return Ok();
}

Status RecordSum(SchemaConnection& connection, const Set& set, const Migration& m) {
  const std::string sum = SumOf(m);
  const Param params[] = {Param(set.name), Param(m.number), Param(sum)};
  return connection.Run(kRecordSum, params, nullptr);
}

// A store from before sums were kept: has it the tables that the migrations make?
Status Adopt(SchemaConnection& connection, std::span<const Set> sets) {
  const auto lacks_sums = [](const Set& set) {
    return std::ranges::any_of(set.migrations, [&set](const Migration& m) {
      return m.number <= set.applied && !set.sums.contains(m.number);
    });
  };
  if (std::ranges::none_of(sets, lacks_sums)) return Ok();
  std::string script;
  for (const Set& set : sets) {
    for (const Migration& m : set.migrations) {
      if (m.number > set.applied) break;
      script += ExpandSchema(m.sql, connection.engine());
    }
  }
  KOINE_TRY(const Layout wanted, connection.LayoutOf(script));
  KOINE_TRY(const Layout found, ReadLayout(connection));
  Layout lacking;
  std::ranges::set_difference(wanted, found, std::back_inserter(lacking));
  if (!lacking.empty()) {
    return StoreError(Code::kBadState,
                      "the tables are not those that this program's migrations make: no " +
                          lacking.front() + " and " + std::to_string(lacking.size() - 1) +
                          " more; an unreleased koine made this store, run that one");
  }
  for (const Set& set : sets) {
    for (const Migration& m : set.migrations) {
      if (m.number > set.applied) break;
      if (!set.sums.contains(m.number)) KOINE_CHECK(RecordSum(connection, set, m));
    }
  }
  return Ok();
}

Status Apply(SchemaConnection& connection, const Set& set, std::int64_t now_ms,
             const StepFn& on_step) {
  for (const Migration& m : set.migrations) {
    if (m.number <= set.applied) continue;
    on_step(Called(set, m));
    if (auto done = connection.Script(ExpandSchema(m.sql, connection.engine())); !done.ok()) {
      Error error = std::move(done).error();
      error.text = Called(set, m) + ": " + error.text;
      return error;
    }
    const Param params[] = {Param(set.name), Param(m.number), Param(m.name), Param(now_ms)};
    KOINE_CHECK(connection.Run(kRecordMigration, params, nullptr));
    KOINE_CHECK(RecordSum(connection, set, m));
    if (!m.additive.value_or(false)) continue;
    const Param additive[] = {Param(set.name), Param(m.number)};
    KOINE_CHECK(connection.Run(kRecordAdditive, additive, nullptr));
  }
  return Ok();
}

Error MoveBroken() {
  return StoreError(Code::kBadState,
                    "a move into this store was broken off: run the same `koine move` again, or "
                    "empty it");
}

// A database without its data directory, or not filled yet.
Status CheckRestored(SchemaConnection& connection) {
  KOINE_TRY(const bool broken, HasTable(connection, kRestoreTable));
  if (!broken) return Ok();
  return StoreError(Code::kBadState,
                    "a restore into this store was broken off: run the same `koine restore` again, "
                    "or empty it");
}

std::vector<PendingStep> PendingOf(std::span<const Set> sets) {
  std::vector<PendingStep> out;
  for (const Set& set : sets) {
    for (const Migration& m : set.migrations) {
      if (m.number > set.applied) out.push_back({std::string(set.name), &m});
    }
  }
  return out;
}

// The first step that is not additive, if there is one.
std::optional<PendingStep> FindHard(std::span<const Set> sets) {
  for (const PendingStep& one : PendingOf(sets)) {
    if (!one.migration->additive.value_or(false)) return one;
  }
  return std::nullopt;
}

// Programs that do not know a step may be at work beside this one only if it is additive.
Status CheckNodes(SchemaConnection& connection, std::span<const Set> sets, std::int64_t now_ms) {
  const std::optional<PendingStep> step = FindHard(sets);
  if (!step) return Ok();
  KOINE_TRY(const bool has_nodes, HasTable(connection, "node"));
  if (!has_nodes) return Ok();
  std::string node, version;
  const Param params[] = {Param(now_ms - kNodeLivesMs)};
  const Txn::RowFn read = [&](const Row& row) {
    node = row.String(0);
    version = row.String(1);
  };
  KOINE_CHECK(connection.Run(kLiveNode, params, &read));
  if (node.empty()) return Ok();
  return StoreError(Code::kBadState, "migration " + std::to_string(step->migration->number) + " '" +
                                         step->migration->name +
                                         "' may not be taken beside older nodes, and '" + node +
                                         "' (" + version + ") was seen in the last " +
                                         std::to_string(kNodeLivesMs / 1000) +
                                         " s: stop all nodes, then start this one");
}

}  // namespace

std::string SumOf(const Migration& migration) {
  return text::Hex(crypto::Sha256(migration.sql));
}

Result<Layout> ReadLayout(SchemaConnection& connection) {
  Layout out;
  const Txn::RowFn line = [&out](const Row& row) { out.push_back(row.String(0)); };
  KOINE_CHECK(connection.Run(kColumns, {}, &line));
  KOINE_CHECK(connection.Run(kIndexes, {}, &line));
  std::ranges::sort(out);
  return out;
}

Result<SchemaState> LookAtSchema(SchemaConnection& connection,
                                 std::span<const Migration> migrations) {
  SchemaState out;
  KOINE_CHECK(CheckRestored(connection));
  KOINE_TRY(out.move_broken, HasTable(connection, kMoveTable));
  KOINE_TRY(out.made, HasTable(connection, "schema_version"));
  Set sets[] = {{kOwnSet, OwnMigrations()}, {kCallerSet, migrations}};
  if (out.made) {
    for (Set& set : sets) KOINE_CHECK(ReadSet(connection, &set));
  }
  out.applied = sets[1].applied;
  out.pending = PendingOf(sets);
  return out;
}

Status Migrate(SchemaConnection& connection, std::span<const Migration> migrations,
               const Upgrading& how, bool* upgraded) {
  KOINE_TRY(const bool broken, HasTable(connection, kMoveTable));
  if (broken) return MoveBroken();
  KOINE_CHECK(CheckRestored(connection));
  KOINE_TRY(const bool made, HasTable(connection, "schema_version"));
  if (!how.create && !made) return StoreError(Code::kNotFound, "it is empty");
  KOINE_CHECK(connection.Script(ExpandSchema(kVersionTables, connection.engine())));
  Set sets[] = {{kOwnSet, OwnMigrations()}, {kCallerSet, migrations}};
  for (Set& set : sets) KOINE_CHECK(ReadSet(connection, &set));
  for (const Set& set : sets) {
    const auto known = static_cast<std::int64_t>(set.migrations.size());
    if (set.applied <= known) continue;
    LogInfo("the schema '" + std::string(set.name) + "' is at version " +
            std::to_string(set.applied) + ", newer than this program knows (" +
            std::to_string(known) + "), and all that is newer is additive: it goes on");
  }
  KOINE_CHECK(CheckNodes(connection, sets, how.now_ms));
  if (FindHard(sets)) KOINE_CHECK(connection.MakeWay());
  KOINE_CHECK(Adopt(connection, sets));
  if (upgraded != nullptr) *upgraded = made && !PendingOf(sets).empty();
  // What is made where nothing is takes no time.
  const StepFn on_step = made && how.on_step ? how.on_step : [](const std::string&) {};
  for (const Set& set : sets) KOINE_CHECK(Apply(connection, set, how.now_ms, on_step));
  return Ok();
}

}  // namespace koine::store
