#pragma once

#include <map>
#include <string>
#include <string_view>

#include "gateway/dialect.h"
#include "gateway/site.h"
#include "net/http_server.h"
#include "net/ws_connection.h"

namespace koine::gateway {

class Gateway;
class IoThread;

// Whether `origins` ("*" or a comma separated list) holds this one.
bool AllowsOrigin(const std::string& origins, std::string_view origin);

// How the WebSockets of one site open on one I/O thread.
class SocketFront {
 public:
  SocketFront(Gateway& gateway, IoThread& thread) : gateway_(gateway), thread_(thread) {}

  // Takes the request if it is an upgrade to a path of a dialect of the site, or would have to be
  // one: a GET of such a path without an upgrade is told so (426).
  bool Open(const Site& site, const net::Request& request, const net::Responder& responder);

 private:
  const net::WsSettings& SettingsOf(const Dialect& dialect);
  // Opens the WebSocket of a dialect that judges the login first, or refuses it in its way.
  void Judge(Dialect& dialect, const net::Request& request, const net::Responder& responder);
  struct Upgrade;
  void Finish(Dialect& dialect, Upgrade& upgrade, Result<identity::LoginView> view);

  Gateway& gateway_;
  IoThread& thread_;
  // By dialect; connections hold on to theirs.
  std::map<const Dialect*, net::WsSettings> settings_;
};

}  // namespace koine::gateway
