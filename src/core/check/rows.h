#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "core/check/check.h"
#include "store/txn.h"

// All SQL of checks.
namespace koine::check {

// What must not be: `find` answers ids, as texts, of rows whose `key` is in (after, to], at most
// as many as its last parameter says; `range` the smallest and the greatest key.
struct Rule {
  const char* table;
  const char* what;
  const store::Sql* range;
  const store::Sql* find;
  std::int64_t step;
};
std::span<const Rule> Rules();

struct Range {
  std::int64_t first = 0, last = -1;
};
Range FindRange(store::Txn& txn, const Rule& rule);
std::vector<std::string> FindBroken(store::Txn& txn, const Rule& rule, std::int64_t after,
                                    std::int64_t to, std::int64_t limit);

struct JobRow {
  std::int64_t id = 0;
  std::string kind;
  bool dead = false;
};
std::vector<JobRow> ListJobs(store::Txn& txn, std::int64_t after, int limit);

std::vector<Content> ContentsAfter(store::Txn& txn, TenantId tenant, const std::string& sha256,
                                   int limit);
bool HasContent(store::Txn& txn, const Content& content);

}  // namespace koine::check
