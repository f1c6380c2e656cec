#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/ids.h"

// Servers through which browsers that call each other find and reach each other (im-chat 2.9.2).
namespace koine::call {

struct IceSettings {
  std::vector<std::string> stun;  // "stun:host:port"
  std::vector<std::string> turn;  // "turn:host:port", each a coturn with use-auth-secret
  std::string secret;             // their static-auth-secret
  std::int64_t lifetime_ms = 3'600'000;
};

struct IceServer {
  std::vector<std::string> urls;
  std::string username, credential;  // empty: none are needed
};
// With credentials for the TURN servers that are the user's and end `lifetime_ms` from now (TURN
// REST: username "<seconds>:<user>", credential base64 of HMAC-SHA1 of that under the secret).
std::vector<IceServer> IceServersFor(const IceSettings& settings, UserId user, std::int64_t now_ms);

}  // namespace koine::call
