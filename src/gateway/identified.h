#pragma once

#include <cstdint>

#include "core/access/principal.h"

namespace koine::identity {
struct LoginView;
}

namespace koine::gateway {

class Dialect;

// Makes a principal of what the gateway knows of who calls: for nobody else
// (core/access/principal.h).
class Identified {
 private:
  friend class HttpFront;
  friend class Session;
  // Whoever has shown no token yet.
  static access::Principal Nobody(const Dialect& dialect);
  // A login that holds. `session`: the WebSocket, 0 over HTTP.
  static access::Principal By(const Dialect& dialect, const identity::LoginView& view,
                              std::uint64_t session);
  // Who a dialect that judges requests itself has found.
  static access::Principal FoundBy(const Dialect& dialect, const access::Principal& who);
};

}  // namespace koine::gateway
