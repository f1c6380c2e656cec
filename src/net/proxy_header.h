#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "net/address.h"

namespace koine::net {

// What a proxy says of a client in front of the client's first byte: the PROXY protocol of HAProxy,
// version 1 (a line) or 2 (binary).
struct ProxyHeader {
  enum class State : std::uint8_t { kMore, kDone, kBad };
  State state = State::kBad;
  std::size_t bytes = 0;  // of the header, once it is done
  bool known = false;     // `client` is told; else the proxy speaks for itself, or does not know
  Address client;
};

// Longer headers are refused. Version 1 has at most 107 bytes, version 2 what proxies add of TLS.
inline constexpr std::size_t kProxyHeaderMax = 4096;

// Reads one from the beginning of `bytes`. kMore: all of them belong to it, and some are missing.
ProxyHeader ReadProxyHeader(std::string_view bytes);

}  // namespace koine::net
