#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "base/result.h"

namespace koine::store {

// Copies the SQLite database at `path` as it is at one moment to the new file `to`, while a server
// writes on, piece by piece, and makes the copy durable. Pages are checked against their sums on
// the way. `progress` gets pages done and in all. kNotFound without a store; kUnavailable with a
// sentence for a page that is damaged, and when the disk takes no more; then `to` is of no use.
Status CopySqlite(const std::string& path, const std::string& to,
                  const std::function<void(std::int64_t done, std::int64_t all)>& progress);

}  // namespace koine::store
