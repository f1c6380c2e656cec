#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/result.h"

namespace koine::store {

// How a store is, for whoever looks for a fault. What is asked changes nothing of what is stored:
// no migration runs, though SQLite may copy its log into its file; a server may use the store
// meanwhile, this process not. Each waits for disk or network.

// What both engines tell.
struct SchemaFacts {
  std::int64_t number = 0;      // of the last migration; 0: there is no store in it
  std::int64_t applied_ms = 0;  // when that was
};

struct SqliteFacts {
  bool there = false;
  bool sums = true;                    // whether its pages have checksums
  std::int64_t pages = 0, looked = 0;  // how many there are, and at how many this looked
  std::int64_t damaged = 0;            // number of the first page that does not match; 0: none
  std::int64_t log_bytes = 0;
  SchemaFacts schema;
  std::optional<Error> fault;  // why it cannot be read
};
// Looks at no more than kPagesLooked pages, evenly over the file.
inline constexpr std::int64_t kPagesLooked = 4'096;
SqliteFacts InspectSqlite(const std::string& path);

struct PgFacts {
  std::int64_t version = 0;  // server_version_num
  bool fsync = true, full_page_writes = true, sums = true;
  std::string encoding;
  std::int64_t connections_max = 0, connections = 0;
  SchemaFacts schema;
  std::optional<Error> fault;  // why it cannot be asked
};
// The oldest version that will do.
inline constexpr std::int64_t kPgVersionMin = 13;
inline constexpr std::int64_t kPgVersionStep = 10'000;  // in server_version_num
PgFacts InspectPostgresql(const std::string& url);

}  // namespace koine::store
