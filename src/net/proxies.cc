#include "net/proxies.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <algorithm>
#include <cstring>
#include <optional>

#include "base/text.h"
#include "net/http_message.h"

namespace koine::net {
namespace {

constexpr int kV4Bits = 32;
constexpr int kV6Bits = 128;
// Addresses of one request that are looked at, from the right.
constexpr int kHopsMax = 32;

bool ParseIp(std::string_view text, Address* out) {
  const std::string ip(text);
  sockaddr_storage storage{};
  auto* v4 = reinterpret_cast<sockaddr_in*>(&storage);
  auto* v6 = reinterpret_cast<sockaddr_in6*>(&storage);
  if (::inet_pton(AF_INET, ip.c_str(), &v4->sin_addr) == 1) {
    storage.ss_family = AF_INET;
  } else if (::inet_pton(AF_INET6, ip.c_str(), &v6->sin6_addr) == 1) {
    storage.ss_family = AF_INET6;
  } else {
    return false;
  }
  *out = Address::From(storage);
  return true;
}

// The values of a header, each of which may hold several, as one list.
std::string AllOf(const Request& request, std::string_view name) {
  std::string out;
  for (std::size_t i = 0; i < request.header_count(); ++i) {
    if (!text::EqualsIgnoreCaseAscii(request.header_name(i), name)) continue;
    if (!out.empty()) out += ',';
    out += request.header_value(i);
  }
  return out;
}

// The address in an element of Forwarded: for="[2001:db8::1]:80";proto=https
std::string_view ForOf(std::string_view element) {
  constexpr std::string_view kFor = "for=";
  for (std::string_view pair : text::Split(element, ';')) {
    pair = text::Trim(pair);
    if (!text::EqualsIgnoreCaseAscii(pair.substr(0, kFor.size()), kFor)) continue;
    pair.remove_prefix(kFor.size());
    if (pair.size() >= 2 && pair.front() == '"' && pair.back() == '"') {
      pair = pair.substr(1, pair.size() - 2);
    }
    return pair;
  }
  return {};
}

}  // namespace

bool ParseAddress(std::string_view text, Address* out) {
  if (ParseIp(text, out)) return true;
  if (!text.empty() && text.front() == '[') {
    const std::size_t end = text.find(']');
    return end != std::string_view::npos && ParseIp(text.substr(1, end - 1), out);
  }
  const std::size_t colon = text.find(':');
  return colon != std::string_view::npos && ParseIp(text.substr(0, colon), out);
}

Result<TrustedProxies> TrustedProxies::Parse(const std::vector<std::string>& networks) {
  TrustedProxies out;
  for (const std::string& text : networks) {
    const std::size_t slash = text.find('/');
    Network network;
    if (!ParseIp(text.substr(0, slash), &network.base)) {
      return Error{Code::kBadArgument, "", "", text + " is no address or network"};
    }
    const int most = network.base.is_v4() ? kV4Bits : kV6Bits;
    int bits = most;
    if (slash != std::string::npos) {
      const auto given = text::ParseInt(text.substr(slash + 1));
      if (!given || *given < 0 || *given > most) {
        return Error{Code::kBadArgument, "", "", text + " is no network"};
      }
      bits = static_cast<int>(*given);
    }
    network.bits = bits + (kV6Bits - most);
    out.networks_.push_back(network);
  }
  return out;
}

bool TrustedProxies::Covers(const Address& address) const {
  return std::any_of(networks_.begin(), networks_.end(), [&address](const Network& network) {
    const auto whole = static_cast<std::size_t>(network.bits / 8);
    if (std::memcmp(address.bytes.data(), network.base.bytes.data(), whole) != 0) return false;
    const int rest = network.bits % 8;
    return rest == 0 || (address.bytes[whole] ^ network.base.bytes[whole]) >> (8 - rest) == 0;
  });
}

Address TrustedProxies::ClientOf(const Request& request) const {
  Address client = request.remote;
  if (networks_.empty() || !Covers(client)) return client;
  std::string list = AllOf(request, "x-forwarded-for");
  const bool standard = list.empty();
  if (standard) list = AllOf(request, "forwarded");
  const auto elements = text::Split(list, ',');
  int hops = 0;
  for (auto it = elements.rbegin(); it != elements.rend() && hops < kHopsMax; ++it, ++hops) {
    const std::string_view element = text::Trim(*it);
    Address before;
    // What cannot be read was not written by a proxy that is to be trusted.
    if (!ParseAddress(standard ? ForOf(element) : element, &before)) break;
    client = before;
    if (!Covers(client)) break;
  }
  return client;
}

void TrustedProxies::Apply(Request* request) const {
  if (networks_.empty() || !Covers(request->remote)) return;
  if (text::EqualsIgnoreCaseAscii(request->Header("x-forwarded-proto"), "https")) {
    request->tls = true;
  }
  request->remote = ClientOf(*request);
}

}  // namespace koine::net
