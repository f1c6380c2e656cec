#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "store/store.h"

// What the migrations of this program will do to a store that an older one made.
namespace koine::store {

// A table that a step works on.
struct TouchedTable {
  std::string name;
  std::int64_t rows = 0;
  bool rewritten = false;  // rows are changed or read for an index, so that it takes time
};

struct UpgradeStep {
  std::string set;  // "store" or "koine"
  int number = 0;
  std::string name;
  bool additive = false;
  std::vector<TouchedTable> tables;  // of those that are there now
  std::int64_t seconds = 0;          // about so long
};

struct UpgradePlan {
  std::int64_t schema = 0, bytes = 0;  // the number of the last step taken; size of the database
  std::vector<UpgradeStep> steps;
};

// Changes nothing; a server may use the store. kNotFound without one, kBadState if it is newer.
Result<UpgradePlan> PlanUpgrade(const std::string& url, std::span<const Migration> migrations);

// kUnavailable or kBadState with a sentence if a server uses the store.
Status CheckUnused(const std::string& url);

}  // namespace koine::store
