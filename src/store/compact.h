#pragma once

#include <string>

#include "base/result.h"

namespace koine::store {

// Rewrites the SQLite file at `path`, which nobody has open: pages with sums, freed space given
// back, now and later. It needs room for a second copy. kNotFound if there is none.
Status CompactSqlite(const std::string& path, const char* vfs = nullptr);

}  // namespace koine::store
