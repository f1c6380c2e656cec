#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "gateway/dialect.h"
#include "gateway/router.h"
#include "net/http_server.h"
#include "net/ws_connection.h"

namespace koine::gateway {

class Gateway;
class IoThread;

// The HTTP side of one I/O thread: from a request to a row and back. Checks in this order: path and
// method, rate limit, login, parameters, then (in the row's transaction) the door.
class HttpFront final : public net::HttpHandler {
 public:
  HttpFront(Gateway& gateway, IoThread& thread);

  net::BodyPlan OnHeaders(const net::Request& request) override;
  void OnRequest(net::Request&& request, net::Responder responder) override;
  net::Response OnProtocolError(const net::ProtocolError& error) override;

 private:
  struct Flight;  // a matched request until its row runs
  friend class HttpInvocation;

  const net::WsSettings& SocketSettings(const Dialect& dialect);
  bool OpenSocket(const net::Request& request, const net::Responder& responder);
  void AnswerUnknown(const net::Request& request, bool path_known, net::Responder responder);
  void Authenticate(std::shared_ptr<Flight> flight);
  void Run(std::shared_ptr<Flight> flight);
  void Refuse(const Dialect& dialect, std::span<const Error> errors, const net::Request& request,
              net::Responder responder);
  // Adds the headers of cross-origin requests, if the origin is allowed.
  void AllowOrigin(std::string_view origin, net::Response* response) const;
  // Gives a refusal an id, which the log has too where the server is at fault (ruoyi 0.2).
  void Trace(std::string_view name, const Error& error, int status, net::Response* response) const;
  Dialect* OwnerOf(std::string_view path) const;

  Gateway& gateway_;
  IoThread& thread_;
  // By dialect; connections hold on to theirs.
  std::map<const Dialect*, net::WsSettings> socket_settings_;
};

}  // namespace koine::gateway
