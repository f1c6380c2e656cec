#include "store/pg_changes.h"

#include <algorithm>
#include <set>
#include <string>
#include <string_view>

#include "base/crypto.h"
#include "base/text.h"
#include "store/pg_schema.h"

namespace koine::store {

namespace {

// engines: only PostgreSQL has numbers of transactions, and what is noted by them
const Sql kSnapshot{"select 0, forgotten from row_change_floor where one = 1",
                    "select pg_snapshot_xmin(pg_current_snapshot())::text::bigint, forgotten "
                    "from row_change_floor where one = 1"};
const Sql kChangedSince{
    "select source, k0, k1 from row_change where xid >= ? and source {in ?} order by xid limit ?"};
// What was noted is forgotten in two steps, so that whoever read just now is not told that nothing
// is known. Numbers that no transaction had yet are of another server, from which the rows were
// copied.
// engines: as above
const Sql kForget{"delete from row_change",
                  "delete from row_change where xid < (select noted from row_change_floor) or "
                  "xid >= pg_snapshot_xmax(pg_current_snapshot())::text::bigint"};
// engines: as above
const Sql kRaiseFloor{"update row_change_floor set forgotten = noted",
                      "update row_change_floor set forgotten = least(noted, "
                      "pg_snapshot_xmax(pg_current_snapshot())::text::bigint), noted = "
                      "pg_snapshot_xmin(pg_current_snapshot())::text::bigint"};
// engines: each has a catalogue of its own; as below
const Sql kTellers{"select name from sqlite_master where type = 'trigger'",
                   "select tgname::text from pg_trigger join pg_class c on c.oid = tgrelid where "
                   "tgname like 'row_change_%' and pg_table_is_visible(c.oid)"};
// engines: as above
const Sql kFindTable{"select count(*) from sqlite_master where type = 'table' and name = ?",
                     "select count(to_regclass(?))"};

constexpr std::size_t kNumberBytes = 6;

// The changes of one table that a kind wants to be told of, all of which have a number.
struct Source {
  const KeptTable& table;
  std::string digest;

  explicit Source(const KeptTable& table) : table(table) {
    std::string what(table.name);
    what += table.news ? " news" : "";
    for (const auto* names : {&table.key, &table.columns}) {
      what += '|';
      for (const std::string_view name : *names) what.append(name) += ' ';
    }
    digest = crypto::Sha256(what).substr(0, kNumberBytes);
  }
  bool told() const { return !table.columns.empty(); }
  std::int64_t number() const {
    std::int64_t out = 0;
    for (const char c : digest) out = out << 8 | static_cast<unsigned char>(c);
    return out;
  }
  std::string name() const {
    return "row_change_" + std::string(table.name) + "_" + text::Hex(digest);
  }
};

// The key as columns of `row`, two of them always.
std::string KeyOf(const KeptTable& table, const std::string& row) {
  const std::string first = row + "." + std::string(table.key[0]);
  return first + ", " + (table.key.size() > 1 ? row + "." + std::string(table.key[1]) : "0");
}

// Rows that come or go are told once for each statement: it may be about a million. Of those that
// stay only what changes is told.
std::string ScriptOf(const Source& source) {
  const KeptTable& table = source.table;
  const std::string name = source.name(), on = " on " + std::string(table.name);
  const std::string head =
      "pg_current_xact_id()::text::bigint, " + std::to_string(source.number()) + ", ";
  const auto function = [](const std::string& of, const std::string& body) {
    return "create or replace function " + of + "() returns trigger language plpgsql as $$ begin " +
           body + " return null; end $$;";
  };
  const auto note = [&](const std::string& row) {
    return "insert into row_change values (" + head + KeyOf(table, row) +
           ") on conflict do nothing;";
  };
  std::string columns, differs;
  for (const auto* names : {&table.key, &table.columns}) {
    for (const std::string_view column : *names) {
      const std::string one(column);
      columns += (columns.empty() ? "" : ", ") + one;
      differs += (differs.empty() ? "" : " or ") + ("old." + one) + " is distinct from new." + one;
    }
  }
  std::string out =
      function(name + "_row", note("old") + " if (" + KeyOf(table, "old") + ") is distinct from (" +
                                  KeyOf(table, "new") + ") then " + note("new") + " end if;");
  out += function(name + "_all", "insert into row_change select distinct " + head +
                                     KeyOf(table, "t") + " from told t on conflict do nothing;");
  out += "create trigger " + name + "_update after update of " + columns + on +
         " for each row when (" + differs + ") execute function " + name + "_row();";
  const std::string each = " for each statement execute function " + name + "_all();";
  out += "create trigger " + name + "_delete after delete" + on + " referencing old table as told" +
         each;
  if (table.news) {
    out += "create trigger " + name + "_insert after insert" + on +
           " referencing new table as told" + each;
  }
  return out;
}

Result<bool> IsThere(PgSchema& schema, std::string_view name) {
  std::int64_t count = 0;
  const Txn::RowFn read = [&count](const Row& row) { count = row.Int(0); };
  const Param params[] = {Param(name)};
  KOINE_CHECK(schema.Run(kFindTable, params, &read));
  return count > 0;
}

}  // namespace

Status AddTellers(PgSchema& schema) {
  std::set<std::string> there;
  const Txn::RowFn read = [&there](const Row& row) { there.insert(row.String(0)); };
  KOINE_CHECK(schema.Run(kTellers, {}, &read));
  for (const ChangeKind* kind : ChangeKind::All()) {
    for (const KeptTable& table : kind->on_postgresql) {
      const Source source(table);
      if (!source.told() || !there.insert(source.name() + "_update").second) continue;
      // Programs of tests have kinds of tables that not every store has.
      KOINE_TRY(const bool has, IsThere(schema, table.name));
      if (has) KOINE_CHECK(schema.Script(ScriptOf(source)));
    }
  }
  return Ok();
}

Status RemoveTellers(PgSchema& schema) {
  return schema.Script(
      "do $$ declare f record; begin for f in select oid::regprocedure as name from pg_proc "
      "where proname like 'row_change_%' and pg_function_is_visible(oid) loop "
      "execute 'drop function ' || f.name || ' cascade'; end loop; end $$");
}

PgChanges::PgChanges(Txn& txn) : txn_(txn) {
  txn_.Each(kSnapshot, [this](const Row& row) {
    mark_ = row.Int(0);
    forgotten_ = row.Int(1);
  });
}

bool PgChanges::Since(const ChangeKind& kind, std::int64_t mark,
                      std::vector<ChangedKey>* out) const {
  if (mark < forgotten_) return false;
  std::vector<std::int64_t> numbers;
  for (const KeptTable& table : kind.on_postgresql) numbers.push_back(Source(table).number());
  std::size_t count = 0;
  txn_.Each(
      kChangedSince,
      [&](const Row& row) {
        ++count;
        const auto at = std::ranges::find(numbers, row.Int(0));
        out->push_back({static_cast<std::size_t>(at - numbers.begin()), {row.Int(1), row.Int(2)}});
      },
      mark, IntList{numbers}, ChangeLog::kMost + 1);
  return !txn_.failed() && count <= ChangeLog::kMost;
}

void ForgetRowChanges(Txn& txn) {
  txn.Exec(kForget);
  txn.Exec(kRaiseFloor);
}

}  // namespace koine::store
