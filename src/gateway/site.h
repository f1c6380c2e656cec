#pragma once

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "gateway/dialect.h"
#include "gateway/router.h"

namespace koine::gateway {

// A page of the server itself: answers a path that no dialect has. False: not its path.
using Page = std::function<bool(const net::Request& request, net::Response* response)>;

// What is served at one address: dialects whose paths would meet have sites of their own.
struct Site {
  explicit Site(std::string site_name) : name(std::move(site_name)) {}

  std::string name;  // as the start line and the setting call it: "main", "openim_api"
  Router router;
  std::vector<Dialect*> dialects;  // whose rows are served
  std::vector<Dialect*> sockets;   // whose WebSockets are opened
  bool any_socket_path = false;    // those open whatever the path
  bool named_origins = false;      // other pages call it only if they are named, not by "*"
  Page page;                       // of the server itself, too
  Dialect* otherwise = nullptr;    // whose words answer for paths that are nobody's
};

}  // namespace koine::gateway
