#pragma once

#include <span>
#include <string>
#include <string_view>

#include "base/result.h"
#include "store/sql_text.h"
#include "store/store.h"

namespace koine::store {

// A connection as the migration runner sees it. The caller holds the engine's migration lock and a
// transaction around Migrate.
class SchemaConnection {
 public:
  // Runs statements without parameters.
  virtual Status Script(const std::string& sql) = 0;
  // The highest number applied in `set`, 0 if none.
  virtual Result<std::int64_t> HighestMigration(std::string_view set) = 0;
  virtual Status RecordMigration(std::string_view set, const Migration& m, std::int64_t now_ms) = 0;
  virtual Engine engine() const = 0;

 protected:
  ~SchemaConnection() = default;
};

// Brings the store's own tables and then `migrations` up to date. Refuses a schema newer than the
// one known here, and numbers that are not 1, 2, 3 …
Status Migrate(SchemaConnection& connection, std::span<const Migration> migrations,
               std::int64_t now_ms);

extern const Sql kHighestMigration;  // (set) -> number
extern const Sql kRecordMigration;   // (set, number, name, now)

}  // namespace koine::store
