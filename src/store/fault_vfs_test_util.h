#pragma once

#include <atomic>

namespace koine::store {

// An SQLite VFS over the system's that fails on request. One for the process.
struct FaultVfs {
  // Registers it at first use; its name for Options::sqlite_vfs.
  static const char* Name();

  static std::atomic<bool> disk_full;    // writes answer "disk full"
  static std::atomic<bool> write_error;  // writes answer "I/O error"
  static std::atomic<int> fail_syncs;    // so many syncs fail
  static std::atomic<int> syncs;         // syncs asked for
  static void Reset();
};

}  // namespace koine::store
