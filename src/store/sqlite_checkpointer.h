#pragma once

#include <condition_variable>
#include <memory>
#include <mutex>
#include <thread>

#include "store/sqlite_conn.h"

namespace koine::store {

// Copies the write-ahead log into the database file on a thread and connection of its own, so that
// no commit pays for it.
class SqliteCheckpointer {
 public:
  explicit SqliteCheckpointer(std::unique_ptr<SqliteConn> conn);
  ~SqliteCheckpointer();
  // The log has `pages` pages now. Any thread; cheap.
  void OnCommit(int pages);

 private:
  void Loop();
  // One look; true if there is nothing to do until the next commit.
  bool Look();
  void Copy();
  // How many pages of the log it could not copy, as a reader needs the file without them.
  int Checkpoint(int mode);

  std::unique_ptr<SqliteConn> conn_;
  std::mutex mutex_;
  std::condition_variable wake_;
  bool stop_ = false;
  bool asleep_ = false;
  int pages_ = 0;  // in the log
  unsigned commits_ = 0;
  int copied_ = 0;  // pages of the log that are in the file
  unsigned seen_commits_ = 0;
  int quiet_looks_ = 0;
  // So many looks go by before it is tried again, now and after the next time in vain.
  int wait_looks_ = 0, next_wait_looks_ = 1;
  std::thread thread_;
};

}  // namespace koine::store
