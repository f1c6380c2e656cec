#include "store/sqlite_checkpointer.h"

#include <algorithm>
#include <chrono>

namespace koine::store {

namespace {
constexpr auto kInterval = std::chrono::milliseconds(50);
// 48 MB: a page that changes often is copied once in so much of the log. A start after a kill reads
// what is there, under full load 170 MB, in about a tenth of a second.
constexpr int kCopyPages = 12'000;
constexpr int kQuietLooks = 40;  // two seconds without a commit: idle
// So much the writer may wait for to be copied.
constexpr int kRestPages = 500;
constexpr int kRestTries = 3;
constexpr int kWaitLooksMax = 32;  // 1.6 seconds
}  // namespace

SqliteCheckpointer::SqliteCheckpointer(std::unique_ptr<SqliteConn> conn) : conn_(std::move(conn)) {
  thread_ = std::thread([this] { Loop(); });
}

SqliteCheckpointer::~SqliteCheckpointer() {
  {
    const std::lock_guard lock(mutex_);
    stop_ = true;
  }
  wake_.notify_one();
  thread_.join();
}

void SqliteCheckpointer::OnCommit(int pages) {
  bool wake = false;
  {
    const std::lock_guard lock(mutex_);
    pages_ = pages;
    ++commits_;
    wake = asleep_;
    asleep_ = false;
  }
  if (wake) wake_.notify_one();
}

void SqliteCheckpointer::Loop() {
  for (;;) {
    const bool idle = Look();
    std::unique_lock lock(mutex_);
    if (idle && commits_ == seen_commits_) {
      asleep_ = true;
      wake_.wait(lock, [this] { return stop_ || !asleep_; });
      asleep_ = false;
    }
    if (!stop_) wake_.wait_for(lock, kInterval, [this] { return stop_; });
    if (stop_) return;
  }
}

bool SqliteCheckpointer::Look() {
  int pages = 0;
  bool quiet = false;
  {
    const std::lock_guard lock(mutex_);
    pages = pages_;
    quiet = commits_ == seen_commits_;
    seen_commits_ = commits_;
  }
  quiet_looks_ = quiet ? quiet_looks_ + 1 : 0;
  if (pages < copied_) copied_ = 0;  // the writer began the log anew
  if (quiet_looks_ >= kQuietLooks) {
    quiet_looks_ = 0;
    if (pages > 0) Checkpoint(SQLITE_CHECKPOINT_TRUNCATE);
    // Where a reader was in the way it is tried again: what was erased is still in the log.
    const std::lock_guard lock(mutex_);
    return pages_ == 0;
  }
  if (wait_looks_ > 0) {
    --wait_looks_;
  } else if (pages - copied_ > kCopyPages) {
    Copy();
  }
  return false;
}

void SqliteCheckpointer::Copy() {
  // Passive copies nearly everything beside the writer. Restart copies the rest while the writer
  // waits, and makes it begin at the start of the log again: writing over blocks that the file
  // already has is much cheaper than growing it.
  for (int i = 0; i < kRestTries; ++i) {
    const int left = Checkpoint(SQLITE_CHECKPOINT_PASSIVE);
    if (left > kRestPages) {
      // A reader sees the log as it was long ago, and maybe will for long, as a backup does. The
      // writer must not wait for it, and to look at the whole log again and again takes time, too.
      // Others read for some milliseconds.
      wait_looks_ = next_wait_looks_;
      next_wait_looks_ = std::min(2 * next_wait_looks_, kWaitLooksMax);
      return;
    }
    const std::lock_guard lock(mutex_);
    if (pages_ - copied_ <= kRestPages) break;
  }
  next_wait_looks_ = 1;
  Checkpoint(SQLITE_CHECKPOINT_RESTART);
}

int SqliteCheckpointer::Checkpoint(int mode) {
  int in_log = 0;
  int copied = 0;
  const int rc = sqlite3_wal_checkpoint_v2(conn_->db(), nullptr, mode, &in_log, &copied);
  if (rc != SQLITE_OK && rc != SQLITE_BUSY) return 0;  // tried again at the next look
  if (copied >= 0) copied_ = copied;
  if (mode == SQLITE_CHECKPOINT_RESTART && rc == SQLITE_OK) copied_ = 0;
  if (mode == SQLITE_CHECKPOINT_TRUNCATE && rc == SQLITE_OK) {
    const std::lock_guard lock(mutex_);
    if (commits_ == seen_commits_) pages_ = 0;
    copied_ = 0;
  }
  return std::max(in_log - copied, 0);
}

}  // namespace koine::store
