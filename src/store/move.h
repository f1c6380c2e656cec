#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "store/store.h"

namespace koine::store {

// One table that was copied: its rows, and a sum of their contents that is the same on every
// engine, whatever the order of the rows.
struct MovedTable {
  std::string name;
  std::int64_t rows = 0;
  std::string sum;
};

struct MoveOptions {
  std::string from, to;  // as Options::url
  std::int64_t now_ms = 0;
  // Told every now and then: what is done, and rows of how many.
  std::function<void(std::string_view what, std::int64_t done, std::int64_t all)> progress;
};

// Copies the store `from`, which no server uses and which stays as it is, to `to`, where nothing is
// yet, or where a move of the same store was broken off; that one goes on where it was. Both are
// read whole at the end, and only when each table is the same `to` becomes a store that opens.
Result<std::vector<MovedTable>> MoveStore(const MoveOptions& options,
                                          std::span<const Migration> migrations);

}  // namespace koine::store
