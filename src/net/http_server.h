#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "net/address.h"
#include "net/connection_budget.h"
#include "net/event_loop.h"
#include "net/http_message.h"
#include "net/transport.h"

namespace koine::net {

inline constexpr std::size_t kMaxHeaderBytes = 16 * 1024;
inline constexpr std::size_t kMaxTargetBytes = 8 * 1024;
inline constexpr std::size_t kMaxHeaderCount = 100;
inline constexpr std::size_t kMaxBodyBytes = 1024 * 1024;
// Requests of one connection whose answers are outstanding; more are not read.
inline constexpr std::size_t kMaxPipelined = 16;
// Answer bytes waiting for a slow client; above it, its requests are not read.
inline constexpr std::size_t kMaxHttpOutboxBytes = 256 * 1024;

struct HttpLimits {
  std::size_t header_bytes = kMaxHeaderBytes;  // request line and headers together
  std::size_t target_bytes = kMaxTargetBytes;
  std::size_t header_count = kMaxHeaderCount;
  std::size_t body_bytes = kMaxBodyBytes;  // default of BodyPlan::Collect
  // From the first byte of a request to its last, when the body is collected.
  std::int64_t request_timeout_ms = 30'000;
  // Without any progress: between requests, of a streamed body, of a client that does not read.
  std::int64_t idle_timeout_ms = 75'000;
};

// Takes a body piece by piece as it arrives.
class BodySink {
 public:
  // Stops and restarts the arrival of pieces. Loop thread; harmless after the end.
  class Flow {
   public:
    virtual ~Flow() = default;
    virtual void Pause() = 0;
    virtual void Resume() = 0;
  };
  virtual ~BodySink() = default;
  virtual void OnStart(std::shared_ptr<Flow> /*flow*/) {}
  // A piece, valid during the call. A response ends the request at once with it.
  virtual std::optional<Response> OnData(std::string_view piece) = 0;
  // The body will not be complete: client gone, malformed, too large or too slow. OnRequest does
  // not come.
  virtual void OnAbort() {}
};

// What to do with the body of a request whose headers are known.
struct BodyPlan {
  enum class Kind : std::uint8_t { kCollect, kStream, kRefuse };
  Kind kind = Kind::kCollect;
  std::uint64_t limit = 0;  // bytes; 0 = the server's body_bytes
  std::shared_ptr<BodySink> sink;
  Response refusal;

  static BodyPlan Collect(std::uint64_t limit = 0);
  static BodyPlan Stream(std::shared_ptr<BodySink> sink, std::uint64_t limit);
  // Answers at once; the connection closes if a body would follow.
  static BodyPlan Refuse(Response response);
};

// A request that could not become one. `request` holds what was understood until then (maybe
// nothing); status is 400, 405, 408, 413, 414, 417, 431, 500, 501, 503 or 505.
struct ProtocolError {
  int status = 400;
  std::string_view detail;  // plain English, e.g. "header too large"
  const Request& request;
};

// What a server serves. Called in the server's loop thread; one handler may serve several servers
// if it is safe for their threads.
class HttpHandler {
 public:
  virtual ~HttpHandler() = default;
  // Headers are complete, the body is not read yet.
  virtual BodyPlan OnHeaders(const Request& request);
  virtual void OnRequest(Request&& request, Responder responder) = 0;
  // The answer for a protocol error, in the handler's own envelope. The server closes afterwards
  // where it must.
  virtual Response OnProtocolError(const ProtocolError& error);
};

struct HttpServerOptions {
  HttpLimits limits;
  // Empty = unbounded.
  std::shared_ptr<ConnectionBudget> budget;
  // Null = plain.
  std::shared_ptr<TlsContext> tls;
  // Peers whose connections begin with a header of the PROXY protocol. Empty = none.
  std::function<bool(const Address&)> proxied;
};

struct HttpServerStats {
  std::atomic<std::uint64_t> accepted{0};
  std::atomic<std::uint64_t> requests{0};
  std::atomic<std::uint64_t> protocol_errors{0};
  std::atomic<std::uint64_t> accept_pauses{0};
  std::atomic<std::int64_t> open{0};
};

class HttpCore;

// Serves HTTP/1.0 and 1.1 on listeners of one loop. All threads of a process may listen on the
// same address (SO_REUSEPORT): the first binds, the others join what it reports. Everything
// but stats() belongs to the loop's thread, or to any one thread before the loop runs.
class HttpServer {
 public:
  // `loop` and `handler` must outlive the server.
  HttpServer(EventLoop& loop, HttpHandler& handler, HttpServerOptions options);
  // Drops whatever is still open. The loop must not be inside a turn of another thread.
  ~HttpServer();
  HttpServer(const HttpServer&) = delete;
  HttpServer& operator=(const HttpServer&) = delete;

  // Binds and listens. `host` is a numeric address ("127.0.0.1", "::"); port 0 picks a free one.
  // Returns what was bound; an error's field is "host:port" and its text the system's reason.
  // An address in use is an error, unless `join` says that another thread of this process listens
  // on it and connections are to be shared with that.
  Result<Address> Listen(const std::string& host, std::uint16_t port, bool join = false);

  // Serves one connection on `transport`, as if accepted. For tests in memory.
  void Serve(std::unique_ptr<Transport> transport, const Address& remote);

  // Stops accepting, closes idle connections, WebSockets with 1001, answers what is under way, and
  // calls `done` when all are gone or `drain_ms` have passed (the rest is then cut off).
  void Stop(std::int64_t drain_ms, Task done);

  const HttpServerStats& stats() const;

 private:
  std::unique_ptr<HttpCore> core_;
};

}  // namespace koine::net
