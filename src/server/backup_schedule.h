#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "base/clock.h"
#include "base/config.h"
#include "base/result.h"
#include "server/backup_turn.h"

namespace koine::server {

// "03:15" as minutes of the day; -1: off. An error names the setting.
Result<int> ReadBackupTime(const config::Config& config);

// The next time after `now_ms` at which the clock of the machine shows these minutes of a day, and
// the last one that is not after it.
std::int64_t NextBackupTime(std::int64_t now_ms, int minutes);
std::int64_t LastBackupTime(std::int64_t now_ms, int minutes);

// When one is due after a start at `now_ms`, if the last one was made at `made_ms` (0: never): soon
// where one was missed.
std::int64_t FirstBackupTime(std::int64_t made_ms, std::int64_t now_ms, int minutes);

// Makes a backup each day (settings backup.*), as `koine backup` in a process of its own at a low
// priority. One that was due while no server ran is made soon after the start. Of several servers
// on one PostgreSQL one makes it; where that fails, another one does.
class BackupSchedule {
 public:
  // `args` are the flags of this process; `turn` is null where it is alone on its store. Null where
  // backup.at is "off"; an error names the setting that does not do.
  static Result<std::unique_ptr<BackupSchedule>> Open(const config::Config& config,
                                                      const std::vector<std::string>& args,
                                                      const Clock& clock,
                                                      std::unique_ptr<BackupTurn> turn);
  ~BackupSchedule() { Stop(); }
  void Start();
  // Breaks off a backup that is being made; the next one clears it away.
  void Stop();
  // When the next one is due, in ms.
  std::int64_t next_at() const { return next_at_; }

 private:
  BackupSchedule(const config::Config& config, const std::vector<std::string>& args,
                 const Clock& clock, int minutes, std::unique_ptr<BackupTurn> turn);
  void Loop();
  // Waits a moment. False: stop.
  bool Wait();
  // Whether it is for this server to make the one that was due at `due_ms`; if not, when to look
  // again is set.
  bool IsMine(std::int64_t due_ms);
  // Whether it was made.
  bool Run();

  const std::string data_;
  std::vector<std::string> words_;
  const Clock& clock_;
  const int minutes_;
  const std::unique_ptr<BackupTurn> turn_;
  std::atomic<std::int64_t> next_at_{0};
  std::int64_t told_of_ = 0;  // that it waits for the store, of the backup that was due then
  std::mutex mutex_;
  std::condition_variable wake_;
  bool stop_ = false;
  std::thread thread_;
};

}  // namespace koine::server
