#include "store/pg_test_util.h"

#include <fcntl.h>
#include <libpq-fe.h>
#include <pwd.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <vector>

namespace koine::store {

namespace {

namespace fs = std::filesystem;

constexpr int kReadyMs = 60'000;

// Where the server's programs are, empty if nowhere.
std::string BinDirectory() {
  for (const char* version : {"17", "16", "15"}) {
    const std::string dir = std::string("/usr/lib/postgresql/") + version + "/bin";
    if (fs::exists(dir + "/initdb")) return dir;
  }
  return {};
}

// Starts a program as an ordinary user (the server refuses root), output to `log`. The child ends
// with the process that started it.
pid_t Spawn(std::vector<std::string> args, const std::string& log) {
  if (geteuid() == 0) {
    const std::vector<std::string> prefix = {"setpriv", "--reuid=postgres", "--regid=postgres",
                                             "--init-groups", "--pdeathsig=QUIT"};
    args.insert(args.begin(), prefix.begin(), prefix.end());
  } else {
    args.insert(args.begin(), {"setpriv", "--pdeathsig=QUIT"});
  }
  const pid_t pid = fork();
  if (pid != 0) return pid;
  const int out = open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0644);
  dup2(out, 1);
  dup2(out, 2);
  std::vector<char*> argv;
  for (std::string& arg : args) argv.push_back(arg.data());
  argv.push_back(nullptr);
  execvp(argv[0], argv.data());
  _exit(127);
}

int WaitFor(pid_t pid) {
  int status = 0;
  waitpid(pid, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128;
}

using Connection = std::unique_ptr<PGconn, decltype(&PQfinish)>;

Error Problem(std::string text) {
  return Error{Code::kUnavailable, "", "", std::move(text)};
}

}  // namespace

PgTestServer& PgTestServer::Get() {
  static PgTestServer server;
  return server;
}

PgTestServer::PgTestServer() {
  const std::string bin = BinDirectory();
  if (bin.empty()) {
    problem_ = "PostgreSQL is not installed (Debian package postgresql)";
    return;
  }
  std::string pattern = (fs::temp_directory_path() / "koine-pg-XXXXXX").string();
  directory_ = mkdtemp(pattern.data());
  if (const passwd* user = geteuid() == 0 ? getpwnam("postgres") : nullptr; user != nullptr) {
    if (chown(directory_.c_str(), user->pw_uid, user->pw_gid) != 0) problem_ = "chown failed";
  }
  const std::string log = "/dev/null";
  const int rc = WaitFor(Spawn({bin + "/initdb", "-D", directory_ + "/data", "-U", "postgres", "-E",
                                "UTF8", "--locale=C.UTF-8", "-A", "trust", "--no-sync", "-k"},
                               log));
  if (rc != 0) problem_ = "initdb failed with " + std::to_string(rc);
  if (problem_.empty()) {
    if (Status started = Start(); !started.ok()) problem_ = started.error().text;
  }
}

PgTestServer::~PgTestServer() {
  Crash();
  if (!directory_.empty()) fs::remove_all(directory_);
}

Status PgTestServer::Start() {
  // Nobody but the test has transactions.
  pid_ = Spawn({BinDirectory() + "/postgres", "-D", directory_ + "/data", "-k", directory_, "-c",
                "listen_addresses=", "-c", "max_connections=200", "-c", "autovacuum=off"},
               directory_ + "/log");
  return AwaitReady();
}

Status PgTestServer::AwaitReady() {
  for (int i = 0; i < kReadyMs / 20; ++i) {
    if (PQping(Url("postgres").c_str()) == PQPING_OK) return Ok();
    if (pid_ > 0 && waitpid(pid_, nullptr, WNOHANG) == pid_) {
      pid_ = -1;
      break;
    }
    usleep(20'000);
  }
  std::ifstream log(directory_ + "/log");
  const std::string text{std::istreambuf_iterator<char>(log), {}};
  return Problem("PostgreSQL is not there; its log ends with\n" +
                 text.substr(text.size() - std::min<std::size_t>(text.size(), 2000)));
}

void PgTestServer::Crash() {
  if (pid_ <= 0) return;
  kill(pid_, SIGQUIT);
  WaitFor(pid_);
  pid_ = -1;
}

Status PgTestServer::Restart() {
  return Start();
}

std::string PgTestServer::Url(const std::string& database) const {
  return "postgresql://postgres@/" + database + "?host=" + directory_;
}

Result<std::string> PgTestServer::Query(const std::string& database, const std::string& sql) {
  if (!problem_.empty()) return Problem(problem_);
  const Connection conn(PQconnectdb(Url(database).c_str()), &PQfinish);
  const std::unique_ptr<PGresult, decltype(&PQclear)> result(PQexec(conn.get(), sql.c_str()),
                                                             &PQclear);
  const ExecStatusType status = PQresultStatus(result.get());
  if (status == PGRES_COMMAND_OK) return std::string();
  if (status != PGRES_TUPLES_OK) return Problem(PQerrorMessage(conn.get()));
  return PQntuples(result.get()) > 0 ? std::string(PQgetvalue(result.get(), 0, 0)) : std::string();
}

Result<std::string> PgTestServer::CreateDatabase(const std::string& options) {
  // A test before may have had it recover from a crash.
  if (problem_.empty()) KOINE_CHECK(AwaitReady());
  const std::string name = "koine_" + std::to_string(getpid()) + "_" + std::to_string(++databases_);
  KOINE_TRY(const std::string ignored,
            Query("postgres", "create database " + name + " " + options));
  static_cast<void>(ignored);
  return name;
}

void PgTestServer::DropDatabase(const std::string& name) {
  static_cast<void>(Query("postgres", "drop database " + name + " with (force)"));
}

}  // namespace koine::store
