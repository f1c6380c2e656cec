#include "server/pg_password.h"

#include <algorithm>

#include "base/text.h"

namespace koine::server {

namespace {

constexpr std::string_view kParameter = "password=";

std::string Decoded(const std::string& text) {
  return text::PercentDecode(text, /*plus_is_space=*/false).value_or(text);
}

// Where the user with the password ends, which libpq looks for no farther than the first slash.
std::size_t UserEnd(const std::string& url, std::size_t begin) {
  const std::size_t end = url.find_first_of("@/", begin);
  return end != std::string::npos && url[end] == '@' ? end : begin;
}

std::string TakeParameter(std::string* url, std::string_view instead) {
  for (std::size_t at = url->find('?'); at < url->size(); at = url->find('&', at + 1)) {
    if (url->compare(at + 1, kParameter.size(), kParameter) != 0) continue;
    const std::size_t value = at + 1 + kParameter.size();
    const std::size_t end = std::min(url->find('&', value), url->size());
    std::string found = Decoded(url->substr(value, end - value));
    if (!instead.empty()) {
      url->replace(value, end - value, instead);
    } else if (end == url->size()) {
      url->erase(at);
    } else {
      url->erase(at + 1, end - at);
    }
    return found;
  }
  return "";
}

}  // namespace

std::string TakePgPassword(std::string* url, std::string_view instead) {
  const std::size_t scheme = url->find("://");
  if (scheme == std::string::npos) return "";
  const std::size_t begin = scheme + 3;
  const std::size_t end = UserEnd(*url, begin);
  const std::size_t colon = url->find(':', begin);
  std::string found;
  if (colon < end) {
    found = Decoded(url->substr(colon + 1, end - colon - 1));
    if (instead.empty()) {
      url->erase(colon, end - colon);
    } else {
      url->replace(colon + 1, end - colon - 1, instead);
    }
  }
  // That of the parameter counts, where there are both.
  const std::string parameter = TakeParameter(url, instead);
  return parameter.empty() ? found : parameter;
}

}  // namespace koine::server
