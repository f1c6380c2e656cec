#pragma once

namespace koine::store {

// An SQLite VFS over the VFS `base` (null: the default), for every connection to a store:
// - The writes to the write-ahead log are gathered and handed on in one piece at the sync; SQLite
//   itself makes two small writes per page. Nothing of the log is looked at by others before that.
// - Pages of the database are written with a sum and read with a look at it, if the file has room
//   for sums (page_sums.h); pages in the log have SQLite's own. What is damaged is
//   SQLITE_IOERR_DATA. A connection that writes must not map the file into memory.
// - As far as a connection may map the database (`pragma mmap_size`), it reads from
//   a mapping of the whole file that follows its growth; where the system refuses one, as without.
// Returns the name to open with; `base` itself if there is no such VFS. Any thread.
const char* FileVfs(const char* base);

}  // namespace koine::store
