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

namespace koine::server {

// "03:15" as minutes of the day; -1: off. An error names the setting.
Result<int> ReadBackupTime(const config::Config& config);

// The next time after `now_ms` at which the clock of the machine shows these minutes of a day.
std::int64_t NextBackupTime(std::int64_t now_ms, int minutes);

// Makes a backup each day (settings backup.*), as `koine backup` in a process of its own at a low
// priority. One that was due while no server ran is made soon after the start.
class BackupSchedule {
 public:
  // `args` are the flags of this process. Null where backup.at is "off"; an error names the setting
  // that does not do.
  static Result<std::unique_ptr<BackupSchedule>> Open(const config::Config& config,
                                                      const std::vector<std::string>& args,
                                                      const Clock& clock);
  ~BackupSchedule() { Stop(); }
  void Start();
  // Breaks off a backup that is being made; the next one clears it away.
  void Stop();
  // When the next one is due, in ms.
  std::int64_t next_at() const { return next_at_; }

 private:
  BackupSchedule(const config::Config& config, const std::vector<std::string>& args,
                 const Clock& clock, int minutes);
  void Loop();
  // Waits a moment. False: stop.
  bool Wait();
  void Run();

  const std::string data_;
  std::vector<std::string> words_;
  const Clock& clock_;
  const int minutes_;
  std::atomic<std::int64_t> next_at_{0};
  std::mutex mutex_;
  std::condition_variable wake_;
  bool stop_ = false;
  std::thread thread_;
};

}  // namespace koine::server
