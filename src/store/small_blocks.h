#pragma once

#include <cstddef>

#include "store/sqlite_conn.h"

namespace koine::store {

// Gives SQLite its memory, up to kSmallMost bytes from blocks that each thread keeps. A statement
// takes a dozen pieces for its cursors and gives them back when it ends. SQLite has memory of its
// own for that, which Debian builds without (OMIT_LOOKASIDE). A result code: SQLITE_MISUSE if
// SQLite has started. Programs that look for faults have none of it: they watch each piece.
int SetUpSmallBlocks();
// What SQLite was given, once that is done.
const sqlite3_mem_methods& SmallBlockMethods();

inline constexpr std::size_t kSmallStep = 64;  // blocks have multiples of it
inline constexpr std::size_t kSmallMost = 2048;
// So many of each size a thread keeps at most.
inline constexpr int kSmallKept = 16;

}  // namespace koine::store
