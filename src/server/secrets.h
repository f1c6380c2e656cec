#pragma once

#include <string>

#include "base/random.h"
#include "base/result.h"

namespace koine::server {

// What only this installation knows.
struct Secrets {
  std::string ruoyi_token;  // signs access and refresh tokens
  std::string seal;         // 16 bytes, for opaque ids
  std::string openim;       // signs tokens of OpenIM; its administrators show it, so it is a text
};

// Reads DIR/secrets.toml; makes it, and DIR, at first start (mode 0600 and 0700), and adds what an
// older version did not know. An error names
// the file: readable by others, a secret too short, damaged.
Result<Secrets> LoadSecrets(const std::string& dir, Random& random);

}  // namespace koine::server
