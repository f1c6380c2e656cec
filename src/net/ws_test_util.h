#pragma once

#include <gtest/gtest.h>

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "base/clock.h"
#include "net/event_loop.h"
#include "net/http_server.h"
#include "net/server_test_util.h"
#include "net/transport.h"
#include "net/ws_connection.h"

namespace koine::net {

// Echoes, and remembers what it was told. Used in the loop's thread, read after Eventually.
struct EchoHandler final : WsHandler {
  WsConnection* connection = nullptr;
  std::atomic<int> messages{0};
  std::atomic<int> closes{0};
  std::atomic<int> pongs{0};
  std::atomic<int> idles{0};
  std::atomic<int> code{0};
  std::atomic<bool> by_peer{false};
  std::string reason;
  bool stay = false;
  std::function<void(EchoHandler&, std::string_view)> on_message;

  void OnOpen(WsConnection& c) override { connection = &c; }
  void OnMessage(std::string_view data, bool binary) override {
    ++messages;
    if (on_message) return on_message(*this, data);
    binary ? connection->SendBinary(data) : connection->SendText(data);
  }
  void OnPong(std::string_view) override { ++pongs; }
  bool OnIdle() override {
    ++idles;
    return stay;
  }
  void OnClose(const WsCloseInfo& info) override {
    code = info.code;
    by_peer = info.by_peer;
    reason = std::string(info.reason);
    connection = nullptr;
    ++closes;
  }
};

// A server in memory, with a clock that the test moves.
struct MemoryServer {
  FakeClock clock{1'000'000};
  EventLoop loop{clock};
  TestHandler handler;
  WsSettings settings;
  std::shared_ptr<EchoHandler> echo = std::make_shared<EchoHandler>();
  std::unique_ptr<HttpServer> server;
  std::shared_ptr<MemoryPeer> peer;

  void Open() {
    handler.on_request = [this](Request&& request, Responder responder) {
      AcceptWebSocket(request, responder, settings, echo);
    };
    server = std::make_unique<HttpServer>(loop, handler, HttpServerOptions{});
    MemoryPair pair = MakeMemoryTransport();
    peer = pair.peer;
    server->Serve(std::move(pair.server), Address{});
    peer->Send(
        "GET / HTTP/1.1\r\nHost: t\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
        "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
    Turns();
    EXPECT_EQ(peer->Take().substr(0, 12), "HTTP/1.1 101");
  }
  void Turns() {
    for (int i = 0; i < 5; ++i) loop.RunOnce(0);
  }
  void Send(std::string_view text) {
    std::string frame;
    AppendWsClientFrame(&frame, WsOpcode::kText, text, 3);
    peer->Send(frame);
    Turns();
  }
  void Pass(std::int64_t ms) {
    clock.Advance(ms);
    Turns();
  }
};

}  // namespace koine::net
