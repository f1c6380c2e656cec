#include "server/backup.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/file.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <set>
#include <system_error>
#include <utility>

#include "base/clock.h"
#include "base/text.h"
#include "base/time.h"
#include "server/backup_asked.h"
#include "server/backup_database.h"
#include "server/backup_files.h"
#include "server/backup_remote.h"
#include "server/check.h"
#include "server/options.h"
#include "server/pace.h"
#include "server/places.h"
#include "server/progress.h"
#include "server/store_mark.h"

namespace koine::server {

struct BackupOut {
  std::string backup;
  BackupHead head;
  bool encrypted = false;
  std::int64_t copied = 0;  // contents that the directory did not have yet
  std::vector<std::string> deleted;
};
KOINE_DESCRIBE(BackupOut, (backup, head, encrypted, copied, deleted))

namespace {

namespace fs = std::filesystem;
using Words = std::vector<std::string>;

constexpr int kNice = 19;
constexpr char kStateFile[] = "backup-state.json";
constexpr char kStagingFolder[] = "backup.unfinished", kLockFile[] = "backup.lock";

Error Told(Code code, std::string text) {
  return FieldError(code, "backup", std::move(text));
}
Error Fault(const std::string& path, const std::error_code& error) {
  return Told(Code::kUnavailable, path + ": " + error.message());
}

// One backup of a data directory at a time, and one into a directory: each clears away what was
// broken off.
class BackupLock {
 public:
  BackupLock() = default;
  ~BackupLock() {
    if (fd_ >= 0) ::close(fd_);
  }
  BackupLock(const BackupLock&) = delete;
  BackupLock& operator=(const BackupLock&) = delete;
  Status TakeData(const std::string& data) {
    const std::string path = data + "/" + kLockFile;
    fd_ = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (fd_ < 0) {
      return Told(errno == ENOENT ? Code::kNotFound : Code::kUnavailable,
                  errno == ENOENT ? "no store at " + data : path + ": " + std::strerror(errno));
    }
    if (::flock(fd_, LOCK_EX | LOCK_NB) == 0) return Ok();
    return Told(Code::kUnavailable, "backup: another backup of " + data + " is being made");
  }
  // A file system that has no locks for directories goes without.
  Status TakeFolder(const std::string& to) {
    fd_ = ::open(to.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd_ < 0 || ::flock(fd_, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK) return Ok();
    return Told(Code::kUnavailable, "backup: another backup is being made in " + to);
  }

 private:
  int fd_ = -1;
};

// A directory in the data directory for what must not lie elsewhere as it is; goes with the object.
class Staging {
 public:
  explicit Staging(const std::string& data) : path_(data + "/" + kStagingFolder) { Clear(); }
  ~Staging() { Clear(); }
  Staging(const Staging&) = delete;
  Staging& operator=(const Staging&) = delete;
  const std::string& path() const { return path_; }

 private:
  void Clear() { RemoveGently(path_); }
  const std::string path_;
};

// Sorted by name they are sorted by time.
std::string NameOf(std::int64_t ms) {
  std::string name = "koine-" + FormatTime(ms, Zone::Utc());
  std::erase(name, ':');
  std::replace(name.begin(), name.end(), ' ', '-');
  const std::string part = std::to_string(kSecondMs + ms % kSecondMs);
  return name + "." + part.substr(1);
}

// Where backups go.
class Target {
 public:
  virtual ~Target() = default;
  // Of what it copies.
  Pace& pace() { return pace_; }
  // The directory of this disk in which a backup is put together.
  virtual std::string folder() const = 0;
  // Clears away what was broken off.
  virtual Status Tidy() = 0;
  virtual Result<Words> List() = 0;
  // Brings the head and the list of one to this disk, where they are not yet; their directory.
  virtual Result<std::string> Look(const std::string& name) = 0;
  virtual bool Has(const std::string& content) = 0;
  virtual Result<BackupFile> PutContent(const std::string& from, const std::string& content,
                                        BackupCipher* cipher) = 0;
  // Makes contents durable.
  virtual Status FinishContents() = 0;
  // The backup in `part` is complete, and gets its name.
  virtual Status Finish(const std::string& part, const std::string& name) = 0;
  virtual Status Delete(const std::string& name) = 0;
  virtual Result<Words> Contents() = 0;
  virtual Status DeleteContent(const std::string& content) = 0;

 private:
  Pace pace_;
};

class LocalTarget final : public Target {
 public:
  explicit LocalTarget(std::string to) : to_(std::move(to)) {}
  std::string folder() const override { return to_; }
  Status Tidy() override {
    std::error_code error;
    for (fs::directory_iterator it(to_, error), end; !error && it != end; it.increment(error)) {
      const std::string name = it->path().filename().string();
      if (name.starts_with("koine-") && name.ends_with(kUnfinished)) RemoveGently(it->path());
    }
    return Ok();
  }
  Result<Words> List() override {
    Words out = BackupsIn(to_);
    for (std::string& one : out) one = fs::path(one).filename().string();
    return out;
  }
  Result<std::string> Look(const std::string& name) override { return to_ + "/" + name; }
  bool Has(const std::string& content) override {
    std::error_code error;
    return fs::is_regular_file(PathOf(content), error);
  }
  Result<BackupFile> PutContent(const std::string& from, const std::string& content,
                                BackupCipher* cipher) override {
    const fs::path target = PathOf(content);
    std::error_code error;
    fs::create_directories(target.parent_path(), error);
    if (error) return Fault(target.parent_path().string(), error);
    const std::string part = target.string() + kUnfinished;
    auto file = CopyFile(from, part, {nullptr, cipher}, &pace());
    if (!file.ok() || file->sha256 != DigestOf(content)) {
      fs::remove(part, error);
      return file;
    }
    fs::rename(part, target, error);
    if (error) return Fault(target.string(), error);
    folders_.insert(target.parent_path().string());
    return file;
  }
  Status FinishContents() override {
    for (const std::string& folder : folders_) KOINE_CHECK(SyncFolder(folder));
    return Ok();
  }
  Status Finish(const std::string& part, const std::string& name) override {
    std::error_code error;
    fs::rename(part, to_ + "/" + name, error);
    if (error) return Fault(to_ + "/" + name, error);
    return SyncFolder(to_);
  }
  // Its head goes first, so that one that is broken off there is none.
  Status Delete(const std::string& name) override {
    std::error_code error;
    const std::string gone = to_ + "/" + name + kUnfinished;
    fs::rename(to_ + "/" + name, gone, error);
    if (error) return Fault(to_ + "/" + name, error);
    if (RemoveGently(gone)) return Ok();
    return Told(Code::kUnavailable, "cannot remove " + gone);
  }
  Result<Words> Contents() override { return ContentsIn(to_ + "/" + kContentsFolder); }
  Status DeleteContent(const std::string& content) override {
    std::error_code ignored;
    fs::remove(PathOf(content), ignored);
    return Ok();
  }

 private:
  std::string PathOf(const std::string& content) const {
    return to_ + "/" + kContentsFolder + "/" + content;
  }
  const std::string to_;
  std::set<std::string> folders_;
};

class RemoteTarget final : public Target {
 public:
  RemoteTarget(std::unique_ptr<RemoteBackups> remote, std::string staging)
      : remote_(std::move(remote)), staging_(std::move(staging)) {}
  std::string folder() const override { return staging_; }
  Status Tidy() override {
    KOINE_CHECK(remote_->Tidy());
    KOINE_TRY(there_, remote_->Contents());
    return Ok();
  }
  Result<Words> List() override { return remote_->List(); }
  Result<std::string> Look(const std::string& name) override {
    std::string path = staging_ + "/seen-" + name;
    std::error_code error;
    if (fs::exists(path, error)) return path;
    fs::create_directories(path, error);
    if (error) return Fault(path, error);
    for (const char* file : {kHeadSum, kHeadFile, kContentsFile}) {
      KOINE_CHECK(remote_->Get(name + "/" + file, path + "/" + file));
    }
    return path;
  }
  bool Has(const std::string& content) override { return there_.count(content) > 0; }
  Result<BackupFile> PutContent(const std::string& from, const std::string& content,
                                BackupCipher* cipher) override {
    const std::string part = staging_ + "/content";
    KOINE_TRY(BackupFile file, CopyFile(from, part, {nullptr, cipher}, &pace()));
    if (file.sha256 != DigestOf(content)) return file;
    KOINE_CHECK(remote_->Put(part, std::string(kContentsFolder) + "/" + content));
    return file;
  }
  Status FinishContents() override { return Ok(); }
  Status Finish(const std::string& part, const std::string& name) override {
    return remote_->PutBackup(part, name);
  }
  Status Delete(const std::string& name) override { return remote_->Delete(name); }
  Result<Words> Contents() override {
    KOINE_TRY(const std::set<std::string> all, remote_->Contents());
    return Words(all.begin(), all.end());
  }
  Status DeleteContent(const std::string& content) override {
    return remote_->DeleteContent(content);
  }

 private:
  const std::unique_ptr<RemoteBackups> remote_;
  const std::string staging_;
  std::set<std::string> there_;
};

// Contents never change and outlive their last row by an hour, so what the database names is there
// when it is copied after the database.
Status CopyContents(const std::string& from, Target& target, BackupCipher* cipher, BackupOut* out,
                    std::string* list) {
  const Words names = ContentsIn(from);
  Progress progress;
  std::int64_t seen = 0;
  for (const std::string& name : names) {
    progress.Tell("contents", ++seen, static_cast<std::int64_t>(names.size()));
    const std::string path = from + "/" + name;
    std::error_code error;
    auto bytes = static_cast<std::int64_t>(fs::file_size(path, error));
    if (error) bytes = 0;
    // What is there already holds what is here.
    if (!target.Has(name)) {
      const auto file = target.PutContent(path, name, cipher);
      // Swept away since the list was made: no row of the database named it.
      if (!file.ok() && file.error().Is(Code::kNotFound)) continue;
      if (!file.ok()) return file.error();
      if (file->sha256 != DigestOf(name)) {
        return Told(Code::kUnavailable, path + ": is damaged on the disk");
      }
      bytes = file->bytes;
      ++out->copied;
    }
    *list += name + "\n";
    ++out->head.contents;
    out->head.content_bytes += bytes;
  }
  return target.FinishContents();
}

// What is in one place is encrypted with one passphrase, or not at all: backups share contents.
Status CheckCipher(Target& target, BackupCipher* cipher) {
  KOINE_TRY(const Words all, target.List());
  if (all.empty()) return Ok();
  KOINE_TRY(const std::string last, target.Look(all.back()));
  KOINE_TRY(const std::string salt, SaltOfBackup(last));
  if (salt.empty() != (cipher == nullptr)) {
    return Told(Code::kBadState, "backup: " + all.back() + " is there and " +
                                     (salt.empty() ? "not encrypted" : "encrypted") +
                                     "; name another place for this one");
  }
  if (cipher == nullptr) return Ok();
  const auto head = ReadHead(last, cipher);
  if (!head.ok()) {
    return Told(Code::kBadState,
                "backup: " + head.error().text + "; name another place for this one");
  }
  cipher->set_salt(salt);
  return Ok();
}

// Deletes all but the newest `keep` backups, and what no other names.
Status DeleteOlder(Target& target, std::size_t keep, BackupCipher* cipher, Words* deleted) {
  KOINE_TRY(Words all, target.List());
  std::set<std::string> named;
  const std::size_t gone = all.size() > keep ? all.size() - keep : 0;
  if (gone == 0) return Ok();
  for (std::size_t i = gone; i < all.size(); ++i) {
    KOINE_TRY(const std::string path, target.Look(all[i]));
    KOINE_TRY(const Words contents, ReadContents(path, cipher));
    named.insert(contents.begin(), contents.end());
  }
  for (std::size_t i = 0; i < gone; ++i) {
    KOINE_CHECK(target.Delete(all[i]));
    deleted->push_back(all[i]);
  }
  KOINE_TRY(const Words contents, target.Contents());
  for (const std::string& name : contents) {
    if (named.count(name) == 0) KOINE_CHECK(target.DeleteContent(name));
  }
  return Ok();
}

// Puts the files of a backup into `part`.
Status Fill(const config::Config& config, const std::string& staging, const std::string& part,
            Target& target, BackupCipher* cipher, BackupOut* out) {
  KOINE_TRY(const std::string copy, CopyDatabase(config, cipher == nullptr ? part : staging));
  const std::string stored = part + "/" + fs::path(copy).filename().string();
  KOINE_TRY(BackupFile database, cipher == nullptr
                                     ? SumFile(copy)
                                     : CopyFile(copy, stored, {nullptr, cipher}, &target.pace()));
  if (cipher != nullptr) RemoveGently(copy);
  KOINE_TRY(BackupFile secrets,
            CopyFile(SecretsPath(config), part + "/" + kSecretsFile, {nullptr, cipher}));
  std::string list;
  if (!out->head.contents_elsewhere) {
    KOINE_CHECK(CopyContents(ContentsFolder(config), target, cipher, out, &list));
  }
  KOINE_TRY(BackupFile contents, WriteFile(part + "/" + kContentsFile, list, cipher));
  out->head.files = {std::move(database), std::move(secrets), std::move(contents)};
  const std::string head = part + "/" + kHeadFile;
  KOINE_CHECK(WriteFile(head, json::ToText(out->head) + "\n", cipher));
  // Of the bytes as they lie there.
  KOINE_TRY(const BackupFile sum, SumFile(head));
  KOINE_CHECK(WriteFile(part + "/" + kHeadSum, sum.sha256 + "\n"));
  return SyncFolder(part);
}

Result<BackupOut> Make(const config::Config& config, const BackupAsked& asked) {
  ::umask(077);
  const std::string& data = config.Text("data");
  BackupLock lock, folder_lock;
  KOINE_CHECK(lock.TakeData(data));
  const Staging staging(data);
  std::error_code error;
  const bool remote = IsRemote(asked.to);
  const std::string& made = remote ? staging.path() : asked.to;
  for (const std::string& folder : {staging.path(), made}) {
    fs::create_directories(folder, error);
    if (error) return Fault(folder, error);
  }
  if (!remote) KOINE_CHECK(folder_lock.TakeFolder(asked.to));
  std::unique_ptr<Target> target;
  if (remote) {
    KOINE_TRY(auto there, RemoteBackups::Open(config, asked.to));
    target = std::make_unique<RemoteTarget>(std::move(there), staging.path());
  } else {
    target = std::make_unique<LocalTarget>(asked.to);
  }
  BackupCipher* const cipher = asked.cipher.get();
  KOINE_CHECK(target->Tidy());
  KOINE_CHECK(CheckCipher(*target, cipher));
  BackupOut out;
  out.head.version = KOINE_VERSION;
  out.head.engine = IsPostgres(config) ? "postgresql" : "sqlite";
  out.head.made_at = SystemClock().NowMs();
  out.head.contents_elsewhere = HasContentsElsewhere(config);
  out.encrypted = cipher != nullptr;
  const std::string name = NameOf(out.head.made_at);
  out.backup = asked.to + "/" + name;
  const std::string part = made + "/" + name + kUnfinished;
  fs::create_directory(part, error);
  if (error) return Fault(part, error);
  KOINE_CHECK(Fill(config, staging.path(), part, *target, cipher, &out));
  KOINE_CHECK(target->Finish(part, name));
  if (asked.keep > 0) KOINE_CHECK(DeleteOlder(*target, asked.keep, cipher, &out.deleted));
  return out;
}

void NoteState(const std::string& data, const Result<BackupOut>& made) {
  BackupState state = ReadBackupState(data);
  const std::int64_t now = SystemClock().NowMs();
  if (made.ok()) {
    state.succeeded_at = made->head.made_at;
    state.backup = made->backup;
    state.fault.clear();
  } else {
    state.failed_at = now;
    state.fault = made.error().text;
  }
  KeepBackupState(data, state);
}

// Whoever talks to the server goes first, at the processor and at a disk that knows of priorities.
void GiveWay() {
  constexpr int kOfProcess = 1, kBestEffort = 2, kClassShift = 13, kLowest = 7;  // ioprio_set(2)
  ::setpriority(PRIO_PROCESS, 0, kNice);
  ::syscall(SYS_ioprio_set, kOfProcess, 0, kBestEffort << kClassShift | kLowest);
}

// A server that has ended makes no backup: another one on its store may be at it by then.
void EndWithServer() {
  const char* server = std::getenv(kBackupServer);
  if (server == nullptr) return;
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (std::to_string(::getppid()) != server) ::_exit(1);
}

}  // namespace

void KeepBackupState(const std::string& data, const BackupState& state) {
  std::error_code error;
  const std::string path = data + "/" + kStateFile;
  if (!fs::exists(data, error)) return;
  if (WriteFile(path + kUnfinished, json::ToText(state) + "\n").ok()) {
    fs::rename(path + kUnfinished, path, error);
  }
}

BackupState ReadBackupState(const std::string& data) {
  const auto text = ReadText(data + "/" + kStateFile);
  if (!text.ok()) return {};
  auto state = json::Parse<BackupState>(*text, {});
  return state.ok() ? *std::move(state) : BackupState{};
}

Result<Report> MakeBackup(const config::Config& config, const Words& words) {
  KOINE_TRY(const BackupAsked asked, ReadBackupAsked(config, words));
  const auto made = Make(config, asked);
  NoteState(config.Text("data"), made);
  if (!made.ok()) return made.error();
  const BackupOut& out = *made;
  std::string text =
      "made " + out.backup + ": database of " + std::to_string(out.head.files[0].bytes) +
      " bytes, " + std::to_string(out.head.contents) + " contents, of which " +
      std::to_string(out.copied) + " are new" + (out.encrypted ? ", encrypted\n" : "\n");
  for (const std::string& one : out.deleted) text += "deleted " + one + "\n";
  if (out.head.contents_elsewhere) text += "contents of files are in S3, and not in this backup\n";
  return Report::Of(std::move(text), out);
}

bool IsBackupCommand(std::string_view name) {
  return name == "check" || name == "backup" || name == "verify" || name == "restore";
}

Result<Report> RunBackup(const config::Config& config, std::string_view command) {
  KOINE_CHECK(CheckStoreUrl(config));
  if (command == "check") return CheckStore(config);
  if (command == "backup") {
    EndWithServer();
    GiveWay();
    return MakeBackup(config, config.words());
  }
  if (command == "verify") return VerifyBackup(config, config.words());
  return RestoreBackup(config, config.words());
}

}  // namespace koine::server
