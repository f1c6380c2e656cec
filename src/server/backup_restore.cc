// `koine verify` and `koine restore`.
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>
#include <system_error>
#include <utility>

#include "server/backup.h"
#include "server/backup_asked.h"
#include "server/backup_database.h"
#include "server/backup_remote.h"
#include "server/places.h"
#include "server/progress.h"

namespace koine::server {

struct VerifyOut {
  std::vector<std::string> backups;
  std::int64_t files = 0, bytes = 0;
  std::vector<std::string> faults;
};
KOINE_DESCRIBE(VerifyOut, (backups, files, bytes, faults))

namespace {

namespace fs = std::filesystem;
using Words = std::vector<std::string>;

constexpr std::size_t kFaultsShown = 100;
constexpr char kVerifyUsage[] =
    "usage: koine verify BACKUP|DIR|s3://BUCKET/PREFIX/BACKUP [--passphrase-file FILE]";
constexpr char kRestoreUsage[] =
    "usage: koine restore BACKUP|s3://BUCKET/PREFIX/BACKUP --data DIR [--passphrase-file FILE]";

Error Told(Code code, std::string text) {
  return FieldError(code, "backup", std::move(text));
}
Error Fault(const std::string& path, const std::error_code& error) {
  return Told(Code::kUnavailable, path + ": " + error.message());
}

// Contents that were looked at already are not read again: several backups name the same.
class Verifier {
 public:
  explicit Verifier(BackupCipher* cipher) : cipher_(cipher) {}

  // What is damaged goes into `out`; an error is that of a missing or another passphrase.
  Status Look(const std::string& backup) {
    const auto head = ReadHead(backup, cipher_);
    if (!head.ok() && head.error().field == kPassphraseField) return head.error();
    out.backups.push_back(backup);
    if (head.ok()) {
      LookAtFiles(backup, *head);
    } else {
      Fault(head.error().text);
    }
    return Ok();
  }

  VerifyOut out;

 private:
  void Fault(std::string text) { out.faults.push_back(std::move(text)); }

  void LookAtFiles(const std::string& backup, const BackupHead& head) {
    const auto salt = SaltOfBackup(backup);
    BackupCipher* const cipher = salt.ok() && salt->empty() ? nullptr : cipher_;
    for (const BackupFile& file : head.files) {
      const std::string path = backup + "/" + file.name;
      const auto found = SumFile(path, cipher);
      ++out.files;
      if (!found.ok()) {
        Fault(found.error().text);
      } else if (found->sha256 != file.sha256) {
        Fault(path + ": is not what " + kHeadFile + " says");
      } else {
        out.bytes += found->bytes;
      }
    }
    const auto names = ReadContents(backup, cipher);
    if (!names.ok()) return Fault(names.error().text);
    const std::string files = (fs::path(backup).parent_path() / kContentsFolder).string();
    Progress progress;
    std::int64_t seen = 0;
    for (const std::string& name : *names) {
      progress.Tell("contents", ++seen, static_cast<std::int64_t>(names->size()));
      LookAtContent(backup, files + "/" + name, name, cipher);
    }
  }

  void LookAtContent(const std::string& backup, const std::string& path, const std::string& name,
                     BackupCipher* cipher) {
    const auto [it, fresh] = sound_.emplace(name, true);
    if (!fresh) {
      if (!it->second) Fault(backup + " needs " + path);
      return;
    }
    const auto found = SumFile(path, cipher);
    ++out.files;
    if (found.ok() && found->sha256 == DigestOf(name)) {
      out.bytes += found->bytes;
      return;
    }
    it->second = false;
    Fault(found.ok() ? path + ": is not the content that its name says" : found.error().text);
  }

  BackupCipher* const cipher_;
  std::map<std::string, bool> sound_;
};

Report ReportOf(const VerifyOut& out) {
  std::string text;
  for (std::size_t i = 0; i < std::min(out.faults.size(), kFaultsShown); ++i) {
    text += out.faults[i] + "\n";
  }
  text += std::to_string(out.backups.size()) + " backups, " + std::to_string(out.files) +
          " files, " + std::to_string(out.bytes) + " bytes: " +
          (out.faults.empty() ? "all sound" : std::to_string(out.faults.size()) + " faults") + "\n";
  Report report = Report::Of(std::move(text), out);
  report.good = out.faults.empty();
  return report;
}

Result<Report> VerifyLocal(const std::string& path, BackupCipher* cipher) {
  std::error_code error;
  Words all = {path};
  if (!fs::exists(path + "/" + kHeadFile, error)) all = BackupsIn(path);
  if (all.empty()) return Told(Code::kNotFound, "verify: there is no backup in " + path);
  Verifier verifier(cipher);
  for (const std::string& one : all) KOINE_CHECK(verifier.Look(one));
  return ReportOf(verifier.out);
}

// A copy on this disk of what is elsewhere, which goes with the object.
class Fetched {
 public:
  explicit Fetched(std::string folder) : folder_(std::move(folder)) {
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
  }
  ~Fetched() {
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
  }
  Fetched(const Fetched&) = delete;
  Fetched& operator=(const Fetched&) = delete;

  // One backup with its contents. What is missing there is missing here, for Verifier to name.
  Status Bring(RemoteBackups& remote, const std::string& name, BackupCipher* cipher) {
    const std::string backup = path(name);
    KOINE_CHECK(remote.GetBackup(name, backup));
    const auto head = ReadHead(backup, cipher);
    if (!head.ok()) return Ok();
    KOINE_TRY(const std::string salt, SaltOfBackup(backup));
    const auto names = ReadContents(backup, salt.empty() ? nullptr : cipher);
    if (!names.ok()) return Ok();
    Progress progress;
    std::int64_t seen = 0;
    for (const std::string& content : *names) {
      progress.Tell("contents", ++seen, static_cast<std::int64_t>(names->size()));
      const std::string key = std::string(kContentsFolder) + "/" + content;
      const fs::path target = folder_ + "/" + key;
      std::error_code error;
      if (fs::exists(target, error)) continue;
      fs::create_directories(target.parent_path(), error);
      if (error) return Fault(target.string(), error);
      const Status got = remote.Get(key, target.string());
      if (!got.ok() && !got.error().Is(Code::kNotFound)) return got;
    }
    return Ok();
  }
  // The same for what only this one needs.
  void Forget(const std::string& name) {
    std::error_code ignored;
    fs::remove_all(path(name), ignored);
  }
  std::string path(const std::string& name) const { return folder_ + "/" + name; }

 private:
  const std::string folder_;
};

// "s3://bucket/prefix/koine-TIME" as the place and the name; a place alone has no name.
std::pair<std::string, std::string> SplitRemote(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  std::string name = path.substr(slash + 1);
  if (!name.starts_with("koine-")) return {path, ""};
  return {path.substr(0, slash), std::move(name)};
}

Result<Report> VerifyRemote(const config::Config& config, const RestoreAsked& asked) {
  const auto [place, name] = SplitRemote(asked.backup);
  KOINE_TRY(const auto remote, RemoteBackups::Open(config, place));
  Words names = {name};
  if (name.empty()) {
    KOINE_TRY(names, remote->List());
  }
  if (names.empty()) return Told(Code::kNotFound, "verify: there is no backup in " + place);
  Fetched fetched(
      (fs::temp_directory_path() / ("koine-verify-" + std::to_string(::getpid()))).string());
  Verifier verifier(asked.cipher.get());
  for (const std::string& one : names) {
    KOINE_CHECK(fetched.Bring(*remote, one, asked.cipher.get()));
    std::error_code error;
    if (!fs::exists(fetched.path(one) + "/" + kHeadFile, error)) {
      return Told(Code::kNotFound, "verify: there is no backup " + place + "/" + one);
    }
    KOINE_CHECK(verifier.Look(fetched.path(one)));
    fetched.Forget(one);
  }
  for (std::string& one : verifier.out.backups) {
    one = place + "/" + fs::path(one).filename().string();
  }
  return ReportOf(verifier.out);
}

Status CopyContents(const std::string& backup, const std::string& data, BackupCipher* cipher) {
  KOINE_TRY(const Words contents, ReadContents(backup, cipher));
  const std::string from = (fs::path(backup).parent_path() / kContentsFolder).string();
  const std::string files = data + "/" + kContentsFolder;
  std::set<std::string> folders = {files};
  Progress progress;
  std::int64_t seen = 0;
  for (const std::string& name : contents) {
    progress.Tell("contents", ++seen, static_cast<std::int64_t>(contents.size()));
    const fs::path target = files + "/" + name;
    const fs::path folder = target.parent_path();
    std::error_code error;
    fs::create_directories(folder, error);
    if (error) return Fault(folder.string(), error);
    KOINE_CHECK(CopyFile(from + "/" + name, target.string(), {cipher, nullptr}));
    folders.insert(folder.string());
    folders.insert(folder.parent_path().string());
  }
  for (const std::string& folder : folders) KOINE_CHECK(SyncFolder(folder));
  return Ok();
}

// Whether the data directory is what a restore of this backup made of it, and no server used it
// since: then only the end of that restore is missing.
bool IsRestoreOf(const std::string& data, const BackupHead& head) {
  const auto secrets = SumFile(data + "/" + kSecretsFile);
  return secrets.ok() && std::ranges::any_of(head.files, [&](const BackupFile& file) {
           return file.name == kSecretsFile && file.sha256 == secrets->sha256;
         });
}

bool IsThere(const std::string& data) {
  std::error_code error;
  return fs::exists(data, error) && !fs::is_empty(data, error);
}

Error NotEmpty(const std::string& data) {
  return Told(Code::kBadState, "restore: " + data + " is there and not empty; name another one");
}

// A slash at the end is no part of the name.
std::string DataOf(const config::Config& config) {
  std::string data = config.Text("data");
  while (data.size() > 1 && data.ends_with('/')) data.pop_back();
  return data;
}

Result<Report> Restored(const std::string& data, const BackupHead& head, const std::string& said) {
  return Report::Of(
      "restored " + said + " into " + data + "; start it with: koine serve --data " + data + "\n",
      head);
}

// Where the data directory is there: a restore into PostgreSQL that only lacks its end gets it.
Result<Report> FinishRestore(const config::Config& config, const std::string& backup,
                             BackupCipher* given, const std::string& said) {
  const std::string data = DataOf(config);
  const auto head = ReadHead(backup, given);
  const auto identity = SumFile(backup + "/" + kHeadFile);
  if (!head.ok() || !identity.ok() || !IsRestoreOf(data, *head)) return NotEmpty(data);
  auto database = DatabaseTarget::Open(config, *head, identity->sha256);
  if (!database.ok() || !database->filled()) return NotEmpty(data);
  KOINE_CHECK(database->Finish());
  return Restored(data, *head, said);
}

Result<Report> RestoreLocal(const config::Config& config, const std::string& backup,
                            BackupCipher* given, const std::string& said) {
  const std::string data = DataOf(config);
  if (IsThere(data)) return FinishRestore(config, backup, given, said);
  KOINE_TRY(Report verified, VerifyLocal(backup, given));
  if (!verified.good) {
    return Told(Code::kBadState, "restore: the backup is damaged\n" + verified.text);
  }
  std::error_code error;
  if (!fs::exists(backup + "/" + kHeadFile, error)) {
    return Told(Code::kBadArgument,
                "restore: " + backup + " has several backups; name one of them");
  }
  KOINE_TRY(const BackupHead head, ReadHead(backup, given));
  KOINE_TRY(const BackupFile identity, SumFile(backup + "/" + kHeadFile));
  KOINE_TRY(const std::string salt, SaltOfBackup(backup));
  BackupCipher* const cipher = salt.empty() ? nullptr : given;
  KOINE_TRY(DatabaseTarget database, DatabaseTarget::Open(config, head, identity.sha256));
  // It gets its name when it is whole.
  const std::string part = data + kUnfinished;
  fs::remove_all(part, error);
  fs::create_directories(part + "/" + kContentsFolder, error);
  if (error) return Fault(part, error);
  KOINE_CHECK(CopyContents(backup, part, cipher));
  KOINE_CHECK(CopyFile(backup + "/" + kSecretsFile, part + "/" + kSecretsFile, {cipher, nullptr}));
  KOINE_CHECK(database.Fill(backup, part, cipher));
  KOINE_CHECK(SyncFolder(part));
  fs::remove(data, error);
  fs::rename(part, data, error);
  if (error) return Fault(data, error);
  const std::string parent = fs::path(data).parent_path().string();
  KOINE_CHECK(SyncFolder(parent.empty() ? "." : parent));
  KOINE_CHECK(database.Finish());
  return Restored(data, head, said);
}

}  // namespace

Result<Report> VerifyBackup(const config::Config& config, const Words& words) {
  KOINE_TRY(const RestoreAsked asked, ReadRestoreAsked(config, words, kVerifyUsage));
  ::umask(077);
  if (IsRemote(asked.backup)) return VerifyRemote(config, asked);
  return VerifyLocal(asked.backup, asked.cipher.get());
}

Result<Report> RestoreBackup(const config::Config& config, const Words& words) {
  KOINE_TRY(const RestoreAsked asked, ReadRestoreAsked(config, words, kRestoreUsage));
  const std::string data = DataOf(config);
  std::error_code error;
  // With PostgreSQL it may lack nothing but the end.
  if (IsThere(data) && !IsPostgres(config)) return NotEmpty(data);
  ::umask(077);
  if (!IsRemote(asked.backup)) {
    return RestoreLocal(config, asked.backup, asked.cipher.get(), asked.backup);
  }
  const auto [place, name] = SplitRemote(asked.backup);
  if (name.empty()) return Told(Code::kBadArgument, kRestoreUsage);
  KOINE_TRY(const auto remote, RemoteBackups::Open(config, place));
  Fetched fetched(data + ".fetched");
  KOINE_CHECK(fetched.Bring(*remote, name, asked.cipher.get()));
  if (!fs::exists(fetched.path(name) + "/" + kHeadFile, error)) {
    return Told(Code::kNotFound, "restore: there is no backup " + asked.backup);
  }
  return RestoreLocal(config, fetched.path(name), asked.cipher.get(), asked.backup);
}

}  // namespace koine::server
