// Measurements, not tests: run in a release build with
//   koine_unit_test --gtest_also_run_disabled_tests --gtest_filter='NetSpeed*'
// Each prints the processor time of the server's thread per operation.
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <time.h>

#include <cstdio>

#include "net/server_test_util.h"
#include "net/test_client_test_util.h"
#include "net/ws_connection.h"

namespace koine::net {
namespace {

constexpr int kConnections = 64;

double ServerCpuUs(TestServer& server) {
  timespec spent{};
  server.InLoop([&] { ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &spent); });
  return static_cast<double>(spent.tv_sec) * 1e6 + static_cast<double>(spent.tv_nsec) / 1e3;
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
void Measure(const char* what, TestServer& server, const std::vector<int>& fds,
             const std::string& bytes, std::size_t answer, int rounds, int operations) {
  for (int repeat = 0; repeat < 3; ++repeat) {
    double before = ServerCpuUs(server);
    for (int round = 0; round < rounds; ++round) {
      for (int fd : fds) Exchange(fd, bytes, answer, true);
      for (int fd : fds) Exchange(fd, bytes, answer, false);
    }
    double us = (ServerCpuUs(server) - before) / (1.0 * rounds * kConnections * operations);
    std::printf("%s: %.3f us\n", what, us);
  }
  for (int fd : fds) ::close(fd);
}

TEST(NetSpeed, DISABLED_HttpRequest) {
  TestServer server([](Request&& request, Responder responder) {
    responder.Send(Response::Json(200, "{\"code\":200,\"msg\":\"" +
                                           std::string(request.Header("user-agent")) + "\"}"));
  });
  const std::string request =
      "GET /api/im/user/me?x=1 HTTP/1.1\r\nHost: 127.0.0.1:8080\r\nUser-Agent: speed\r\n"
      "Accept: */*\r\nAuthorization: Bearer 0123456789abcdef0123456789abcdef\r\n\r\n";
  TestClient probe(server.port());
  probe.Send(request);
  std::size_t size = probe.Read(4).size();
  while (probe.in_size() > 0) size += probe.Read(probe.in_size()).size();
  Measure("HTTP request, keep-alive, 64 connections", server, Connect(server), request, size, 1000,
          1);
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
  Measure("HTTP request, 16 pipelined, 64 connections", server, Connect(server), many, size * 16,
          200, 16);
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
  Measure(what.c_str(), server, fds, bytes, echo.size(), rounds, depth);
}

TEST(NetSpeed, DISABLED_WebSocketEcho) {
  MeasureEcho(1, 1000);
  MeasureEcho(16, 500);
}

}  // namespace
}  // namespace koine::net
