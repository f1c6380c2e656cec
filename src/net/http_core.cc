#include "net/http_core.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <string>

#include "net/proxy_header.h"

namespace koine::net {
namespace {

constexpr int kBacklog = 4096;
constexpr int kAcceptsPerTurn = 64;
// How long accepting rests when descriptors or places are used up.
constexpr std::int64_t kAcceptPauseMs = 50;
constexpr std::size_t kSpareIncoming = 64;
constexpr int kUnsentBytes = 128 * 1024;
// How long a proxy may take to say for whom it speaks.
constexpr std::int64_t kIntroductionMs = 5'000;

Error ListenError(const std::string& host, std::uint16_t port, const char* reason) {
  return Error{Code::kUnavailable, "listen", host + ":" + std::to_string(port), reason};
}

bool ParseAddress(const std::string& host, std::uint16_t port, sockaddr_storage* storage,
                  socklen_t* size) {
  std::memset(storage, 0, sizeof *storage);
  auto* v4 = reinterpret_cast<sockaddr_in*>(storage);
  if (::inet_pton(AF_INET, host.c_str(), &v4->sin_addr) == 1) {
    v4->sin_family = AF_INET;
    v4->sin_port = htons(port);
    *size = sizeof *v4;
    return true;
  }
  auto* v6 = reinterpret_cast<sockaddr_in6*>(storage);
  std::memset(storage, 0, sizeof *storage);
  if (::inet_pton(AF_INET6, host.c_str(), &v6->sin6_addr) == 1) {
    v6->sin6_family = AF_INET6;
    v6->sin6_port = htons(port);
    *size = sizeof *v6;
    return true;
  }
  return false;
}

// Whether somebody listens there. SO_REUSEPORT alone would let a second process of the same user
// take half of the clients.
bool IsTaken(const sockaddr_storage& storage, socklen_t size) {
  int fd = ::socket(storage.ss_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (fd < 0) return false;
  int on = 1;
  ::setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  bool taken =
      ::bind(fd, reinterpret_cast<const sockaddr*>(&storage), size) != 0 && errno == EADDRINUSE;
  ::close(fd);
  return taken;
}

}  // namespace

// Accepts sockets for a server.
class Listener final : public FdHandler {
 public:
  Listener(HttpCore* core, int fd) : core_(core), fd_(fd) {}
  ~Listener() override { ::close(fd_); }
  int fd() const { return fd_; }

  void OnReady(std::uint32_t) override {
    for (int i = 0; i < kAcceptsPerTurn && !core_->stopping(); ++i) {
      if (!core_->Reserve()) return Pause("limits.connections is reached");
      sockaddr_storage peer{};
      socklen_t size = sizeof peer;
      int fd =
          ::accept4(fd_, reinterpret_cast<sockaddr*>(&peer), &size, SOCK_NONBLOCK | SOCK_CLOEXEC);
      if (fd >= 0) {
        core_->Accepted(fd, Address::From(peer));
        continue;
      }
      core_->Release();
      if (errno == EAGAIN) return;
      if (errno == EMFILE || errno == ENFILE || errno == ENOBUFS || errno == ENOMEM) {
        return Pause(std::strerror(errno));
      }
      // Otherwise this one client is gone already.
    }
  }
  void Close() {
    if (timer_ != 0) core_->loop().Cancel(timer_);
    core_->loop().Unwatch(fd_);
  }

 private:
  void Pause(const char* reason) {
    core_->NotePause(reason);
    core_->stats().accept_pauses.fetch_add(1, std::memory_order_relaxed);
    core_->loop().Rewatch(fd_, 0, this);
    timer_ = core_->loop().After(kAcceptPauseMs, [this] {
      timer_ = 0;
      core_->loop().Rewatch(fd_, EPOLLIN, this);
    });
  }
  HttpCore* core_;
  int fd_;
  TimerId timer_ = 0;
};

// A socket whose first bytes say for whom it speaks. Nothing behind them is taken from it, for it
// may be the beginning of TLS.
class Introduction final : public FdHandler {
 public:
  Introduction(HttpCore* core, int fd, const Address& peer) : core_(core), fd_(fd), peer_(peer) {}
  ~Introduction() override {
    if (fd_ >= 0) ::close(fd_);
  }

  bool Start() {
    timer_ = core_->loop().After(kIntroductionMs, [this] {
      timer_ = 0;
      core_->Introduced(this, nullptr);
    });
    return core_->loop().Watch(fd_, EPOLLIN, this).ok();
  }
  // Gives the socket away.
  int End() {
    if (timer_ != 0) core_->loop().Cancel(std::exchange(timer_, 0));
    core_->loop().Unwatch(fd_);
    return std::exchange(fd_, -1);
  }

  void OnReady(std::uint32_t) override {
    char bytes[kProxyHeaderMax];
    const ssize_t n = ::recv(fd_, bytes, sizeof bytes - header_.size(), MSG_PEEK);
    if (n < 0 && (errno == EAGAIN || errno == EINTR)) return;
    if (n <= 0) return core_->Introduced(this, nullptr);
    const std::size_t before = header_.size();
    header_.append(bytes, static_cast<std::size_t>(n));
    const ProxyHeader header = ReadProxyHeader(header_);
    if (header.state == ProxyHeader::State::kDone) header_.resize(header.bytes);
    const std::size_t own = header_.size() - before;
    const bool full = header.state == ProxyHeader::State::kMore && header_.size() >= sizeof bytes;
    if (header.state == ProxyHeader::State::kBad || full ||
        ::recv(fd_, bytes, own, 0) != static_cast<ssize_t>(own)) {
      return core_->Introduced(this, nullptr);
    }
    if (header.state == ProxyHeader::State::kMore) return;
    const Address remote = header.known ? header.client : peer_;
    core_->Introduced(this, &remote);
  }

 private:
  HttpCore* core_;
  int fd_;
  const Address peer_;
  std::string header_;  // what has come of it
  TimerId timer_ = 0;
};

HttpCore::HttpCore(EventLoop& loop, HttpHandler& handler, HttpServerOptions options)
    : loop_(loop), handler_(handler), options_(std::move(options)) {}

HttpCore::~HttpCore() {
  if (stop_timer_ != 0) loop_.Cancel(stop_timer_);
  while (!introductions_.empty()) Introduced(introductions_.back().get(), nullptr);
  for (auto& listener : listeners_) listener->Close();
  stop_done_ = nullptr;
  std::vector<Connection*> open;
  for (auto& connection : connections_) open.push_back(connection.get());
  for (Connection* connection : open) connection->CloseNow();
  // What was closed lies in the loop's graveyard and names this core.
  loop_.BuryDead();
}

bool HttpCore::Reserve() {
  return !options_.budget || options_.budget->Reserve();
}

void HttpCore::NotePause(const char* reason) {
  if (options_.budget) options_.budget->NotePause(reason, loop_.now_ms());
}

void HttpCore::Release() {
  if (options_.budget) options_.budget->Release();
}

Result<Address> HttpCore::Listen(const std::string& host, std::uint16_t port, bool join) {
  sockaddr_storage storage;
  socklen_t size = 0;
  if (!ParseAddress(host, port, &storage, &size)) {
    return Error{Code::kBadArgument, "listen", host + ":" + std::to_string(port),
                 "not a numeric address"};
  }
  if (!join && port != 0 && IsTaken(storage, size)) {
    return ListenError(host, port, std::strerror(EADDRINUSE));
  }
  int fd = ::socket(storage.ss_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  if (fd < 0) return ListenError(host, port, std::strerror(errno));
  auto listener = std::make_unique<Listener>(this, fd);
  int on = 1;
  ::setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  ::setsockopt(fd, SOL_SOCKET, SO_REUSEPORT, &on, sizeof on);
  if (::bind(fd, reinterpret_cast<sockaddr*>(&storage), size) != 0 || ::listen(fd, kBacklog) != 0) {
    return ListenError(host, port, std::strerror(errno));
  }
  size = sizeof storage;
  ::getsockname(fd, reinterpret_cast<sockaddr*>(&storage), &size);
  KOINE_CHECK(loop_.Watch(fd, EPOLLIN, listener.get()));
  listeners_.push_back(std::move(listener));
  return Address::From(storage);
}

void HttpCore::Accepted(int fd, const Address& peer) {
  if (!options_.proxied || !options_.proxied(peer)) return Adopt(fd, peer);
  introductions_.push_back(std::make_unique<Introduction>(this, fd, peer));
  Introduction* const introduction = introductions_.back().get();
  if (!introduction->Start()) Introduced(introduction, nullptr);
}

void HttpCore::Introduced(Introduction* introduction, const Address* remote) {
  const auto is = [introduction](const auto& one) { return one.get() == introduction; };
  const auto it = std::find_if(introductions_.begin(), introductions_.end(), is);
  const int fd = introduction->End();
  loop_.DeleteLater(std::move(*it));
  introductions_.erase(it);
  if (remote != nullptr && !stopping_) return Adopt(fd, *remote);
  ::close(fd);
  Release();
}

void HttpCore::Adopt(int fd, const Address& remote) {
  if (options_.budget && !options_.budget->Enter(remote, loop_.now_ms())) {
    ::close(fd);
    return;
  }
  int on = 1;
  // What the system keeps for a client that does not read is bounded; a fast one is not slowed.
  ::setsockopt(fd, IPPROTO_TCP, TCP_NOTSENT_LOWAT, &kUnsentBytes, sizeof kUnsentBytes);
  ::setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  Add(options_.tls ? MakeConnection(this, options_.tls->Accept(fd), remote)
                   : MakeConnection(this, fd, remote));
}

void HttpCore::Serve(std::unique_ptr<Transport> transport, const Address& remote) {
  if (options_.budget) options_.budget->Add(remote);
  Add(MakeConnection(this, std::move(transport), remote));
}

void HttpCore::Add(std::unique_ptr<Connection> owned) {
  Connection* connection = owned.get();
  connection->set_core_index(static_cast<std::uint32_t>(connections_.size()));
  connections_.push_back(std::move(owned));
  stats_.accepted.fetch_add(1, std::memory_order_relaxed);
  stats_.open.fetch_add(1, std::memory_order_relaxed);
  if (!connection->Start(std::make_unique<HttpConnection>(this, connection))) {
    connection->CloseNow();
    return;
  }
  connection->SetDeadline(loop_.now_ms() + options_.limits.request_timeout_ms);
}

void HttpCore::Drop(Connection* connection) {
  std::uint32_t at = connection->core_index();
  std::unique_ptr<Connection> owned = std::move(connections_[at]);
  const Address remote = owned->remote();
  if (at + 1 != connections_.size()) {
    connections_[at] = std::move(connections_.back());
    connections_[at]->set_core_index(at);
  }
  connections_.pop_back();
  loop_.DeleteLater(std::move(owned));
  stats_.open.fetch_sub(1, std::memory_order_relaxed);
  if (options_.budget) options_.budget->Leave(remote);
  if (stopping_ && connections_.empty()) FinishStop();
}

void HttpCore::Stop(std::int64_t drain_ms, Task done) {
  if (stopping_) return;
  stopping_ = true;
  stop_done_ = std::move(done);
  for (auto& listener : listeners_) {
    listener->Close();
    loop_.DeleteLater(std::move(listener));
  }
  listeners_.clear();
  while (!introductions_.empty()) Introduced(introductions_.back().get(), nullptr);
  if (connections_.empty()) return FinishStop();
  stop_timer_ = loop_.After(drain_ms, [this] {
    stop_timer_ = 0;
    std::vector<Connection*> open;
    for (auto& connection : connections_) open.push_back(connection.get());
    for (Connection* connection : open) connection->CloseNow();
  });
  std::vector<Connection*> open;
  for (auto& connection : connections_) open.push_back(connection.get());
  for (Connection* connection : open) {
    if (!connection->closed()) connection->protocol()->OnShutdown();
  }
}

void HttpCore::FinishStop() {
  if (stop_timer_ != 0) loop_.Cancel(std::exchange(stop_timer_, 0));
  if (!stop_done_) return;
  // Not from inside a connection's last steps.
  loop_.Post(std::exchange(stop_done_, nullptr));
}

std::unique_ptr<Incoming> HttpCore::TakeIncoming() {
  if (spare_.empty()) return std::make_unique<Incoming>(&options_.limits);
  std::unique_ptr<Incoming> incoming = std::move(spare_.back());
  spare_.pop_back();
  return incoming;
}

void HttpCore::GiveIncoming(std::unique_ptr<Incoming> incoming) {
  if (spare_.size() >= kSpareIncoming) return;
  incoming->Reset();
  spare_.push_back(std::move(incoming));
}

HttpServer::HttpServer(EventLoop& loop, HttpHandler& handler, HttpServerOptions options)
    : core_(std::make_unique<HttpCore>(loop, handler, std::move(options))) {}
HttpServer::~HttpServer() = default;

Result<Address> HttpServer::Listen(const std::string& host, std::uint16_t port, bool join) {
  return core_->Listen(host, port, join);
}
void HttpServer::Serve(std::unique_ptr<Transport> transport, const Address& remote) {
  core_->Serve(std::move(transport), remote);
}
void HttpServer::Stop(std::int64_t drain_ms, Task done) {
  core_->Stop(drain_ms, std::move(done));
}
const HttpServerStats& HttpServer::stats() const {
  return core_->stats();
}

BodyPlan BodyPlan::Collect(std::uint64_t limit) {
  BodyPlan plan;
  plan.limit = limit;
  return plan;
}
BodyPlan BodyPlan::Stream(std::shared_ptr<BodySink> sink, std::uint64_t limit) {
  BodyPlan plan;
  plan.kind = Kind::kStream;
  plan.sink = std::move(sink);
  plan.limit = limit;
  return plan;
}
BodyPlan BodyPlan::Refuse(Response response) {
  BodyPlan plan;
  plan.kind = Kind::kRefuse;
  plan.refusal = std::move(response);
  return plan;
}

BodyPlan HttpHandler::OnHeaders(const Request&) {
  return BodyPlan::Collect();
}
Response HttpHandler::OnProtocolError(const ProtocolError& error) {
  return Response::Text(error.status, std::string(error.detail) + "\n");
}

}  // namespace koine::net
