#include "dialect/openim/sync.h"

#include <charconv>

#include "base/crypto.h"

namespace koine::openim {

std::uint64_t HashOf(const std::vector<std::string>& ids) {
  if (ids.empty()) return 0;
  json::Profile profile;
  profile.escape_html = true;
  const std::string digest = crypto::Md5(json::ToText(ids, profile));
  std::uint64_t hash = 0;
  for (std::size_t i = 0; i < sizeof(hash); ++i) {
    hash = hash << 8 | static_cast<unsigned char>(digest[i]);
  }
  return hash;
}

Result<bool> SameHash(const json::Raw& given, const std::vector<std::string>& ids) {
  std::uint64_t hash = 0;
  const std::string& text = given.text;
  if (!text.empty() && text != "null") {
    const auto read = std::from_chars(text.data(), text.data() + text.size(), hash);
    if (read.ec != std::errc() || read.ptr != text.data() + text.size()) {
      return Error{Code::kBadArgument, "type", "idHash"};
    }
  }
  return hash == HashOf(ids);
}

}  // namespace koine::openim
