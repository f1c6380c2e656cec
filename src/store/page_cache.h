#pragma once

#include "store/sqlite_conn.h"

namespace koine::store {

// Gives SQLite its own page cache back with one difference. To order pages that it splits, SQLite
// moves one for a moment to the number of a page that no file has, the one at 1 GiB. Its cache
// takes that for the greatest number, and with the next commit goes through all pages in memory for
// those behind the end of the file: a third of a millisecond where 64 MB are kept. A result
// code: SQLITE_MISUSE if SQLite has started.
int SetUpPageCache();
// What SQLite was given, once that is done.
const sqlite3_pcache_methods2& PageCacheMethods();

}  // namespace koine::store
