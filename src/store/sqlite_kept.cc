#include "store/sqlite_kept.h"

#include <algorithm>

// The header shows them only to who defines SQLITE_ENABLE_PREUPDATE_HOOK before it is read, and it
// may have been read already. Debian's library has them.
extern "C" {
using KoineOnRow = void(void*, sqlite3*, int, const char*, const char*, sqlite3_int64,
                        sqlite3_int64);
void* sqlite3_preupdate_hook(sqlite3*, KoineOnRow*, void*);
int sqlite3_preupdate_old(sqlite3*, int, sqlite3_value**);
int sqlite3_preupdate_new(sqlite3*, int, sqlite3_value**);
int sqlite3_preupdate_depth(sqlite3*);
}

namespace koine::store {

namespace {

// engines: on PostgreSQL nothing is remembered over batches
const Sql kColumns{
    "select c.name, c.pk > 0 and c.type = 'INTEGER' and t.wr = 0, c.pk from pragma_table_list t "
    "join pragma_table_info(t.name) c where t.schema = 'main' and t.name = ? order by c.cid",
    "select attname, false, 0 from pg_attribute where attrelid = ?::regclass"};

constexpr std::uint64_t kAll = ~std::uint64_t{0};
// Of one table; two bits more are for what follows.
constexpr std::size_t kColumnsMax = 60;
constexpr std::uint64_t kSetsKey = std::uint64_t{1} << 61;
constexpr std::uint64_t kKnown = std::uint64_t{1} << 62;

// The values of a row that is about to be changed, or will be there then.
class ChangedRow final : public Row {
 public:
  ChangedRow(sqlite3* db, const std::vector<int>& columns, bool now)
      : db_(db), columns_(columns), now_(now) {}
  bool Null(int column) const override { return sqlite3_value_type(At(column)) == SQLITE_NULL; }
  std::int64_t Int(int column) const override { return sqlite3_value_int64(At(column)); }
  double Real(int column) const override { return sqlite3_value_double(At(column)); }
  std::string_view Text(int column) const override {
    sqlite3_value* value = At(column);
    const void* data = sqlite3_value_blob(value);
    if (data == nullptr) return {};
    return {static_cast<const char*>(data), static_cast<std::size_t>(sqlite3_value_bytes(value))};
  }
  // Whether a value could not be told, as for want of memory.
  bool failed() const { return failed_; }

 private:
  sqlite3_value* At(int column) const {
    sqlite3_value* out = nullptr;
    const int place = columns_[static_cast<std::size_t>(column)];
    const int rc =
        now_ ? sqlite3_preupdate_new(db_, place, &out) : sqlite3_preupdate_old(db_, place, &out);
    if (rc != SQLITE_OK) failed_ = true;
    return out;
  }

  sqlite3* db_;
  const std::vector<int>& columns_;
  bool now_;
  mutable bool failed_ = false;
};

// Writes the changes of a kind into the log.
class Notes final : public Kept {
 public:
  Notes(ChangeLog& log, const ChangeKind& kind) : log_(log), kind_(kind) {}
  void Changed(const RowChange& change) override {
    if (change.before) log_.Note(kind_, {change.table, *change.before});
    if (change.after && change.after != change.before) {
      log_.Note(kind_, {change.table, *change.after});
    }
  }
  void Clear() override {}  // what was taken back has not changed

 private:
  ChangeLog& log_;
  const ChangeKind& kind_;
};

RowKey KeyOf(const ChangedRow& row, std::size_t columns) {
  RowKey key{};
  for (std::size_t i = 0; i < columns; ++i) key[i] = row.Int(static_cast<int>(i));
  return key;
}

}  // namespace

void SqliteKept::Listen(SqliteConn& conn) {
  parts_.clear();
  opened_ = false;
  conn_ = &conn;
  conn.NoteUpdates();
  sqlite3_preupdate_hook(conn.db(), &SqliteKept::OnRow, this);
}

bool SqliteKept::Resolve(const KeptTable& wanted, Table* out) {
  if (wanted.columns.size() > kColumnsMax) return false;
  std::vector<std::string> names;
  std::string number;  // the column that may be the number of the row
  int keys = 0;
  const Txn::RowFn read = [&](const Row& row) {
    names.emplace_back(row.Text(0));
    if (row.Int(1) != 0) number = names.back();
    if (row.Int(2) != 0) ++keys;
  };
  const Param params[] = {Param(wanted.name)};
  std::int64_t count = 0;
  if (conn_->Run(kColumns, params, &read, &count) != SQLITE_OK) return false;
  out->name = wanted.name;
  out->wanted = &wanted;
  out->watched = (std::uint64_t{1} << wanted.columns.size()) - 1;
  out->by_rowid = keys == 1 && wanted.key.size() == 1 && number == wanted.key.front();
  const auto place = [&names](std::string_view name, std::vector<int>* to) {
    const auto at = std::find(names.begin(), names.end(), name);
    to->push_back(static_cast<int>(at - names.begin()));
    return at != names.end();
  };
  return std::all_of(wanted.key.begin(), wanted.key.end(),
                     [&](std::string_view name) { return place(name, &out->key); }) &&
         std::all_of(wanted.columns.begin(), wanted.columns.end(),
                     [&](std::string_view name) { return place(name, &out->columns); });
}

Kept* SqliteKept::Of(const KeptKind& kind) {
  for (const Part& part : parts_) {
    if (part.kind == &kind) return part.kept.get();
  }
  Part& part = Open(kind);
  if (part.tables.size() == kind.tables.size()) part.kept = kind.make();
  return part.kept.get();
}

// It has all of its tables if they are there.
SqliteKept::Part& SqliteKept::Open(const KeptKind& kind) {
  Part& part = parts_.emplace_back(Part{&kind, nullptr, {}});
  for (const KeptTable& wanted : kind.tables) {
    Table table;
    if (!Resolve(wanted, &table)) break;
    part.tables.push_back(std::move(table));
  }
  return part;
}

void SqliteKept::OpenNotes() {
  opened_ = true;
  std::vector<const ChangeKind*> told;
  for (const ChangeKind* one : ChangeKind::All()) {
    Part& part = Open(one->kind);
    part.notes = true;
    if (part.tables.size() == one->kind.tables.size()) {
      part.kept = std::make_unique<Notes>(log_, *one);
      told.push_back(one);
    }
  }
  log_.Tell(std::move(told));
}

// Every commit changes it, of this connection and of others.
std::uint32_t SqliteKept::Version() const {
  std::uint32_t version = 0;
  sqlite3_file_control(conn_->db(), "main", SQLITE_FCNTL_DATA_VERSION, &version);
  return version;
}

void SqliteKept::StartBatch() {
  if (!opened_) OpenNotes();
  const bool missed = Version() != version_;
  if (missed) log_.Missed();
  if (open_ || missed) Clear();
  open_ = true;
  const bool noted = log_.StartBatch();
  for (Part& part : parts_) part.deaf = part.notes && !noted;
}

void SqliteKept::Committed() {
  open_ = false;
  version_ = Version();
  log_.Committed();
}

void SqliteKept::Clear() {
  for (const Part& part : parts_) {
    if (part.kept != nullptr) part.kept->Clear();
  }
}

std::uint64_t SqliteKept::SetNow(Table& table) const {
  // What a trigger or a cascade changes is not said by the statement.
  const SqliteConn::Updates* running = conn_->running();
  if (running == nullptr || sqlite3_preupdate_depth(conn_->db()) > 0) return kAll;
  if (running->sql >= table.sets.size()) table.sets.resize(Sql::Count());
  std::uint64_t& set = table.sets[running->sql];
  if (set != 0) return set;
  set = kKnown;
  for (const auto& [name, column] : running->columns) {
    if (name != table.name) continue;
    const auto& key = table.wanted->key;
    if (std::find(key.begin(), key.end(), column) != key.end()) set |= kSetsKey;
    const auto& columns = table.wanted->columns;
    const auto at = std::find(columns.begin(), columns.end(), column);
    if (at != columns.end()) set |= std::uint64_t{1} << (at - columns.begin());
  }
  return set;
}

void SqliteKept::OnRow(void* self, sqlite3*, int op, const char*, const char* table,
                       sqlite3_int64 before, sqlite3_int64 after) {
  static_cast<SqliteKept*>(self)->Tell(op, table, before, after);
}

void SqliteKept::Tell(int op, std::string_view table, std::int64_t before, std::int64_t after) {
  for (Part& part : parts_) {
    if (part.kept == nullptr || part.deaf) continue;
    for (std::size_t i = 0; i < part.tables.size(); ++i) {
      Table& one = part.tables[i];
      if (one.name != table || (op == SQLITE_INSERT && !one.wanted->news)) continue;
      const std::uint64_t set = op == SQLITE_UPDATE ? SetNow(one) : kAll;
      if (part.notes && (set & (one.watched | kSetsKey)) == 0) continue;
      const ChangedRow was_key(conn_->db(), one.key, false), now_key(conn_->db(), one.key, true);
      const ChangedRow now(conn_->db(), one.columns, true);
      RowChange change{i, std::nullopt, std::nullopt, nullptr, set};
      if (op != SQLITE_DELETE) {
        change.after = one.by_rowid ? RowKey{after, 0} : KeyOf(now_key, one.key.size());
        change.now = &now;
      }
      if (op == SQLITE_UPDATE && !one.by_rowid && (change.set & kSetsKey) == 0) {
        change.before = change.after;
      } else if (op != SQLITE_INSERT) {
        change.before = one.by_rowid ? RowKey{before, 0} : KeyOf(was_key, one.key.size());
      }
      part.kept->Changed(change);
      if (was_key.failed() || now_key.failed() || now.failed()) part.kept->Clear();
    }
  }
}

}  // namespace koine::store
