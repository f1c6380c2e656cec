#include "store/sqlite_checkpointer.h"

#include <chrono>

namespace koine::store {

namespace {
constexpr auto kInterval = std::chrono::milliseconds(200);
constexpr int kPassivePages = 1'000;
constexpr int kTruncatePages = 65'536;  // 256 MB
constexpr int kQuietLooks = 10;         // two seconds without a commit: idle
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
    if (pages > 0) Checkpoint(SQLITE_CHECKPOINT_TRUNCATE);
    quiet_looks_ = 0;
    return true;
  }
  if (pages - copied_ > kPassivePages) Checkpoint(SQLITE_CHECKPOINT_PASSIVE);
  if (pages > kTruncatePages) Checkpoint(SQLITE_CHECKPOINT_TRUNCATE);
  return false;
}

void SqliteCheckpointer::Checkpoint(int mode) {
  int in_log = 0;
  int copied = 0;
  const int rc = sqlite3_wal_checkpoint_v2(conn_->db(), nullptr, mode, &in_log, &copied);
  if (rc != SQLITE_OK && rc != SQLITE_BUSY) return;  // tried again at the next look
  if (copied >= 0) copied_ = copied;
  if (mode == SQLITE_CHECKPOINT_TRUNCATE && rc == SQLITE_OK) {
    const std::lock_guard lock(mutex_);
    if (commits_ == seen_commits_) pages_ = 0;
    copied_ = 0;
  }
}

}  // namespace koine::store
