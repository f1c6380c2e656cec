#include "base/uuid.h"

#include "base/require.h"
#include "base/text.h"

namespace koine::uuid {

namespace {

// Where the text has its dashes, in order.
constexpr std::size_t kDashes[] = {8, 13, 18, 23};

}  // namespace

std::string New(Random& random) {
  std::string bytes(kBytes, '\0');
  random.Fill(bytes.data(), bytes.size());
  bytes[6] = static_cast<char>((bytes[6] & 0x0f) | 0x40);  // version 4
  bytes[8] = static_cast<char>((bytes[8] & 0x3f) | 0x80);  // the variant of the RFC
  return Text(bytes);
}

std::string Text(std::string_view bytes) {
  KOINE_REQUIRE(bytes.size() == kBytes);
  std::string out = text::Hex(bytes);
  for (const std::size_t at : kDashes) out.insert(at, 1, '-');
  return out;
}

std::optional<std::string> Bytes(std::string_view text) {
  if (text.size() != kChars) return std::nullopt;
  std::string digits(text);
  // From the last, so that the places before stay what they are.
  for (std::size_t i = std::size(kDashes); i > 0; --i) {
    if (digits[kDashes[i - 1]] != '-') return std::nullopt;
    digits.erase(kDashes[i - 1], 1);
  }
  return text::FromHex(digits);
}

}  // namespace koine::uuid
