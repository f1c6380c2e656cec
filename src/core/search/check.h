#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"
#include "store/store.h"

namespace koine::search {

struct IndexReport {
  std::int64_t position = 0, head = 0;  // how far the index is, and the log
  std::int64_t messages = 0, indexed = 0, sampled = 0;
  // What does not agree. The index can be built anew at any time.
  std::vector<std::string> warnings;
};

// Compares the index with the messages that it must have: how many there are, and of at most
// `sample` whether each is found by its words. Only reads, in slices.
Result<IndexReport> CheckIndex(store::Store& store, int sample);

}  // namespace koine::search
