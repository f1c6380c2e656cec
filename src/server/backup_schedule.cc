#include "server/backup_schedule.h"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>

#include <cerrno>
#include <chrono>
#include <ctime>
#include <utility>

#include "base/log.h"
#include "base/text.h"
#include "base/time.h"
#include "server/backup.h"
#include "server/backup_asked.h"

extern char** environ;

namespace koine::server {

namespace {

constexpr auto kLookEvery = std::chrono::milliseconds(500);
constexpr std::int64_t kSoonMs = 60'000;  // after a start, for one that was missed
constexpr int kMinutesOfDay = 24 * 60;

// A process whose output is dropped; -1: it cannot be made. It gets signals as any other.
pid_t Spawn(const std::vector<std::string>& words) {
  std::vector<char*> arguments;
  for (const std::string& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  posix_spawn_file_actions_t files;
  posix_spawnattr_t how;
  sigset_t none, all;
  sigemptyset(&none);
  sigfillset(&all);
  posix_spawn_file_actions_init(&files);
  posix_spawnattr_init(&how);
  for (const int fd : {0, 1, 2}) {
    posix_spawn_file_actions_addopen(&files, fd, "/dev/null", O_RDWR, 0);
  }
  posix_spawnattr_setsigmask(&how, &none);
  posix_spawnattr_setsigdefault(&how, &all);
  posix_spawnattr_setflags(&how, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
  pid_t process = -1;
  const int made =
      ::posix_spawn(&process, "/proc/self/exe", &files, &how, arguments.data(), environ);
  posix_spawnattr_destroy(&how);
  posix_spawn_file_actions_destroy(&files);
  if (made != 0) return -1;
  return process;
}

}  // namespace

Result<int> ReadBackupTime(const config::Config& config) {
  const std::string& text = config.Text("backup.at");
  if (text == "off" || text.empty()) return -1;
  const auto number = [&text](std::size_t at) -> std::int64_t {
    if (text.size() != 5 || text[2] != ':') return -1;
    for (const std::size_t i : {at, at + 1}) {
      if (text[i] < '0' || text[i] > '9') return -1;
    }
    return text::ParseInt(text.substr(at, 2)).value_or(-1);
  };
  const std::int64_t hour = number(0), minute = number(3);
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59) {
    return config.Refusal("backup.at", "expected a time such as 03:15, or off");
  }
  return static_cast<int>(hour * 60 + minute);
}

std::int64_t NextBackupTime(std::int64_t now_ms, int minutes) {
  const auto now = static_cast<std::time_t>(now_ms / kSecondMs);
  std::tm day{};
  ::localtime_r(&now, &day);
  // An hour that a day has twice, or not at all, is settled by the system.
  for (int after = 0;; ++after) {
    std::tm at = day;
    at.tm_mday += after;
    at.tm_hour = minutes / 60;
    at.tm_min = minutes % 60;
    at.tm_sec = 0;
    at.tm_isdst = -1;
    const std::int64_t ms = static_cast<std::int64_t>(std::mktime(&at)) * kSecondMs;
    if (ms > now_ms) return ms;
  }
}

Result<std::unique_ptr<BackupSchedule>> BackupSchedule::Open(const config::Config& config,
                                                             const std::vector<std::string>& args,
                                                             const Clock& clock) {
  KOINE_TRY(const int minutes, ReadBackupTime(config));
  if (minutes < 0) return std::unique_ptr<BackupSchedule>();
  if (config.Text("backup.to").empty()) {
    return config.Refusal("backup.to", "backup.at is set, so it must say where backups go");
  }
  KOINE_CHECK(ReadBackupAsked(config, {}));
  return std::unique_ptr<BackupSchedule>(new BackupSchedule(config, args, clock, minutes));
}

BackupSchedule::BackupSchedule(const config::Config& config, const std::vector<std::string>& args,
                               const Clock& clock, int minutes)
    : data_(config.Text("data")), clock_(clock), minutes_(minutes) {
  words_ = {"koine", "backup"};
  words_.insert(words_.end(), args.begin(), args.end());
  const std::int64_t now = clock.NowMs();
  next_at_ = NextBackupTime(now, minutes);
  const std::int64_t last = ReadBackupState(data_).succeeded_at;
  const std::int64_t day = std::int64_t{kMinutesOfDay} * 60 * kSecondMs;
  if (last != 0 && NextBackupTime(last, minutes) + day / 24 < now) next_at_ = now + kSoonMs;
}

void BackupSchedule::Start() {
  thread_ = std::thread([this] { Loop(); });
}

void BackupSchedule::Stop() {
  {
    const std::lock_guard lock(mutex_);
    stop_ = true;
  }
  wake_.notify_all();
  if (thread_.joinable()) thread_.join();
}

bool BackupSchedule::Wait() {
  std::unique_lock lock(mutex_);
  wake_.wait_for(lock, kLookEvery, [this] { return stop_; });
  return !stop_;
}

void BackupSchedule::Loop() {
  while (Wait()) {
    if (clock_.NowMs() < next_at_) continue;
    next_at_ = NextBackupTime(clock_.NowMs(), minutes_);
    Run();
  }
}

void BackupSchedule::Run() {
  log::Info("backup", "begins");
  const pid_t process = Spawn(words_);
  if (process < 0) {
    log::Error("backup", "no process could be made for it");
    return;
  }
  int status = 0;
  for (;;) {
    const pid_t ended = ::waitpid(process, &status, WNOHANG);
    if (ended == process || (ended < 0 && errno != EINTR)) break;
    if (Wait()) continue;
    ::kill(process, SIGTERM);
    while (::waitpid(process, &status, 0) < 0 && errno == EINTR) {
    }
    log::Warn("backup", "broken off, because the server stops");
    return;
  }
  const BackupState state = ReadBackupState(data_);
  if (WIFEXITED(status) && WEXITSTATUS(status) == 0) {
    log::Info("backup", "made {}", state.backup);
  } else {
    log::Error("backup", "failed: {}; the last good one is {}",
               state.fault.empty() ? "it ended before its time" : state.fault,
               state.backup.empty() ? "none" : state.backup);
  }
}

}  // namespace koine::server
