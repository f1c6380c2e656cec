#include "server/operator_socket.h"

#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

#include "base/descriptor.h"
#include "base/log.h"

namespace koine::server {

namespace {

constexpr int kWaitMs = 10'000;  // for the next bytes of who asks
constexpr int kBacklog = 16;

std::string FileOf(const std::string& directory) {
  return directory + "/" + kOperatorSocket;
}

Error Fault(const std::string& directory, const std::string& what) {
  return FieldError(Code::kUnavailable, "data", FileOf(directory) + ": " + what);
}

// The address by way of the open directory: a path may be longer than an address.
sockaddr_un AddressIn(int directory) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  const std::string path = "/proc/self/fd/" + std::to_string(directory) + "/" + kOperatorSocket;
  std::memcpy(address.sun_path, path.c_str(), path.size() + 1);
  return address;
}

bool Connect(int fd, const sockaddr_un& address) {
  return ::connect(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
}

bool WaitFor(int fd, short events, int timeout_ms) {
  pollfd wait{fd, events, 0};
  int ready = 0;
  do {
    ready = ::poll(&wait, 1, timeout_ms);
  } while (ready < 0 && errno == EINTR);
  return ready == 1;
}

// All until the other side ends; nothing when it waits too long or sends too much.
std::optional<std::string> ReadAll(int fd, std::size_t max, int timeout_ms) {
  std::string out;
  char piece[4096];
  while (WaitFor(fd, POLLIN, timeout_ms)) {
    const ssize_t n = ::recv(fd, piece, sizeof piece, 0);
    if (n == 0) return out;
    if (n < 0 && errno == EINTR) continue;
    if (n < 0 || out.size() + static_cast<std::size_t>(n) > max) return std::nullopt;
    out.append(piece, static_cast<std::size_t>(n));
  }
  return std::nullopt;
}

bool WriteAll(int fd, std::string_view text) {
  while (!text.empty()) {
    if (!WaitFor(fd, POLLOUT, kWaitMs)) return false;
    const ssize_t n = ::send(fd, text.data(), text.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    if (n < 0 && (errno == EINTR || errno == EAGAIN)) continue;
    if (n < 0) return false;
    text.remove_prefix(static_cast<std::size_t>(n));
  }
  ::shutdown(fd, SHUT_WR);
  return true;
}

}  // namespace

Status OperatorSocket::Start() {
  const Descriptor directory(::open(directory_.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC));
  if (directory.get() < 0) return Fault(directory_, std::strerror(errno));
  const sockaddr_un address = AddressIn(directory.get());
  {
    const Descriptor probe(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    if (probe.get() >= 0 && Connect(probe.get(), address)) {
      return Fault(directory_, "another server answers there");
    }
  }
  // One that a killed server left behind.
  ::unlink(address.sun_path);
  Descriptor socket(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
  // Its mode is 0600 from its first moment: serve sets the mask.
  if (socket.get() < 0 ||
      ::bind(socket.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0 ||
      ::chmod(address.sun_path, S_IRUSR | S_IWUSR) != 0 || ::listen(socket.get(), kBacklog) != 0) {
    return Fault(directory_, std::strerror(errno));
  }
  ending_ = ::eventfd(0, EFD_CLOEXEC);
  listening_ = socket.Release();
  thread_ = std::thread([this] {
    ::pthread_setname_np(::pthread_self(), "operator");
    Run();
  });
  return Ok();
}

void OperatorSocket::Stop() {
  if (!thread_.joinable()) return;
  const std::uint64_t one = 1;
  [[maybe_unused]] const ssize_t n = ::write(ending_, &one, sizeof one);
  thread_.join();
  ::unlink(FileOf(directory_).c_str());
  ::close(listening_);
  ::close(ending_);
}

void OperatorSocket::Run() {
  for (;;) {
    pollfd wait[] = {{listening_, POLLIN, 0}, {ending_, POLLIN, 0}};
    if (::poll(wait, 2, -1) < 0 && errno != EINTR) return;
    if (wait[1].revents != 0) return;
    if (wait[0].revents == 0) continue;
    const Descriptor connection(::accept4(listening_, nullptr, nullptr, SOCK_CLOEXEC));
    if (connection.get() >= 0) Answer(connection.get());
  }
}

void OperatorSocket::Answer(int connection) {
  ucred who{};
  socklen_t size = sizeof who;
  if (::getsockopt(connection, SOL_SOCKET, SO_PEERCRED, &who, &size) != 0) return;
  const auto text = ReadAll(connection, kOperatorRequestMax, kWaitMs);
  if (!text) return;
  OperatorAnswer answer{2, true, "koine: the request cannot be read\n"};
  if (auto request = json::Parse<OperatorRequest>(*text, {}); request.ok()) {
    answer = handler_(*request, who.uid);
  }
  if (!WriteAll(connection, json::ToText(answer))) {
    log::Warn("server", "{}: who asked did not wait for the answer", FileOf(directory_));
  }
}

Result<std::optional<OperatorAnswer>> AskServer(const std::string& directory,
                                                const OperatorRequest& request, int answer_ms) {
  const Descriptor at(::open(directory.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC));
  if (at.get() < 0) return std::optional<OperatorAnswer>();
  const Descriptor socket(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
  if (socket.get() < 0 || !Connect(socket.get(), AddressIn(at.get()))) {
    if (errno == EACCES) {
      return Fault(directory, "belongs to another user; run this as the user of the server");
    }
    return std::optional<OperatorAnswer>();
  }
  const std::string text = json::ToText(request);
  if (text.size() > kOperatorRequestMax) return Fault(directory, "the command is too long");
  if (!WriteAll(socket.get(), text)) return Fault(directory, "the server took no request");
  const auto answer = ReadAll(socket.get(), kOperatorAnswerMax, answer_ms);
  if (!answer) return Fault(directory, "the server did not answer");
  auto read = json::Parse<OperatorAnswer>(*answer, {});
  if (!read.ok()) return Fault(directory, "the server ended before it answered");
  return std::optional<OperatorAnswer>(*std::move(read));
}

}  // namespace koine::server
