#pragma once

#include <string>
#include <vector>

#include "gateway/dialect.h"

namespace koine::server {

// A dialect, and where its WebSocket is opened.
struct SocketPlace {
  const gateway::Dialect* dialect = nullptr;
  // Names of addresses, as the settings below `listen` call them.
  std::vector<std::string> sites = {};
};

// The description of WebSockets as AsyncAPI 3.0, as the server sees them: it receives the frames
// that clients send, by the same rows as those that it reads, and sends the events.
std::string AsyncApi(const std::vector<SocketPlace>& places);

}  // namespace koine::server
