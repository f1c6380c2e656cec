#include "core/office/application/address.h"

#include <algorithm>
#include <cstddef>

#include "base/text.h"

namespace koine::application {

namespace {

constexpr std::size_t kHostBytesMax = 253, kPortDigitsMax = 5, kMiniBytesMax = 100;

bool IsDigit(char c) {
  return c >= '0' && c <= '9';
}

bool IsWord(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || IsDigit(c);
}

// What no address has as it stands.
bool IsPlain(std::string_view url) {
  constexpr std::string_view kNever = "\\\"<>`'{}|^";
  return std::ranges::none_of(url, [&](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte <= ' ' || byte == 0x7f || kNever.find(c) != std::string_view::npos;
  });
}

bool IsName(std::string_view host) {
  if (host.empty() || host.size() > kHostBytesMax || !IsWord(host.front()) || !IsWord(host.back()))
    return false;
  char before = 0;
  for (const char c : host) {
    if (!IsWord(c) && c != '.' && c != '-') return false;
    if (c == '.' && (before == '.' || before == '-')) return false;
    if (c == '-' && before == '.') return false;
    before = c;
  }
  return true;
}

bool IsPort(std::string_view port) {
  return !port.empty() && port.size() <= kPortDigitsMax && std::ranges::all_of(port, IsDigit);
}

}  // namespace

std::string HostOf(std::string_view url) {
  constexpr std::string_view kScheme = "https://";
  if (url.substr(0, kScheme.size()) != kScheme || !IsPlain(url)) return {};
  std::string_view rest = url.substr(kScheme.size());
  const std::string_view host = rest.substr(0, rest.find_first_of("/?#"));
  const std::size_t colon = host.find(':');
  if (!IsName(host.substr(0, colon))) return {};
  if (colon != std::string_view::npos && !IsPort(host.substr(colon + 1))) return {};
  return text::LowerAscii(host);
}

Status CheckAddress(ApplicationType type, std::string_view url) {
  const bool site = !HostOf(url).empty();
  switch (type) {
    case ApplicationType::kRoute: {
      const bool path = url.size() > 1 && url[0] == '/' && url[1] != '/' && IsPlain(url);
      return path ? Ok() : Status(Error{Code::kBadArgument, "application_route"});
    }
    case ApplicationType::kMini: {
      const bool name =
          !url.empty() && url.size() <= kMiniBytesMax && std::ranges::all_of(url, [](char c) {
            return IsWord(c) || c == '.' || c == '-' || c == '_';
          });
      return name || site ? Ok() : Status(Error{Code::kBadArgument, "application_mini"});
    }
    case ApplicationType::kIframe:
    case ApplicationType::kLink:
      break;
  }
  return site ? Ok() : Status(Error{Code::kBadArgument, "application_url"});
}

}  // namespace koine::application
