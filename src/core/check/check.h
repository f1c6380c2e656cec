#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "base/ids.h"
#include "base/result.h"
#include "store/store.h"

// Whether what the tables say of each other is true. Everything is only read, of all tenants, in
// slices with a snapshot each, so that a server that writes meanwhile waits for nothing.
namespace koine::check {

struct Finding {
  std::string table, id;
  std::string what;
};

// Of each rule, further findings are only counted.
inline constexpr std::int64_t kFindingsMax = 100;

struct Report {
  std::int64_t rules = 0, slices = 0;
  std::int64_t more = 0;  // findings that are left out
  std::vector<Finding> findings;
};

// Rows without those they belong to, and numbers that their heads do not reach. `progress` gets
// rules done and in all.
Result<Report> CheckTables(store::Store& store,
                           const std::function<void(std::int64_t, std::int64_t)>& progress);

// Jobs that were given up, and those of kinds that are not among `kinds`.
Result<std::vector<Finding>> CheckJobs(store::Store& store, const std::vector<std::string>& kinds);

// A content that rows of files name.
struct Content {
  TenantId tenant;
  std::string sha256;
  std::int64_t size = 0;
};
// The contents after this one that must be there, in order of tenant and digest, at most `limit`.
Result<std::vector<Content>> ListContents(store::Store& store, TenantId tenant,
                                          const std::string& sha256, int limit);
// Whether files still name it.
Result<bool> IsNeeded(store::Store& store, const Content& content);

}  // namespace koine::check
