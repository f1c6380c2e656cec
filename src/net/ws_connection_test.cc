#include "net/ws_connection.h"

#include <gtest/gtest.h>
#include <malloc.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <memory>

#include "net/server_test_util.h"
#include "net/test_client_test_util.h"
#include "net/ws_test_util.h"

namespace koine::net {
namespace {

// A server whose every request is an upgrade to one shared handler.
struct WsServer {
  WsSettings settings;
  std::shared_ptr<EchoHandler> handler = std::make_shared<EchoHandler>();
  std::unique_ptr<TestServer> server;
  void Start(HttpServerOptions options = {}) {
    server = std::make_unique<TestServer>(
        [this](Request&& request, Responder responder) {
          WsRefusal refusal = CheckWsUpgrade(request, settings);
          if (refusal.status != 0) {
            responder.Send(Response::Text(refusal.status, refusal.detail));
            return;
          }
          EXPECT_TRUE(AcceptWebSocket(request, responder, settings, handler));
          EXPECT_FALSE(AcceptWebSocket(request, responder, settings, handler));
        },
        std::move(options));
  }
  std::uint16_t port() const { return server->port(); }
};

TEST(WsConnection, UpgradesAndEchoes) {
  WsServer ws;
  ws.Start();
  TestClient client(ws.port());
  TestResponse upgrade = client.Upgrade("/ws?token=1");
  EXPECT_EQ(upgrade.status, 101);
  EXPECT_EQ(upgrade.Header("Sec-WebSocket-Accept"), "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
  client.SendText("你好");
  EXPECT_EQ(client.ReadFrame().payload, "你好");
  client.SendFrame(WsOpcode::kBinary, std::string(60'000, 'b'));
  TestClient::Frame big = client.ReadFrame();
  EXPECT_EQ(big.opcode, WsOpcode::kBinary);
  EXPECT_EQ(big.payload.size(), 60'000u);
  client.SendFrame(WsOpcode::kPing, "are you there");
  TestClient::Frame pong = client.ReadFrame();
  EXPECT_EQ(pong.opcode, WsOpcode::kPong);
  EXPECT_EQ(pong.payload, "are you there");
  client.SendFrame(WsOpcode::kPong, "");
  EXPECT_TRUE(TestServer::Eventually([&] { return ws.handler->pongs == 1; }));
}

TEST(WsConnection, FramesSentWithTheUpgradeAreRead) {
  WsServer ws;
  ws.Start();
  TestClient client(ws.port());
  std::string bytes =
      "GET / HTTP/1.1\r\nHost: t\r\nConnection: keep-alive, Upgrade\r\nUpgrade: websocket\r\n"
      "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
  AppendWsClientFrame(&bytes, WsOpcode::kText, "early", 7);
  client.Send(bytes);
  EXPECT_EQ(client.ReadResponse().status, 101);
  EXPECT_EQ(client.ReadFrame().payload, "early");
}

TEST(WsConnection, UpgradesLater) {
  WsSettings settings;
  auto handler = std::make_shared<EchoHandler>();
  EventLoop* loop = nullptr;
  TestServer server([&](Request&& request, Responder responder) {
    loop->After(20, [&, r = std::make_shared<Request>(std::move(request)), responder] {
      EXPECT_TRUE(AcceptWebSocket(*r, responder, settings, handler));
    });
  });
  loop = &server.loop();
  TestClient client(server.port());
  std::string bytes =
      "GET / HTTP/1.1\r\nHost: t\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
      "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
  client.Send(bytes);
  std::string frame;
  AppendWsClientFrame(&frame, WsOpcode::kText, "too early", 7);
  client.Send(frame);  // waits until the upgrade is answered
  EXPECT_EQ(client.ReadResponse().status, 101);
  EXPECT_EQ(client.ReadFrame().payload, "too early");
}

TEST(WsConnection, ChecksTheUpgrade) {
  WsServer ws;
  ws.settings.subprotocol = "chat";
  ws.settings.origin_allowed = [](const Request&, std::string_view origin) {
    return origin.empty() || origin == "http://good";
  };
  ws.Start();
  auto status = [&](std::string_view headers) {
    TestClient client(ws.port());
    return client.Do("GET", "/", "", headers).status;
  };
  const std::string key = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";
  const std::string up = "Connection: Upgrade\r\nUpgrade: websocket\r\n";
  EXPECT_EQ(status(up + key + "Sec-WebSocket-Version: 13\r\n"), 101);
  EXPECT_EQ(status(up + key + "Sec-WebSocket-Version: 13\r\nOrigin: http://good\r\n"), 101);
  EXPECT_EQ(status(up + key + "Sec-WebSocket-Version: 13\r\nOrigin: http://bad\r\n"), 403);
  EXPECT_EQ(status(up + key + "Sec-WebSocket-Version: 8\r\n"), 426);
  EXPECT_EQ(status(up + "Sec-WebSocket-Version: 13\r\n"), 400);
  EXPECT_EQ(status(up + "Sec-WebSocket-Key: short\r\nSec-WebSocket-Version: 13\r\n"), 400);
  EXPECT_EQ(status("Upgrade: websocket\r\n" + key + "Sec-WebSocket-Version: 13\r\n"), 426);
  EXPECT_EQ(status(""), 426);
  TestClient protocol(ws.port());
  EXPECT_EQ(protocol.Upgrade("/", "Sec-WebSocket-Protocol: other, chat\r\n")
                .Header("Sec-WebSocket-Protocol"),
            "chat");
  TestClient none(ws.port());
  EXPECT_EQ(
      none.Upgrade("/", "Sec-WebSocket-Protocol: chatter\r\n").Header("Sec-WebSocket-Protocol"),
      "");
}

TEST(WsConnection, AnswersTheClose) {
  WsServer ws;
  ws.Start();
  TestClient client(ws.port());
  client.Upgrade("/");
  client.SendFrame(WsOpcode::kClose, std::string("\x0F\xA1", 2) + "done");  // 4001
  TestClient::Frame close = client.ReadFrame();
  EXPECT_EQ(close.opcode, WsOpcode::kClose);
  EXPECT_EQ(close.close_code(), 4001);
  EXPECT_TRUE(client.AtEof());
  EXPECT_TRUE(TestServer::Eventually([&] { return ws.handler->closes == 1; }));
  EXPECT_EQ(ws.handler->code, 4001);
  EXPECT_TRUE(ws.handler->by_peer);
  ws.server->InLoop([&] { EXPECT_EQ(ws.handler->reason, "done"); });
}

TEST(WsConnection, ClosesWithACode) {
  WsServer ws;
  ws.handler->on_message = [](EchoHandler& self, std::string_view) {
    self.connection->SendText("last words");
    self.connection->Close(4003, "kicked");
    self.connection->SendText("never sent");
  };
  ws.Start();
  TestClient client(ws.port());
  client.Upgrade("/");
  client.SendText("x");
  client.SendText("not delivered");
  EXPECT_EQ(client.ReadFrame().payload, "last words");
  TestClient::Frame close = client.ReadFrame();
  EXPECT_EQ(close.close_code(), 4003);
  EXPECT_EQ(close.payload.substr(2), "kicked");
  client.SendFrame(WsOpcode::kClose, close.payload);
  EXPECT_TRUE(client.AtEof());
  EXPECT_TRUE(TestServer::Eventually([&] { return ws.handler->closes == 1; }));
  EXPECT_EQ(ws.handler->code, 4003);
  EXPECT_FALSE(ws.handler->by_peer);
  EXPECT_EQ(ws.handler->messages, 1);
}

TEST(WsConnection, ACloseThatIsNotAnsweredEnds) {
  WsServer ws;
  ws.settings.close_timeout_ms = 100;
  ws.handler->on_message = [](EchoHandler& self, std::string_view) {
    self.connection->Close(1000, "");
  };
  ws.Start();
  TestClient client(ws.port());
  client.Upgrade("/");
  client.SendText("x");
  EXPECT_EQ(client.ReadFrame().close_code(), 1000);
  EXPECT_TRUE(TestServer::Eventually([&] { return ws.handler->closes == 1; }));
  EXPECT_TRUE(client.AtEof());
}

TEST(WsConnection, EndsWithoutACloseFrame) {
  WsServer ws;
  ws.handler->on_message = [](EchoHandler& self, std::string_view) {
    self.connection->SendText("last");
    self.connection->End();
    self.connection->SendText("never");
    EXPECT_TRUE(self.connection->closing());
  };
  ws.Start();
  TestClient client(ws.port());
  client.Upgrade("/");
  client.SendText("x");
  client.SendText("not read any more");
  EXPECT_EQ(client.ReadFrame().payload, "last");
  EXPECT_TRUE(client.AtEof());
  EXPECT_TRUE(TestServer::Eventually([&] { return ws.handler->closes == 1; }));
  EXPECT_EQ(ws.handler->messages, 1);
  EXPECT_EQ(ws.handler->code, kWsNormal);
}

TEST(WsConnection, ClosesOnProtocolErrorsAndLimits) {
  struct {
    WsOpcode opcode;
    std::string payload;
    int code;
  } cases[] = {{WsOpcode::kContinuation, "x", 1002},
               {WsOpcode::kText, "\xFF", 1007},
               {WsOpcode::kText, std::string(1001, 'x'), 1009}};
  for (const auto& c : cases) {
    WsServer ws;
    ws.settings.limits = {1000, 1000};
    ws.Start();
    TestClient client(ws.port());
    client.Upgrade("/");
    client.SendText(std::string(1000, 'x'));
    EXPECT_EQ(client.ReadFrame().payload.size(), 1000u);
    client.SendFrame(c.opcode, c.payload);
    EXPECT_EQ(client.ReadFrame().close_code(), c.code);
    EXPECT_TRUE(client.AtEof());
    EXPECT_TRUE(TestServer::Eventually([&] { return ws.handler->closes == 1; }));
    EXPECT_EQ(ws.handler->code, c.code);
  }
}

TEST(WsConnection, TellsOfABrokenConnection) {
  WsServer ws;
  ws.Start();
  {
    TestClient client(ws.port());
    client.Upgrade("/");
    client.SendText("x");
    client.ReadFrame();
    client.Reset();
  }
  EXPECT_TRUE(TestServer::Eventually([&] { return ws.handler->closes == 1; }));
  EXPECT_EQ(ws.handler->code, kWsAbnormal);
}

TEST(WsConnection, ASlowReaderIsCutOffAndBlocksNobody) {
  WsServer ws;
  ws.settings.outbox_bytes = 256 * 1024;
  ws.settings.overflow_code = 4013;
  ws.settings.close_timeout_ms = 500;
  auto slow_handler = ws.handler;
  // "flood" sends until the outbox is full; other texts are echoed.
  std::atomic<bool> overflowed{false};
  ws.handler->on_message = [&](EchoHandler& self, std::string_view text) {
    if (text != "flood") return self.connection->SendText(text);
    std::string frame = EncodeWsFrame(WsOpcode::kText, std::string(10'000, 'f'));
    for (int i = 0; i < 10'000 && !self.connection->closing(); ++i) {
      self.connection->SendFrame(frame);
      EXPECT_LE(self.connection->queued_bytes(), 256u * 1024 + 200);
      EXPECT_EQ(self.closes, 0);  // never from inside a call of the handler
    }
    overflowed = self.connection->closing();
  };
  ws.Start();
  TestClient slow(ws.port());
  slow.Upgrade("/");
  slow.SendText("flood");
  EXPECT_TRUE(TestServer::Eventually([&] { return ws.handler->closes == 1; }));
  EXPECT_TRUE(overflowed);
  EXPECT_EQ(ws.handler->code, 4013);
  TestClient other(ws.port());
  other.Upgrade("/");
  other.SendText("quick");
  EXPECT_EQ(other.ReadFrame().payload, "quick");
  // What was queued before is still whole, and then comes the reason.
  TestClient::Frame frame;
  do {
    frame = slow.ReadFrame();
  } while (frame.ok && frame.opcode == WsOpcode::kText);
  EXPECT_EQ(frame.close_code(), 4013);
}

TEST(WsConnection, ABurstInOneTurnIsNoSlowReader) {
  WsServer ws;
  ws.settings.outbox_bytes = 64 * 1024;
  ws.handler->on_message = [](EchoHandler& self, std::string_view) {
    for (int i = 0; i < 20; ++i) self.connection->SendText(std::string(10'000, 'b'));
  };
  ws.Start();
  TestClient client(ws.port());
  client.Upgrade("/");
  client.SendText("x");
  for (int i = 0; i < 20; ++i) ASSERT_EQ(client.ReadFrame().payload.size(), 10'000u) << i;
}

TEST(WsConnection, PausesAndResumesReading) {
  WsServer ws;
  ws.handler->on_message = [](EchoHandler& self, std::string_view text) {
    if (text == "pause") self.connection->PauseReading();
  };
  ws.Start();
  TestClient client(ws.port());
  client.Upgrade("/");
  std::string bytes;
  for (const char* text : {"pause", "b", "c"}) {
    AppendWsClientFrame(&bytes, WsOpcode::kText, text, 5);
  }
  client.Send(bytes);
  client.SendText("d");
  EXPECT_TRUE(TestServer::Eventually([&] { return ws.handler->messages == 1; }));
  usleep(30'000);
  EXPECT_EQ(ws.handler->messages, 1);
  ws.server->InLoop([&] { ws.handler->connection->ResumeReading(); });
  EXPECT_TRUE(TestServer::Eventually([&] { return ws.handler->messages == 4; }));
}

TEST(WsConnection, APausedConnectionThatBreaksIsNoticed) {
  WsServer ws;
  ws.handler->on_message = [](EchoHandler& self, std::string_view) {
    self.connection->PauseReading();
  };
  ws.Start();
  TestClient client(ws.port());
  client.Upgrade("/");
  client.SendText("x");
  EXPECT_TRUE(TestServer::Eventually([&] { return ws.handler->messages == 1; }));
  client.Reset();
  EXPECT_TRUE(TestServer::Eventually([&] { return ws.handler->closes == 1; }));
}

TEST(WsConnection, ClosesWhenIdle) {
  MemoryServer m;
  m.settings.idle_timeout_ms = 60'000;
  m.Open();
  m.Pass(50'000);
  m.Send("still here");
  EXPECT_EQ(m.peer->Take(), EncodeWsFrame(WsOpcode::kText, "still here"));
  m.Pass(59'000);
  EXPECT_EQ(m.echo->idles, 0);
  m.Pass(3'000);
  EXPECT_EQ(m.echo->idles, 1);
  EXPECT_EQ(m.peer->Take().substr(0, 4), std::string("\x88\x06\x03\xE9", 4));
  m.Pass(10'000);
  EXPECT_EQ(m.echo->closes, 1);
  EXPECT_EQ(m.echo->code, kWsGoingAway);
  EXPECT_TRUE(m.peer->closed());
}

TEST(WsConnection, AHandlerMayKeepAnIdleConnection) {
  MemoryServer m;
  m.settings.idle_timeout_ms = 10'000;
  m.echo->stay = true;
  m.Open();
  m.Pass(12'000);
  EXPECT_EQ(m.echo->idles, 1);
  m.Pass(5'000);
  EXPECT_EQ(m.echo->idles, 1);
  m.Pass(7'000);
  EXPECT_EQ(m.echo->idles, 2);
  m.echo->stay = false;
  m.Pass(12'000);
  EXPECT_EQ(m.echo->idles, 3);
  m.Pass(10'000);
  EXPECT_EQ(m.echo->closes, 1);
}

TEST(WsConnection, WritesPartially) {
  MemoryServer m;
  m.Open();
  m.peer->SetWindow(3);
  m.Send("abcdef");
  EXPECT_EQ(m.peer->Take(), EncodeWsFrame(WsOpcode::kText, "abcdef").substr(0, 3));
  m.peer->SetWindow(2);
  m.Turns();
  EXPECT_EQ(m.peer->Take(), "bc");
  m.peer->SetWindow(100);
  m.Turns();
  EXPECT_EQ(m.peer->Take(), "def");
}

TEST(WsConnection, StopClosesWith1001) {
  WsServer ws;
  ws.Start();
  TestClient client(ws.port());
  client.Upgrade("/");
  std::atomic<bool> done{false};
  ws.server->InLoop([&] { ws.server->server().Stop(2000, [&] { done = true; }); });
  TestClient::Frame close = client.ReadFrame();
  EXPECT_EQ(close.close_code(), kWsGoingAway);
  client.SendFrame(WsOpcode::kClose, close.payload);
  EXPECT_TRUE(client.AtEof());
  client.Reset();
  EXPECT_TRUE(TestServer::Eventually([&] { return done.load(); }));
  EXPECT_EQ(ws.handler->code, kWsGoingAway);
}

TEST(WsConnection, AnIdleConnectionCostsLessThan300Bytes) {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
  GTEST_SKIP() << "allocations are larger under a sanitizer";
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
  GTEST_SKIP() << "allocations are larger under a sanitizer";
#endif
#endif
  constexpr int kConnections = 2000;
  constexpr std::size_t kMaxBytes = 300;
  rlimit limit{};
  getrlimit(RLIMIT_NOFILE, &limit);
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);
  if (limit.rlim_cur < 2 * kConnections + 200) GTEST_SKIP() << "too few descriptors";
  // All connections share one handler: it is the application's cost, not this layer's.
  struct Quiet final : WsHandler {
    void OnMessage(std::string_view, bool) override {}
  };
  WsSettings settings;
  auto handler = std::make_shared<Quiet>();
  TestServer server([&](Request&& request, Responder responder) {
    AcceptWebSocket(request, responder, settings, handler);
  });
  // The clients are bare sockets, so that all memory counted is the server's.
  std::vector<int> clients(kConnections, -1);
  auto exchange = [&](int fd, std::string_view bytes, std::size_t answer) {
    ASSERT_EQ(::send(fd, bytes.data(), bytes.size(), 0), static_cast<ssize_t>(bytes.size()));
    char buffer[512];
    std::size_t got = 0;
    while (got < answer) {
      ssize_t n = ::recv(fd, buffer, sizeof buffer, 0);
      ASSERT_GT(n, 0);
      got += static_cast<std::size_t>(n);
    }
  };
  const std::string upgrade =
      "GET / HTTP/1.1\r\nHost: t\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
      "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
  std::string ping;
  AppendWsClientFrame(&ping, WsOpcode::kPing, "0123456789", 1);
  // The first upgrade loads what OpenSSL needs.
  int first = TestClient(server.port()).Release();
  exchange(first, upgrade, 129);
  std::size_t before = mallinfo2().uordblks + mallinfo2().hblkhd;
  for (int& client : clients) {
    client = TestClient(server.port()).Release();
    exchange(client, upgrade, 129);
  }
  for (int client : clients) exchange(client, ping, 12);
  server.InLoop([] {});
  std::size_t after = mallinfo2().uordblks + mallinfo2().hblkhd;
  std::size_t each = (after - before) / kConnections;
  std::printf("bytes per idle WebSocket: %zu\n", each);
  RecordProperty("bytes_per_idle_websocket", static_cast<int>(each));
  EXPECT_LT(each, kMaxBytes);
  clients.push_back(first);
  for (int client : clients) ::close(client);
}

}  // namespace
}  // namespace koine::net
