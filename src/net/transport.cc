#include "net/transport.h"

#include <linux/sockios.h>
#include <sys/epoll.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "base/require.h"
#include "net/event_loop.h"

namespace koine::net {

namespace {

// What a call did that writes to a socket, and is made again when a signal interrupts it.
template <class Call>
IoResult Sent(Call call) {
  for (;;) {
    const ssize_t n = call();
    if (n >= 0) return {IoState::kOk, static_cast<std::size_t>(n)};
    if (errno == EINTR) continue;
    return {errno == EAGAIN ? IoState::kWantWrite : IoState::kError, 0};
  }
}

}  // namespace

IoResult Transport::WriteAll(std::span<const std::string_view> pieces) {
  IoResult out;
  for (const std::string_view piece : pieces) {
    const IoResult one = Write(piece.data(), piece.size());
    // What is wrong will be wrong again with the rest.
    if (one.state != IoState::kOk) return out.bytes > 0 ? out : one;
    out.bytes += one.bytes;
    if (one.bytes < piece.size()) break;
  }
  return out;
}

SocketTransport::~SocketTransport() {
  ::close(fd_);
}

Status SocketTransport::Attach(EventLoop& loop, std::uint32_t events, FdHandler* handler) {
  return loop.Watch(fd_, events, handler);
}

void SocketTransport::Interest(EventLoop& loop, std::uint32_t events, FdHandler* handler) {
  loop.Rewatch(fd_, events, handler);
}

void SocketTransport::Detach(EventLoop& loop) {
  loop.Unwatch(fd_);
}

IoResult SocketTransport::Read(char* out, std::size_t size) {
  for (;;) {
    ssize_t n = ::recv(fd_, out, size, 0);
    if (n > 0) return {IoState::kOk, static_cast<std::size_t>(n)};
    if (n == 0) return {IoState::kEof, 0};
    if (errno == EINTR) continue;
    return {errno == EAGAIN ? IoState::kWantRead : IoState::kError, 0};
  }
}

IoResult SocketTransport::Write(const char* data, std::size_t size) {
  return Sent([&] { return ::send(fd_, data, size, MSG_NOSIGNAL); });
}

IoResult SocketTransport::WriteAll(std::span<const std::string_view> pieces) {
  iovec parts[kPiecesMax];
  KOINE_REQUIRE(pieces.size() <= std::size(parts));
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    // The system only reads them.
    parts[i] = {const_cast<char*>(pieces[i].data()), pieces[i].size()};
  }
  msghdr message{};
  message.msg_iov = parts;
  message.msg_iovlen = pieces.size();
  return Sent([&] { return ::sendmsg(fd_, &message, MSG_NOSIGNAL); });
}

void SocketTransport::ShutdownWrite() {
  ::shutdown(fd_, SHUT_WR);
}

void SocketTransport::BoundSendBuffer(int bytes) {
  ::setsockopt(fd_, SOL_SOCKET, SO_SNDBUF, &bytes, sizeof bytes);
}

std::size_t SocketTransport::UnackedBytes() const {
  return UnackedOf(fd_);
}

namespace {

// Both ends live in one thread, the loop's.
class MemoryPipe final : public MemoryPeer, public std::enable_shared_from_this<MemoryPipe> {
 public:
  void Send(std::string_view bytes) override {
    to_server_.append(bytes);
    Kick();
  }
  std::string Take() override { return std::exchange(from_server_, {}); }
  void SetWindow(std::size_t bytes) override {
    window_ = bytes;
    Kick();
  }
  void CloseSend() override {
    eof_ = true;
    Kick();
  }
  bool closed() const override { return gone_; }

  // Readiness as epoll would report it, once per loop turn while there is any.
  void Kick() {
    if (loop_ == nullptr || kicked_ || Ready() == 0) return;
    kicked_ = true;
    loop_->Post([self = shared_from_this()] {
      self->kicked_ = false;
      std::uint32_t events = self->Ready();
      if (self->handler_ != nullptr && events != 0) self->handler_->OnReady(events);
      self->Kick();
    });
  }
  std::uint32_t Ready() const {
    if (handler_ == nullptr) return 0;
    std::uint32_t events = 0;
    if (!to_server_.empty() || eof_) events |= EPOLLIN;
    if (window_ > 0) events |= EPOLLOUT;
    return events & interest_;
  }

  EventLoop* loop_ = nullptr;
  FdHandler* handler_ = nullptr;
  std::uint32_t interest_ = 0;
  std::string to_server_;
  std::string from_server_;
  std::size_t window_ = SIZE_MAX;
  bool eof_ = false;
  bool gone_ = false;
  bool kicked_ = false;
};

class MemoryTransport final : public Transport {
 public:
  explicit MemoryTransport(std::shared_ptr<MemoryPipe> pipe) : pipe_(std::move(pipe)) {}
  ~MemoryTransport() override {
    pipe_->handler_ = nullptr;
    pipe_->gone_ = true;
  }
  Status Attach(EventLoop& loop, std::uint32_t events, FdHandler* handler) override {
    pipe_->loop_ = &loop;
    pipe_->handler_ = handler;
    pipe_->interest_ = events;
    pipe_->Kick();
    return Ok();
  }
  void Interest(EventLoop&, std::uint32_t events, FdHandler*) override {
    pipe_->interest_ = events;
    pipe_->Kick();
  }
  void Detach(EventLoop&) override { pipe_->handler_ = nullptr; }
  IoResult Read(char* out, std::size_t size) override {
    std::string& from = pipe_->to_server_;
    if (from.empty()) return {pipe_->eof_ ? IoState::kEof : IoState::kWantRead, 0};
    std::size_t n = std::min(size, from.size());
    std::memcpy(out, from.data(), n);
    from.erase(0, n);
    return {IoState::kOk, n};
  }
  IoResult Write(const char* data, std::size_t size) override {
    std::size_t n = std::min(size, pipe_->window_);
    if (n == 0) return {IoState::kWantWrite, 0};
    if (pipe_->window_ != SIZE_MAX) pipe_->window_ -= n;
    pipe_->from_server_.append(data, n);
    return {IoState::kOk, n};
  }
  bool gathers() const override { return true; }
  void ShutdownWrite() override { pipe_->gone_ = true; }

 private:
  std::shared_ptr<MemoryPipe> pipe_;
};

}  // namespace

std::size_t UnackedOf(int fd) {
  int bytes = 0;
  return ::ioctl(fd, SIOCOUTQ, &bytes) == 0 && bytes > 0 ? static_cast<std::size_t>(bytes) : 0;
}

MemoryPair MakeMemoryTransport() {
  auto pipe = std::make_shared<MemoryPipe>();
  return {std::make_unique<MemoryTransport>(pipe), pipe};
}

}  // namespace koine::net
