#include "net/server_test_util.h"

#include <chrono>
#include <future>

namespace koine::net {

void TestServer::InLoop(std::function<void()> task) {
  std::promise<void> done;
  loop_.Post([&] {
    task();
    done.set_value();
  });
  done.get_future().wait();
}

bool TestServer::Eventually(const std::function<bool()>& condition) {
  for (int i = 0; i < 1000; ++i) {
    if (condition()) return true;
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  return condition();
}

}  // namespace koine::net
