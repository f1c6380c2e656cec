// What an idle connection costs at least: a server that accepts sockets and keeps of each what no
// signed-in session can do without, in the containers one would use: which user and login it is,
// when it was last heard of, and two pointers for what is unfinished; found by socket and by user.
#include <unistd.h>

#include <cstdio>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "bench/lib/process.h"
#include "bench/lib/report.h"
#include "bench/lib/socket.h"

namespace koine::bench {
namespace {

constexpr std::int64_t kSocketsPerUser = 20;

struct Session {
  int fd = -1;
  std::int64_t id = 0;
  std::int64_t user = 0;
  std::int64_t login = 0;
  std::int64_t last_heard_ms = 0;
  std::unique_ptr<std::string> unfinished;
  std::unique_ptr<std::string> unsent;
};

void ServeIdle(int listener) {
  Poller poller;
  poller.Add(listener, 0);
  std::unordered_map<std::int64_t, std::unique_ptr<Session>> sessions;
  std::unordered_map<std::int64_t, std::vector<Session*>> users;
  for (std::int64_t next = 1;;) {
    for (const epoll_event& event : poller.Wait(-1)) {
      if (event.data.u64 != 0) continue;  // nobody says anything
      for (int fd = Accept(listener); fd >= 0; fd = Accept(listener)) {
        auto session = std::make_unique<Session>();
        session->fd = fd;
        session->id = next;
        session->user = next / kSocketsPerUser;
        users[session->user].push_back(session.get());
        poller.Add(fd, static_cast<std::uint64_t>(next));
        sessions.emplace(next++, std::move(session));
      }
    }
  }
}

Figures Measure(const Args& args) {
  std::int64_t sockets = args.Number("sockets", 10'000);
  RaiseFileLimit(sockets + 256);
  Child child = ForkServer(static_cast<int>(args.Number("server-core", 0)), ServeIdle);
  PinToCore(static_cast<int>(args.Number("core", 1)));
  SleepMs(200);
  Memory before = MemoryOf(child.pid);
  std::vector<int> open;
  for (std::int64_t i = 0; i < sockets; i++) open.push_back(Connect({"127.0.0.1", child.port}));
  SleepMs(1000);
  Memory after = MemoryOf(child.pid);
  for (int fd : open) Abort(fd);
  StopChild(child);
  Figures out;
  out.Add("idle_bytes", static_cast<double>(after.anonymous_bytes - before.anonymous_bytes) /
                            static_cast<double>(sockets));
  return out;
}

}  // namespace
}  // namespace koine::bench

int main(int argc, char** argv) {
  koine::bench::Measure(koine::bench::Args(argc, argv)).Print();
  return 0;
}
