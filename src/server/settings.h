#pragma once

#include <span>
#include <string>
#include <vector>

#include "base/config.h"
#include "base/result.h"

namespace koine::server {

// Every setting of the program: `koine config` prints them, docs/operate/settings.md explains them.
std::span<const config::Setting> AllSettings();

// "127.0.0.1:8080", "[::1]:0". kBadArgument names the setting.
struct HostPort {
  std::string host;
  std::uint16_t port = 0;
};
Result<HostPort> ParseHostPort(const std::string& setting, const std::string& value);

}  // namespace koine::server
