#include "net/proxy_header.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <cstring>
#include <string>

#include "base/text.h"

namespace koine::net {
namespace {

constexpr std::string_view kBinary("\r\n\r\n\0\r\nQUIT\n", 12);
constexpr std::string_view kLine = "PROXY ";
constexpr std::size_t kLineMax = 107;    // with its end
constexpr std::size_t kFixedBytes = 16;  // of version 2, in front of the addresses

using State = ProxyHeader::State;

bool AddressOf(int family, std::string_view ip, std::string_view port, Address* out) {
  const auto number = text::ParseInt(port);
  if (!number || *number < 0 || *number > 65'535) return false;
  sockaddr_storage storage{};
  storage.ss_family = static_cast<sa_family_t>(family);
  void* at = family == AF_INET
                 ? static_cast<void*>(&reinterpret_cast<sockaddr_in*>(&storage)->sin_addr)
                 : static_cast<void*>(&reinterpret_cast<sockaddr_in6*>(&storage)->sin6_addr);
  if (::inet_pton(family, std::string(ip).c_str(), at) != 1) return false;
  *out = Address::From(storage);
  out->port = static_cast<std::uint16_t>(*number);
  return true;
}

// PROXY TCP4 192.0.2.1 198.51.100.1 50000 443
ProxyHeader ReadLine(std::string_view bytes) {
  const std::size_t end = bytes.substr(0, kLineMax).find("\r\n");
  if (end == std::string_view::npos) return {bytes.size() < kLineMax ? State::kMore : State::kBad};
  const auto words = text::Split(bytes.substr(kLine.size(), end - kLine.size()), ' ');
  ProxyHeader out{State::kDone, end + 2};
  if (words.front() == "UNKNOWN") return out;
  constexpr std::size_t kWords = 5;
  const bool v4 = words.front() == "TCP4";
  if ((!v4 && words.front() != "TCP6") || words.size() != kWords ||
      !AddressOf(v4 ? AF_INET : AF_INET6, words[1], words[3], &out.client)) {
    return {};
  }
  out.known = true;
  return out;
}

std::uint16_t Big(std::string_view bytes, std::size_t at) {
  return static_cast<std::uint16_t>(static_cast<unsigned char>(bytes[at]) << 8 |
                                    static_cast<unsigned char>(bytes[at + 1]));
}

ProxyHeader ReadBinary(std::string_view bytes) {
  if (bytes.size() < kFixedBytes) return {State::kMore};
  const auto what = static_cast<unsigned char>(bytes[12]);
  const auto family = static_cast<unsigned char>(bytes[13]);
  const std::size_t rest = Big(bytes, 14);
  constexpr unsigned char kOwn = 0x20, kForClient = 0x21, kTcp4 = 0x11, kTcp6 = 0x21;
  if ((what != kOwn && what != kForClient) || kFixedBytes + rest > kProxyHeaderMax) return {};
  if (bytes.size() < kFixedBytes + rest) return {State::kMore};
  ProxyHeader out{State::kDone, kFixedBytes + rest};
  if (what == kOwn || (family != kTcp4 && family != kTcp6)) return out;
  const std::size_t size = family == kTcp4 ? sizeof(in_addr) : sizeof(in6_addr);
  if (rest < 2 * size + 4) return {};
  sockaddr_storage storage{};
  storage.ss_family = family == kTcp4 ? AF_INET : AF_INET6;
  void* at = family == kTcp4
                 ? static_cast<void*>(&reinterpret_cast<sockaddr_in*>(&storage)->sin_addr)
                 : static_cast<void*>(&reinterpret_cast<sockaddr_in6*>(&storage)->sin6_addr);
  std::memcpy(at, bytes.data() + kFixedBytes, size);
  out.client = Address::From(storage);
  out.client.port = Big(bytes, kFixedBytes + 2 * size);
  out.known = true;
  return out;
}

}  // namespace

ProxyHeader ReadProxyHeader(std::string_view bytes) {
  const auto begins = [&bytes](std::string_view with) {
    const std::size_t n = std::min(bytes.size(), with.size());
    return bytes.substr(0, n) == with.substr(0, n);
  };
  if (begins(kBinary))
    return bytes.size() < kBinary.size() ? ProxyHeader{State::kMore} : ReadBinary(bytes);
  if (begins(kLine))
    return bytes.size() < kLine.size() ? ProxyHeader{State::kMore} : ReadLine(bytes);
  return {};
}

}  // namespace koine::net
