#include "bench/lib/socket.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>

#include "bench/lib/process.h"

namespace koine::bench {
namespace {

constexpr int kBacklog = 4096;
constexpr std::size_t kMaxEvents = 1024;

void NoDelay(int fd) {
  int on = 1;
  setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
}

sockaddr_in SocketAddress(const Address& address) {
  sockaddr_in out{};
  out.sin_family = AF_INET;
  out.sin_port = htons(static_cast<std::uint16_t>(address.port));
  if (inet_pton(AF_INET, address.host.c_str(), &out.sin_addr) != 1) {
    Die("not an IPv4 address: " + address.host);
  }
  return out;
}

}  // namespace

Address ParseAddress(std::string_view text) {
  std::size_t colon = text.rfind(':');
  if (colon == std::string_view::npos) Die("not host:port: " + std::string(text));
  Address out;
  out.host = std::string(text.substr(0, colon));
  out.port = std::atoi(std::string(text.substr(colon + 1)).c_str());
  if (out.port <= 0 || out.port > 65535) Die("not host:port: " + std::string(text));
  return out;
}

int Connect(const Address& address) {
  int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (fd < 0) Die(std::string("socket: ") + std::strerror(errno));
  sockaddr_in to = SocketAddress(address);
  if (connect(fd, reinterpret_cast<sockaddr*>(&to), sizeof to) != 0) {
    Die("connect to port " + std::to_string(address.port) + ": " + std::strerror(errno));
  }
  fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) | O_NONBLOCK);
  NoDelay(fd);
  return fd;
}

int Listen(int* port) {
  int fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  sockaddr_in at{};
  at.sin_family = AF_INET;
  at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof at;
  if (bind(fd, reinterpret_cast<sockaddr*>(&at), sizeof at) != 0 || listen(fd, kBacklog) != 0 ||
      getsockname(fd, reinterpret_cast<sockaddr*>(&at), &size) != 0) {
    Die(std::string("listen: ") + std::strerror(errno));
  }
  *port = ntohs(at.sin_port);
  return fd;
}

int Accept(int listener) {
  int fd = accept4(listener, nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
  if (fd >= 0) NoDelay(fd);
  return fd;
}

void SendAll(int fd, std::string_view data) {
  while (!data.empty()) {
    ssize_t n = send(fd, data.data(), data.size(), MSG_NOSIGNAL);
    if (n > 0) {
      data.remove_prefix(static_cast<std::size_t>(n));
      continue;
    }
    if (errno != EAGAIN && errno != EINTR) Die(std::string("send: ") + std::strerror(errno));
    pollfd wait{fd, POLLOUT, 0};
    poll(&wait, 1, 1000);
  }
}

void Abort(int fd) {
  linger reset{1, 0};
  setsockopt(fd, SOL_SOCKET, SO_LINGER, &reset, sizeof reset);
  close(fd);
}

Poller::Poller() : fd_(epoll_create1(EPOLL_CLOEXEC)) {}
Poller::~Poller() {
  close(fd_);
}

void Poller::Add(int fd, std::uint64_t tag) {
  epoll_event event{};
  event.events = EPOLLIN;
  event.data.u64 = tag;
  if (epoll_ctl(fd_, EPOLL_CTL_ADD, fd, &event) != 0) {
    Die(std::string("epoll_ctl: ") + std::strerror(errno));
  }
}

void Poller::WantWrite(int fd, std::uint64_t tag, bool want) {
  epoll_event event{};
  event.events = want ? (EPOLLIN | EPOLLOUT) : EPOLLIN;
  event.data.u64 = tag;
  epoll_ctl(fd_, EPOLL_CTL_MOD, fd, &event);
}

void Poller::Remove(int fd) {
  epoll_ctl(fd_, EPOLL_CTL_DEL, fd, nullptr);
}

const std::vector<epoll_event>& Poller::Wait(std::int64_t timeout_us) {
  ready_.resize(kMaxEvents);
  timespec timeout{};
  timeout.tv_sec = timeout_us / 1'000'000;
  timeout.tv_nsec = timeout_us % 1'000'000 * 1000;
  int n =
      epoll_pwait2(fd_, ready_.data(), kMaxEvents, timeout_us < 0 ? nullptr : &timeout, nullptr);
  ready_.resize(n < 0 ? 0 : static_cast<std::size_t>(n));
  return ready_;
}

bool Outgoing::Flush() {
  while (done < out.size()) {
    ssize_t n = send(fd, out.data() + done, out.size() - done, MSG_NOSIGNAL);
    if (n <= 0) return false;
    done += static_cast<std::size_t>(n);
  }
  out.clear();
  done = 0;
  return true;
}

Child ForkServer(int core, const std::function<void(int listener)>& serve) {
  Child child;
  int listener = Listen(&child.port);
  child.pid = fork();
  if (child.pid < 0) Die(std::string("fork: ") + std::strerror(errno));
  if (child.pid == 0) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    PinToCore(core);
    serve(listener);
    std::_Exit(0);
  }
  close(listener);
  return child;
}

void StopChild(const Child& child) {
  kill(child.pid, SIGKILL);
  waitpid(child.pid, nullptr, 0);
}

}  // namespace koine::bench
