#pragma once

#include <array>
#include <cstdint>
#include <string>

struct sockaddr_storage;

namespace koine::net {

// An IP address and port. IPv4 is kept as an IPv4-mapped IPv6 address.
struct Address {
  std::array<std::uint8_t, 16> bytes{};
  std::uint16_t port = 0;

  bool is_v4() const;
  bool is_loopback() const;
  // Of the public internet: no loopback, private, link-local, shared, multicast, reserved or
  // unspecified address, nor one that stands for such an IPv4 address.
  bool is_public() const;
  // "192.0.2.1" or "2001:db8::1".
  std::string Ip() const;
  // The same for counting who calls: all addresses of one IPv6 network of 64 bits, which is what
  // one customer has, are one ("2001:db8:0:1::/64").
  std::string Network() const;
  // "192.0.2.1:80" or "[2001:db8::1]:80".
  std::string ToString() const;

  static Address From(const sockaddr_storage& storage);
};

}  // namespace koine::net
