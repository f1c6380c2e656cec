#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <string_view>

#include "bench/lib/process.h"
#include "bench/lib/scenario.h"
#include "bench/lib/websocket.h"

namespace koine::bench {
namespace {

constexpr std::size_t kSocketsPerUser = 20;  // the dialect's limit
constexpr std::size_t kSignInsAtOnce = 64;
constexpr int kSignInTimeoutMs = 60'000;
constexpr int kSettleMs = 1'000;
constexpr int kSettleLimitMs = 10'000;
constexpr int kStopTimeoutMs = 10'000;
constexpr std::size_t kSpareFiles = 256;

std::vector<std::string> SpreadTokens(const World& world, std::size_t sockets) {
  if (world.users.size() * kSocketsPerUser < sockets) {
    Die(std::to_string(sockets) + " sockets need " +
        std::to_string((sockets + kSocketsPerUser - 1) / kSocketsPerUser) + " users");
  }
  std::vector<std::string> out;
  for (std::size_t i = 0; i < sockets; i++)
    out.push_back(world.users[i % world.users.size()].token);
  return out;
}

// One keep-alive connection of the HTTP scenario.
struct Caller {
  Outgoing outgoing;
  std::string request;
  std::string in;
};

// What a server process prints, line by line.
class OutputReader {
 public:
  explicit OutputReader(int fd) : fd_(fd) {}
  // The next line, or an empty one at the end.
  std::string Line() {
    std::string line;
    for (char c = 0; read(fd_, &c, 1) == 1 && c != '\n';) line += c;
    return line;
  }

 private:
  int fd_;
};

pid_t Start(const std::vector<std::string>& command, int core, int* output) {
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) Die("pipe");
  std::vector<char*> argv;
  for (const std::string& word : command) argv.push_back(const_cast<char*>(word.c_str()));
  argv.push_back(nullptr);
  pid_t pid = fork();
  if (pid == 0) {
    PinToCore(core);
    dup2(ends[1], STDOUT_FILENO);
    execv(argv[0], argv.data());
    Die("cannot run " + command[0] + ": " + std::strerror(errno));
  }
  close(ends[1]);
  *output = ends[0];
  return pid;
}

void Stop(pid_t pid) {
  kill(pid, SIGTERM);
  for (int waited_ms = 0; waited_ms < kStopTimeoutMs; waited_ms += 10) {
    if (waitpid(pid, nullptr, WNOHANG) == pid) return;
    SleepMs(10);
  }
  kill(pid, SIGKILL);
  waitpid(pid, nullptr, 0);
  Die("the server did not stop within " + std::to_string(kStopTimeoutMs) + " ms of SIGTERM");
}

}  // namespace

Figures RunIdle(const Target& target, const World& world, std::size_t sockets) {
  RaiseFileLimit(static_cast<std::int64_t>(sockets + kSpareFiles));
  SocketPool pool(target.server);
  Memory before = MemoryOf(target.pid);
  Meter meter(target.pid, target.store_pid);
  meter.Begin();
  pool.Open(SpreadTokens(world, sockets), kSignInsAtOnce, kSignInTimeoutMs);
  meter.End();
  pool.Settle(kSettleMs, kSettleLimitMs);
  Memory after = MemoryOf(target.pid);
  auto count = static_cast<double>(sockets);
  Figures out;
  out.Add("idle_bytes",
          static_cast<double>(after.anonymous_bytes - before.anonymous_bytes) / count);
  out.Add("sign_in_per_s", count / meter.seconds());
  out.Add("sign_in_cpu_us", meter.cpu_us() / count);
  return out;
}

Figures RunStorm(const Target& target, const World& world, std::size_t sockets) {
  RaiseFileLimit(static_cast<std::int64_t>(sockets + kSpareFiles));
  std::vector<std::string> tokens = SpreadTokens(world, sockets);
  {
    SocketPool first(target.server);
    first.Open(tokens, kSignInsAtOnce, kSignInTimeoutMs);
  }
  SocketPool second(target.server);
  Meter meter(target.pid, target.store_pid);
  meter.Begin();
  second.Open(tokens, sockets, kSignInTimeoutMs);
  meter.End();
  auto count = static_cast<double>(sockets);
  Figures out;
  out.Add("storm_s", meter.seconds());
  out.Add("sign_in_per_s", count / meter.seconds());
  out.Add("sign_in_cpu_us", meter.cpu_us() / count);
  return out;
}

Figures RunHttp(const Target& target, const World& world, const HttpLoad& load) {
  if (world.users.empty()) Die("needs prepared users");
  Poller poller;
  std::vector<Caller> callers(load.connections);
  const std::size_t users = std::min(load.users, world.users.size());
  for (std::size_t i = 0; i < load.connections; i++) {
    const User& user = world.users[i % users];
    callers[i].outgoing.fd = Connect(target.server);
    callers[i].request = RequestText(target.server, "GET", load.path, user.token, "");
    poller.Add(callers[i].outgoing.fd, i);
    SendAll(callers[i].outgoing.fd, callers[i].request);
  }
  Meter meter(target.pid, target.store_pid);
  std::int64_t begin = NowNs() + static_cast<std::int64_t>(load.warm_up_s * 1e9);
  std::int64_t end = begin + static_cast<std::int64_t>(load.seconds * 1e9);
  double count = 0;
  std::size_t answer_bytes = 0;
  bool measuring = false;
  std::vector<char> buffer(64 * 1024);
  while (NowNs() < end) {
    if (!measuring && NowNs() >= begin) {
      measuring = true;
      count = 0;
      meter.Begin();
    }
    for (const epoll_event& event : poller.Wait(2'000)) {
      Caller& caller = callers[event.data.u64];
      ssize_t n = recv(caller.outgoing.fd, buffer.data(), buffer.size(), 0);
      if (n <= 0) Die("the server closed an HTTP connection");
      caller.in.append(buffer.data(), static_cast<std::size_t>(n));
      int status = 0;
      std::size_t body_at = 0;
      std::size_t size = ParseAnswer(caller.in, &status, &body_at);
      if (size == 0) continue;
      if (status != 200) Die("GET " + load.path + " answered " + caller.in);
      answer_bytes = size;
      count++;
      caller.in.erase(0, size);
      SendAll(caller.outgoing.fd, caller.request);
    }
  }
  meter.End();
  for (Caller& caller : callers) Abort(caller.outgoing.fd);
  if (count <= 0) Die("no request was answered");
  Figures out;
  out.Add("cpu_us", meter.cpu_us() / count);
  out.Add("store_cpu_us", meter.store_cpu_us() / count);
  out.Add("per_s", count / meter.seconds());
  out.Add("in_bytes", static_cast<double>(callers[0].request.size()));
  out.Add("out_bytes", static_cast<double>(answer_bytes));
  return out;
}

Figures RunStart(const std::vector<std::string>& command, int core, int rest_ms) {
  if (command.empty()) Die("start: no command after --");
  std::int64_t begin = NowNs();
  int output = -1;
  pid_t pid = Start(command, core, &output);
  OutputReader reader(output);
  constexpr std::string_view kMain = " main=";
  std::string line;
  do {
    line = reader.Line();
    if (line.empty()) Die("the server ended without a line 'listening main=…'");
  } while (line.rfind("listening", 0) != 0 || line.find(kMain) == std::string::npos);
  std::string_view at = std::string_view(line).substr(line.find(kMain) + kMain.size());
  int status =
      HttpClient(ParseAddress(at.substr(0, at.find(' ')))).Call("GET", "/healthz", "", "").status;
  double took_ms = static_cast<double>(NowNs() - begin) / 1e6;
  if (status != 200) Die("GET /healthz answered " + std::to_string(status));
  SleepMs(rest_ms);
  Figures out;
  out.Add("cold_start_ms", took_ms);
  out.Add("rest_mb", static_cast<double>(MemoryOf(pid).resident_bytes) / 1048576.0);
  Stop(pid);
  close(output);
  return out;
}

}  // namespace koine::bench
