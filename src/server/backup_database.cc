#include "server/backup_database.h"

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <system_error>
#include <utility>
#include <vector>

#include "base/descriptor.h"
#include "server/pace.h"
#include "server/pg_password.h"
#include "server/places.h"
#include "server/progress.h"
#include "store/snapshot.h"

namespace koine::server {

namespace {

using Words = std::vector<std::string>;

constexpr int kPipeBytes = 16 << 10;

Error Told(Code code, std::string text) {
  return FieldError(code, "backup", std::move(text));
}

// What a program is that could not be started (as in a shell).
constexpr int kNotStarted = 127;

// In the new process. Nothing here may want a lock that another thread had.
[[noreturn]] void Become(pid_t parent, char* const* arguments, int out) {
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (::getppid() != parent) ::_exit(kNotStarted);
  if (out >= 0) ::dup2(out, STDOUT_FILENO);
  ::execvp(arguments[0], arguments);
  ::_exit(kNotStarted);
}

// A program of PostgreSQL that runs. Ends with it, if need be by a signal, and with the thread that
// started it: a restore that is run again must not meet what an earlier one has left at work.
class Program {
 public:
  // What it says goes to `out`, or where ours goes if that is negative. kUnavailable with a
  // sentence.
  static Result<Program> Start(const Words& words, int out) {
    std::vector<char*> arguments;
    for (const std::string& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
    arguments.push_back(nullptr);
    const pid_t parent = ::getpid();
    const pid_t process = ::fork();
    if (process == 0) Become(parent, arguments.data(), out);
    if (process < 0) {
      return Told(Code::kUnavailable, words[0] + " cannot be run: " + std::strerror(errno));
    }
    return Program(words[0], process);
  }
  Program(Program&& other) noexcept
      : name_(std::move(other.name_)), process_(std::exchange(other.process_, 0)) {}
  Program(const Program&) = delete;
  Program& operator=(const Program&) = delete;
  ~Program() {
    if (process_ == 0) return;
    ::kill(process_, SIGTERM);
    static_cast<void>(Wait());
  }

  // Until it has ended. kUnavailable if it failed.
  Status Wait() {
    int status = 0;
    while (::waitpid(process_, &status, 0) < 0 && errno == EINTR) {
    }
    process_ = 0;
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0) return Ok();
    if (WIFEXITED(status) && WEXITSTATUS(status) == kNotStarted) {
      return Told(Code::kUnavailable, name_ + " cannot be run; it is in postgresql-client");
    }
    return Told(Code::kUnavailable, name_ + " failed");
  }
  // Whoever else wants the processor gets it first.
  void StepBack() { ::setpriority(PRIO_PROCESS, static_cast<id_t>(process_), kNice); }

 private:
  static constexpr int kNice = 10;
  Program(std::string name, pid_t process) : name_(std::move(name)), process_(process) {}
  std::string name_;
  pid_t process_ = 0;
};

// The address without its password: that goes in PGPASSWORD, which no list of processes shows.
std::string WithoutPassword(std::string url) {
  const std::string password = TakePgPassword(&url);
  if (!password.empty()) ::setenv("PGPASSWORD", password.c_str(), 1);
  return url;
}

Status Dump(const std::string& url, const std::string& to) {
  int ends[2];
  if (::pipe2(ends, O_CLOEXEC) != 0)
    return Told(Code::kUnavailable, "no pipe: " + std::string(std::strerror(errno)));
  const Descriptor in(ends[0]);
  Descriptor out(ends[1]);
  // What fits into it is made while we rest.
  ::fcntl(in.get(), F_SETPIPE_SZ, kPipeBytes);
  // The mark of a restore is no part of what it marks.
  KOINE_TRY(Program dump, Program::Start({"pg_dump", "--format=custom", "--no-owner",
                                          "--exclude-table=restore_state", "--dbname=" + url},
                                         out.get()));
  dump.StepBack();
  ::close(out.Release());
  Pace pace;
  KOINE_CHECK(SaveFrom(in.get(), to, &pace));
  return dump.Wait();
}

}  // namespace

Result<std::string> CopyDatabase(const config::Config& config, const std::string& into) {
  if (IsPostgres(config)) {
    std::string dump = into + "/" + kDumpFile;
    KOINE_CHECK(Dump(WithoutPassword(config.Text("store.url")), dump));
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
  KOINE_TRY(Program program,
            Program::Start({"pg_restore", "--exit-on-error", "--single-transaction", "--no-owner",
                            "--dbname=" + WithoutPassword(url_), dump},
                           -1));
  const Status restored = program.Wait();
  if (cipher != nullptr) RemoveGently(dump);
  if (restored.ok()) state_ = State::kFilled;
  return restored;
}

Status DatabaseTarget::Finish() {
  return postgres_ == nullptr ? Ok() : postgres_->Unmark();
}

}  // namespace koine::server
