#pragma once

#include <sys/epoll.h>
#include <sys/types.h>

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

// Sockets on the loopback interface, an epoll set, and a server in a child process.
namespace koine::bench {

struct Address {
  std::string host;
  int port = 0;
};

// "127.0.0.1:8080"; dies on anything else.
Address ParseAddress(std::string_view text);

// A connected non-blocking TCP socket without Nagle's delay. Dies when nobody answers.
int Connect(const Address& address);

// A non-blocking listening socket on a free port of 127.0.0.1; sets `port`.
int Listen(int* port);

// The next waiting connection, non-blocking and without Nagle's delay, or -1.
int Accept(int listener);

// Sends all of `data` on a non-blocking socket, waiting where needed. For set-up, not for traffic.
void SendAll(int fd, std::string_view data);

// Closes with a reset, so that thousands of closed sockets do not keep their ports for a minute.
void Abort(int fd);

// A level-triggered epoll set of file descriptors, each with a number of the caller.
class Poller {
 public:
  Poller();
  ~Poller();
  Poller(const Poller&) = delete;
  Poller& operator=(const Poller&) = delete;
  void Add(int fd, std::uint64_t tag);
  // Also tells when `fd` can be written, or no longer.
  void WantWrite(int fd, std::uint64_t tag, bool want);
  void Remove(int fd);
  // Waits at most `timeout_us` (negative: for ever) and returns what is ready.
  const std::vector<epoll_event>& Wait(std::int64_t timeout_us);

 private:
  int fd_;
  std::vector<epoll_event> ready_;
};

// A socket with what could not be written yet. Everything queued in one turn of a loop goes out in
// one system call.
struct Outgoing {
  int fd = -1;
  std::string out;
  std::size_t done = 0;
  // Writes what the socket takes. False when something is left (or the peer is gone).
  bool Flush();
};

struct Child {
  pid_t pid = 0;
  int port = 0;
};

// Runs `serve(listener)` in a child process pinned to `core`, which ends with this one.
Child ForkServer(int core, const std::function<void(int listener)>& serve);
void StopChild(const Child& child);

}  // namespace koine::bench
