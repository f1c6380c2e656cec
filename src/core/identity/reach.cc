#include "core/identity/reach.h"

#include <algorithm>
#include <cstddef>

namespace koine::identity {

namespace {
constexpr std::size_t kEmailBytesMax = 100;
constexpr std::size_t kPhoneDigitsMin = 5;
constexpr std::size_t kPhoneDigitsMax = 20;
}  // namespace

bool LooksLikeEmail(std::string_view text) {
  const std::size_t at = text.find('@');
  if (text.size() > kEmailBytesMax || at == 0 || at == text.npos) return false;
  if (text.find('@', at + 1) != text.npos) return false;
  const std::size_t dot = text.rfind('.');
  return dot != text.npos && dot > at + 1 && dot + 1 < text.size() &&
         std::none_of(text.begin(), text.end(), [](unsigned char c) { return c <= ' '; });
}

bool LooksLikePhone(std::string_view text) {
  if (!text.empty() && text.front() == '+') text.remove_prefix(1);
  return text.size() >= kPhoneDigitsMin && text.size() <= kPhoneDigitsMax &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace koine::identity
