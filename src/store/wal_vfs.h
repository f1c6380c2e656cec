#pragma once

namespace koine::store {

// An SQLite VFS over the VFS `base` (null: the default) that gathers the writes to the write-ahead
// log and hands them on in one piece at the sync: SQLite itself makes two small writes per page.
// For the connection that writes. Nothing of the log is looked at by others before its sync.
// Returns the name to open with; `base` itself if there is no such VFS. Any thread.
const char* WalVfs(const char* base);

}  // namespace koine::store
