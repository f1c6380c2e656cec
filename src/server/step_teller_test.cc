#include "server/step_teller.h"

#include <gtest/gtest.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cstddef>
#include <string>

namespace koine::server {
namespace {

// A service manager, which hears what it is told.
class Manager {
 public:
  Manager() : fd_(::socket(AF_UNIX, SOCK_DGRAM, 0)) {
    const std::string name = "@koine-notify-" + std::to_string(::getpid());
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    name.copy(address.sun_path, name.size());
    address.sun_path[0] = 0;
    const auto size = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + name.size());
    EXPECT_EQ(::bind(fd_, reinterpret_cast<sockaddr*>(&address), size), 0);
    ::setenv("NOTIFY_SOCKET", name.c_str(), 1);
  }
  ~Manager() {
    ::unsetenv("NOTIFY_SOCKET");
    ::close(fd_);
  }
  std::string Hears() {
    char text[256];
    const ssize_t size = ::recv(fd_, text, sizeof text, 0);
    return {text, size > 0 ? static_cast<std::size_t>(size) : 0};
  }
  bool HearsMore() { return ::recv(fd_, nullptr, 0, MSG_DONTWAIT | MSG_PEEK) >= 0; }

 private:
  int fd_;
};

TEST(StepTeller, AsksForTimeAsLongAsAStepIsUnderWay) {
  constexpr std::int64_t kEveryMs = 20;
  Manager manager;
  {
    StepTeller steps(kEveryMs);
    EXPECT_FALSE(manager.HearsMore()) << "nothing is under way yet";
    steps.Begin("migration 1");
    for (int i = 0; i < 3; ++i) {
      EXPECT_EQ(manager.Hears(), "EXTEND_TIMEOUT_USEC=120000");
      if (i == 0) continue;
      EXPECT_EQ(manager.Hears(), "STATUS=opens the store: migration 1, 0 s");
    }
  }
  while (manager.HearsMore()) manager.Hears();
  ::usleep(3 * kEveryMs * 1000);
  EXPECT_FALSE(manager.HearsMore()) << "the store is open";
}

}  // namespace
}  // namespace koine::server
