// Measurements, not tests: run in a release build with
//   koine_unit_test --gtest_also_run_disabled_tests --gtest_filter='NetSpeed*'
// Each prints the processor time of the server's thread per operation.
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>

#include <cstdio>
#include <future>

#include "net/server_test_util.h"
#include "net/test_client_test_util.h"
#include "net/ws_connection.h"

namespace koine::net {
namespace {

constexpr int kConnections = 64;

double ServerCpuUs(EventLoop& loop) {
  timespec spent{};
  std::promise<void> done;
  loop.Post([&] {
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &spent);
    done.set_value();
  });
  done.get_future().wait();
  return static_cast<double>(spent.tv_sec) * 1e6 + static_cast<double>(spent.tv_nsec) / 1e3;
}

void MakeTcpPair(int* pair) {
  int listener = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  ::bind(listener, reinterpret_cast<sockaddr*>(&address), size);
  ::listen(listener, 1);
  ::getsockname(listener, reinterpret_cast<sockaddr*>(&address), &size);
  pair[1] = ::socket(AF_INET, SOCK_STREAM, 0);
  ::connect(pair[1], reinterpret_cast<sockaddr*>(&address), size);
  pair[0] = ::accept(listener, nullptr, nullptr);
  int on = 1;
  for (int i = 0; i < 2; ++i) ::setsockopt(pair[i], IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  ::close(listener);
}

std::vector<int> Connect(TestServer& server) {
  std::vector<int> fds;
  for (int i = 0; i < kConnections; ++i) fds.push_back(TestClient(server.port()).Release());
  return fds;
}

void Exchange(int fd, std::string_view bytes, std::size_t answer, bool send) {
  static thread_local char buffer[64 * 1024];
  if (send) ::send(fd, bytes.data(), bytes.size(), 0);
  for (std::size_t got = 0; !send && got < answer;) {
    ssize_t n = ::recv(fd, buffer, sizeof buffer, 0);
    ASSERT_GT(n, 0);
    got += static_cast<std::size_t>(n);
  }
}

// Every connection sends `bytes` and then reads `answer` bytes, `rounds` times.
void Measure(const char* what, EventLoop& loop, const std::vector<int>& fds,
             const std::string& bytes, std::size_t answer, int rounds, int operations) {
  for (int repeat = 0; repeat < 3; ++repeat) {
    double before = ServerCpuUs(loop);
    for (int round = 0; round < rounds; ++round) {
      for (int fd : fds) Exchange(fd, bytes, answer, true);
      for (int fd : fds) Exchange(fd, bytes, answer, false);
    }
    double us = (ServerCpuUs(loop) - before) / (1.0 * rounds * kConnections * operations);
    std::printf("%s: %.3f us\n", what, us);
  }
  for (int fd : fds) ::close(fd);
}

// What the system alone costs: a protocol that answers every read with bytes of the same number.
TEST(NetSpeed, DISABLED_Floor) {
  SystemClock clock;
  EventLoop loop(clock);
  struct Bare final : FdHandler {
    int fd = -1;
    void OnReady(std::uint32_t) override {
      static thread_local char buffer[64 * 1024];
      ssize_t n = ::recv(fd, buffer, sizeof buffer, 0);
      if (n > 0) ::send(fd, buffer, static_cast<std::size_t>(std::min<ssize_t>(n, 204)), 0);
    }
  };
  std::vector<std::unique_ptr<Bare>> handlers;
  std::vector<int> fds;
  for (int i = 0; i < kConnections; ++i) {
    int pair[2];
    MakeTcpPair(pair);
    handlers.push_back(std::make_unique<Bare>());
    handlers.back()->fd = pair[0];
    fds.push_back(pair[1]);
    ASSERT_TRUE(loop.Watch(pair[0], EPOLLIN, handlers.back().get()).ok());
  }
  std::thread thread([&] { loop.Run(); });
  Measure("bare epoll, 200 bytes in and out, depth 1", loop, fds, std::string(208, 'x'), 204, 1000,
          1);
  loop.Stop();
  thread.join();
  for (auto& handler : handlers) ::close(handler->fd);
}

TEST(NetSpeed, DISABLED_HttpRequest) {
  TestServer server([](Request&& request, Responder responder) {
    responder.Send(Response::Json(
        200, "{\"code\":200,\"msg\":\"" + std::string(request.Header("user-agent")) + "\"}"));
  });
  const std::string request =
      "GET /api/im/user/me?x=1 HTTP/1.1\r\nHost: 127.0.0.1:8080\r\nUser-Agent: speed\r\n"
      "Accept: */*\r\nAuthorization: Bearer 0123456789abcdef0123456789abcdef\r\n\r\n";
  TestClient probe(server.port());
  probe.Send(request);
  std::size_t size = probe.Read(4).size();
  while (probe.in_size() > 0) size += probe.Read(probe.in_size()).size();
  Measure("HTTP request, keep-alive, 64 connections", server.loop(), Connect(server), request, size,
          1000, 1);
}

TEST(NetSpeed, DISABLED_HttpPipelined) {
  TestServer server([](Request&&, Responder responder) {
    responder.Send(Response::Json(200, "{\"code\":200}"));
  });
  std::string request = "GET /api/im/user/me HTTP/1.1\r\nHost: 127.0.0.1:8080\r\n\r\n";
  TestClient probe(server.port());
  probe.Send(request);
  std::size_t size = probe.Read(4).size();
  while (probe.in_size() > 0) size += probe.Read(probe.in_size()).size();
  std::string many;
  for (int i = 0; i < 16; ++i) many += request;
  Measure("HTTP request, 16 pipelined, 64 connections", server.loop(), Connect(server), many,
          size * 16, 200, 16);
}

void MeasureEcho(int depth, int rounds) {
  struct Echo final : WsHandler {
    WsConnection* connection = nullptr;
    void OnOpen(WsConnection& c) override { connection = &c; }
    void OnMessage(std::string_view data, bool) override { connection->SendText(data); }
  };
  WsSettings settings;
  TestServer server([&](Request&& request, Responder responder) {
    AcceptWebSocket(request, responder, settings, std::make_shared<Echo>());
  });
  std::vector<int> fds = Connect(server);
  for (int fd : fds) {
    const std::string upgrade =
        "GET / HTTP/1.1\r\nHost: t\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
        "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
    Exchange(fd, upgrade, 129, true);
    Exchange(fd, upgrade, 129, false);
  }
  std::string bytes;
  std::string echo;
  for (int i = 0; i < depth; ++i) {
    AppendWsClientFrame(&bytes, WsOpcode::kText, std::string(200, 'm'), 77);
    AppendWsFrame(&echo, WsOpcode::kText, std::string(200, 'm'));
  }
  std::string what = "WebSocket echo of 200 bytes, depth " + std::to_string(depth);
  Measure(what.c_str(), server.loop(), fds, bytes, echo.size(), rounds, depth);
}

TEST(NetSpeed, DISABLED_WebSocketEcho) {
  MeasureEcho(1, 1000);
  MeasureEcho(16, 500);
}

}  // namespace
}  // namespace koine::net
