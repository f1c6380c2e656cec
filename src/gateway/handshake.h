#pragma once

#include <memory>
#include <optional>
#include <string>

#include "base/result.h"

namespace koine::gateway {

// What a dialect keeps with a session for itself.
class SessionState {
 public:
  virtual ~SessionState() = default;
};

// An upgrade to a WebSocket as a dialect reads it that judges the login before the upgrade is
// answered (Dialect::judges_upgrade).
struct Handshake {
  std::optional<Error> error;  // what is wrong with the request itself
  std::string token;           // who it is
  std::string operation;       // what the client calls it, where its dialect has that
  // The outcome is the first text frame, also of a refusal; else a refusal is an answer over HTTP.
  bool told = false;
  // Binary frames are gzip streams, both ways.
  bool compressed = false;
  int wire = 0;  // Session::wire
  std::unique_ptr<SessionState> state;
};

}  // namespace koine::gateway
