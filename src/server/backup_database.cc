#include "server/backup_database.h"

#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <system_error>
#include <utility>
#include <vector>

#include "server/pace.h"
#include "server/pg_password.h"
#include "server/places.h"
#include "server/progress.h"
#include "store/snapshot.h"

extern char** environ;

namespace koine::server {

namespace {

using Words = std::vector<std::string>;

Error Told(Code code, std::string text) {
  return FieldError(code, "backup", std::move(text));
}

// Runs a program of PostgreSQL. kUnavailable with a sentence.
Status RunProgram(const Words& words) {
  std::vector<char*> arguments;
  for (const std::string& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  pid_t process = 0;
  if (::posix_spawnp(&process, arguments[0], nullptr, nullptr, arguments.data(), environ) != 0) {
    return Told(Code::kUnavailable, words[0] + " cannot be run; it is in postgresql-client");
  }
  int status = 0;
  while (::waitpid(process, &status, 0) < 0 && errno == EINTR) {
  }
  if (WIFEXITED(status) && WEXITSTATUS(status) == 0) return Ok();
  return Told(Code::kUnavailable, words[0] + " failed");
}

// The address without its password: that goes in PGPASSWORD, which no list of processes shows.
std::string WithoutPassword(std::string url) {
  const std::string password = TakePgPassword(&url);
  if (!password.empty()) ::setenv("PGPASSWORD", password.c_str(), 1);
  return url;
}

}  // namespace

Result<std::string> CopyDatabase(const config::Config& config, const std::string& into) {
  if (IsPostgres(config)) {
    std::string dump = into + "/" + kDumpFile;
    // The mark of a restore is no part of what it marks.
    KOINE_CHECK(
        RunProgram({"pg_dump", "--format=custom", "--no-owner", "--exclude-table=restore_state",
                    "--file=" + dump, "--dbname=" + WithoutPassword(config.Text("store.url"))}));
    KOINE_CHECK(SyncFile(dump));
    return dump;
  }
  std::string copy = into + "/" + kDatabaseFile;
  Progress progress;
  Pace pace;
  KOINE_CHECK(store::CopySqlite(SqliteFile(config), copy, [&](std::int64_t done, std::int64_t all) {
    progress.Tell("database, pages", done, all);
    pace.Rest();
  }));
  return copy;
}

Result<DatabaseTarget> DatabaseTarget::Open(const config::Config& config, const BackupHead& head,
                                            std::string identity) {
  const bool dumped = head.engine == "postgresql";
  if (dumped && !IsPostgres(config)) {
    return Told(Code::kBadArgument,
                "restore: this backup is of PostgreSQL; --store.url names an empty database");
  }
  if (!dumped && IsPostgres(config)) {
    return Told(Code::kBadArgument, "restore: this backup is of SQLite; leave out --store.url");
  }
  DatabaseTarget out;
  if (!dumped) return out;
  out.url_ = config.Text("store.url");
  out.identity_ = std::move(identity);
  KOINE_TRY(out.postgres_, store::RestoreTarget::Open(out.url_));
  KOINE_TRY(out.state_, out.postgres_->Look(out.identity_));
  return out;
}

Status DatabaseTarget::Fill(const std::string& backup, const std::string& data,
                            BackupCipher* cipher) {
  using State = store::RestoreTarget::State;
  if (postgres_ == nullptr) {
    const auto copied =
        CopyFile(backup + "/" + kDatabaseFile, data + "/" + kDatabaseFile, {cipher, nullptr});
    return copied.ok() ? Ok() : Status(copied.error());
  }
  if (filled()) return Ok();
  std::string dump = backup + "/" + kDumpFile;
  if (cipher != nullptr) {
    const std::string plain = data + "/" + kDumpFile;
    KOINE_CHECK(CopyFile(dump, plain, {cipher, nullptr}));
    dump = plain;
  }
  if (state_ == State::kEmpty) KOINE_CHECK(postgres_->Mark(identity_));
  state_ = State::kMarked;
  const Status restored = RunProgram({"pg_restore", "--exit-on-error", "--single-transaction",
                                      "--no-owner", "--dbname=" + WithoutPassword(url_), dump});
  std::error_code ignored;
  if (cipher != nullptr) std::filesystem::remove(dump, ignored);
  if (restored.ok()) state_ = State::kFilled;
  return restored;
}

Status DatabaseTarget::Finish() {
  return postgres_ == nullptr ? Ok() : postgres_->Unmark();
}

}  // namespace koine::server
