#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "store/sql_text.h"
#include "store/store.h"

namespace koine::store {

// Columns and indexes of tables, a sorted line each.
using Layout = std::vector<std::string>;

// A connection as the migration runner sees it. The caller holds the engine's migration lock and a
// transaction around Migrate.
class SchemaConnection {
 public:
  // Runs statements without parameters.
  virtual Status Script(const std::string& sql) = 0;
  // Runs one statement, `row` (if given) for each row it answers.
  virtual Status Run(const Sql& sql, std::span<const Param> params, const Txn::RowFn* row) = 0;
  // The layout that `script` makes where nothing is; the store stays as it is.
  virtual Result<Layout> LayoutOf(const std::string& script) = 0;
  // How many rows the table has; about as many on PostgreSQL.
  virtual Result<std::int64_t> RowsOf(const std::string& table) = 0;
  virtual Engine engine() const = 0;
  // Before steps that are not additive: takes away what depends on the columns of tables and is
  // made anew when the store is opened.
  virtual Status MakeWay() { return Ok(); }

 protected:
  ~SchemaConnection() = default;
};

// What the connection's tables look like.
Result<Layout> ReadLayout(SchemaConnection& connection);

// What is kept of a migration that was applied: its text may never change again.
std::string SumOf(const Migration& migration);

// A step that this program would take on a store.
struct PendingStep {
  std::string set;  // "store" or "koine"
  const Migration* migration = nullptr;
};

// How the schema of a store stands to the one known here.
struct SchemaState {
  bool made = false;         // false: nothing is there
  std::int64_t applied = 0;  // migrations of the caller
  bool move_broken = false;  // a move into it was not finished
  std::vector<PendingStep> pending;
};

// Looks without changing anything; fails as Migrate would.
Result<SchemaState> LookAtSchema(SchemaConnection& connection,
                                 std::span<const Migration> migrations);

// How a schema is brought up to date.
struct Upgrading {
  std::int64_t now_ms = 0;
  bool create = true;  // without it an empty database is refused with kNotFound
  StepFn on_step;      // told of each step that is taken on a store that is there; may be empty
};

// Brings the store's own tables and then `migrations` up to date. Refuses a schema newer than the
// one known here unless all that is newer is additive, numbers that are not 1, 2, 3 …, a store to
// which one of them was applied with another text, one into which a move or a restore was broken
// off, and a step that is not additive while other nodes live. A store from before sums were kept
// gets them once its layout was compared with what the migrations make. `upgraded` (if given) is
// set to whether it took a step on a store that was there.
Status Migrate(SchemaConnection& connection, std::span<const Migration> migrations,
               const Upgrading& how, bool* upgraded = nullptr);

}  // namespace koine::store
