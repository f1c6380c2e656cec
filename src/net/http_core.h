#pragma once

#include <memory>
#include <vector>

#include "net/connection.h"
#include "net/http_connection.h"
#include "net/http_server.h"

namespace koine::net {

class Introduction;
class Listener;

// What all connections of one HttpServer share. Loop thread only.
class HttpCore {
 public:
  HttpCore(EventLoop& loop, HttpHandler& handler, HttpServerOptions options);
  ~HttpCore();

  EventLoop& loop() const { return loop_; }
  HttpHandler& handler() const { return handler_; }
  const HttpLimits& limits() const { return options_.limits; }
  bool tls() const { return options_.tls != nullptr; }
  bool stopping() const { return stopping_; }
  HttpServerStats& stats() { return stats_; }

  Result<Address> Listen(const std::string& host, std::uint16_t port, bool join);
  void Serve(std::unique_ptr<Transport> transport, const Address& remote);
  void Stop(std::int64_t drain_ms, Task done);

  // Takes a place in the budget. False if it is used up.
  bool Reserve();
  void Release();
  // Accepting rests, for want of places or of what the system says.
  void NotePause(const char* reason);
  // Takes an accepted socket that has a place in the budget; of some peers, once it has told whom
  // it speaks for.
  void Accepted(int fd, const Address& peer);
  // Wraps such a socket, unless its address has too many.
  void Adopt(int fd, const Address& remote);
  // An introduction is over: the socket goes on for `remote`, or null, is closed.
  void Introduced(Introduction* introduction, const Address* remote);
  // Forgets a closed connection and destroys it at the end of the turn.
  void Drop(Connection* connection);

  // Requests being read are recycled: a parser exists only while one is read.
  std::unique_ptr<Incoming> TakeIncoming();
  void GiveIncoming(std::unique_ptr<Incoming> incoming);

 private:
  void Add(std::unique_ptr<Connection> owned);
  void FinishStop();

  EventLoop& loop_;
  HttpHandler& handler_;
  HttpServerOptions options_;
  HttpServerStats stats_;
  std::vector<std::unique_ptr<Listener>> listeners_;
  std::vector<std::unique_ptr<Introduction>> introductions_;
  std::vector<std::unique_ptr<Connection>> connections_;
  std::vector<std::unique_ptr<Incoming>> spare_;
  bool stopping_ = false;
  Task stop_done_;
  TimerId stop_timer_ = 0;
};

}  // namespace koine::net
