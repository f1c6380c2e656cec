#include "server/backup_schedule.h"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

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
constexpr std::int64_t kAgainMs = 5'000;  // while another server is at it, or the store is away

// A process whose output is dropped, and that ends with this one; -1: it cannot be made. It gets
// signals as any other.
pid_t Spawn(const std::vector<std::string>& words) {
  std::vector<char*> arguments;
  for (const std::string& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  std::string server = std::string(kBackupServer) + "=" + std::to_string(::getpid());
  std::vector<char*> environment;
  for (char** one = environ; *one != nullptr; ++one) environment.push_back(*one);
  environment.push_back(server.data());
  environment.push_back(nullptr);
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
      ::posix_spawn(&process, "/proc/self/exe", &files, &how, arguments.data(), environment.data());
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

namespace {

// When the clock shows these minutes on the day that is so many after that of `now_ms`.
std::int64_t TimeOfDay(std::int64_t now_ms, int days_after, int minutes) {
  const auto now = static_cast<std::time_t>(now_ms / kSecondMs);
  std::tm at{};
  ::localtime_r(&now, &at);
  at.tm_mday += days_after;
  at.tm_hour = minutes / 60;
  at.tm_min = minutes % 60;
  at.tm_sec = 0;
  // An hour that a day has twice, or not at all, is settled by the system.
  at.tm_isdst = -1;
  return static_cast<std::int64_t>(std::mktime(&at)) * kSecondMs;
}

}  // namespace

std::int64_t NextBackupTime(std::int64_t now_ms, int minutes) {
  for (int after = 0;; ++after) {
    const std::int64_t ms = TimeOfDay(now_ms, after, minutes);
    if (ms > now_ms) return ms;
  }
}

std::int64_t LastBackupTime(std::int64_t now_ms, int minutes) {
  for (int before = 0;; --before) {
    const std::int64_t ms = TimeOfDay(now_ms, before, minutes);
    if (ms <= now_ms) return ms;
  }
}

std::int64_t FirstBackupTime(std::int64_t made_ms, std::int64_t now_ms, int minutes) {
  const bool missed = made_ms != 0 && made_ms < LastBackupTime(now_ms, minutes);
  return missed ? now_ms + kSoonMs : NextBackupTime(now_ms, minutes);
}

Result<std::unique_ptr<BackupSchedule>> BackupSchedule::Open(const config::Config& config,
                                                             const std::vector<std::string>& args,
                                                             const Clock& clock,
                                                             std::unique_ptr<BackupTurn> turn) {
  KOINE_TRY(const int minutes, ReadBackupTime(config));
  if (minutes < 0) return std::unique_ptr<BackupSchedule>();
  if (config.Text("backup.to").empty()) {
    return config.Refusal("backup.to", "backup.at is set, so it must say where backups go");
  }
  KOINE_CHECK(ReadBackupAsked(config, {}));
  return std::unique_ptr<BackupSchedule>(
      new BackupSchedule(config, args, clock, minutes, std::move(turn)));
}

BackupSchedule::BackupSchedule(const config::Config& config, const std::vector<std::string>& args,
                               const Clock& clock, int minutes, std::unique_ptr<BackupTurn> turn)
    : data_(config.Text("data")), clock_(clock), minutes_(minutes), turn_(std::move(turn)) {
  words_ = {"koine", "backup"};
  words_.insert(words_.end(), args.begin(), args.end());
  next_at_ = FirstBackupTime(ReadBackupState(data_).succeeded_at, clock.NowMs(), minutes);
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
    const std::int64_t now = clock_.NowMs();
    if (now < next_at_) continue;
    const std::int64_t due = LastBackupTime(now, minutes_);
    if (!IsMine(due)) continue;
    next_at_ = NextBackupTime(now, minutes_);
    const bool made = Run();
    if (turn_ == nullptr) continue;
    if (made) {
      turn_->Made(due, ReadBackupState(data_));
    } else {
      turn_->GiveBack();
    }
  }
}

bool BackupSchedule::IsMine(std::int64_t due_ms) {
  if (turn_ == nullptr) return true;
  BackupState made;
  const auto whose = turn_->Take(due_ms, &made);
  if (whose.ok() && *whose == BackupTurn::Whose::kMine) return true;
  if (whose.ok() && *whose == BackupTurn::Whose::kMade) {
    // Who asks this server hears of it too.
    const BackupState known = ReadBackupState(data_);
    if (made.succeeded_at > known.succeeded_at) {
      made.failed_at = known.failed_at;
      KeepBackupState(data_, made);
      log::Info("backup", "made by another server: {}", made.backup);
    }
    next_at_ = NextBackupTime(clock_.NowMs(), minutes_);
    return false;
  }
  if (!whose.ok() && told_of_ != due_ms) {
    told_of_ = due_ms;
    log::Warn("backup", "is due, and waits for the store: {}", whose.error().text);
  }
  next_at_ = clock_.NowMs() + kAgainMs;
  return false;
}

bool BackupSchedule::Run() {
  log::Info("backup", "begins");
  const pid_t process = Spawn(words_);
  if (process < 0) {
    log::Error("backup", "no process could be made for it");
    return false;
  }
  int status = 0;
  for (;;) {
    const pid_t ended = ::waitpid(process, &status, WNOHANG);
    if (ended == process || (ended < 0 && errno != EINTR)) break;
    if (Wait()) {
      if (turn_ != nullptr) turn_->Keep();
      continue;
    }
    ::kill(process, SIGTERM);
    while (::waitpid(process, &status, 0) < 0 && errno == EINTR) {
    }
    log::Warn("backup", "broken off, because the server stops");
    return false;
  }
  const BackupState state = ReadBackupState(data_);
  const bool made = WIFEXITED(status) && WEXITSTATUS(status) == 0;
  if (made) {
    log::Info("backup", "made {}", state.backup);
  } else {
    log::Error("backup", "failed: {}; the last good one is {}",
               state.fault.empty() ? "it ended before its time" : state.fault,
               state.backup.empty() ? "none" : state.backup);
  }
  return made;
}

}  // namespace koine::server
