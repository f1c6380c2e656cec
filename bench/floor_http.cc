// What answering an HTTP request costs at least: an epoll loop that looks for the end of the header
// and writes an answer made beforehand.
#include <sys/socket.h>
#include <unistd.h>

#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

#include "bench/lib/meter.h"
#include "bench/lib/report.h"
#include "bench/lib/socket.h"

namespace koine::bench {
namespace {

constexpr std::string_view kEnd = "\r\n\r\n";

void ServeFixed(int listener, const std::string& answer) {
  Poller poller;
  poller.Add(listener, static_cast<std::uint64_t>(listener));
  std::vector<char> buffer(64 * 1024);
  std::vector<int> asked;
  for (;;) {
    asked.clear();
    for (const epoll_event& event : poller.Wait(-1)) {
      int fd = static_cast<int>(event.data.u64);
      if (fd == listener) {
        for (fd = Accept(listener); fd >= 0; fd = Accept(listener)) {
          poller.Add(fd, static_cast<std::uint64_t>(fd));
        }
        continue;
      }
      ssize_t n = recv(fd, buffer.data(), buffer.size(), 0);
      if (n <= 0) {
        close(fd);
        continue;
      }
      std::string_view text(buffer.data(), static_cast<std::size_t>(n));
      if (text.find(kEnd) != std::string_view::npos) asked.push_back(fd);
    }
    // Reading everything first makes larger turns, hence fewer of them.
    for (int fd : asked) SendAll(fd, answer);
  }
}

std::string Padded(const std::string& head, std::size_t bytes) {
  std::string out = head;
  if (bytes > out.size() + kEnd.size() + 4) {
    out += "X: " + std::string(bytes - out.size() - kEnd.size() - 3, 'x') + "\r\n";
  }
  return out + "\r\n";
}

Figures Measure(const Args& args) {
  auto connections = static_cast<std::size_t>(args.Number("connections", 64));
  std::string request = Padded("GET /api/im/user/profile HTTP/1.1\r\nHost: h\r\n",
                               static_cast<std::size_t>(args.Number("in", 400)));
  std::string answer = Padded("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n",
                              static_cast<std::size_t>(args.Number("out", 600)));
  Child child = ForkServer(static_cast<int>(args.Number("server-core", 0)),
                           [&](int listener) { ServeFixed(listener, answer); });
  PinToCore(static_cast<int>(args.Number("core", 1)));
  Poller poller;
  for (std::size_t i = 0; i < connections; i++) {
    int fd = Connect({"127.0.0.1", child.port});
    poller.Add(fd, static_cast<std::uint64_t>(fd));
    SendAll(fd, request);
  }
  Meter meter(child.pid, 0);
  std::int64_t begin = NowNs() + static_cast<std::int64_t>(args.Real("warm-up", 1) * 1e9);
  auto end = begin + static_cast<std::int64_t>(args.Real("seconds", 3) * 1e9);
  double count = 0;
  bool measuring = false;
  std::vector<char> buffer(64 * 1024);
  while (NowNs() < end) {
    if (!measuring && NowNs() >= begin) {
      measuring = true;
      count = 0;
      meter.Begin();
    }
    for (const epoll_event& event : poller.Wait(2'000)) {
      int fd = static_cast<int>(event.data.u64);
      if (recv(fd, buffer.data(), buffer.size(), 0) <= 0) Die("the server closed a connection");
      count++;  // an answer arrives in one piece: it was written in one call
      SendAll(fd, request);
    }
  }
  meter.End();
  StopChild(child);
  Figures out;
  out.Add("cpu_us", meter.cpu_us() / count);
  out.Add("per_s", count / meter.seconds());
  return out;
}

}  // namespace
}  // namespace koine::bench

int main(int argc, char** argv) {
  koine::bench::Measure(koine::bench::Args(argc, argv)).Print();
  return 0;
}
