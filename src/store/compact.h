#pragma once

#include <string>

#include "base/result.h"

namespace koine::store {

// Rewrites the SQLite file at `path`, which nobody has open: pages with sums, freed space given
// back, now and later. It needs room for a second copy. kNotFound if there is none.
Status CompactSqlite(const std::string& path, const char* vfs = nullptr);

// Copies the log of the SQLite file at `path` into it and cuts the log to nothing, beside a server
// that runs: what was deleted is not to be read in it any more. kUnavailable while a reader of old
// pages goes on; then nothing is lost.
Status EmptySqliteLog(const std::string& path);

}  // namespace koine::store
