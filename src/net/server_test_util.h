#pragma once

#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <utility>

#include "base/clock.h"
#include "net/http_server.h"

namespace koine::net {

// A handler made of functions.
class TestHandler final : public HttpHandler {
 public:
  std::function<BodyPlan(const Request&)> on_headers;
  std::function<void(Request&&, Responder)> on_request;

  BodyPlan OnHeaders(const Request& request) override {
    return on_headers ? on_headers(request) : BodyPlan::Collect();
  }
  void OnRequest(Request&& request, Responder responder) override {
    on_request(std::move(request), std::move(responder));
  }
  Response OnProtocolError(const ProtocolError& error) override {
    return Response::Json(error.status, "{\"status\":" + std::to_string(error.status) +
                                            ",\"detail\":\"" + std::string(error.detail) + "\"}");
  }
};

// A server on a free loopback port, its loop in a thread of its own.
class TestServer {
 public:
  explicit TestServer(std::function<void(Request&&, Responder)> on_request,
                      HttpServerOptions options = {},
                      std::function<BodyPlan(const Request&)> on_headers = {})
      : loop_(clock_) {
    handler_.on_request = std::move(on_request);
    handler_.on_headers = std::move(on_headers);
    server_ = std::make_unique<HttpServer>(loop_, handler_, std::move(options));
    port_ = server_->Listen("127.0.0.1", 0).value().port;
    thread_ = std::thread([this] { loop_.Run(); });
  }
  ~TestServer() { Join(); }

  std::uint16_t port() const { return port_; }
  EventLoop& loop() { return loop_; }
  HttpServer& server() { return *server_; }
  const HttpServerStats& stats() const { return server_->stats(); }
  // Runs `task` in the loop's thread and waits for it.
  void InLoop(std::function<void()> task);
  // Waits up to five seconds for `condition`.
  static bool Eventually(const std::function<bool()>& condition);
  void Join() {
    if (!thread_.joinable()) return;
    loop_.Stop();
    thread_.join();
    server_.reset();
  }

 private:
  SystemClock clock_;
  EventLoop loop_;
  TestHandler handler_;
  std::unique_ptr<HttpServer> server_;
  std::uint16_t port_ = 0;
  std::thread thread_;
};

}  // namespace koine::net
