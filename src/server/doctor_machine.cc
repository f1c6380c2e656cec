#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/timex.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <string>
#include <vector>

#include "base/text.h"
#include "base/time.h"
#include "server/backup.h"
#include "server/backup_files.h"
#include "server/doctor.h"
#include "server/image_worker.h"
#include "server/places.h"
#include "server/store_mark.h"
#include "store/blob.h"

namespace koine::server {

namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kFreeMin = 256ULL << 20;  // bytes
constexpr std::uint64_t kFreeLow = 5ULL << 30;
constexpr std::uint64_t kLowPart = 20, kInodesPart = 50;  // of a whole, one in so many
constexpr std::uint64_t kInodesMin = 1'000;
constexpr std::int64_t kBackupOldMs = 36 * kHourMs;
constexpr int kSyncs = 20;
constexpr std::int64_t kSyncSlowUs = 100'000, kSyncsMaxUs = 3'000'000;

std::string Mb(std::uint64_t bytes) {
  return std::to_string(bytes >> 20) + " MB";
}

void LookAtRoom(const std::string& path, Findings* out) {
  struct statvfs disk {};
  if (::statvfs(path.c_str(), &disk) != 0) return;
  if ((disk.f_flag & ST_RDONLY) != 0) {
    out->Fault("data-read-only", "the file system of " + path + " is mounted read-only",
               "look at the log of the kernel for faults of the disk, and mount it to be written");
    return;
  }
  const std::uint64_t size = disk.f_blocks * disk.f_frsize, free = disk.f_bavail * disk.f_frsize;
  if (free < kFreeMin) {
    out->Fault("disk-full", "the disk of " + path + " has only " + Mb(free) + " left",
               "make room: the server refuses writes when it is full, and goes on by itself");
  } else if (free < kFreeLow && free < size / kLowPart) {
    out->Warning("disk-low", "the disk of " + path + " has only " + Mb(free) + " left",
                 "make room before it is full");
  }
  if (disk.f_files > 0 &&
      disk.f_favail < std::max<std::uint64_t>(kInodesMin, disk.f_files / kInodesPart)) {
    out->Fault("inodes-full",
               "the disk of " + path + " can take only " + std::to_string(disk.f_favail) +
                   " more files, however much room it has",
               "delete files that are not needed, or make a file system with more inodes");
  }
}

// How long the slowest of some small writes took to be durable. The file has no name.
void LookAtSpeed(const std::string& data, const Clock& clock, Findings* out) {
  const int fd = ::open(data.c_str(), O_TMPFILE | O_WRONLY | O_CLOEXEC, 0600);
  if (fd < 0) return;
  constexpr std::size_t kBlock = 4'096;
  const std::vector<char> block(kBlock);
  std::vector<std::int64_t> took;
  const std::int64_t begun_us = clock.SteadyUs();
  while (took.size() < kSyncs && clock.SteadyUs() - begun_us < kSyncsMaxUs) {
    const std::int64_t from_us = clock.SteadyUs();
    if (::write(fd, block.data(), block.size()) != static_cast<ssize_t>(block.size()) ||
        ::fdatasync(fd) != 0) {
      break;
    }
    took.push_back(clock.SteadyUs() - from_us);
  }
  ::close(fd);
  if (took.empty()) return;
  std::ranges::sort(took);
  const std::int64_t slow_us = took[took.size() - 1 - took.size() / 10];
  if (slow_us < kSyncSlowUs) return;
  out->Warning("disk-slow",
               "the disk of " + data + " takes up to " + std::to_string(slow_us / 1'000) +
                   " ms to make a write durable, and each message waits for that",
               "use a disk with a cache that survives a loss of power, or one that fewer share");
}

// Files that somebody else made, such as root by a command.
void LookAtOwners(const config::Config& config, uid_t owner, Findings* out) {
  const std::string& data = config.Text("data");
  std::vector<std::string> paths = {SecretsPath(config), ContentsFolder(config)};
  if (!IsPostgres(config)) {
    const std::string store = SqliteFile(config);
    paths.insert(paths.end(), {store, store + "-wal", store + "-shm", store + "-lock"});
  }
  for (const std::string& path : paths) {
    struct stat info {};
    if (::lstat(path.c_str(), &info) != 0 || info.st_uid == owner) continue;
    out->Fault("data-owner",
               path + " belongs to user " + std::to_string(info.st_uid) + ", " + data +
                   " to user " + std::to_string(owner),
               "chown -R " + std::to_string(owner) + " " +
                   (path.starts_with(data + "/") ? data : path) +
                   "; run commands as the user of the server");
    return;
  }
}

void LookAtData(const config::Config& config, const Clock& clock, Findings* out) {
  const std::string& data = config.Text("data");
  struct stat info {};
  if (::stat(data.c_str(), &info) != 0) {
    out->Fault("data-missing", data + ": " + std::strerror(errno),
               "look whether --data is right; `koine serve` makes a new one");
    return;
  }
  if (!S_ISDIR(info.st_mode)) {
    out->Fault("data-missing", data + " is no directory", "look whether --data is right");
    return;
  }
  if ((info.st_mode & 077) != 0) {
    out->Warning("data-mode", "others on this machine may enter " + data, "chmod 700 " + data);
  }
  LookAtOwners(config, info.st_uid, out);
  LookAtRoom(data, out);
  const std::string& files = config.Text("files.directory");
  if (!files.empty()) LookAtRoom(files, out);
  if (out->Has("data-read-only")) return;
  for (const std::string& path : {data, files}) {
    if (path.empty() || ::faccessat(AT_FDCWD, path.c_str(), W_OK | X_OK, AT_EACCESS) == 0) continue;
    out->Fault("data-not-writable", path + " cannot be written: " + std::strerror(errno),
               "give it to the user of the server: chown -R koine " + path);
    return;
  }
  LookAtSpeed(data, clock, out);
}

void LookAtSecrets(const config::Config& config, Findings* out) {
  const std::string path = SecretsPath(config);
  struct stat info {};
  if (::stat(path.c_str(), &info) == 0) {
    if ((info.st_mode & 077) == 0) return;
    out->Fault("secrets-readable", "others on this machine may read " + path, "chmod 600 " + path);
    return;
  }
  struct stat store {};
  const bool any = !IsPostgres(config) && ::stat(SqliteFile(config).c_str(), &store) == 0;
  if (!any && config.Text("secrets.file").empty()) return;
  out->Fault("secrets-missing", path + ": " + std::strerror(errno),
             "put it back from a backup: with new secrets all tokens and links end");
}

// By what the commands and the server themselves noted, and by what is in a directory if there is
// one; what is in object storage is not asked for.
void LookAtBackups(const config::Config& config, std::string directory, const Clock& clock,
                   Findings* out) {
  const BackupState state = ReadBackupState(config.Text("data"));
  if (state.failed_at > state.succeeded_at) {
    out->Fault("backup-failed", "the last backup failed: " + state.fault,
               "mend that, and make one: koine backup");
  }
  std::int64_t last_ms = state.succeeded_at;
  const std::string& set = config.Text("backup.to");
  if (directory.empty() && !set.starts_with("s3:")) directory = set;
  if (!directory.empty()) {
    const std::vector<std::string> all = BackupsIn(directory);
    struct stat info {};
    last_ms = 0;
    if (!all.empty() && ::stat((all.back() + "/" + kHeadFile).c_str(), &info) == 0) {
      last_ms = static_cast<std::int64_t>(info.st_mtime) * kSecondMs;
    }
    struct stat here {
    }, there{};
    if (::stat(directory.c_str(), &there) == 0 && ::stat(config.Text("data").c_str(), &here) == 0 &&
        here.st_dev == there.st_dev) {
      out->Warning("backup-same-disk", directory + " is on the disk of the data directory",
                   "copy backups to another machine: a broken disk takes both");
    }
  }
  const std::string where = directory.empty() ? "" : " in " + directory;
  const std::string to = directory.empty() ? "DIR" : directory;
  if (last_ms == 0) {
    out->Warning("backup-none", "there is no backup" + where,
                 "koine backup --to " + to + " --data " + config.Text("data") +
                     ", or set backup.to and backup.at");
  } else if (clock.NowMs() - last_ms > kBackupOldMs) {
    out->Warning("backup-old",
                 "the last backup" + where + " is " +
                     std::to_string((clock.NowMs() - last_ms) / kHourMs) + " hours old",
                 "look why none was made since; backup.at makes one each day");
  }
}

void LookAtClock(Findings* out) {
  struct timex now {};
  if (::adjtimex(&now) < 0 || (now.status & STA_UNSYNC) == 0) return;
  out->Warning("clock-unsynchronised", "nothing keeps the clock of this machine right",
               "timedatectl set-ntp true");
}

// A picture of one pixel.
constexpr unsigned char kPicture[] = {
    0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0x00, 0x00, 0x00, 0x0d, 0x49, 0x48,
    0x44, 0x52, 0x00, 0x00, 0x00, 0x01, 0x00, 0x00, 0x00, 0x01, 0x08, 0x02, 0x00, 0x00,
    0x00, 0x90, 0x77, 0x53, 0xde, 0x00, 0x00, 0x00, 0x0c, 0x49, 0x44, 0x41, 0x54, 0x78,
    0x9c, 0x63, 0xf8, 0xdf, 0xa0, 0x00, 0x00, 0x04, 0x21, 0x01, 0xa0, 0x4d, 0xbf, 0x32,
    0x90, 0x00, 0x00, 0x00, 0x00, 0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82};

void LookAtThumbnails(const config::Config& config, Findings* out) {
  if (!config.Bool("files.thumbnails")) return;
  const int picture = ::memfd_create("picture", MFD_CLOEXEC);
  store::TempFile made(::memfd_create("thumbnail", MFD_CLOEXEC), "");
  if (picture < 0 || !made) return;
  const bool written =
      ::write(picture, kPicture, sizeof kPicture) == static_cast<ssize_t>(sizeof kPicture);
  ImageWorker worker("/proc/self/exe");
  const bool done = written && worker.Thumbnail(picture, 1, 1, &made).ok();
  ::close(picture);
  if (done) return;
  if (!worker.available()) {
    out->Warning("thumbnails", "pictures get no thumbnails: libvips is not installed",
                 "apt-get install libvips42, or set files.thumbnails = false");
  } else {
    out->Warning("thumbnails", "the process that makes thumbnails does not work here",
                 "look at limits of memory and at seccomp of the container or unit");
  }
}

}  // namespace

void LookAtMachine(const config::Config& config, const std::string& backups, const Clock& clock,
                   Findings* out) {
  LookAtData(config, clock, out);
  LookAtSecrets(config, out);
  LookAtBackups(config, backups, clock, out);
  LookAtClock(out);
  LookAtThumbnails(config, out);
}

}  // namespace koine::server
