#include "net/address.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <algorithm>
#include <cstring>

namespace koine::net {
namespace {

constexpr std::uint8_t kMappedPrefix[12] = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};

// A network of IPv4: addresses whose first `bits` are as those of `base`.
struct Network {
  std::uint32_t base;
  int bits;
};
constexpr Network kNotPublic[] = {
    {0x00000000, 8},   // this network
    {0x0A000000, 8},   // private
    {0x64400000, 10},  // shared by a provider
    {0x7F000000, 8},   // loopback
    {0xA9FE0000, 16},  // link-local
    {0xAC100000, 12},  // private
    {0xC0000000, 24},  // protocol assignments
    {0xC0000200, 24},  // documentation
    {0xC0586300, 24},  // 6to4 relays
    {0xC0A80000, 16},  // private
    {0xC6120000, 15},  // benchmarks
    {0xC6336400, 24},  // documentation
    {0xCB007100, 24},  // documentation
    {0xE0000000, 3},   // multicast, reserved, broadcast
};

bool IsPublicV4(const std::uint8_t* bytes) {
  std::uint32_t address = 0;
  for (int i = 0; i < 4; ++i) address = address << 8 | bytes[i];
  return std::none_of(std::begin(kNotPublic), std::end(kNotPublic), [address](const Network& one) {
    return (address ^ one.base) >> (32 - one.bits) == 0;
  });
}

// The prefix under which translators show IPv4.
constexpr std::uint8_t kTranslatedPrefix[12] = {0, 0x64, 0xFF, 0x9B};

}  // namespace

bool Address::is_v4() const {
  return std::equal(std::begin(kMappedPrefix), std::end(kMappedPrefix), bytes.begin());
}

bool Address::is_loopback() const {
  if (is_v4()) return bytes[12] == 127;
  return std::all_of(bytes.begin(), bytes.end() - 1, [](std::uint8_t b) { return b == 0; }) &&
         bytes[15] == 1;
}

bool Address::is_public() const {
  if (is_v4()) return IsPublicV4(bytes.data() + 12);
  if (std::equal(std::begin(kTranslatedPrefix), std::end(kTranslatedPrefix), bytes.begin())) {
    return IsPublicV4(bytes.data() + 12);
  }
  const int first = bytes[0] << 8 | bytes[1];
  const int second = bytes[2] << 8 | bytes[3];
  if ((first & 0xE000) != 0x2000) return false;              // not global
  if (first == 0x2002) return IsPublicV4(bytes.data() + 2);  // 6to4
  if (first == 0x2001 && (second < 0x0200 || second == 0x0DB8)) return false;
  return !(first == 0x3FFF && second < 0x1000);  // documentation
}

std::string Address::Ip() const {
  char text[INET6_ADDRSTRLEN] = {};
  if (is_v4()) {
    ::inet_ntop(AF_INET, bytes.data() + 12, text, sizeof text);
  } else {
    ::inet_ntop(AF_INET6, bytes.data(), text, sizeof text);
  }
  return text;
}

std::string Address::Network() const {
  if (is_v4()) return Ip();
  Address network = *this;
  std::fill(network.bytes.begin() + 8, network.bytes.end(), std::uint8_t{0});
  return network.Ip() + "/64";
}

std::string Address::ToString() const {
  std::string ip = Ip();
  if (!is_v4()) ip = "[" + ip + "]";
  return ip + ":" + std::to_string(port);
}

Address Address::From(const sockaddr_storage& storage) {
  Address address;
  if (storage.ss_family == AF_INET) {
    const auto& v4 = reinterpret_cast<const sockaddr_in&>(storage);
    std::copy(std::begin(kMappedPrefix), std::end(kMappedPrefix), address.bytes.begin());
    std::memcpy(address.bytes.data() + 12, &v4.sin_addr, 4);
    address.port = ntohs(v4.sin_port);
  } else if (storage.ss_family == AF_INET6) {
    const auto& v6 = reinterpret_cast<const sockaddr_in6&>(storage);
    std::memcpy(address.bytes.data(), &v6.sin6_addr, 16);
    address.port = ntohs(v6.sin6_port);
  }
  return address;
}

}  // namespace koine::net
