#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "base/random.h"

// UUIDs (RFC 9562) as text: 36 characters, lower-case digits in groups of 8-4-4-4-12.
namespace koine::uuid {

inline constexpr std::size_t kBytes = 16;
inline constexpr std::size_t kChars = 36;

// A random one (version 4): 122 bits of chance, as good as the source they come from.
std::string New(Random& random);
// These 128 bits in the form of one, whatever they mean. REQUIRES: kBytes bytes
std::string Text(std::string_view bytes);
// The bytes of a text of that form, of any version, in digits of either case. Nothing for any
// other text.
std::optional<std::string> Bytes(std::string_view text);

}  // namespace koine::uuid
