#include "server/notify.h"

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cerrno>
#include <cstddef>
#include <cstdlib>
#include <cstring>

#include "base/log.h"
#include "base/text.h"

namespace koine::server {

namespace {

std::string Variable(const char* name) {
  const char* const value = std::getenv(name);
  return value == nullptr ? "" : value;
}

}  // namespace

Notifier::Notifier() : socket_(Variable("NOTIFY_SOCKET")) {
  const std::string pid = Variable("WATCHDOG_PID");
  if (!pid.empty() && pid != std::to_string(::getpid())) return;
  watchdog_ms_ = text::ParseInt(Variable("WATCHDOG_USEC")).value_or(0) / 1000;
}

void Notifier::Tell(std::string_view line) const {
  sockaddr_un address{};
  if (socket_.empty() || socket_.size() >= sizeof address.sun_path) return;
  address.sun_family = AF_UNIX;
  std::memcpy(address.sun_path, socket_.data(), socket_.size());
  // A name in the abstract space is written with @ for its first byte, which is 0.
  if (address.sun_path[0] == '@') address.sun_path[0] = 0;
  const int fd = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  if (fd < 0) return;
  const auto size = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + socket_.size());
  if (::sendto(fd, line.data(), line.size(), MSG_NOSIGNAL,
               reinterpret_cast<const sockaddr*>(&address), size) < 0) {
    log::Warn("server", "NOTIFY_SOCKET {}: {}", socket_, std::strerror(errno));
  }
  ::close(fd);
}

bool Pulse::Beats() {
  const bool turned = waiting_ == nullptr || waiting_->load() == 0;
  if (turned) {
    waiting_ = std::make_shared<std::atomic<std::size_t>>(gateway_.threads().size());
    for (const auto& thread : gateway_.threads()) {
      thread->loop().Post([left = waiting_] { left->fetch_sub(1); });
    }
  }
  const store::Store& store = *gateway_.services().store;
  const std::size_t queued = store.queued();
  const std::int64_t head = store.head();
  const bool wrote = queued_ == 0 || queued == 0 || head != head_ || !store.health().ok();
  queued_ = queued;
  head_ = head;
  return turned && wrote;
}

}  // namespace koine::server
