// A whole HTTP connection in memory: any chunking gives the same answers (but
// for when an error is found), and no input does harm.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "base/clock.h"
#include "net/http_server.h"
#include "net/ws_connection.h"

namespace {

using namespace koine::net;  // NOLINT: a program of one file

constexpr const char* kRefusal = "@@protocol error@@";

struct Sink final : BodySink {
  std::string got;
  std::optional<Response> OnData(std::string_view piece) override {
    got += piece;
    if (got.size() > 500) return Response::Text(415, "refused");
    return std::nullopt;
  }
};

struct Echo final : WsHandler {
  WsConnection* connection = nullptr;
  void OnOpen(WsConnection& c) override { connection = &c; }
  void OnMessage(std::string_view data, bool binary) override {
    binary ? connection->SendBinary(data) : connection->SendText(data);
  }
};

struct Handler final : HttpHandler {
  WsSettings settings;
  BodyPlan OnHeaders(const Request& request) override {
    if (request.path() == "/r") return BodyPlan::Refuse(Response::Text(404, "no"));
    if (request.path() == "/s") return BodyPlan::Stream(std::make_shared<Sink>(), 1000);
    return BodyPlan::Collect();
  }
  Response OnProtocolError(const ProtocolError& error) override {
    Response response = Response::Text(error.status, "oops");
    if (error.status != 500) response.Add("X", kRefusal);
    return response;
  }
  void OnRequest(Request&& request, Responder responder) override {
    if (request.upgrade_websocket &&
        AcceptWebSocket(request, responder, settings, std::make_shared<Echo>())) {
      return;
    }
    std::string body(MethodName(request.method));
    body += request.target();
    body += '|';
    body += request.query();
    for (std::size_t i = 0; i < request.header_count(); ++i) {
      body += request.header_name(i);
      body += '=';
      body += request.header_value(i);
    }
    body += request.sink ? static_cast<Sink&>(*request.sink).got : request.body;
    body += request.path();
    if (request.path() == "/drop") return;
    responder.Send(Response::Text(200, body));
  }
};

std::string Run(std::string_view bytes, const std::uint8_t* cuts, std::size_t cut_count) {
  koine::FakeClock clock(1'000'000'000);
  EventLoop loop(clock);
  Handler handler;
  HttpServerOptions options;
  options.limits.header_bytes = 1000;
  options.limits.target_bytes = 200;
  options.limits.header_count = 10;
  options.limits.body_bytes = 700;
  HttpServer server(loop, handler, options);
  MemoryPair pair = MakeMemoryTransport();
  server.Serve(std::move(pair.server), Address{});
  std::string out;
  std::size_t turn = 0;
  while (!bytes.empty()) {
    std::size_t n = cut_count == 0 ? bytes.size() : 1u + cuts[turn++ % cut_count];
    pair.peer->Send(bytes.substr(0, n));
    bytes.remove_prefix(std::min(n, bytes.size()));
    loop.RunOnce(0);
    out += pair.peer->Take();
  }
  pair.peer->CloseSend();
  for (int i = 0; i < 4; ++i) {
    loop.RunOnce(0);
    out += pair.peer->Take();
  }
  return out;
}

// What does not depend on chunks: "100 Continue" is only sent to who waits for it, and the parser
// finds some errors of a header that never ends only if it comes at once.
std::string Comparable(std::string text) {
  static constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";
  for (std::size_t at = text.find(kContinue); at != std::string::npos; at = text.find(kContinue)) {
    text.erase(at, kContinue.size());
  }
  std::size_t refusal = text.find(kRefusal);
  if (refusal != std::string::npos) text.resize(text.rfind("HTTP/1.", refusal));
  return text;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 4 || size > 20'000) return 0;
  std::string_view bytes(reinterpret_cast<const char*>(data) + 4, size - 4);
  std::string whole = Comparable(Run(bytes, nullptr, 0));
  std::string cut = Comparable(Run(bytes, data, 4));
  if (whole != cut) std::abort();
  return 0;
}
