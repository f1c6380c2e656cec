#include "server/process_series.h"

#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <mutex>
#include <system_error>

#include "base/metrics.h"
#include "server/backup.h"

namespace koine::server {

namespace {

void Set(const char* name, const char* help, std::int64_t value) {
  metrics::Default().GetGauge(name, help)->Set(value);
}

constexpr std::int64_t kMicros = 1'000'000;

// A counter of microseconds, shown as seconds. Two readers at once must not add the same time.
void RaiseTo(const char* name, const char* help, std::uint64_t us) {
  static std::mutex mutex;
  std::lock_guard lock(mutex);
  metrics::Counter* const counter = metrics::Default().GetCounter(name, help, {}, kMicros);
  if (us > counter->Value()) counter->Add(us - counter->Value());
}

// Pages that the process has in memory.
std::int64_t ResidentBytes() {
  long long size = 0, resident = 0;
  std::FILE* file = std::fopen("/proc/self/statm", "re");
  if (file == nullptr) return 0;
  const int read = std::fscanf(file, "%lld %lld", &size, &resident);
  std::fclose(file);
  return read == 2 ? resident * ::sysconf(_SC_PAGESIZE) : 0;
}

std::int64_t OpenFiles() {
  std::int64_t count = 0;
  std::error_code error;
  for (std::filesystem::directory_iterator it("/proc/self/fd", error), end; !error && it != end;
       it.increment(error)) {
    ++count;
  }
  return count;
}

std::int64_t SizeOf(const std::string& path) {
  struct stat info {};
  return ::stat(path.c_str(), &info) == 0 ? info.st_size : 0;
}

}  // namespace

void UpdateProcessGauges(const std::string& data, const std::string& store,
                         std::int64_t started_ms) {
  static metrics::Gauge* const build = metrics::Default().GetGauge(
      "koine_build_info", "Always 1; the label is the version.", {{"version", KOINE_VERSION}});
  build->Set(1);
  Set("koine_process_start_seconds", "Start time of the process in seconds since 1970.",
      started_ms / 1000);
  Set("koine_process_resident_bytes", "Resident memory of the process.", ResidentBytes());
  struct rusage used {};
  ::getrusage(RUSAGE_SELF, &used);
  RaiseTo("koine_process_cpu_seconds_total", "Processor time that the process has used.",
          static_cast<std::uint64_t>((used.ru_utime.tv_sec + used.ru_stime.tv_sec) * kMicros +
                                     used.ru_utime.tv_usec + used.ru_stime.tv_usec));
  Set("koine_process_open_files", "Open file descriptors.", OpenFiles());
  struct rlimit limit {};
  ::getrlimit(RLIMIT_NOFILE, &limit);
  Set("koine_process_open_files_max", "Largest number of open file descriptors.",
      static_cast<std::int64_t>(limit.rlim_cur));
  const BackupState backup = ReadBackupState(data);
  Set("koine_backup_last_success_seconds",
      "When the last backup was made, in seconds since 1970; 0: never.",
      backup.succeeded_at / 1000);
  Set("koine_backup_last_failure_seconds",
      "When a backup failed last, in seconds since 1970; 0: never.", backup.failed_at / 1000);
  Set("koine_store_bytes", "Size of the database file.", SizeOf(store));
  Set("koine_store_wal_bytes", "Size of the database's write-ahead log.", SizeOf(store + "-wal"));
  struct statvfs disk {};
  if (::statvfs(data.c_str(), &disk) == 0) {
    Set("koine_data_free_bytes", "Free space on the disk of the data directory.",
        static_cast<std::int64_t>(disk.f_bavail) * static_cast<std::int64_t>(disk.f_frsize));
    Set("koine_data_size_bytes", "Size of the disk of the data directory.",
        static_cast<std::int64_t>(disk.f_blocks) * static_cast<std::int64_t>(disk.f_frsize));
    Set("koine_data_free_inodes", "Files that the disk of the data directory can still take.",
        static_cast<std::int64_t>(disk.f_favail));
    Set("koine_data_inodes", "Files that the disk of the data directory can have; 0: no limit.",
        static_cast<std::int64_t>(disk.f_files));
  }
}

}  // namespace koine::server
