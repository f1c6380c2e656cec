#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "base/result.h"

namespace koine::store {

struct PageFault {
  std::string place;  // a page, or a table with its indexes
  std::string what;
};
struct PageReport {
  std::int64_t pages = 0, tables = 0;
  bool sums = true;  // false: pages have none, so damage may go unnoticed
  std::vector<PageFault> faults;
};

// Reads the SQLite database at `path`, which a server may be writing, page by page and compares
// each with its sum; then each table and its indexes with each other, each in a snapshot of its
// own, so that nobody waits. `progress` gets tables and pages done and in all. At most `most`
// faults. REQUIRES: this process has no connection to it, for its locks would be lost
Result<PageReport> CheckSqlitePages(
    const std::string& path, std::size_t most,
    const std::function<void(std::int64_t, std::int64_t)>& progress);

// Has PostgreSQL read every row of every table of the schema, each table by itself: it compares the
// sums of pages then, where it has them.
Result<PageReport> CheckPostgresqlPages(
    const std::string& url, std::size_t most,
    const std::function<void(std::int64_t, std::int64_t)>& progress);

}  // namespace koine::store
